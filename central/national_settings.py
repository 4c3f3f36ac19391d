"""How this central speaks with the national system: every word of its envelope is a setting.

Practice of two code bases, not a published specification: what differs at a province is written
into `national.toml` in central's home.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from central.errors import NationalSettingInvalid
from central.settings_file import read_settings_file

FILE_NAME = "national.toml"

_STATES = {str(number): str(number) for number in range(1, 11)}


@dataclass(frozen=True, slots=True)
class NationalSettings:
    """url: of the adapter; empty: nothing is exported. user: with its password in a file.

    login, forward: paths below it. destination: what the header `destination_header` says. session,
    service, updating, data: keys of the envelope; error, good, message: of the answer, and what is
    well; session_over: codes of an answer by which a session is over. dossiers, progress: the two
    services. batch: how many go at once, 10 at most. time: of all moments. states: by our code,
    theirs. title: of who handles, where nobody says it. place: of the receiving unit, by its code.
    authority: a PEM file of who vouches for the adapter, where that is no public authority. files:
    the address of a paper's file, with `{sha256}`; empty: none is told.
    """

    url: str = ""
    user: str = ""
    password_file: str = ""
    authority: str = ""
    answer_limit_s: int = 60
    login: str = "/mapi/login"
    forward: str = "/mapi/g"
    user_key: str = "username"
    password_key: str = "password"
    destination_header: str = "dstcode"
    destination: str = ""
    session: str = "session"
    service: str = "service"
    updating: str = "isUpdating"
    data: str = "data"
    error: str = "error_code"
    good: str = "0"
    message: str = "message"
    session_over: tuple[str, ...] = ("-1", "401")
    dossiers: str = "DongBoHoSoMC"
    progress: str = "CapNhatTienDoHoSoMC"
    batch: int = 10
    time: str = "%Y%m%d%H%M%S"
    title: str = ""
    places: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=lambda: dict(_STATES))
    fields: Mapping[str, str] = field(default_factory=dict)
    files: str = ""

    def file_of(self, sha256: str) -> str:
        """Where the national system finds a paper's file; empty where none is told."""
        return self.files.replace("{sha256}", sha256) if sha256 else ""


def read_national_settings(folder: Path) -> NationalSettings:
    """The settings in a central's home; the built-in ones where there is no file.

    Raises:
        NationalSettingInvalid: no TOML, an unknown key, or a value of another shape. Facts: key.
    """
    settings = read_settings_file(
        folder / FILE_NAME,
        NationalSettings(),
        lambda key: NationalSettingInvalid(key=key),
        merged=("states",),
    )
    if not 1 <= settings.batch <= 10:
        raise NationalSettingInvalid(key="batch")
    return settings

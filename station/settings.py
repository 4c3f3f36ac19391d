"""The desk's settings: declared once, read once, passed down as values.

Layers, later ones win: built in; on Windows what the installation was told; the machine's file
(IT's); the desk's own file in its home; on Windows what policy says. The machine's file may lock
keys: `locked = ["signing.timestamp_debt_allowed"]`; what policy says is locked. An unknown key is
an error that names the nearest known one. A change takes a restart.
"""

import difflib
import os
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from station.card_settings import CardSettings
from station.catalogue_settings import CatalogueSettings
from station.citizen_settings import CitizenScreenSettings
from station.comparing_settings import ComparingSettings
from station.copy_settings import ActsSettings as ActsSettings
from station.copy_settings import CopySettings as CopySettings
from station.described_fields import FIELDS
from station.digitisation_settings import DigitisationSettings
from station.errors import SettingInvalid, SettingLocked, SettingUnknown
from station.face_settings import FaceSettings
from station.fees import FeeSettings as FeeSettings
from station.form_settings import FormSettings
from station.key_settings import KeySettings
from station.lot_settings import LotSettings
from station.payment_settings import PaymentSettings
from station.queue_settings import QueueSettings
from station.reading_settings import ReadingSettings
from station.registry_settings import INSTALLED, POLICY, Registry, as_document, machine_registry
from station.setting_choices import CHOICES, least_of
from station.update_settings import UpdateSettings
from station.working_time import WorkingTimeSettings

FILE_NAME = "tramso.toml"


@dataclass(frozen=True, slots=True)
class AgencySettings:
    """The agency whose counter this is. code: by QĐ 20/2020, such as `H26.99.1`."""

    name: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class OfficerSettings:
    """Who certifies. title: the lines above the name, such as `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`."""

    name: str = ""
    title: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterSettings:
    """How a book is named (NĐ 23/2015, Phụ lục): `{volume}` has two digits, `{year}` four.

    block_size: numbers leased from central at a time. low_numbers: left when a warning shows.
    """

    book: str = "{volume}/{year}-SCT/BS"
    volume: int = 1
    block_size: int = 200
    low_numbers: int = 20

    def book_of(self, year: int) -> str:
        """The name of a year's book, such as `01/2026-SCT/BS`."""
        return self.book.format(volume=f"{self.volume:02d}", year=year)


@dataclass(frozen=True, slots=True)
class SigningSettings:
    """The two keys, the time-stamp servers in order, and the folder of trusted certificates.

    An empty agency_module or agency_token means: the same as the officer's, and then so does an
    empty agency_serial. officer_serial, agency_serial: which token, where two bear the same label.
    officer_certificate, agency_certificate: SHA-256 of the only certificate that may sign, in hex;
    empty: any under the key's label. clerk_…: the same for who signs scans; an empty clerk_token
    means: on the officer's token.
    timestamp_limit_s: how long a server may take; timestamp_wait_s: how long signing waits for it
    where the time-stamp may be owed. timestamp_debt_days: how long it may be owed then. level:
    `B-T`, `B-LT` or `B-LTA`, to be reached by every copy; `B-B` asks no time-stamp server.
    revocation_limit_s: how long one list or OCSP server may take.
    """

    officer_module: str = ""
    officer_token: str = ""
    officer_serial: str = ""
    officer_key: str = "officer"
    officer_certificate: str = ""
    agency_module: str = ""
    agency_token: str = ""
    agency_serial: str = ""
    agency_key: str = "agency"
    agency_certificate: str = ""
    clerk_module: str = ""
    clerk_token: str = ""
    clerk_serial: str = ""
    clerk_key: str = "clerk"
    clerk_certificate: str = ""
    timestamp_servers: tuple[str, ...] = ()
    timestamp_limit_s: int = 180
    timestamp_wait_s: int = 10
    timestamp_debt_allowed: bool = True
    timestamp_debt_days: int = 3
    level: str = "B-T"
    revocation_limit_s: int = 15
    trust_folder: str = ""


@dataclass(frozen=True, slots=True)
class ScanningSettings:
    """The scanner to start with (empty: the first found) and how it scans.

    source: empty for the device's own default. silence_limit_s: a driver silent for longer is
    taken for hung and killed. device_limit_s: how long one device may take to answer when devices
    are looked for. network_scanners: addresses of eSCL services. watched_folders: folders into
    which machines push scans. practice_scanners: script files of scanners to train with.
    twain_32_worker: the command, word by word, that starts a 32-bit Python with
    `scanners.twain_worker`, for TWAIN sources of 32 bits; empty: those are not reached.
    """

    device: str = ""
    source: str = ""
    dpi: int = 300
    mode: str = "color"
    silence_limit_s: int = 120
    device_limit_s: int = 20
    network_scanners: tuple[str, ...] = ()
    watched_folders: tuple[str, ...] = ()
    practice_scanners: tuple[str, ...] = ()
    twain_32_worker: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeviceSettings:
    """Environment variables that device libraries want, such as `SANE_CONFIG_DIR`."""

    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """keyring: whether a new desk's key goes to the system's keyring, where one answers.

    retention_days: how long pages, text and copies stay here after central's receipt, at least.
    mirror: a folder elsewhere that gets an encrypted copy of the desk; empty for none.
    mirror_every_s: how often. check_every_h: hours between two looks at the whole database.
    """

    keyring: bool = True
    retention_days: int = 365
    mirror: str = ""
    mirror_every_s: int = 600
    check_every_h: int = 24


@dataclass(frozen=True, slots=True)
class SyncSettings:
    """How long one answer of central may take, and how often the outbox is looked at.

    kbit_limit: thousand bits a second at which copies may leave; 0: no limit.
    bulk_mb: megabytes from which on a copy is bulk and lets smaller ones go first. bulk_hours: when
    bulk may go, `HH:MM-HH:MM` at the counter; empty for any time.
    clock_limit_s: by how much this clock may differ from central's before the trail says so.
    codes_a_day, code_days: how many dossier codes are leased of a day, and for how many days.
    inventory_hours: how often central is told how this desk stands; 0: never.
    central_url, enrol_code: where a new desk is enrolled, when nothing else is said; for
    installations without questions.
    """

    central_url: str = ""
    enrol_code: str = ""

    codes_a_day: int = 50
    code_days: int = 7
    answer_limit_s: int = 60
    clock_limit_s: int = 120
    kbit_limit: int = 0
    bulk_mb: int = 8
    bulk_hours: str = ""
    every_s: int = 60
    inventory_hours: int = 12


@dataclass(frozen=True, slots=True)
class MailSettings:
    """The ward's mail server, by which copies go to citizens; without one, none goes.

    security: `tls` from the first byte, or `starttls`; there is no third. user: empty where the
    server asks for none; its password is kept encrypted with the desk. authority: a PEM file of who
    vouches for the server, where that is no public authority.
    """

    server: str = ""
    port: int = 465
    security: str = "tls"
    user: str = ""
    sender: str = ""
    authority: str = ""
    answer_limit_s: int = 60


@dataclass(frozen=True, slots=True)
class AccountsSettings:
    """How people sign in, once central has sent accounts.

    tries: wrong passwords in a row before the account is locked for lock_minutes; each time that
    as many more are wrong it is locked for twice as long, up to a day. offline_days: how long
    accounts hold without a word of central's. idle_minutes: without a key or the mouse, before the
    screen locks.
    """

    tries: int = 5
    lock_minutes: int = 15
    offline_days: int = 30
    idle_minutes: int = 10


@dataclass(frozen=True, slots=True)
class Settings:
    """All of the above, for each key that was given who gave it, and which keys are locked.

    training: no setting: they are of a desk to train at (`station.training`), which reads no file.
    """

    agency: AgencySettings = AgencySettings()
    officer: OfficerSettings = OfficerSettings()
    working_time: WorkingTimeSettings = field(default_factory=WorkingTimeSettings)
    register: RegisterSettings = RegisterSettings()
    fees: FeeSettings = field(default_factory=FeeSettings)
    copy: CopySettings = field(default_factory=CopySettings)
    signing: SigningSettings = SigningSettings()
    scanning: ScanningSettings = ScanningSettings()
    reading: ReadingSettings = field(default_factory=ReadingSettings)
    comparing: ComparingSettings = field(default_factory=ComparingSettings)
    keys: KeySettings = field(default_factory=KeySettings)
    cards: CardSettings = field(default_factory=CardSettings)
    faces: FaceSettings = field(default_factory=FaceSettings)
    devices: DeviceSettings = DeviceSettings()
    acts: ActsSettings = field(default_factory=ActsSettings)
    store: StoreSettings = StoreSettings()
    sync: SyncSettings = SyncSettings()
    mail: MailSettings = field(default_factory=MailSettings)
    accounts: AccountsSettings = AccountsSettings()
    procedures: CatalogueSettings = field(default_factory=CatalogueSettings)
    digitisation: DigitisationSettings = field(default_factory=DigitisationSettings)
    lots: LotSettings = field(default_factory=LotSettings)
    payment: PaymentSettings = field(default_factory=PaymentSettings)
    forms: FormSettings = field(default_factory=FormSettings)
    citizen_screen: CitizenScreenSettings = field(default_factory=CitizenScreenSettings)
    queue: QueueSettings = field(default_factory=QueueSettings)
    updates: UpdateSettings = field(default_factory=UpdateSettings)
    given_by: Mapping[str, str] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()
    training: bool = False


def machine_file() -> Path:
    """Where IT's settings lie on this system."""
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "TramSo" / FILE_NAME
    return Path("/etc/tramso") / FILE_NAME


def read_settings(
    home: Path, machine: Path | None = None, registry: Registry = machine_registry
) -> Settings:
    """Read the machine's file, then the desk's own; on Windows the registry before and after.

    Raises:
        SettingUnknown, SettingInvalid, SettingLocked: a file, or the registry, is not as it must
            be.
    """
    known = dict(setting_keys())
    installed = as_document(registry(INSTALLED), known)
    policy = as_document(registry(POLICY), known)
    settings = _with_file(Settings(), installed, "installation", frozenset())
    locked = frozenset(f"{section}.{key}" for section in policy for key in policy[section])
    for name, path in (("machine", machine or machine_file()), ("desk", home / FILE_NAME)):
        if not path.is_file():
            continue
        given = _read_toml(path)
        if name == "machine":
            locked |= frozenset(_strings("locked", given.pop("locked", [])))
            settings = _with_file(settings, given, name, frozenset())
        else:
            settings = _with_file(settings, given, name, locked)
    settings = _with_file(settings, policy, "policy", frozenset())
    _require_sense(settings)
    return replace(settings, locked=locked)


def setting_keys() -> Iterator[tuple[str, object]]:
    """Every key as `section.name` with its built-in value, in the order of declaration."""
    for section in fields(Settings):
        if section.name in ("given_by", "locked", "training"):
            continue
        value = getattr(Settings(), section.name)
        for entry in fields(value):
            yield f"{section.name}.{entry.name}", getattr(value, entry.name)


def value_of(settings: Settings, key: str) -> object:
    """The value of a key such as `signing.level`."""
    section, _, entry = key.partition(".")
    value: object = getattr(getattr(settings, section), entry)
    return value


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingInvalid(key=path.name, expected="TOML in UTF-8") from error


def _with_file(
    settings: Settings, given: dict[str, Any], name: str, locked: frozenset[str]
) -> Settings:
    known = dict(setting_keys())
    origin = dict(settings.given_by)
    for section, entries in given.items():
        if not isinstance(entries, dict):
            raise unknown_setting(section, known)
        changes: dict[str, Any] = {}
        for entry, value in entries.items():
            key = f"{section}.{entry}"
            if key not in known:
                raise unknown_setting(key, known)
            if key in locked:
                raise SettingLocked(key=key)
            changes[entry] = _shaped(key, known[key], value)
            origin[key] = name
        if changes:
            part = replace(getattr(settings, section), **changes)
            settings = replace(settings, **{section: part})
        elif not any(key.startswith(f"{section}.") for key in known):
            raise unknown_setting(section, known)
    return replace(settings, given_by=origin)


def _require_sense(settings: Settings) -> None:
    """Values of the right shape that mean nothing: found when the desk opens, not in mid-work."""
    for key, allowed in CHOICES.items():
        if value_of(settings, key) not in allowed:
            raise SettingInvalid(key=key, expected=" | ".join(filter(None, allowed)))
    settings.reading.left_out()
    settings.cards.id_rules()
    settings.cards.details()
    settings.faces.require_sense()
    for key, built_in in setting_keys():
        if type(built_in) is not int:
            continue
        given = value_of(settings, key)
        if isinstance(given, int) and given < least_of(built_in):
            raise SettingInvalid(key=key, expected=f"a number from {least_of(built_in)}")
    settings.copy.looks()
    settings.acts.require_places()
    settings.digitisation.require_code()
    settings.forms.require_sense()
    settings.payment.require_series()
    settings.lots.require_sense(FIELDS)
    settings.updates.require_sense()
    try:
        settings.register.book.format(volume="01", year=2026)
    except (LookupError, ValueError, AttributeError) as error:
        raise SettingInvalid(key="register.book", expected="{volume} and {year}") from error


def unknown_setting(key: str, known: Mapping[str, object]) -> SettingUnknown:
    """What is said of a key that there is not: the nearest one that there is."""
    nearest = difflib.get_close_matches(key, known, n=1, cutoff=0.0)
    return SettingUnknown(key=key, nearest=nearest[0] if nearest else None)


def _shaped(key: str, built_in: object, value: object) -> object:
    """Return the value in the shape of the built-in one: text, number, yes/no, list or table."""
    if isinstance(built_in, tuple):
        return tuple(_strings(key, value))
    if isinstance(built_in, Mapping):
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            raise SettingInvalid(key=key, expected="table of strings")
        return dict(value)
    # bool is a kind of int in Python: compare the exact type.
    if type(value) is not type(built_in):
        raise SettingInvalid(key=key, expected=type(built_in).__name__)
    return value


def _strings(key: str, value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise SettingInvalid(key=key, expected="list of strings")
    return value

"""A counter whose citizens are identified: a provider, a central, a desk; and a citizen's phone."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import requests

from central.enrolment import add_enrolment_code
from central.home import init
from central.identification_settings import FILE_NAME
from central.serve import run_in_thread
from offline_store.central_client import enrol
from offline_store.identification_wire import PATH_IDENTIFIED
from offline_store.records import Enrolment
from station.bootstrap import Desk, open_desk
from station.identify import Identified, IdentifyRequester, ToShow
from station.settings import AgencySettings, Settings, StoreSettings
from tests.demo_desk import free_port
from tests.identity_provider_server import CLIENT, SECRET, Provider, identity_provider

AGENCY_CODE = "H26.19.5"
Tamper = Callable[[str], str]


def untouched(address: str) -> str:
    """The phone opens what it is sent to."""
    return address


@dataclass(frozen=True, slots=True)
class Counter:
    """A desk at a central whose citizens are identified by `provider`."""

    provider: Provider
    central_home: Path
    url: str
    desk: Desk

    @property
    def identify(self) -> IdentifyRequester:
        """The desk's use case, which asks again at once."""
        return replace(self.desk.identify, pause_s=0.02)

    def identified(
        self, phone: Callable[[ToShow], None], stop: threading.Event | None = None
    ) -> Identified | None:
        """What comes of it, where that phone opens what is shown."""
        return self.identify(phone, stop or threading.Event())


@contextmanager
def a_counter(folder: Path, settings: str = "") -> Iterator[Counter]:
    """A provider, a central that is registered with it, and a desk. settings: more of them."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    home = init(folder / "central").folder
    (home / "secret").write_text(SECRET + "\n", "utf-8")
    with identity_provider(folder / "provider", url + PATH_IDENTIFIED) as provider:
        given = f'issuer = "{provider.issuer}"\n' if "issuer" not in settings else ""
        (home / FILE_NAME).write_text(
            f'client_id = "{CLIENT}"\nsecret_file = "secret"\npublic_url = "{url}"\n'
            + given
            + settings.format(issuer=provider.issuer),
            "utf-8",
        )
        with run_in_thread(home, port=port):
            place = enrol(url, add_enrolment_code(home, AGENCY_CODE), "Quầy 1")
            own = Settings(
                agency=AgencySettings(name="Phường Thử Nghiệm", code=AGENCY_CODE),
                store=StoreSettings(keyring=False),
            )
            with closing(open_desk(folder / "desk", settings=own)) as desk:
                with desk.store.transaction() as records:
                    records.desk.enrol(place)
                yield Counter(provider, home, url, desk)


def place_of(desk: Desk) -> Enrolment:
    """The desk's place at central."""
    with desk.store.snapshot() as records:
        return records.desk.enrolment()


class Phone:
    """A citizen's browser: follows what it is sent to, and keeps its cookies.

    to_provider, to_central: what somebody makes of an address on the way there.
    """

    def __init__(self, to_provider: Tamper = untouched, to_central: Tamper = untouched) -> None:
        self.session = requests.Session()
        self.to_provider = to_provider
        self.to_central = to_central
        self.brought = ""
        self.told = requests.Response()

    def __call__(self, to_show: ToShow) -> None:
        """Open the address, sign in there, and come back."""
        self.brought = self.to_central(self.goes(to_show))
        self.told = self.session.get(self.brought, timeout=20)

    def goes(self, to_show: ToShow) -> str:
        """Open the address, sign in there; where the provider sends it back to."""
        return self._next(self.to_provider(self._next(to_show.address)))

    def _next(self, address: str) -> str:
        answer = self.session.get(address, allow_redirects=False, timeout=20)
        assert answer.is_redirect, (answer.status_code, answer.text)
        return answer.headers["Location"]


def with_query(address: str, **changed: str) -> str:
    """The address with other values in its query."""
    parts = urlsplit(address)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()} | changed
    return urlunsplit(parts._replace(query=urlencode(query)))

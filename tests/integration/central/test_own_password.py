"""People change their own password at a desk; and who used the recovery key is known."""

import io
import json
import logging
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from central.accounts import add_account, set_password
from central.enrolment import add_enrolment_code
from offline_store.account_wire import Role
from offline_store.central_client import enrol
from offline_store.errors import CentralRefused, CentralUnreachable
from offline_store.key_change import make_recovery_key
from offline_store.records import Enrolment
from offline_store.store import Store
from station.bootstrap import Desk, open_desk
from station.cli.main import main
from station.errors import InputInvalid, SignInRefused
from station.people import NOBODY
from station.settings import AgencySettings, Settings, StoreSettings
from tests.account_fixtures import PASSWORD
from tests.integration.central.conftest import AGENCY_CODE

pytestmark = pytest.mark.on_sqlite

SETTINGS = Settings(
    agency=AgencySettings(name="Phường Thử Nghiệm", code=AGENCY_CODE),
    store=StoreSettings(keyring=False),
)
NEW = "nắng vàng mùa thu"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the desk lies."""
    return tmp_path / "desk"


@pytest.fixture
def counter(home: Path, place: Enrolment) -> Iterator[Desk]:
    """A desk with its place at that central."""
    home.mkdir()
    (home / "tramso.toml").write_text("[store]\nkeyring = false\n", "utf-8")
    with closing(open_desk(home)) as desk:
        with desk.store.transaction() as records:
            records.desk.enrol(place)
        yield desk


def _add(central_home: Path, login: str = "hoa", role: Role = Role.OFFICER) -> None:
    add_account(central_home, AGENCY_CODE, login, "Lê Thị Minh Họa", (role,), PASSWORD)


def test_somebody_changes_their_own_password(
    counter: Desk, central_home: Path, central_url: str, tmp_path: Path
) -> None:
    """At once here, with the next list at the agency's other desks, and under it alone."""
    _add(central_home)
    place = enrol(central_url, add_enrolment_code(central_home, AGENCY_CODE), "Quầy 2")
    with closing(open_desk(tmp_path / "other", settings=SETTINGS)) as other:
        with other.store.transaction() as records:
            records.desk.enrol(place)
        for desk in (counter, other):
            desk.fetch_accounts(at_once=True)

        counter.change_password("hoa", PASSWORD, NEW)

        assert counter.sign_in("hoa", NEW, "window").login == "hoa"
        with pytest.raises(SignInRefused):
            counter.sign_in("hoa", PASSWORD, "window")
        assert other.sign_in("hoa", PASSWORD, "window").login == "hoa"
        other.fetch_accounts(at_once=True)
        assert other.sign_in("hoa", NEW, "window").login == "hoa"
    with counter.store.snapshot() as records:
        acts = [(line.who, line.act) for line in records.audit.lines()]
    assert ("hoa", "password-changed") in acts


def test_a_password_that_cannot_be_changed_stays(
    counter: Desk, place: Enrolment, central_home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Another was typed, the new one is too short, central has another by now, or is away."""
    caplog.set_level(logging.DEBUG)
    _add(central_home)
    counter.fetch_accounts(at_once=True)
    with pytest.raises(SignInRefused):
        counter.change_password("hoa", NEW, NEW)
    for unfit in ("ngắn", "x" * 2000):
        with pytest.raises((InputInvalid, CentralRefused)) as refused:
            counter.change_password("hoa", PASSWORD, unfit)
        assert unfit not in str(refused.value)
    with counter.store.transaction() as records:
        records.desk.enrol(replace(place, central_url="http://127.0.0.1:9"))
    with pytest.raises(CentralUnreachable):
        counter.change_password("hoa", PASSWORD, NEW)
    assert counter.sign_in("hoa", PASSWORD, "window").login == "hoa"
    with counter.store.transaction() as records:
        records.desk.enrol(place)
    set_password(central_home, AGENCY_CODE, "hoa", NEW)
    with pytest.raises(SignInRefused):
        counter.change_password("hoa", PASSWORD, "một mật khẩu khác")
    assert PASSWORD not in caplog.text
    assert NEW not in caplog.text


def test_the_command_changes_a_password(
    counter: Desk,
    home: Path,
    central_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Login, old and new one a line each, and nothing of them comes out again."""
    _add(central_home)
    counter.fetch_accounts(at_once=True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"hoa\n{PASSWORD}\n{NEW}\n"))
    assert main(["password", "--home", str(home), "--sign-in-stdin", "--json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out) == {"login": "hoa"}
    assert NEW not in said.out + said.err
    assert counter.sign_in("hoa", NEW, "window").login == "hoa"


def test_who_used_the_recovery_key_stands_on_the_trail(
    counter: Desk, home: Path, central_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As whom they sign in; as nobody where they do not, whatever the system calls them."""
    monkeypatch.setenv("LOGNAME", "hoa")
    _add(central_home, "quan", Role.ADMINISTRATOR)
    _add(central_home)
    counter.fetch_accounts(at_once=True)
    counter.close()
    key = make_recovery_key(home)
    command = ["key", "recover", "--home", str(home), "--recovery-key-stdin"]
    for lines, more in ((f"{key}\n", []), (f"{key}\nquan\n{PASSWORD}\n", ["--sign-in-stdin"])):
        monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
        assert main([*command, *more]) == 0
    with Store.open(home, create=False) as store, store.snapshot() as records:
        recovered = [line.who for line in records.audit.lines() if line.act == "key-recovered"]
    assert recovered == [NOBODY, "quan"]

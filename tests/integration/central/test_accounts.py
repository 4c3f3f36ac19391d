"""People: kept at a real central, fetched by a real desk, signed in there without it."""

import io
import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest

from central.accounts import (
    accounts_of,
    add_account,
    set_disabled,
    set_password,
    set_roles,
)
from central.enrolment import add_enrolment_code
from central.errors import AccountInvalid, AccountUnknown, LoginTaken
from central.home import Home, init
from central.serve import run_in_thread
from offline_store.account_fetching import fetch_accounts
from offline_store.account_wire import (
    ACCOUNTS_TYPE,
    AccountList,
    AccountsAnswer,
    AccountsQuestion,
    Role,
)
from offline_store.central_client import CentralClient
from offline_store.errors import CentralNonsense
from offline_store.key_change import make_recovery_key
from offline_store.records import Enrolment
from offline_store.store import Store
from station.bootstrap import Desk, open_desk
from station.cli.main import main
from station.desk_check import Check, Status
from station.doctor import Doctor
from station.errors import AccountDisabled, SignInRefused
from station.hanoi_time import utc_now
from station.people import NOBODY
from station.settings import AgencySettings, Settings, StoreSettings
from tests.account_fixtures import PASSWORD
from tests.integration.central.conftest import AGENCY_CODE

OTHER = "H26.19.6"
SETTINGS = Settings(
    agency=AgencySettings(name="Phường Thử Nghiệm", code=AGENCY_CODE),
    store=StoreSettings(keyring=False),
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the desk lies."""
    return tmp_path / "desk"


@pytest.fixture
def counter(home: Path, place: Enrolment) -> Iterator[Desk]:
    """A desk with its place at that central, and no accounts yet."""
    home.mkdir()
    (home / "tramso.toml").write_text(
        f'[agency]\nname = "Phường Thử"\ncode = "{AGENCY_CODE}"\n[store]\nkeyring = false\n',
        "utf-8",
    )
    with closing(open_desk(home)) as desk:
        with desk.store.transaction() as records:
            records.desk.enrol(place)
        yield desk


def _add(central_home: Path, login: str = "hoa", *roles: Role, agency: str = AGENCY_CODE) -> None:
    add_account(central_home, agency, login, "Lê Thị Minh Họa", roles or (Role.OFFICER,), PASSWORD)


def test_accounts_come_with_a_run_to_central(central_home: Path, counter: Desk) -> None:
    """Then whoever is at the desk signs in; until then it goes on as it was."""
    assert counter.clerk != NOBODY
    counter.synchronise(at_once=True)
    with counter.store.snapshot() as records:
        assert not records.accounts.any()
    _add(central_home)
    _add(central_home, "xa", agency=OTHER)
    counter.synchronise(at_once=True)
    with counter.store.snapshot() as records:
        (account,) = records.accounts.all()
    assert (account.login, account.roles) == ("hoa", frozenset({Role.OFFICER}))
    assert counter.sign_in("hoa", PASSWORD, "window").name == "Lê Thị Minh Họa"
    with closing(open_desk(counter.home)) as again:
        assert again.clerk == NOBODY


def test_what_changes_at_central_holds_here_after_the_next_run(
    central_home: Path, counter: Desk
) -> None:
    """A password set anew, other roles, an account disabled and enabled again."""
    _add(central_home)
    assert counter.fetch_accounts(at_once=True)
    assert not counter.fetch_accounts(at_once=True), "nothing is new"
    set_password(central_home, AGENCY_CODE, "hoa", "một mật khẩu khác")
    set_roles(central_home, AGENCY_CODE, "hoa", (Role.ARCHIVIST, Role.CLERK))
    assert counter.fetch_accounts(at_once=True)
    with pytest.raises(SignInRefused):
        counter.sign_in("hoa", PASSWORD, "window")
    person = counter.sign_in("hoa", "một mật khẩu khác", "window")
    assert person.roles == {Role.CLERK, Role.ARCHIVIST}
    set_disabled(central_home, AGENCY_CODE, "hoa", True)
    assert counter.fetch_accounts(at_once=True)
    with pytest.raises(AccountDisabled):
        counter.sign_in("hoa", "một mật khẩu khác", "window")
    set_disabled(central_home, AGENCY_CODE, "hoa", False)
    assert counter.fetch_accounts(at_once=True)
    assert counter.sign_in("hoa", "một mật khẩu khác", "window")


def test_an_unchanged_list_renews_its_time(central_home: Path, counter: Desk) -> None:
    """The desk says which list it has, and gets none again; but that central was heard counts."""
    _add(central_home)
    counter.fetch_accounts(at_once=True)
    with counter.store.snapshot() as records:
        first, version = records.accounts.heard_at(), records.accounts.version()
    counter.fetch_accounts(at_once=True)
    with counter.store.snapshot() as records:
        second = records.accounts.heard_at()
        assert records.accounts.version() == version
    assert first is not None
    assert second is not None
    assert first < second < utc_now() + timedelta(minutes=1)


Forge = Callable[[AccountsQuestion, str, Home, Enrolment], str]


def _signed(home: Home, place: Enrolment, nonce: str, kind: str = ACCOUNTS_TYPE) -> str:
    said = AccountList(
        station=place.station, nonce=nonce, issued_at=utc_now(), version="0" * 64, accounts=()
    )
    return jwt.encode(
        said.model_dump(mode="json"),
        home.load_receipt_key(),
        algorithm="EdDSA",
        headers={"typ": kind},
    )


FORGERIES: dict[str, tuple[str, Forge]] = {
    "cut": ("not-signed", lambda ask, true, home, place: true[:-8] + "AAAAAAAA"),
    "none": ("not-signed", lambda ask, true, home, place: "no token at all"),
    "kind": ("not-signed", lambda ask, true, home, place: _signed(home, place, ask.nonce, "x")),
    "old": ("another-question", lambda ask, true, home, place: _signed(home, place, "an-old-one")),
    "empty": ("no-accounts-left", lambda ask, true, home, place: _signed(home, place, ask.nonce)),
}


@pytest.mark.on_sqlite
@pytest.mark.parametrize("name", FORGERIES)
def test_only_what_central_says_to_this_question_counts(
    name: str,
    central_home: Path,
    counter: Desk,
    client: CentralClient,
    place: Enrolment,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Forged, of another kind, an old answer shown again, or one that takes everybody away."""
    _add(central_home)
    fetch_accounts(counter.store, client)
    reason, forge = FORGERIES[name]
    ask = client.accounts

    def forged(question: AccountsQuestion) -> AccountsAnswer:
        signed = forge(question, ask(question).signed, Home(central_home), place)
        return AccountsAnswer(signed=signed)

    monkeypatch.setattr(client, "accounts", forged)
    with pytest.raises(CentralNonsense) as refused:
        fetch_accounts(counter.store, client)
    assert refused.value.facts["reason"] == reason
    assert counter.sign_in("hoa", PASSWORD, "window")


def test_central_refuses_what_is_no_account(central_home: Path, place: Enrolment) -> None:
    """And keeps no password, only its hash."""
    _add(central_home)
    with pytest.raises(LoginTaken):
        _add(central_home)
    with pytest.raises(AccountUnknown):
        set_password(central_home, AGENCY_CODE, "an", PASSWORD)
    for login, name, roles, password, field in (
        ("An", "Nguyễn Văn An", (Role.CLERK,), PASSWORD, "login"),
        ("an", "", (Role.CLERK,), PASSWORD, "name"),
        ("an", "Nguyễn Văn An", (), PASSWORD, "roles"),
        ("an", "Nguyễn Văn An", (Role.CLERK,), "too short", "password"),
        ("hoang", "Trần Văn Hoàng", (Role.CLERK,), "it has Hoang in it", "password"),
    ):
        with pytest.raises(AccountInvalid) as invalid:
            add_account(central_home, AGENCY_CODE, login, name, roles, password)
        assert invalid.value.facts == {"field": field}
    ((kept, _),) = accounts_of(central_home, AGENCY_CODE)
    assert kept.password_hash.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert PASSWORD not in repr(kept)


@pytest.mark.on_sqlite
def test_nothing_of_a_password_is_in_any_log(
    central_home: Path, counter: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither the word nor its hash, on either side, right or wrong; nor in a file in clear."""
    with caplog.at_level(logging.DEBUG):
        _add(central_home)
        counter.fetch_accounts(at_once=True)
        counter.sign_in("hoa", PASSWORD, "window")
        with pytest.raises(SignInRefused) as refused:
            counter.sign_in("hoa", "hoa phượng vĩ", "window")
    with counter.store.snapshot() as records:
        (account,) = records.accounts.all()
        trail = repr(records.audit.lines())
    secrets = (PASSWORD, "hoa phượng vĩ", account.password_hash)
    for text in (caplog.text, trail, repr(refused.value)):
        assert not [each for each in secrets if each in text]
    for path in counter.home.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not [each for each in secrets if each.encode() in content], path


# At the command line.


def _run(
    home: Path, capfd: pytest.CaptureFixture[str], *words: str
) -> tuple[int, dict[str, Any], str]:
    status = main([*words, "--json", "--home", str(home)])
    told = capfd.readouterr()
    return status, json.loads(told.out or "{}"), told.err


@pytest.fixture
def people_desk(central_home: Path, counter: Desk) -> Path:
    """The home of a desk to which a clerk and an officer came."""
    _add(central_home, "an", Role.CLERK)
    _add(central_home, "hoa", Role.OFFICER)
    counter.fetch_accounts(at_once=True)
    return counter.home


@pytest.mark.on_sqlite
def test_the_command_line_asks_who_is_there(
    people_desk: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By a file or standard input; without either and without a terminal nothing is done."""
    new = ("dossier", "new", "--title", "Bằng lái", "--name", "Bùi Văn Thử")
    status, _, error = _run(people_desk, capfd, *new)
    assert (status, json.loads(error)["error"]["code"]) == (3, "sign-in-needed")
    file = tmp_path / "an.txt"
    file.write_text(f"an\n{PASSWORD}\n", "utf-8")
    status, made, _ = _run(people_desk, capfd, *new, "--sign-in-file", str(file))
    assert status == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"an\n{PASSWORD}\n"))
    status, listed, _ = _run(people_desk, capfd, "dossier", "list", "--sign-in-stdin")
    assert [each["code"] for each in listed["dossiers"]] == [made["code"]]
    file.write_text("an\nnot that one\n", "utf-8")
    status, _, error = _run(people_desk, capfd, "register", "list", "--sign-in-file", str(file))
    assert (status, json.loads(error)["error"]["code"]) == (3, "sign-in-refused")
    with Store.open(people_desk) as store, store.snapshot() as records:
        received = [line for line in records.audit.lines() if line.act == "dossier-received"]
        assert records.audit.verify() is None
    assert [line.who for line in received] == ["an"]


@pytest.mark.on_sqlite
def test_the_command_line_knows_what_each_may(
    people_desk: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A clerk closes no book and makes no recovery key; what goes by itself asks nobody."""
    file = tmp_path / "an.txt"
    file.write_text(f"an\n{PASSWORD}\n", "utf-8")
    for words in (("register", "close"), ("key", "recovery"), ("key", "rotate")):
        status, _, error = _run(people_desk, capfd, *words, "--sign-in-file", str(file))
        assert (status, json.loads(error)["error"]["code"]) == (3, "role-missing")
    assert _run(people_desk, capfd, "sync")[0] == 0
    assert _run(people_desk, capfd, "audit", "verify")[1] == {"ok": True, "first_broken": None}


@pytest.mark.on_sqlite
def test_central_keeps_accounts_by_its_own_words(
    central_home: Path,
    tmp_path: Path,
    place: Enrolment,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """`tramso central account …`; a password comes from a file, never from an argument."""
    file = tmp_path / "password.txt"
    file.write_text(PASSWORD + "\n", "utf-8")

    def account(*words: str) -> tuple[int, dict[str, Any]]:
        whose = ("--agency", AGENCY_CODE, "--central-home", str(central_home))
        status = main(["central", "account", *words, "--json", *whose])
        told = capfd.readouterr()
        return status, json.loads(told.out or told.err)

    add = ("add", "--login", "hoa", "--name", "Lê Thị Minh Họa", "--role", "officer")
    assert account(*add, "--password-file", str(file)) == (0, {"login": "hoa"})
    status, said = account(*add, "--password-file", str(file))
    assert (status, said["error"]["code"]) == (3, "login-taken")
    assert account("roles", "--login", "hoa", "--role", "officer", "--role", "clerk")[0] == 0
    assert account("disable", "--login", "hoa")[0] == 0
    (row,) = account("list")[1]["accounts"]
    assert (row["login"], row["name"], row["roles"], row["disabled"]) == (
        "hoa",
        "Lê Thị Minh Họa",
        ["clerk", "officer"],
        True,
    )
    assert account("enable", "--login", "hoa")[0] == 0
    assert account("password", "--login", "hoa", "--password-file", str(file))[0] == 0
    assert account("list")[1]["accounts"][0]["disabled"] is False


@pytest.mark.on_sqlite
def test_another_central_is_for_an_administrator_to_choose(
    people_desk: Path,
    central_home: Path,
    central_url: str,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """A central of one's own, with an account of one's own, would open any desk."""
    _add(central_home, "quan", Role.ADMINISTRATOR)
    assert _run(people_desk, capfd, "sync")[0] == 0
    files = {}
    for login in ("hoa", "quan"):
        files[login] = tmp_path / f"{login}.txt"
        files[login].write_text(f"{login}\n{PASSWORD}\n", "utf-8")
    other = init(tmp_path / "other").folder
    with run_in_thread(other) as url:

        def enrol(home: Path, url: str, *words: str) -> tuple[int, str]:
            code = add_enrolment_code(home, AGENCY_CODE)
            known = ("central", "enrol", "--url", url, "--code", code)
            status, _, error = _run(people_desk, capfd, *known, *words)
            return status, json.loads(error)["error"]["code"] if error else ""

        assert enrol(central_home, central_url) == (0, ""), "the same one keeps the desk"
        assert enrol(other, url) == (3, "sign-in-needed")
        assert enrol(other, url, "--sign-in-file", str(files["hoa"])) == (3, "role-missing")
        assert enrol(central_home, central_url) == (0, "")
        assert enrol(other, url, "--sign-in-file", str(files["quan"])) == (0, "")
        # The old central is gone, and with it every administrator: the paper in the safe is left.
        key = make_recovery_key(people_desk)
        for typed, answer in ((key[:-1], (3, "recovery-key-wrong")), (key, (0, ""))):
            paper = tmp_path / "safe.txt"
            paper.write_text(typed + "\n", "utf-8")
            assert enrol(central_home, central_url, "--recovery-key-file", str(paper)) == answer


@pytest.mark.on_sqlite
def test_the_doctor_says_who_may_sign_in(central_home: Path, counter: Desk) -> None:
    """Nobody asked: a warning. Central not heard for too long: nobody may any more."""
    home, settings = counter.home, counter.settings

    def accounts(days: int = 0) -> Check:
        doctor = Doctor(home, settings, counter.scanner, lambda: utc_now() + timedelta(days=days))
        return next(check for check in doctor() if check.id == "accounts")

    assert accounts().status is Status.WARN
    _add(central_home)
    counter.fetch_accounts(at_once=True)
    statuses = [accounts(days).status for days in (0, 15, 31)]
    assert statuses == [Status.OK, Status.WARN, Status.FAIL]

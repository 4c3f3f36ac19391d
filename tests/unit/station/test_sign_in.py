"""Signing in without a network: by what central sent last."""

import json
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from offline_store.account_wire import Role
from offline_store.passwords import fits, hash_of
from offline_store.store import Store
from station.errors import AccountDisabled, AccountsExpired, SignInLocked, SignInRefused
from station.settings import AccountsSettings
from station.sign_in import SignIn
from tests.account_fixtures import PASSWORD, an_account, everybody, keep_accounts
from tests.store_fixtures import NOON
from tests.unit.station.desk_parts import SetClock

SETTINGS = AccountsSettings(tries=3, lock_minutes=15, offline_days=10)
WHY = "window"


@pytest.fixture
def clock() -> SetClock:
    """Noon, when central was heard."""
    return SetClock(NOON)


@pytest.fixture
def sign_in(store: Store, clock: SetClock) -> SignIn:
    """A desk with all accounts, and the way in."""
    everybody(store)
    return SignIn(store, SETTINGS, clock)


def _wrong(sign_in: SignIn, times: int, login: str = "an") -> None:
    for _ in range(times):
        with pytest.raises(SignInRefused):
            sign_in(login, "not that one", WHY)


def _locked_minutes(sign_in: SignIn, password: str = PASSWORD) -> object:
    with pytest.raises(SignInLocked) as locked:
        sign_in("an", password, WHY)
    return locked.value.facts["minutes"]


def test_the_right_password_says_who_it_is(store: Store, sign_in: SignIn) -> None:
    """Capitals and spaces round the login do not matter; door and person are on the trail."""
    person = sign_in(" An ", PASSWORD, "unlock")
    assert (person.login, person.name, person.roles) == (
        "an",
        "Nguyễn Văn An",
        frozenset({Role.CLERK}),
    )
    with store.snapshot() as records:
        line = records.audit.head()
    assert line is not None
    assert (line.who, line.act, json.loads(line.facts)) == ("an", "signed-in", {"why": "unlock"})


def test_a_password_is_the_same_word_however_it_was_typed() -> None:
    """Input methods compose Vietnamese letters, or leave the marks beside them."""
    composed, apart = "phượng hoàng", "phu\u031bo\u031b\u0323ng hoa\u0300ng"
    assert composed != apart
    assert fits(apart, hash_of(composed))
    assert not fits("phuong hoang", hash_of(composed))


def test_an_unknown_login_looks_like_a_wrong_password(store: Store, sign_in: SignIn) -> None:
    """What was typed there may be a password: it comes nowhere near the trail."""
    with pytest.raises(SignInRefused) as refused:
        sign_in("my secret word", PASSWORD, WHY)
    assert refused.value.facts == {}
    with store.snapshot() as records:
        assert records.audit.lines() == ()


def test_too_many_wrong_passwords_lock_the_account_alone(sign_in: SignIn, clock: SetClock) -> None:
    """The right one, too, waits then; a colleague's account does not."""
    _wrong(sign_in, 3)
    assert _locked_minutes(sign_in) == 15
    assert sign_in("hoa", PASSWORD, WHY).login == "hoa"
    clock.at += timedelta(minutes=14, seconds=30)
    assert _locked_minutes(sign_in) == 1
    clock.at += timedelta(seconds=30)
    assert sign_in("an", PASSWORD, WHY).login == "an"
    _wrong(sign_in, 2)
    assert sign_in("an", PASSWORD, WHY).login == "an", "a right one begins the count anew"


def test_each_further_row_locks_for_twice_as_long(sign_in: SignIn, clock: SetClock) -> None:
    """Up to a day: guessing goes slower and slower, and nobody is locked out for good."""
    minutes = []
    for _ in range(9):
        _wrong(sign_in, 3)
        minutes.append(_locked_minutes(sign_in, "not that one"))
        clock.at += timedelta(minutes=int(str(minutes[-1])))
        keep_heard(sign_in, clock.at)
    assert minutes == [15, 30, 60, 120, 240, 480, 960, 1440, 1440]


def keep_heard(sign_in: SignIn, at: datetime) -> None:
    """Central was heard: what is counted stays."""
    everybody(sign_in.store, at)


def test_a_clock_put_back_opens_nothing(sign_in: SignIn, clock: SetClock) -> None:
    """Time that was seen once counts, whatever the clock says after it."""
    clock.at += timedelta(days=2)
    _wrong(sign_in, 3)
    clock.at -= timedelta(days=30)
    assert _locked_minutes(sign_in) == 15
    clock.at += timedelta(days=30, minutes=15)
    assert sign_in("an", PASSWORD, WHY).login == "an"


def test_accounts_end_when_central_is_not_heard(
    store: Store, sign_in: SignIn, clock: SetClock
) -> None:
    """Setting the clock back does not bring them back; central's word does."""
    clock.at += timedelta(days=9, hours=23)
    assert sign_in("an", PASSWORD, WHY).login == "an"
    clock.at += timedelta(hours=1)
    for back in (timedelta(), timedelta(days=8)):
        clock.at -= back
        with pytest.raises(AccountsExpired) as expired:
            sign_in("an", PASSWORD, WHY)
        assert expired.value.facts == {"days": 10}
    everybody(store, clock.at)
    assert sign_in("an", PASSWORD, WHY).login == "an"


def test_a_clock_far_ahead_is_forgiven_once_central_is_heard(
    store: Store, sign_in: SignIn, clock: SetClock
) -> None:
    """What was counted under the wrong clock counts as of central's time."""
    clock.at += timedelta(days=5)
    _wrong(sign_in, 3)
    clock.at = NOON + timedelta(minutes=1)
    everybody(store, clock.at)
    assert _locked_minutes(sign_in) == 15
    clock.at += timedelta(minutes=15)
    assert sign_in("an", PASSWORD, WHY).login == "an"


def test_a_disabled_account_opens_nothing(store: Store, sign_in: SignIn) -> None:
    """Who knows its password is told; anybody else is told no more than always."""
    keep_accounts(store, an_account("an", disabled=True), an_account("hoa"))
    with pytest.raises(AccountDisabled):
        sign_in("an", PASSWORD, WHY)
    _wrong(sign_in, 1)


def test_another_password_begins_the_count_anew(store: Store, sign_in: SignIn) -> None:
    """A list that brings the same one does not."""
    _wrong(sign_in, 3)
    everybody(store)
    assert _locked_minutes(sign_in) == 15
    keep_accounts(store, an_account("an", phc=hash_of("một mật khẩu khác")))
    assert sign_in("an", "một mật khẩu khác", WHY).login == "an"


KILLED = """
import os, signal, sys
from pathlib import Path
import station.sign_in
from offline_store.store import Store
from station.settings import AccountsSettings
from station.sign_in import SignIn
from tests.store_fixtures import NOON

station.sign_in.fits = lambda password, phc: os._exit(9)
store = Store.open(Path(sys.argv[1]))
SignIn(store, AccountsSettings(tries=3), lambda: NOON)("an", "not that one", "window")
"""


def test_a_try_is_counted_before_it_is_made(store: Store, sign_in: SignIn, tmp_path: Path) -> None:
    """Whoever kills the desk before it can say no has used the try up all the same."""
    for _ in range(3):
        died = subprocess.run(
            [sys.executable, "-c", KILLED, str(tmp_path / "home")],
            cwd=Path(__file__).parents[3],
            check=False,
        )
        assert died.returncode == 9
    assert _locked_minutes(sign_in) == 15

"""Sign in: a login and a password, held against what central sent; also without a network."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from offline_store.accounts import Account, Tries
from offline_store.passwords import fits, hash_of
from offline_store.store import Records, Store
from station.errors import (
    AccountDisabled,
    AccountsExpired,
    SignInLocked,
    SignInNeeded,
    SignInRefused,
)
from station.hanoi_time import Clock
from station.people import Person
from station.settings import AccountsSettings

_LONGEST_LOCK = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class SignIn:
    """Find out whether somebody is who they say. Slow on purpose: some 0.2 s.

    A try is counted, durably, before the password is looked at: whoever pulls the plug in between
    has used it up. Time is the latest that this desk has seen: a clock put back opens nothing.
    """

    store: Store
    settings: AccountsSettings
    now: Clock

    def __call__(self, login: str, password: str, why: str) -> Person:
        """The person whose login and password these are.

        why: at which door, a code for the trail: `window`, `unlock`, `command-line`.

        Raises:
            SignInRefused: no such account, or another password.
            SignInLocked: too many were wrong. AccountDisabled: central does not want them.
            AccountsExpired: central has not been heard for too long.
        """
        with self.store.transaction() as records:
            account, refusal = self._to_try(records, login.strip().lower())
        # Raised out here: the time that was seen, and the try, stay kept.
        if refusal is not None:
            raise refusal
        if account is None:
            # As slow as with an account: the answer tells nobody which logins there are.
            fits(password, _nobodys())
            raise SignInRefused
        right = fits(password, account.password_hash)
        with self.store.transaction() as records:
            at = self.now()
            if not right:
                tries = records.accounts.tries(account.id)
                wrong = 0 if tries is None else tries.wrong
                records.audit.append(
                    at, account.login, "sign-in-refused", account.id, why=why, wrong=wrong
                )
            elif account.disabled:
                records.audit.append(
                    at, account.login, "sign-in-refused", account.id, why=AccountDisabled.code
                )
            else:
                records.accounts.forget_tries(account.id)
                records.audit.append(at, account.login, "signed-in", account.id, why=why)
        if not right:
            raise SignInRefused
        if account.disabled:
            raise AccountDisabled
        return Person(account.login, account.name, account.roles)

    def record(self, login: str, act: str, why: str) -> None:
        """Put on the trail that somebody signed out or the screen was locked, and why."""
        with self.store.transaction() as records:
            account = records.accounts.of(login)
            records.audit.append(
                self.now(), login, act, login if account is None else account.id, why=why
            )

    def person(self, login: str) -> Person:
        """Who that is now, by what central sent last.

        Raises:
            SignInNeeded: there is no such account any more, or it is disabled.
        """
        with self.store.snapshot() as records:
            account = records.accounts.of(login)
        if account is None or account.disabled:
            raise SignInNeeded
        return Person(account.login, account.name, account.roles)

    def _to_try(
        self, records: Records, login: str
    ) -> tuple[Account | None, AccountsExpired | SignInLocked | None]:
        """The account of a login, one try of which is used up; or why none may be made."""
        at = records.accounts.latest(self.now())
        days = days_unheard(records, at)
        if days is not None and days >= self.settings.offline_days:
            return None, AccountsExpired(days=days)
        account = records.accounts.of(login)
        if account is None:
            return None, None
        tries = records.accounts.tries(account.id)
        wait = timedelta() if tries is None else self._locked_until(tries) - at
        if wait > timedelta():
            return None, SignInLocked(minutes=-(-wait // _MINUTE))
        records.accounts.count_try(account.id, at)
        return account, None

    def _locked_until(self, tries: Tries) -> datetime:
        rows, left = divmod(tries.wrong, self.settings.tries)
        if left or not rows:
            return tries.last_at
        # Doubled no further than to the longest: numbers stay small whatever was counted.
        lock = timedelta(minutes=self.settings.lock_minutes) * (1 << min(rows - 1, 10))
        return tries.last_at + min(lock, _LONGEST_LOCK)


def days_unheard(records: Records, at: datetime) -> int | None:
    """Since how many days central has not been heard; None where it never was."""
    heard = records.accounts.heard_at()
    return None if heard is None else (at - heard).days


@cache
def _nobodys() -> str:
    return hash_of("nobody's")

"""Ready to sign? What a copy wants beside its paper, looked at before anybody types a PIN.

What stands in the way is decided here alone: the window shuts its gates by these checks, and
`CheckReadiness.require` refuses by them at both doors.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from offline_store.errors import StoreError, StoreFull
from offline_store.store import Store
from signing.errors import PinLocked, SigningError, TimestampMissing, TokenMissing
from signing.values import Level, Revocation, Token
from station.copy_signing import CopySigning, KeyLook
from station.desk_check import Check, Status
from station.doctor import LEAST_FREE_BYTES
from station.errors import ClockWrong, StationError
from station.hanoi_time import Clock, hanoi_day
from station.problems import sentence
from station.settings import Settings

ENDS_SOON = timedelta(days=30)
"""So long before its end a certificate is warned of."""

# A reader that compares the claimed time with the time-stamp's allows for minutes, not more.
_SKEW_SEEN = timedelta(minutes=1)
_SKEW_TOO_LARGE = timedelta(minutes=5)
# A copy of two pages, and the database's own log. Where a longer one has no room, the disk says so
# while it is made: nothing is lost by it but a number.
_ROOM_FOR_A_COPY = 2 * 1024**2


@dataclass(frozen=True, slots=True)
class CheckReadiness:
    """Looks at token, certificates, register, time and disk; changes nothing, asks no PIN.

    saw_key: is told by whose role which certificate ends when.
    """

    home: Path
    store: Store
    settings: Settings
    signing: CopySigning
    now: Clock
    saw_key: Callable[[str, datetime], None] = lambda role, ends_at: None

    def __call__(self) -> Iterator[Check]:
        """Yield each check as it is done: `fail` means that no copy can be signed.

        Ids: `token`, `pin`, `certificate-officer`, `certificate-agency`, `revocation`, `numbers`,
        `disk`, `time-stamp`, `clock`; the last two wait for a time-stamp server: see `time`.
        """
        yield from self._keys()
        yield self.numbers()
        yield self.disk()
        yield from self.time()

    def require(
        self,
        time: tuple[Check, ...] | None = None,
        needed: Mapping[str, Token | None] | None = None,
    ) -> None:
        """Refuse what no copy could be signed with now; what is only warned of refuses nothing.

        Keys and numbers are looked at besides, by `CopySigning.require_fit` and, since a paper may
        hold its number already, by `CertifyCopy.require_ready`.

        Args:
            time: what `time` said lately; None to ask the servers now.
            needed: the tokens by their names, as they were found; None for those of copies.

        Raises:
            SettingMissing: no token is set for the officer.
            TokenError: a token is not there, is locked, or two bear its label.
            StoreFull: there is no room for a copy.
            TimestampMissing: none may be owed, and no server answered.
            ClockWrong: this clock is too far from a time-stamp server's.
        """
        needed = self.signing.find_needed() if needed is None else needed
        _refuse(token_checks(tuple(needed), tuple(needed.values())))
        _refuse((self.disk(),))
        _refuse(self.time() if time is None else time)

    def _keys(self) -> Iterator[Check]:
        try:
            needed = self.signing.find_needed()
        except (StationError, SigningError) as error:
            yield _failed("token", error)
            return
        yield from token_checks(tuple(needed), tuple(needed.values()))
        if any(token is None for token in needed.values()):
            return
        looks = self.signing.look(self.now())
        for look in looks:
            if look.ends_at is not None:
                self.saw_key(look.role.value, look.ends_at)
            yield certificate_check(look, self.now())
        yield self.revocation(looks)

    def revocation(self, looks: tuple[KeyLook, ...]) -> Check:
        """How old the kept data on both certificates is; cases `fresh`, `owed`, `not-wanted`.

        looks: both keys, as `CopySigning.look` gives them. Fact hours, of `fresh`.
        """
        wanted = self.settings.signing.level in (Level.B_LT, Level.B_LTA)
        known = [look.revocation_of for look in looks if look.revocation_of is not None]
        if len(known) == len(looks) and all(look.revocation is Revocation.GOOD for look in looks):
            hours = (self.now() - min(known)).total_seconds() / 3600
            whole = max(0, round(hours))
            detail = f"data {whole} hours old"
            return Check("revocation", Status.OK, detail, case="fresh", facts={"hours": whole})
        return Check(
            "revocation",
            Status.WARN if wanted else Status.OK,
            "no fresh data is kept" + ("" if wanted else "; the level set asks for none"),
            "a connection to the authority is needed; until then it is owed" if wanted else "",
            "owed" if wanted else "not-wanted",
        )

    def numbers(self) -> Check:
        """How many numbers are left, and whether the book of today gives any."""
        register = self.settings.register
        book = register.book_of(hanoi_day(self.now()).year)
        try:
            with self.store.snapshot() as records:
                records.register.next_number(book, self.now())
                left = records.register.remaining(book, self.now())
        except StoreError as error:
            return _failed("numbers", error)
        detail = f"{left} numbers left for {book}"
        if left <= register.low_numbers:
            return Check("numbers", Status.WARN, detail, "run `tramso central lease`")
        return Check("numbers", Status.OK, detail)

    def disk(self) -> Check:
        """The room for copies; cases `room`, `little` and `none`, fact mib: MiB that are free."""
        free = shutil.disk_usage(self.home).free
        mib = free // 1024**2
        detail, facts = f"{mib} MiB free", {"mib": mib}
        if free < _ROOM_FOR_A_COPY:
            cure, error = "free some room", StoreFull()
            return Check("disk", Status.FAIL, detail, cure, "none", facts, error)
        if free < LEAST_FREE_BYTES:
            cure = "free some room: a day's scans need 2 GiB"
            return Check("disk", Status.WARN, detail, cure, "little", facts)
        return Check("disk", Status.OK, detail, case="room", facts=facts)

    def time(self) -> Iterator[Check]:
        """Ask the time-stamp servers, and hold the clock against the first answer's time.

        Each is waited for as long as signing would: `signing.timestamp_wait_s` where a time-stamp
        may be owed, `signing.timestamp_limit_s` where none may.

        `time-stamp` has the cases `not-wanted`, `answered`, `owed`, `missing` and `problem` (fact
        code: an error's). `clock`, where one answered: `right` and `wrong`, fact seconds.
        """
        given = self.settings.signing
        if given.level == Level.B_B:
            yield Check("time-stamp", Status.OK, "the level set asks for none", case="not-wanted")
            return
        try:
            told = self.signing.ask_time(self._patience())
        except (StationError, SigningError) as error:
            yield _failed("time-stamp", error)
            return
        if told is None:
            owed = given.timestamp_debt_allowed
            yield Check(
                "time-stamp",
                Status.WARN if owed else Status.FAIL,
                "no server answered" + ("; time-stamps will be owed" if owed else ""),
                "check the network and signing.timestamp_servers",
                "owed" if owed else "missing",
                error=None if owed else TimestampMissing(),
            )
            return
        yield Check("time-stamp", Status.OK, "a server answered", case="answered")
        skew = abs(self.now() - told)
        seconds = round(skew.total_seconds())
        detail, facts = f"{seconds} s from the time-stamp server's time", {"seconds": seconds}
        if skew <= _SKEW_SEEN:
            yield Check("clock", Status.OK, detail, case="right", facts=facts)
            return
        check = Check("clock", Status.WARN, detail, "set this computer's clock", "wrong", facts)
        if skew > _SKEW_TOO_LARGE:
            check = replace(check, status=Status.FAIL, error=ClockWrong(seconds=seconds))
        yield check

    def _patience(self) -> float:
        given = self.settings.signing
        if not given.timestamp_debt_allowed:
            return float(given.timestamp_limit_s)
        return float(min(given.timestamp_limit_s, given.timestamp_wait_s))


def token_checks(labels: Sequence[str], tokens: Sequence[Token | None]) -> tuple[Check, ...]:
    """Whether every token needed is here (`token`), and what they say of their PINs (`pin`).

    labels, tokens: as `CopySigning.find_needed` gives them. Without a token there is no `pin`.
    """
    missing = [label for label, token in zip(labels, tokens, strict=True) if token is None]
    if missing or not labels:
        names = ", ".join(missing)
        error = TokenMissing(token=names)
        return (Check("token", Status.FAIL, f"missing: {names}", "plug it in", error=error),)
    here = Check("token", Status.OK, ", ".join(labels))
    return here, _pin([token for token in tokens if token is not None])


def certificate_check(look: KeyLook, at: datetime) -> Check:
    """Whether a key's certificate may sign at that time: `certificate-officer`, `…-agency`."""
    name = f"certificate-{look.role}"
    if look.problem is not None:
        return _failed(name, look.problem)
    if look.ends_at is None:
        return Check(
            name,
            Status.WARN,
            f"{look.label}: the token shows it to nobody without the PIN",
            "it is looked at after the log-in, before a number is given",
        )
    left = (look.ends_at - at).days
    pinned = "pinned" if look.pinned else "not pinned"
    detail = f"{look.label}, {left} days left, {pinned}"
    if left < ENDS_SOON.days:
        return Check(name, Status.WARN, detail, "ask its issuer for a new one now")
    return Check(name, Status.OK, detail)


def _refuse(checks: Iterable[Check]) -> None:
    for check in checks:
        if check.error is not None:
            raise check.error


def _pin(tokens: list[Token]) -> Check:
    for token in tokens:
        if token.pin.locked:
            cure, error = "its issuer must unlock it", PinLocked(token=token.label)
            return Check("pin", Status.FAIL, f"{token.label}: locked", cure, error=error)
        if token.pin.final_try:
            return Check(
                "pin",
                Status.WARN,
                f"{token.label}: one more wrong PIN locks it",
                "see `tramso certify --last-try`",
            )
        if token.pin.count_low:
            return Check(
                "pin", Status.WARN, f"{token.label}: a wrong PIN was typed", "check it first"
            )
    return Check("pin", Status.OK, "no wrong PIN since the last right one")


def _failed(check: str, error: StationError | SigningError | StoreError) -> Check:
    what, _, told = sentence(error).partition(": ")
    facts = {**error.facts, "code": error.code}
    return Check(check, Status.FAIL, f"{what} [{error.code}]", told, "problem", facts, error)

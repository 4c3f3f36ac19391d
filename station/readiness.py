"""Ready to sign? What a copy wants beside its paper, looked at before anybody types a PIN."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from offline_store.errors import StoreError
from offline_store.store import Store
from signing.errors import SigningError
from signing.values import Level, Revocation, Token
from station.copy_signing import CopySigning, KeyLook
from station.doctor import LEAST_FREE_BYTES, Check, Status
from station.errors import StationError
from station.hanoi_time import Clock, hanoi_day
from station.problems import ProductError, sentence
from station.settings import Settings

ENDS_SOON = timedelta(days=30)
"""So long before its end a certificate is warned of."""

# A reader that compares the claimed time with the time-stamp's allows for minutes, not more.
_SKEW_SEEN = timedelta(minutes=1)
_SKEW_TOO_LARGE = timedelta(minutes=5)
_STAMP_LIMIT_S = 15.0
_ROOM_FOR_COPIES = 256 * 1024**2


@dataclass(frozen=True, slots=True)
class CheckReadiness:
    """Looks at token, certificates, register, time and disk; changes nothing, asks no PIN."""

    home: Path
    store: Store
    settings: Settings
    signing: CopySigning
    now: Clock

    def __call__(self) -> Iterator[Check]:
        """Yield each check as it is done: `fail` means that no copy can be signed.

        Ids: `token`, `pin`, `certificate-officer`, `certificate-agency`, `revocation`, `numbers`,
        `disk`, `time-stamp`, `clock`; the last two wait for a time-stamp server, seconds at most.
        """
        yield from self._keys()
        yield self._numbers()
        yield self.disk()
        yield from self.time()

    def _keys(self) -> Iterator[Check]:
        try:
            labels = self.signing.tokens_needed()
            needed = self.signing.find_needed()
        except (StationError, SigningError) as error:
            yield _failed("token", error)
            return
        here = {label: token for label, token in needed.items() if token is not None}
        missing = [label for label in labels if label not in here]
        if missing:
            yield Check("token", Status.FAIL, f"missing: {', '.join(missing)}", "plug it in")
            return
        yield Check("token", Status.OK, ", ".join(labels))
        yield _pin([here[label] for label in labels])
        looks = self.signing.look(self.now())
        for look in looks:
            yield self._certificate(look)
        yield self.revocation(looks)

    def _certificate(self, look: KeyLook) -> Check:
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
        left = (look.ends_at - self.now()).days
        pinned = "pinned" if look.pinned else "not pinned"
        detail = f"{look.label}, {left} days left, {pinned}"
        if left < ENDS_SOON.days:
            return Check(name, Status.WARN, detail, "ask its issuer for a new one now")
        return Check(name, Status.OK, detail)

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

    def _numbers(self) -> Check:
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
        if free < _ROOM_FOR_COPIES:
            return Check("disk", Status.FAIL, detail, "free some room", "none", facts)
        if free < LEAST_FREE_BYTES:
            cure = "free some room: a day's scans need 2 GiB"
            return Check("disk", Status.WARN, detail, cure, "little", facts)
        return Check("disk", Status.OK, detail, case="room", facts=facts)

    def time(self) -> Iterator[Check]:
        """Ask the time-stamp servers, seconds at most, and hold the clock against their time.

        `time-stamp` has the cases `not-wanted`, `answered`, `owed`, `missing` and `problem` (fact
        code: an error's). `clock`, where one answered: `right` and `wrong`, fact seconds.
        """
        given = self.settings.signing
        if given.level == Level.B_B:
            yield Check("time-stamp", Status.OK, "the level set asks for none", case="not-wanted")
            return
        try:
            told = self.signing.ask_time(min(float(given.timestamp_limit_s), _STAMP_LIMIT_S))
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
            )
            return
        yield Check("time-stamp", Status.OK, "a server answered", case="answered")
        skew = abs(self.now() - told)
        seconds = round(skew.total_seconds())
        detail, facts = f"{seconds} s from the time-stamp server's time", {"seconds": seconds}
        if skew <= _SKEW_SEEN:
            yield Check("clock", Status.OK, detail, case="right", facts=facts)
        else:
            status = Status.WARN if skew <= _SKEW_TOO_LARGE else Status.FAIL
            yield Check("clock", status, detail, "set this computer's clock", "wrong", facts)


def _pin(tokens: list[Token]) -> Check:
    for token in tokens:
        if token.pin.locked:
            return Check("pin", Status.FAIL, f"{token.label}: locked", "its issuer must unlock it")
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


def _failed(check: str, error: ProductError) -> Check:
    what, _, told = sentence(error).partition(": ")
    facts = {**error.facts, "code": error.code}
    return Check(check, Status.FAIL, f"{what} [{error.code}]", told, "problem", facts)

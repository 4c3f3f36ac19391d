"""Citizens who are being identified: begun by a desk, opened by a phone, brought back by it.

All of it lives in the memory of this process: an identification that a restart cuts short is begun
again. Who somebody is leaves it to the desk that asked, and is gone once that desk has it.
"""

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock, Timer

from central.enrolment import Desk
from central.errors import IdentificationFailed, Refused
from central.identification_settings import IdentificationSettings
from central.identity_provider import IdentityProvider, Proof
from offline_store.identification_wire import (
    PATH_IDENTIFY,
    IdentificationAnswer,
    IdentificationBegun,
    IdentificationFailure,
    IdentificationState,
    IdentifiedPerson,
)
from offline_store.wire import Reason

_MOST_OF_A_DESK = 4
_MOST_OPENED = 5


class CameBack(StrEnum):
    """What a citizen's browser is told. unknown: it opened nothing that still waits."""

    DONE = "done"
    DECLINED = "declined"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Opened:
    """Where the browser goes, and what proves later that it is the same browser."""

    address: str
    browser: str = field(repr=False)


@dataclass(slots=True)
class _Open:
    """One browser's way through the provider."""

    proof: Proof
    browser: str = field(repr=False)


@dataclass(slots=True)
class _Identification:
    id: str
    station: str
    until: float
    state: IdentificationState = IdentificationState.WAITING
    reason: str = ""
    person: IdentifiedPerson | None = field(default=None, repr=False)
    opened: list[_Open] = field(default_factory=list)


class Identifications:
    """Those under way. clock: monotonic seconds."""

    def __init__(
        self,
        settings: IdentificationSettings,
        provider: IdentityProvider,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._provider = provider
        self._clock = clock
        self._lock = Lock()
        self._all: dict[str, _Identification] = {}
        self._sweeper: Timer | None = None

    @property
    def source(self) -> str:
        """By whom citizens are identified; empty: by nobody."""
        return self._settings.source if self._settings.offered else ""

    @property
    def over_tls(self) -> bool:
        """Whether phones reach central by TLS."""
        return self._settings.public_url.startswith("https:")

    def begin(self, desk: Desk) -> IdentificationBegun:
        """Begin one; of those that a desk left lying the oldest go.

        Raises:
            Refused: nobody is identified here.
        """
        if not self._settings.offered:
            raise Refused(404, Reason.IDENTIFICATION_NOT_OFFERED)
        begun = _Identification(
            secrets.token_urlsafe(16), desk.station, self._clock() + self._settings.lives_s
        )
        with self._lock:
            self._drop_old()
            own = [each.id for each in self._all.values() if each.station == desk.station]
            for old in own[: max(0, len(own) - _MOST_OF_A_DESK + 1)]:
                del self._all[old]
            self._all[begun.id] = begun
            self._sweep_later()
        return IdentificationBegun(
            id=begun.id,
            source=self._settings.source,
            address=f"{self._settings.public_url.rstrip('/')}{PATH_IDENTIFY}/{begun.id}",
            lives_s=self._settings.lives_s,
        )

    def open(self, identification: str) -> Opened | None:
        """A phone opened the address: where it goes on. None: nothing waits there any more.

        Raises:
            IdentificationFailed: the provider cannot be asked.
        """
        with self._lock:
            self._drop_old()
            if not self._waits(identification):
                return None
        proof = Proof(*(secrets.token_urlsafe(32) for _ in range(3)))
        opened = Opened(self._provider.address(proof), secrets.token_urlsafe(16))
        with self._lock:
            found = self._waits(identification)
            if found is None:
                return None
            found.state = IdentificationState.OPENED
            found.opened = [*found.opened[1 - _MOST_OPENED :], _Open(proof, opened.browser)]
        return opened

    def come_back(self, said: Mapping[str, str], browser: str) -> CameBack:
        """A browser came back from the provider with `code` or `error`, and `state`.

        Each state is used once. Whoever brings none that waits, or from another browser, changes
        nothing.
        """
        with self._lock:
            self._drop_old()
            taken = self._take(said.get("state", ""), browser)
        if taken is None:
            return CameBack.UNKNOWN
        identification, proof = taken
        try:
            person = self._person(said, proof)
        except IdentificationFailed as error:
            return self._fail(identification, str(error.facts["reason"]))
        with self._lock:
            found = self._waits(identification)
            if found is None:
                return CameBack.UNKNOWN
            found.state, found.person = IdentificationState.DONE, person
        return CameBack.DONE

    def look(self, desk: Desk, identification: str) -> IdentificationAnswer:
        """What came of it, for the desk that began it alone."""
        with self._lock:
            self._drop_old()
            found = self._all.get(identification)
            if found is None or found.station != desk.station:
                return IdentificationAnswer(state=IdentificationState.OVER)
            return IdentificationAnswer(state=found.state, reason=found.reason, person=found.person)

    def forget(self, desk: Desk, identification: str) -> None:
        """The desk has it, or wants it no more."""
        with self._lock:
            found = self._all.get(identification)
            if found is not None and found.station == desk.station:
                del self._all[identification]

    def _person(self, said: Mapping[str, str], proof: Proof) -> IdentifiedPerson:
        # RFC 9207: another provider's answer is not sent to this one.
        if said.get("iss", self._settings.issuer) != self._settings.issuer:
            raise IdentificationFailed(reason=IdentificationFailure.ISSUER_WRONG.value)
        if "error" in said or not said.get("code"):
            raise IdentificationFailed(reason=IdentificationFailure.DECLINED.value)
        return self._provider.person(said["code"], proof)

    def _fail(self, identification: str, reason: str) -> CameBack:
        with self._lock:
            found = self._waits(identification)
            if found is not None:
                found.state, found.reason = IdentificationState.FAILED, reason
        declined = reason == IdentificationFailure.DECLINED
        return CameBack.DECLINED if declined else CameBack.FAILED

    def _take(self, state: str, browser: str) -> tuple[str, Proof] | None:
        """The identification that a state belongs to, and its proof, which is used up by it."""
        for each in self._all.values():
            for opened in each.opened:
                if not secrets.compare_digest(opened.proof.state.encode(), state.encode()):
                    continue
                same = secrets.compare_digest(opened.browser.encode(), browser.encode())
                if self._settings.same_browser and not same:
                    return None
                each.opened.remove(opened)
                return each.id, opened.proof
        return None

    def _waits(self, identification: str) -> _Identification | None:
        found = self._all.get(identification)
        waiting = (IdentificationState.WAITING, IdentificationState.OPENED)
        return found if found is not None and found.state in waiting else None

    def _drop_old(self) -> None:
        now = self._clock()
        for each in [each for each in self._all.values() if each.until <= now]:
            del self._all[each.id]

    def _sweep_later(self) -> None:
        """Who somebody is does not outlive its time because nobody asks any more."""
        if self._sweeper is not None or not self._all:
            return
        first = min(each.until for each in self._all.values()) - self._clock()
        self._sweeper = Timer(max(1.0, first), self._sweep)
        self._sweeper.daemon = True
        self._sweeper.start()

    def _sweep(self) -> None:
        with self._lock:
            self._sweeper = None
            self._drop_old()
            self._sweep_later()

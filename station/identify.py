"""Who stands at the counter, confirmed by an identity provider (VNeID) through central.

Central is the relying party; this desk shows an address, and is told what the citizen's phone
brought about. Nothing is filled in unless the provider vouches for it.
"""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from offline_store.central_client import CentralClient
from offline_store.errors import (
    CentralError,
    CentralFailed,
    CentralUnreachable,
    NotEnrolled,
    TrainingOnly,
)
from offline_store.identification_wire import (
    IdentificationAnswer,
    IdentificationBegun,
    IdentificationFailure,
    IdentificationState,
)
from offline_store.identifying import (
    begin_identification,
    forget_identification,
    look_at_identification,
    who_identifies,
)
from offline_store.records import Requester
from offline_store.store import Store
from station.central_line import open_central
from station.counter_errors import (
    IdentificationAway,
    IdentificationDeclined,
    IdentificationOver,
    IdentificationUnproven,
)
from station.people import Act, require
from station.settings import SyncSettings

log = logging.getLogger(__name__)

_QUIET_LIMIT_S = 5


@dataclass(frozen=True, slots=True)
class ToShow:
    """What the citizen opens with their phone, for so many seconds. source: who will vouch."""

    address: str
    source: str
    lives_s: int


@dataclass(frozen=True, slots=True)
class Identified:
    """Who asks, and who vouches for that."""

    requester: Requester
    source: str


@dataclass(frozen=True, slots=True)
class IdentifyRequester:
    """Has the citizen at the counter identified. pause_s: between two questions to central."""

    store: Store
    settings: SyncSettings
    clerk: str
    pause_s: float = 2.0

    def offered(self) -> str:
        """By whom citizens can be identified now; empty: by nobody, or central is not there."""
        try:
            patience = min(self.settings.answer_limit_s, _QUIET_LIMIT_S)
            settings = replace(self.settings, answer_limit_s=patience)
            with open_central(self.store, settings) as central:
                return who_identifies(central.line)
        except (CentralError, NotEnrolled, TrainingOnly) as error:
            log.info("nobody identifies: %s", error.code)
            return ""

    def __call__(self, show: Callable[[ToShow], None], stop: threading.Event) -> Identified | None:
        """Begin, and wait for the citizen; None when it was stopped.

        show: is told once what the citizen is to open. stop: set by another thread ends the wait.

        Raises:
            IdentificationDeclined, IdentificationUnproven, IdentificationAway: the provider vouches
                for nobody. IdentificationOver: nobody came in time.
            SignInNeeded, RoleMissing: the clerk may not receive.
            NotEnrolled, CentralError: central does not answer, or offers it no more.
        """
        with self.store.snapshot() as records:
            require(records, self.clerk, Act.RECEIVE)
        with open_central(self.store, self.settings) as central:
            begun = begin_identification(central.line)
            try:
                show(ToShow(begun.address, begun.source, begun.lives_s))
                answer = self._wait(central, begun, stop)
            finally:
                # What is not forgotten now is when its time is over.
                with suppress(CentralError):
                    forget_identification(central.line, begun.id)
        if answer is None:
            return None
        return Identified(_requester(answer), begun.source)

    def _wait(
        self, central: CentralClient, begun: IdentificationBegun, stop: threading.Event
    ) -> IdentificationAnswer | None:
        """The last answer; None when it was stopped. A line that breaks meanwhile is waited out."""
        until = time.monotonic() + begun.lives_s
        while not stop.wait(self.pause_s):
            try:
                answer = look_at_identification(central.line, begun.id)
            except (CentralUnreachable, CentralFailed):
                if time.monotonic() > until:
                    raise
                continue
            if answer.state not in (IdentificationState.WAITING, IdentificationState.OPENED):
                return answer
            if time.monotonic() > until:
                raise IdentificationOver
        return None


def _requester(answer: IdentificationAnswer) -> Requester:
    """Who it is by an answer that is the last one."""
    if answer.state == IdentificationState.DONE and answer.person is not None:
        person = answer.person
        return Requester(person.name, person.id_number, person.birth_date)
    if answer.state != IdentificationState.FAILED:
        raise IdentificationOver
    match answer.reason:
        case IdentificationFailure.DECLINED:
            raise IdentificationDeclined
        case IdentificationFailure.PROVIDER_AWAY:
            raise IdentificationAway
        case reason:
            raise IdentificationUnproven(reason=reason)

"""The queue of citizens: who is next, how long they waited, and what was received of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from offline_store.queue_wire import CallAnswer, TicketOnWire, read_ticket_code
from offline_store.records import DossierId
from offline_store.store import Store
from offline_store.tickets import Ticket
from station.central_line import open_central
from station.errors import InputInvalid
from station.hanoi_time import Clock
from station.people import Act, require
from station.queue_settings import QueueSettings
from station.settings import SyncSettings


class QueueSystem(Protocol):
    """A queue somewhere: the reference central's, or a ward's own machine."""

    def call(self, counter: str, ticket: str = "") -> CallAnswer:
        """Call who is next at a counter, or the very ticket that was shown."""
        ...

    def take_ticket(self) -> TicketOnWire:
        """Take a number, as a machine at the door does."""
        ...


@dataclass(frozen=True, slots=True)
class CentralQueue:
    """The queue of this desk's agency at central."""

    store: Store
    settings: SyncSettings

    @contextmanager
    def line(self) -> Iterator[QueueSystem]:
        """A line to it.

        Raises:
            NotEnrolled: the desk has no place at central.
        """
        with open_central(self.store, self.settings) as central:
            yield central


@dataclass(frozen=True, slots=True)
class Called:
    """Who was called; None where nobody waits. waiting: how many still do."""

    ticket: Ticket | None
    waiting: int


@dataclass(frozen=True, slots=True)
class Waits:
    """How long citizens waited who were called on one day: how many, on average, and at most."""

    day: date
    called: int
    served: int
    mean: timedelta
    longest: timedelta


@dataclass(frozen=True, slots=True)
class CallCitizens:
    """Calls numbers, and keeps what the report says of waiting."""

    store: Store
    queue: CentralQueue
    settings: QueueSettings
    clerk: str
    now: Clock

    def __call__(self) -> Called:
        """Call who waits longest.

        Raises:
            SignInNeeded, RoleMissing: the clerk may not receive.
            NotEnrolled, CentralError: the queue does not answer.
        """
        return self._call("")

    def shown(self, code: str) -> Called:
        """Call the ticket whose code a citizen shows, on paper or in an app.

        Raises:
            InputInvalid: that is no ticket's code. CentralRefused: no such ticket today, or another
                desk called it. Else as a call.
        """
        ticket = read_ticket_code(code)
        if ticket is None:
            raise InputInvalid(field="ticket")
        return self._call(ticket)

    def serve(self, ticket: Ticket, dossier_id: DossierId) -> None:
        """Say what was received of who held a ticket."""
        with self.store.transaction() as records:
            require(records, self.clerk, Act.RECEIVE)
            records.tickets.serve(ticket.id, dossier_id)

    def waits(self, day: date) -> Waits:
        """The report of one day."""
        with self.store.snapshot() as records:
            called = records.tickets.called_on(day)
        waited = [ticket.waited for ticket in called]
        return Waits(
            day,
            len(called),
            sum(ticket.dossier_id is not None for ticket in called),
            sum(waited, timedelta(0)) / len(waited) if waited else timedelta(0),
            max(waited, default=timedelta(0)),
        )

    def _call(self, ticket: str) -> Called:
        with self.store.snapshot() as records:
            require(records, self.clerk, Act.RECEIVE)
        with self.queue.line() as line:
            answer = line.call(self.settings.counter or "-", ticket)
        if answer.ticket is None:
            return Called(None, answer.waiting)
        known = answer.ticket
        called = Ticket(known.id, known.number, known.taken_at, answer.called_at)
        with self.store.transaction() as records:
            records.tickets.keep(called)
        return Called(called, answer.waiting)

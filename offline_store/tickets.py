"""Tickets of the queue that this desk called: how long citizens waited, and what came of it."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Column, Connection, Integer, Table, Text, select, update
from sqlalchemy.dialects.sqlite import insert

from offline_store.moments import Moment, day_bounds
from offline_store.records import DossierId
from offline_store.tables import metadata

ticket = Table(
    "ticket",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    Column("number", Integer, nullable=False),
    Column("taken_at", Moment, nullable=False),
    Column("called_at", Moment, nullable=False),
    Column("dossier_id", Text),
)


@dataclass(frozen=True, slots=True)
class Ticket:
    """A number that was called here. dossier_id: what was received of who held it; None so far."""

    id: str
    number: int
    taken_at: datetime
    called_at: datetime
    dossier_id: DossierId | None = None

    @property
    def waited(self) -> timedelta:
        """How long its holder waited."""
        return max(self.called_at - self.taken_at, timedelta(0))


@dataclass(frozen=True, slots=True)
class Tickets:
    """They within one transaction."""

    connection: Connection

    def keep(self, called: Ticket) -> None:
        """Keep a ticket that was called; the same again changes nothing."""
        self.connection.execute(
            insert(ticket).values(asdict(called)).on_conflict_do_nothing(index_elements=["id"])
        )

    def serve(self, ticket_id: str, dossier_id: DossierId) -> None:
        """Say which dossier came of a ticket; the first stays."""
        self.connection.execute(
            update(ticket)
            .where(ticket.c.id == ticket_id, ticket.c.dossier_id.is_(None))
            .values(dossier_id=dossier_id)
        )

    def called_on(self, day: date) -> tuple[Ticket, ...]:
        """Those that were called on that day at the counter, in that order."""
        return self.called_within(*day_bounds(day))

    def called_within(self, since: datetime, until: datetime) -> tuple[Ticket, ...]:
        """Those that were called from one moment to before another, in that order."""
        rows = self.connection.execute(
            select(ticket)
            .where(ticket.c.called_at >= since, ticket.c.called_at < until)
            .order_by(ticket.c.called_at)
        )
        return tuple(Ticket(**row._mapping) for row in rows)

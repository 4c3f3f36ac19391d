"""What central said of a citizen's copies, to be shown with its age where central is away."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, Table, Text, delete, select
from sqlalchemy.dialects.sqlite import insert

from offline_store.copies_wire import CopiesAnswer, CopyAtCentral
from offline_store.moments import Moment
from offline_store.tables import metadata

# citizen: the figures of an ID number. copies: as `copies_wire.CopiesAnswer` has them, JSON.
citizens_copies = Table(
    "citizens_copies",
    metadata,
    Column("citizen", Text, primary_key=True, nullable=False),
    Column("said_at", Moment, nullable=False),
    Column("copies", Text, nullable=False),
)

KEPT_FOR = timedelta(days=30)
"""So long an answer is kept: what was certified since is missing in it, and it is of a person."""


@dataclass(frozen=True, slots=True)
class SaidOfCopies:
    """Central's latest answer, the newest copy first. said_at: by this desk's clock."""

    said_at: datetime
    copies: tuple[CopyAtCentral, ...]


@dataclass(frozen=True, slots=True)
class CitizensCopies:
    """Central's answers within one transaction."""

    connection: Connection

    def keep(self, citizen: str, said: SaidOfCopies) -> None:
        """Keep the answer for a citizen instead of the one before; those too old go.

        citizen: the figures of their ID number.
        """
        row = {
            "citizen": citizen,
            "said_at": said.said_at,
            "copies": CopiesAnswer(copies=said.copies).model_dump_json(),
        }
        change = insert(citizens_copies).values(row)
        self.connection.execute(change.on_conflict_do_update(index_elements=["citizen"], set_=row))
        self.connection.execute(
            delete(citizens_copies).where(citizens_copies.c.said_at < said.said_at - KEPT_FOR)
        )

    def of(self, citizen: str) -> SaidOfCopies | None:
        """The latest answer for a citizen; None where there is none."""
        row = self.connection.execute(
            select(citizens_copies).where(citizens_copies.c.citizen == citizen)
        ).one_or_none()
        if row is None:
            return None
        return SaidOfCopies(row.said_at, CopiesAnswer.model_validate_json(row.copies).copies)

"""Digital copies that stand in a dossier in place of papers that were not scanned again."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, Integer, Table, Text, delete, select
from sqlalchemy.dialects.sqlite import insert

from offline_store.moments import Moment
from offline_store.records import DossierId
from offline_store.tables import metadata

attached_copy = Table(
    "attached_copy",
    metadata,
    Column("dossier_id", Text, primary_key=True, nullable=False),
    Column("position", Integer, primary_key=True, nullable=False, autoincrement=False),
    Column("code", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("book", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("signed_at", Moment, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("attached_at", Moment, nullable=False),
    Column("who", Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class AttachedCopy:
    """One of them.

    position: of the component that it stands for, from 1. sha256: of the file that is kept here.
    verdict: of its signatures when it was attached, in ETSI EN 319 102-1's words.
    """

    dossier_id: DossierId
    position: int
    code: str
    sha256: str
    title: str
    agency: str
    book: str
    number: int
    signed_at: datetime
    verdict: str
    attached_at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class AttachedCopies:
    """They within one transaction."""

    connection: Connection

    def keep(self, copy: AttachedCopy) -> None:
        """Keep one instead of what stood for that component."""
        row = asdict(copy)
        change = insert(attached_copy).values(row)
        self.connection.execute(
            change.on_conflict_do_update(index_elements=["dossier_id", "position"], set_=row)
        )

    def forget(self, dossier_id: DossierId, position: int) -> None:
        """Something else is with that component now."""
        self.connection.execute(
            delete(attached_copy).where(
                attached_copy.c.dossier_id == dossier_id, attached_copy.c.position == position
            )
        )

    def of(self, dossier_id: DossierId) -> tuple[AttachedCopy, ...]:
        """Those of a dossier, by component."""
        rows = self.connection.execute(
            select(attached_copy)
            .where(attached_copy.c.dossier_id == dossier_id)
            .order_by(attached_copy.c.position)
        )
        return tuple(AttachedCopy(**row._mapping) for row in rows)

    def file_of(self, code: str) -> str | None:
        """SHA-256 of the file of a copy that is attached to any dossier here."""
        found = select(attached_copy.c.sha256).where(attached_copy.c.code == code).limit(1)
        row = self.connection.execute(found).first()
        return None if row is None else str(row.sha256)

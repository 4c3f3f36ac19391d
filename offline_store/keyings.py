"""Fields that two persons typed, the second without seeing what the first had."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.sqlite import insert

from offline_store.lot_tables import keying, lot_dossier
from offline_store.lots import LotId
from offline_store.records import DocumentId
from offline_store.tables import document


@dataclass(frozen=True, slots=True)
class Keying:
    """A field that was typed a second time.

    first, first_who: as it stood, and who had said so. second, who: typed blind. decided: what
    holds where the two differ; None where nobody has decided, or nothing was to be.
    """

    document_id: DocumentId
    field: str
    first: str
    first_who: str
    second: str
    who: str
    at: datetime
    decided: str | None = None
    decided_who: str | None = None
    decided_at: datetime | None = None

    @property
    def differs(self) -> bool:
        """Whether the two typed different things."""
        return self.first != self.second

    @property
    def holds(self) -> str | None:
        """What the field is to say; None while a difference waits for its decision."""
        return self.decided if self.differs else self.first


@dataclass(frozen=True, slots=True)
class Keyings:
    """Second keyings within one transaction."""

    connection: Connection

    def of(self, documents: Collection[DocumentId]) -> tuple[Keying, ...]:
        """What was typed a second time of these documents, by document and field."""
        rows = self.connection.execute(
            select(keying)
            .where(keying.c.document_id.in_(documents))
            .order_by(keying.c.document_id, keying.c.field)
        )
        return tuple(Keying(**row._mapping) for row in rows)

    def of_lot(self, lot_id: LotId) -> tuple[Keying, ...]:
        """The same of every document of a lot."""
        rows = self.connection.execute(
            select(keying)
            .join(document, document.c.id == keying.c.document_id)
            .join(lot_dossier, lot_dossier.c.dossier_id == document.c.dossier_id)
            .where(lot_dossier.c.lot_id == lot_id)
            .order_by(keying.c.document_id, keying.c.field)
        )
        return tuple(Keying(**row._mapping) for row in rows)

    def keep(self, new: Keying) -> None:
        """Keep one, in place of what was typed of that field before.

        Raises:
            RecordRefused: the second is the first person again; or there is no such document.
        """
        values = asdict(new)
        self.connection.execute(
            insert(keying)
            .values(**values)
            .on_conflict_do_update(
                index_elements=[keying.c.document_id, keying.c.field], set_=values
            )
        )

    def decide(
        self, document_id: DocumentId, field: str, holds: str, at: datetime, who: str
    ) -> None:
        """Keep what holds where two typed different things."""
        self.connection.execute(
            update(keying)
            .where(keying.c.document_id == document_id, keying.c.field == field)
            .values(decided=holds, decided_who=who, decided_at=at)
        )

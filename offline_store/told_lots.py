"""What central was told of lots: by entity tag, and when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, Table, Text, select
from sqlalchemy.dialects.sqlite import insert

from offline_store.lots import LotId
from offline_store.moments import Moment
from offline_store.tables import metadata

lot_told = Table(
    "lot_told",
    metadata,
    Column("lot_id", Text, primary_key=True),
    Column("etag", Text, nullable=False),
    Column("told_at", Moment, nullable=False),
)


@dataclass(frozen=True, slots=True)
class ToldLots:
    """What was told, within one transaction."""

    connection: Connection

    def all(self) -> dict[LotId, str]:
        """By lot, the tag of what central has."""
        rows = self.connection.execute(select(lot_told.c.lot_id, lot_told.c.etag))
        return {LotId(row.lot_id): row.etag for row in rows}

    def keep(self, lot_id: LotId, etag: str, at: datetime) -> None:
        """Central has that."""
        values = {"etag": etag, "told_at": at}
        self.connection.execute(
            insert(lot_told)
            .values(lot_id=lot_id, **values)
            .on_conflict_do_update(index_elements=[lot_told.c.lot_id], set_=values)
        )

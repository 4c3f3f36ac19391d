"""Lots of dossiers that desks digitise, as they told of them: the last word of each."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Column, Connection, Table, Text, select, update

from central.database import Database
from central.enrolment import Desk
from central.errors import Refused
from central.home import Home
from central.tables import metadata
from offline_store.lot_wire import LotOnWire, LotTaken, lot_etag
from offline_store.wire import Reason

lot = Table(
    "lot",
    metadata,
    Column("agency", Text, primary_key=True),
    Column("lot", Text, primary_key=True),
    Column("station", Text, nullable=False),
    Column("etag", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("told_at", Text, nullable=False),
)


def take_lot(connection: Connection, desk: Desk, lot_id: str, told: LotOnWire) -> LotTaken:
    """Keep a lot as the desk has it now; the same again changes nothing.

    Raises:
        Refused: another desk has this lot.
    """
    here = (lot.c.agency == desk.agency, lot.c.lot == lot_id)
    row = connection.execute(select(lot).where(*here)).one_or_none()
    etag = lot_etag(told)
    values = {
        "station": desk.station,
        "etag": etag,
        "body": told.model_dump_json(),
        "told_at": datetime.now(UTC).isoformat(timespec="microseconds"),
    }
    if row is None:
        connection.execute(lot.insert().values(agency=desk.agency, lot=lot_id, **values))
    elif row.station != desk.station:
        raise Refused(409, Reason.STATION_MISMATCH)
    elif row.etag != etag:
        connection.execute(update(lot).where(*here).values(**values))
    return LotTaken(lot=lot_id, etag=etag)


@dataclass(frozen=True, slots=True)
class LotHere:
    """A lot as its desk told of it last, and when."""

    agency: str
    station: str
    told_at: str
    told: LotOnWire


def lots_of(folder: Path, agency: str = "") -> tuple[LotHere, ...]:
    """The lots of an agency, or of all; by agency, then the oldest first.

    Raises:
        CentralMissing: no central was made there.
    """
    database = Database(Home(folder))
    try:
        with database.snapshot() as connection:
            asked = select(lot) if not agency else select(lot).where(lot.c.agency == agency)
            rows = connection.execute(asked).all()
    finally:
        database.close()
    found = (
        LotHere(row.agency, row.station, row.told_at, LotOnWire.model_validate_json(row.body))
        for row in rows
    )
    return tuple(sorted(found, key=lambda each: (each.agency, each.told.opened_at)))

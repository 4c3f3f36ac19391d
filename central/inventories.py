"""How desks stand, by their own last word: versions, findings, devices, debts; of nobody a name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Column, Connection, Table, Text, select

from central.database import Database, insert_or
from central.enrolment import Desk
from central.home import Home
from central.tables import metadata, revocation, station
from offline_store.inventory_wire import InventoryOnWire, InventoryTaken

inventory = Table(
    "inventory",
    metadata,
    Column("station", Text, primary_key=True),
    Column("told_at", Text, nullable=False),
    Column("body", Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class DeskSeen:
    """A desk that enrolled here. told_at, inventory: None before its first word."""

    station: str
    agency: str
    name: str
    enrolled_at: datetime
    revoked: bool
    told_at: datetime | None
    inventory: InventoryOnWire | None


def take_inventory(connection: Connection, desk: Desk, told: InventoryOnWire) -> InventoryTaken:
    """Keep how a desk stands, instead of what it said before."""
    values = {
        "told_at": datetime.now(UTC).isoformat(timespec="microseconds"),
        "body": told.model_dump_json(),
    }
    kept = insert_or(connection, inventory).values(station=desk.station, **values)
    connection.execute(
        kept.on_conflict_do_update(index_elements=[inventory.c.station], set_=values)
    )
    return InventoryTaken(station=desk.station)


def fleet(folder: Path, agency: str = "") -> tuple[DeskSeen, ...]:
    """The desks of an agency, or all of them, by agency and name.

    Raises:
        CentralMissing: no central was made at that folder.
    """
    home = Home(folder)
    home.load_receipt_key()
    database = Database(home)
    try:
        with database.snapshot() as connection:
            return tuple(_desks(connection, agency))
    finally:
        database.close()


def _desks(connection: Connection, agency: str) -> Iterator[DeskSeen]:
    rows = connection.execute(
        select(station, inventory.c.told_at, inventory.c.body, revocation.c.at.label("revoked_at"))
        .outerjoin(inventory, inventory.c.station == station.c.id)
        .outerjoin(revocation, revocation.c.station == station.c.id)
        .order_by(station.c.agency, station.c.name, station.c.id)
    )
    for row in rows:
        if agency and row.agency != agency:
            continue
        yield DeskSeen(
            station=row.id,
            agency=row.agency,
            name=row.name,
            enrolled_at=datetime.fromisoformat(row.enrolled_at),
            revoked=row.revoked_at is not None,
            told_at=None if row.told_at is None else datetime.fromisoformat(row.told_at),
            inventory=None if row.body is None else InventoryOnWire.model_validate_json(row.body),
        )

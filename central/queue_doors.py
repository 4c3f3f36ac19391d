"""The addresses under which citizens take numbers: one an agency, which hangs at its door.

Who knows it may take a number and see the board; it says nothing of anybody. An address that was
abused is replaced by a new one.
"""

import secrets
from pathlib import Path

from sqlalchemy import Column, Connection, Table, Text, select

from central.database import Database, insert_or
from central.errors import AgencyUnknown
from central.home import Home
from central.tables import agency, metadata

queue_door = Table(
    "queue_door",
    metadata,
    Column("agency", Text, primary_key=True),
    Column("key", Text, nullable=False),
)


def open_door(folder: Path, agency_code: str, *, anew: bool = False) -> str:
    """The key in an agency's address, made where there is none yet. anew: instead of the old one.

    Raises:
        CentralMissing: no central was made at that folder.
        AgencyUnknown: no desk of that agency was ever invited.
    """
    home = Home(folder)
    home.load_receipt_key()
    database = Database(home)
    try:
        with database.transaction() as connection:
            known = select(agency.c.code).where(agency.c.code == agency_code)
            if connection.execute(known).one_or_none() is None:
                raise AgencyUnknown
            found = connection.execute(
                select(queue_door.c.key).where(queue_door.c.agency == agency_code)
            ).scalar()
            if found is not None and not anew:
                return str(found)
            key = secrets.token_urlsafe(9)
            opened = insert_or(connection, queue_door).values(agency=agency_code, key=key)
            connection.execute(
                opened.on_conflict_do_update(
                    index_elements=[queue_door.c.agency], set_={"key": key}
                )
            )
            return key
    finally:
        database.close()


def agency_at(connection: Connection, key: str) -> tuple[str, str] | None:
    """Code and name of the agency at whose door that address hangs; None: at none."""
    row = connection.execute(
        select(agency.c.code, agency.c.name)
        .join(queue_door, queue_door.c.agency == agency.c.code)
        .where(queue_door.c.key == key)
    ).one_or_none()
    return None if row is None else (str(row.code), str(row.name))

"""What must be said to a central that came back from a backup, before it leases again."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import delete, func, select

from central.at_a_home import writing_at
from central.database import insert_or
from central.leases import ANY_BOOK, raise_floor
from central.tables import agency, awaited, block, free_numbers, revocation, station
from offline_store.series import DESK_SERIES


def skip_numbers(folder: Path, count: int, *, wait: bool = True) -> int:
    """Lease nothing of the next `count` numbers of any book, and nothing that had come back.

    Since the backup both may have been leased to desks that are using them. How many were, the
    desks alone know, however often the same backup came back: nothing is leased to an agency until
    each of its desks has said up to where it has numbers. `count` is for desks that central does
    not know any more. wait: false where some of them never will.

    Returns: how many desks are awaited.

    Raises:
        CentralMissing: no central was made at that folder.
    """
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    with writing_at(folder) as (connection, _):
        books = connection.execute(
            select(
                block.c.agency, block.c.book, func.max(block.c.leased_last).label("last")
            ).group_by(block.c.agency, block.c.book)
        ).all()
        # A book that was begun after the backup is not known here at all.
        agencies = connection.execute(select(agency.c.code)).scalars().all()
        # Desks' own numbers are few, and each desk says its own.
        floors = [
            (row.agency, row.book, row.last + (0 if row.book == DESK_SERIES else count))
            for row in books
        ]
        floors += [(code, ANY_BOOK, count) for code in agencies]
        for code, book, last in floors:
            raise_floor(connection, code, book, last, now)
        connection.execute(delete(free_numbers))
        connection.execute(delete(awaited))
        at_work = select(station.c.id).where(station.c.id.not_in(select(revocation.c.station)))
        desks = connection.execute(at_work).scalars().all() if wait else ()
        for desk in desks:
            connection.execute(insert_or(connection, awaited).values(station=desk))
        return len(desks)

"""What must be said to a central that came back from a backup, before it leases again."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import delete, func, select

from central.database import Database, insert_or
from central.home import Home
from central.leases import ANY_BOOK
from central.tables import agency, block, free_numbers, number_floor


def skip_numbers(folder: Path, count: int) -> None:
    """Lease nothing of the next `count` numbers of any book, and nothing that had come back.

    Since the backup both may have been leased to desks that are using them.

    Raises:
        CentralMissing: no central was made at that folder.
    """
    home = Home(folder)
    home.load_receipt_key()
    database = Database(home)
    try:
        with database.transaction() as connection:
            books = connection.execute(
                select(
                    block.c.agency, block.c.book, func.max(block.c.leased_last).label("last")
                ).group_by(block.c.agency, block.c.book)
            ).all()
            # A book that was begun after the backup is not known here at all.
            agencies = connection.execute(select(agency.c.code)).scalars().all()
            floors = [(row.agency, row.book, row.last + count) for row in books]
            floors += [(code, ANY_BOOK, count) for code in agencies]
            for code, book, last in floors:
                floor = insert_or(connection, number_floor).values(
                    agency=code,
                    book=book,
                    last=last,
                    restored_at=datetime.now(UTC).isoformat(timespec="microseconds"),
                )
                connection.execute(
                    floor.on_conflict_do_update(
                        index_elements=[number_floor.c.agency, number_floor.c.book],
                        set_={
                            "last": floor.excluded.last,
                            "restored_at": floor.excluded.restored_at,
                        },
                    )
                )
            connection.execute(delete(free_numbers))
    finally:
        database.close()

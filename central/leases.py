"""Register numbers: each book of an agency runs on from 1, and each number is leased once."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, func, select

from central.database import Database, insert_or
from central.enrolment import Desk
from central.errors import Refused
from central.home import Home
from central.tables import block, number_floor
from offline_store.wire import LeaseAnswer, LeaseRequest, Reason


def lease(connection: Connection, desk: Desk, request: LeaseRequest) -> LeaseAnswer:
    """The next numbers of a book for one desk; the same request again gives the same block.

    Raises:
        Refused: the id was used by another desk or for another book.
    """
    given = connection.execute(select(block).where(block.c.id == request.id)).one_or_none()
    if given is not None:
        if (given.station, given.book) != (desk.station, request.book):
            raise Refused(409, Reason.KEY_REUSED)
        return _answer(given.id, given.book, given.first, given.last, given.leased_at)
    last = connection.execute(
        select(func.max(block.c.last)).where(
            block.c.agency == desk.agency, block.c.book == request.book
        )
    ).scalar()
    floor = connection.execute(
        select(number_floor.c.last).where(
            number_floor.c.agency == desk.agency, number_floor.c.book == request.book
        )
    ).scalar()
    first = max(last or 0, floor or 0) + 1
    leased_at = datetime.now(UTC).isoformat(timespec="microseconds")
    connection.execute(
        block.insert().values(
            id=request.id,
            station=desk.station,
            agency=desk.agency,
            book=request.book,
            first=first,
            last=first + request.size - 1,
            leased_at=leased_at,
        )
    )
    return _answer(request.id, request.book, first, first + request.size - 1, leased_at)


def skip_numbers(folder: Path, count: int) -> None:
    """Lease nothing of the next `count` numbers of any book: after a restore from a backup.

    Raises:
        CentralMissing: no central was made at that folder.
    """
    home = Home(folder)
    home.load_receipt_key()
    database = Database(home)
    try:
        with database.transaction() as connection:
            books = connection.execute(
                select(block.c.agency, block.c.book, func.max(block.c.last).label("last")).group_by(
                    block.c.agency, block.c.book
                )
            ).all()
            for row in books:
                floor = insert_or(connection, number_floor).values(
                    agency=row.agency, book=row.book, last=row.last + count
                )
                connection.execute(
                    floor.on_conflict_do_update(
                        index_elements=[number_floor.c.agency, number_floor.c.book],
                        set_={"last": floor.excluded.last},
                    )
                )
    finally:
        database.close()


def is_leased(connection: Connection, desk: Desk, book: str, number: int) -> bool:
    """Whether a number lies in a block that was leased to this desk."""
    found = select(block.c.id).where(
        block.c.station == desk.station,
        block.c.book == book,
        block.c.first <= number,
        block.c.last >= number,
    )
    return connection.execute(found).first() is not None


def _answer(block_id: str, book: str, first: int, last: int, leased_at: str) -> LeaseAnswer:
    return LeaseAnswer(
        id=block_id,
        book=book,
        first=first,
        last=last,
        leased_at=datetime.fromisoformat(leased_at),
    )

"""Register numbers: each book of an agency runs on from 1, and each number is leased to one desk.

A lease ends at a day, but its numbers only come back by the desk's own word that it will not use
them: a desk may be away for weeks with copies that bear them. What came back is leased again first.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from central.database import insert_or
from central.enrolment import Desk
from central.errors import Refused
from central.tables import (
    awaited,
    block,
    free_numbers,
    number_floor,
    revocation,
    station,
    submission,
)
from offline_store.series import DESK_SERIES
from offline_store.wire import (
    LeaseAnswer,
    LeaseClaim,
    LeaseRequest,
    LeaseReturn,
    LeaseReturned,
    NumbersKnown,
    Reason,
)

LEASED_FOR = timedelta(days=30)
# Stands in the table of floors for the books that a backup does not know yet. No book is so named.
ANY_BOOK = ""
# After that a book that nobody has named is a new one, which begins with 1.
_BEGUN_UNSEEN_WITHIN = timedelta(days=60)


def lease(connection: Connection, desk: Desk, request: LeaseRequest) -> LeaseAnswer:
    """The next numbers of a book for one desk; the same request again gives the same block.

    Raises:
        Refused: the id was used by another desk or for another book. Status 503: a desk of the
            agency has yet to say which numbers it got before a backup came back.
    """
    given = _block(connection, request.id)
    if given is not None:
        if (given.station, given.book) != (desk.station, request.book):
            raise Refused(409, Reason.KEY_REUSED)
        return _answer(given)
    if waits_for(connection, desk.agency):
        raise Refused(503, Reason.NUMBERS_UNSETTLED)
    first, last = _take_free(connection, desk, request) or _take_new(connection, desk, request)
    now = datetime.now(UTC)
    connection.execute(
        block.insert().values(
            id=request.id,
            station=desk.station,
            agency=desk.agency,
            book=request.book,
            first=first,
            last=last,
            leased_at=_text(now),
            leased_last=last,
            expires_at=_text(now + LEASED_FOR),
        )
    )
    leased = _block(connection, request.id)
    assert leased is not None
    return _answer(leased)


def hear(connection: Connection, desk: Desk, known: NumbersKnown) -> int:
    """Lease nothing that a desk holds, whatever was forgotten; return how many desks are awaited.

    A number above all that central ever leased is proof that it came back from a backup, also
    where nobody said so: then nothing that had come back of that book is leased again, either.
    """
    for book, highest in known.highest.items():
        floor = _floor(connection, desk.agency, book)
        if highest > max(_last_leased(connection, desk.agency, book), floor.last if floor else 0):
            connection.execute(
                delete(free_numbers).where(
                    free_numbers.c.agency == desk.agency, free_numbers.c.book == book
                )
            )
            restored_at = floor.restored_at if floor else _text(datetime.now(UTC))
            raise_floor(connection, desk.agency, book, highest, restored_at)
    connection.execute(delete(awaited).where(awaited.c.station == desk.station))
    return waits_for(connection, desk.agency)


def waits_for(connection: Connection, agency: str) -> int:
    """How many desks of an agency have not said yet which numbers they hold."""
    found = (
        select(func.count())
        .select_from(awaited.join(station, station.c.id == awaited.c.station))
        .where(station.c.agency == agency, station.c.id.not_in(select(revocation.c.station)))
    )
    return int(connection.execute(found).scalar_one())


def raise_floor(
    connection: Connection, agency: str, book: str, last: int, restored_at: str | None
) -> None:
    """Lease no number of a book up to `last`."""
    floor = insert_or(connection, number_floor).values(
        agency=agency, book=book, last=last, restored_at=restored_at
    )
    connection.execute(
        floor.on_conflict_do_update(
            index_elements=[number_floor.c.agency, number_floor.c.book],
            set_={"last": floor.excluded.last, "restored_at": floor.excluded.restored_at},
        )
    )


def take_back(connection: Connection, desk: Desk, returned: LeaseReturn) -> LeaseReturned:
    """Take back what a desk will not use of a block; the same again changes nothing.

    Raises:
        Refused: that block is not this desk's, it came back from another number on before, or one
            of the numbers is on a copy that central has.
    """
    given = _block(connection, returned.id)
    if given is None or given.station != desk.station:
        raise Refused(404, Reason.LEASE_UNKNOWN)
    answer = LeaseReturned(id=given.id, first=returned.first, last=given.leased_last)
    if given.returned_at is not None:
        if given.last != returned.first - 1:
            raise Refused(409, Reason.KEY_REUSED)
        return answer
    if not given.first <= returned.first <= given.last:
        raise Refused(422, Reason.LEASE_UNKNOWN)
    used = select(submission.c.item).where(
        submission.c.agency == given.agency,
        submission.c.book == given.book,
        submission.c.number.between(returned.first, given.last),
    )
    if connection.execute(used).first() is not None:
        raise Refused(409, Reason.NUMBER_TAKEN)
    connection.execute(
        update(block)
        .where(block.c.id == given.id)
        .values(last=returned.first - 1, returned_at=_text(datetime.now(UTC)))
    )
    floor = _floor(connection, given.agency, given.book)
    # What was leased before a backup came back may have been returned once already, and leased to
    # another desk since: nobody knows here, so it goes to nobody.
    if floor is None or (floor.restored_at or given.leased_at) < given.leased_at:
        _add_free(connection, given.agency, given.book, returned.first, given.last)
    return answer


def claim(connection: Connection, desk: Desk, claimed: LeaseClaim) -> LeaseAnswer:
    """Know a block again that was leased after the backup from which central came back.

    Only of numbers that the administrator's word (`skip_numbers`) set aside for that, and that no
    other desk holds.

    Raises:
        Refused: it is another's, or none that can have been forgotten.
    """
    given = _block(connection, claimed.id)
    if given is not None:
        if (given.station, given.book, given.first, given.leased_last) != (
            desk.station,
            claimed.book,
            claimed.first,
            claimed.last,
        ):
            raise Refused(409, Reason.KEY_REUSED)
        return _answer(given)
    floor = _floor(connection, desk.agency, claimed.book)
    if floor is None or not claimed.first <= claimed.last <= floor.last:
        raise Refused(422, Reason.NUMBER_NOT_LEASED)
    for table in (block, free_numbers):
        overlapping = select(table.c.first).where(
            table.c.agency == desk.agency,
            table.c.book == claimed.book,
            table.c.first <= claimed.last,
            table.c.last >= claimed.first,
        )
        if connection.execute(overlapping).first() is not None:
            raise Refused(409, Reason.NUMBER_NOT_LEASED)
    expires_at = claimed.expires_at
    connection.execute(
        block.insert().values(
            id=claimed.id,
            station=desk.station,
            agency=desk.agency,
            book=claimed.book,
            first=claimed.first,
            last=claimed.last,
            leased_at=_text(claimed.leased_at),
            leased_last=claimed.last,
            expires_at=None if expires_at is None else _text(expires_at),
        )
    )
    known = _block(connection, claimed.id)
    assert known is not None
    return _answer(known)


def is_leased(connection: Connection, desk: Desk, book: str, number: int) -> bool:
    """Whether a number lies in a block that was leased to this desk, and did not come back."""
    found = select(block.c.id).where(
        block.c.station == desk.station,
        block.c.book == book,
        block.c.first <= number,
        block.c.last >= number,
    )
    return connection.execute(found).first() is not None


def _take_free(connection: Connection, desk: Desk, request: LeaseRequest) -> tuple[int, int] | None:
    """The lowest numbers that came back, at most as many as asked for."""
    free = connection.execute(
        select(free_numbers)
        .where(free_numbers.c.agency == desk.agency, free_numbers.c.book == request.book)
        .order_by(free_numbers.c.first)
        .limit(1)
    ).one_or_none()
    if free is None:
        return None
    last = min(free.last, free.first + request.size - 1)
    _remove_free(connection, desk.agency, request.book, free.first)
    if last < free.last:
        _add_free(connection, desk.agency, request.book, last + 1, free.last)
    return free.first, last


def _take_new(connection: Connection, desk: Desk, request: LeaseRequest) -> tuple[int, int]:
    last = _last_leased(connection, desk.agency, request.book)
    floor = _floor(connection, desk.agency, request.book)
    first = max(last, 0 if floor is None else floor.last) + 1
    return first, first + request.size - 1


def _last_leased(connection: Connection, agency: str, book: str) -> int:
    last = select(func.max(block.c.leased_last)).where(
        block.c.agency == agency, block.c.book == book
    )
    return connection.execute(last).scalar() or 0


def _floor(connection: Connection, agency: str, book: str) -> Row[Any] | None:
    """What was skipped of a book, or of any that may have been begun after the backup."""
    floors = {
        row.book: row
        for row in connection.execute(
            select(number_floor).where(
                number_floor.c.agency == agency, number_floor.c.book.in_((book, ANY_BOOK))
            )
        )
    }
    if book in floors or ANY_BOOK not in floors or book == DESK_SERIES:
        return floors.get(book)
    recently = _text(datetime.now(UTC) - _BEGUN_UNSEEN_WITHIN)
    return floors[ANY_BOOK] if floors[ANY_BOOK].restored_at > recently else None


def _add_free(connection: Connection, agency: str, book: str, first: int, last: int) -> None:
    """Add numbers to those that are free; neighbours become one range."""
    here = (free_numbers.c.agency == agency, free_numbers.c.book == book)
    before = connection.execute(
        select(free_numbers).where(*here, free_numbers.c.last == first - 1)
    ).one_or_none()
    after = connection.execute(
        select(free_numbers).where(*here, free_numbers.c.first == last + 1)
    ).one_or_none()
    for each in (before, after):
        if each is not None:
            _remove_free(connection, agency, book, each.first)
            first, last = min(first, each.first), max(last, each.last)
    connection.execute(
        free_numbers.insert().values(agency=agency, book=book, first=first, last=last)
    )


def _remove_free(connection: Connection, agency: str, book: str, first: int) -> None:
    connection.execute(
        delete(free_numbers).where(
            free_numbers.c.agency == agency,
            free_numbers.c.book == book,
            free_numbers.c.first == first,
        )
    )


def _block(connection: Connection, block_id: str) -> Row[Any] | None:
    return connection.execute(select(block).where(block.c.id == block_id)).one_or_none()


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _answer(leased: Row[Any]) -> LeaseAnswer:
    expires_at = leased.expires_at
    return LeaseAnswer(
        id=leased.id,
        book=leased.book,
        first=leased.first,
        last=leased.leased_last,
        leased_at=datetime.fromisoformat(leased.leased_at),
        expires_at=None if expires_at is None else datetime.fromisoformat(expires_at),
    )

"""The queue of an agency's citizens: numbers of a day, called one after the other, each once.

Of a citizen it holds nothing: a number, when it was taken, when and where it was called.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

from sqlalchemy import Column, ColumnElement, Connection, Integer, Table, Text, func, select, update

from central.enrolment import Desk
from central.errors import Refused
from central.tables import metadata
from offline_store.queue_wire import MOST_A_DAY, CallAnswer, CallQuestion, TicketOnWire
from offline_store.wire import Reason

_VIETNAM = timezone(timedelta(hours=7))
_ON_THE_BOARD = 6
MOST_WAITING = 300
"""At the door; whoever comes then asks at the counter."""

queue_ticket = Table(
    "queue_ticket",
    metadata,
    Column("id", Text, primary_key=True),
    Column("agency", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("taken_at", Text, nullable=False),
    Column("called_at", Text),
    Column("station", Text),
    Column("counter", Text),
)


@dataclass(frozen=True, slots=True)
class TicketSeen:
    """As its holder sees it. counter: where it was called; None while it waits.

    before: how many are called first.
    """

    ticket: TicketOnWire
    counter: str | None
    before: int


@dataclass(frozen=True, slots=True)
class CalledNumber:
    """A number on the board, and the counter at which it was called."""

    number: int
    counter: str


@dataclass(frozen=True, slots=True)
class Board:
    """What hangs in the hall: the last numbers that were called, the last first."""

    called: tuple[CalledNumber, ...]
    waiting: int


def take_ticket(connection: Connection, agency: str, ticket_id: str = "") -> TicketOnWire:
    """The next number of the day at an agency.

    ticket_id: what its code is to say, made up so that nobody guesses it; the same once more is the
    same ticket.

    Raises:
        Refused: a day has no more, or that was another day's.
    """
    now = datetime.now(UTC)
    if ticket_id:
        known = connection.execute(
            select(queue_ticket).where(queue_ticket.c.id == ticket_id)
        ).one_or_none()
        if known is not None:
            if (known.agency, known.day) != (agency, _day(now)):
                raise Refused(404, Reason.TICKET_UNKNOWN)
            return _on_wire(known)
    last = connection.execute(
        select(func.max(queue_ticket.c.number)).where(*_today(agency, now))
    ).scalar()
    number = (last or 0) + 1
    if number > MOST_A_DAY:
        raise Refused(409, Reason.NUMBER_TAKEN)
    ticket = TicketOnWire(id=ticket_id or uuid4().hex, number=number, taken_at=now)
    connection.execute(
        queue_ticket.insert().values(
            id=ticket.id,
            agency=agency,
            day=_day(now),
            number=number,
            taken_at=_text(now),
        )
    )
    return ticket


def call(connection: Connection, desk: Desk, asked: CallQuestion) -> CallAnswer:
    """Call who waits longest, or the very ticket that was shown; a ticket is called once.

    The same ticket shown again at the same desk is the same call.

    Raises:
        Refused: there is no such ticket today, or another desk has called it.
    """
    now = datetime.now(UTC)
    one = select(queue_ticket).where(*_today(desk.agency, now))
    one = one.where(queue_ticket.c.id == asked.ticket) if asked.ticket else one.where(_WAITS)
    row = connection.execute(one.order_by(queue_ticket.c.number).limit(1)).one_or_none()
    if asked.ticket and (row is None or row.station not in (None, desk.station)):
        raise Refused(404, Reason.TICKET_UNKNOWN)
    if row is not None and row.called_at is None:
        connection.execute(
            update(queue_ticket)
            .where(queue_ticket.c.id == row.id)
            .values(called_at=_text(now), station=desk.station, counter=asked.counter)
        )
    waiting = _count(connection, desk.agency, now)
    if row is None:
        return CallAnswer(ticket=None, called_at=now, waiting=waiting)
    called_at = now if row.called_at is None else datetime.fromisoformat(row.called_at)
    return CallAnswer(ticket=_on_wire(row), called_at=called_at, waiting=waiting)


def see_ticket(connection: Connection, agency: str, ticket_id: str) -> TicketSeen | None:
    """A ticket of today's as its holder sees it; None where there is none."""
    now = datetime.now(UTC)
    row = connection.execute(
        select(queue_ticket).where(*_today(agency, now), queue_ticket.c.id == ticket_id)
    ).one_or_none()
    if row is None:
        return None
    before = _count(connection, agency, now, queue_ticket.c.number < row.number)
    return TicketSeen(_on_wire(row), row.counter if row.called_at else None, before)


def see_board(connection: Connection, agency: str) -> Board:
    """The numbers of today that were called last, and how many wait."""
    now = datetime.now(UTC)
    rows = connection.execute(
        select(queue_ticket)
        .where(*_today(agency, now), queue_ticket.c.called_at.is_not(None))
        .order_by(queue_ticket.c.called_at.desc())
        .limit(_ON_THE_BOARD)
    )
    called = tuple(CalledNumber(row.number, row.counter) for row in rows)
    return Board(called, _count(connection, agency, now))


_WAITS = queue_ticket.c.called_at.is_(None)


def _count(connection: Connection, agency: str, now: datetime, *more: ColumnElement[bool]) -> int:
    """How many of today's wait."""
    rows = select(func.count()).select_from(queue_ticket)
    return connection.execute(rows.where(*_today(agency, now), _WAITS, *more)).scalar_one()


def _on_wire(row: object) -> TicketOnWire:
    return TicketOnWire.model_validate(row, from_attributes=True)


def _today(agency: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (queue_ticket.c.agency == agency, queue_ticket.c.day == _day(now))


def _day(now: datetime) -> str:
    return now.astimezone(_VIETNAM).date().isoformat()


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")

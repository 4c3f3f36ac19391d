"""The queue of an agency's citizens: numbers of a day, called one after the other, each once."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

from sqlalchemy import Column, ColumnElement, Connection, Integer, Table, Text, func, select, update

from central.enrolment import Desk
from central.errors import Refused
from central.tables import metadata
from offline_store.queue_wire import MOST_A_DAY, CallAnswer, CallQuestion, TicketOnWire
from offline_store.wire import Reason

_VIETNAM = timezone(timedelta(hours=7))

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


def take_ticket(connection: Connection, desk: Desk) -> TicketOnWire:
    """The next number of the day at the desk's agency.

    Raises:
        Refused: a day has no more.
    """
    now = datetime.now(UTC)
    last = connection.execute(
        select(func.max(queue_ticket.c.number)).where(*_today(desk, now))
    ).scalar()
    number = (last or 0) + 1
    if number > MOST_A_DAY:
        raise Refused(409, Reason.NUMBER_TAKEN)
    ticket = TicketOnWire(id=uuid4().hex, number=number, taken_at=now)
    connection.execute(
        queue_ticket.insert().values(
            id=ticket.id,
            agency=desk.agency,
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
    waits = queue_ticket.c.called_at.is_(None)
    one = select(queue_ticket).where(*_today(desk, now))
    one = one.where(queue_ticket.c.id == asked.ticket) if asked.ticket else one.where(waits)
    row = connection.execute(one.order_by(queue_ticket.c.number).limit(1)).one_or_none()
    if asked.ticket and (row is None or row.station not in (None, desk.station)):
        raise Refused(404, Reason.TICKET_UNKNOWN)
    if row is not None and row.called_at is None:
        connection.execute(
            update(queue_ticket)
            .where(queue_ticket.c.id == row.id)
            .values(called_at=_text(now), station=desk.station, counter=asked.counter)
        )
    waiting = connection.execute(
        select(func.count()).select_from(queue_ticket).where(*_today(desk, now), waits)
    ).scalar_one()
    if row is None:
        return CallAnswer(ticket=None, called_at=now, waiting=waiting)
    ticket = TicketOnWire(
        id=row.id, number=row.number, taken_at=datetime.fromisoformat(row.taken_at)
    )
    called_at = now if row.called_at is None else datetime.fromisoformat(row.called_at)
    return CallAnswer(ticket=ticket, called_at=called_at, waiting=waiting)


def _today(desk: Desk, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (queue_ticket.c.agency == desk.agency, queue_ticket.c.day == _day(now))


def _day(now: datetime) -> str:
    return now.astimezone(_VIETNAM).date().isoformat()


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")

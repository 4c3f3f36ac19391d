"""By when a dossier is resolved: working days or hours, without those of awaited supplements.

The day of the request is not counted (Bộ luật Dân sự 2015 Điều 147 khoản 2); one that came after
the hour of the same-day rule, or on a day off, counts as made on the next working day. A working
day is not counted when the dossier was waiting as the counter closed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from offline_store.handling import Axis, Handling
from offline_store.procedure_wire import Procedure
from station.dossier_states import OVER, PAUSED, Business
from station.hanoi_time import HANOI
from station.working_time import WorkingTime


@dataclass(frozen=True, slots=True)
class Pause:
    """A time that is not counted, from its first moment up to, not with, its last.

    until: None while it lasts.
    """

    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """due_at: by when, Hanoi's time; None while a supplement is awaited. late: that is over.

    days_left: working days after today up to that day; None with `due_at`.
    """

    due_at: datetime | None
    late: bool
    days_left: int | None


def due_at(
    calendar: WorkingTime, procedure: Procedure, received: datetime, pauses: Sequence[Pause] = ()
) -> datetime | None:
    """By when a dossier is resolved that was received at that moment; aware, Hanoi's time.

    pauses: in order, none reaching into another; None comes back while the last of them lasts.
    """
    if pauses and pauses[-1].until is None:
        return None
    first = _counted_from(calendar, received)
    if procedure.working_hours:
        return _after_hours(calendar, received, procedure.working_hours, pauses)
    if procedure.working_days == 0:
        # Due on the day itself; where it waited as that day closed, on the first after it.
        return _close(calendar, _unless_waiting(calendar, first, pauses))
    day = first
    for _ in range(procedure.working_days):
        day = _unless_waiting(calendar, calendar.next_working_day(day), pauses)
    return _close(calendar, day)


def pauses_of(handling: Handling) -> tuple[Pause, ...]:
    """The times during which supplements were awaited."""
    pauses: list[Pause] = []
    since: datetime | None = None
    for change in handling.changes:
        if change.axis is not Axis.BUSINESS:
            continue
        if since is not None:
            pauses.append(Pause(since, change.at))
            since = None
        if change.state in PAUSED:
            since = change.at
    return tuple(pauses) if since is None else (*pauses, Pause(since, None))


def received_at(handling: Handling) -> datetime | None:
    """When it was received, from which on time counts; None where it was not yet."""
    return next(
        (
            change.at
            for change in handling.changes
            if change.axis is Axis.BUSINESS and change.state == Business.RECEIVED
        ),
        None,
    )


def time_left(calendar: WorkingTime, now: datetime, handling: Handling) -> TimeLeft | None:
    """How much time is left; None before it was received, and once nobody waits any more."""
    received = received_at(handling)
    if received is None or handling.state(Axis.BUSINESS) in OVER:
        return None
    at = due_at(calendar, handling.procedure, received, pauses_of(handling))
    if at is None:
        return TimeLeft(None, late=False, days_left=None)
    today = now.astimezone(HANOI).date()
    days = (today + timedelta(days=ahead) for ahead in range(1, (at.date() - today).days + 1))
    return TimeLeft(at, late=now > at, days_left=sum(map(calendar.is_working, days)))


def _counted_from(calendar: WorkingTime, received: datetime) -> date:
    local = received.astimezone(HANOI)
    if calendar.is_working(local.date()) and local.time() <= calendar.same_day_until:
        return local.date()
    return calendar.next_working_day(local.date())


def _unless_waiting(calendar: WorkingTime, day: date, pauses: Sequence[Pause]) -> date:
    """That working day, or the first after it at whose closing nothing was awaited."""
    while any(_holds(pause, _close(calendar, day)) for pause in pauses):
        day = calendar.next_working_day(day)
    return day


def _holds(pause: Pause, at: datetime) -> bool:
    return pause.since <= at and (pause.until is None or at < pause.until)


def _after_hours(
    calendar: WorkingTime, received: datetime, hours: int, pauses: Sequence[Pause]
) -> datetime:
    """The moment at which so many hours of the counter's were open to the dossier."""
    left = timedelta(hours=hours)
    day = received.astimezone(HANOI).date()
    if not calendar.is_working(day):
        day = calendar.next_working_day(day)
    while True:
        for start, end in _open_spans(calendar, day, received, pauses):
            if left <= end - start:
                return start + left
            left -= end - start
        day = calendar.next_working_day(day)


def _open_spans(
    calendar: WorkingTime, day: date, received: datetime, pauses: Sequence[Pause]
) -> list[tuple[datetime, datetime]]:
    """The spans of a working day that count."""
    spans = [
        (max(_at(day, start), received.astimezone(HANOI)), _at(day, end))
        for start, end in calendar.hours
    ]
    for pause in pauses:
        until = pause.until or datetime.max.replace(tzinfo=HANOI)
        spans = [
            piece
            for start, end in spans
            for piece in ((start, min(end, pause.since)), (max(start, until), end))
        ]
        spans = [(a.astimezone(HANOI), b.astimezone(HANOI)) for a, b in spans if a < b]
    return [span for span in spans if span[0] < span[1]]


def _close(calendar: WorkingTime, day: date) -> datetime:
    return _at(day, calendar.closes)


def _at(day: date, at: time) -> datetime:
    return datetime.combine(day, at, HANOI)

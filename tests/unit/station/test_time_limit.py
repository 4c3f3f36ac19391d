"""By when a dossier is resolved, against a plain model that walks through the days."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offline_store.procedure_wire import Procedure
from station.errors import SettingInvalid
from station.hanoi_time import HANOI
from station.time_limit import Pause, due_at
from station.working_time import WorkingTime, WorkingTimeSettings, working_time

USUAL = working_time(WorkingTimeSettings())
START = datetime(2026, 1, 1, tzinfo=HANOI)


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


def _procedure(days: int = 0, hours: int = 0) -> Procedure:
    return Procedure(
        code="1.000001", name="Việc", field="Mẫu", working_days=days, working_hours=hours
    )


@pytest.mark.parametrize(
    ("days", "received", "due"),
    [
        (0, "2026-11-25T09:00", "2026-11-25T17:00"),  # a Wednesday
        (0, "2026-11-25T15:30", "2026-11-26T17:00"),
        (3, "2026-11-25T09:00", "2026-11-30T17:00"),
        (3, "2026-11-25T15:30", "2026-12-01T17:00"),  # as if it came on Thursday
        (1, "2026-11-28T09:00", "2026-12-01T17:00"),  # a Saturday: as if on Monday
        (1, "2026-12-31T09:00", "2027-01-04T17:00"),  # the year changes in the middle
        (5, "2026-02-12T09:00", "2026-02-26T17:00"),  # over Tết
    ],
)
def test_days_are_working_days_and_the_first_is_not_counted(
    days: int, received: str, due: str
) -> None:
    """Điều 147 Bộ luật Dân sự; after 15:00, or on a day off, it counts as of the next one."""
    assert due_at(USUAL, _procedure(days), _at(received)) == _at(due)


@pytest.mark.parametrize(
    ("hours", "received", "due"),
    [
        (4, "2026-11-25T08:00", "2026-11-25T12:00"),
        (4, "2026-11-25T10:00", "2026-11-25T15:00"),  # the break does not count
        (8, "2026-11-25T16:00", "2026-11-26T16:00"),
        (2, "2026-11-27T16:30", "2026-11-30T09:30"),  # over the weekend
        (1, "2026-11-25T06:00", "2026-11-25T09:00"),  # before the counter opened
    ],
)
def test_hours_are_the_counters(hours: int, received: str, due: str) -> None:
    """Only while it works."""
    assert due_at(USUAL, _procedure(hours=hours), _at(received)) == _at(due)


def test_while_a_supplement_is_awaited_time_stands_still() -> None:
    """A pause over two closings gives two days; one that ends before the closing gives none."""
    three = _procedure(3)
    received = _at("2026-11-30T09:00")  # a Monday, due on Thursday
    assert due_at(USUAL, three, received) == _at("2026-12-03T17:00")
    long = Pause(_at("2026-12-01T10:00"), _at("2026-12-03T09:00"))
    assert due_at(USUAL, three, received, [long]) == _at("2026-12-07T17:00")
    short = Pause(_at("2026-12-01T10:00"), _at("2026-12-01T11:00"))
    assert due_at(USUAL, three, received, [short]) == _at("2026-12-03T17:00")
    assert due_at(USUAL, three, received, [long, Pause(_at("2026-12-04T08:00"), None)]) is None


def test_hours_of_a_pause_are_not_counted() -> None:
    """To the minute."""
    pause = Pause(_at("2026-11-25T09:00"), _at("2026-11-25T10:30"))
    at = due_at(USUAL, _procedure(hours=4), _at("2026-11-25T08:00"), [pause])
    assert at == _at("2026-11-25T14:30")


@pytest.mark.parametrize(
    "hours", [(), ("08:00",), ("12:00-08:00",), ("08:00-12:00", "11:00-17:00"), ("8-12",)]
)
def test_hours_that_are_none_are_refused(hours: tuple[str, ...]) -> None:
    """Found when the desk opens, by their key."""
    with pytest.raises(SettingInvalid) as wrong:
        working_time(WorkingTimeSettings(hours=hours))
    assert wrong.value.facts["key"] == "working_time.hours"


def _plain(
    calendar: WorkingTime, days: int, received: datetime, pauses: Sequence[Pause]
) -> datetime:
    """Walk day by day; count each that was worked and did not close while something was awaited."""

    def counts(day: date) -> bool:
        close = datetime.combine(day, calendar.closes, HANOI)
        awaited = any(
            pause.since <= close and (pause.until is None or close < pause.until)
            for pause in pauses
        )
        return calendar.is_working(day) and not awaited

    day = received.date()
    if received.time() > calendar.same_day_until or not calendar.is_working(day):
        day += timedelta(days=1)
        while not calendar.is_working(day):
            day += timedelta(days=1)
    if days == 0:
        while not counts(day):
            day += timedelta(days=1)
    left = days
    while left:
        day += timedelta(days=1)
        left -= counts(day)
    return datetime.combine(day, calendar.closes, HANOI)


MINUTES = st.integers(0, 2 * 365 * 24 * 60)


@st.composite
def _pauses(draw: st.DrawFn) -> list[Pause]:
    edges = sorted(draw(st.sets(st.integers(0, 60 * 24 * 60), min_size=0, max_size=6)))
    begins = draw(MINUTES)
    moments = [START + timedelta(minutes=begins + edge) for edge in edges]
    return [Pause(since, until) for since, until in zip(moments[::2], moments[1::2], strict=False)]


@st.composite
def _calendars(draw: st.DrawFn) -> WorkingTime:
    weekdays = draw(st.sets(st.integers(0, 6), min_size=1))
    off = draw(st.sets(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=8))
    on = draw(st.sets(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=8))
    return WorkingTime(frozenset(weekdays), time(17), time(15), frozenset(off), frozenset(on))


@given(_calendars(), st.integers(0, 40), MINUTES, _pauses())
def test_days_as_a_plain_model_has_them(
    calendar: WorkingTime, days: int, minutes: int, pauses: list[Pause]
) -> None:
    """Any week, holidays, days worked besides, pauses, over two years."""
    received = START + timedelta(minutes=minutes)
    at = due_at(calendar, _procedure(days), received, pauses)
    assert at == _plain(calendar, days, received, pauses)


@given(st.integers(1, 60), MINUTES, _pauses())
def test_hours_as_a_plain_model_has_them(hours: int, minutes: int, pauses: list[Pause]) -> None:
    """Minute by minute: each that the counter works and nothing is awaited is one of them."""
    received = START + timedelta(minutes=minutes)
    at = due_at(USUAL, _procedure(hours=hours), received, pauses)
    left, moment = hours * 60, received
    while left:
        worked = USUAL.is_working(moment.date()) and any(
            start <= moment.time() < end for start, end in USUAL.hours
        )
        if not worked:
            moment += timedelta(minutes=1)
            continue
        awaited = any(
            pause.until is not None and pause.since <= moment < pause.until for pause in pauses
        )
        left -= not awaited
        moment += timedelta(minutes=1)
    assert at == moment


@given(st.integers(0, 40), MINUTES, _pauses())
def test_a_pause_never_makes_it_earlier(days: int, minutes: int, pauses: list[Pause]) -> None:
    """What is awaited costs the office nothing, and gains it nothing but that time."""
    received = START + timedelta(minutes=minutes)
    without = due_at(USUAL, _procedure(days), received)
    later = due_at(USUAL, _procedure(days), received, pauses)
    assert without is not None
    assert later is not None
    assert later >= without

"""By when a copy is due: the 15:00 rule, weekends, holidays by both calendars, what a ward adds."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.errors import SettingInvalid
from station.hanoi_time import HANOI
from station.working_time import WorkingTime, WorkingTimeSettings, working_time

USUAL = working_time(WorkingTimeSettings())


def at(text: str) -> datetime:
    """A moment at the counter."""
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


@pytest.mark.parametrize(
    ("requested", "due"),
    [
        ("2026-11-25T08:00", "2026-11-25T17:00"),  # a Wednesday
        ("2026-11-25T15:00", "2026-11-25T17:00"),  # not after 15:00 yet
        ("2026-11-25T15:00:01", "2026-11-26T17:00"),
        ("2026-11-27T16:00", "2026-11-30T17:00"),  # a Friday afternoon
        ("2026-11-28T09:00", "2026-11-30T17:00"),  # a Saturday
        ("2026-12-31T15:30", "2027-01-04T17:00"),  # New Year's Day is a Friday
        ("2026-02-13T15:30", "2026-02-23T17:00"),  # Tết: from 16 to 20 February, then a weekend
        ("2026-04-29T16:00", "2026-05-04T17:00"),  # 30 April and 1 May
    ],
)
def test_due(requested: str, due: str) -> None:
    """Điều 7: the same day, or the next working day after 15:00."""
    assert USUAL.due_at(at(requested)) == at(due)


def test_a_moment_counts_at_the_counter_wherever_it_is_told_from() -> None:
    """08:30 UTC is 15:30 in Hanoi."""
    assert USUAL.due_at(datetime.fromisoformat("2026-11-25T08:30+00:00")) == at("2026-11-26T17:00")


def test_the_ward_adds_its_own_days() -> None:
    """Off besides, a first and a last day, and a Saturday worked instead."""
    calendar = working_time(
        WorkingTimeSettings(
            days_off=("2026-11-26/2026-11-27", "2026-12-01"), days_on=("2026-11-28",)
        )
    )
    assert calendar.due_at(at("2026-11-25T16:00")) == at("2026-11-28T17:00")
    assert calendar.due_at(at("2026-11-30T16:00")) == at("2026-12-02T17:00")


@pytest.mark.parametrize(
    "settings",
    [
        WorkingTimeSettings(weekdays=("monday",)),
        WorkingTimeSettings(weekdays=()),
        WorkingTimeSettings(closes="5 pm"),
        WorkingTimeSettings(same_day_until="18:00"),
        WorkingTimeSettings(days_off=("26/11/2026",)),
        WorkingTimeSettings(days_off=("2026-11-27/2026-11-26",)),
        WorkingTimeSettings(days_on=("2026-01-01/2026-12-31",)),
    ],
)
def test_settings_that_mean_nothing_are_refused(settings: WorkingTimeSettings) -> None:
    """When the desk opens, not in the middle of a day."""
    with pytest.raises(SettingInvalid):
        working_time(settings)


def test_a_ward_that_never_works_is_told() -> None:
    """Rather than searched for a day without end."""
    never = WorkingTime(frozenset(), time(17), time(15))
    with pytest.raises(SettingInvalid):
        never.due_at(at("2026-11-25T08:00"))


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2028, 12, 31)),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.frozensets(st.dates(date(2025, 1, 1), date(2029, 1, 31)), max_size=20),
    st.frozensets(st.dates(date(2025, 1, 1), date(2029, 1, 31)), max_size=20),
)
def test_due_agrees_with_walking_the_calendar(
    requested: datetime,
    weekdays: frozenset[int],
    days_off: frozenset[date],
    days_on: frozenset[date],
) -> None:
    """A plain walk, day by day, comes to the same day; never before the request."""
    calendar = WorkingTime(weekdays, time(17), time(15), days_off, days_on)
    moment = requested.replace(tzinfo=HANOI)
    day = moment.date()
    waits = 0 if calendar.is_working(day) and moment.time() <= time(15) else 1
    while waits:
        day += timedelta(days=1)
        waits -= calendar.is_working(day)

    due = calendar.due_at(moment)
    assert due == datetime.combine(day, time(17), HANOI)
    assert due >= moment
    assert calendar.is_working(due.date())
    assert (due.date() in days_on) or (due.date() not in days_off and due.weekday() in weekdays)

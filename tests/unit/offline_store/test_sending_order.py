"""Who goes first on a thin line, who waits for the night, and how long all of it will take."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offline_store.on_the_way import Meter, OnTheWay
from offline_store.records import DocumentId, OutboxId, OutboxItem, OutboxState
from offline_store.sending_order import BulkRule, Hours, in_order

NIGHT = Hours.parse("17:30-07:00")
AT_NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)  # at the counter
AT_NIGHT = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


def item(number: int) -> OutboxItem:
    """An item; the lower its number the older."""
    at = AT_NOON + timedelta(seconds=number)
    return OutboxItem(OutboxId(str(number)), DocumentId(str(number)), OutboxState.QUEUED, at)


@pytest.mark.parametrize(
    ("hours", "inside", "outside"),
    [
        ("17:30-07:00", ["17:30", "23:59", "00:00", "06:59"], ["07:00", "12:00", "17:29"]),
        ("09:00-11:00", ["09:00", "10:59"], ["08:59", "11:00", "23:00"]),
    ],
)
def test_hours_are_the_counters_and_may_go_over_midnight(
    hours: str, inside: list[str], outside: list[str]
) -> None:
    """The first minute belongs to them, the last does not; whatever zone a moment is given in."""
    for text in inside + outside:
        at = datetime.combine(AT_NOON.date(), time.fromisoformat(text), UTC) - timedelta(hours=7)
        assert Hours.parse(hours).contain(at) is (text in inside), text


@pytest.mark.parametrize("text", ["", "17:30", "17:30-", "25:00-07:00", "night"])
def test_what_are_no_hours_is_refused(text: str) -> None:
    """The settings say so when the desk opens."""
    with pytest.raises(ValueError, match=r"hours|isoformat|hour"):
        Hours.parse(text)


@given(st.lists(st.tuples(st.integers(0, 100), st.booleans()), max_size=20))
def test_bulk_goes_last_and_nothing_is_left_out(items: list[tuple[int, bool]]) -> None:
    """Each of the two oldest first; outside its hours bulk waits, and only bulk."""
    due = [item(number) for number in range(len(items))]
    sizes = {each.id: size for each, (size, _) in zip(due, items, strict=True)}
    later = frozenset(each.id for each, (_, grown) in zip(due, items, strict=True) if grown)
    rule = BulkRule(50, NIGHT)
    by_day = in_order(due, sizes, later, rule, AT_NOON)
    by_night = in_order(due, sizes, later, rule, AT_NIGHT)

    assert by_night.later == ()
    assert by_night.now == by_day.now + by_day.later
    assert set(by_night.now) == set(due)
    assert all(sizes[each.id] < 50 and each.id not in later for each in by_day.now)
    assert all(sizes[each.id] >= 50 or each.id in later for each in by_day.later)
    for part in (by_day.now, by_day.later):
        assert sorted(part, key=lambda each: each.created_at) == list(part)
    assert in_order(due, sizes, later, replace(rule, hours=None), AT_NOON) == by_night


def test_the_time_left_follows_the_pace_so_far() -> None:
    """Of two files of 1,000 bytes; what was at central before moves no clock."""
    now = 0.0
    told: list[OnTheWay] = []
    first, second = item(1).id, item(2).id
    meter = Meter({first: 1000, second: 1000}, told.append, lambda: now)
    meter.left(first, 100)
    assert (told[-1].sent, told[-1].left_s) == (100, None)
    now = 2.0
    meter.left(first, 500)
    assert (told[-1].item, told[-1].item_sent, told[-1].sent) == (first, 500, 500)
    assert told[-1].left_s == pytest.approx(6.0)
    now = 2.1
    meter.left(first, 600)
    assert told[-1].item_sent == 500, "who watches reads no faster"
    now = 4.0
    meter.left(first, 1000)
    meter.settled(first)
    assert (told[-1].done, told[-1].items, told[-1].sent) == (1, 2, 1000)
    assert told[-1].left_s == pytest.approx(4.0)
    meter.settled(second)
    assert (told[-1].done, told[-1].sent) == (2, 2000)
    assert told[-1].left_s == pytest.approx(0.0)

"""Dates, numbers and names as clerks write them."""

from datetime import UTC, datetime

from signing.values import Verdict
from station.progress import Light, Step
from views.presenters.counter import Place
from views.wording import (
    clock,
    day,
    light_name,
    moment,
    money,
    number,
    place_name,
    register_number,
    step_name,
    verdict_name,
    waits_for,
)

NEW_YEAR = datetime(2026, 12, 31, 17, 5, tzinfo=UTC)


def test_times_are_those_of_the_counter() -> None:
    """Five minutes past midnight in Hanoi is already the new year."""
    assert (day(NEW_YEAR), clock(NEW_YEAR)) == ("01/01/2027", "00:05")
    assert moment(NEW_YEAR) == "00:05 01/01/2027"


def test_numbers_have_dots_between_thousands() -> None:
    """As in Vietnamese print."""
    assert (number(1234567), money(2000)) == ("1.234.567", "2.000 đ")
    assert [register_number(n) for n in (1, 42, 1042)] == ["01", "42", "1042"]


def test_every_value_has_a_name() -> None:
    """No step, light, place or verdict is without a word."""
    names = [
        *(step_name(step) for step in Step),
        *(waits_for(step) for step in (*Step, None)),
        *(light_name(light) for light in Light),
        *(place_name(place) for place in Place),
        *(verdict_name(verdict) for verdict in Verdict),
    ]

    assert all(names)

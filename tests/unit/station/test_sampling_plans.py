"""ISO 2859-1: plans that everybody knows, and what holds of all of them."""

from collections import defaultdict
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.errors import InputInvalid, NotSupported
from station.sampling_plans import AQLS, LEVELS, Severity, code_letter, plan_for
from station.sampling_switch import severity_after

SIZES = st.integers(1, 600_000)
# Lots of level II that have each code letter.
LOT_OF = {
    "A": 5,
    "B": 12,
    "C": 20,
    "D": 40,
    "E": 70,
    "F": 120,
    "G": 200,
    "H": 400,
    "J": 800,
    "K": 2_000,
    "L": 5_000,
    "M": 20_000,
    "N": 100_000,
    "P": 300_000,
    "Q": 600_000,
}


@pytest.mark.parametrize(
    ("size", "level", "letter"),
    [
        (2, "I", "A"),
        (8, "II", "A"),
        (9, "II", "B"),
        (280, "II", "G"),
        (281, "II", "H"),
        (500, "II", "H"),
        (501, "II", "J"),
        (3_200, "III", "L"),
        (300, "I", "F"),
        (300, "S-1", "B"),
        (300, "S-4", "E"),
        (500_001, "III", "R"),
    ],
)
def test_code_letters(size: int, level: str, letter: str) -> None:
    """Table 1, at the edges of its rows."""
    assert code_letter(size, level) == letter


@pytest.mark.parametrize(
    ("size", "aql", "severity", "plan"),
    [
        (300, "1.0", Severity.NORMAL, ("H", 50, 1)),
        (300, "2.5", Severity.NORMAL, ("H", 50, 3)),
        (300, "4.0", Severity.NORMAL, ("H", 50, 5)),
        (300, "0.65", Severity.NORMAL, ("J", 80, 1)),
        (300, "0.40", Severity.NORMAL, ("G", 32, 0)),
        (200, "1.0", Severity.NORMAL, ("H", 50, 1)),
        (100, "1.0", Severity.NORMAL, ("E", 13, 0)),
        (1_000, "1.0", Severity.NORMAL, ("J", 80, 2)),
        (2_000, "2.5", Severity.NORMAL, ("K", 125, 7)),
        (5_000, "2.5", Severity.NORMAL, ("L", 200, 10)),
        (20_000, "6.5", Severity.NORMAL, ("L", 200, 21)),
        (300, "1.0", Severity.TIGHTENED, ("J", 80, 1)),
        (1_000, "2.5", Severity.TIGHTENED, ("J", 80, 3)),
        (5_000, "2.5", Severity.TIGHTENED, ("L", 200, 8)),
        (300, "0.40", Severity.TIGHTENED, ("H", 50, 0)),
    ],
)
def test_known_plans(size: int, aql: str, severity: Severity, plan: tuple[str, int, int]) -> None:
    """Tables 2-A and 2-B at level II, arrows among them."""
    found = plan_for(size, "II", aql, severity)
    assert (found.letter, found.size, found.accept) == plan
    assert found.refuse == found.accept + 1


def test_all_of_a_small_lot_is_looked_at() -> None:
    """Where the sample would be as large as the lot, or larger; and where sampling is stopped."""
    assert plan_for(12, "II", "1.0").size == 12
    assert plan_for(1, "II", "1.0").size == 1
    every = plan_for(300, "II", "1.0", Severity.ALL)
    assert (every.size, every.accept, every.refuse) == (300, 0, 1)


@given(SIZES, st.sampled_from(LEVELS), st.sampled_from(AQLS))
def test_a_plan_is_one(size: int, level: str, aql: str) -> None:
    """There is something to look at, no more than there is, and enough wrong ones refuse it."""
    for severity in (Severity.NORMAL, Severity.TIGHTENED):
        plan = plan_for(size, level, aql, severity)
        assert 1 <= plan.size <= size
        assert 0 <= plan.accept < plan.size


@given(SIZES, SIZES, st.sampled_from(LEVELS), st.sampled_from(AQLS))
def test_more_is_looked_at_of_a_larger_lot(one: int, other: int, level: str, aql: str) -> None:
    """Or as much."""
    small, large = sorted((one, other))
    assert plan_for(small, level, aql).size <= plan_for(large, level, aql).size


@given(SIZES, st.sampled_from(LEVELS), st.sampled_from(AQLS))
def test_tightened_is_no_weaker(size: int, level: str, aql: str) -> None:
    """Fewer wrong ones pass, or as few among more."""
    normal = plan_for(size, level, aql)
    tightened = plan_for(size, level, aql, Severity.TIGHTENED)
    assert tightened.size >= normal.size
    assert tightened.accept <= normal.accept


@pytest.mark.parametrize("severity", [Severity.NORMAL, Severity.TIGHTENED])
def test_the_tables_run_along_their_diagonals(severity: Severity) -> None:
    """One acceptance number stands for nearly one product of sample and limit, as they are made."""
    products: dict[int, set[float]] = defaultdict(set)
    for size in LOT_OF.values():
        for aql in AQLS:
            plan = plan_for(size, "II", aql, severity)
            if plan.size < size:
                products[plan.accept].add(plan.size * float(aql))
    expected = (
        {0, 1, 2, 3, 5, 7, 10, 14, 21}
        if severity is Severity.NORMAL
        else {0, 1, 2, 3, 5, 8, 12, 18}
    )
    assert set(products) == expected
    for accept, found in products.items():
        # Neighbouring numbers lie half as far apart again, and more.
        assert max(found) / min(found) < 1.2, accept


def test_a_lot_as_good_as_its_limit_mostly_passes() -> None:
    """At least 87 of 100, by the binomial law: what the limit means (normal inspection)."""
    for size in LOT_OF.values():
        for aql in AQLS:
            plan = plan_for(size, "II", aql)
            if plan.size < size:
                p = float(aql) / 100
                passes = sum(
                    comb(plan.size, wrong) * p**wrong * (1 - p) ** (plan.size - wrong)
                    for wrong in range(plan.accept + 1)
                )
                assert passes > 0.87, (size, aql)


def test_what_is_no_plan_is_refused() -> None:
    """An empty lot, another level, a limit that is not supported."""
    with pytest.raises(InputInvalid):
        plan_for(0, "II", "1.0")
    with pytest.raises(InputInvalid):
        plan_for(10, "IV", "1.0")
    with pytest.raises(NotSupported):
        plan_for(10, "II", "10")


@pytest.mark.parametrize(
    ("history", "severity"),
    [
        ("", Severity.NORMAL),
        ("++++", Severity.NORMAL),
        ("-", Severity.NORMAL),
        ("--", Severity.TIGHTENED),
        ("-+++-", Severity.TIGHTENED),
        ("-++++-", Severity.NORMAL),
        ("--++++", Severity.TIGHTENED),
        ("--+++++", Severity.NORMAL),
        ("--+++++-", Severity.NORMAL),
        ("------", Severity.TIGHTENED),
        ("-------", Severity.ALL),
        ("--+-+-+-+-+-", Severity.ALL),
        ("-------+", Severity.TIGHTENED),
        ("-------+-----", Severity.ALL),
    ],
)
def test_switching(history: str, severity: Severity) -> None:
    """Two of five not accepted tighten it, five accepted loosen it, five refused stop sampling."""
    assert severity_after(mark == "+" for mark in history) is severity


@given(st.lists(st.booleans(), max_size=60))
def test_a_long_good_run_is_checked_normally(history: list[bool]) -> None:
    """Whatever was before: one lot looked at whole, and five more."""
    assert severity_after([*history, *[True] * 6]) is Severity.NORMAL

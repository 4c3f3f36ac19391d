"""The fee table of TT 226/2016/TT-BTC Điều 4."""

from datetime import date

import pytest

from station.fees import FeeSettings, Ground, charge, copy_fee_vnd


@pytest.mark.parametrize(
    ("pages", "vnd"),
    [(1, 2_000), (2, 4_000), (3, 5_000), (10, 12_000), (198, 200_000), (300, 200_000)],
)
def test_one_copy(pages: int, vnd: int) -> None:
    """Two thousand for each of the first two pages, then one thousand, at most 200,000."""
    assert copy_fee_vnd(date(2026, 11, 22), pages, 1) == vnd


def test_several_copies_cost_as_many_times() -> None:
    """The ceiling is for one copy, not for all of them."""
    assert copy_fee_vnd(date(2026, 11, 22), 300, 3) == 600_000


def test_photocopies_are_asked_for_beside_the_fee() -> None:
    """Each page of each copy at the ward's price; built in, the ward asks nothing."""
    day = date(2026, 11, 22)
    cost = charge(FeeSettings(photocopy_page_vnd=500), day, 3, 2)
    assert (cost.fee_vnd, cost.photocopies_vnd, cost.total_vnd) == (10_000, 3_000, 13_000)
    assert charge(FeeSettings(), day, 3, 2).total_vnd == 10_000


def test_an_exemption_is_of_the_fee_alone() -> None:
    """What the photocopies cost is no fee."""
    cost = charge(
        FeeSettings(photocopy_page_vnd=500), date(2026, 11, 22), 3, 2, Ground("Nghị quyết")
    )
    assert (cost.fee_vnd, cost.total_vnd, cost.exemption) == (0, 3_000, Ground("Nghị quyết"))
    half = charge(FeeSettings(), date(2026, 11, 22), 3, 1, Ground("Nghị quyết", 50))
    assert half.fee_vnd == 2_500


def test_nothing_is_known_of_an_original_that_is_not_scanned() -> None:
    """The fee goes by its pages."""
    assert charge(FeeSettings(), date(2026, 11, 22), 0, 2).total_vnd == 0

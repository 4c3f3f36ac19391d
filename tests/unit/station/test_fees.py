"""The fee table of TT 226/2016/TT-BTC Điều 4."""

from datetime import date

import pytest

from station.fees import copy_fee_vnd


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

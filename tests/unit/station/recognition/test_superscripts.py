"""A unit's raised digit in thin type, whose letters come apart on a scan."""

import numpy as np
import pytest

from station.recognition.picture import Pixels
from station.recognition.superscripts import with_superscripts


def unit(*digit: tuple[int, int]) -> Pixels:
    """An m of three strokes on a dotted line, and a digit of parts, each from row to row."""
    page = np.full((90, 160), 255, np.uint8)
    for x in (20, 30, 40):
        page[30:48, x : x + 6] = 0
    for x in range(0, 160, 6):
        page[67:70, x : x + 3] = 0
    for top, bottom in digit:
        page[top:bottom, 56:64] = 0
    return page


@pytest.mark.parametrize(
    ("digit", "text"),
    [
        ([(22, 36)], "m²"),
        ([(22, 27), (30, 36)], "m²"),  # it comes apart, too
        ([(24, 48)], "m2"),
        ([(24, 33), (37, 48)], "m2"),  # its upper part alone is not raised
        ([], "m2"),
    ],
)
def test_the_digit_is_raised_where_it_stands_so(digit: list[tuple[int, int]], text: str) -> None:
    """By its foot, not by what lies below the line."""
    assert with_superscripts("m2", unit(*digit), (10, 15, 60, 60)) == text

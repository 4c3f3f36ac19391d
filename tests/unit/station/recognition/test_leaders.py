"""Dotted lines of forms, told from other dots."""

import numpy as np
import pytest

from station.recognition.blobs import blobs_of
from station.recognition.leaders import leaders_of
from station.recognition.picture import Pixels


def page_of(*dots: tuple[int, int], side: int = 3) -> Pixels:
    """A page with square dots at these places, and a word's worth of strokes."""
    page = np.full((300, 900), 255, np.uint8)
    for x, y in dots:
        page[y : y + side, x : x + side] = 0
    for x in range(60, 300, 20):
        page[100:130, x : x + 6] = 0
    return page


def gone(page: Pixels, dpi: int = 300) -> list[tuple[int, int]]:
    """The middles of what is taken for a dotted line."""
    blobs = blobs_of(page)
    return [(int(x), int(y)) for x, y in blobs.middles[leaders_of(blobs, dpi)]]


@pytest.mark.parametrize("apart", [6, 11, 15])
def test_a_dense_row_of_dots_goes(apart: int) -> None:
    """Rules of dots, and full stops typed one after the other; the writing on them stays."""
    dots = [(x, 136 + x // 300) for x in range(60, 800, apart)]

    page = page_of(*dots)
    blobs = blobs_of(page)
    assert len(gone(page)) == len(dots)
    mask = blobs.mask(leaders_of(blobs, 300))
    assert not mask[:132].any()
    assert int(mask.sum()) == 25 * len(dots)


@pytest.mark.parametrize(
    "dots",
    [
        [(x, 127) for x in (306, 316, 326)],  # an ellipsis
        [(x, 136) for x in range(60, 800, 30)],  # tone marks below letters
        [(x, 136) for x in range(60, 130, 8)],  # too short for anybody to write on
        [(x, 40 + 2 * (x // 6 % 20)) for x in range(60, 800, 6)],  # a ground of dots
        [],
    ],
)
def test_other_dots_stay(dots: list[tuple[int, int]]) -> None:
    """Neither dense, nor long, nor in a row."""
    assert gone(page_of(*dots)) == []


def test_big_dots_stay() -> None:
    """A row of bullets is print."""
    assert gone(page_of(*((x, 136) for x in range(60, 800, 14)), side=9)) == []

"""Dust on a page, told from dots where that can be done."""

import numpy as np

from station.recognition.blobs import blobs_of
from station.recognition.picture import Pixels
from station.recognition.specks import specks_of


def page_of(*sizes: tuple[int, int]) -> Pixels:
    """A page of squares: so many (first) of so many pixels a side (second)."""
    page = np.full((600, 600), 255, np.uint8)
    places = ((x, y) for y in range(10, 590, 12) for x in range(10, 590, 12))
    for count, side in sizes:
        for _ in range(count):
            x, y = next(places)
            page[y : y + side, x : x + side] = 0
    return page


def test_what_is_smaller_than_every_dot_is_dust() -> None:
    """Three pixels across where full stops have five; with a pixel about each."""
    specks = specks_of(blobs_of(page_of((20, 3), (60, 5))), 300)

    assert specks is not None
    assert int(specks.sum()) == 20 * 25


def test_nothing_is_dust_where_dots_are_as_small() -> None:
    """Thin type has dots of every size, a coarse scan small ones, an empty page none."""
    assert specks_of(blobs_of(page_of((20, 3), (40, 3), (10, 5))), 300) is None
    thin = page_of((20, 3), (60, 5))
    thin[550:553, 10:500:12] = 0
    thin[550:553, 11:500:12] = 0
    thin[550:553, 12:500:12] = 0
    thin[550:553, 13:500:12] = 0  # three by four: between the two
    assert specks_of(blobs_of(thin), 300) is None
    assert specks_of(blobs_of(page_of((20, 3), (60, 5))), 200) is None

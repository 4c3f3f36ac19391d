"""Specks of dust on a page, where they can be told from dots.

A speck above a comma makes a semicolon of it, one behind a word a full stop. On a fair scan at
300 dpi specks are dots of 3 to 10 pixels, full stops and the dots of letters have 15 and more, and
between them is next to nothing. Where that void is not seen (small or thin type, coarse scans,
grain), nothing is taken for a speck. Thin tone marks are as small, so that specks are never taken
off a page: what they touch is looked at without them, and only marks between words may change.
"""

import numpy as np
from numpy.typing import NDArray

from station.recognition.blobs import Blobs

_AT_DPI, _LEAST_DPI = 300, 280
_VOID = (10, 15)  # pixels at 300 dpi: bigger than specks, smaller than dots
_DOTS = 30  # up to this: dots and marks
_EMPTY = 0.2  # as many in the void, of those that are dots, as may be
_LEAST_DOTS = 30  # fewer say nothing


def specks_of(
    blobs: Blobs, dpi: int, without: NDArray[np.bool_] | None = None
) -> NDArray[np.bool_] | None:
    """Where specks lie on a page, with a pixel about them; None where nobody can tell.

    blobs: its dark shapes. without: those, by number, that are known to be something else. The
    answer has the page's shape.
    """
    if dpi < _LEAST_DPI:
        return None
    scale = (dpi / _AT_DPI) ** 2
    low, high, dots = (size * scale for size in (*_VOID, _DOTS))
    areas = blobs.sizes[:, 2]
    if without is not None:
        areas = np.where(without, 0, areas)
    between = int(((areas >= low) & (areas < high)).sum())
    dotlike = int(((areas >= high) & (areas < dots)).sum())
    if dotlike < _LEAST_DOTS or between > _EMPTY * dotlike:
        return None
    return blobs.mask((areas > 0) & (areas < low))

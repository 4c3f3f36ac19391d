"""Dotted lines of forms, taken off the page: what is filled in on them is read without them.

They lie a little below the writing, inside the box of its line: the gap between two words is none
with the dots below, and dots are read as full stops. Only dots in a dense row of their own go; an
ellipsis, full stops, the dots of letters and of tone marks stay.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from station.recognition.blobs import Blobs

_DOT_MM = 0.6  # at most, across and down
_APART_MM = 1.6  # at most, from dot to dot: full stops at 14 points stand 1.2 mm apart
_LEAST_MM = 8.0
_TALLEST_MM = 0.9  # of a whole row, that may be slightly slanted
_LEAST_DOTS = 8
_DOTS_A_MM = 0.6
_COARSE_DPI = 150  # rows are looked for among the dots' middles, at this resolution


def leaders_of(blobs: Blobs, dpi: int) -> NDArray[np.bool_]:
    """Which shapes of a level page are dots of dotted lines, by number."""
    largest = round(_DOT_MM * dpi / 25.4)
    is_dot = np.asarray((blobs.sizes[:, :2] <= largest).all(axis=1), np.bool_)
    is_dot[0] = False
    found = np.zeros(is_dot.shape, np.bool_)
    if not is_dot.any():
        return found
    step = max(1, dpi // _COARSE_DPI)
    per_mm = dpi / step / 25.4
    height, width = (side // step + 1 for side in blobs.labels.shape)
    x, y = (blobs.middles[is_dot] / step).astype(int).T
    dots = np.zeros((height, width), np.uint8)
    dots[y, x] = 1
    apart = round(_APART_MM * per_mm) | 1
    joined = cv2.dilate(dots, np.ones((3, apart), np.uint8))
    _, rows, extents, _ = cv2.connectedComponentsWithStats(joined)
    at = rows[y, x]
    how_many = np.bincount(at, minlength=len(extents))
    length = np.maximum(1, extents[:, cv2.CC_STAT_WIDTH] - apart) / per_mm
    is_leader = (
        (length >= _LEAST_MM)
        & (extents[:, cv2.CC_STAT_HEIGHT] <= _TALLEST_MM * per_mm)
        & (how_many >= np.maximum(_LEAST_DOTS, _DOTS_A_MM * length))
    )
    is_leader[0] = False
    found[np.flatnonzero(is_dot)] = is_leader[at]
    return found

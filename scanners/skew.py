"""By how much the lines of a page are out of level.

Where text lies level, the sums of ink along rows change most sharply from one row to the next. The
same is tried along columns, for a page that lies on its side.
"""

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

STEEPEST = 4.0  # degrees; a sheet in a feeder seldom lies worse

_WORKING_DPI = 100
_COARSE, _FINE = 0.5, 0.1  # degrees between tries
_INK = 40  # levels below the paper about it
_PAPER_REACH = 25  # pixels; wider than strokes, at 100 dpi
_RIM = 0.05  # of each side: the sheet's own edges are straight, too, and not always parallel
_CLEAR = 2.7  # sharpness at the best coarse angle over that at most; with text it is 3 and more
_LEAST_INK = 0.002  # of the page


def skew(grey: MatLike, dpi: int) -> float | None:
    """Degrees by which turning the picture counter-clockwise makes its lines level, -4 to 4.

    grey: (height, width), 0 to 255. None where the page has no lines that tell. Some 60 ms for
    A4.
    """
    scale = min(1.0, _WORKING_DPI / dpi)
    if min(grey.shape[:2]) * scale < 2 * _PAPER_REACH:
        return None
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    paper = cv2.dilate(small, np.ones((_PAPER_REACH, _PAPER_REACH), np.uint8))
    ink = (cv2.subtract(paper, small) > _INK).astype(np.float32)
    top, left = (int(side * _RIM) for side in ink.shape)
    ink = np.ascontiguousarray(ink[top : ink.shape[0] - top, left : ink.shape[1] - left])
    if ink.mean() < _LEAST_INK:
        return None
    half = cv2.resize(ink, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    rough = np.asarray(half, np.float32)
    angles = np.arange(-STEEPEST, STEEPEST + 0.01, _COARSE)
    tries = {float(angle): _sharpness(rough, angle) for angle in angles}
    usual = np.median(list(tries.values()), axis=0)
    # Across for a page that stands or lies on its head, down for one on its side.
    axis = max((0, 1), key=lambda way: max(tried[way] for tried in tries.values()) / usual[way])
    coarse = max(tries, key=lambda angle: tries[angle][axis])
    fine = np.arange(coarse - _COARSE + _FINE, coarse + _COARSE - _FINE / 2, _FINE)
    found = {float(angle): _sharpness(ink, angle)[axis] for angle in fine}
    best = max(found, key=lambda angle: found[angle])
    if tries[coarse][axis] < _CLEAR * usual[axis]:
        return None
    return min(max(round(best, 1), -STEEPEST), STEEPEST) + 0.0  # -0.0 is 0


def _sharpness(ink: NDArray[np.float32], angle: float) -> tuple[float, float]:
    """How sharply the sums along rows, and along columns, change once the ink is turned."""
    height, width = ink.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    level = cv2.warpAffine(ink, turn, (width, height))
    rows, columns = (np.diff(level.sum(axis=axis, dtype=np.float64)) for axis in (1, 0))
    return float((rows**2).sum()) + 1.0, float((columns**2).sum()) + 1.0

"""What spoils a scan: blur, shadow, fold, finger, glare, letters cut off.

Only codes come of it, and only a clear case gives one: a clerk who is warned of good pages stops
looking. The limits were set on fair and poor office scans, 300 and 200 dpi, and on drawn flaws
(`tests/unit/scanners/test_page_flaws.py`). All but blur is judged on a picture of about 75 dpi,
where 3 pixels are a millimetre.
"""

from itertools import pairwise

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from scanners.reduction import Pixels

BLURRED = "page-blurred"
SHADOW = "page-shadow"
FOLD = "page-fold"
FINGER = "page-finger"
GLARE = "page-glare"
CUT = "page-cut"

_MM = 3  # pixels at 75 dpi

# Blur: how much of a field's contrast lies between two neighbours. Sharp type reaches 0.3, spread
# by a quarter of a millimetre it stays below 0.16.
_SHARPEST_OF_BLURRED = 0.16
_FIELD = 64  # pixels
_FIELD_CONTRAST = 80
_LEAST_FIELDS = 12
_JUDGED_DPI = 300

_SHADE = 0.75  # of the page's own light, at its edge
_CELL = 7 * _MM
_STEPS = 7  # cells from the edge inwards

_STRIPS = 9
_FOLD_DEPTH = (5, 70)
_FOLD_REACH = 8 * _MM + 1
_FOLD_DRIFT = 2 * _MM  # between neighbouring strips

_FINGER_AREA = 100 * _MM**2
_FINGER_WIDTH = (8 * _MM, 45 * _MM)
_FINGER_OPENING = 7 * _MM
_RIM = 3 * _MM

_GLARE_AREA = 40 * _MM**2
_GLARE_PAPER = 235  # paper as bright as glare hides it, and needs no warning

_INK = 60
_LETTER = 12 * _MM
_LEAST_CUT_LETTERS = 4
_CUT_SPREAD = 0.25  # of the edge


class SharpnessMeter:
    """Measures how sharp type is, on bands of lines as they come."""

    def __init__(self, dpi: int) -> None:
        self._factor = max(1, round(dpi / _JUDGED_DPI))
        self._found: list[NDArray[np.float32]] = []

    def add(self, band: MatLike) -> None:
        """Take some lines; those that fill no field are passed over."""
        gray = cv2.cvtColor(band, cv2.COLOR_RGB2GRAY) if band.ndim == 3 else band
        if self._factor > 1:
            size = (gray.shape[1] // self._factor, gray.shape[0] // self._factor)
            if min(size) < 1:
                return
            gray = cv2.resize(gray, size, interpolation=cv2.INTER_AREA)
        for top in range(0, gray.shape[0] - _FIELD + 1, _FIELD):
            self._measure(np.asarray(gray[top : top + _FIELD], np.uint8))

    def blurred(self) -> bool:
        """Whether what is on the page is blurred; never for one with next to nothing on it."""
        found = np.concatenate(self._found) if self._found else np.zeros(0, np.float32)
        if found.size < _LEAST_FIELDS:
            return False
        return float(np.percentile(found, 90)) < _SHARPEST_OF_BLURRED

    def _measure(self, row: Pixels) -> None:
        width = row.shape[1] // _FIELD * _FIELD
        if width == 0:
            return
        calm = cv2.blur(row, (3, 3))
        steps = cv2.max(
            cv2.absdiff(calm[:-1, :-1], calm[:-1, 1:]), cv2.absdiff(calm[:-1, :-1], calm[1:, :-1])
        )
        steps = cv2.copyMakeBorder(steps, 0, 0, 0, 1, cv2.BORDER_REPLICATE)
        highest, lowest, steepest = (
            side.reshape(-1, _FIELD)
            for side in (
                calm[:, :width].max(axis=0),
                calm[:, :width].min(axis=0),
                steps[:, :width].max(axis=0),
            )
        )
        contrast = highest.max(axis=1).astype(np.float32) - lowest.min(axis=1)
        told = contrast > _FIELD_CONTRAST
        self._found.append(steepest.max(axis=1)[told] / contrast[told])


def flaws_of(small: Pixels, *, blurred: bool) -> tuple[str, ...]:
    """The warnings of a page.

    Args:
        small: its picture of 75 dpi, (height, width) or (height, width, 3) in RGB order.
        blurred: what its `SharpnessMeter` said.
    """
    if min(small.shape[:2]) < 30 * _MM:  # a snippet: nothing can be told of its edges
        return ()
    gray = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY) if small.ndim == 3 else small
    gray = np.asarray(gray, np.uint8)
    calm = np.asarray(cv2.medianBlur(np.ascontiguousarray(gray), 3), np.uint8)
    paper = float(np.percentile(calm[::2, ::2], 80))
    found = (
        (BLURRED, blurred),
        (SHADOW, _shadowed(calm, paper)),
        (FOLD, _folded(calm) or _folded(np.ascontiguousarray(calm.T))),
        (FINGER, small.ndim == 3 and _finger(small, calm, paper)),
        (GLARE, _glare(calm, paper)),
        (CUT, _cut(gray, paper)),
    )
    return tuple(code for code, there in found if there)


def _shadowed(calm: Pixels, paper: float) -> bool:
    """Whether the light fades away towards an edge. What is printed darkens it abruptly."""
    rows, columns = (length // _CELL for length in calm.shape)
    cells = calm[: rows * _CELL, : columns * _CELL].reshape(rows, _CELL, columns, _CELL)
    light = np.percentile(cells, 90, axis=(1, 3))
    for turned in (light, light[::-1], light.T, light.T[::-1]):
        # The outermost cells hold the sheet's own edge.
        towards = np.median(turned[1 : 1 + _STEPS], axis=1)
        drop = paper - towards[0]
        steps = np.diff(np.append(towards, paper))
        if towards[0] < _SHADE * paper and steps.max() < 0.6 * drop and steps.min() > -0.1 * drop:
            return True
    return False


def _folded(calm: Pixels) -> bool:
    """Whether a soft dark line runs over the whole width, also where nothing is printed."""
    height, width = calm.shape
    # The first and the last strip lie outside of any printed frame.
    shares = (0.015, 0.04, *np.linspace(0.12, 0.88, _STRIPS - 1), 0.96, 0.985)
    bounds = [int(width * share) for share in shares]
    dips = np.stack([_upper_quarter(calm[:, left:right]) for left, right in pairwise(bounds)])
    level = np.stack([cv2.medianBlur(dip[None], _FOLD_REACH)[0] for dip in dips])
    depth = level.astype(np.int16) - cv2.blur(dips, (3, 1))
    shallow, deep = _FOLD_DEPTH
    marked = (depth >= shallow) & (depth <= deep)
    top, bottom = _FOLD_REACH, height - _FOLD_REACH
    for y in np.flatnonzero(marked[0, top:bottom]) + top:
        at = int(y)
        for strip in marked[1:]:
            near = np.flatnonzero(strip[max(0, at - _FOLD_DRIFT) : at + _FOLD_DRIFT + 1])
            if near.size < 2:  # a printed line is thinner
                break
            at = max(0, at - _FOLD_DRIFT) + int(near[near.size // 2])
        else:
            return True
    return False


def _upper_quarter(strip: Pixels) -> Pixels:
    """The level of each line above which a quarter of it lies: paper, also between letters."""
    at = strip.shape[1] * 3 // 4
    return np.asarray(np.partition(strip, at, axis=1)[:, at], np.uint8)


def _finger(small: Pixels, calm: Pixels, paper: float) -> bool:
    """Whether something rounded and of the colour of skin reaches in from an edge."""
    # The rim holds the sheet's own edge. What reaches it goes on outside: an opening must not eat
    # it there.
    rim, around = _RIM, _FINGER_OPENING
    small, calm = small[rim:-rim, rim:-rim], calm[rim:-rim, rim:-rim]
    dark = (calm < paper - 30).astype(np.uint8)
    rims = (dark[0], dark[-1], dark[:, 0], dark[:, -1])
    if max(int(edge.sum()) for edge in rims) < _FINGER_WIDTH[0]:
        return False
    wide = cv2.copyMakeBorder(dark, around, around, around, around, cv2.BORDER_REPLICATE)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_FINGER_OPENING, _FINGER_OPENING))
    solid = cv2.morphologyEx(wide, cv2.MORPH_OPEN, disc)[around:-around, around:-around]
    count, labels, stats, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(solid))
    height, width = calm.shape
    for number in range(1, count):
        x, y, across, down, area = (int(value) for value in stats[number])
        at_side = x == 0 or x + across == width
        at_end = y == 0 or y + down == height
        along = down if at_side else across
        if at_side == at_end or area < _FINGER_AREA or area > 0.95 * across * down:
            continue
        if _FINGER_WIDTH[0] <= along <= _FINGER_WIDTH[1] and _is_skin(small[labels == number]):
            return True
    return False


def _is_skin(colours: Pixels) -> bool:
    red, green, blue = (colours[:, each].astype(np.int16) for each in range(3))
    return float(((red > green + 8) & (green > blue) & (red > 70)).mean()) > 0.7


def _glare(calm: Pixels, paper: float) -> bool:
    """Whether a spot is burnt out with a soft rim, brighter than the paper can be."""
    if paper > _GLARE_PAPER:
        return False
    burnt = (calm >= 252).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(burnt)
    for number in range(1, count):
        x, y, across, down, area = (int(value) for value in stats[number])
        inside = x > 0 and y > 0 and x + across < calm.shape[1] and y + down < calm.shape[0]
        if not inside or area < _GLARE_AREA or area < 0.5 * across * down:
            continue
        spot = (labels == number).astype(np.uint8)
        near = cv2.dilate(spot, np.ones((5, 5), np.uint8)) - spot
        if np.median(calm[near > 0]) > (252 + paper) / 2:  # the light falls off slowly
            return True
    return False


def _cut(gray: Pixels, paper: float) -> bool:
    """Whether letters run into the same edge of the picture, one under the other."""
    ink = (gray < paper - _INK).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    height, width = gray.shape
    letters = stats[1:count]
    letters = letters[
        (letters[:, cv2.CC_STAT_WIDTH] <= _LETTER)
        & (letters[:, cv2.CC_STAT_HEIGHT] <= _LETTER)
        & (letters[:, cv2.CC_STAT_AREA] >= 8)
    ]
    left, top = letters[:, cv2.CC_STAT_LEFT], letters[:, cv2.CC_STAT_TOP]
    right, bottom = left + letters[:, cv2.CC_STAT_WIDTH], top + letters[:, cv2.CC_STAT_HEIGHT]
    deep = letters[:, cv2.CC_STAT_WIDTH] >= _MM
    high = letters[:, cv2.CC_STAT_HEIGHT] >= _MM
    # Dirt and the scanner's lid gather in a corner; lines of text do not.
    return any(
        places.size >= _LEAST_CUT_LETTERS and np.ptp(places) >= _CUT_SPREAD * length
        for places, length in (
            (top[(left <= 0) & deep], height),
            (top[(right >= width) & deep], height),
            (left[(top <= 0) & high], width),
            (left[(bottom >= height) & high], width),
        )
    )

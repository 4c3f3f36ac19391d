"""Patch codes: four bars along an edge of a sheet, which feeders and programs read as separators.

Kodak A-61599, Patch Code Information for Kodak Scanners: two wide bars (0.20 inch) and two narrow
ones (0.08 inch), with narrow spaces between them, 0.80 inch together; parallel to the leading edge,
at least 0.25 inch from it and within 3.75 inches; at least 0.75 inch long. They are read from the
edge inwards: from the other side, T would be 3.
"""

from collections.abc import Iterator

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

PATCH_T = "T"  # transfer patch: what follows is another paper

_BY_BARS = {"WWNN": "1", "WNNW": "2", "WNWN": "3", "NWWN": "4", "NNWW": "6", "NWNW": PATCH_T}
_WORKING_DPI = 100
_WIDE, _NARROW = 20, 8  # pixels
_SLACK = 3  # what scanning and a slight skew do to a bar's width
_WHOLE_SLACK = 5
_QUIET = 12
_WITHIN = 475  # 3.75 inches, the bars, and a margin
_STEP = 4  # pixels between the lines that are tried
_LEAST_LINES = 75 // _STEP
_LEAST_CONTRAST = 60


def patch_code_in(grey: MatLike, dpi: int) -> str | None:
    """Return the patch code along any edge, `1`, `2`, `3`, `4`, `6` or `T`; None without one.

    grey: (height, width), 0 to 255.
    """
    scale = _WORKING_DPI / dpi
    size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
    small = np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)
    for turns in range(4):
        inwards = np.rot90(small, turns)[:_WITHIN]
        code = _along_top(np.ascontiguousarray(inwards))
        if code is not None:
            return code
    return None


def _along_top(strip: NDArray[np.uint8]) -> str | None:
    """The code that enough neighbouring lines, from the top downwards, agree on."""
    darkest, lightest = np.percentile(strip, (0.5, 80))
    if lightest - darkest < _LEAST_CONTRAST:
        return None
    black = strip < (darkest + lightest) / 2
    last: str | None = None
    count = 0
    for x in range(0, strip.shape[1], _STEP):
        code = next(_codes_down(black[:, x]), None)
        count = count + 1 if code is not None and code == last else int(code is not None)
        last = code
        if count >= _LEAST_LINES:
            return code
    return None


def _codes_down(line: NDArray[np.bool_]) -> Iterator[str]:
    """Every patch code on one line: seven runs in order, with quiet before and after."""
    edges = np.flatnonzero(np.diff(line))
    runs = np.diff(edges)
    for first in range(len(runs) - 6):
        if not line[edges[first] + 1]:
            continue
        before = edges[first] - (edges[first - 1] if first else -1)
        end = edges[first + 7]
        after = (edges[first + 8] if first + 8 < len(edges) else len(line) - 1) - end
        if min(before, after) < _QUIET or abs(end - edges[first] - 80) > _WHOLE_SLACK:
            continue
        bars, spaces = runs[first : first + 7 : 2], runs[first + 1 : first + 6 : 2]
        if np.abs(spaces - _NARROW).max() > _SLACK:
            continue
        code = _BY_BARS.get("".join(_word(int(bar)) for bar in bars))
        if code is not None:
            yield code


def _word(bar: int) -> str:
    if abs(bar - _WIDE) <= _SLACK:
        return "W"
    return "N" if abs(bar - _NARROW) <= _SLACK else "?"

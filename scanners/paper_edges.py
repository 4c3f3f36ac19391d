"""Where exactly the four sides of a sheet on the glass run, to a tenth of a millimetre.

The light is followed across each side at many places, from the lid onto the paper; the side is the
straight line through where it changes. Torn places, written edges and dust are outvoted.
"""

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

_REACH_MM = 1.5  # across a side, to either hand: more than a coarse outline is wrong by
_STAYS_MM = 0.3  # of paper behind its edge; less is dust on the lid
_PLACES = 64  # along a side
_ENDS = 0.1  # of a side: corners are round, or bent
_STEP = 10  # levels between lid and paper
_LEAST_TOLD = 0.6  # of the places, or the side is none
_FILLED = 0.97  # of a rectangle by the outline
_LONGEST = 32_000  # pixels that OpenCV's remap can address

Line = tuple[NDArray[np.float64], NDArray[np.float64]]  # a point, and the way on


def exact_corners(
    grey: MatLike, outline: NDArray[np.float32], dpi: int
) -> NDArray[np.float32] | None:
    """The four corners of a sheet, (4, 2) in pixels; None where it is no sheet with four sides.

    grey: (height, width), 0 to 255. outline: the sheet's convex outline, (n, 2), right to 1 mm.
    """
    around = cv2.minAreaRect(outline)
    (wide, high) = around[1]
    if max(grey.shape) > _LONGEST or cv2.contourArea(outline) < _FILLED * wide * high:
        return None
    corners = np.asarray(cv2.boxPoints(around), np.float64)
    sides: list[Line] = []
    for number in range(4):
        side = _side(grey, corners, number, dpi / 25.4)
        if side is None:
            return None
        sides.append(side)
    # Corner n lies between the side that ends there and the one that begins there.
    found = [_crossing(sides[number - 1], sides[number]) for number in range(4)]
    return np.asarray(found, np.float32)


def _side(grey: MatLike, corners: NDArray[np.float64], number: int, mm: float) -> Line | None:
    """The side from one corner to the next; None where the light does not tell it."""
    begin, end = corners[number], corners[(number + 1) % 4]
    along = end - begin
    outwards = np.array([along[1], -along[0]]) / np.hypot(*along)
    if outwards @ (begin - corners.mean(axis=0)) < 0:
        outwards = -outwards
    places = np.linspace(_ENDS, 1 - _ENDS, _PLACES)
    inwards = np.arange(-_REACH_MM * mm, _REACH_MM * mm + 0.5)
    at = (begin + places[:, None] * along)[:, None] - inwards[:, None] * outwards
    height, width = grey.shape
    if at.min() < 0 or (at.max(axis=(0, 1)) > (width, height)).any():
        return None  # it runs along the picture's rim, or beyond it
    x, y = (np.ascontiguousarray(at[..., axis] - 0.5, np.float32) for axis in (0, 1))
    light = np.asarray(cv2.remap(grey, x, y, cv2.INTER_LINEAR), np.float64)
    quarter = len(inwards) // 4
    lid, paper = np.median(light[:, :quarter]), np.median(light[:, -quarter:])
    if abs(paper - lid) < _STEP:
        return None
    share = (light - lid) / (paper - lid)
    moved = [_edge(each, max(1, round(_STAYS_MM * mm))) for each in share]
    told = np.array([each is not None for each in moved])
    if told.mean() < _LEAST_TOLD:
        return None
    inward = np.array([inwards[0] + each for each in moved if each is not None])
    slope, start = _straight(places[told], inward)
    return begin - start * outwards, along - slope * outwards


def _edge(share: NDArray[np.float64], stays: int) -> float | None:
    """How many steps inwards paper begins, and stays; None where it never does."""
    paper = share > 0.5
    for at in range(1, len(paper) - stays):
        if paper[at : at + stays].all() and not paper[at - 1]:
            before, here = share[at - 1], share[at]
            return float(at - 1 + (0.5 - before) / (here - before))
    return None


def _straight(places: NDArray[np.float64], inward: NDArray[np.float64]) -> tuple[float, float]:
    """Slope and start of the line through most of the points (Theil and Sen)."""
    one, other = np.triu_indices(len(places), 1)
    slope = float(np.median((inward[other] - inward[one]) / (places[other] - places[one])))
    return slope, float(np.median(inward - slope * places))


def _crossing(one: Line, other: Line) -> NDArray[np.float64]:
    (start, way), (begin, along) = one, other
    share, _ = np.linalg.solve(np.stack([way, -along], axis=1), begin - start)
    return np.asarray(start + share * way, np.float64)

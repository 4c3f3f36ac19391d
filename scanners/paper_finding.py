"""Where sheets of paper lie on the glass, as far as they stand out from the lid.

Judged on a picture reduced to 50 dpi, on which grain has averaged out. The lid is what reaches the
picture's rim in one brightness, bears no ink, and differs by a step from what it surrounds.
Paper as bright as the lid is not told from it, and then nothing is claimed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from scanners.paper_edges import exact_corners

_WORKING_DPI = 50
_CALM = 10  # levels within one surface: light falls off over a lid, too
_LEAST_SURFACE = 20  # pixels; less is where a lid tapers off
_STEP = 12  # levels between lid and paper along the paper's edge
_BEYOND = 5  # pixels past the edge, where its blur has ended
_COLOURLESS = 24  # levels between the channels of a lid: black, grey or white
_LEAST_MM = 25.0  # of a paper's shorter side
_LEAST_GAP_MM = 1.5  # between papers that are told apart
_FILLED = 0.9  # of its outline by the paper: less is a drawing, no sheet
_SMALL = 0.6  # of the picture by all papers under a bright lid: more may be a page's printed field
_DUST = 0.002  # of the lid that may differ from it: more is ink, and so it is a page

Box = tuple[int, int, int, int]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Paper:
    """One sheet on the glass.

    box: x, y, width, height in pixels of the picture, upright around the sheet.
    outline: its convex outline, (n, 2) in pixels of the picture.
    degrees: -45 to 45, by which turning the picture counter-clockwise makes the sheet's sides
    level; None where the picture's rim cuts the sheet.
    exact: the outline is right to a tenth of a millimetre, else to one.
    """

    box: Box
    outline: NDArray[np.float32]
    degrees: float | None
    exact: bool = False


def find_papers(pixels: MatLike, dpi: int) -> tuple[Paper, ...]:
    """The sheets on the glass, from left to right; none where no lid is to be seen.

    pixels: (height, width) grey or (height, width, 3), 0 to 255. Takes about 40 ms.
    """
    height, width = pixels.shape[:2]
    scale = min(1.0, _WORKING_DPI / dpi)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    per_mm = dpi * scale / 25.4
    lid, bright = _lid(small)
    if not lid.any():
        return ()
    reach = max(3, int(_LEAST_GAP_MM * per_mm)) | 1
    spots = cv2.morphologyEx((~lid).astype(np.uint8), cv2.MORPH_OPEN, np.ones((reach, reach)))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(spots)
    sheets = [
        label for label in range(1, len(stats)) if min(stats[label, 2:4]) >= _LEAST_MM * per_mm
    ]
    elsewhere = ~lid & ~_grown(np.isin(labels, sheets), reach)
    share = sum(int(stats[label, cv2.CC_STAT_AREA]) for label in sheets) / lid.size
    if elsewhere.sum() > _DUST * lid.sum() or (bright and share > _SMALL):
        return ()
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY) if pixels.ndim == 3 else pixels
    papers = [
        _paper((labels == label).astype(np.uint8), (width / size[0], height / size[1]), grey, dpi)
        for label in sheets
    ]
    if any(paper is None for paper in papers):
        return ()
    return tuple(sorted((each for each in papers if each is not None), key=lambda each: each.box))


def _lid(small: MatLike) -> tuple[Mask, bool]:
    """The surfaces at the rim that are lid, and whether they are brighter than the paper."""
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY) if small.ndim == 3 else small
    calm = cv2.medianBlur(np.ascontiguousarray(grey), 3)
    chroma = np.ptp(small.astype(np.int16), axis=2) if small.ndim == 3 else np.zeros(calm.shape)
    dark, bright = np.zeros(calm.shape, np.bool_), np.zeros(calm.shape, np.bool_)
    for surface in _surfaces_at_rim(calm):
        if np.median(chroma[surface]) > _COLOURLESS:
            continue
        beyond = _grown(surface, 2 * _BEYOND + 1) & ~_grown(surface, 2 * (_BEYOND - 2) + 1)
        if not beyond.any():
            continue
        step = float(np.median(calm[beyond])) - float(np.median(calm[surface]))
        if step >= _STEP:
            dark |= surface
        elif step <= -_STEP:
            bright |= surface
    # A page that fills the glass is brighter than its letters: where there is a dark lid, that is
    # the lid.
    return (dark, False) if dark.any() else (bright, True)


def _surfaces_at_rim(calm: MatLike) -> Iterator[Mask]:
    """Each surface of one brightness that reaches the rim."""
    height, width = calm.shape[:2]
    taken = np.zeros((height + 2, width + 2), np.uint8)
    rim = [(x, y) for x in range(width) for y in (0, height - 1)]
    rim += [(x, y) for y in range(height) for x in (0, width - 1)]
    for seed in rim:
        if taken[seed[1] + 1, seed[0] + 1]:
            continue
        before = taken.copy()
        flags = 4 | cv2.FLOODFILL_MASK_ONLY | cv2.FLOODFILL_FIXED_RANGE | (1 << 8)
        count = cv2.floodFill(calm, taken, seed, (0,), (_CALM,), (_CALM,), flags)[0]
        if count >= _LEAST_SURFACE:
            yield np.asarray(taken[1:-1, 1:-1] > before[1:-1, 1:-1])


def _grown(mask: Mask, reach: int) -> Mask:
    kernel = np.ones((reach, reach), np.uint8)
    return cv2.dilate(mask.astype(np.uint8), kernel).astype(np.bool_)


def _paper(
    spot: NDArray[np.uint8], scale: tuple[float, float], grey: MatLike, dpi: int
) -> Paper | None:
    contours, _ = cv2.findContours(spot, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    contour = max(contours, key=cv2.contourArea)
    hull = cv2.convexHull(contour)
    # Written in, a torn corner or an eselsohr costs little; a drawing costs much.
    if cv2.contourArea(contour) < _FILLED * cv2.contourArea(hull):
        return None
    corners = cv2.approxPolyDP(hull, 1.5, closed=True)[:, 0].astype(np.float32)
    height, width = spot.shape
    outline = (corners + 0.5) * np.array(scale, np.float32)
    degrees = _degrees(corners, width, height)
    exact = exact_corners(grey, outline, dpi) if degrees is not None else None
    if exact is not None:
        outline, degrees = exact, _lie(exact)
    tall, wide = grey.shape
    left, top = np.floor(outline.min(axis=0) - np.array(scale)).clip(min=0).astype(int)
    right = min(wide, int(np.ceil(outline[:, 0].max() + scale[0])))
    bottom = min(tall, int(np.ceil(outline[:, 1].max() + scale[1])))
    box = (int(left), int(top), right - int(left), bottom - int(top))
    return Paper(box, outline, degrees, exact is not None)


def _degrees(corners: NDArray[np.float32], width: int, height: int) -> float | None:
    """How the sheet lies; None where the rim cuts it: such sides mislead."""
    if corners.min() <= 1 or (corners.max(axis=0) >= (width - 2, height - 2)).any():
        return None
    return _lie(corners)


def _lie(corners: NDArray[np.float32]) -> float:
    """The direction of the longest side, -45 to 45."""
    sides = np.diff(np.vstack([corners, corners[:1]]), axis=0)
    along = sides[np.hypot(*sides.T).argmax()]
    return float((np.degrees(np.arctan2(along[1], along[0])) + 45) % 90 - 45)

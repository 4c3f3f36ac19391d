"""A scanned page made level, cut to its paper, evenly lit and on white paper.

What it never does: change the scale (turning is by a rigid turn, so a millimetre stays one), raise
contrast, or push anything as light as paper to pure white. Every pixel is multiplied by one smooth
factor of its place and channel, so that what is paler or darker than the paper beside it stays so:
a faint stamp, a pencil line, a watermark.

The same file and steps give the same bytes.
"""

import io
from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray
from PIL import Image

from scanners.paper_finding import Box, find_papers
from scanners.paper_light import (
    WORKING_DPI,
    Light,
    Pixels,
    grain_of,
    judge_light,
    multiplied,
    paper_colour,
)
from scanners.picture_changes import ChangedPicture, changed_picture, cropped
from scanners.picture_files import open_page_picture
from scanners.skew import skew

_LEAST_TURN = 0.15  # degrees; half a millimetre over A4's width: not worth computing pixels anew
_LEAST_CUT_MM = 1.0
_LEAST_PAGE_MM = 20.0  # of its shorter side
_MARGIN_MM = 0.3  # kept around the paper: seals go over its edge
_EXACT_MARGIN_MM = 0.0  # where its sides are known exactly: to the next pixel
_EDGE_MM = 1.2  # at the paper's edge there is shadow
_SHADOW_MM = 20.0  # long, at the rim: longer than any letter
_COLOURLESS = 40  # levels between channels; seals and signatures have more
_INK = 25  # levels below the paper about it
_PAPER_REACH = 15  # pixels at 50 dpi: wider than strokes


@dataclass(frozen=True, slots=True)
class CleanUpSteps:
    """Which steps are wanted: make level, cut to the paper, even out the light, whiten it."""

    level: bool = True
    crop: bool = True
    light: bool = True
    white: bool = True


@dataclass(frozen=True, slots=True)
class CleanUp:
    """What cleaning up a page comes to.

    degrees: by which it is turned counter-clockwise. box: what stays, x, y, width, height in
    pixels of the turned page, whose middle is the given one's; may reach beyond the picture.
    shade: by how much the darkest place of the paper is darker than its lightest, 0 to 1; 0 where
    that stays. paper: the paper's red, green and blue before; None where its colour stays.
    """

    degrees: float
    box: Box
    shade: float
    paper: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class CleanedPage:
    """A page that was cleaned up, and what was done to it."""

    picture: ChangedPicture
    done: CleanUp


def propose_clean_up(data: bytes, dpi: int, steps: CleanUpSteps) -> CleanUp | None:
    """What cleaning up a page file would come to; None where nothing is worth doing.

    A page of bits is at most cut: turned, its thin strokes would break. A mere strip is left as it
    is.
    """
    picture = open_page_picture(io.BytesIO(data))
    if picture.mode == "1":
        return _plan_of_bits(picture, dpi, steps)
    pixels = _pixels(picture, dpi)
    return None if pixels is None else _plan(pixels, dpi, steps).done


def clean_up(data: bytes, dpi: int, steps: CleanUpSteps) -> CleanedPage | None:
    """Clean a page file up; None where nothing is worth doing. Under a second for A4 at 300 dpi."""
    picture = open_page_picture(io.BytesIO(data))
    if picture.mode == "1":
        done = _plan_of_bits(picture, dpi, steps)
        return None if done is None else CleanedPage(cropped(data, done.box, dpi), done)
    pixels = _pixels(picture, dpi)
    if pixels is None:
        return None
    plan = _plan(pixels, dpi, steps)
    if plan.done is None:
        return None
    if plan.moves:
        pixels = _laid(pixels, plan.place, plan.done.box[2:], plan.fill)
    if plan.light is not None:
        pixels = multiplied(pixels, plan.light)
    cleaned = Image.fromarray(pixels)
    cleaned.info["icc_profile"] = picture.info.get("icc_profile")
    return CleanedPage(changed_picture(cleaned, dpi), plan.done)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is done: `place`, the 2 × 3 affine from the given picture to the new one; its light."""

    done: CleanUp | None
    moves: bool
    place: NDArray[np.float64]
    fill: tuple[int, ...]
    light: Light | None


def _plan(pixels: Pixels, dpi: int, steps: CleanUpSteps) -> _Plan:
    height, width = pixels.shape[:2]
    sheet = _sheet(pixels, dpi) if steps.crop or steps.level else None
    degrees = _turn(pixels, dpi, sheet) if steps.level else 0.0
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0).astype(np.float64)
    if sheet is None or not steps.crop:
        sheet = _Sheet(np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32))
    small = _small(pixels, dpi)
    box = _box(small, (width, height), turn, sheet)
    least = _LEAST_CUT_MM * dpi / 25.4
    gone = max(box[0], box[1], width - box[0] - box[2], height - box[1] - box[3])
    if not degrees and gone < least:
        box = (0, 0, width, height)
    moves = degrees != 0 or box != (0, 0, width, height)
    place = turn.copy()
    place[:, 2] -= box[:2]
    fill = paper_colour(small.pixels)
    light = judge_light(
        _laid_small(small, place, box, fill),
        grain_of(pixels),
        even=steps.light,
        white=steps.white,
    )
    done = None
    if moves or light is not None:
        shade, paper = (light.shade, light.paper) if light is not None else (0.0, None)
        done = CleanUp(degrees, box, shade, paper)
    return _Plan(done, moves, place, fill, light)


def _plan_of_bits(picture: Image.Image, dpi: int, steps: CleanUpSteps) -> CleanUp | None:
    """Cut to all paper there is, without turning; None where nothing is worth it."""
    if not steps.crop or _is_strip(picture, dpi):
        return None
    sheet = _sheet(np.array(picture.convert("L"), np.uint8), dpi)
    if sheet is None:
        return None
    left, top = np.floor(sheet.outline.min(axis=0)).clip(min=0).astype(int)
    right, bottom = np.ceil(sheet.outline.max(axis=0)).clip(max=picture.size).astype(int)
    gone = max(left, top, picture.width - right, picture.height - bottom)
    if gone < _LEAST_CUT_MM * dpi / 25.4:
        return None
    box = (int(left), int(top), int(right - left), int(bottom - top))
    return CleanUp(0.0, box, 0.0, None)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The paper on the glass, all papers together: its outline, how it lies, what to leave it."""

    outline: NDArray[np.float32]
    lies: float | None = None
    margin_mm: float = _MARGIN_MM


def _sheet(pixels: Pixels, dpi: int) -> _Sheet | None:
    papers = find_papers(pixels, dpi)
    if not papers:
        return None
    together = cv2.convexHull(np.vstack([paper.outline for paper in papers]))
    outline = np.asarray(together[:, 0], np.float32)
    margin = _EXACT_MARGIN_MM if all(paper.exact for paper in papers) else _MARGIN_MM
    return _Sheet(outline, papers[0].degrees if len(papers) == 1 else None, margin)


def _turn(pixels: Pixels, dpi: int, sheet: _Sheet | None) -> float:
    """Degrees counter-clockwise: first the paper's sides, then the lines written on it."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY) if pixels.ndim == 3 else pixels
    lies = sheet.lies if sheet is not None else None
    if sheet is not None:
        grey = _without_lid(grey, sheet.outline)
    coarse = lies if lies is not None and abs(lies) > 3 else 0.0
    if coarse:
        height, width = grey.shape[:2]
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), coarse, 1.0)
        grey = cv2.warpAffine(grey, turn, (width, height), borderMode=cv2.BORDER_REPLICATE)
    fine = skew(grey, dpi)
    degrees = coarse + fine if fine is not None else (lies or 0.0)
    return degrees if abs(degrees) >= _LEAST_TURN else 0.0


def _without_lid(grey: MatLike, outline: NDArray[np.float32]) -> MatLike:
    """The same with paper all around: the sides of a sheet are no lines written on it."""
    inside = np.zeros(grey.shape[:2], np.uint8)
    middle = outline.mean(axis=0)
    cv2.fillConvexPoly(inside, np.round((outline - middle) * 0.98 + middle).astype(np.int32), 1)
    seen = grey[inside > 0]
    if seen.size == 0:
        return grey
    return np.where(inside > 0, grey, np.uint8(np.median(seen)))


@dataclass(frozen=True, slots=True)
class _Small:
    """The page reduced to about 50 dpi. scale: its pixels to one of the page. mm: pixels to one."""

    pixels: Pixels
    scale: float
    mm: float


def _small(pixels: Pixels, dpi: int) -> _Small:
    scale = min(1.0, WORKING_DPI / dpi)
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return _Small(np.asarray(small, np.uint8), scale, scale * dpi / 25.4)


def _box(
    small: _Small,
    size: tuple[int, int],
    turn: NDArray[np.float64],
    sheet: _Sheet,
) -> Box:
    """What stays of the turned page: the paper, and of what turning adds only what bears ink."""
    width, height = size
    corners = sheet.outline @ turn[:, :2].T + turn[:, 2]
    margin = sheet.margin_mm * small.mm / small.scale
    left, top = (int(np.floor(at - margin)) for at in corners.min(axis=0))
    right, bottom = (int(np.ceil(at + margin)) for at in corners.max(axis=0))
    ink = _ink_places(small, turn, sheet.outline)
    x, y = ink.T if len(ink) else (np.zeros(0), np.zeros(0))
    sides = []
    for low, high, side, at in ((left, right, width, x), (top, bottom, height, y)):
        within = at[(at >= low) & (at < high)]
        low = low if (within < 0).any() else max(low, 0)
        high = high if (within >= side).any() else min(high, side)
        sides.append((low, high))
    (left, right), (top, bottom) = sides
    return left, top, right - left, bottom - top


def _ink_places(
    small: _Small, turn: NDArray[np.float64], outline: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Where the ink of the paper comes to lie on the turned page, (n, 2)."""
    grey = small.pixels.min(axis=2) if small.pixels.ndim == 3 else small.pixels
    calm = cv2.medianBlur(np.ascontiguousarray(grey), 3)
    near = np.ones((_PAPER_REACH, _PAPER_REACH), np.uint8)
    below = cv2.subtract(cv2.dilate(calm, near), calm)
    sheet = np.zeros(calm.shape, np.uint8)
    cv2.fillConvexPoly(sheet, np.round(outline * small.scale - 0.5).astype(np.int32), 1)
    # The shadow of the paper's edge is no ink.
    edge = int(_EDGE_MM * small.mm) * 2 + 1
    inside = cv2.erode(sheet, np.ones((edge, edge), np.uint8), borderValue=(0,))
    ink = ((below > _INK) & (inside > 0)).astype(np.uint8)
    y, x = np.nonzero(ink & ~_shadows(ink, small.pixels, round(_SHADOW_MM * small.mm)))
    places = (np.stack([x, y], axis=1) + 0.5) / small.scale
    return np.asarray(places @ turn[:, :2].T + turn[:, 2])


def _shadows(ink: Pixels, small: Pixels, least: int) -> Pixels:
    """Colourless streaks along the rim: a lid that was not told from the paper, a book's fold."""
    tinted = np.ptp(small, axis=2) > _COLOURLESS if small.ndim == 3 else np.zeros(ink.shape, bool)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    rim = 2 + least // 10
    inner = labels[rim:-rim, rim:-rim]
    streaks = [
        label
        for label in np.setdiff1d(np.unique(labels), [0])
        if max(stats[label, 2:4]) >= least
        and (labels == label).sum() > (inner == label).sum()
        and not tinted[labels == label].mean() > 0.1
    ]
    return np.isin(labels, streaks).astype(np.uint8)


def _laid_small(
    small: _Small, place: NDArray[np.float64], box: Box, fill: tuple[int, ...]
) -> Pixels:
    """The new page, reduced."""
    size = (max(1, round(box[2] * small.scale)), max(1, round(box[3] * small.scale)))
    affine = place.copy()
    affine[:, 2] *= small.scale
    return _warped(small.pixels, affine, size, fill, cv2.INTER_LINEAR)


def _laid(
    pixels: Pixels, place: NDArray[np.float64], size: tuple[int, int], fill: tuple[int, ...]
) -> Pixels:
    turned = bool(place[0, 1])
    if not turned:  # moved by whole pixels: none is computed anew
        return _warped(pixels, place, size, fill, cv2.INTER_NEAREST)
    return _warped(pixels, place, size, fill, cv2.INTER_CUBIC)


def _warped(
    pixels: Pixels, place: MatLike, size: tuple[int, int], fill: tuple[int, ...], how: int
) -> Pixels:
    laid = cv2.warpAffine(pixels, place, size, flags=how, borderValue=fill)
    return laid.astype(np.uint8, copy=False)


def _pixels(picture: Image.Image, dpi: int) -> Pixels | None:
    """The pixels of a picture that can be cleaned up; None for a mere strip."""
    return None if _is_strip(picture, dpi) else np.array(picture, np.uint8)


def _is_strip(picture: Image.Image, dpi: int) -> bool:
    return min(picture.size) < _LEAST_PAGE_MM * dpi / 25.4

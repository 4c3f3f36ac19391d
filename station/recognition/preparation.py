"""A page picture made ready for reading; the stored picture is never touched.

Steps, each measured on scanned-looking synthetic pages (16 fair, 6 poor; character errors with
Tesseract's fast Vietnamese model): as scanned 12.1 % and 29.5 %; all steps 2.7 % and 9.5 %.

- Uneven light is divided out.
- A printed ground of fine lines (guilloche) that is not pale is made white. Four of the fair pages,
  printed on with one: with the second reader letters wrong fall from 3.4 to 0.3 % on a ground of
  middling darkness, from 95 to 8.5 % on a dark one, and the time to a third.
- Inside red blobs of a seal's size the red channel stands in for grey, so that the ink vanishes
  and the words under it stay. Elsewhere red is kept: printed titles are red, too.
- A signature's blue strokes go from the print that they lie over; all other blue is kept. Of the
  words under the strokes, on six fair pages signed across their text, 63 and then 9 % are wrong.
  On the 22 pages none lies over print, and no pixel changes.
- The page is turned level.
- Ruled lines and dotted ones go. On grainy pages they stay, and contrast is stretched instead:
  there the lines' finder also eats letters.
- Specks of dust are found, and stay (`specks.py`).

Each can be left out where it does harm (`Step`).
"""

import math
from collections.abc import Collection
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from station.recognition.blobs import blobs_of
from station.recognition.blue_ink import drop_blue_ink
from station.recognition.leaders import leaders_of
from station.recognition.light import WHITE, even_light, stretched
from station.recognition.picture import Pixels
from station.recognition.specks import specks_of
from station.recognition.steps import Step

Box = tuple[int, int, int, int]

_SEAL_MM = (15.0, 60.0)  # ring seals in use are some 30 to 40 mm across
_SEAL_RATIO = (0.6, 1.67)
_RED_LEAD = 35  # how far red must stand above green and blue, more than the paper does
_STRETCH_SEALED = (60, 195)
_STRETCH_GRAINY = (60, 215)
_GRAIN = 5  # of |Laplacian|, whose median is 3 to 4 on fair scans and 7 to 8 on poor ones
_INK_DARKER_THAN = 140
# Neither ink nor paper: 3 to 5 % of a fair scan, 9 to 11 % of a poor one, 30 % and more of paper
# with a printed ground. A pale one Tesseract reads through better than what taking it out leaves.
_TINT = (150, 225)
_PATTERNED = 0.2
_GROUND_HINDERS, _HINDERS_FROM = 205, 0.25  # at most so light; share of the page
_WRITING_PERCENT = 12
_GROUND = (130, 215)
_STEEPEST_SKEW = 4.0  # degrees; a sheet in a feeder seldom lies worse


@dataclass(frozen=True, slots=True)
class PreparedPage:
    """A level, evenly lit grey page.

    grey: (height, width), 0 to 255, for Tesseract. soft: the same for the second reader: on grainy
    pages without the stretched contrast, which costs it half of its exactness; else the same array.
    to_given: the 2 × 3 affine from its pixels to those of the picture given. ink: the share of
    dark pixels away from the page's edges, 0 to 1. table: whether upright rules divide it into
    columns. grainy: whether the picture is a poor one. seals: where seals lie, in its pixels.
    specks: where dust lies, in its shape; None where nobody can tell.
    """

    grey: Pixels
    soft: Pixels
    to_given: NDArray[np.float64]
    ink: float
    table: bool
    grainy: bool
    seals: tuple[Box, ...]
    specks: NDArray[np.bool_] | None = None

    def box_in_given(self, box: Box) -> Box:
        """Take a box (x, y, width, height) over to the picture given."""
        return _box_through(self.to_given, box)

    def has_specks(self, box: Box) -> bool:
        """Whether dust is known to lie in a box or just beside it."""
        if self.specks is None:
            return False
        x, y, width, height = box
        room = max(2, height // 8)
        about = self.specks[
            max(0, y - room) : y + height + room, max(0, x - room) : x + width + room
        ]
        return bool(about.any())


def prepare(rgb: Pixels, dpi: int, without: Collection[Step] = ()) -> PreparedPage:
    """Prepare one page. Takes about a third of a second for A4 at 300 dpi.

    without: steps to leave out.
    """
    grey = _pixels(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY))
    if Step.LIGHT not in without:
        grey = even_light(grey)
    if Step.GROUND not in without and _is_patterned(grey):
        grey = _without_pattern(grey)
    seals = find_seals(rgb, dpi)
    for seal in () if Step.SEALS in without else seals:
        _drop_seal(grey, rgb, seal, dpi)
    if Step.BLUE not in without:
        drop_blue_ink(grey, rgb, dpi)
    ink = _ink_share(grey, dpi)
    angle = 0.0 if Step.LEVEL in without else _skew(grey, dpi)
    height, width = grey.shape
    level = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    grey = _pixels(cv2.warpAffine(grey, level, (width, height), borderValue=(WHITE,)))
    across, down = _lines(grey, dpi)
    grainy = _is_grainy(grey)
    specks = None
    soft = grey
    if grainy:
        if Step.CONTRAST not in without:
            grey = stretched(grey, *_STRETCH_GRAINY)
    else:
        blobs = blobs_of(grey)
        leaders = leaders_of(blobs, dpi)
        if Step.SPECKS not in without:
            specks = specks_of(blobs, dpi, leaders)
        if Step.LEADERS not in without and leaders.any():
            grey = soft = np.where(blobs.mask(leaders), np.uint8(WHITE), grey)
        if Step.RULES not in without:
            rules = cv2.dilate(cv2.max(across, down), np.ones((3, 3), np.uint8))
            grey = soft = _pixels(cv2.max(grey, rules))
    return PreparedPage(
        grey,
        soft,
        cv2.invertAffineTransform(level).astype(np.float64),
        ink,
        _has_columns(down, dpi),
        grainy,
        tuple(_box_through(level, seal) for seal in seals),
        specks,
    )


def turned(page: PreparedPage, degrees: int) -> PreparedPage:
    """The same page turned clockwise by 90, 180 or 270 degrees, still mapped to the given one."""
    height, width = page.grey.shape
    back = {
        90: np.array([[0, 1, 0], [-1, 0, height], [0, 0, 1]], np.float64),
        180: np.array([[-1, 0, width], [0, -1, height], [0, 0, 1]], np.float64),
        270: np.array([[0, -1, width], [1, 0, 0], [0, 0, 1]], np.float64),
    }[degrees]
    grey, soft = (
        np.ascontiguousarray(np.rot90(picture, -degrees // 90))
        for picture in (page.grey, page.soft)
    )
    there = cv2.invertAffineTransform(back[:2])
    return replace(
        page,
        grey=grey,
        soft=soft,
        to_given=page.to_given @ back,
        specks=None if page.specks is None else np.rot90(page.specks, -degrees // 90),
        seals=tuple(_box_through(there, seal) for seal in page.seals),
    )


def find_seals(rgb: Pixels, dpi: int) -> tuple[Box, ...]:
    """Boxes of red blobs of a seal's size and roughly square, in pixels of the picture."""
    step = max(1, dpi // 75)
    small = cv2.resize(rgb, None, fx=1 / step, fy=1 / step, interpolation=cv2.INTER_AREA).astype(
        np.int16
    )
    lead = small[:, :, 0] - np.maximum(small[:, :, 1], small[:, :, 2])
    # Certificates of land are pink all over.
    red = lead > _RED_LEAD + max(0.0, float(np.median(lead)))
    per_mm = dpi / step / 25.4
    # Ring, letters and star are strokes: closed over 5 mm they become one blob.
    reach = int(5 * per_mm) | 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    blobs = cv2.morphologyEx(red.astype(np.uint8), cv2.MORPH_CLOSE, disc)
    smallest, largest = (limit * per_mm for limit in _SEAL_MM)
    found = []
    for x, y, width, height, _ in cv2.connectedComponentsWithStats(blobs)[2][1:]:
        if (
            smallest <= min(width, height)
            and max(width, height) <= largest
            and _SEAL_RATIO[0] < width / height < _SEAL_RATIO[1]
        ):
            margin = 2
            left, top = max(0, x - margin), max(0, y - margin)
            right, bottom = x + width + margin, y + height + margin
            found.append(
                (
                    int(left * step),
                    int(top * step),
                    int(min(right * step, rgb.shape[1]) - left * step),
                    int(min(bottom * step, rgb.shape[0]) - top * step),
                )
            )
    return tuple(found)


def _is_patterned(grey: Pixels) -> bool:
    """Whether an evenly lit page has a printed ground that hinders: fine lines all over it."""
    inner = _inner(grey)
    if not inner.size or float((inner <= _GROUND_HINDERS).mean()) < _HINDERS_FROM:
        return False
    return float(((inner > _TINT[0]) & (inner < _TINT[1])).mean()) > _PATTERNED


def _without_pattern(grey: Pixels) -> Pixels:
    """A page whose printed ground is white; ink and what is nearly as dark stays."""
    # Writing covers some hundredths of a page, a pattern much more: what is lighter is ground.
    ground = float(np.percentile(_inner(grey), _WRITING_PERCENT)) - 5
    return stretched(grey, _STRETCH_GRAINY[0], round(min(max(ground, _GROUND[0]), _GROUND[1])))


def _inner(grey: Pixels) -> Pixels:
    height, width = grey.shape
    return grey[height // 12 : height - height // 12, width // 12 : width - width // 12]


def _drop_seal(grey: Pixels, rgb: Pixels, seal: Box, dpi: int) -> None:
    """Replace the seal's box in `grey` by the red channel, in which red ink is light."""
    x, y, width, height = seal
    around = dpi // 2  # the light is judged with some paper about the seal
    left, top = max(0, x - around), max(0, y - around)
    red = rgb[top : y + height + around, left : x + width + around, 0]
    lit = stretched(even_light(np.ascontiguousarray(red)), *_STRETCH_SEALED)
    grey[y : y + height, x : x + width] = lit[
        y - top : y - top + height, x - left : x - left + width
    ]


def _skew(grey: Pixels, dpi: int) -> float:
    """Degrees counter-clockwise that make text lines level: where row sums change most sharply."""
    small = cv2.resize(grey, None, fx=100 / dpi, fy=100 / dpi, interpolation=cv2.INTER_AREA)
    height, width = small.shape
    # The scan's own edges are straight, too, and not always parallel to the text.
    ink = small[height // 20 : height - height // 20, width // 20 : width - width // 20]
    down, across = (places.astype(np.float32) for places in np.nonzero(ink < _INK_DARKER_THAN))
    if not down.size:
        return 0.0
    middle_down, middle_across = ink.shape[0] / 2, ink.shape[1] / 2
    rows = sum(ink.shape)  # no pixel turns farther than that

    def sharpness(angle: float) -> float:
        turn = math.radians(angle)
        at = math.cos(turn) * (down - middle_down) - math.sin(turn) * (across - middle_across)
        at += rows / 2
        above = at.astype(np.int32)
        share = at - above  # a pixel between two rows counts for both
        sums = np.bincount(above, 1 - share, rows + 1) + np.bincount(above + 1, share, rows + 1)
        return float(((sums[1:] - sums[:-1]) ** 2).sum())

    coarse = max(np.arange(-_STEEPEST_SKEW, _STEEPEST_SKEW + 0.1, 0.5), key=sharpness)
    return float(max(np.arange(coarse - 0.5, coarse + 0.51, 0.1), key=sharpness))


def _lines(grey: Pixels, dpi: int) -> tuple[Pixels, Pixels]:
    """Straight strokes of half an inch and more, across and down: 255 where they are, else 0."""
    ink = (grey < 160).astype(np.uint8) * np.uint8(255)
    length = max(2, dpi // 2)
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    return _pixels(across), _pixels(down)


def _has_columns(down: Pixels, dpi: int) -> bool:
    """Two upright rules or more, each of an inch and more, away from the page's sides."""
    width = down.shape[1]
    inner = down[:, width * 15 // 100 : width * 85 // 100]
    if not inner.any():
        return False
    strokes = cv2.connectedComponentsWithStats(inner)[2][1:]
    return int((strokes[:, cv2.CC_STAT_HEIGHT] >= dpi).sum()) >= 2


def _is_grainy(grey: Pixels) -> bool:
    """Whether most neighbouring pixels differ by more than a fair scan's."""
    return float((cv2.convertScaleAbs(cv2.Laplacian(grey, cv2.CV_16S)) > _GRAIN).mean()) > 0.5


def _ink_share(grey: Pixels, dpi: int) -> float:
    """Dark pixels at 100 dpi, where dust has averaged away, without the outer 4 %."""
    small = cv2.resize(grey, None, fx=100 / dpi, fy=100 / dpi, interpolation=cv2.INTER_AREA)
    height, width = small.shape
    inner = small[height // 25 : height - height // 25, width // 25 : width - width // 25]
    return float((inner < _INK_DARKER_THAN).mean()) if inner.size else 0.0


def _box_through(affine: NDArray[np.generic], box: Box) -> Box:
    """The upright box about a box taken through a 2 × 3 affine, nothing of it below 0."""
    x, y, width, height = box
    corners = np.array([[x, x + width, x, x + width], [y, y, y + height, y + height], [1] * 4])
    places = affine @ corners
    left, top = np.floor(places.min(axis=1)).clip(min=0)
    right, bottom = np.ceil(places.max(axis=1))
    return int(left), int(top), int(right - left), int(bottom - top)


def _pixels(array: NDArray[np.generic]) -> Pixels:
    return array.astype(np.uint8, copy=False)

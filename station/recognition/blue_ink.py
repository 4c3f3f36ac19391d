"""Blue ink over print: a signature's strokes, taken off the words that they lie over.

Print is dark in every channel, a pen's blue is light in the blue one. A stroke that is taller than
type and touches letters is made as light as the lighter of the red and the blue channel allows; as
a whole, since what is left of one is read as marks and letters. Nothing is ever made darker. All
other blue stays: what is typed, stamped or filled in in blue is writing itself. Ink that is dark in
the blue channel, too, cannot be told from print and stays, and so does a signature that lies beside
the print or over nothing but a seal.
"""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from station.recognition.light import even_light, stretched
from station.recognition.picture import Pixels

Box = tuple[int, int, int, int]

_SEEN_LEAD = 25  # how far blue stands above red and green at 75 dpi, where strokes are thinned
_LEAD = 45  # the same in the full picture
_SMALLEST_MM, _LARGEST_MM = 8.0, 120.0  # of the longer side; a blue ground reaches farther
_REACH_MM = 3.0  # strokes nearer than this are one blob
_INK_LEAST_BLUE = 120  # of the blue channel, evenly lit: darker ink is like print there
_PRINT_DARKER_THAN, _PRINT_LEAD = 100, 25
_LETTER_MM = (1.0, 12.0)  # dotted lines and rules are lower; letters that touch are wide
_LETTER_TALLEST_MM = 9.0
_PAPER = 170
_ON_PAPER = 0.5  # of a letter's rim, or ink; blue over a seal's red is as dark as print
_LEAST_LETTERS = 2
_STROKE_MM = 6.0  # what is filled in is lower, mostly
_BRIDGE_MM, _EDGE_MM = 0.8, 0.25  # over the print between two parts of a stroke; its pale edge
_DARK = 60
_LIGHTEST = 195


def drop_blue_ink(grey: Pixels, rgb: Pixels, dpi: int) -> None:
    """Lighten in `grey`, evenly lit, (height, width), blue ink that lies over darker print.

    rgb: the picture that `grey` was made of, (height, width, 3), 0 to 255; it is not changed.
    """
    around = dpi // 2  # the light is judged with some paper about the ink
    for x, y, width, height in _blobs(rgb, dpi):
        left, top = max(0, x - around), max(0, y - around)
        window = rgb[top : y + height + around, left : x + width + around]
        inner = np.s_[y - top : y - top + height, x - left : x - left + width]
        red, green, blue = (
            even_light(np.ascontiguousarray(window[:, :, channel]))[inner] for channel in range(3)
        )
        lead = blue.astype(np.int16) - cv2.max(red, green)
        ink = ((lead > _LEAD) & (blue >= _INK_LEAST_BLUE)).astype(np.uint8)
        lightest, darkest = (
            way(way(red, green), blue).astype(np.uint8, copy=False) for way in (cv2.max, cv2.min)
        )
        letters = _letters(
            (lightest < _PRINT_DARKER_THAN) & (lead < _PRINT_LEAD),
            (darkest > _PAPER) | (ink > 0),
            dpi,
        )
        over = _strokes_over(ink, letters, dpi)
        if not over.any():
            continue
        free = cv2.max(red, blue)  # where a seal lies below, its red is light as well
        light = round(min(max(float(np.percentile(free[ink > 0], 10)), _INK_LEAST_BLUE), _LIGHTEST))
        freed = stretched(free.astype(np.uint8, copy=False), _DARK, light)
        part = grey[y : y + height, x : x + width]
        part[over] = np.maximum(part, freed)[over]


def blue_blobs(small: Pixels, dpi: float) -> Iterator[tuple[int, int, int, int, int]]:
    """Boxes of blue strokes near each other, of a signature's or a stamp's size.

    small: a picture reduced to about 75 dpi, RGB; dpi: its own. Each as x, y, width, height in its
    pixels, and how many of these are ink.
    """
    red, green, blue = cv2.split(small)
    lead = blue.astype(np.int16) - cv2.max(red, green)
    blue_ink = (lead > _SEEN_LEAD + max(0.0, float(np.median(lead)))).astype(np.uint8)
    per_mm = dpi / 25.4
    reach = int(_REACH_MM * per_mm) | 1
    blobs = cv2.morphologyEx(blue_ink, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(blobs)
    for number, (x, y, width, height, _) in enumerate(stats[1:].tolist(), 1):
        if _SMALLEST_MM <= max(width, height) / per_mm <= _LARGEST_MM:
            place = np.s_[y : y + height, x : x + width]
            ink = cv2.countNonZero(blue_ink[place] * (labels[place] == number))
            yield x, y, width, height, ink


def _blobs(rgb: Pixels, dpi: int) -> Iterator[Box]:
    """The same in the pixels of the whole picture, with some room."""
    step = max(1, dpi // 75)
    small = cv2.resize(rgb, None, fx=1 / step, fy=1 / step, interpolation=cv2.INTER_AREA)
    margin = 2
    for x, y, width, height, _ in blue_blobs(small.astype(np.uint8, copy=False), dpi / step):
        left, top = max(0, x - margin) * step, max(0, y - margin) * step
        right = min(rgb.shape[1], (x + width + margin) * step)
        bottom = min(rgb.shape[0], (y + height + margin) * step)
        yield left, top, right - left, bottom - top


def _letters(dark: NDArray[np.bool_], paper: NDArray[np.bool_], dpi: int) -> NDArray[np.int32]:
    """Each dark shape of a letter's size that stands on paper, by a number of its own; else 0."""
    per_mm = dpi / 25.4
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark.astype(np.uint8))
    found = np.zeros(labels.shape, np.int32)
    for number, (x, y, width, height, _) in enumerate(stats[1:].tolist(), 1):
        if not (
            _LETTER_MM[0] <= height / per_mm <= _LETTER_TALLEST_MM
            and width / per_mm <= _LETTER_MM[1]
        ):
            continue
        about = np.s_[max(0, y - 3) : y + height + 3, max(0, x - 3) : x + width + 3]
        shape = labels[about] == number
        rim = (cv2.dilate(shape.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0) & ~shape
        if float(paper[about][rim].mean()) >= _ON_PAPER:
            found[about][shape] = number
    return found


def _strokes_over(ink: Pixels, letters: NDArray[np.int32], dpi: int) -> NDArray[np.bool_]:
    """Strokes, with their pale edges, that are taller than type and touch several letters.

    And what belongs to them: other tall ones, and lower ones that touch a letter, too.
    """
    per_mm = dpi / 25.4
    bridge, edge = (max(3, round(mm * per_mm) | 1) for mm in (_BRIDGE_MM, _EDGE_MM))
    whole = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((bridge, bridge), np.uint8))
    # Colours are coarser than brightness in a JPEG.
    wide = cv2.dilate(ink, np.ones((edge, edge), np.uint8)) > 0
    _, labels, stats, _ = cv2.connectedComponentsWithStats(cv2.max(whole, wide.astype(np.uint8)))
    over = np.zeros(ink.shape, bool)
    crosses = False
    for number, (x, y, width, height, _) in enumerate(stats[1:].tolist(), 1):
        place = np.s_[y : y + height, x : x + width]
        stroke = (labels[place] == number) & wide[place]
        touched = np.count_nonzero(np.unique(letters[place][stroke]))
        tall = height / per_mm >= _STROKE_MM
        crosses = crosses or bool(tall and touched >= _LEAST_LETTERS)
        if tall or touched:
            over[place] |= stroke
    return over if crosses else np.zeros(ink.shape, bool)

"""Seals, signatures and photos on a page: what is no word and is compared all the same.

What is told is a place to look at, and never that something is genuine. A seal is red
(`preparation.find_seals`); a signature is written in blue (NĐ 30/2020 Điều 13), so that one in
black is not told, and a blue stamp is told as one; a photo is a solid patch of many tones. Found on
a reduced picture, in some hundredths of a second a page.
"""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from offline_store.spots import Spot, SpotKind
from station.recognition.blue_ink import blue_blobs
from station.recognition.picture import Pixels

Box = tuple[int, int, int, int]

_SEEN_DPI = 75
_TALL_MM = (9.0, 50.0)  # of a signature; what is filled in by hand is lower
_WIDE_MM = (9.0, 90.0)
_DENSEST = 0.4  # share of a signature's box that is ink
_READ = 0.3  # share of a box that words cover which nobody doubts: then it is writing
_MOST_SIGNATURES = 6  # more on a page: it is filled in by hand, in blue
_PHOTO_MM = (14.0, 70.0)  # of either side; they are 2 × 3 to 4 × 6 cm
_LONGEST_RATIO = 2.0
_SOLID_MM, _JOIN_MM = 8.0, 1.0  # no line of type is as high as the first
_DARKER = (25, 60, 95)  # than the paper: a photo may lie on a tinted card
_PAPER_PERCENT = 85
_EDGE_MM = 2.0  # what touches the picture's edge is the scanner's lid
_FILLED = 0.55
_TONES = 18.0  # standard deviation of a photo's grey; a grey field has none
_BLACK_OR_WHITE = 0.75  # share of pixels that are either: a QR code
_SATURATED, _VIVID = 110, 0.35  # emblems and printed fields are


def find_spots(
    rgb: Pixels, dpi: int, seals: Sequence[Box], read: Sequence[Box], codes: Sequence[Box] = ()
) -> tuple[Spot, ...]:
    """The seals, signatures and photos of a page (height, width, 3), from the top.

    Boxes are x, y, width, height in its pixels. seals: where red seals lie. read: of words that
    nobody doubts. codes: of QR codes and their like.
    """
    step = max(1, dpi // _SEEN_DPI)
    reduced = cv2.resize(rgb, None, fx=1 / step, fy=1 / step, interpolation=cv2.INTER_AREA)
    small = reduced.astype(np.uint8, copy=False)
    signatures = _signatures(small, dpi, step, read)
    spots = [*_signed(seals, signatures)]
    taken = [spot.box for spot in spots] + list(codes)
    spots += [
        Spot(SpotKind.PHOTO, box)
        for box in _photos(small, dpi / step, step)
        if not any(_common(box, other) > 0.5 * box[2] * box[3] for other in taken)
    ]
    height, width = rgb.shape[:2]
    within = (Spot(spot.kind, _within(spot.box, width, height)) for spot in spots)
    return tuple(sorted(within, key=lambda spot: (spot.box[1], spot.box[0])))


def _signatures(small: Pixels, dpi: int, step: int, read: Sequence[Box]) -> list[Box]:
    found = []
    per_mm = dpi / 25.4
    for x, y, width, height, ink in blue_blobs(small, dpi / step):
        box = (x * step, y * step, width * step, height * step)
        if (
            _TALL_MM[0] <= box[3] / per_mm <= _TALL_MM[1]
            and _WIDE_MM[0] <= box[2] / per_mm <= _WIDE_MM[1]
            and ink <= _DENSEST * width * height
            and sum(_common(box, word) for word in read) <= _READ * box[2] * box[3]
        ):
            found.append(box)
    return found if len(found) <= _MOST_SIGNATURES else []


def _signed(seals: Sequence[Box], signatures: Sequence[Box]) -> Iterator[Spot]:
    """Seals and signatures; those that touch as one, with all that touch the same seal."""
    alone = list(signatures)
    for seal in seals:
        touching = [box for box in alone if _common(seal, box)]
        alone = [box for box in alone if box not in touching]
        if touching:
            yield Spot(SpotKind.SEALED_SIGNATURE, _about([seal, *touching]))
        else:
            yield Spot(SpotKind.SEAL, seal)
    for box in alone:
        yield Spot(SpotKind.SIGNATURE, box)


def _photos(small: Pixels, dpi: float, step: int) -> Iterator[Box]:
    """Solid patches of a photo's size and tones, in pixels of the whole picture."""
    per_mm = dpi / 25.4
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False)
    paper = float(np.percentile(grey, _PAPER_PERCENT))
    join, solid = (_square(mm * per_mm) for mm in (_JOIN_MM, _SOLID_MM))
    edge = _EDGE_MM * per_mm
    found: list[Box] = []
    for darker in _DARKER:
        dark = (grey < paper - darker).astype(np.uint8)
        patches = cv2.morphologyEx(
            cv2.morphologyEx(dark, cv2.MORPH_CLOSE, join), cv2.MORPH_OPEN, solid
        )
        for x, y, width, height, area in cv2.connectedComponentsWithStats(patches)[2][1:].tolist():
            sides = sorted((width / per_mm, height / per_mm))
            if not (
                _PHOTO_MM[0] <= sides[0]
                and sides[1] <= _PHOTO_MM[1]
                and sides[1] <= _LONGEST_RATIO * sides[0]
                and area >= _FILLED * width * height
                and edge <= x <= grey.shape[1] - edge - width
                and edge <= y <= grey.shape[0] - edge - height
            ):
                continue
            place = np.s_[y : y + height, x : x + width]
            if not _has_tones(grey[place], small[place]):
                continue
            box = (x * step, y * step, width * step, height * step)
            if not any(_common(box, other) for other in found):
                found.append(box)
                yield box


def _has_tones(grey: Pixels, rgb: Pixels) -> bool:
    """Whether a patch has a photo's many tones, and not an emblem's colours or a code's two."""
    if float(grey.std()) < _TONES:
        return False
    if float(((grey < 70) | (grey > 225)).mean()) > _BLACK_OR_WHITE:
        return False
    apart = rgb.max(axis=2).astype(np.int16) - rgb.min(axis=2)
    return float((apart > _SATURATED).mean()) < _VIVID


def _square(side: float) -> NDArray[np.uint8]:
    pixels = max(1, round(side))
    return np.ones((pixels, pixels), np.uint8)


def _about(boxes: Sequence[Box]) -> Box:
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right = max(box[0] + box[2] for box in boxes)
    bottom = max(box[1] + box[3] for box in boxes)
    return left, top, right - left, bottom - top


def _within(box: Box, width: int, height: int) -> Box:
    x, y = min(max(0, box[0]), width - 1), min(max(0, box[1]), height - 1)
    right, bottom = min(width, box[0] + box[2]), min(height, box[1] + box[3])
    return x, y, max(1, right - x), max(1, bottom - y)


def _common(one: Box, other: Box) -> int:
    """Pixels that two boxes share."""
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return max(0, across) * max(0, down)

"""Where the three lines of an identity card's machine-readable zone lie on a page.

They are found by their shape alone: three bands of one length, close below each other.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from station.recognition.mrz import LENGTH
from station.recognition.picture import Pixels

_LOOKED_AT = 1700  # pixels of the longer side; a card is found on A4 at 150 dpi
_LEAST_WIDE = 260  # pixels there: letters of 5
_SLENDER = (14.0, 45.0)  # length to height of a line
_STEEP = 0.12  # slope up to 7 degrees
_SAME_LENGTH = 0.12
_PITCH = (1.1, 3.2)  # line heights from line to line
_CLOSE = (21, 33, 15)  # pixels bridged between letters
_LETTER = 40  # pixels of height in what is read
_MARGIN = 0.5  # of the line's height around it
_LETTER_WIDE = 0.6  # of a cell
_FILLERS = (18, 29)  # of line 2
_SHIFT = 0.2  # of a cell: letters do not stand exactly in the middle
_LIKE_A_FILLER = 0.61  # letters reach 0.57, fillers of poor scans fall to 0.65


@dataclass(frozen=True, slots=True)
class Band:
    """A line of type: its middle, length and height in pixels, slope in radians."""

    x: float
    y: float
    length: float
    height: float
    slope: float


def find_zones(grey: Pixels) -> Iterator[tuple[Band, Band, Band]]:
    """The places of a level or slightly askew page that look like a zone, likeliest first."""
    scale = min(1.0, _LOOKED_AT / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    seen: set[tuple[int, int]] = set()
    for reach in _CLOSE:
        for zone in _threes(_bands(small, reach)):
            place = (round(zone[1].x / 40), round(zone[1].y / 20))
            if place not in seen:
                seen.add(place)
                yield tuple(_scaled(band, 1 / scale) for band in zone)  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class ZonePicture:
    """The three lines, each cut out level: 30 cells of `pitch` pixels from `left` on."""

    lines: tuple[Pixels, Pixels, Pixels]
    left: int
    pitch: float

    def fillers(self) -> tuple[bool, ...]:
        """Which cells of the last line are fillers: those like the eleven in line 2 (18 to 28)."""
        known = [self._cell(1, at, 0.0) for at in range(*_FILLERS)]
        filler = np.mean(known, axis=0).astype(np.uint8)
        return tuple(self._likeness(filler, at) > _LIKE_A_FILLER for at in range(LENGTH))

    def word(self, first: int, end: int) -> Pixels:
        """The cells of the last line from `first` up to `end`, with paper around them."""
        line = self.lines[2]
        start = max(0, round(self.left + (first - 0.2) * self.pitch))
        cut = line[:, start : round(self.left + (end - 0.2) * self.pitch)]
        paper = int(np.percentile(line, 80))
        kind = cv2.BORDER_CONSTANT
        return np.asarray(cv2.copyMakeBorder(cut, 8, 8, 24, 24, kind, value=(paper,)), np.uint8)

    def _likeness(self, filler: Pixels, at: int) -> float:
        wide = self._cell(2, at, _SHIFT)
        return float(cv2.matchTemplate(wide, filler, cv2.TM_CCOEFF_NORMED).max())

    def _cell(self, line: int, at: int, more: float) -> Pixels:
        """A cell and a little more to both sides; all of one size."""
        picture = self.lines[line]
        width = round(self.pitch * (1 + 2 * more))
        start = round(self.left + (at - 0.2 - more) * self.pitch)
        start = min(max(0, start), picture.shape[1] - width)
        return picture[:, start : start + width]


def zone_picture(grey: Pixels, zone: tuple[Band, Band, Band]) -> ZonePicture:
    """Cut the lines out, letters some 40 pixels high."""
    height = sorted(band.height for band in zone)[1]
    first, second, third = (_line(grey, band, height) for band in zone)
    left = round(2 * _MARGIN * _LETTER)
    # From the first letter's left edge to the last one's right: 29 cells and a letter's width.
    pitch = zone[1].length * _LETTER / height / (LENGTH - 1 + _LETTER_WIDE)
    return ZonePicture((first, second, third), left, pitch)


def _line(grey: Pixels, band: Band, height: float) -> Pixels:
    zoom = _LETTER / height
    around = height * _MARGIN
    size = (round((band.length + 4 * around) * zoom), round((height + 2 * around) * zoom))
    cos, sin = math.cos(band.slope) * zoom, math.sin(band.slope) * zoom
    turn = np.array(
        [
            [cos, sin, size[0] / 2 - cos * band.x - sin * band.y],
            [-sin, cos, size[1] / 2 + sin * band.x - cos * band.y],
        ]
    )
    flags = cv2.INTER_CUBIC if zoom >= 1 else cv2.INTER_AREA
    cut = cv2.warpAffine(grey, turn, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cut, np.uint8)


def _bands(grey: NDArray[Any], reach: int) -> list[Band]:
    dark = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, np.ones((13, 13), np.uint8))
    _, ink = cv2.threshold(dark, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, reach), np.uint8))
    joined = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((3, reach), np.uint8))
    outlines, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    bands = []
    for outline in outlines:
        if cv2.boundingRect(outline)[2] < _LEAST_WIDE:
            continue
        (x, y), (width, height), angle = cv2.minAreaRect(outline)
        if width < height:
            width, height, angle = height, width, angle - 90
        slope = math.radians((angle + 90) % 180 - 90)
        if height > 0 and _SLENDER[0] < width / height < _SLENDER[1] and abs(slope) < _STEEP:
            bands.append(Band(x, y, width, height, slope))
    return sorted(bands, key=lambda band: band.y)


def _threes(bands: list[Band]) -> Iterator[tuple[Band, Band, Band]]:
    for at, first in enumerate(bands):
        for second in _below(first, bands[at + 1 :]):
            for third in _below(second, bands[at + 2 :]):
                yield first, second, third


def _below(upper: Band, bands: list[Band]) -> Iterator[Band]:
    for band in bands:
        length, height = max(upper.length, band.length), max(upper.height, band.height)
        if (
            abs(upper.length - band.length) < _SAME_LENGTH * length
            and abs(upper.x - band.x) < _SAME_LENGTH * length
            and _PITCH[0] * height < band.y - upper.y < _PITCH[1] * height
        ):
            yield band


def _scaled(band: Band, by: float) -> Band:
    return Band(band.x * by, band.y * by, band.length * by, band.height * by, band.slope)

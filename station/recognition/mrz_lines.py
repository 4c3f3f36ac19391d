"""The machine-readable zone of an identity card, read off a page.

Its lines are read with nothing but the zone's alphabet, by each reader in two sizes; what comes out
is believed only where all check digits fit. The names have none: their words are cut out cell by
cell and read alone, and a word counts only with as many letters as it has cells.
"""

import time
from collections import Counter
from collections.abc import Sequence
from itertools import groupby, islice, product
from typing import Protocol

import cv2
import numpy as np

from station.recognition.mrz import ALPHABET, FILLER, LENGTH, begins_zone, mend_name, mend_numbers
from station.recognition.mrz_picture import Band, ZonePicture, find_zones, zone_picture
from station.recognition.picture import Pixels

Box = tuple[int, int, int, int]

_LETTERS = ALPHABET[:26]
_SIZES = (1, 0.7)  # of the cut-out line: the two readings fail at different places
_MOST_ZONES = 3
_TRIED = 2  # readings of a first line, until it is given up


class LineReader(Protocol):
    """Reads a line of which the alphabet is known."""

    def line(self, grey: Pixels, alphabet: str, limit_s: float) -> str:
        """Read one line."""
        ...


def read_zone(
    grey: Pixels, readers: Sequence[LineReader], deadline: float
) -> tuple[str, Box] | None:
    """The first zone on a page whose check digits fit: three lines of thirty, and its box.

    grey: (height, width), level. readers: asked in turn. deadline: by `time.monotonic`.

    Raises:
        TimeoutError: the deadline passed. Whatever the readers raise.
    """
    for zone in islice(find_zones(grey), _MOST_ZONES):
        picture = zone_picture(grey, zone)
        numbers = _read_numbers(picture, readers, deadline)
        if numbers is None:
            continue
        names = [
            reader.line(_at(picture.lines[2], size), ALPHABET, deadline - time.monotonic())
            for reader, size in product(readers, _SIZES)
        ]
        name = _read_name(picture, names, readers, deadline) or mend_name(names)
        if name is not None:
            return "\n".join((*numbers, name)), _box(zone)
    return None


def _read_numbers(
    picture: ZonePicture, readers: Sequence[LineReader], deadline: float
) -> tuple[str, str] | None:
    """Lines 1 and 2: of any readings that fit as they are; failing that, with a digit put right."""
    firsts: list[str] = []
    seconds: list[str] = []
    for reader, size in product(readers, _SIZES):
        for line, read in enumerate((firsts, seconds)):
            small = _at(picture.lines[line], size)
            read.append(reader.line(small, ALPHABET, deadline - time.monotonic()))
            if not any(map(begins_zone, firsts)):
                break  # three lines of something else: no more time for them
        if len(firsts) >= _TRIED and not seconds:
            return None
        for pair in product(firsts, seconds):
            if numbers := mend_numbers(*pair, exchange=False):
                return numbers
    found = {mended for pair in product(firsts, seconds) if (mended := mend_numbers(*pair))}
    return found.pop() if len(found) == 1 else None


def _read_name(
    picture: ZonePicture, readings: Sequence[str], readers: Sequence[LineReader], deadline: float
) -> str | None:
    """The names, each word in its own cells; None where a word has not as many letters.

    readings: of the whole line; where they have as many words as the cells, they have a say.
    """
    fillers = picture.fillers()
    runs = [(filler, list(run)) for filler, run in groupby(range(LENGTH), fillers.__getitem__)]
    words = [cells for filler, cells in runs if not filler]
    whole = [said for reading in readings if len(said := _words(reading)) == len(words)]
    name = [FILLER] * LENGTH
    for at, cells in enumerate(words):
        picture_of_word = picture.word(cells[0], cells[-1] + 1)
        alone = [
            reader.line(_at(picture_of_word, size), _LETTERS, deadline - time.monotonic())
            for reader, size in product(readers, _SIZES)
        ]
        votes = Counter(
            text for text in (*alone, *(said[at] for said in whole)) if len(text) == len(cells)
        )
        if not votes:
            return None
        name[cells[0] : cells[-1] + 1] = votes.most_common(1)[0][0]
    return mend_name(["".join(name)])


def _words(reading: str) -> list[str]:
    return [word for word in reading.split(FILLER) if word]


def _at(picture: Pixels, size: float) -> Pixels:
    if size == 1:
        return picture
    small = cv2.resize(picture, None, fx=size, fy=size, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)


def _box(zone: tuple[Band, Band, Band]) -> Box:
    left = round(min(band.x - band.length / 2 for band in zone))
    right = round(max(band.x + band.length / 2 for band in zone))
    top, bottom = round(zone[0].y - zone[0].height), round(zone[2].y + zone[2].height)
    return max(0, left), max(0, top), right - max(0, left), bottom - max(0, top)

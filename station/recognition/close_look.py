"""A closer look at one place of a line, where the two readers differ.

The second reader's network sees a line squeezed to 32 pixels of height; a word cut out of it for
itself, a little wider or tighter, is read anew and often otherwise. Where a closer look agrees with
one of the two, that is nearly always the one who is right.
"""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from station.recognition.agreement import JoinedWord
from station.recognition.choice import Version, letters_of
from station.recognition.picture import Pixels
from station.recognition.second_reader import LineReader
from station.recognition.tesseract import Box, SeenWord

# How much room is left beside, and above and below, in heights: what was tried and helped.
_ROOMS = ((0.4, 0.15), (0.3, 0.3), (0.2, 0.05))
_WITHIN = 0.1
_WHITE = 255
_MARKS = re.compile(r"[.:;\-'\"]")
_SPECK_ODDS = 2.0  # seven of eight marks that went without the specks were none


@dataclass(frozen=True, slots=True)
class CloseLook:
    """Looks closer at places of one page.

    deadline: of `time.monotonic()`; after it nothing is looked at. specks: where dust lies on the
    page, in its shape; None where nobody can tell.
    """

    grey: Pixels
    reader: LineReader
    deadline: float
    specks: NDArray[np.bool_] | None = None

    def __call__(self, first: Version, second: Version) -> tuple[Version, ...]:
        """Versions of their place: one that is one of these two, else two that agree, or three."""
        box = _place(first.words, second.words)
        seen: list[Version] = []
        for room in _ROOMS:
            if time.monotonic() > self.deadline:
                break
            words = _read(self.grey, self.reader, box, *room)
            if words:
                seen.append(Version(words))
            texts = [version.text for version in seen]
            if not texts or texts[0] in (first.text, second.text) or len({*texts}) < len(texts):
                break
        return tuple(seen)

    def without_specks(self, word: JoinedWord) -> JoinedWord:
        """The word with the marks that it has without the specks about it; its letters stay."""
        x, y, width, height = word.box
        if self.specks is None or time.monotonic() > self.deadline or not _MARKS.search(word.text):
            return word
        room = round(_ROOMS[0][0] * height)
        window = np.s_[max(0, y - room) : y + height + room, max(0, x - room) : x + width + room]
        if not self.specks[window].any():
            return word
        clean = self.grey[window].copy()
        clean[self.specks[window]] = _WHITE
        left, top = x - window[1].start, y - window[0].start
        text = word.text
        for number, about in enumerate(_ROOMS[::2]):
            seen = _read(clean, self.reader, (left, top, width, height), *about)
            said = " ".join(each.text for each in seen)
            # The second look is for what the first one would change.
            if said == word.text or letters_of(said) != letters_of(word.text):
                return word
            if number and said != text:
                return word
            text = said
        if not text:
            return word
        return replace(
            word,
            text=text,
            odds=_SPECK_ODDS,
            looked=True,
            second=word.second or 0.0,
            spared=False,
        )


def _read(
    grey: Pixels, reader: LineReader, box: Box, beside: float, about: float
) -> tuple[SeenWord, ...]:
    x, y, width, height = box
    left, top = max(0, round(x - beside * height)), max(0, round(y - about * height))
    right = min(grey.shape[1], round(x + width + beside * height))
    bottom = min(grey.shape[0], round(y + height + about * height))
    words = reader.read(grey, (left, top, right - left, bottom - top))
    # Not what a neighbour reaches in with.
    inner = x - _WITHIN * height, x + width + _WITHIN * height
    return tuple(word for word in words if inner[0] <= word.box[0] + word.box[2] / 2 <= inner[1])


def _place(first: Sequence[SeenWord], second: Sequence[SeenWord]) -> Box:
    """As wide as both; as high as Tesseract saw the words, unless it took in more than the line."""
    left = min(word.box[0] for word in (*first, *second))
    right = max(word.box[0] + word.box[2] for word in (*first, *second))
    _, top, _, height = second[0].box
    if max(word.box[3] for word in first) <= height:
        top = min(word.box[1] for word in first)
        height = max(word.box[1] + word.box[3] for word in first) - top
    return left, top, right - left, height

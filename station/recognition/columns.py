"""Columns of running text: lines that reach over both are cut, and the left one is read first.

Tesseract reads narrow gutters over. What stands side by side is not always columns: heads, blocks
of signatures and labels with their values have few lines or few words, and tables have more gaps.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

from station.recognition.reading_order import Placed


class Printed(Placed, Protocol):
    """A word with its place."""

    @property
    def text(self) -> str:
        """What it says."""
        ...


P = TypeVar("P", bound=Printed)
_Gap = tuple[int, int]

_GUTTER = 1.1  # least width in line heights; spaces have a third of a height
_LEAST_LINES = 4
_LEAST_WORDS = 3  # on either side of each line
_LEAST_SHARE = 0.15  # of the page's text width, that either side takes


def in_columns(lines: Sequence[Sequence[P]]) -> list[list[P]]:
    """The lines, top to bottom and left to right, with columns of text one after the other."""
    wide = _width(lines)
    ordered: list[list[P]] = []
    run: list[Sequence[P]] = []
    gutter: _Gap | None = None
    for line in lines:
        gap = _gutter(line, wide)
        both = _common(gutter, gap, line) if run else gap
        if both is None and run:
            ordered += _cut(run, gutter)
            run, gutter, both = [], None, gap
        if both is None:
            ordered.append(list(line))
        else:
            run.append(line)
            gutter = both
    return ordered + _cut(run, gutter)


def _cut(run: Sequence[Sequence[P]], gutter: _Gap | None) -> list[list[P]]:
    if gutter is None or len(run) < _LEAST_LINES:
        return [list(line) for line in run]
    left = [[word for word in line if word.box[0] < gutter[1]] for line in run]
    right = [[word for word in line if word.box[0] >= gutter[1]] for line in run]
    return left + right


def _gutter(line: Sequence[P], wide: int) -> _Gap | None:
    """The one wide gap of a line that has words enough on both sides."""
    line = [word for word in line if any(map(str.isalnum, word.text))]  # without dust and rules
    if not line:
        return None
    height = _height(line)
    gaps = [
        (at, (one.box[0] + one.box[2], other.box[0]))
        for at, (one, other) in enumerate(pairwise(line), 1)
        if other.box[0] - one.box[0] - one.box[2] >= _GUTTER * height
    ]
    if len(gaps) != 1:
        return None
    at, (start, end) = gaps[0]
    left = start - line[0].box[0]
    right = line[-1].box[0] + line[-1].box[2] - end
    enough = min(at, len(line) - at) >= _LEAST_WORDS and min(left, right) >= _LEAST_SHARE * wide
    return (start, end) if enough else None


def _common(one: _Gap | None, other: _Gap | None, line: Sequence[P]) -> _Gap | None:
    """What two lines' gaps have in common, if that is wide enough itself."""
    if one is None or other is None:
        return None
    start, end = max(one[0], other[0]), min(one[1], other[1])
    return (start, end) if end - start >= _GUTTER / 2 * _height(line) else None


def _height(line: Sequence[P]) -> int:
    return sorted(word.box[3] for word in line)[len(line) // 2]


def _width(lines: Sequence[Sequence[P]]) -> int:
    words = [word.box for line in lines for word in line]
    if not words:
        return 0
    return max(box[0] + box[2] for box in words) - min(box[0] for box in words)

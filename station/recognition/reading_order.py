"""The order in which words are read: rows of a table, and lines found late put in their place."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from station.recognition.tesseract import Box


class Placed(Protocol):
    """Anything with a place on the page."""

    @property
    def box(self) -> Box:
        """x, y, width, height in pixels."""
        ...


P = TypeVar("P", bound=Placed)

# Two words whose middles lie nearer than this, in parts of the lower one's height, share a row.
_SAME_ROW = 0.5


def rows_of(words: Iterable[P]) -> list[list[P]]:
    """Words row by row over the whole width of the page, top to bottom and left to right.

    A row begins with the highest word and takes what follows at the height of its last words, so
    that a slightly slanted row stays one.
    """
    rows: list[list[P]] = []
    for word in sorted(words, key=lambda word: word.box[1] + word.box[3] / 2):
        row = next((row for row in reversed(rows[-3:]) if _in_row(word, row)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    return [sorted(row, key=lambda word: word.box[0]) for row in rows]


def put_in_place(lines: list[list[P]], late: Sequence[P]) -> None:
    """Insert a line into lines that are in reading order already: below the one it stands under.

    Under nothing: before the first line that stands under it; beside all: at the end.
    """
    left, middle, right = _extent(late)
    above, below = None, None
    for number, line in enumerate(lines):
        line_left, line_middle, line_right = _extent(line)
        if min(right, line_right) <= max(left, line_left):
            continue
        if line_middle <= middle and (above is None or line_middle >= _extent(lines[above])[1]):
            above = number
        if line_middle > middle and below is None:
            below = number
    place = above + 1 if above is not None else below if below is not None else len(lines)
    lines.insert(place, list(late))


def _in_row(word: Placed, row: Sequence[Placed]) -> bool:
    last = max(row, key=lambda other: other.box[1])
    apart = abs(_middle(word) - sum(_middle(other) for other in row[-3:]) / len(row[-3:]))
    return apart < _SAME_ROW * min(word.box[3], last.box[3])


def _middle(word: Placed) -> float:
    return word.box[1] + word.box[3] / 2


def _extent(line: Sequence[Placed]) -> tuple[int, float, int]:
    """Left, middle between top and bottom, right."""
    left = min(word.box[0] for word in line)
    right = max(word.box[0] + word.box[2] for word in line)
    return left, sum(_middle(word) for word in line) / len(line), right

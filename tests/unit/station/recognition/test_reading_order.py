"""Rows of a table, and lines found late."""

from dataclasses import dataclass

from station.recognition.reading_order import put_in_place, rows_of
from station.recognition.tesseract import Box


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    box: Box


def word(text: str, x: int, y: int, width: int = 80) -> _Word:
    """A word 30 pixels high."""
    return _Word(text, (x, y, width, 30))


def texts(lines: list[list[_Word]]) -> list[str]:
    """Line by line."""
    return [" ".join(word.text for word in line) for line in lines]


def test_a_table_is_read_row_by_row() -> None:
    """Also when its columns were found one after the other, and when it is a little slanted."""
    columns = [
        [word(f"{row}{name}", 300 * number, 60 * row + 8 * number) for row in range(4)]
        for number, name in enumerate("abc")
    ]

    assert texts(rows_of([cell for column in columns for cell in column])) == [
        f"{row}a {row}b {row}c" for row in range(4)
    ]


def test_a_late_line_goes_below_the_one_it_stands_under() -> None:
    """In its own column, before what stands beneath, and at the end beside everything."""
    left = [[word("L1", 0, 0)], [word("L2", 0, 50)], [word("L4", 0, 150)]]
    lines = [*left, [word("R1", 500, 0)]]

    put_in_place(lines, [word("L3", 10, 100)])
    put_in_place(lines, [word("R2", 510, 50)])
    put_in_place(lines, [word("L0", 0, -50)])
    put_in_place(lines, [word("far", 900, 0)])

    assert texts(lines) == ["L0", "L1", "L2", "L3", "L4", "R1", "R2", "far"]

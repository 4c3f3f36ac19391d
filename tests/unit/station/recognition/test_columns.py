"""Columns of running text among lines that reach over both."""

from dataclasses import dataclass

import pytest

from station.recognition.columns import in_columns
from station.recognition.tesseract import Box

LEFT = ("các bên đã thỏa", "thuận ký kết hợp", "đồng này với các", "điều khoản sau đây")
RIGHT = ("người mua phải trả", "đủ tiền cho bên", "bán trong vòng ba", "mươi ngày kể từ")


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    box: Box


def line(number: int, *parts: tuple[int, str]) -> list[_Word]:
    """Parts of a line that begin at these columns; letters are 20 pixels wide, 30 high."""
    words = []
    for x, text in parts:
        for word in text.split():
            words.append(_Word(word, (x, 50 * number, 20 * len(word), 30)))
            x += 20 * len(word) + 10
    return words


def texts(lines: list[list[_Word]]) -> list[str]:
    """Line by line."""
    return [" ".join(word.text for word in words) for words in lines]


def side_by_side(
    left: tuple[str, ...], right: tuple[str, ...], start: int = 1
) -> list[list[_Word]]:
    """Lines over both columns."""
    return [
        line(number, (0, one), (420, other))
        for number, (one, other) in enumerate(zip(left, right, strict=True), start)
    ]


def test_the_left_column_is_read_before_the_right() -> None:
    """And what reaches over both stands before and behind."""
    lines = side_by_side(LEFT, RIGHT)
    lines[1].insert(4, _Word("|", (370, 100, 4, 30)))  # a fold in the gutter
    head, foot = line(0, (100, "HỢP ĐỒNG MUA BÁN NHÀ")), line(9, (0, "Hà Nội ngày 4 tháng 5"))

    found = in_columns([head, *lines, foot])

    assert texts(found) == [
        "HỢP ĐỒNG MUA BÁN NHÀ",
        LEFT[0],
        f"{LEFT[1]} |",
        *LEFT[2:],
        *RIGHT,
        "Hà Nội ngày 4 tháng 5",
    ]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (LEFT[:3], RIGHT[:3]),  # a head of three lines
        (("Họ tên:", "Nơi sinh:", "Dân tộc:", "Quê quán:"), RIGHT),  # a form
        (LEFT, ("CHỦ TỊCH", "(đã ký)", "Trần Mẫu", "Phó phòng")),  # signatures
    ],
)
def test_what_stands_side_by_side_otherwise_is_read_across(
    left: tuple[str, ...], right: tuple[str, ...]
) -> None:
    """As it was."""
    lines = side_by_side(left, right)

    assert in_columns(lines) == lines


def test_a_table_without_rules_is_read_across() -> None:
    """It has more than one gap."""
    lines = [
        line(number, (0, one), (420, other), (900, "8,5 khá giỏi"))
        for number, (one, other) in enumerate(zip(LEFT, RIGHT, strict=True))
    ]
    assert in_columns(lines) == lines
    assert in_columns([]) == []

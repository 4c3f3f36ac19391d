"""Two readings of one paper that cannot be laid over each other."""

from dataclasses import replace

import pytest

from offline_store.records import Word
from station.recognition.read_differences import read_differences

LINES = ("Họ và tên: Nguyễn Văn An", "Số định danh: 001099000123", "Nơi sinh: Hà Nội")


def read(*lines: str) -> tuple[Word, ...]:
    """Words of 100 by 30 pixels in lines 50 pixels apart."""
    return tuple(
        Word(text, (100 * at, 50 * number, 90, 30), 0.1, number)
        for number, line in enumerate(lines)
        for at, text in enumerate(line.split())
    )


@pytest.mark.parametrize(
    ("copy", "kind", "said", "box"),
    [
        (LINES[1].replace("123", "173"), "changed", ("001099000123", "001099000173"), (300, 90)),
        ("Số định danh:", "missing", ("001099000123", None), (300, 90)),
        (f"{LINES[1]} (cũ)", "added", (None, "(cũ)"), (390, 15)),
    ],
)
def test_what_differs_is_told_where_the_page_has_it(
    copy: str, kind: str, said: tuple[str, str], box: tuple[int, int]
) -> None:
    """Wherever the lines of the other one end."""
    whole = f"{LINES[0]} {copy} {LINES[2]}"
    found = read_differences(read(*LINES), read(whole))

    assert found is not None
    (one,) = found
    assert (one.kind, one.original, one.copy) == (kind, *said)
    assert (one.box[0], one.box[2], one.box[1]) == (*box, 50)


def test_the_same_words_differ_nowhere_and_another_paper_is_none() -> None:
    """Nothing read is another paper, too: nobody can say that it is the same."""
    assert read_differences(read(*LINES), read(" ".join(LINES))) == ()
    assert read_differences(read(*LINES), read("Điểm môn học thứ nhất: 8,5")) is None
    assert read_differences(read(*LINES), ()) is None


def test_what_a_clerk_put_right_is_sure_and_what_was_struck_out_is_not_there() -> None:
    """The clerk's word counts, not the engine's."""
    ours = read(*LINES)
    right = replace(ours[8], text="danh:", read_as="danh;", doubt=0.9)
    stroke = replace(ours[0], text="", read_as="~")
    theirs = read(LINES[0], "Số định doanh: 001099000123", LINES[2])

    found = read_differences((*ours[:8], stroke, right, *ours[9:]), theirs)

    assert found is not None
    assert [(one.original, one.copy, one.score) for one in found] == [("danh:", "doanh:", 0.9)]

"""A closer look at one place of a line."""

import time
from dataclasses import dataclass, field

import numpy as np
import pytest

from station.recognition.agreement import JoinedWord
from station.recognition.choice import Version
from station.recognition.close_look import CloseLook
from station.recognition.picture import Pixels
from station.recognition.tesseract import Box, SeenWord

WORD: Box = (100, 50, 80, 30)
PAGE = np.full((200, 400), 255, np.uint8)


@dataclass(slots=True)
class Answers:
    """A line reader that says what it was told to, one look after the other."""

    texts: list[str]
    asked: list[tuple[Box, int]] = field(default_factory=list)

    def read(self, grey: Pixels, box: Box) -> tuple[SeenWord, ...]:
        """The next answer, and a neighbour's letter at the box's right edge."""
        left, top, width, height = box
        self.asked.append((box, int((grey[top : top + height, left : left + width] < 128).sum())))
        at = self.asked[0][0]
        middle = at[0] + at[2] // 2
        return (
            SeenWord(self.texts[len(self.asked) - 1], (middle - 5, top, 10, height), 0.9, 0),
            SeenWord("x", (left + width - 4, top, 4, height), 0.9, 0),
        )


def version(text: str) -> Version:
    """One word there."""
    return Version((SeenWord(text, WORD, 0.9, 0),))


def soon() -> float:
    """A deadline that nobody meets."""
    return time.monotonic() + 1000


@pytest.mark.parametrize(
    ("answers", "looks"), [(["an"], 1), (["ân"], 1), (["ăn", "ăn"], 2), (["ăn", "an", "ân"], 3)]
)
def test_one_look_is_enough_where_it_agrees(answers: list[str], looks: int) -> None:
    """Else two that agree or three, and what the neighbour reaches in with is left out."""
    reader = Answers(answers)

    seen = CloseLook(PAGE, reader, soon())(version("an"), version("ân"))

    assert [each.text for each in seen] == answers
    assert len(reader.asked) == looks


def test_nothing_is_looked_at_after_the_deadline() -> None:
    """The page has taken its time."""
    assert CloseLook(PAGE, Answers([]), time.monotonic() - 1)(version("an"), version("ân")) == ()


@pytest.mark.parametrize(
    ("text", "answers", "right"),
    [
        ("8500;5", ["8500,5", "8500,5"], "8500,5"),
        ("cho:", ["cho", "cho"], "cho"),
        ("cho:", ["cho", "cho."], "cho:"),  # the two looks do not agree
        ("cho:", ["cho:"], "cho:"),  # nothing to look at twice
        ("quyền.", ["quyên"], "quyền."),  # no letter changes: marks alone may
    ],
)
def test_a_mark_that_was_dust_goes(text: str, answers: list[str], right: str) -> None:
    """It is looked at without the dust; the page itself keeps it."""
    page, specks = PAGE.copy(), np.zeros(PAGE.shape, bool)
    page[55:58, 150:153] = 0
    specks[54:59, 149:154] = True
    reader = Answers(answers)
    word = JoinedWord(text, WORD, 0.97, None, False, None, 0, spared=True)

    cleaned = CloseLook(page, reader, soon(), specks).without_specks(word)

    assert cleaned.text == right
    assert cleaned.spared == (cleaned is word)
    assert [dark for _, dark in reader.asked] == [0] * len(answers)
    assert int((page < 128).sum()) == 9


def test_without_dust_or_marks_nothing_is_looked_at() -> None:
    """A look costs time."""
    specks = np.zeros(PAGE.shape, bool)
    word = JoinedWord("cho:", WORD, 0.97, 0.9, True, None, 0)
    assert CloseLook(PAGE, Answers([]), soon(), specks).without_specks(word) is word
    specks[50:80, 100:180] = True
    plain = JoinedWord("cho", WORD, 0.97, 0.9, True, None, 0)
    assert CloseLook(PAGE, Answers([]), soon(), specks).without_specks(plain) is plain

"""The benchmarks run and count rightly; what they measure is no test."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import keystrokes
from benchmarks.__main__ import BENCHMARKS
from benchmarks.rows import lines
from benchmarks.start import EMPTY_WINDOW, until_painted
from benchmarks.turns import in_turn
from benchmarks.word_errors import Errors, Share, TruePage, caught, errors_of, reliability

PAGE = TruePage(
    Path("page.jpg"),
    300,
    (("Độc", (100, 50, 60, 30)), ("lập", (170, 50, 50, 30)), ("....", (230, 50, 90, 30))),
)


def test_the_runner_lists_its_benchmarks() -> None:
    """`--list` names every benchmark and runs none."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--list"], capture_output=True, text=True, check=True
    )
    assert tuple(done.stdout.split()) == BENCHMARKS


def test_two_windows_in_turn_make_a_row() -> None:
    """Real processes are timed pair by pair, and the row says so to people."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    turns = in_turn(
        lambda: until_painted(EMPTY_WINDOW, environment),
        lambda: until_painted(EMPTY_WINDOW, environment),
        1,
    )
    row = turns.time_row("first paint", "the same window")
    assert row.ratio is not None
    assert row.ratio.median == turns.ours[0] / turns.peer[0]
    assert lines((row,))[-1].endswith("the same window")


def test_words_are_judged_by_place() -> None:
    """Leaders are nobody's words; a wrong accent, a missing and a surplus word each count once."""
    right = (("lập", (172, 51, 46, 28), 0.1), ("Độc", (101, 52, 58, 27), 0.1))
    wrong = (("Dộc", (101, 52, 58, 27), 0.5), ("thừa", (400, 900, 50, 30), 0.2))
    some, none = errors_of(PAGE, wrong), errors_of(replace(PAGE, words=PAGE.words[:1]), ())

    assert errors_of(PAGE, right).words == Share(0, 2)
    assert (some.words, some.letters) == (Share(3, 2), Share(1 + 3 + 4, 6))
    assert (none.words, none.letters) == (Share(1, 1), Share(3, 3))


def test_doubts_are_judged_by_what_they_catch() -> None:
    """Wrong words among the most doubtful, and how often a doubt is right."""
    judged = tuple((doubt / 100, doubt >= 90) for doubt in range(100))
    errors = Errors(judged=judged)

    assert caught(errors, 5) == 0.5
    assert caught(errors, 10) == 1.0
    doubts, wrong, counts = zip(*reliability(errors, (0, 0.9, 1)), strict=True)
    assert doubts == pytest.approx((0.445, 0.945))
    assert (wrong, counts) == ((0.0, 1.0), (90, 10))


@pytest.mark.marathon
def test_a_copy_takes_no_more_keys_than_it_may() -> None:
    """Two pages, three doubtful words, seals and signatures looked at: 25 keys, no pointing."""
    keys, pointing, _ = keystrokes.measure(1)

    assert keys.ours.median <= 25, keys.note
    assert pointing.ours.median == 0

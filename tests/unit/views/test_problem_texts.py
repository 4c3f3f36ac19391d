"""Every error of the product has words for the clerk."""

from collections.abc import Iterator

import pytest

from offline_store.errors import StoreError
from scanners.errors import ScannerError
from signing.errors import SigningError
from station.chip.errors import ChipError
from station.errors import StationError
from station.recognition.errors import ReadingError
from views.presenters.messages import (
    CHANGED_ELSEWHERE,
    CLOCK_DIFFERS,
    DEFECT,
    LOST_AT_CENTRAL,
    NO_CITIZEN_SCREEN,
    NO_STICK,
    PASSWORD_NOT_CHANGED,
    PASSWORD_UNFIT,
    PASSWORDS_DIFFER,
    SIDES_DIFFER,
    TRAIL_CUT,
    WORK_UNDER_WAY,
    NoteCode,
)
from views.problem_texts import PROBLEMS, UNKNOWN, problem_text
from views.problem_words.readiness import READINESS

ROOTS: tuple[type[Exception], ...] = (
    ScannerError,
    SigningError,
    StoreError,
    StationError,
    ReadingError,
    ChipError,
)


def kinds(root: type[Exception]) -> Iterator[type[Exception]]:
    """A root and all below it."""
    yield root
    for kind in root.__subclasses__():
        yield from kinds(kind)


CODES = {
    str(vars(kind)["code"]) for root in ROOTS for kind in kinds(root) if "code" in vars(kind)
} | {
    DEFECT,
    LOST_AT_CENTRAL,
    NO_CITIZEN_SCREEN,
    NO_STICK,
    PASSWORDS_DIFFER,
    PASSWORD_UNFIT,
    PASSWORD_NOT_CHANGED,
    SIDES_DIFFER,
    TRAIL_CUT,
    CLOCK_DIFFERS,
    WORK_UNDER_WAY,
    CHANGED_ELSEWHERE,
}


def test_every_code_has_words_and_no_words_are_left_over() -> None:
    """The table and the rooms' errors name the same codes; a desk's readiness has its own."""
    assert set(PROBLEMS) == CODES | set(READINESS)


def test_facts_show_only_where_the_error_carries_them() -> None:
    """A jam before the first page does not speak of pages before it."""
    with_page = problem_text("paper-jam", {"page": 12})
    without = problem_text("paper-jam", {})

    assert with_page.happened == "The scanner has jammed. Pages before it are saved: 12."
    assert without.happened == "The scanner has jammed."


def test_an_unknown_code_is_named() -> None:
    """What has no words yet says its code, so that IT can look it up."""
    assert UNKNOWN.happened.format(code="new-code") == problem_text("new-code", {}).happened


@pytest.mark.parametrize("code", sorted(CODES))
def test_words_say_what_happened_and_what_to_do(code: str) -> None:
    """Both are there, as sentences, with no placeholder left open."""
    text = problem_text(code, {})

    assert text.happened.endswith(".")
    assert text.to_do.endswith((".", "?"))
    assert "{" not in text.happened + text.to_do


def test_notes_and_problems_have_different_codes() -> None:
    """A message's code alone tells what it is about."""
    assert {code.value for code in NoteCode} & set(PROBLEMS) == set()

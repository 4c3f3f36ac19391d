"""Every error code is documented and has its words, for people at both doors."""

import re
from pathlib import Path
from types import ModuleType

import offline_store.errors
import scanners.errors
import signing.errors
import station.chip.errors
import station.counter_errors
import station.eform_errors
import station.errors
import station.lot_errors
import station.paper_errors
import station.recognition.errors
import station.update_errors
import station.upgrade_errors
from station.problems import SENTENCES
from views.problem_texts import PROBLEMS

ROOT = Path(__file__).parents[2]
ROOMS: tuple[ModuleType, ...] = (
    offline_store.errors,
    scanners.errors,
    signing.errors,
    station.chip.errors,
    station.counter_errors,
    station.eform_errors,
    station.errors,
    station.lot_errors,
    station.paper_errors,
    station.recognition.errors,
    station.update_errors,
    station.upgrade_errors,
)


def _leaves() -> set[str]:
    """The codes that can be raised: classes without subclasses."""
    return {
        str(vars(value)["code"])
        for room in ROOMS
        for value in vars(room).values()
        if isinstance(value, type)
        and issubclass(value, Exception)
        and value.__module__ == room.__name__
        and not value.__subclasses__()
    }


def test_codes_are_kebab_case() -> None:
    """A code is lower-case words joined by hyphens."""
    assert [code for code in _leaves() if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)] == []


def test_the_command_line_has_a_sentence_for_every_code() -> None:
    """No code reaches a person without words, and no words are left without a code."""
    assert sorted(SENTENCES) == sorted(_leaves())


def test_the_window_has_words_for_every_code() -> None:
    """The clerk never sees a bare code."""
    assert sorted(set(_leaves()) - set(PROBLEMS)) == []


def test_every_code_is_documented() -> None:
    """docs/errors.md has a line for each code."""
    documented = re.findall(
        r"^\| `([a-z0-9-]+)` \|", (ROOT / "docs/errors.md").read_text("utf-8"), re.M
    )
    assert sorted(documented) == sorted(_leaves())

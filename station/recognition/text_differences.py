"""Two texts of what should be one paper, word by word."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class TextDifference:
    """Words that differ. kind: `missing` (only in the original), `added`, `changed`.

    original, copy: the words, empty where there are none. line, copy_line: from 1, where they
    begin, or where they would.
    """

    kind: str
    original: str
    copy: str
    line: int
    copy_line: int


def text_differences(original: str, copy: str) -> tuple[TextDifference, ...]:
    """What differs, in the order of the original. Spaces and line breaks make no difference.

    Words are compared letter by letter in NFC, with their marks and case: a certified copy says
    what its original says.
    """
    ours, theirs = _words(original), _words(copy)
    matcher = SequenceMatcher(
        None, [word for word, _ in ours], [word for word, _ in theirs], autojunk=False
    )
    found = []
    for kind, start, end, copy_start, copy_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        found.append(
            TextDifference(
                _KINDS[kind],
                " ".join(word for word, _ in ours[start:end]),
                " ".join(word for word, _ in theirs[copy_start:copy_end]),
                _line(ours, start),
                _line(theirs, copy_start),
            )
        )
    return tuple(found)


def text_ranked(differences: tuple[TextDifference, ...]) -> tuple[TextDifference, ...]:
    """Other digits first, then other words, then punctuation and case alone."""
    return tuple(sorted(differences, key=_weight, reverse=True))


_KINDS = {"delete": "missing", "insert": "added", "replace": "changed"}


def _words(text: str) -> list[tuple[str, int]]:
    lines = unicodedata.normalize("NFC", text).splitlines()
    return [(word, number) for number, line in enumerate(lines, 1) for word in line.split()]


def _line(words: list[tuple[str, int]], at: int) -> int:
    if at < len(words):
        return words[at][1]
    return words[-1][1] if words else 1


def _weight(difference: TextDifference) -> int:
    ours, theirs = difference.original, difference.copy
    if _only(str.isdigit, ours) != _only(str.isdigit, theirs):
        return 2
    return int(_only(str.isalnum, ours.casefold()) != _only(str.isalnum, theirs.casefold()))


def _only(wanted: Callable[[str], bool], text: str) -> str:
    return "".join(letter for letter in text if wanted(letter))

"""Two readings of what should be one paper that cannot be laid over each other: by their words.

A retyped copy, another layout, a page of an older form: nothing lies where it lay, and yet the
same words should be there.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher

from offline_store.records import Word
from station.recognition.second_look import Difference
from station.recognition.tesseract import Box

_ONE_PAPER = 0.5  # of the words of both, the share found in both in one order
_KINDS = {"delete": "missing", "insert": "added", "replace": "changed"}


def read_differences(
    original: Sequence[Word], copy: Sequence[Word]
) -> tuple[Difference, ...] | None:
    """What differs between the words of two pages, in the original's order; () where nothing does.

    None where too few words are in both: it is another paper, or hardly anything was read. Words
    are compared letter by letter, with their marks and case. A difference lies where its first line
    has it on the original; what is only on the copy lies behind the word before it. Its score is
    how sure both readings are, 0 to 1.
    """
    original = [word for word in original if word.text]  # without what a clerk struck out
    copy = [word for word in copy if word.text]
    matcher = SequenceMatcher(
        None, [word.text for word in original], [word.text for word in copy], autojunk=False
    )
    if not original or not copy or matcher.ratio() < _ONE_PAPER:
        return None
    return tuple(
        Difference(
            _KINDS[kind],
            _box(original, start, end),
            round(_sureness(original[start:end]) * _sureness(copy[copy_start:copy_end]), 3),
            _said(original[start:end]),
            _said(copy[copy_start:copy_end]),
        )
        for kind, start, end, copy_start, copy_end in matcher.get_opcodes()
        if kind != "equal"
    )


def _box(words: Sequence[Word], start: int, end: int) -> Box:
    if start == end:
        x, y, width, height = words[max(0, start - 1)].box
        return (x + width if start else x), y, max(1, height // 2), height
    line = [word.box for word in words[start:end] if word.line == words[start].line]
    left, top = min(box[0] for box in line), min(box[1] for box in line)
    right = max(box[0] + box[2] for box in line)
    bottom = max(box[1] + box[3] for box in line)
    return left, top, right - left, bottom - top


def _said(words: Sequence[Word]) -> str | None:
    return " ".join(word.text for word in words) or None


def _sureness(words: Sequence[Word]) -> float:
    """Of the least sure one; what a clerk put right is sure."""
    return 1 - max((word.doubt for word in words if word.read_as is None), default=0.0)

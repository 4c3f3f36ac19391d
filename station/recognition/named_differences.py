"""What is read where two pictures differ, and which difference is to be looked at first."""

from dataclasses import replace

from offline_store.records import Reading, Word
from station.recognition.second_look import Comparison, Difference
from station.recognition.tesseract import Box

_WITHIN = 0.3  # share of a word's height that a difference must reach into


def named(comparison: Comparison, original: Reading, copy: Reading) -> Comparison:
    """The same with the words under each difference, on the original and on the copy.

    Words are told whole. Where nothing is read, as under a seal, it stays None.
    """
    return replace(
        comparison,
        differences=tuple(
            replace(
                difference,
                original=_said(original.words, difference.box),
                copy=_said(copy.words, comparison.box_in_copy(difference.box)),
            )
            for difference in comparison.differences
        ),
    )


def ranked(comparison: Comparison) -> tuple[Difference, ...]:
    """The differences as they should be looked at: what changes the paper's meaning first.

    Other digits; other words; then by the ink that has no counterpart. Words that are read alike
    come last, but they come: the eye may see what no reader does.
    """
    return tuple(sorted(comparison.differences, key=_weight, reverse=True))


def _weight(difference: Difference) -> tuple[int, float]:
    ours, theirs = difference.original or "", difference.copy or ""
    if _digits(ours) != _digits(theirs):
        kind = 3
    elif ours != theirs:
        kind = 2
    else:
        kind = 0 if ours else 1  # seals, pictures and pens, where nothing is read
    _, _, width, height = difference.box
    return kind, difference.score * width * height


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def _said(words: tuple[Word, ...], box: Box) -> str | None:
    found = [word.text for word in words if _reaches(box, word.box)]
    return " ".join(found) or None


def _reaches(box: Box, word: Box) -> bool:
    across = min(box[0] + box[2], word[0] + word[2]) - max(box[0], word[0])
    down = min(box[1] + box[3], word[1] + word[3]) - max(box[1], word[1])
    return across > 0 and down > _WITHIN * min(word[3], box[3])

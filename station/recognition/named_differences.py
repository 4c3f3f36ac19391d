"""What is read where two pictures differ, and which difference is to be looked at first."""

from dataclasses import replace

from offline_store.records import Reading, Word
from station.recognition.second_look import Comparison, Difference
from station.recognition.tesseract import Box

_SURE = 0.01  # a doubt below which hardly one word in a thousand is wrong
_WITHIN = 0.2  # share of a word's height that a difference must reach into
_LEAST_ROOM = 12  # pixels


def named(comparison: Comparison, original: Reading, copy: Reading) -> Comparison:
    """The same with the words under each difference, on the original and on the copy.

    Words are told whole. Where nothing is read, as under a seal, it stays None. Words that are read
    surely and otherwise, where no ink was found to differ, are differences, too: a mark that a poor
    scan blurs is too little ink to tell from a rescan. Their score is how sure both readings are.
    """
    if not comparison.aligned or not comparison.to_copy:
        return comparison
    by_ink = [
        replace(
            difference,
            original=_said(original.words, _about(difference.box)),
            copy=_said(copy.words, comparison.box_in_copy(_about(difference.box))),
        )
        for difference in comparison.differences
    ]
    by_words = [
        Difference("changed", word.box, round((1 - _doubt(word)) * (1 - other.doubt), 3), *said)
        for word, other in _sure_pairs(comparison, original, copy)
        if (said := (word.text, other.text))[0] != said[1]
        and not any(
            _reaches(_about(difference.box), word.box) for difference in comparison.differences
        )
    ]
    found = sorted([*by_ink, *by_words], key=lambda found: (found.box[1], found.box[0]))
    return replace(comparison, differences=tuple(found))


def _sure_pairs(
    comparison: Comparison, original: Reading, copy: Reading
) -> list[tuple[Word, Word]]:
    """Words of both that lie on each other, one on one, and that nobody doubts."""
    pairs = []
    for word in original.words:
        there = comparison.box_in_copy(word.box)
        # A neighbour that only touches is no partner.
        x, y, width, height = there
        inner = (x + width // 4, y, max(1, width // 2), height)
        partners = [other for other in copy.words if _reaches(inner, other.box)]
        if len(partners) == 1 and max(_doubt(word), partners[0].doubt) < _SURE:
            pairs.append((word, partners[0]))
    return pairs


def _doubt(word: Word) -> float:
    """What a clerk put right is not doubted any more."""
    return word.doubt if word.read_as is None else 0.0


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


def _about(box: Box) -> Box:
    """With some room about it: a changed mark stands over its letter, not in it."""
    x, y, width, height = box
    room = max(_LEAST_ROOM, height // 2)
    return x, y - room, width, height + 2 * room


def _reaches(box: Box, word: Box) -> bool:
    across = min(box[0] + box[2], word[0] + word[2]) - max(box[0], word[0])
    down = min(box[1] + box[3], word[1] + word[3]) - max(box[1], word[1])
    return across > 0 and down > _WITHIN * min(word[3], box[3])

"""Two readers' words for the same ink, made into one.

Words that overlap are laid beside each other. Where both say the same, that is the word. Where
they differ, one is chosen by what was measured to tell them apart: how sure each was of itself,
whether what it says can be Vietnamese writing, and in what they differ.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from station.recognition.syllables import Writing, writing_of
from station.recognition.tesseract import Box, SeenWord

_OVERLAP = 0.4  # of the narrower of two words
# The logarithm of the odds that the second reader is right where the two differ: a logistic
# regression over some 600 differences on 22 synthetic pages.
_CHOICE = {
    "": 0.71,
    "first-sure": -1.31,
    "second-sure": 0.74,
    "first-writing": -0.78,
    "second-writing": 2.19,
    "digits": 0.85,
    "only-marks": -1.30,
    "second-longer": -0.55,
    "second-shorter": -0.82,
    "only-case": -1.08,
}
_COMMA = 1.5  # as sure as to be right nine times of eleven
_TESSERACT_SUREST = 0.98  # it is never surer of a word
_SURE_MARK = 0.91  # a dash or dot that only Tesseract saw, to be believed
_SURE_WORD = 0.90  # a word that only Tesseract saw
_SECOND_SURE = 0.60  # a syllable or number that only the second reader saw
_SECOND_SURE_ODD = 0.90  # anything else


@dataclass(frozen=True, slots=True)
class JoinedWord:
    """A word that one or two readers vouch for.

    first, second: the confidence, 0 to 1, of Tesseract and of the second reader in what they saw
    here; None for a reader that saw nothing. looked: whether the second reader looked here.
    odds: how clear the choice was where they differ, as the logarithm of odds, 0 or more; None
    where they do not differ. line: Tesseract's line, None for a word that it did not see.
    """

    text: str
    box: Box
    first: float | None
    second: float | None
    looked: bool
    odds: float | None
    line: int | None


def only_first(words: Sequence[SeenWord]) -> tuple[JoinedWord, ...]:
    """Tesseract's words, where nobody else looked."""
    return tuple(
        JoinedWord(word.text, word.box, word.confidence, None, False, None, word.line)
        for word in words
    )


def credible(words: Sequence[SeenWord]) -> tuple[JoinedWord, ...]:
    """Those of Tesseract's words that can be believed although the second reader saw no text."""
    return tuple(_by_first(word) for word in words if _is_credible_alone(word))


def joined(first: Sequence[SeenWord], second: Sequence[SeenWord]) -> tuple[JoinedWord, ...]:
    """One line's words, or a part's, of both readers, left to right."""
    found: list[JoinedWord] = []
    for ours, theirs in _beside_each_other(first, second):
        if not theirs:
            found += credible(ours)
        elif not ours:
            found += [_by_second(word, None, None) for word in theirs if _is_no_stray(word)]
        else:
            found += _one_of(ours, theirs)
    return tuple(sorted(found, key=lambda word: word.box[0]))


def _beside_each_other(
    first: Sequence[SeenWord], second: Sequence[SeenWord]
) -> list[tuple[list[SeenWord], list[SeenWord]]]:
    """Sets of words that overlap across the two readers, chained: one split in two is one set."""
    sets: list[tuple[list[SeenWord], list[SeenWord]]] = [([word], []) for word in first]
    for word in second:
        mine = [group for group in sets if any(_overlap(word, other) for other in group[0])]
        merged: tuple[list[SeenWord], list[SeenWord]] = ([], [word])
        for group in mine:
            merged[0].extend(group[0])
            merged[1].extend(group[1])
            sets.remove(group)
        sets.append(merged)
    for group in sets:
        for words in group:
            words.sort(key=lambda word: word.box[0])
    return sets


def _overlap(one: SeenWord, other: SeenWord) -> bool:
    left = max(one.box[0], other.box[0])
    right = min(one.box[0] + one.box[2], other.box[0] + other.box[2])
    return right - left > _OVERLAP * min(one.box[2], other.box[2])


def _one_of(ours: list[SeenWord], theirs: list[SeenWord]) -> list[JoinedWord]:
    first, second = (min(word.confidence for word in words) for words in (ours, theirs))
    if [word.text for word in ours] == [word.text for word in theirs]:
        return [
            JoinedWord(
                word.text, word.box, word.confidence, other.confidence, True, None, word.line
            )
            for word, other in zip(ours, theirs, strict=True)
        ]
    odds = _odds_of_second(ours, theirs, first, second)
    if odds <= 0:
        return [
            JoinedWord(word.text, word.box, word.confidence, second, True, -odds, word.line)
            for word in ours
        ]
    line = ours[0].line
    if len(ours) == len(theirs):  # its places are the better ones
        theirs = [
            SeenWord(word.text, ours[number].box, word.confidence, line)
            for number, word in enumerate(theirs)
        ]
    return [
        JoinedWord(word.text, word.box, first, word.confidence, True, odds, line) for word in theirs
    ]


def _odds_of_second(
    ours: list[SeenWord], theirs: list[SeenWord], first: float, second: float
) -> float:
    """The logarithm of the odds that the second reader is the one who is right."""
    our_text, their_text = (" ".join(word.text for word in words) for words in (ours, theirs))
    if our_text.replace(";", ",") == their_text.replace(";", ","):
        # Where one sees a comma and the other a semicolon it was a comma, seven times of seven.
        return _COMMA if their_text.count(",") > our_text.count(",") else -_COMMA
    our_core, their_core = (re.sub(r"[^\w ]", "", text) for text in (our_text, their_text))
    seen = {
        "": 1.0,
        "first-sure": sureness(first / _TESSERACT_SUREST),
        "second-sure": sureness(second),
        "first-writing": float(all(map(_is_writing, ours))),
        "second-writing": float(all(map(_is_writing, theirs))),
        "digits": float(any(letter.isdigit() for letter in our_text + their_text)),
        "only-marks": float(our_core == their_core),
        "second-longer": float(len(their_core) > len(our_core)),
        "second-shorter": float(len(their_core) < len(our_core)),
        "only-case": float(our_text.lower() == their_text.lower()),
    }
    return sum(_CHOICE[name] * value for name, value in seen.items())


def sureness(confidence: float) -> float:
    """A confidence on a scale on which 0.99 and 0.999 differ as 0.9 and 0.99 do; 0 to 6.9."""
    return -math.log(max(0.001, 1 - confidence))


def _is_writing(word: SeenWord) -> bool:
    return writing_of(word.text) is not Writing.NONE


def _is_credible_alone(word: SeenWord) -> bool:
    """Whether ink that only Tesseract takes for a word is one: mostly it is dust and rules."""
    if not any(letter.isalnum() for letter in word.text):
        return word.confidence >= _SURE_MARK and word.text in ("-", "–")
    return len(word.text) > 1 and _is_writing(word) and word.confidence >= _SURE_WORD


def _is_no_stray(word: SeenWord) -> bool:
    """Whether what only the second reader saw is a word, and not the ring of a seal or a pen."""
    writing = writing_of(word.text)
    if writing is Writing.NUMBER or (writing is not Writing.NONE and len(word.text) > 1):
        return word.confidence >= _SECOND_SURE
    return len(word.text) > 2 and word.confidence >= _SECOND_SURE_ODD


def _by_first(word: SeenWord) -> JoinedWord:
    return JoinedWord(word.text, word.box, word.confidence, None, True, None, word.line)


def _by_second(word: SeenWord, first: float | None, odds: float | None) -> JoinedWord:
    return JoinedWord(word.text, word.box, first, word.confidence, True, odds, None)

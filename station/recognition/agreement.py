"""Two readers' words for the same ink, made into one.

Words that overlap are laid beside each other. Where both say the same, that is the word. Where
they differ, one version is chosen (`choice.py`), where that is open after a closer look.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from station.recognition.choice import Version, choose
from station.recognition.syllables import Writing, writing_of
from station.recognition.tesseract import Box, SeenWord

_NOTHING = 0.1
_OVERLAP = 0.4  # of the narrower of two words
_TALL = 1.3  # of the line's height
_SURE_MARK = 0.91  # a dash or dot that only Tesseract saw, to be believed
_SURE_WORD = 0.90  # a word that only Tesseract saw
_SECOND_SURE = 0.60  # a syllable or number that only the second reader saw
_SECOND_SURE_ODD = 0.90  # anything else
# Log odds, over fifty to one, from which a closer look changes nothing: of the development pages'
# 52 wrong words on poor scans and 35 on fair ones it mended none.
_SETTLED = 4.0


@dataclass(frozen=True, slots=True)
class JoinedWord:
    """A word that one or two readers vouch for.

    first, second: the confidence, 0 to 1, of Tesseract and of the second reader in what they saw
    here; None for a reader that saw nothing. looked: whether the second reader looked here.
    odds: where they differ, the logarithm of the odds that the right version was chosen; else None.
    line: Tesseract's line, None for a word that it did not see. spared: the second reader
    did not look because Tesseract is sure.
    """

    text: str
    box: Box
    first: float | None
    second: float | None
    looked: bool
    odds: float | None
    line: int | None
    spared: bool = False


Closer = Callable[[Version, Version], Sequence[Version]]


def only_first(words: Sequence[SeenWord], *, spared: bool = False) -> tuple[JoinedWord, ...]:
    """Tesseract's words, where nobody else looked; spared: because it is sure of them."""
    return tuple(
        JoinedWord(word.text, word.box, word.confidence, None, False, None, word.line, spared)
        for word in words
    )


def credible(words: Sequence[SeenWord]) -> tuple[JoinedWord, ...]:
    """Those of Tesseract's words that can be believed although the second reader saw no text."""
    return tuple(_by_first(word) for word in words if _is_credible_alone(word))


def joined(
    first: Sequence[SeenWord], second: Sequence[SeenWord], closer: Closer = lambda ours, theirs: ()
) -> tuple[JoinedWord, ...]:
    """One line's words, or a part's, of both readers, left to right.

    closer: looks again where they differ and neither is likelier by far.
    """
    found: list[JoinedWord] = []
    for ours, theirs in _beside_each_other(first, second):
        if theirs and len(ours) > 1:
            # Specks beside a word, which it does not take for words itself.
            ours = [word for word in ours if word.confidence > _NOTHING] or ours[:1]
        if not theirs:
            found += credible(ours)
        elif not ours:
            found += [_by_second(word, None, None) for word in theirs if _is_no_stray(word)]
        else:
            found += _one_of(ours, theirs, closer)
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


def _one_of(ours: list[SeenWord], theirs: list[SeenWord], closer: Closer) -> list[JoinedWord]:
    if [word.text for word in ours] == [word.text for word in theirs]:
        return [
            JoinedWord(
                word.text,
                _not_taller(word.box, other.box),
                word.confidence,
                other.confidence,
                True,
                None,
                word.line,
            )
            for word, other in zip(ours, theirs, strict=True)
        ]
    first, second = Version(tuple(ours)), Version(tuple(theirs))
    chosen, odds = choose(first, second)
    if odds < _SETTLED:
        chosen, odds = choose(first, second, closer(first, second))
    if chosen is first:
        return [
            JoinedWord(
                word.text,
                _not_taller(word.box, theirs[0].box),
                word.confidence,
                second.confidence,
                True,
                odds,
                word.line,
            )
            for word in ours
        ]
    # Tesseract's places are the better ones.
    boxes = [word.box for word in (ours if len(ours) == len(chosen.words) else chosen.words)]
    return [
        JoinedWord(
            word.text,
            _not_taller(box, theirs[0].box),
            first.confidence,
            word.confidence,
            True,
            odds,
            ours[0].line,
        )
        for word, box in zip(chosen.words, boxes, strict=True)
    ]


def _not_taller(box: Box, line: Box) -> Box:
    """Tesseract's box; where it took dust above or below for a part of the word, the line's."""
    x, y, width, height = box
    if height <= _TALL * line[3]:
        return box
    top, bottom = max(y, line[1]), min(y + height, line[1] + line[3])
    return (x, top, width, bottom - top) if bottom > top else box


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

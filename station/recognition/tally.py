"""How well a page was read, once a clerk has compared it with its original."""

from offline_store.records import Reading, ReadingTally, Word
from station.recognition.doubt import DOUBTFUL


def tally_of(reading: Reading) -> ReadingTally:
    """Count the words of one page, and those that the clerk put right.

    A wrong word that nobody noticed counts as right, so the share of wrong ones is a lower bound.
    """
    words = reading.words
    return ReadingTally(
        pages=1,
        words=len(words),
        wrong=_wrong(words),
        digits=sum(map(_has_digit, words)),
        digits_wrong=_wrong(tuple(filter(_has_digit, words))),
        doubtful=sum(map(_is_doubtful, words)),
        doubtful_wrong=_wrong(tuple(filter(_is_doubtful, words))),
    )


def _wrong(words: tuple[Word, ...]) -> int:
    return sum(word.read_as is not None for word in words)


def _has_digit(word: Word) -> bool:
    return any(letter.isdigit() for letter in word.text)


def _is_doubtful(word: Word) -> bool:
    return word.doubt > DOUBTFUL

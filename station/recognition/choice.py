"""Which of several versions of the same ink is right: the two readers', and those of closer looks.

A version gains by who says it, how sure each was of itself, and whether it can be Vietnamese
writing; it loses by marks that others do not have (specks) or by a comma that others have.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from station.recognition.syllables import Writing, writing_of
from station.recognition.tesseract import SeenWord

# A conditional logit over some 580 places of 22 synthetic pages where the two differ. Papers left
# out of the fit: 90 % of the choices are right, and what is chosen with a probability of 90 to 97 %
# is right nine times of ten.
_WEIGHTS = {
    "first": -0.15,
    "first-sure": 0.77,
    "second": 0.08,
    "second-sure": 0.51,
    "closer": 1.23,
    "closer-sure": 0.21,
    "writing": 1.76,
    "commas": 0.58,
    "marks": -0.95,
}
_TESSERACT_SUREST = 0.98  # it is never surer of a word
_MOST_ODDS = 7.0
_SPACES_ODDS = 2.5
_NO_WORDS = re.compile(r"[\d-]")  # Tesseract cuts numbers in two


@dataclass(frozen=True, slots=True)
class Version:
    """What one look at a place gave: words left to right, at least one."""

    words: tuple[SeenWord, ...]

    @property
    def text(self) -> str:
        """The words with spaces between them."""
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        """Of the least sure word, 0 to 1."""
        return min(word.confidence for word in self.words)


def choose(
    first: Version, second: Version, closer: Sequence[Version] = ()
) -> tuple[Version, float]:
    """The version that is probably right, and the logarithm of the odds that it is.

    first: Tesseract's; second: the second reader's of the whole line; closer: its versions of this
    place alone, none, one or several.
    """
    if _unspaced(first) == _unspaced(second) and not _NO_WORDS.search(first.text):
        # They differ in spaces alone: Tesseract's are the better ones, where they make words.
        words = (writing_of(word.text) for word in second.words)
        sound = all(writing in (Writing.SYLLABLE, Writing.NUMBER) for writing in words)
        spaced = second if sound and not _can_be(first.text) else first
        return spaced, _SPACES_ODDS
    versions = {version.text: version for version in (*reversed(closer), second, first)}
    texts = list(versions)
    scores = [_score(text, texts, first, second, closer) for text in texts]
    best = max(range(len(texts)), key=scores.__getitem__)
    others = sum(math.exp(score - scores[best]) for at, score in enumerate(scores) if at != best)
    odds = -math.log(max(others, math.exp(-_MOST_ODDS)))
    return versions[texts[best]], odds


def sureness(confidence: float) -> float:
    """A confidence on a scale on which 0.99 and 0.999 differ as 0.9 and 0.99 do; 0 to 6.9."""
    return -math.log(max(0.001, 1 - confidence))


def tesseract_sureness(confidence: float) -> float:
    """The same for Tesseract, which is never quite sure."""
    return sureness(confidence / _TESSERACT_SUREST)


def _score(
    text: str, texts: Sequence[str], first: Version, second: Version, closer: Sequence[Version]
) -> float:
    saying = [version for version in closer if version.text == text]
    alike = [other for other in texts if other != text and letters_of(other) == letters_of(text)]
    commas = max((text.count(",") - other.count(",") for other in alike), default=0, key=abs)
    marks = max((_marks(text) - _marks(other) for other in alike), default=0, key=abs)
    signs = {
        "closer": len(saying) / max(1, len(closer)),
        "closer-sure": max((sureness(version.confidence) for version in saying), default=0.0),
        "writing": float(_can_be(text)),
        "commas": max(-1, min(1, commas)),
        "marks": max(-2, min(2, marks)),
    }
    if text == first.text:
        signs |= {"first": 1.0, "first-sure": tesseract_sureness(first.confidence)}
    if text == second.text:
        signs |= {"second": 1.0, "second-sure": sureness(second.confidence)}
    return sum(_WEIGHTS[name] * value for name, value in signs.items())


def _can_be(text: str) -> bool:
    """Whether all its words can be Vietnamese writing."""
    return all(writing_of(word) is not Writing.NONE for word in text.split())


def _unspaced(version: Version) -> str:
    return version.text.replace(" ", "")


def letters_of(text: str) -> str:
    """A text without marks."""
    return re.sub(r"[^\w ]", "", text)


def _marks(text: str) -> int:
    """How long it is without commas: with the same letters, how many marks it has."""
    return len(text) - text.count(",")

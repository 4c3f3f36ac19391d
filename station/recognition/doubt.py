"""How probable it is that a word was read wrong: what the clerk's eye is led by."""

import math
import re
from dataclasses import dataclass

from station.recognition.agreement import JoinedWord
from station.recognition.choice import sureness, tesseract_sureness
from station.recognition.syllables import Writing, writing_of
from station.recognition.word_list import is_unlisted

# Weights of a logistic regression over 18,000 words of 22 synthetic pages, fair and poor, each page
# read with the second reader off, where in doubt, and everywhere. Judged on papers left out of the
# fit, what it says of a word is what happens: `docs/measurements.md`. The weight of a syllable that
# no dictionary lists was added later, the others held: of 45 such words 27 were wrong; without one
# paper after the other it comes to between 2.6 and 3.5.
_WEIGHTS: dict[str, float] = {
    "no-writing": 1.88,
    "unlisted": 3.05,
    "digits": 0.58,
    "short": 0.62,
    "grainy": 1.42,
    "sealed": 0.40,
    "dusty": 0.88,
    "alone": 0.47,
    "alone-sure": -1.26,
    "spared": -0.48,
    "spared-sure": -1.95,
    "differ": -0.86,
    "differ-odds": -0.75,
    "differ-second-sure": -0.17,
    "one": 0.32,
    "one-sure": -0.75,
    "agree": -0.78,
    "agree-first-sure": -0.79,
    "agree-second-sure": -0.60,
}
# What both readers may agree on and no number has: a semicolon is a comma with a speck above it.
_NO_NUMBER = re.compile(r"\d;\d")
_LIKELY_WRONG = 0.5

DOUBTFUL = 0.03
"""Words doubted by more than this are shown to the clerk.

What they hold of the wrong ones is measured in docs/measurements.md.
"""


@dataclass(frozen=True, slots=True)
class About:
    """What the picture is like about a word: grainy as a whole, under a seal, dust beside it."""

    grainy: bool = False
    sealed: bool = False
    dusty: bool = False


def doubt_of(word: JoinedWord, about: About) -> float:
    """The probability, 0 to 1, that the word is not what is printed."""
    score = sum(_WEIGHTS[name] * value for name, value in signs_of(word, about).items())
    doubt = 1 / (1 + math.exp(-score))
    if _NO_NUMBER.search(word.text):
        doubt = max(doubt, _LIKELY_WRONG)
    return round(doubt, 4)


def signs_of(word: JoinedWord, about: About) -> dict[str, float]:
    """What speaks for and against a word, by name; what does not apply is left out."""
    writing = writing_of(word.text)
    signs = {
        "no-writing": float(writing is Writing.NONE),
        "unlisted": float(is_unlisted(word.text)),
        "digits": float(any(letter.isdigit() for letter in word.text)),
        "short": float(len(word.text) == 1),
        "grainy": float(about.grainy),
        "sealed": float(about.sealed),
        "dusty": float(about.dusty),
    }
    first = tesseract_sureness(word.first or 0)
    second = sureness(word.second or 0)
    if word.spared:
        return signs | {"spared": 1.0, "spared-sure": first}
    if not word.looked:
        return signs | {"alone": 1.0, "alone-sure": first}
    if word.odds is not None:
        return signs | {"differ": 1.0, "differ-odds": word.odds, "differ-second-sure": second}
    if word.first is None or word.second is None:
        return signs | {"one": 1.0, "one-sure": max(first, second)}
    return signs | {"agree": 1.0, "agree-first-sure": first, "agree-second-sure": second}

"""How probable it is that a word was read wrong: what the clerk's eye is led by."""

import math
import re

from station.recognition.agreement import JoinedWord, sureness
from station.recognition.syllables import Writing, writing_of

# Weights of a logistic regression.
_WEIGHTS: dict[str, float] = {
    "no-writing": 1.0,
    "digits": 0.2,
    "impossible-date": 2.0,
    "short": 0.5,
    "grainy": 0.6,
    "sealed": 0.5,
    "alone": 1.3,
    "alone-sure": -1.7,
    "differ": 0.0,
    "differ-odds": -0.6,
    "differ-second-sure": -0.2,
    "one": -0.5,
    "one-sure": -0.4,
    "agree": -3.0,
    "agree-first-sure": -0.8,
    "agree-second-sure": -0.3,
}
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_TESSERACT_SUREST = 0.98


def doubt_of(word: JoinedWord, *, grainy: bool, sealed: bool) -> float:
    """The probability, 0 to 1, that the word is not what is printed."""
    score = sum(_WEIGHTS[name] * value for name, value in signs_of(word, grainy, sealed).items())
    return round(1 / (1 + math.exp(-score)), 4)


def signs_of(word: JoinedWord, grainy: bool, sealed: bool) -> dict[str, float]:
    """What speaks for and against a word, by name; what does not apply is left out."""
    writing = writing_of(word.text)
    signs = {
        "no-writing": float(writing is Writing.NONE),
        "digits": float(any(letter.isdigit() for letter in word.text)),
        "impossible-date": float(_is_impossible_date(word.text)),
        "short": float(len(word.text) == 1),
        "grainy": float(grainy),
        "sealed": float(sealed),
    }
    first = sureness((word.first or 0) / _TESSERACT_SUREST)
    second = sureness(word.second or 0)
    if not word.looked:
        return signs | {"alone": 1.0, "alone-sure": first}
    if word.odds is not None:
        return signs | {"differ": 1.0, "differ-odds": word.odds, "differ-second-sure": second}
    if word.first is None or word.second is None:
        return signs | {"one": 1.0, "one-sure": max(first, second)}
    return signs | {"agree": 1.0, "agree-first-sure": first, "agree-second-sure": second}


def _is_impossible_date(text: str) -> bool:
    found = _DATE.search(text)
    return found is not None and not (1 <= int(found[1]) <= 31 and 1 <= int(found[2]) <= 12)

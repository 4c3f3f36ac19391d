"""Who issued a paper, as its head says: what stands in capitals in the upper left corner.

The frame of administrative papers (NĐ 30/2020/NĐ-CP, Phụ lục I).
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from offline_store.records import Page, Word
from station.recognition.paper import bare_words

_HEAD = 0.16  # of the page's height
_LEFT = 0.42  # of its width: from there on stand country and motto
_APART = 2.0  # word heights between what has nothing to do with each other
_LEAST_LETTERS = 6
_COUNTRY = ("cong", "hoa", "xa", "hoi")


@dataclass(frozen=True, slots=True)
class Issuer:
    """The office, and the probability that a word of it was read wrong."""

    value: str
    doubt: float


def issuer_on(page: Page) -> Issuer | None:
    """The office that a page's head names; None where it has none, or does not stand upright."""
    if page.reading is None or page.reading.rotation:
        return None
    lines: defaultdict[int, list[Word]] = defaultdict(list)
    for word in page.reading.words:
        if word.box[1] + word.box[3] / 2 < _HEAD * page.height and bare_words(word.text):
            lines[word.line].append(word)
    words: list[Word] = []
    for line in sorted(lines.values(), key=lambda line: line[0].box[1]):
        part = _first_part(line, page.width)
        if not part:
            continue  # the right column, read as lines of its own
        if not all(word.text.isupper() for word in part):
            break
        words += part
    text = " ".join(word.text for word in words)
    if len(text) < _LEAST_LETTERS or tuple(bare_words(text)[:4]) == _COUNTRY:
        return None
    return Issuer(text, round(1 - math.prod(1 - word.doubt for word in words), 4))


def _first_part(line: Sequence[Word], width: int) -> list[Word]:
    """What of a line stands in the left column."""
    part: list[Word] = []
    for word in sorted(line, key=lambda word: word.box[0]):
        x, _, _, height = word.box
        gap = x - part[-1].box[0] - part[-1].box[2] if part else 0
        if x >= _LEFT * width or gap > _APART * height:
            break
        part.append(word)
    return part

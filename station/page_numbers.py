"""Page numbers as they are printed: "Trang 3/5", "- 3 -", "3" by itself at head or foot."""

import re
from collections import defaultdict
from dataclasses import dataclass

from offline_store.records import Page, Word

_HEAD, _FOOT = 0.12, 0.86  # of the page's height, upright: between them stands the text
_LARGEST = 999
_NAMED = re.compile(
    r"(?:trang|tr\.?|page|p\.)\s*(?:số\s*)?(\d{1,3})(?:\s*(?:/|of|trên)\s*(\d{1,3}))?", re.I
)
# One of the dashes may be lost to a speck: "-3.", "_3-".
_DASHED = re.compile(r"[-–—~_.]\s*(\d{1,3})\s*[-–—~_]|[-–—~_]\s*(\d{1,3})\s*[-–—~_.]")
_OF = re.compile(r"(\d{1,3})\s*/\s*(\d{1,3})")
_BARE = re.compile(r"(\d{1,3})\.?")


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number that a page bears. of: how many there are, where that is printed, too.

    text: the line it stands in. sure: it is said to be one; a number by itself may be anything.
    """

    page: Page
    number: int
    of: int | None
    text: str
    sure: bool


def printed_number(page: Page) -> PrintedNumber | None:
    """The number on a page that was read; None where none is found, or more than one."""
    if page.reading is None:
        return None
    found: list[PrintedNumber] = []
    for words in _lines(page.reading.words):
        places = [_upright_place(word, page) for word in words]
        middle = sum(places) / len(places)
        if _HEAD < middle < _FOOT:
            continue
        text = " ".join(word.text for word in words)
        number = _number_in(text)
        if number is not None:
            found.append(PrintedNumber(page, *number[:2], text, number[2]))
    best = [each for each in found if each.sure] or found
    return best[0] if len({(each.number, each.of) for each in best}) == 1 else None


def _lines(words: tuple[Word, ...]) -> list[list[Word]]:
    lines: defaultdict[int, list[Word]] = defaultdict(list)
    for word in words:
        lines[word.line].append(word)
    return list(lines.values())


def _number_in(text: str) -> tuple[int, int | None, bool] | None:
    """Number, of how many, and whether it is said to be a page's."""
    if named := _NAMED.search(text):
        number, of = int(named[1]), int(named[2]) if named[2] else None
    elif dashed := _DASHED.fullmatch(text.strip()):
        number, of = int(dashed[1] or dashed[2]), None
    elif both := _OF.fullmatch(text.strip()):
        number, of = int(both[1]), int(both[2])
    elif bare := _BARE.fullmatch(text.strip()):
        return (int(bare[1]), None, False) if 1 <= int(bare[1]) <= _LARGEST else None
    else:
        return None
    return (number, of, True) if 1 <= number <= (of or _LARGEST) else None


def _upright_place(word: Word, page: Page) -> float:
    """How far down the upright page the word stands, 0 to 1."""
    x, y, width, height = word.box
    across, down = (x + width / 2) / page.width, (y + height / 2) / page.height
    turn = page.reading.rotation if page.reading is not None else 0
    return {0: down, 90: across, 180: 1 - down, 270: 1 - across}[turn]

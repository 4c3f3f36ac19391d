"""What a clerk looks at first: names, numbers, dates, seals, signatures, photos, then the rest.

A wrong word of a sentence is seen by whoever reads the copy; a wrong number, date or name is
believed, and so is a seal that was never there. So those come first while the eye is fresh, each
kind in reading order.
"""

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum

from offline_store.records import Word
from offline_store.search_key import search_key
from offline_store.spots import Spot, SpotKind

# Kept as they are compared: without marks. What most people of the country are called.
_FAMILIES = frozenset(
    {
        *("nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui"),
        *("do", "ho", "ngo", "duong", "ly", "dinh", "trinh", "mai", "doan", "luong", "truong"),
        *("ha", "cao", "lam", "phung", "to", "quach", "kieu", "tang", "thai", "chu", "vuong"),
        *("la", "dao"),
    }
)
# Words before a person's name on papers.
_BEFORE_NAMES = frozenset(["ong", "ba", "ten", "ho", "va", "em", "anh", "chi", "con"])
_OF_DATES = frozenset(["ngay", "thang", "nam"])
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}([./-]\d{2,4})?|\d{4}[./-]\d{1,2}[./-]\d{1,2}")
_LONGEST_NAME = 6


class Risk(IntEnum):
    """What a word or a spot is, by how much harm it does where it is wrong and nobody sees it."""

    NAME = 0
    NUMBER = 1
    DATE = 2
    SEAL = 3
    SIGNATURE = 4
    PHOTO = 5
    OTHER = 6


_OF_SPOTS = {
    SpotKind.SEAL: Risk.SEAL,
    SpotKind.SEALED_SIGNATURE: Risk.SEAL,
    SpotKind.SIGNATURE: Risk.SIGNATURE,
    SpotKind.PHOTO: Risk.PHOTO,
}


def by_risk(
    words: Sequence[Word], which: Iterable[int], spots: Sequence[Spot] = ()
) -> tuple[int, ...]:
    """These words and all spots, in the order in which they are looked at.

    Told by index: of a word among the words; of a spot among the spots, which follow the words.
    """
    weighed = [(risk_of(words, index), index) for index in which]
    weighed += [(_OF_SPOTS[spot.kind], at) for at, spot in enumerate(spots, len(words))]
    return tuple(index for _, index in sorted(weighed))


def risk_of(words: Sequence[Word], index: int) -> Risk:
    """What a word is, told by itself and those beside it on its line."""
    text = words[index].text
    if any(letter.isdigit() for letter in text):
        dated = _DATE.search(text) or _OF_DATES & {_bare(words, index - 1), _bare(words, index + 1)}
        return Risk.DATE if dated else Risk.NUMBER
    return Risk.NAME if _in_name(words, index) else Risk.OTHER


def _in_name(words: Sequence[Word], index: int) -> bool:
    """Whether it stands in a run of words that begin with a capital, led by a family's name.

    Or by a word before names. A line in capitals is a title unless a family leads it.
    """
    run = _run(words, index)
    if len(run) < 2 or index not in run:
        return False
    first = run.start
    led = {_bare(words, first), _bare(words, first + 1)} & _FAMILIES
    labelled = _bare(words, first - 1) in _BEFORE_NAMES and not words[index].text.isupper()
    return len(run) <= _LONGEST_NAME and bool(led or labelled)


def _run(words: Sequence[Word], index: int) -> range:
    line = words[index].line
    first = last = index
    if not _capital(words[index]):
        return range(index, index)
    while first > 0 and words[first - 1].line == line and _capital(words[first - 1]):
        if words[first].text.isupper() != words[first - 1].text.isupper():
            break
        first -= 1
    end = len(words) - 1
    while last < end and words[last + 1].line == line and _capital(words[last + 1]):
        if words[last].text.isupper() != words[last + 1].text.isupper():
            break
        last += 1
    return range(first, last + 1)


def _capital(word: Word) -> bool:
    letters = word.text.strip("“”\"'(),.:;-")
    return letters[:1].isupper()


def _bare(words: Sequence[Word], index: int) -> str:
    return search_key(words[index].text).strip(" .:,;()") if 0 <= index < len(words) else ""

"""What speaks for a page of a pile belonging to a paper: what stands on it, and the page before it.

Evidence is a number from 0 to 1: how likely the page is that paper's if nothing else claims it. The
numbers are rules of thumb; they order what is offered, and say where a clerk must look.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from offline_store.procedure_wire import Component
from offline_store.records import Page, Reading
from scanners.page_looks import BLANK
from station.page_numbers import printed_number
from station.page_order import goes_on
from station.recognition.kinds import Kind
from station.recognition.mrz import MRZ_CODE
from station.recognition.paper import (
    bare_words,
    bears_title,
    capital_lines,
    likeness,
    opens_with_title,
    recognise,
)

# A first page, by what is printed on it.
_SAID = 1.0  # the clerk says which kind it is
_TITLE_OF_KIND = 0.95
_GENERAL_TITLE = 0.45  # papers of many sorts bear it
_NAME = 0.95  # the component's own name stands there as a title
_PART_OF_NAME = 0.8  # at most, where only some of its words do
# An inner page or a back, by what is printed on it.
_ZONE_AT_BACK = 0.9  # the lines at an identity card's back
_SIGNS = 0.7
_SHARED = 0.5  # of what a kind says, where several components are of that kind

# The page behind one that belongs to a paper.
_FOLLOWS = 0.65
_BLANK_BACK = 0.9
_NEXT_NUMBER = 0.95
_LATER_NUMBER = 0.8
_TEXT_GOES_ON = 0.9
_SAME_KIND = 0.85
_FIRST_NUMBER = 0.2
# What speaks against that, as a factor.
_BREAKS_OFF = 0.8
_OTHER_SIZE = 0.5
_LOOKS_FIRST = 0.4
_SAME_SIZE_MM = 12.0
_ENOUGH_SIGNS = 0.4

_CARD = "identity-card"
_MOTTO = ("cong hoa xa hoi", "doc lap tu do")
# They stand in the names of papers and tell none from the other.
_FILLERS = frozenset({"cua", "cac", "nhung", "ve", "va", "hoac", "cho", "theo", "co"})


@dataclass(frozen=True, slots=True)
class Claims:
    """Which components claim a page by what is printed on it, and how strongly.

    of: evidence by the component's position, from 1. first: it looks like a paper's first page.
    kind: the kind of paper that it was recognised as; empty for none.
    """

    of: Mapping[int, float]
    first: bool
    kind: str


def claims_on(page: Page, components: Sequence[Component], kinds: Sequence[Kind]) -> Claims:
    """What the components of a procedure claim of a page, in their order; nothing of an unread one.

    Some hundredths of a second.
    """
    reading = page.reading
    if reading is None:
        return Claims({}, first=False, kind="")
    kind, by_kind, first = _by_kind(reading, kinds)
    alike = [each for each in components if kind and each.kind == kind]
    if len(alike) > 1:
        by_kind *= _SHARED
    found: dict[int, float] = {}
    whole = False
    for position, asked in enumerate(components, start=1):
        of_kind = by_kind if kind and asked.kind == kind else 0.0
        by_name = _by_name(reading, asked.name, components)
        whole = whole or by_name >= _NAME
        if either := together(of_kind, by_name):
            found[position] = round(either, 4)
    begins = first or whole or _has_head(reading)
    if not begins and "says-copy" not in reading.warnings:  # such a stamp ends a paper
        begins = opens_with_title(reading)
    return Claims(found, first=begins, kind=kind)


def evidence_behind(before: Page, page: Page, kind: Kind | None, *, first: bool) -> float:
    """What speaks for a page belonging to the paper of the page before it, by itself.

    kind: of that paper, where it is known. first: the page looks like a paper's first one.
    """
    if is_blank(page):
        return _BLANK_BACK
    if page.reading is None:
        return 0.0
    number, last = printed_number(page), printed_number(before)
    if number is not None and number.sure and number.number == 1:
        return _FIRST_NUMBER
    text = goes_on(before, page)
    found = _FOLLOWS
    if text < 0:
        found *= _BREAKS_OFF
    if not _same_size(before, page):
        found *= _OTHER_SIZE
    if first:
        found *= _LOOKS_FIRST
    if _has_head(page.reading):
        return found
    if number is not None and number.sure:
        follows = last is not None and number.number == last.number + 1
        found = max(found, _NEXT_NUMBER if follows else _LATER_NUMBER)
    if text > 0:
        found = max(found, _TEXT_GOES_ON)
    if kind is not None and likeness(page.reading, kind).signs >= _ENOUGH_SIGNS:
        found = max(found, _SAME_KIND)
    return found


def is_blank(page: Page) -> bool:
    """Whether nothing is on a page: neither seen when it came, nor read since."""
    return BLANK in page.warnings and not (page.reading and page.reading.words)


def together(one: float, other: float) -> float:
    """Evidence of two kinds for the same, taken as independent."""
    return 1 - (1 - one) * (1 - other)


def _by_kind(reading: Reading, kinds: Sequence[Kind]) -> tuple[str, float, bool]:
    """The kind that the page was recognised as, what that says, and whether it is a first page."""
    paper = recognise(reading, kinds)
    if paper is None:
        if reading.kind_said is None and any(code.type == MRZ_CODE for code in reading.codes):
            return _CARD, _ZONE_AT_BACK, False
        return "", 0.0, False
    titled = likeness(reading, paper.kind).titled
    if reading.kind_said:
        return paper.kind.id, _SAID, titled
    if not titled:
        zone = any(code.type == MRZ_CODE for code in reading.codes)
        return paper.kind.id, _ZONE_AT_BACK if zone else _SIGNS, False
    return paper.kind.id, _GENERAL_TITLE if paper.kind.general else _TITLE_OF_KIND, True


def _by_name(reading: Reading, name: str, components: Sequence[Component]) -> float:
    """How far a title on the page is the component's name.

    Words that stand in many of the components' names tell little of any.
    """
    if bears_title(reading, name):
        return _NAME
    weight_of = {
        word: 1 / sum(word in bare_words(each.name) for each in components)
        for word in _telling(name)
    }
    best = 0.0
    for line in capital_lines(reading):
        words = [word for word in line.split() if word not in _FILLERS]
        there = sum(word in weight_of for word in words)
        if there < 2:
            continue
        precise = there / len(words)
        found = sum(weight for word, weight in weight_of.items() if word in words)
        complete = found / sum(weight_of.values())
        best = max(best, 2 * precise * complete / (precise + complete))
    return _PART_OF_NAME * best


def _telling(name: str) -> frozenset[str]:
    words = frozenset(bare_words(name))
    return words - _FILLERS or words


def _has_head(reading: Reading) -> bool:
    """Whether it begins as an administrative paper does: country and motto."""
    text = " ".join(word for each in reading.words for word in bare_words(each.text))
    return any(words in text for words in _MOTTO)


def _same_size(one: Page, other: Page) -> bool:
    """Whether two pages are of one format, whichever way they lie."""
    sides = [
        sorted((page.width / page.dpi * 25.4, page.height / page.dpi * 25.4))
        for page in (one, other)
    ]
    return all(abs(a - b) <= _SAME_SIZE_MM for a, b in zip(*sides, strict=True))

"""What can be suggested about the pages of a document, as values, and how it is found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Event

from offline_store.records import Document, Page, PageId
from scanners.page_looks import BLANK, NEARLY_BLANK
from station.bootstrap import Desk
from station.page_checks import Finding
from station.page_order import OrderCheck, Reason, check_order
from station.separators import Part, Separator, parts_of, separator_from
from station.split_proposals import ProposedSplit

# Sheets scanned twice and papers side by side are looked for among so many pages: each is opened.
MOST_OPENED = 40
# Office machines print a few words beside a patch code; what bears more is no sheet.
FEW_WORDS = 60


class Kind(StrEnum):
    """What is suggested."""

    CUT = "cut"
    ORDER = "order"
    BLANK = "blank"
    NEARLY_BLANK = "nearly-blank"
    REPEATED = "repeated"
    SPLIT = "split"
    LYING = "lying"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing to do. pages: those it is about; for an order, all of them as they would lie.

    like: the earlier page that they repeat. parts: how a batch would be cut. reason: what tells the
    order. split: where a page would be cut in two. missing: page numbers that no page bears.
    looked: the clerk has the page in hand because of the suggestion. turns: by how many degrees
    clockwise each of the pages stands upright.
    """

    kind: Kind
    pages: tuple[Page, ...]
    like: Page | None = None
    parts: tuple[Part, ...] = ()
    reason: Reason | None = None
    split: ProposedSplit | None = None
    missing: tuple[int, ...] = ()
    looked: bool = False
    turns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at a document found.

    state: of which pages it tells. repeated: a page and the earlier one that it repeats. splits and
    sheets: by the SHA-256 of a page's picture, what was found on it, None for nothing.
    """

    state: tuple[object, ...] = ()
    order: OrderCheck | None = None
    repeated: tuple[tuple[PageId, PageId], ...] = ()
    compared: frozenset[str] = frozenset()
    splits: Mapping[str, ProposedSplit | None] = field(default_factory=dict)
    sheets: Mapping[str, Separator | None] = field(default_factory=dict)


def state_of(document: Document) -> tuple[object, ...]:
    """What makes a new look worth while: pages, order, pictures, and whether they were read."""
    return tuple((page.id, page.sha256, page.reading is not None) for page in document.pages)


def look_through(desk: Desk, document: Document, before: Looked, stop: Event) -> Looked:
    """Look at what has not been looked at before: some 0.5 s a page. Any thread but Qt's.

    stop: when it is set, what was found so far is all.

    Raises:
        NotFound: a page went away meanwhile.
    """
    pages = document.pages
    few = len(pages) <= MOST_OPENED
    pictures = frozenset(page.sha256 for page in pages)
    repeated, compared = before.repeated, before.compared
    if few and len(pages) > 1 and not pictures <= compared and not stop.is_set():
        repeated, compared = _repeated(desk, document), pictures
    splits = dict(before.splits)
    for page in pages if few else ():
        if page.sha256 not in splits and not stop.is_set():
            splits[page.sha256] = desk.propose_split(page.id)
    sheets = dict(before.sheets)
    # A code was found when the page was read; patches are looked for where few words stand.
    unknown = {
        page.id
        for page in pages
        if page.reading and len(page.reading.words) <= FEW_WORDS and page.sha256 not in sheets
    }
    if unknown and not stop.is_set():
        found = {each.page.id: each.separator for each in desk.cut_batch.find(document.id, unknown)}
        sheets |= {page.sha256: found.get(page.id) for page in pages if page.id in unknown}
    return Looked(state_of(document), check_order(pages), repeated, compared, splits, sheets)


def suggestions_for(pages: Sequence[Page], looked: Looked) -> tuple[Suggestion, ...]:
    """All that can be suggested about pages, the most pressing first."""
    here = {page.id: page for page in pages}
    found = _cut(pages, looked.sheets)
    order = looked.order
    if order is not None and not found:
        proposed = order.proposed
        if proposed is not None and set(proposed.pages) == here.keys():
            ordered = tuple(here[page_id] for page_id in proposed.pages)
            if ordered != tuple(pages):
                found.append(Suggestion(Kind.ORDER, ordered, reason=proposed.reason))
        if order.missing:
            found.append(Suggestion(Kind.MISSING, tuple(pages), missing=order.missing))
    lying = [each for each in order.lying if each.page.id in here] if order is not None else []
    if lying:
        turns = tuple(each.degrees for each in lying)
        found.append(Suggestion(Kind.LYING, tuple(each.page for each in lying), turns=turns))
    blank = tuple(page for page in pages if BLANK in page.warnings)
    if blank:
        found.append(Suggestion(Kind.BLANK, blank))
    found += [
        Suggestion(Kind.NEARLY_BLANK, (page,)) for page in pages if NEARLY_BLANK in page.warnings
    ]
    found += [
        Suggestion(Kind.REPEATED, (here[page_id],), like=here[like])
        for page_id, like in looked.repeated
        if page_id in here and like in here
    ]
    splits = ((page, looked.splits.get(page.sha256)) for page in pages)
    found += [Suggestion(Kind.SPLIT, (page,), split=split) for page, split in splits if split]
    return tuple(found)


def _repeated(desk: Desk, document: Document) -> tuple[tuple[PageId, PageId], ...]:
    return tuple(
        (each.page.id, each.like.id)
        for each in desk.check_pages(document.id)
        if each.finding is Finding.REPEATED and each.like is not None
    )


def _cut(pages: Sequence[Page], known: Mapping[str, Separator | None]) -> list[Suggestion]:
    """How the pages would be cut at their separator sheets."""
    found = {page.id: _separator_on(page) or known.get(page.sha256) for page in pages}
    sheets = {page_id: separator for page_id, separator in found.items() if separator is not None}
    if not sheets:
        return []
    at = tuple(page for page in pages if page.id in sheets)
    return [Suggestion(Kind.CUT, at, parts=parts_of(pages, sheets))]


def _separator_on(page: Page) -> Separator | None:
    codes = page.reading.codes if page.reading is not None else ()
    return next((found for code in codes if (found := separator_from(code.text))), None)

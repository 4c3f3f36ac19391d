"""In what order pages belong, as far as they say it themselves. Proposals only: nothing is changed.

Two witnesses are heard. Page numbers, where they are printed and were read. Else, for a pile whose
fronts and backs were scanned in two runs, the text: where a sentence breaks off at the end of one
page and goes on at the start of another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from offline_store.records import DocumentId, Page, PageId
from offline_store.store import Store
from scanners.page_looks import BLANK
from station.page_numbers import PrintedNumber, printed_number

_ENOUGH = 3  # bare numbers before they count as page numbers
_MOST = 0.6  # of the pages must bear one
_LATEST_FIRST = 3  # a first number up to this may lack those before it
_CLEARLY = 2  # more places where the text goes on
_LEAST_WORDS = 20  # on a page whose text is to tell anything
_ENDS = frozenset('.!?:;…"”)')


class Reason(StrEnum):
    """What an order is proposed by."""

    PAGE_NUMBERS = "page-numbers"
    TEXT_GOES_ON = "text-goes-on"


@dataclass(frozen=True, slots=True)
class ProposedOrder:
    """All pages of a document in the order in which they belong.

    runs: fronts and backs came in two runs, and are put together. turned: the last back came first.
    """

    pages: tuple[PageId, ...]
    reason: Reason
    runs: bool
    turned: bool


@dataclass(frozen=True, slots=True)
class Lying:
    """A page that stands upright once it is turned clockwise by `degrees`: 90, 180 or 270."""

    page: Page
    degrees: int


@dataclass(frozen=True, slots=True)
class OrderCheck:
    """What the pages say of their order.

    numbers: those that are printed. missing: numbers that no page bears. proposed: None where the
    order is right, or nothing tells. lying: pages that do not stand upright.
    """

    numbers: tuple[PrintedNumber, ...]
    missing: tuple[int, ...]
    proposed: ProposedOrder | None
    lying: tuple[Lying, ...]


@dataclass(frozen=True, slots=True)
class CheckOrder:
    """Look at the order of a document's pages that were read; quick, no picture is opened."""

    store: Store

    def __call__(self, document_id: DocumentId) -> OrderCheck:
        """What the pages say.

        Raises:
            NotFound: there is no such document.
        """
        with self.store.snapshot() as records:
            return check_order(records.dossiers.document(document_id).pages)


def check_order(pages: Sequence[Page]) -> OrderCheck:
    """What the pages of a document, in their present order, say of it."""
    numbers = _trusted([printed_number(page) for page in pages], pages)
    told = _by_numbers(pages, numbers) if numbers else _by_text(pages)
    lying = tuple(
        Lying(page, page.reading.rotation)
        for page in pages
        if page.reading and page.reading.rotation
    )
    return OrderCheck(numbers, _missing(pages, numbers), told, lying)


def _trusted(
    found: Sequence[PrintedNumber | None], pages: Sequence[Page]
) -> tuple[PrintedNumber, ...]:
    """Numbers that are page numbers: named so, or enough of them, and each once."""
    numbers = [each for each in found if each is not None]
    written = sum(BLANK not in page.warnings for page in pages)
    sure = sum(each.sure for each in numbers)
    if sure < len(numbers) and sure >= 2:
        numbers = [each for each in numbers if each.sure]
    elif sure < 2 and (len(numbers) < _ENOUGH or len(numbers) < _MOST * written):
        return ()
    # Several papers in one batch count anew: then the numbers tell no order of all pages.
    return tuple(numbers) if len({each.number for each in numbers}) == len(numbers) else ()


def _by_numbers(pages: Sequence[Page], numbers: Sequence[PrintedNumber]) -> ProposedOrder | None:
    """Pages by their numbers; one without goes along with the page before it.

    A first page often bears none: alone without a number, where 1 is not given, it is the first.
    """
    number_of = {each.page.id: each.number for each in numbers}
    bare = [page.id for page in pages if page.id not in number_of]
    if len(bare) == 1 and 1 not in number_of.values():
        number_of[bare[0]] = 1
    blocks: list[tuple[int, list[PageId]]] = [(0, [])]
    for page in pages:
        if page.id in number_of:
            blocks.append((number_of[page.id], []))
        blocks[-1][1].append(page.id)
    order = tuple(
        page_id for _, block in sorted(blocks, key=lambda each: each[0]) for page_id in block
    )
    now = tuple(page.id for page in pages)
    if order == now:
        return None
    runs = {turned: _interleaved(now, turned=turned) for turned in (False, True)}
    return ProposedOrder(
        order, Reason.PAGE_NUMBERS, order in runs.values(), turned=order == runs[True]
    )


def _missing(pages: Sequence[Page], numbers: Sequence[PrintedNumber]) -> tuple[int, ...]:
    if not numbers:
        return ()
    there = {each.number for each in numbers}
    said = {each.of for each in numbers if each.of is not None}
    last = max(max(there), *said) if len(said) == 1 else max(there)
    # Numbers that begin late are a part of something larger, unless it is said how large.
    first = 1 if said or min(there) <= _LATEST_FIRST else min(there)
    lacking = [number for number in range(first, last + 1) if number not in there]
    unnumbered = sum(1 for page in pages if BLANK not in page.warnings) - len(numbers)
    # The first page often bears no number.
    if lacking and lacking[0] == 1 and unnumbered >= 1:
        del lacking[0]
    return tuple(lacking)


def _interleaved(now: tuple[PageId, ...], *, turned: bool) -> tuple[PageId, ...]:
    half = len(now) // 2
    if len(now) % 2 or half < 2:
        return ()
    backs = now[half:][::-1] if turned else now[half:]
    return tuple(side for sheet in zip(now[:half], backs, strict=True) for side in sheet)


def _by_text(pages: Sequence[Page]) -> ProposedOrder | None:
    """Fronts and backs of two runs, where the text goes on clearly more often than as it lies."""
    page_of = {page.id: page for page in pages}
    now = tuple(page_of)

    def score(order: Sequence[PageId]) -> int:
        return sum(goes_on(page_of[one], page_of[other]) for one, other in pairwise(order))

    # Two ways of turning the pile that fit equally well are no answer.
    fits = {turned: _interleaved(now, turned=turned) for turned in (False, True)}
    scores = {turned: score(order) for turned, order in fits.items() if order}
    if not scores or len(set(scores.values())) == 1:
        return None
    turned = max(scores, key=lambda way: scores[way])
    if scores[turned] < score(now) + _CLEARLY:
        return None
    return ProposedOrder(fits[turned], Reason.TEXT_GOES_ON, runs=True, turned=turned)


def goes_on(one: Page, other: Page) -> int:
    """1 where a sentence goes over from one page to the other, -1 where it breaks off, else 0."""
    if one.reading is None or other.reading is None:
        return 0
    words = [word.text for word in one.reading.words if not word.text.isdigit()]
    following = [word.text for word in other.reading.words if word.text[0].isalpha()]
    if len(words) < _LEAST_WORDS or len(following) < _LEAST_WORDS:
        return 0
    open_end = words[-1][-1] not in _ENDS
    if following[0][0].islower():
        return 1 if open_end else -1
    return 0

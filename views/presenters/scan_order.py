"""What the clerk asks of a scan, and what is to be done with the paper before it goes on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from offline_store.errors import Fact
from offline_store.records import DocumentId, Page, PageId
from scanners.values import ScanOptions


class Runs(StrEnum):
    """In how many runs both sides of sheets are scanned, and which sides come first.

    CARD: on the glass, one side after the other; both come onto one sheet.
    """

    ONE = "one"
    FRONTS_FIRST = "fronts-first"
    BACKS_FIRST = "backs-first"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class ScanOrder:
    """One scan: the device, how, in how many runs, and where its pages go.

    after: behind this page. instead_of: in this page's place. Neither: at the end.
    on_button: it begins when the device's own button is pressed.
    """

    device_id: str
    options: ScanOptions
    runs: Runs = Runs.ONE
    after: PageId | None = None
    instead_of: PageId | None = None
    on_button: bool = False


@dataclass(frozen=True, slots=True)
class Interlude:
    """The scan waits for the clerk's hands.

    problem: the code of what stopped it, with its facts; None: the first run is done, and the pile
    is to be turned over, or the card. sides: kept so far in this run. last: the last good one of
    them.
    """

    document_id: DocumentId
    sides: int
    last: Page | None
    problem: str | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    two_sided: bool = False
    card: bool = False


@dataclass(slots=True)
class ScanRun:
    """A scan that is under way, or that waits in an interlude.

    pages: kept in this run, first to last. first: those of the first run, where there are two.
    turned: the pile was turned over as a whole, so that the second run began at its last sheet.
    began: the device was asked for pages in this run; what waits in the spool since is of it.
    """

    document_id: DocumentId
    order: ScanOrder
    pages: list[Page] = field(default_factory=list)
    first: tuple[Page, ...] | None = None
    turned: bool = True
    began: bool = False

    @property
    def turns_over(self) -> bool:
        """Whether this run is the first of two."""
        return self.order.runs is not Runs.ONE and self.first is None

    def fronts_and_backs(self) -> tuple[list[PageId], list[PageId]]:
        """The fronts, first sheet first, and the backs in the same order of sheets."""
        first = [page.id for page in self.first or ()]
        second = [page.id for page in (reversed(self.pages) if self.turned else self.pages)]
        return (second, first) if self.order.runs is Runs.BACKS_FIRST else (first, second)

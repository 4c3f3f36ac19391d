"""What a clerk should look at among the pages of a document: proposals, never acts."""

from dataclasses import dataclass
from enum import StrEnum

from offline_store.records import DocumentId, Page
from offline_store.store import Store
from scanners import page_flaws
from scanners.jpeg_damage import DAMAGED
from scanners.page_looks import BLANK, NEARLY_BLANK
from scanners.spool import DPI_BELOW_RULE
from station.repeated import RepeatedSheets


class Finding(StrEnum):
    """What was found on a page."""

    BLANK = "blank"  # nothing is on it: may be removed
    NEARLY_BLANK = "nearly-blank"  # a pale stamp, show-through or a page number: look first
    REPEATED = "repeated"  # the same sheet as an earlier page
    LOW_RESOLUTION = "low-resolution"  # below the rule's 200 dpi
    BLURRED = "blurred"
    SHADOW = "shadow"  # the light fades away towards an edge
    FOLD = "fold"  # a fold's shade runs over the page
    FINGER = "finger"
    GLARE = "glare"  # a spot is burnt out
    CUT = "cut"  # letters run into an edge of the picture
    DAMAGED = "damaged"  # part of the picture was lost on its way


# To be scanned again, if the paper allows it.
_FLAWS = {
    DPI_BELOW_RULE: Finding.LOW_RESOLUTION,
    page_flaws.BLURRED: Finding.BLURRED,
    page_flaws.SHADOW: Finding.SHADOW,
    page_flaws.FOLD: Finding.FOLD,
    page_flaws.FINGER: Finding.FINGER,
    page_flaws.GLARE: Finding.GLARE,
    page_flaws.CUT: Finding.CUT,
    DAMAGED: Finding.DAMAGED,
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """One page to look at. like: the earlier page that it repeats."""

    page: Page
    finding: Finding
    like: Page | None = None


@dataclass(frozen=True, slots=True)
class CheckPages:
    """Look through the pages of a document. What is removed on a proposal, undo gives back."""

    store: Store

    def __call__(self, document_id: DocumentId) -> tuple[Proposal, ...]:
        """Every proposal, in the order of the pages; some seconds where sheets look alike."""
        with self.store.snapshot() as records:
            pages = records.dossiers.document(document_id).pages
        repeated = RepeatedSheets(self.store)
        proposals: list[Proposal] = []
        originals: list[Page] = []
        for page in pages:
            if BLANK in page.warnings:
                proposals.append(Proposal(page, Finding.BLANK))
                continue
            if NEARLY_BLANK in page.warnings:
                proposals.append(Proposal(page, Finding.NEARLY_BLANK))
                continue
            proposals += (Proposal(page, _FLAWS[code]) for code in page.warnings if code in _FLAWS)
            like = next((each for each in originals if repeated.same(each, page)), None)
            if like is None:
                originals.append(page)
            else:
                proposals.append(Proposal(page, Finding.REPEATED, like))
        return tuple(proposals)

"""What a clerk should look at among the pages of a document: proposals, never acts."""

from dataclasses import dataclass
from enum import StrEnum

from offline_store.records import DocumentId, Page
from offline_store.store import Store
from scanners.page_looks import BLANK, NEARLY_BLANK
from station.repeated import RepeatedSheets


class Finding(StrEnum):
    """What was found on a page."""

    BLANK = "blank"  # nothing is on it: may be removed
    NEARLY_BLANK = "nearly-blank"  # a pale stamp, show-through or a page number: look first
    REPEATED = "repeated"  # the same sheet as an earlier page


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
            like = next((each for each in originals if repeated.same(each, page)), None)
            if like is None:
                originals.append(page)
            else:
                proposals.append(Proposal(page, Finding.REPEATED, like))
        return tuple(proposals)

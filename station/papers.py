"""Papers: what kind each page of a document is, its fields, and whether they fit together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from offline_store.records import DocumentId, Page, PageId, Requester
from offline_store.store import Store
from station.recognition.kinds import Kind
from station.recognition.paper import Paper, recognise
from station.recognition.paper_checks import CheckResult, against_requester


@dataclass(frozen=True, slots=True)
class PagePaper:
    """A recognised page: what it is, and its fields held against the requester."""

    paper: Paper
    requester: tuple[CheckResult, ...]

    @property
    def checks(self) -> tuple[CheckResult, ...]:
        """All that was held against each other; those that do not agree first."""
        return tuple(sorted((*self.paper.checks, *self.requester), key=lambda check: check.agrees))


@dataclass(frozen=True, slots=True)
class RecognisePapers:
    """Recognise the pages of a document that were read; some hundredths of a second a page."""

    store: Store
    kinds: Sequence[Kind]

    def __call__(self, document_id: DocumentId) -> Mapping[PageId, PagePaper]:
        """The pages that are papers of a known kind; others are not in the answer.

        Raises:
            NotFound: no such document.
        """
        with self.store.snapshot() as records:
            document = records.dossiers.document(document_id)
            asks = records.dossiers.get(document.dossier_id).requester
        found = {page.id: self.of(page, asks) for page in document.pages}
        return {page_id: paper for page_id, paper in found.items() if paper is not None}

    def of(self, page: Page, requester: Requester) -> PagePaper | None:
        """One page, as it is given; None where it was not read or is of no known kind."""
        paper = recognise(page.reading, self.kinds) if page.reading is not None else None
        if paper is None:
            return None
        values = {name: field.value for name, field in paper.fields.items()}
        checks = against_requester(
            paper.kind, values, requester.name, requester.id_number, requester.birth_date
        )
        return PagePaper(paper, checks)

"""The papers of a procedure's dossier: its checklist, and where the pages of its pile belong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from offline_store.descriptions import Description
from offline_store.errors import NotFound
from offline_store.handling import Handling, Standing
from offline_store.page_edits import PageEdit
from offline_store.records import Document, DocumentId, DossierId, PageId
from offline_store.store import Records
from signing.errors import TokenMissing
from signing.values import Token
from station.bootstrap import Desk
from station.checklist import mark_of
from station.describe import Proposed
from station.hanoi_time import hanoi_day
from station.pile_document import piles
from station.pile_offers import Offer
from station.sign_stack import StackedPaper
from views.presenters.counter import Counter, Place, Work
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode
from views.presenters.reading import BackgroundReading
from views.presenters.stack import PaperWork, StackPresenter, StackRow, StackView


@dataclass(frozen=True, slots=True)
class ComponentRow:
    """One paper of the checklist.

    number: from 1. standing: a word of `Standing`; None: nothing was said. document: holds its
    pages; None where it has none. described: its code, once it is described, else empty. signed: by
    who scanned it.
    """

    number: int
    name: str
    needed: bool
    standing: str | None
    pages: int
    document: DocumentId | None = None
    described: str = ""
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Papers:
    """What the sheet shows. code: the dossier's. procedure: its name. offers: of the pile.

    to_sign: how many described papers of this clerk's wait to be signed, of all dossiers.
    """

    code: str
    procedure: str
    rows: tuple[ComponentRow, ...]
    offers: tuple[Offer, ...]
    to_sign: int = 0

    @property
    def clear(self) -> int:
        """How many pages one key gives."""
        return sum(offer.clear for offer in self.offers)


class DossierPapersView(Protocol):
    """What the sheet must show."""

    def show_papers(self, papers: Papers | None) -> None:
        """The checklist and the pile; None: no dossier for a procedure is open."""
        ...

    def show_reading(self, done: int, total: int) -> None:
        """So many pages of the pile are read; `done` as `total` where nothing is under way."""
        ...

    def ask_description(
        self, row: ComponentRow, proposed: Mapping[str, Proposed], today: date
    ) -> None:
        """Let the clerk describe a paper: what is proposed for each field."""
        ...

    def open_stack(self, attach: Callable[[StackView], StackPresenter]) -> None:
        """Show the papers that wait to be signed, with the presenter that signs them."""
        ...

    def done(self) -> None:
        """Put the sheet away."""
        ...


class DossierPapersPresenter:
    """Reads the pile, offers its pages, and gives them as the clerk says."""

    def __init__(
        self,
        counter: Counter,
        view: DossierPapersView,
        serial: Jobs,
        parallel: Jobs,
        reading: BackgroundReading,
    ) -> None:
        reading.when_done(self._read_to_the_end)
        self._reading = reading
        # Documents of the pile of which pages are being read.
        self._unread: set[DocumentId] = set()
        self._counter = counter
        self._view = view
        self._serial = serial
        self._parallel = parallel
        self._asked = 0
        self._dossier: DossierId | None = None
        # Of the pile, from which the last act here can be taken back.
        self._given_from: DocumentId | None = None
        self._papers: Papers | None = None
        self._stack: StackPresenter | None = None

    def show(self) -> None:
        """Look at what is open anew; pages of its pile that were not read are read meanwhile."""
        work = self._counter.work
        self._asked += 1
        asked, desk = self._asked, self._counter.desk
        dossier_id = None if work is None else work.dossier.id
        if dossier_id != self._dossier:
            self._dossier, self._papers, self._given_from = dossier_id, None, None
        if dossier_id is None:
            self._view.show_reading(0, 0)
            self._view.show_papers(None)
            return

        def looked(found: tuple[Papers | None, tuple[Document, ...]]) -> None:
            if asked == self._asked:
                self._papers, unread = found
                self._view.show_papers(self._papers)
                self._read(unread)

        self._parallel.start(
            lambda: (_papers(desk, dossier_id), _unread(desk, dossier_id)),
            looked,
            self._counter.report,
        )

    def follow(self, work: Work | None) -> None:
        """Show what is open now, where it is another dossier; else how far reading is."""
        if (None if work is None else work.dossier.id) != self._dossier:
            self.show()
        elif work is not None and work.document.id in self._unread:
            self._show_reading((work.document,))

    def confirm(self) -> None:
        """Give every page that is offered clearly."""
        papers, dossier_id = self._papers, self._dossier
        if papers is None or dossier_id is None or not papers.clear:
            return
        desk = self._counter.desk

        def given(counts: dict[int, int]) -> None:
            first = next(offer for offer in papers.offers if offer.clear)
            self._given(sum(counts.values()), first.page.document_id)

        self._serial.start(
            lambda: dict(desk.sort_pile.confirm(dossier_id, papers.offers)), given, self._failed
        )

    def give(self, page_ids: Sequence[PageId], number: int) -> None:
        """Give pages of the pile to the paper of that number."""
        papers, dossier_id = self._papers, self._dossier
        if papers is None or dossier_id is None or not 1 <= number <= len(papers.rows):
            return
        desk = self._counter.desk

        from_pile = next(
            offer.page.document_id for offer in papers.offers if offer.page.id in page_ids
        )

        def given(_: Document) -> None:
            self._given(len(page_ids), from_pile)

        self._serial.start(
            lambda: desk.sort_pile.give(dossier_id, page_ids, number), given, self._failed
        )

    def say(self, number: int, standing: Standing, why: str) -> None:
        """Say what is with the paper of that number; why: as `Checklist` takes it."""
        dossier_id, desk = self._dossier, self._counter.desk
        if dossier_id is None or self._papers is None:
            return

        def said(_: Handling) -> None:
            self._counter.refresh()
            self.show()

        self._serial.start(
            lambda: desk.checklist(dossier_id, number, standing, why), said, self._failed
        )

    def describe(self, row: ComponentRow) -> None:
        """Propose what is said of a paper that has pages."""
        document_id, desk = row.document, self._counter.desk
        if document_id is None or not row.pages:
            return
        today = hanoi_day(desk.now())
        self._parallel.start(
            lambda: desk.describe_papers.proposed(document_id),
            lambda proposed: self._view.ask_description(row, proposed, today),
            self._counter.report,
        )

    def keep_description(self, row: ComponentRow, said: Mapping[str, str]) -> None:
        """Keep what the clerk says of a paper."""
        document_id, desk = row.document, self._counter.desk
        if document_id is None:
            return

        def kept(description: Description) -> None:
            self._counter.note(NoteCode.PAPER_DESCRIBED, described=description.code)
            self.show()

        self._serial.start(lambda: desk.describe_papers.keep(document_id, said), kept, self._failed)

    def sign(self) -> None:
        """Open the stack of described papers: those of the open dossier first."""
        desk, counter, first = self._counter.desk, self._counter, self._dossier

        def look() -> tuple[tuple[StackRow, ...], tuple[Token, ...]]:
            waiting = sorted(desk.sign_papers.waiting_here(), key=lambda each: each[0].id != first)
            tokens = desk.sign_papers.find_needed()
            for name, token in tokens.items():
                if token is None:
                    raise TokenMissing(token=name)
            rows = tuple(
                StackRow(dossier, paper.title, len(paper.pages), StackedPaper(paper.id))
                for dossier, paper in waiting
            )
            return rows, tuple(token for token in tokens.values() if token is not None)

        def found(looked: tuple[tuple[StackRow, ...], tuple[Token, ...]]) -> None:
            rows, tokens = looked
            if not rows:
                self.show()
                return

            def attach(view: StackView) -> StackPresenter:
                self._stack = StackPresenter(
                    counter, view, self._serial, rows, tokens, lambda: None, PaperWork()
                )
                return self._stack

            self._view.open_stack(attach)

        self._parallel.start(look, found, self._counter.report)

    def stop_stack(self) -> None:
        """Let a stack that is being signed begin no other paper."""
        if self._stack is not None:
            self._stack.stop()

    def take_back(self) -> None:
        """Take back what was given here last; nothing where nothing was."""
        given_from, desk = self._given_from, self._counter.desk
        if given_from is None:
            return
        self._given_from = None

        def taken(edit: PageEdit | None) -> None:
            self._counter.note(NoteCode.NO_ACT_LEFT if edit is None else NoteCode.ACT_TAKEN_BACK)
            self._counter.refresh()
            self.show()

        self._serial.start(lambda: desk.pages.undo(given_from), taken, self._failed)

    def scan(self) -> None:
        """Go to the scanner, and scan onto the pile."""
        dossier_id, desk = self._dossier, self._counter.desk
        if dossier_id is None or self._papers is None:
            return

        def opened(document: Document) -> None:
            self._view.done()
            self._counter.open(dossier_id, document.id, Place.SCAN)

        self._serial.start(lambda: desk.sort_pile.open(dossier_id), opened, self._counter.report)

    def _read(self, unread: tuple[Document, ...]) -> None:
        """Have pages read, by whoever reads them for the other places, too."""
        self._unread = {document.id for document in unread}
        for document in unread:
            self._reading.read(document)
        self._unread = {each for each in self._unread if self._reading.running(each)}
        self._show_reading(tuple(each for each in unread if each.id in self._unread))

    def _read_to_the_end(self, document_id: DocumentId) -> None:
        if document_id in self._unread:
            self._unread.discard(document_id)
            self.show()

    def _show_reading(self, documents: tuple[Document, ...]) -> None:
        pages = [page for document in documents for page in document.pages]
        self._view.show_reading(sum(page.reading is not None for page in pages), len(pages))

    def _given(self, pages: int, from_pile: DocumentId) -> None:
        self._given_from = from_pile
        self._counter.note(NoteCode.PILE_GIVEN, pages=pages)
        self._follow()
        self.show()

    def _failed(self, error: Exception) -> None:
        self._counter.report(error)
        self.show()

    def _follow(self) -> None:
        """Where the open paper was a pile that is empty now, open a paper that got its pages."""
        work, desk = self._counter.work, self._counter.desk
        if work is None:
            return
        open_now = work.document.id

        def look() -> DocumentId:
            with desk.store.snapshot() as records:
                documents = records.dossiers.get(work.dossier.id).documents
            there = [document.id for document in documents]
            return open_now if open_now in there or not there else there[0]

        def found(document_id: DocumentId) -> None:
            if document_id == open_now:
                self._counter.refresh()
            else:
                self._counter.open(work.dossier.id, document_id)

        self._parallel.start(look, found, self._counter.report)


def _unread(desk: Desk, dossier_id: DossierId) -> tuple[Document, ...]:
    """The documents of the pile with pages that were not read."""
    with desk.store.snapshot() as records:
        if records.handling.of(dossier_id) is None:
            return ()
        documents = [
            records.dossiers.document(document.id) for document in piles(records, dossier_id)
        ]
    return tuple(
        document for document in documents if any(page.reading is None for page in document.pages)
    )


def _papers(desk: Desk, dossier_id: DossierId) -> Papers | None:
    try:
        offers = desk.sort_pile.offers(dossier_id)
    except NotFound:
        return None
    with desk.store.snapshot() as records:
        handling = records.handling.get(dossier_id)
        dossier = records.dossiers.get(dossier_id)
        rows = _rows(records, handling, dossier.documents)
    to_sign = len(desk.sign_papers.waiting_here())
    return Papers(dossier.code, handling.procedure.name, rows, offers, to_sign)


def _rows(
    records: Records, handling: Handling, documents: Sequence[Document]
) -> tuple[ComponentRow, ...]:
    held = {document.component: document for document in documents}
    rows = []
    for number, asked in enumerate(handling.procedure.components, start=1):
        mark = mark_of(handling, number)
        standing = None if mark is None else mark.standing.value
        row = ComponentRow(number, asked.name, asked.needed, standing, 0)
        document = held.get(number)
        if document is not None:
            kept = records.descriptions.of(document.id)
            row = replace(
                row,
                pages=len(document.pages),
                document=document.id,
                described="" if kept is None else kept.code,
                signed=document.signed,
            )
        rows.append(row)
    return tuple(rows)

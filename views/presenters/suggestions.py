"""What could be done with the pages of the open document: proposals, never acts by themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from offline_store.records import Document, DocumentId, Page, PageId
from scanners.page_looks import BLANK, NEARLY_BLANK
from station.page_checks import Finding
from station.separators import Separator, separator_from
from views.presenters.counter import Counter, Work
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode
from views.presenters.page_acts import PageActs

# Sheets that were scanned twice are looked for among so many pages: that takes a look at each.
MOST_COMPARED = 60


class Kind(StrEnum):
    """What is suggested."""

    CUT = "cut"
    BLANK = "blank"
    NEARLY_BLANK = "nearly-blank"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class Part:
    """Pages between two separator sheets. separator: the sheet before them; None: they stay."""

    separator: Separator | None
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing to do. pages: those it is about. like: the earlier page that they repeat.

    parts: how a batch would be cut. looked: the clerk has the page in hand because of it.
    """

    kind: Kind
    pages: tuple[Page, ...]
    like: Page | None = None
    parts: tuple[Part, ...] = ()
    looked: bool = False


class SuggestionsView(Protocol):
    """What shows them."""

    def show_suggestion(self, suggestion: Suggestion | None, at: int, of: int) -> None:
        """One suggestion, the `at`-th of so many; None: there is none."""
        ...

    def choose_page(self, page_id: PageId) -> None:
        """Take a page in hand."""
        ...


class SuggestionsPresenter:
    """Shows one suggestion at a time; what was left alone is not suggested again."""

    def __init__(
        self, counter: Counter, view: SuggestionsView, acts: PageActs, serial: Jobs, parallel: Jobs
    ) -> None:
        self._counter = counter
        self._view = view
        self._acts = acts
        self._serial = serial
        self._parallel = parallel
        self._document: Document | None = None
        self._left_alone: set[tuple[Kind, tuple[str, ...]]] = set()
        self._repeated: dict[DocumentId, tuple[Suggestion, ...]] = {}
        self._compared: dict[DocumentId, frozenset[str]] = {}
        self._looked: PageId | None = None

    def show(self, work: Work | None) -> None:
        """Show what could be done with what is open; None: nothing, as while pages arrive."""
        document = work.document if work is not None else None
        self._document = document if document is not None and document.copy is None else None
        self._show()
        if self._document is not None:
            self._look_for_repeated(self._document)

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """All that were not left alone, the most pressing first."""
        document = self._document
        if document is None:
            return ()
        here = {(page.id, page.sha256) for page in document.pages}
        repeated = (
            each
            for each in self._repeated.get(document.id, ())
            if here >= {(page.id, page.sha256) for page in (*each.pages, each.like) if page}
        )
        found = (*_cut(document.pages), *self._blanks(document.pages), *repeated)
        return tuple(each for each in found if _key(each) not in self._left_alone)

    def accept(self) -> None:
        """Do what is suggested; a side that is nearly blank is looked at first."""
        if not self.suggestions:
            return
        suggestion = self.suggestions[0]
        pages = [page.id for page in suggestion.pages]
        match suggestion.kind:
            case Kind.CUT:
                self._cut()
            case Kind.NEARLY_BLANK if not suggestion.looked:
                self._looked = pages[0]
                self._view.choose_page(pages[0])
                self._show()
            case Kind.BLANK | Kind.NEARLY_BLANK | Kind.REPEATED:
                self._acts.remove(pages)

    def leave_alone(self) -> None:
        """Do not do it, and do not suggest it again."""
        if self.suggestions:
            self._left_alone.add(_key(self.suggestions[0]))
            self._show()

    def _show(self) -> None:
        found = self.suggestions
        self._view.show_suggestion(found[0] if found else None, 1, len(found))

    def _blanks(self, pages: Sequence[Page]) -> list[Suggestion]:
        blank = tuple(page for page in pages if BLANK in page.warnings)
        nearly = [page for page in pages if NEARLY_BLANK in page.warnings]
        found = [Suggestion(Kind.BLANK, blank)] if blank else []
        found += [
            Suggestion(Kind.NEARLY_BLANK, (page,), looked=page.id == self._looked)
            for page in nearly
        ]
        return found

    def _cut(self) -> None:
        document = self._document
        if document is None:
            return
        document_id = document.id

        def done(documents: tuple[Document, ...]) -> None:
            self._counter.note(NoteCode.BATCH_CUT, parts=len(documents))
            self._counter.refresh()

        self._serial.start(
            lambda: self._counter.desk.cut_batch(document_id), done, self._counter.report
        )

    def _look_for_repeated(self, document: Document) -> None:
        """Compare the pages in the background, once for the same pictures."""
        pictures = frozenset(page.sha256 for page in document.pages)
        known = self._compared.get(document.id, frozenset())
        if len(pictures) < 2 or pictures <= known or len(pictures) > MOST_COMPARED:
            return
        self._compared[document.id] = pictures

        def found(repeated: tuple[Suggestion, ...]) -> None:
            self._repeated[document.id] = repeated
            if self._document is not None and self._document.id == document.id:
                self._show()

        def failed(error: Exception) -> None:
            del self._compared[document.id]
            self._counter.report(error)

        self._parallel.start(lambda: self._compare(document.id), found, failed)

    def _compare(self, document_id: DocumentId) -> tuple[Suggestion, ...]:
        return tuple(
            Suggestion(Kind.REPEATED, (each.page,), each.like)
            for each in self._counter.desk.check_pages(document_id)
            if each.finding is Finding.REPEATED
        )


def _key(suggestion: Suggestion) -> tuple[Kind, tuple[str, ...]]:
    return suggestion.kind, tuple(page.sha256 for page in suggestion.pages)


def _cut(pages: Sequence[Page]) -> tuple[Suggestion, ...]:
    """How the pages would be cut at their separator sheets, by the codes that were read."""
    sheets: list[Page] = []
    parts: list[Part] = []
    separator, between = None, []
    for page in pages:
        found = _separator_on(page)
        if found is None:
            between.append(page)
            continue
        sheets.append(page)
        parts.append(Part(separator, tuple(between)))
        separator, between = found, []
    if not sheets:
        return ()
    parts.append(Part(separator, tuple(between)))
    return (Suggestion(Kind.CUT, tuple(sheets), parts=tuple(part for part in parts if part.pages)),)


def _separator_on(page: Page) -> Separator | None:
    codes = page.reading.codes if page.reading is not None else ()
    return next((found for code in codes if (found := separator_from(code.text))), None)

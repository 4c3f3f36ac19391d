"""Suggestions about the pages of the open document: shown one at a time, done on one key."""

from collections.abc import Callable
from dataclasses import replace
from threading import Event
from typing import Protocol

from offline_store.errors import NotFound
from offline_store.records import Document, DocumentId, PageId
from views.presenters.counter import Counter, Work
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode
from views.presenters.page_acts import PageActs
from views.presenters.suggested import (
    Kind,
    Looked,
    Suggestion,
    look_through,
    state_of,
    suggestions_for,
)


class SuggestionsView(Protocol):
    """What shows them."""

    def show_suggestion(self, suggestion: Suggestion | None, at: int, of: int) -> None:
        """One suggestion, the `at`-th of so many; None: there is none."""
        ...

    def choose_page(self, page_id: PageId) -> None:
        """Take a page in hand."""
        ...


class SuggestionsPresenter:
    """Proposals, never acts by themselves; what was left alone is not suggested again."""

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
        self._looked: dict[DocumentId, Looked] = {}
        self._looking = False
        self._in_hand: PageId | None = None
        self._stop = Event()

    def show(self, work: Work | None) -> None:
        """Show what could be done with what is open; None: nothing, as while pages arrive."""
        document = work.document if work is not None else None
        self._document = document if document is not None and not document.fixed else None
        self._show()
        self._look()

    def stop(self) -> None:
        """Look at nothing any more: the window closes."""
        self._stop.set()

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """All that were not left alone, the most pressing first."""
        document = self._document
        if document is None:
            return ()
        looked = self._looked.get(document.id, Looked())
        if looked.state != state_of(document):
            looked = replace(looked, order=None)
        found = suggestions_for(document.pages, looked)
        return tuple(
            replace(each, looked=each.pages[0].id == self._in_hand)
            for each in found
            if _key(each) not in self._left_alone
        )

    def accept(self) -> None:
        """Do what is suggested; a side that is nearly blank is looked at first."""
        document = self._document
        if document is None or not self.suggestions:
            return
        suggestion, desk = self.suggestions[0], self._counter.desk
        pages = [page.id for page in suggestion.pages]
        match suggestion.kind:
            case Kind.CUT:
                self._cut(document.id)
            case Kind.ORDER:
                self._do(lambda: desk.pages.reorder(document.id, pages))
            case Kind.NEARLY_BLANK if not suggestion.looked:
                self._in_hand = pages[0]
                self._view.choose_page(pages[0])
                self._show()
            case Kind.BLANK | Kind.NEARLY_BLANK:
                self._do(lambda: desk.blank_sides.remove(pages), len(pages))
            case Kind.REPEATED:
                self._do(lambda: desk.pages.drop_repeated(suggestion.pages), len(pages))
            case Kind.LYING:
                turns = dict(zip(pages, suggestion.turns, strict=True))
                self._do(lambda: desk.pages.stand_upright(turns))
            case Kind.SPLIT if suggestion.split is not None:
                self._acts.split(pages[0], suggestion.split.cut, suggestion.split.at)
            case _:
                self.leave_alone()

    def leave_alone(self) -> None:
        """Do not do it, and do not suggest it again."""
        if self.suggestions:
            self._left_alone.add(_key(self.suggestions[0]))
            self._show()

    def _show(self) -> None:
        found = self.suggestions
        self._view.show_suggestion(found[0] if found else None, 1, len(found))

    def _do(self, act: Callable[[], None], removed: int = 0) -> None:
        def done(_: None) -> None:
            if removed:
                self._counter.note(NoteCode.PAGES_REMOVED, pages=removed)
            self._counter.refresh()

        self._serial.start(act, done, self._counter.report)

    def _cut(self, document_id: DocumentId) -> None:
        def done(documents: tuple[Document, ...]) -> None:
            self._counter.note(NoteCode.BATCH_CUT, parts=len(documents))
            self._counter.refresh()

        self._serial.start(
            lambda: self._counter.desk.cut_batch(document_id), done, self._counter.report
        )

    def _look(self) -> None:
        """Look through the open document in the background, one look at a time."""
        document = self._document
        if document is None or self._looking or self._stop.is_set():
            return
        before = self._looked.get(document.id, Looked())
        if before.state == state_of(document):
            return
        self._looking = True

        def done(looked: Looked) -> None:
            self._looking = False
            self._looked[document.id] = looked
            if self._document is not None and self._document.id == document.id:
                self._show()
            self._look()

        def failed(error: Exception) -> None:
            self._looking = False
            # A page that went away meanwhile: the pages that are left are looked at when shown.
            if not isinstance(error, NotFound):
                self._counter.report(error)

        desk = self._counter.desk
        self._parallel.start(lambda: look_through(desk, document, before, self._stop), done, failed)


def _key(suggestion: Suggestion) -> tuple[Kind, tuple[str, ...]]:
    return suggestion.kind, tuple(page.sha256 for page in suggestion.pages)

"""What the clerk does to pages that are there: turn, move, take out, and take an act back."""

from collections.abc import Callable

from offline_store.page_edits import PageEdit
from offline_store.records import PageId
from views.presenters.counter import Counter
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode


class PageActs:
    """Acts on pages of the open document, one after the other in the order they were asked."""

    def __init__(self, counter: Counter, serial: Jobs) -> None:
        self._counter = counter
        self._serial = serial

    def turn(self, page_id: PageId, degrees: int) -> None:
        """Turn a page clockwise by 90, 180 or 270; it is read and compared anew."""
        self._do(lambda: self._counter.desk.pages.rotate(page_id, degrees))

    def move(self, page_id: PageId, by: int) -> None:
        """Move a page by one place: -1 up, 1 down. At the end it stays where it is."""
        desk = self._counter.desk

        def act() -> None:
            # Read only now: acts asked for before this one are done.
            with desk.store.snapshot() as records:
                page = records.dossiers.page(page_id)
                pages = records.dossiers.document(page.document_id).pages
            others = [each.id for each in pages if each.id != page_id]
            place = page.position - 1 + by
            if 0 <= place <= len(others):
                desk.pages.move([page_id], others[place - 1] if place > 0 else None)

        self._do(act)

    def remove(self, page_id: PageId) -> None:
        """Take a page out of the document."""
        self._do(lambda: self._counter.desk.pages.remove(page_id), NoteCode.PAGE_REMOVED)

    def undo(self) -> None:
        """Take back the last act on the open document's pages."""
        work = self._counter.work
        if work is None:
            return
        document_id = work.document.id

        def done(edit: PageEdit | None) -> None:
            self._counter.note(
                NoteCode.ACT_TAKEN_BACK if edit is not None else NoteCode.NO_ACT_LEFT
            )
            self._counter.refresh()

        self._serial.start(
            lambda: self._counter.desk.pages.undo(document_id), done, self._counter.report
        )

    def _do(self, act: Callable[[], object], note: NoteCode | None = None) -> None:
        def done(_: object) -> None:
            if note is not None:
                self._counter.note(note)
            self._counter.refresh()

        self._serial.start(act, done, self._counter.report)

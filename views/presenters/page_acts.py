"""What the clerk does to pages that are there, and taking an act back or doing it again."""

from collections.abc import Callable, Sequence

from offline_store.page_edits import PageEdit
from offline_store.records import DocumentId, Page, PageId
from scanners.clean_up import CleanUpSteps
from station.pages import Box, Cut, EditPages
from views.presenters.counter import Counter
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode


class PageActs:
    """Acts on pages of the open document, one after the other in the order they were asked.

    A page whose picture changes is read and compared anew.
    """

    def __init__(self, counter: Counter, serial: Jobs) -> None:
        self._counter = counter
        self._serial = serial

    def turn(self, page_id: PageId, degrees: int) -> None:
        """Turn a page clockwise by 90, 180 or 270."""
        self._do(lambda: self._pages.rotate(page_id, degrees))

    def move(self, page_ids: Sequence[PageId], by: int) -> None:
        """Move pages together by one place: -1 up, 1 down. At the end they stay where they are."""
        going = set(page_ids)

        def act() -> None:
            # Read only now: acts asked for before this one are done.
            order = self._order_now(page_ids[0])
            block = [each for each in order if each in going]
            rest = [each for each in order if each not in going]
            place = order.index(block[0]) + by
            if 0 <= place <= len(rest):
                self._pages.move(block, rest[place - 1] if place > 0 else None)

        self._do(act)

    def put(self, page_ids: Sequence[PageId], after: PageId | None) -> None:
        """Put pages, in the order they lie, behind another; None: before all others."""
        going = set(page_ids)

        def act() -> None:
            block = [each for each in self._order_now(page_ids[0]) if each in going]
            self._pages.move(block, after)

        self._do(act)

    def remove(self, page_ids: Sequence[PageId]) -> None:
        """Take pages out of the document."""
        self._do(lambda: self._pages.remove(*page_ids), NoteCode.PAGES_REMOVED, len(page_ids))

    def merge(self, page_ids: Sequence[PageId]) -> None:
        """Lay pages under each other on one."""
        self._do(lambda: self._pages.merge(page_ids))

    def crop(self, page_id: PageId, box: Box) -> None:
        """Keep only a box (x, y, width, height) of a page, in pixels of its kept picture."""
        self._do(lambda: self._pages.crop(page_id, box))

    def split(self, page_id: PageId, cut: Cut, at: int, *, second_first: bool = False) -> None:
        """Make two pages of one, cut at so many pixels of its kept picture.

        second_first: the right or lower half comes first, as on a picture that stands on its head.
        """
        self._do(lambda: self._pages.split(page_id, cut, at, second_first=second_first))

    def clean(self, page_ids: Sequence[PageId], steps: CleanUpSteps) -> None:
        """Clean pages up: level, cut to their paper, evenly lit; some seconds for several."""

        def done(changed: Sequence[Page]) -> None:
            self._counter.note(NoteCode.PAGES_CLEANED, pages=len(changed))
            self._counter.refresh()

        self._serial.start(
            lambda: self._counter.desk.clean_pages(page_ids, steps), done, self._counter.report
        )

    def give(self, page_ids: Sequence[PageId]) -> None:
        """Make another paper of the dossier of these pages; of all of them there is one already."""
        going = set(page_ids)

        def act() -> int:
            order = self._order_now(page_ids[0])
            block = [each for each in order if each in going]
            if len(block) == len(order):
                return 0
            self._counter.desk.give_pages(block)
            return len(block)

        def done(given: int) -> None:
            if given:
                self._counter.note(NoteCode.PAGES_GIVEN, pages=given)
                self._counter.refresh()

        self._serial.start(act, done, self._counter.report)

    def undo(self) -> None:
        """Take back the last act on the open document's pages."""
        self._again(self._pages.undo, NoteCode.ACT_TAKEN_BACK, NoteCode.NO_ACT_LEFT)

    def redo(self) -> None:
        """Do again the act that was taken back last."""
        self._again(self._pages.redo, NoteCode.ACT_DONE_AGAIN, NoteCode.NO_ACT_TO_DO_AGAIN)

    @property
    def _pages(self) -> EditPages:
        return self._counter.desk.pages

    def _order_now(self, page_id: PageId) -> list[PageId]:
        with self._counter.desk.store.snapshot() as records:
            document_id = records.dossiers.page(page_id).document_id
            return [page.id for page in records.dossiers.document(document_id).pages]

    def _again(
        self, act: Callable[[DocumentId], PageEdit | None], note: NoteCode, none_left: NoteCode
    ) -> None:
        work = self._counter.work
        if work is None:
            return
        document_id = work.document.id

        def done(edit: PageEdit | None) -> None:
            self._counter.note(note if edit is not None else none_left)
            self._counter.refresh()

        self._serial.start(lambda: act(document_id), done, self._counter.report)

    def _do(self, act: Callable[[], object], note: NoteCode | None = None, pages: int = 0) -> None:
        def done(_: object) -> None:
            if note is not None:
                self._counter.note(note, pages=pages)
            self._counter.refresh()

        self._serial.start(act, done, self._counter.report)

"""Pages: turn, crop, split, merge, order, replace, take out; each act can be taken back.

A picture that was scanned is never changed or overwritten: an act puts a working picture in its
place, and the journal says of which picture it was made and how, back to the scan.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from offline_store.page_edits import PageEdit
from offline_store.records import Document, DocumentId, DossierId, Page, PageId
from offline_store.store import Records, Store
from scanners.picture_changes import QUARTERS, ChangedPicture, cropped, laid_together, turned
from station.errors import InputInvalid, PagesChanged
from station.hanoi_time import Clock
from station.page_journal import Journal, facts_by_page, must_be_open, working_page
from station.people import Act, require

Box = tuple[int, int, int, int]


class Cut(StrEnum):
    """Which way a page is cut in two: `COLUMNS` gives left and right, `ROWS` top and bottom."""

    COLUMNS = "columns"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class EditPages:
    """What the clerk does with pages. A page whose picture changes is read and compared anew.

    Every act raises AlreadyCertified when the copy is signed, NotFound for an unknown page, and
    SignInNeeded or RoleMissing where the clerk may not.
    """

    store: Store
    clerk: str
    now: Clock

    def rotate(self, page_id: PageId, degrees: int) -> Page:
        """Turn a page clockwise.

        Raises:
            InputInvalid: not 90, 180 or 270.
        """
        if degrees not in QUARTERS:
            raise InputInvalid(field="degrees")
        with self.store.transaction() as records:
            page = records.dossiers.page(page_id)
            picture = turned(self._data(page), degrees, page.dpi)
            new = working_page(self.store, page, picture)
            self._journal.put(records, (page,), (new,), "page-rotated", degrees=degrees)
            return records.dossiers.page(page_id)

    def stand_upright(self, turns: Mapping[PageId, int]) -> None:
        """Turn several pages of one document clockwise, each by its own degrees, in one act.

        Raises:
            InputInvalid: none, not all of one document, or not 90, 180 or 270.
            PagesChanged: one was changed meanwhile; nothing is done.
        """
        if not turns or not set(turns.values()) <= set(QUARTERS):
            raise InputInvalid(field="degrees")
        with self.store.snapshot() as records:
            pages = [records.dossiers.page(page_id) for page_id in turns]
        if len({page.document_id for page in pages}) != 1:
            raise InputInvalid(field="pages")
        # The pictures are made before the transaction: scanning goes on meanwhile.
        new = [
            working_page(self.store, page, turned(self._data(page), turns[page.id], page.dpi))
            for page in pages
        ]
        with self.store.transaction() as records:
            document = records.dossiers.document(pages[0].document_id)
            now = {page.id: page.sha256 for page in document.pages}
            if any(now.get(page.id) != page.sha256 for page in pages):
                raise PagesChanged
            order = [page.id for page in document.pages]
            facts = facts_by_page({page.id: {"degrees": turns[page.id]} for page in pages})
            self._journal.keep(records, document, pages, new, order, "pages-turned", by_page=facts)

    def crop(self, page_id: PageId, box: Box) -> Page:
        """Keep only a box (x, y, width, height) of a page's picture.

        Raises:
            InputInvalid: the box is empty or does not lie within the picture.
        """
        with self.store.transaction() as records:
            page = records.dossiers.page(page_id)
            picture = self._cropped(page, box)
            new = working_page(self.store, page, picture)
            self._journal.put(records, (page,), (new,), "page-cropped", box=json.dumps(box))
            return records.dossiers.page(page_id)

    def split(
        self, page_id: PageId, cut: Cut, at: int, *, second_first: bool = False
    ) -> tuple[Page, Page]:
        """Make two pages of one, cut at so many pixels from the left or the top.

        second_first: the right or lower half comes first, as on a sheet that lay on its head.

        Raises:
            InputInvalid: the cut does not lie within the picture.
        """
        with self.store.transaction() as records:
            page = records.dossiers.page(page_id)
            wide, high = page.width, page.height
            if cut is Cut.COLUMNS:
                boxes = ((0, 0, at, high), (at, 0, wide - at, high))
            else:
                boxes = ((0, 0, wide, at), (0, at, wide, high - at))
            first, second = (
                working_page(self.store, page, self._cropped(page, box), new_id=True)
                for box in (reversed(boxes) if second_first else boxes)
            )
            self._journal.put(
                records, (page,), (first, second), "page-split", cut=cut.value, pixels=at
            )
            return records.dossiers.page(first.id), records.dossiers.page(second.id)

    def merge(
        self, page_ids: Sequence[PageId], sheet_mm: tuple[float, float] | None = None
    ) -> Page:
        """Lay pages under each other on one, at the place of the first: both sides of a card.

        sheet_mm: width and height of a white sheet in whose middle they lie, if it has the room;
        None: nothing around them.

        Raises:
            InputInvalid: fewer than two, one twice, or not all of one document and resolution.
            PictureTooLarge: together they are more than a page may have.
        """
        with self.store.transaction() as records:
            pages = tuple(records.dossiers.page(page_id) for page_id in page_ids)
            if len(set(page_ids)) != len(page_ids) or len(pages) < 2:
                raise InputInvalid(field="pages")
            first = pages[0]
            if {(page.document_id, page.dpi) for page in pages} != {(first.document_id, first.dpi)}:
                raise InputInvalid(field="pages")
            picture = laid_together([self._data(page) for page in pages], first.dpi, sheet_mm)
            # What is known of one of them is known of the whole: that a part of it was lost.
            known = tuple(dict.fromkeys(each for page in pages for each in page.warnings))
            together = replace(first, warnings=known)
            new = working_page(self.store, together, picture, new_id=True)
            facts = {} if sheet_mm is None else {"sheet": json.dumps(sheet_mm)}
            self._journal.put(records, pages, (new,), "pages-merged", **facts)
            return records.dossiers.page(new.id)

    def move(self, page_ids: Sequence[PageId], after: PageId | None) -> None:
        """Put pages, in this order, after another page; None puts them first.

        Raises:
            InputInvalid: one named twice, `after` among them, or not all of one document.
        """
        with self.store.transaction() as records:
            document = self._document_of(records, page_ids[0])
            rest = [page.id for page in document.pages if page.id not in set(page_ids)]
            if after is not None and after not in rest:
                raise InputInvalid(field="after")
            place = 0 if after is None else rest.index(after) + 1
            self._reorder(records, document, [*rest[:place], *page_ids, *rest[place:]])

    def reorder(self, document_id: DocumentId, order: Sequence[PageId]) -> None:
        """Put all pages of a document into this order.

        Raises:
            InputInvalid: the order leaves one out, or names one twice or a stranger.
        """
        with self.store.transaction() as records:
            self._reorder(records, records.dossiers.document(document_id), order)

    def interleave(
        self, fronts: Sequence[PageId], backs: Sequence[PageId], *, turned: bool = True
    ) -> None:
        """Put fronts and backs that were scanned in two runs together, sheet by sheet.

        fronts: first sheet first. backs: as they were scanned. turned: the pile was turned over as
        a whole, so that the last sheet's back came first. The sheets stand where the first of these
        pages stood.

        Raises:
            InputInvalid: not as many backs as fronts, one named twice, or not all of one document.
        """
        sheets = zip(fronts, reversed(backs) if turned else backs, strict=False)
        pages = [side for sheet in sheets for side in sheet]
        if not fronts or len(fronts) != len(backs):
            raise InputInvalid(field="backs")
        with self.store.transaction() as records:
            document = self._document_of(records, pages[0])
            named = set(pages)
            order: list[PageId] = []
            for page in document.pages:
                if page.id not in named:
                    order.append(page.id)
                elif not named & set(order):
                    order.extend(pages)
            self._reorder(records, document, order)

    def replace(self, page_id: PageId, by: Sequence[PageId]) -> None:
        """Put other pages of the same document, just scanned, in the place of a page.

        Raises:
            InputInvalid: none, the page itself, one twice, or one of another document.
        """
        with self.store.transaction() as records:
            page = records.dossiers.page(page_id)
            document = self._document_of(records, page_id)
            here = {each.id for each in document.pages} - {page_id}
            if not by or len(set(by)) != len(by) or not set(by) <= here:
                raise InputInvalid(field="pages")
            order: list[PageId] = []
            for each in document.pages:
                if each.id == page_id:
                    order.extend(by)
                elif each.id not in set(by):
                    order.append(each.id)
            self._journal.keep(records, document, (page,), (), order, "page-replaced")

    def remove(self, *page_ids: PageId) -> None:
        """Take pages of one document out of it: scanned twice, or not part of the original.

        Raises:
            InputInvalid: none, one named twice, or not all of one document.
        """
        with self.store.transaction() as records:
            pages = [records.dossiers.page(page_id) for page_id in page_ids]
            if len(set(page_ids)) != len(pages) or len({page.document_id for page in pages}) != 1:
                raise InputInvalid(field="pages")
            act = "page-removed" if len(pages) == 1 else "pages-removed"
            self._journal.put(records, pages, (), act)

    def drop_repeated(self, pages: Sequence[Page]) -> None:
        """Take out pages of one document that were scanned again after a jam."""
        with self.store.transaction() as records:
            self._journal.put(records, pages, (), "overlap-dropped")

    def undo(self, document_id: DocumentId) -> PageEdit | None:
        """Take back the last act that stands; None when there is none left.

        Raises:
            OtherPaperFirst: the act was on another paper, too, which was changed since.
        """
        return self._again(document_id, undo=True)

    def redo(self, document_id: DocumentId) -> PageEdit | None:
        """Do again the act that was taken back last; None when there is none.

        Raises:
            OtherPaperFirst: the act was on another paper, too, where others come before it.
        """
        return self._again(document_id, undo=False)

    def history(self, document_id: DocumentId) -> tuple[PageEdit, ...]:
        """Every act on the pages of a document, oldest first; those taken back are marked."""
        with self.store.snapshot() as records:
            return records.page_edits.history(document_id)

    def dossier_history(self, dossier_id: DossierId) -> tuple[PageEdit, ...]:
        """The same of all papers of a dossier: pages go from one to another."""
        with self.store.snapshot() as records:
            edits = [
                edit
                for document in records.dossiers.all_documents(dossier_id)
                for edit in records.page_edits.history(document.id)
            ]
        return tuple(sorted(edits, key=lambda edit: edit.at))

    def _again(self, document_id: DocumentId, *, undo: bool) -> PageEdit | None:
        with self.store.transaction() as records:
            require(records, self.clerk, Act.PAGES)
            journal = records.page_edits
            edits = journal.next_edits(document_id, undo=undo)
            for each in {document_id, *(edit.document_id for edit in edits)}:
                must_be_open(records.dossiers.document(each))
            edit = journal.undo(document_id) if undo else journal.redo(document_id)
            if edit is not None:
                act = "page-edit-undone" if undo else "page-edit-redone"
                records.audit.append(
                    self.now(), self.clerk, act, document_id, edit=edit.act, sequence=edit.sequence
                )
            return edit

    def _reorder(self, records: Records, document: Document, order: Sequence[PageId]) -> None:
        if sorted(order) != sorted(page.id for page in document.pages):
            raise InputInvalid(field="pages")
        if list(order) != [page.id for page in document.pages]:
            self._journal.keep(records, document, (), (), order, "pages-ordered")

    @property
    def _journal(self) -> Journal:
        return Journal(self.clerk, self.now)

    def _document_of(self, records: Records, page_id: PageId) -> Document:
        return records.dossiers.document(records.dossiers.page(page_id).document_id)

    def _data(self, page: Page) -> bytes:
        return self.store.files.read(page.sha256)

    def _cropped(self, page: Page, box: Box) -> ChangedPicture:
        try:
            return cropped(self._data(page), box, page.dpi)
        except ValueError:
            raise InputInvalid(field="box") from None

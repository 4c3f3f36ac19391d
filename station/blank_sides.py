"""Blank sides: taken out of a document as blank, with what shows that they were.

A side that is declared blank stays in the document's journal with its SHA-256, its picture and its
thumbnail, and on the audit trail, until the purge rules let the pictures go; so every side that was
scanned can be accounted for (`station/sheet_ledger.py`).
"""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from offline_store.page_edits import PageEdit
from offline_store.records import DocumentId, Page, PageId
from offline_store.store import Store
from scanners.jpeg_damage import DAMAGED
from scanners.page_looks import PageLook, look_at
from scanners.picture_files import open_page_picture
from station.errors import InputInvalid, PageNotBlank, PagesChanged
from station.hanoi_time import Clock
from station.page_journal import BY_PAGE, Journal, facts_by_page

BLANK_REMOVED = "blank-removed"


@dataclass(frozen=True, slots=True)
class DeclaredBlank:
    """A side that was taken out as blank.

    page: as it was, with its hash and thumbnail. ink, faint: shares of it, 0 to 1, that were
    darker than the paper, and a little darker. by, at: whose act it was, and when.
    """

    page: Page
    ink: float
    faint: float
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class BlankSides:
    """Take blank sides out, and say which were. Undo gives them back."""

    store: Store
    clerk: str
    now: Clock

    def remove(self, page_ids: Sequence[PageId]) -> None:
        """Take sides of one document out as blank, in one act. Some 0.1 s each.

        A side with hardly anything on it may go as well: that is for the clerk's eyes to say.

        Raises:
            PageNotBlank: there is more on one of them, or there was and is lost; nothing is done.
            InputInvalid: none, one named twice, or not all of one document.
            PagesChanged: one was changed meanwhile; nothing is done.
            AlreadyCertified: the copy is signed. NotFound: there is no such page.
        """
        with self.store.snapshot() as records:
            pages = [records.dossiers.page(page_id) for page_id in page_ids]
        if len(set(page_ids)) != len(pages) or len({page.document_id for page in pages}) != 1:
            raise InputInvalid(field="pages")
        evidence: dict[PageId, dict[str, object]] = {}
        for page in pages:
            look = self._look(page)
            if DAMAGED in page.warnings or not look.warnings:
                raise PageNotBlank(page=page.position)
            evidence[page.id] = {
                "sha256": page.sha256,
                "ink": round(look.ink, 6),
                "faint": round(look.faint, 6),
            }
        with self.store.transaction() as records:
            touched = [records.dossiers.page(page.id) for page in pages]
            if [page.sha256 for page in touched] != [page.sha256 for page in pages]:
                raise PagesChanged
            journal = Journal(self.clerk, self.now)
            journal.put(records, touched, (), BLANK_REMOVED, by_page=facts_by_page(evidence))

    def declared(self, document_id: DocumentId) -> tuple[DeclaredBlank, ...]:
        """The sides of a document that were taken out as blank, in the order it was done."""
        with self.store.snapshot() as records:
            history = records.page_edits.history(document_id)
        return tuple(blank for edit in history for blank in declared_by(edit))

    def _look(self, page: Page) -> PageLook:
        picture = open_page_picture(io.BytesIO(self.store.files.read(page.sha256)))
        grey = picture if picture.mode != "1" else picture.convert("L")
        return look_at(np.array(grey, dtype=np.uint8), page.dpi)


def declared_by(edit: PageEdit) -> tuple[DeclaredBlank, ...]:
    """The blank sides that an act took out; none where it was taken back or is another act."""
    if edit.act != BLANK_REMOVED or edit.undone:
        return ()
    evidence = json.loads(json.loads(edit.facts)[BY_PAGE])
    return tuple(
        DeclaredBlank(page, evidence[page.id]["ink"], evidence[page.id]["faint"], edit.who, edit.at)
        for page in edit.before.touched
    )

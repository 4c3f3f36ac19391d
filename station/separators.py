"""Separator sheets: printed here, put between papers, and read again to cut a batch apart.

Sheets with patch code T, as office machines print them, are read as well: another paper follows.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
import segno
from uuid_utils import uuid7

from offline_store.errors import NotFound
from offline_store.page_edits import Change
from offline_store.records import Code, Document, DocumentId, Page, PageId
from offline_store.store import Records, Store
from scanners.picture_files import open_page_picture
from signing.typesetting import find_fonts, typeset
from station.errors import AlreadyCertified
from station.hanoi_time import Clock
from station.people import Act, require
from station.pile_document import pile_document
from station.recognition.codes import codes_in
from station.recognition.patch_code import PATCH_T, patch_code_in

_NEW_PAPER = "tramso:paper"
_DOSSIER = "tramso:dossier:"


@dataclass(frozen=True, slots=True)
class Separator:
    """What a sheet says of the pages after it.

    dossier: the code of the one they belong to; empty for another paper of the same dossier.
    """

    dossier: str = ""

    @property
    def text(self) -> str:
        """What the sheet's QR code says."""
        return _DOSSIER + self.dossier if self.dossier else _NEW_PAPER


def separator_from(text: str) -> Separator | None:
    """What a code says, None when it is no separator's."""
    if text == _NEW_PAPER:
        return Separator()
    if text.startswith(_DOSSIER) and len(text) > len(_DOSSIER):
        return Separator(text.removeprefix(_DOSSIER))
    return None


def separator_sheet(separator: Separator, at: datetime) -> bytes:
    """Compose the sheet as PDF, A4, ready to print.

    Raises:
        CopyRefused: the fonts are missing.
    """
    code = io.BytesIO()
    made = segno.make(separator.text, error="h", micro=False)
    made.save(code, kind="svg", border=4, xmldecl=False)
    if separator.dossier:
        title, note = "TỜ NGĂN HỒ SƠ", f"Các trang sau thuộc hồ sơ {separator.dossier}"
    else:
        title, note = "TỜ NGĂN GIẤY TỜ", "Các trang sau là một giấy tờ khác của cùng hồ sơ"
    values = {"title": title, "note": note}
    files = {"code.svg": code.getvalue()}
    return typeset("separator_sheet.typ", values, files, find_fonts(), at)


def separator_on(store: Store, page: Page) -> Separator | None:
    """What a page says as a separator sheet, None where it is none. About 0.2 s."""
    read = page.reading.codes if page.reading is not None else ()
    separator = _said(read)
    if separator is not None:
        return separator
    picture = open_page_picture(io.BytesIO(store.files.read(page.sha256)))
    separator = _said(codes_in(np.array(picture.convert("RGB"), dtype=np.uint8)))
    if separator is None and patch_code_in(np.array(picture.convert("L")), page.dpi) == PATCH_T:
        return Separator()
    return separator


def _said(codes: Iterable[Code]) -> Separator | None:
    said = (separator_from(code.text) for code in codes)
    return next((each for each in said if each is not None), None)


@dataclass(frozen=True, slots=True)
class FoundSeparator:
    """A page that is a separator sheet."""

    page: Page
    separator: Separator


@dataclass(frozen=True, slots=True)
class CutBatch:
    """Cut a document's pages apart at its separator sheets."""

    store: Store
    clerk: str
    now: Clock

    def find(self, document_id: DocumentId) -> tuple[FoundSeparator, ...]:
        """The separator sheets among the pages; reads every page, about 0.2 s each."""
        with self.store.snapshot() as records:
            pages = records.dossiers.document(document_id).pages
        return tuple(self._found(pages))

    def __call__(self, document_id: DocumentId) -> tuple[Document, ...]:
        """Give pages after each sheet their own place, drop the sheets; return where they went.

        Pages before the first sheet stay. After a sheet for another paper, they become a new
        document of the dossier, under the same title; after a dossier's sheet, they join the first
        document of that dossier, or its pile where it is for a procedure. Undo in any of these
        documents brings all back to the cut one.

        Raises:
            NotFound: a sheet names a dossier that this desk does not have; nothing is changed.
            AlreadyCertified: a document to be changed is signed; nothing is changed.
        """
        sheets = {found.page.id: found.separator for found in self.find(document_id)}
        with self.store.transaction() as records:
            require(records, self.clerk, Act.PAGES)
            document = records.dossiers.document(document_id)
            _must_be_open(document)
            if not any(page.id in sheets for page in document.pages):
                return ()
            at = self.now()
            changes = self._changes(records, document, sheets)
            records.page_edits.edit_together(changes, at=at, who=self.clerk, act="batch-cut")
            records.audit.append(at, self.clerk, "batch-cut", document_id, sheets=len(sheets))
            return tuple(records.dossiers.document(each.document_id) for each in changes[1:])

    def _changes(
        self, records: Records, cut: Document, sheets: Mapping[PageId, Separator]
    ) -> tuple[Change, ...]:
        """What happens to the cut document, and then to each that gets pages."""
        given: dict[DocumentId, list[Page]] = {cut.id: []}
        here: Document | None = cut
        for page in cut.pages:
            if page.id in sheets:
                here = self._target(records, sheets[page.id])
                continue
            if here is None:  # only when a page follows: a sheet alone makes no paper
                here = self._new(records, cut)
            given.setdefault(here.id, []).append(replace(page, document_id=here.id))
        staying = [page.id for page in given.pop(cut.id)]
        going = tuple(page.id for page in cut.pages if page.id not in staying)
        changes = [Change(cut.id, going, (), tuple(staying))]
        for document_id, pages in given.items():
            there = [page.id for page in records.dossiers.document(document_id).pages]
            order = (*there, *(page.id for page in pages))
            changes.append(Change(document_id, (), tuple(pages), order))
        return tuple(changes)

    def _found(self, pages: Sequence[Page]) -> Iterator[FoundSeparator]:
        for page in pages:
            separator = separator_on(self.store, page)
            if separator is not None:
                yield FoundSeparator(page, separator)

    def _target(self, records: Records, separator: Separator) -> Document | None:
        """The document that a sheet names; None for a new one."""
        if not separator.dossier:
            return None
        dossier = records.dossiers.find(separator.dossier)
        if records.handling.of(dossier.id) is not None:
            return pile_document(records, dossier.id)
        documents = dossier.documents
        if not documents:
            raise NotFound(kind="paper of dossier", id=separator.dossier)
        document = documents[0]
        _must_be_open(document)
        return document

    def _new(self, records: Records, cut: Document) -> Document:
        """A paper that has no place until it has pages: what undo leads back to."""
        count = len(records.dossiers.get(cut.dossier_id).documents)
        new = Document(
            DocumentId(str(uuid7())), cut.dossier_id, count + 1, cut.title, 1, dissolved=True
        )
        records.dossiers.add_document(new)
        return new


def _must_be_open(document: Document) -> None:
    if document.copy is not None:
        raise AlreadyCertified()

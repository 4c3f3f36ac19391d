"""Separator sheets: printed here, put between papers, and read again to cut a batch apart.

Sheets with patch code T, as office machines print them, are read as well: another paper follows.
"""

import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
import segno
from uuid_utils import uuid7

from offline_store.errors import NotFound
from offline_store.page_edits import Change
from offline_store.records import Code, Document, DocumentId, DossierId, Page, PageId
from offline_store.store import Records, Store
from scanners.page_looks import BLANK
from scanners.picture_files import open_page_picture
from signing.typesetting import find_fonts, typeset
from station.errors import AlreadyCertified
from station.hanoi_time import Clock
from station.people import Act, require
from station.pile_document import pile_document
from station.recognition.codes import codes_in
from station.recognition.patch_code import PATCH_T, patch_code_in

NEXT = "+"
"""In the place of a dossier's code: another dossier of the same lot follows."""

_NEW_PAPER = "tramso:paper"
_DOSSIER = "tramso:dossier:"


@dataclass(frozen=True, slots=True)
class Separator:
    """What a sheet says of the pages after it.

    dossier: the code of the one they belong to; empty for another paper of the same dossier, which
    is that of the pages before the sheet.
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
    if separator.dossier == NEXT:
        title, note = "TỜ NGĂN HỒ SƠ", "Các trang sau thuộc hồ sơ tiếp theo của lô"
    elif separator.dossier:
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
class Part:
    """Pages of a batch that stay together, none of them a sheet; at least one.

    new: they become a paper of their own. dossier: the code of the one they go to; empty for that
    of the batch. Neither: they stay where they are.
    """

    pages: tuple[Page, ...]
    new: bool = False
    dossier: str = ""


def parts_of(pages: Sequence[Page], sheets: Mapping[PageId, Separator]) -> tuple[Part, ...]:
    """How a batch comes apart at its sheets, first to last.

    A blank side right behind a sheet is the sheet's own back, as a feeder that sees both sides
    gives it, and no part of the paper that follows.
    """
    parts: list[Part] = []
    part = Part(())
    back_follows = False
    for page in pages:
        sheet = sheets.get(page.id)
        if sheet is not None:
            parts.append(part)
            part = Part((), new=not sheet.dossier, dossier=sheet.dossier or part.dossier)
            back_follows = True
            continue
        if not (back_follows and BLANK in page.warnings):
            part = replace(part, pages=(*part.pages, page))
        back_follows = False
    return tuple(each for each in (*parts, part) if each.pages)


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

    def find(
        self, document_id: DocumentId, among: Collection[PageId] | None = None
    ) -> tuple[FoundSeparator, ...]:
        """The separator sheets among the pages; about 0.2 s for each that is looked at.

        among: only these are looked at; None: all.
        """
        with self.store.snapshot() as records:
            pages = records.dossiers.document(document_id).pages
        return tuple(self._found([page for page in pages if among is None or page.id in among]))

    def __call__(self, document_id: DocumentId) -> tuple[Document, ...]:
        """Give pages after each sheet their own place, drop the sheets; return where they went.

        Pages before the first sheet stay. After a dossier's sheet, they join the first document of
        that dossier, or its pile where it is for a procedure; after a sheet for another paper, they
        become a new document of the dossier that the pages before the sheet went to, under the
        title of its first, or of the cut one. Undo in any of these documents brings all back to the
        cut one.

        Raises:
            NotFound: pages are for a dossier that this desk does not have; nothing is changed.
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
        for part in parts_of(cut.pages, sheets):
            document_id = self._place_of(records, cut, part)
            given.setdefault(document_id, []).extend(
                replace(page, document_id=document_id) for page in part.pages
            )
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

    def _place_of(self, records: Records, cut: Document, part: Part) -> DocumentId:
        """The document that takes a part; one that has no place until it has pages, where new."""
        if not part.dossier:
            return self._new(records, cut.dossier_id, cut.title) if part.new else cut.id
        dossier = records.dossiers.find(part.dossier)
        handling = records.handling.of(dossier.id)
        if handling is not None:
            if part.new:
                return self._new(records, dossier.id, handling.procedure.name)
            return pile_document(records, dossier.id).id
        if not dossier.documents:
            raise NotFound(kind="paper of dossier", id=part.dossier)
        first = dossier.documents[0]
        if part.new:
            return self._new(records, dossier.id, first.title)
        _must_be_open(first)
        return first.id

    def _new(self, records: Records, dossier_id: DossierId, title: str) -> DocumentId:
        """A paper that has no place until it has pages: what undo leads back to."""
        count = len(records.dossiers.get(dossier_id).documents)
        new = Document(DocumentId(str(uuid7())), dossier_id, count + 1, title, 1, dissolved=True)
        records.dossiers.add_document(new)
        return new.id


def _must_be_open(document: Document) -> None:
    if document.fixed:
        raise AlreadyCertified()

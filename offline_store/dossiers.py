"""Dossiers with their documents and certified copies."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, func, select, update

from offline_store.assembling import documents_where, dossier_from, dossiers_of
from offline_store.errors import NotFound
from offline_store.finding import holds
from offline_store.json_columns import debts_text
from offline_store.lot_tables import of_no_lot
from offline_store.moments import day_bounds
from offline_store.pages import Pages
from offline_store.records import (
    CertifiedCopy,
    Document,
    DocumentId,
    Dossier,
    DossierId,
    OutboxState,
    Outstanding,
)
from offline_store.search_key import search_key
from offline_store.tables import (
    certified_copy,
    document,
    dossier,
    handling,
    outbox,
    purged,
)

_OF_A_PART = 100_000
_COPIED = document.c.dossier_id.not_in(select(handling.c.dossier_id))  # for no procedure
_OF_NO_LOT = of_no_lot(dossier.c.id)
_OUTSTANDING: Mapping[Outstanding, ColumnElement[bool]] = {
    Outstanding.UNSIGNED: document.c.id.not_in(select(certified_copy.c.document_id)),
    Outstanding.NOT_HANDED_OVER: document.c.handed_over_at.is_(None),
    Outstanding.REFUSED_BY_CENTRAL: document.c.id.in_(
        select(outbox.c.document_id).where(outbox.c.state == OutboxState.REFUSED.value)
    ),
}


@dataclass(frozen=True, slots=True)
class Dossiers(Pages):
    """Dossiers within one transaction, and the pages in them (see `Pages`)."""

    def add(self, new: Dossier) -> None:
        """Add a dossier with its documents and their pages, readings and all.

        Certified copies and outbox items have their own way in and are not taken from here.

        Raises:
            RecordRefused: its id or code is taken.
        """
        asks = new.requester
        self.connection.execute(
            dossier.insert().values(
                id=new.id,
                code=new.code,
                name=asks.name,
                id_number=asks.id_number,
                birth_date=asks.birth_date,
                address=asks.address,
                phone=asks.phone,
                email=asks.email,
                created_at=new.created_at,
                search=search_key(new.code, asks.name, asks.id_number),
            )
        )
        for each in new.documents:
            self.add_document(each)

    def add_document(self, new: Document) -> None:
        """Add a document, with its pages, to its dossier; at the end if its position is taken.

        Raises:
            NotFound: there is no such dossier.
        """
        self._dossier_where(dossier.c.id == new.dossier_id, new.dossier_id)
        asked = select(document.c.position).where(document.c.dossier_id == new.dossier_id)
        taken = set(self.connection.scalars(asked))
        self.connection.execute(
            document.insert().values(
                id=new.id,
                dossier_id=new.dossier_id,
                position=new.position if new.position not in taken else max(taken) + 1,
                title=new.title,
                copies=new.copies,
                handed_over_at=new.handed_over_at,
                dissolved=int(new.dissolved),
            )
        )
        self.connection.execute(
            update(dossier)
            .where(dossier.c.id == new.dossier_id)
            .values(search=dossier.c.search + " " + search_key(new.title))
        )
        for page in new.pages:
            self.add_page(page)

    def get(self, dossier_id: DossierId) -> Dossier:
        """One dossier with everything in it.

        Raises:
            NotFound: there is none with that id.
        """
        return self._dossier_where(dossier.c.id == dossier_id, dossier_id)

    def heading(self, dossier_id: DossierId) -> Dossier:
        """One dossier without its documents: its code, and who asks.

        Raises:
            NotFound: there is none with that id.
        """
        row = self.connection.execute(select(dossier).where(dossier.c.id == dossier_id)).first()
        if row is None:
            raise NotFound(kind="dossier", id=dossier_id)
        return dossier_from(row)

    def headings(self, dossiers: Collection[DossierId]) -> dict[DossierId, Dossier]:
        """These without their documents, by id."""
        rows = self.connection.execute(select(dossier).where(dossier.c.id.in_(dossiers)))
        return {DossierId(row.id): dossier_from(row) for row in rows}

    def find(self, code: str) -> Dossier:
        """One dossier by its code, with everything in it.

        Raises:
            NotFound: there is none with that code.
        """
        return self._dossier_where(dossier.c.code == code, code)

    def usual_titles(self, limit: int) -> tuple[str, ...]:
        """What was received to be copied, the most often first; papers of procedures left out."""
        titles = self.connection.scalars(
            select(document.c.title)
            .where(_COPIED)
            .group_by(document.c.title)
            .order_by(func.count().desc(), func.max(document.c.id).desc())
            .limit(limit)
        )
        return tuple(titles)

    def all_documents(self, dossier_id: DossierId) -> tuple[Document, ...]:
        """The documents of a dossier, light, also those that are dissolved."""
        belongs = document.c.dossier_id == dossier_id
        return documents_where(self.connection, belongs, with_readings=False)

    def documents_of(
        self, dossiers: Collection[DossierId]
    ) -> dict[DossierId, tuple[Document, ...]]:
        """The same of many dossiers, by dossier; a few queries for all."""
        belongs = document.c.dossier_id.in_(dossiers)
        found = dict[DossierId, tuple[Document, ...]]()
        for each in documents_where(self.connection, belongs, with_readings=False):
            found[each.dossier_id] = (*found.get(each.dossier_id, ()), each)
        return found

    def list(
        self,
        *,
        day: date | None = None,
        text: str | None = None,
        outstanding: Outstanding | None = None,
        limit: int = 200,
    ) -> tuple[Dossier, ...]:
        """The newest dossiers first, light: pages come without their readings.

        day: only those received on that day at the counter (Asia/Ho_Chi_Minh).
        text: only those whose code, requester or titles hold it, or whose pages hold its words,
        whatever its marks and case.
        outstanding: only those with a document that still waits for that.
        Dossiers of lots are found by their text alone: nobody waits for them at the counter.
        """
        asked = select(dossier) if outstanding is None else _with_any(_OUTSTANDING[outstanding])
        if day is not None:
            start, end = day_bounds(day)
            asked = asked.where(dossier.c.created_at >= start, dossier.c.created_at < end)
        if text is None:
            asked = asked.where(_OF_NO_LOT)
        else:
            # A part of them may be few, of which the newest of all may be none.
            most = _OF_A_PART if day is not None or outstanding is not None else limit
            asked = asked.where(holds(self.connection, text, most))
        return self._newest(asked, limit)

    def unsigned(self) -> tuple[Dossier, ...]:
        """Every dossier that holds a document without a certified copy, newest first, as `list`."""
        return self._newest(_with_any(_OUTSTANDING[Outstanding.UNSIGNED]))

    def not_handed_over(self, before: date, limit: int) -> tuple[Dossier, ...]:
        """Dossiers received before that day with a document not handed over, newest first."""
        start, _ = day_bounds(before)
        waiting = _with_any(_OUTSTANDING[Outstanding.NOT_HANDED_OVER])
        return self._newest(waiting.where(dossier.c.created_at < start), limit)

    def _newest(
        self, asked: Select[tuple[object, ...]], limit: int | None = None
    ) -> tuple[Dossier, ...]:
        newest = asked.order_by(dossier.c.created_at.desc(), dossier.c.id.desc()).limit(limit)
        rows = self.connection.execute(newest).all()
        return dossiers_of(self.connection, rows, with_readings=False)

    def names_of(
        self, documents: Collection[DocumentId]
    ) -> dict[DocumentId, tuple[DossierId, str, str, str]]:
        """By document: its dossier's id and code, the requester's name, and its title."""
        asked = (
            select(document.c.id, document.c.dossier_id, dossier.c.code, dossier.c.name)
            .add_columns(document.c.title)
            .join(dossier, dossier.c.id == document.c.dossier_id)
            .where(document.c.id.in_(documents))
        )
        return {
            DocumentId(row.id): (DossierId(row.dossier_id), row.code, row.name, row.title)
            for row in self.connection.execute(asked)
        }

    def is_taken(self, code: str) -> bool:
        """Whether a dossier here bears that code."""
        found = self.connection.execute(select(dossier.c.id).where(dossier.c.code == code))
        return found.first() is not None

    def document(self, document_id: DocumentId, *, with_readings: bool = True) -> Document:
        """One document with everything in it, or all but what was read on its pages.

        Raises:
            NotFound: there is none with that id.
        """
        found = documents_where(
            self.connection, document.c.id == document_id, with_readings=with_readings
        )
        if not found:
            raise NotFound(kind="document", id=document_id)
        return found[0]

    def keep_copy(self, copy: CertifiedCopy) -> None:
        """Keep the certified copy of a document, whose register line exists.

        Raises:
            RecordRefused: the document has one, or the number or code is not this copy's to use.
        """
        self.connection.execute(
            certified_copy.insert().values(
                document_id=copy.document_id,
                book=copy.book,
                number=copy.number,
                code=copy.code,
                sha256=copy.sha256,
                level=copy.level,
                signed_at=copy.signed_at,
                debts=debts_text(copy.debts),
            )
        )

    def copy_file_of(self, code: str) -> str | None:
        """SHA-256 of the copy with that identity code, where this desk certified it."""
        found = select(certified_copy.c.sha256).where(certified_copy.c.code == code)
        row = self.connection.execute(found).one_or_none()
        return None if row is None else str(row.sha256)

    def replace_copy(self, stronger: CertifiedCopy) -> None:
        """Keep a later version of a copy: another file, level and debts, all else as it was.

        Raises:
            RecordRefused: anything else differs.
        """
        self.connection.execute(
            update(certified_copy)
            .where(certified_copy.c.document_id == stronger.document_id)
            .values(
                book=stronger.book,
                number=stronger.number,
                code=stronger.code,
                signed_at=stronger.signed_at,
                sha256=stronger.sha256,
                level=stronger.level,
                debts=debts_text(stronger.debts),
            )
        )

    def owing(self) -> tuple[tuple[str, Document], ...]:
        """Documents whose copy owes something and is here, each with its dossier's code."""
        owes = select(certified_copy.c.document_id).where(certified_copy.c.debts != debts_text(()))
        gone = select(purged.c.document_id)
        condition = document.c.id.in_(owes) & document.c.id.not_in(gone)
        found = documents_where(self.connection, condition, with_readings=False)
        rows = self.connection.execute(select(dossier.c.id, dossier.c.code))
        codes = {row.id: row.code for row in rows} if found else {}
        return tuple((codes[each.dossier_id], each) for each in found)

    def set_handed_over(self, document_id: DocumentId, at: datetime) -> None:
        """Say when the copy was given to the citizen.

        Raises:
            NotFound: there is no such document.
        """
        changed = self.connection.execute(
            update(document).where(document.c.id == document_id).values(handed_over_at=at)
        )
        if changed.rowcount == 0:
            raise NotFound(kind="document", id=document_id)

    def set_dissolved(self, document_id: DocumentId, dissolved: bool) -> None:
        """Take a document without pages from its dossier's documents, or put it back.

        Raises:
            NotFound: there is no such document.
        """
        changed = self.connection.execute(
            update(document).where(document.c.id == document_id).values(dissolved=int(dissolved))
        )
        if changed.rowcount == 0:
            raise NotFound(kind="document", id=document_id)

    def _dossier_where(self, condition: ColumnElement[bool], asked: str) -> Dossier:
        rows = self.connection.execute(select(dossier).where(condition)).all()
        if not rows:
            raise NotFound(kind="dossier", id=asked)
        return dossiers_of(self.connection, rows, with_readings=True)[0]


def _with_any(condition: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    """Dossiers that hold a document of which it is true, and of which copies are asked."""
    meant = select(document.c.dossier_id).where(condition, document.c.dissolved == 0, _COPIED)
    return select(dossier).where(dossier.c.id.in_(meant))

"""What was done to the pages of a document: each act with what it took away and what it put there.

An edit keeps whole pages, with their readings, so that taking it back gives back everything. Pages
that arrive from a scanner are no edits: they join the end, and stay there whatever is taken back.

An act on several papers of a dossier is an edit in the journal of each. They are taken back and
done again together, from any of these papers, and only while each is the next one of its own.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select, update
from uuid_utils import uuid7

from offline_store.assembling import documents_where, pages_where
from offline_store.errors import Fact, OtherPaperFirst, RecordRefused
from offline_store.json_columns import canonical, page_body, page_from_body
from offline_store.pages import Pages
from offline_store.records import DocumentId, Page, PageId
from offline_store.tables import document, page, page_edit


@dataclass(frozen=True, slots=True)
class PagesThen:
    """One side of an edit: the pages it touched, whole, and the order of all pages.

    dissolved: the paper had no place in its dossier then (see `Document`).
    """

    touched: tuple[Page, ...]
    order: tuple[PageId, ...]
    dissolved: bool = False


@dataclass(frozen=True, slots=True)
class PageEdit:
    """One act on the pages of a document. sequence: from 1. act: a stable code, `page-rotated`.

    facts: what belongs to the act, as JSON: degrees, box. undone: it was taken back.
    together: what the edits of one act on several documents share; empty for an act on one.
    """

    document_id: DocumentId
    sequence: int
    at: datetime
    who: str
    act: str
    facts: str
    before: PagesThen
    after: PagesThen
    undone: bool
    together: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What an act does to one document: the pages that go, those that come, the order of all then.

    dissolves: without pages, it loses its place in the dossier.
    """

    document_id: DocumentId
    touched: tuple[PageId, ...]
    put: tuple[Page, ...]
    order: tuple[PageId, ...]
    dissolves: bool = False


@dataclass(frozen=True, slots=True)
class PageEdits:
    """The journal within one transaction."""

    connection: Connection

    def edit(
        self,
        document_id: DocumentId,
        touched: Sequence[PageId],
        put: Sequence[Page],
        order: Sequence[PageId],
        *,
        at: datetime,
        who: str,
        act: str,
        **facts: Fact,
    ) -> PageEdit:
        """Put pages in place of those touched, in this order, and keep how it was.

        order: every page of the document as it will be. Edits that were taken back and not done
        again are forgotten.

        Raises:
            RecordRefused: the order leaves out a page or names one that is not there.
        """
        change = Change(document_id, tuple(touched), tuple(put), tuple(order))
        return self.edit_together((change,), at=at, who=who, act=act, **facts)[0]

    def edit_together(
        self, changes: Sequence[Change], *, at: datetime, who: str, act: str, **facts: Fact
    ) -> tuple[PageEdit, ...]:
        """Change several documents in one act; see `edit`. A page may go from one to another.

        Raises:
            RecordRefused: an order leaves out a page or names one that is not there.
        """
        together = str(uuid7()) if len(changes) > 1 else ""
        kept = []
        for change in changes:
            before, after = self._sides(change)
            self._forget_undone(change.document_id)
            kept.append(
                PageEdit(
                    change.document_id,
                    self._last(change.document_id) + 1,
                    at,
                    who,
                    act,
                    canonical(facts),
                    before,
                    after,
                    undone=False,
                    together=together,
                )
            )
        for edit in kept:
            self.connection.execute(
                page_edit.insert().values(
                    document_id=edit.document_id,
                    sequence=edit.sequence,
                    at=at,
                    who=who,
                    act=act,
                    facts=edit.facts,
                    before=_then_text(edit.before),
                    after=_then_text(edit.after),
                    undone=0,
                    together=together,
                )
            )
        self._swap([(edit.document_id, edit.before, edit.after) for edit in kept])
        return tuple(kept)

    def undo(self, document_id: DocumentId) -> PageEdit | None:
        """Take back the last edit that stands; return it, None when there is none.

        Raises:
            OtherPaperFirst: it was done together with another paper, which was changed since.
        """
        edits = self.next_edits(document_id, undo=True)
        # What was read and compared since belongs to the pages as they are now: kept for redo.
        now = [self._as_now(edit.document_id, edit.after) for edit in edits]
        self._swap(
            [(edit.document_id, out, edit.before) for edit, out in zip(edits, now, strict=True)]
        )
        for edit, then in zip(edits, now, strict=True):
            self._mark(edit, undone=True, after=then)
        return edits[0] if edits else None

    def redo(self, document_id: DocumentId) -> PageEdit | None:
        """Do again the edit that was taken back last; return it, None when there is none.

        Raises:
            OtherPaperFirst: it was done together with another paper, where others are to be done
                again before it.
        """
        edits = self.next_edits(document_id, undo=False)
        now = [self._as_now(edit.document_id, edit.before) for edit in edits]
        self._swap(
            [(edit.document_id, out, edit.after) for edit, out in zip(edits, now, strict=True)]
        )
        for edit, then in zip(edits, now, strict=True):
            self._mark(edit, undone=False, before=then)
        return edits[0] if edits else None

    def next_edits(self, document_id: DocumentId, *, undo: bool) -> tuple[PageEdit, ...]:
        """What `undo` would take back, or `redo` do again: this document's first, then the others'.

        Raises:
            OtherPaperFirst: one of them is not the next of its own document.
        """
        edit = self._next(document_id, undo=undo)
        if edit is None:
            return ()
        if not edit.together:
            return (edit,)
        asked = select(page_edit.c.document_id).where(
            page_edit.c.together == edit.together, page_edit.c.document_id != document_id
        )
        found = [edit]
        for other in self.connection.scalars(asked):
            beside = self._next(DocumentId(other), undo=undo)
            if beside is None or beside.together != edit.together:
                (paper,) = documents_where(
                    self.connection, document.c.id == other, with_readings=False
                )
                raise OtherPaperFirst(document=paper.position)
            found.append(beside)
        if len(found) == 1:  # the other paper was purged, and its pages with it
            raise RecordRefused(rule="other-paper-purged")
        return tuple(found)

    def history(self, document_id: DocumentId) -> tuple[PageEdit, ...]:
        """Every edit of a document, oldest first."""
        rows = self.connection.execute(
            select(page_edit)
            .where(page_edit.c.document_id == document_id)
            .order_by(page_edit.c.sequence)
        )
        return tuple(
            PageEdit(
                DocumentId(row.document_id),
                row.sequence,
                row.at,
                row.who,
                row.act,
                row.facts,
                _then_from(row.before),
                _then_from(row.after),
                undone=bool(row.undone),
                together=row.together,
            )
            for row in rows
        )

    def _next(self, document_id: DocumentId, *, undo: bool) -> PageEdit | None:
        """The last edit that stands, or the first of those taken back."""
        edits = [each for each in self.history(document_id) if each.undone != undo]
        return edits[-1 if undo else 0] if edits else None

    def _sides(self, change: Change) -> tuple[PagesThen, PagesThen]:
        live = self._live(change.document_id)
        going = set(change.touched)
        here = {each.id for each in live}
        there = (here - going) | {each.id for each in change.put}
        if sorted(change.order) != sorted(there) or not going <= here:
            raise RecordRefused(rule="page-order")
        gone = tuple(each for each in live if each.id in going)
        order = tuple(each.id for each in live)
        asked = select(document.c.dissolved).where(document.c.id == change.document_id)
        dissolved = bool(self.connection.execute(asked).scalar_one())
        before = PagesThen(gone, order, dissolved)
        return before, PagesThen(change.put, change.order, change.dissolves)

    def _as_now(self, document_id: DocumentId, then: PagesThen) -> PagesThen:
        live = {each.id: each for each in self._live(document_id)}
        return replace(then, touched=tuple(live[each.id] for each in then.touched))

    def _swap(self, sides: Sequence[tuple[DocumentId, PagesThen, PagesThen]]) -> None:
        """Take out what was touched and put in the other side, in every document."""
        arrived = {
            document_id: [each.id for each in self._live(document_id) if each.id not in out.order]
            for document_id, out, _ in sides
        }
        # A page that goes from one to another must be out before it comes in.
        for _, out, _ in sides:
            for each in out.touched:
                self.connection.execute(delete(page).where(page.c.id == each.id))
        pages = Pages(self.connection)
        for document_id, _, into in sides:
            for each in into.touched:
                pages.add_page(each)
            order = [*into.order, *arrived[document_id]]
            for position, page_id in enumerate(order, start=1):
                self.connection.execute(
                    update(page).where(page.c.id == page_id).values(position=position)
                )
            self.connection.execute(
                update(document)
                .where(document.c.id == document_id)
                .values(dissolved=int(into.dissolved and not order))
            )

    def _forget_undone(self, document_id: DocumentId, since: int = 0) -> None:
        """Forget what was taken back, and what others would have done again together with it."""
        undone = (
            page_edit.c.document_id == document_id,
            page_edit.c.undone == 1,
            page_edit.c.sequence >= since,
        )
        shared = set(self.connection.scalars(select(page_edit.c.together).where(*undone))) - {""}
        self.connection.execute(delete(page_edit).where(*undone))
        beside = select(page_edit.c.document_id, page_edit.c.sequence).where(
            page_edit.c.together.in_(shared)
        )
        for row in self.connection.execute(beside).all():
            self._forget_undone(DocumentId(row.document_id), row.sequence)

    def _mark(
        self,
        edit: PageEdit,
        *,
        undone: bool,
        before: PagesThen | None = None,
        after: PagesThen | None = None,
    ) -> None:
        self.connection.execute(
            update(page_edit)
            .where(
                page_edit.c.document_id == edit.document_id,
                page_edit.c.sequence == edit.sequence,
            )
            .values(
                undone=int(undone),
                before=_then_text(before or edit.before),
                after=_then_text(after or edit.after),
            )
        )

    def _live(self, document_id: DocumentId) -> tuple[Page, ...]:
        return pages_where(self.connection, page.c.document_id == document_id, with_readings=True)

    def _last(self, document_id: DocumentId) -> int:
        asked = select(func.max(page_edit.c.sequence)).where(page_edit.c.document_id == document_id)
        return self.connection.execute(asked).scalar_one() or 0


def _then_text(then: PagesThen) -> str:
    return canonical(
        {
            "touched": [page_body(each) for each in then.touched],
            "order": list(then.order),
            "dissolved": then.dissolved,
        }
    )


def _then_from(text: str) -> PagesThen:
    body: dict[str, Any] = json.loads(text)
    touched: Iterable[dict[str, Any]] = body["touched"]
    return PagesThen(
        tuple(page_from_body(each) for each in touched),
        tuple(PageId(page_id) for page_id in body["order"]),
        body.get("dissolved", False),  # edits that an earlier version wrote do not say it
    )

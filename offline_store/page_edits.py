"""What was done to the pages of a document: each act with what it took away and what it put there.

An edit keeps whole pages, with their readings, so that taking it back gives back everything. Pages
that arrive from a scanner are no edits: they join the end, and stay there whatever is taken back.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from offline_store.assembling import pages_where
from offline_store.errors import Fact, RecordRefused
from offline_store.json_columns import canonical, page_body, page_from_body
from offline_store.pages import Pages
from offline_store.records import DocumentId, Page, PageId
from offline_store.tables import page, page_edit


@dataclass(frozen=True, slots=True)
class PagesThen:
    """One side of an edit: the pages it touched, whole, and the order of all pages."""

    touched: tuple[Page, ...]
    order: tuple[PageId, ...]


@dataclass(frozen=True, slots=True)
class PageEdit:
    """One act on the pages of a document. sequence: from 1. act: a stable code, `page-rotated`.

    facts: what belongs to the act, as JSON: degrees, box. undone: it was taken back.
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
        live = self._live(document_id)
        going = set(touched)
        rest = {each.id for each in live if each.id not in going}
        if sorted(order) != sorted(rest | {each.id for each in put}) or not going <= {
            each.id for each in live
        }:
            raise RecordRefused(rule="page-order")
        gone = tuple(each for each in live if each.id in going)
        before = PagesThen(gone, tuple(each.id for each in live))
        after = PagesThen(tuple(put), tuple(order))
        self.connection.execute(
            delete(page_edit).where(page_edit.c.document_id == document_id, page_edit.c.undone == 1)
        )
        sequence = self._last(document_id) + 1
        kept = PageEdit(
            document_id, sequence, at, who, act, canonical(facts), before, after, undone=False
        )
        self.connection.execute(
            page_edit.insert().values(
                document_id=document_id,
                sequence=sequence,
                at=at,
                who=who,
                act=act,
                facts=kept.facts,
                before=_then_text(before),
                after=_then_text(after),
                undone=0,
            )
        )
        self._swap(document_id, before, after)
        return kept

    def undo(self, document_id: DocumentId) -> PageEdit | None:
        """Take back the last edit that stands; return it, None when there is none."""
        standing = [each for each in self.history(document_id) if not each.undone]
        if not standing:
            return None
        last = standing[-1]
        # What was read and compared since belongs to the pages as they are now: kept for redo.
        live = {each.id: each for each in self._live(document_id)}
        now = PagesThen(tuple(live[each.id] for each in last.after.touched), last.after.order)
        self._swap(document_id, now, last.before)
        self._mark(last, undone=True, after=now)
        return last

    def redo(self, document_id: DocumentId) -> PageEdit | None:
        """Do the edit again that was taken back last; return it, None when there is none."""
        undone = [each for each in self.history(document_id) if each.undone]
        if not undone:
            return None
        first = undone[0]
        live = {each.id: each for each in self._live(document_id)}
        now = PagesThen(tuple(live[each.id] for each in first.before.touched), first.before.order)
        self._swap(document_id, now, first.after)
        self._mark(first, undone=False, before=now)
        return first

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
            )
            for row in rows
        )

    def _swap(self, document_id: DocumentId, out: PagesThen, into: PagesThen) -> None:
        live = [each.id for each in self._live(document_id)]
        arrived = [each for each in live if each not in set(out.order)]
        pages = Pages(self.connection)
        for each in out.touched:
            self.connection.execute(delete(page).where(page.c.id == each.id))
        for each in into.touched:
            pages.add_page(each)
        for position, page_id in enumerate([*into.order, *arrived], start=1):
            self.connection.execute(
                update(page).where(page.c.id == page_id).values(position=position)
            )

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
        {"touched": [page_body(each) for each in then.touched], "order": list(then.order)}
    )


def _then_from(text: str) -> PagesThen:
    body: dict[str, Any] = json.loads(text)
    touched: Iterable[dict[str, Any]] = body["touched"]
    return PagesThen(
        tuple(page_from_body(each) for each in touched),
        tuple(PageId(page_id) for page_id in body["order"]),
    )

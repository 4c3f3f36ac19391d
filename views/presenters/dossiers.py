"""Dossiers: all of them, whatever their day, searched, by what they wait for, and by their time."""

from collections.abc import Callable
from typing import Protocol

from offline_store.name_order import name_order
from offline_store.records import Document, DocumentId, DossierId, OutboxState, Outstanding
from offline_store.search_key import search_key
from station.bootstrap import Desk
from station.due_lists import Listed, Which
from station.refusal import refusals
from views.presenters.counter import Counter, Work
from views.presenters.dossier_rows import Row, rows_of
from views.presenters.jobs import Jobs
from views.presenters.newest import Newest

MOST_DOSSIERS = 200


class DossiersView(Protocol):
    """What the dossiers' place must show."""

    def show_rows(self, rows: tuple[Row, ...], more: bool) -> None:
        """The documents in their order; `more`: older ones are left out."""
        ...

    def show_due(self, listed: tuple[Listed, ...]) -> None:
        """Dossiers for procedures instead, what is due first."""
        ...


class DossiersPresenter:
    """Lists the newest dossiers that fit what is searched and chosen."""

    def __init__(self, counter: Counter, view: DossiersView, parallel: Jobs) -> None:
        self._counter = counter
        self._view = view
        self._newest = Newest(parallel, counter.report)
        self._text = ""
        self._outstanding: Outstanding | Which | None = None
        self._by_name = False

    def show(self, work: Work | None) -> None:
        """Read the list anew."""
        self._read()

    def search(self, text: str) -> None:
        """List what matches code, requester, title or words on the pages; nothing typed: all."""
        self._text = " ".join(text.split())
        self._read()

    def choose(self, outstanding: Outstanding | Which | None) -> None:
        """List only documents that wait for that; None: whatever they wait for.

        One of `Which`: the dossiers for procedures of that list.
        """
        self._outstanding = outstanding
        self._read()

    def sort(self, by_name: bool) -> None:
        """List by the requesters' given names; else the newest first."""
        self._by_name = by_name
        self._read()

    @property
    def looking(self) -> bool:
        """Whether the list that was asked for last is still to come."""
        return self._newest.looking

    def open(self, dossier_id: DossierId, document_id: DocumentId) -> None:
        """Go on with a document at its next step."""
        self._counter.open(dossier_id, document_id)

    def _read(self) -> None:
        text, outstanding, desk = self._text, self._outstanding, self._counter.desk
        by_name = self._by_name

        def look() -> Callable[[], None]:
            if isinstance(outstanding, Which):
                listed = due_rows(desk, outstanding, text)
                return lambda: self._view.show_due(listed)
            rows, more = document_rows(desk, outstanding, text)
            if by_name:
                rows = tuple(sorted(rows, key=lambda row: name_order(row.dossier.requester.name)))
            return lambda: self._view.show_rows(rows, more)

        self._newest.ask(look)


def document_rows(
    desk: Desk, outstanding: Outstanding | None, text: str
) -> tuple[tuple[Row, ...], bool]:
    """The newest documents that wait for that and match the text; whether older are left out."""
    with desk.store.snapshot() as records:
        found = records.dossiers.list(
            text=text or None, outstanding=outstanding, limit=MOST_DOSSIERS
        )
        refused = refusals(records)
    rows = rows_of(found, refused, desk.calendar, desk.now())
    fitting = tuple(row for row in rows if waits_for_it(row.document, outstanding))
    return fitting, len(found) == MOST_DOSSIERS


def due_rows(desk: Desk, which: Which, text: str) -> tuple[Listed, ...]:
    """The dossiers for procedures of a list that hold the text, without its marks."""
    wanted = search_key(text)

    def fits(listed: Listed) -> bool:
        asks, procedure = listed.dossier.requester, listed.handling.procedure
        said = (listed.dossier.code, asks.name, asks.id_number, procedure.code, procedure.name)
        return wanted in search_key(*said)

    return tuple(filter(fits, desk.list_due(which)))


def waits_for_it(document: Document, outstanding: Outstanding | None) -> bool:
    """Whether it is this document of its dossier that waits for that."""
    match outstanding:
        case None:
            return True
        case Outstanding.UNSIGNED:
            return document.copy is None
        case Outstanding.NOT_HANDED_OVER:
            return document.handed_over_at is None
        case Outstanding.REFUSED_BY_CENTRAL:
            return document.outbox is not None and document.outbox.state is OutboxState.REFUSED

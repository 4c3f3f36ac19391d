"""The outbox: which signed copies and papers are on their way to central, what holds them up."""

from dataclasses import dataclass
from typing import Protocol

from offline_store.records import DossierId, OutboxItem
from station.bootstrap import Desk
from views.presenters.counter import Counter, Place, Work
from views.presenters.jobs import Jobs

MOST_ACCEPTED = 100


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A version of a copy, or of a signed paper, on its way, and whose it is."""

    item: OutboxItem
    dossier_id: DossierId
    code: str
    requester: str
    title: str
    paper: bool = False


class OutboxView(Protocol):
    """What the outbox's place must show."""

    def show_rows(self, rows: tuple[OutboxRow, ...]) -> None:
        """What waits or was refused, oldest first; then what arrived, newest first."""
        ...


class OutboxPresenter:
    """Lists what is on its way; the way back into its dossier."""

    def __init__(self, counter: Counter, view: OutboxView, parallel: Jobs) -> None:
        self._counter = counter
        self._view = view
        self._parallel = parallel
        self._asked = 0

    def show(self, work: Work | None) -> None:
        """Read the outbox anew."""
        self._asked += 1
        asked, desk = self._asked, self._counter.desk

        def show(rows: tuple[OutboxRow, ...]) -> None:
            if asked == self._asked:
                self._view.show_rows(rows)

        self._parallel.start(lambda: look_at_outbox(desk), show, self._counter.report)

    def open(self, row: OutboxRow) -> None:
        """Go to the copy; of a paper, to its pages."""
        place = Place.COMPARE if row.paper else Place.HAND_OVER
        self._counter.open(row.dossier_id, row.item.document_id, place)


def look_at_outbox(desk: Desk) -> tuple[OutboxRow, ...]:
    """What is on its way now, and the last that arrived."""
    with desk.store.snapshot() as records:
        items = records.outbox.newest(MOST_ACCEPTED)
        documents = {item.document_id for item in items}
        names = records.dossiers.names_of(documents)
        papers = records.signed_papers.among(documents)
    return tuple(
        OutboxRow(item, *names[item.document_id], paper=item.document_id in papers)
        for item in items
    )

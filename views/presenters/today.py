"""Today: the dossiers, where each stands, by when it is due, and the way back into any of them."""

from collections import Counter as Counts
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from offline_store.records import DocumentId, DossierId, ReadingTally
from station.bootstrap import Desk
from station.due_lists import Which
from station.hanoi_time import HANOI, hanoi_day
from station.refusal import refusals
from views.presenters.counter import Counter, Place, Work
from views.presenters.dossier_rows import Row, rows_of
from views.presenters.interrupted import InterruptedPresenter, InterruptedView
from views.presenters.jobs import Jobs
from views.presenters.newest import Newest

MOST_ROWS = 200


class TodayView(InterruptedView, Protocol):
    """What today's list must show."""

    def show_rows(self, rows: tuple[Row, ...], searched: bool) -> None:
        """Show the documents; `searched` tells an empty day from no match."""
        ...

    def show_reading(self, months: Mapping[str, ReadingTally]) -> None:
        """How well was read at this desk this month and last, as far as pages were compared."""
        ...

    def show_pressing(self, counts: Mapping[Which, int]) -> None:
        """How many dossiers for procedures are late, due today, or likely to be late."""
        ...


class TodayPresenter:
    """Lists today's dossiers, or those of any day that match what is searched.

    Before today's come those of earlier days that a citizen still waits for, the longest first.
    """

    def __init__(self, counter: Counter, view: TodayView, serial: Jobs, parallel: Jobs) -> None:
        self._counter = counter
        self.interrupted = InterruptedPresenter(counter, view, serial)
        self._view = view
        self._parallel = parallel
        self._newest = Newest(parallel, counter.report)
        self._text = ""

    def show(self, work: Work | None) -> None:
        """Read the list anew, and look for what was interrupted."""
        self._read()
        self._count_pressing()
        self.interrupted.look()

    def search(self, text: str) -> None:
        """List what matches, of all days; nothing typed lists today's."""
        self._text = " ".join(text.split())
        self._read()

    def open(self, dossier_id: DossierId, document_id: DocumentId) -> None:
        """Go on with a document at its next step."""
        self._counter.open(dossier_id, document_id)

    def see_lists(self) -> None:
        """Go to the dossiers, where they are listed by their time."""
        self._counter.go(Place.DOSSIERS)

    def receive(self) -> None:
        """Begin a new dossier."""
        self._counter.close_work()
        self._counter.go(Place.RECEIVE)

    def _read(self) -> None:
        text, desk = self._text, self._counter.desk

        def look() -> Callable[[], None]:
            rows, months = _rows(desk, text)

            def show() -> None:
                self._view.show_rows(rows, bool(text))
                self._view.show_reading(months)

            return show

        self._newest.ask(look)

    def _count_pressing(self) -> None:
        desk = self._counter.desk
        self._parallel.start(
            lambda: Counts(each for listed in desk.list_due.all() for each in listed.lists),
            self._view.show_pressing,
            self._counter.report,
        )


def _rows(desk: Desk, text: str) -> tuple[tuple[Row, ...], Mapping[str, ReadingTally]]:
    """The list, and how well was read by month."""
    now = desk.now()
    today = hanoi_day(now)
    with desk.store.snapshot() as records:
        found = records.dossiers.list(
            day=None if text else today, text=text or None, limit=MOST_ROWS
        )
        earlier = () if text else records.dossiers.not_handed_over(today, limit=MOST_ROWS)
        refused = refusals(records)
        months = records.corrections.by_month(since=_last_month(now))
    waiting = rows_of(reversed(earlier), refused, desk.calendar, now)
    rows = rows_of(found, refused, desk.calendar, now)
    return (*(each for each in waiting if each.due is not None), *rows), months


def _last_month(now: datetime) -> datetime:
    """When the month before this one began at the counter."""
    first = now.astimezone(HANOI).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (first - timedelta(days=1)).replace(day=1)

"""Viewing: which page is looked at, how long, at which zoom; and the time that a copy has taken."""

import time
from collections.abc import Callable
from typing import Protocol

from offline_store.records import DocumentId, PageId
from views.presenters.counter import Counter
from views.presenters.jobs import Jobs

LEAST_S = 1.0
"""A page that was turned past was not looked at."""


class ViewingView(Protocol):
    """What shows the time."""

    def show_time_used(self, seconds: int, budget: int) -> None:
        """So much of so much, in seconds."""
        ...


class ViewingPresenter:
    """Adds up looks at pages; each look is recorded when it ends. clock: seconds that only grow."""

    def __init__(
        self,
        counter: Counter,
        view: ViewingView,
        serial: Jobs,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._counter = counter
        self._view = view
        self._serial = serial
        self._clock = clock
        self._page: PageId | None = None
        self._document: DocumentId | None = None
        self._since = 0.0
        self._zooms: dict[int, float] = {}
        self._zoom = 0
        self._used: dict[DocumentId, float] = {}

    def look(self, document: DocumentId, page: PageId, zoom: int) -> None:
        """That page is in sight at that zoom, in percent; the same again changes nothing."""
        if page != self._page or document != self._document:
            self.leave()
            self._page, self._document = page, document
            self._since = self._clock()
            self._zooms, self._zoom = {}, zoom
        elif zoom != self._zoom:
            self._add()
            self._zoom = zoom

    def leave(self) -> None:
        """No page is in sight any more."""
        if self._page is None or self._document is None:
            return
        self._add()
        page, zooms = self._page, self._zooms
        self._page = None
        seconds = sum(zooms.values())
        if seconds >= LEAST_S and self._counter.desk.settings.comparing.record_viewing:
            record = self._counter.desk.record_viewing
            longest = max(zooms, key=lambda zoom: zooms[zoom])
            self._serial.start(
                lambda: record(page, round(seconds), longest),
                lambda _: None,
                self._counter.report,
            )

    def tick(self) -> None:
        """Show the time that the document in hand has taken."""
        budget = self._counter.desk.settings.comparing.budget_s
        if self._document is None or self._page is None or not budget:
            return
        used = self._used.get(self._document, 0.0) + self._clock() - self._since
        self._view.show_time_used(int(used), budget)

    def _add(self) -> None:
        assert self._document is not None
        now = self._clock()
        self._zooms[self._zoom] = self._zooms.get(self._zoom, 0.0) + now - self._since
        self._used[self._document] = self._used.get(self._document, 0.0) + now - self._since
        self._since = now

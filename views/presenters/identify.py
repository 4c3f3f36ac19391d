"""Has the citizen at Receive identified by their phone, where central offers it."""

import threading
from datetime import timedelta
from typing import Protocol

from offline_store.records import Requester
from station.identify import Identified, ToShow
from views.presenters.counter import Counter
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode

# What central offers does not change from one citizen to the next.
_REST = timedelta(minutes=2)


class IdentifyView(Protocol):
    """What is seen of it."""

    def show_offered(self, source: str) -> None:
        """Offer it, by the provider's name; empty: nobody identifies here."""
        ...

    def show_waiting(self, to_show: ToShow | None) -> None:
        """What the citizen opens with their phone; None: nothing any more."""
        ...

    def show_asking(self, asking: bool) -> None:
        """Whether one is under way."""
        ...

    def show_identified(self, requester: Requester, source: str) -> None:
        """Fill the form in; source: who vouches for it."""
        ...


class IdentifyPresenter:
    """One at a time. What comes after it was stopped fills in nothing."""

    _view: IdentifyView

    def __init__(self, counter: Counter, parallel: Jobs) -> None:
        """Seen by nobody before `attach`."""
        self._counter = counter
        self._parallel = parallel
        self._looking = False
        self._rests_until = counter.desk.now()
        self._stop: threading.Event | None = None
        self._identified: Identified | None = None

    def attach(self, view: IdentifyView) -> None:
        """Let it be seen there."""
        self._view = view

    def look(self) -> None:
        """Whether central offers it now; asked when somebody comes to Receive, not each time."""
        desk = self._counter.desk
        if self._looking or desk.now() < self._rests_until:
            return
        self._looking = True
        self._rests_until = desk.now() + _REST

        def told(source: str) -> None:
            self._looking = False
            self._view.show_offered(source)

        def failed(error: Exception) -> None:
            self._looking = False
            self._counter.report(error)

        self._parallel.start(desk.identify.offered, told, failed)

    @property
    def asking(self) -> bool:
        """Whether one is under way."""
        return self._stop is not None

    def begin(self) -> None:
        """Begin; the address goes to the citizen."""
        if self._stop is not None:
            return
        stop = self._stop = threading.Event()
        desk = self._counter.desk

        def shown(to_show: ToShow) -> None:
            if not stop.is_set():
                self._view.show_waiting(to_show)

        def done(identified: Identified | None) -> None:
            self._ended()
            if identified is not None and not stop.is_set():
                self._identified = identified
                self._view.show_identified(identified.requester, identified.source)
                self._counter.note(NoteCode.IDENTIFIED, source=identified.source)

        def failed(error: Exception) -> None:
            self._ended()
            if not stop.is_set():
                self._counter.report(error)

        self._view.show_asking(True)
        show = self._parallel.here(shown)
        self._parallel.start(lambda: desk.identify(show, stop), done, failed)

    def stop(self) -> None:
        """Wait no longer."""
        if self._stop is not None:
            self._stop.set()
            self._view.show_waiting(None)

    def vouched_for(self, requester: Requester) -> str:
        """Who vouches for what stands in the form; empty where somebody typed another person."""
        known = self._identified
        if known is None:
            return ""
        said = (requester.name.strip(), requester.id_number.strip())
        same = said == (known.requester.name, known.requester.id_number)
        return known.source if same else ""

    def forget(self) -> None:
        """The form is another person's from now on."""
        self._identified = None

    def _ended(self) -> None:
        self._stop = None
        self._view.show_waiting(None)
        self._view.show_asking(False)

"""The ledger of debts: which signed copies still owe something, by when, and getting it now."""

from threading import Event
from typing import Protocol

from offline_store.signed_papers import SignedPaper
from station.pay_debts import DebtsReport, OwingCopy
from views.presenters.counter import Counter, Place
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode


class DebtsView(Protocol):
    """What the ledger must show."""

    def show_owing(self, owing: tuple[OwingCopy, ...]) -> None:
        """The ledger, the nearest deadline first."""
        ...

    def show_paying(self, paying: bool, stopping: bool) -> None:
        """Say whether what is owed is being got, and whether no other will be begun."""
        ...

    def done(self) -> None:
        """Put the ledger away."""
        ...


class DebtsPresenter:
    """Shows the ledger and pays when the clerk asks; no token is needed."""

    def __init__(self, counter: Counter, view: DebtsView, parallel: Jobs) -> None:
        self._counter = counter
        self._view = view
        self._parallel = parallel
        self._stop = Event()
        self.paying = False

    def show(self) -> None:
        """Read the ledger anew."""
        desk = self._counter.desk
        self._parallel.start(desk.pay_debts.owing, self._view.show_owing, self._counter.report)

    def see(self, owing: OwingCopy) -> None:
        """Put the ledger away and open the copy."""
        self._view.done()
        place = Place.COMPARE if isinstance(owing.copy, SignedPaper) else Place.HAND_OVER
        self._counter.open(owing.dossier_id, owing.copy.document_id, place)

    def pay(self) -> None:
        """Ask the servers for what is owed, for as many copies as there are."""
        if self.paying:
            return
        desk, stop = self._counter.desk, self._stop
        stop.clear()
        self._busy(True)

        def paid(report: DebtsReport) -> None:
            self._busy(False)
            self._view.show_owing(report.owing)
            self._counter.note(NoteCode.DEBTS_PAID, paid=len(report.paid), owing=len(report.owing))
            self._counter.refresh()

        def failed(error: Exception) -> None:
            self._busy(False)
            self._counter.report(error)

        self._parallel.start(lambda: desk.pay_debts(stop), paid, failed)

    def stop(self) -> None:
        """Begin no other copy; those in hand are finished."""
        if self.paying:
            self._stop.set()
            self._view.show_paying(True, True)

    def _busy(self, paying: bool) -> None:
        self.paying = paying
        self._view.show_paying(paying, False)

"""Fees: who is let off one, and the slip that the citizen takes home."""

from collections.abc import Callable

from views.presenters.counter import Counter
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode


class FeesPresenter:
    """Acts on what is open at the counter. show: shows a slip and prints it."""

    def __init__(
        self, counter: Counter, show: Callable[[bytes], None], serial: Jobs, parallel: Jobs
    ) -> None:
        self._counter = counter
        self._show = show
        self._serial = serial
        self._parallel = parallel

    def receipt(self) -> None:
        """Compose the slip of the open dossier and show it."""
        desk, work = self._counter.desk, self._counter.work
        if work is not None:
            procedure = work.document.component is not None
            compose = desk.issue_paper.receipt if procedure else desk.receipt
            jobs = self._serial if procedure else self._parallel
            jobs.start(lambda: compose(work.dossier.id), self._show, self._counter.report)

    def decide(self, ground: str) -> None:
        """Charge less for the open paper on the ground of these words; empty: charge the fee."""
        desk, work = self._counter.desk, self._counter.work
        if work is None:
            return
        document = work.document.id

        def decided(_: None) -> None:
            self._counter.note(NoteCode.FEE_DECIDED)
            self._counter.refresh()

        def act() -> None:
            if ground:
                desk.decide_fee.exempt(document, ground)
            else:
                desk.decide_fee.charge(document)

        self._serial.start(act, decided, self._counter.report)

    def failed(self, error: Exception) -> None:
        """Printing went wrong."""
        self._counter.report(error)

"""The sheet about one problem: what happened, what is safe, what to do."""

from typing import Protocol

from station.problems import PRODUCT_ERRORS
from station.what_is_safe import Safe, WhatIsSafe
from views.presenters.counter import Counter
from views.presenters.jobs import Jobs
from views.presenters.messages import Message


class ProblemView(Protocol):
    """What the sheet shows."""

    def show_problem(self, message: Message) -> None:
        """What happened and what to do; what is safe is being looked up."""
        ...

    def show_safe(self, safe: Safe | None) -> None:
        """What is safe; None: the store itself does not answer."""
        ...


class ProblemPresenter:
    """Looks up what is safe each time a problem is shown: it may have changed since."""

    def __init__(self, counter: Counter, view: ProblemView, parallel: Jobs) -> None:
        self._counter = counter
        self._view = view
        self._parallel = parallel
        self._turn = 0

    def show(self, message: Message) -> None:
        """Show a problem, with what is safe of the paper in hand."""
        self._turn += 1
        turn = self._turn
        self._view.show_problem(message)
        work, store = self._counter.work, self._counter.desk.store
        document = None if work is None else work.document.id

        def looked(safe: Safe) -> None:
            if turn == self._turn:
                self._view.show_safe(safe)

        def failed(error: Exception) -> None:
            if not isinstance(error, PRODUCT_ERRORS):
                raise error
            if turn == self._turn:
                self._view.show_safe(None)

        self._parallel.start(lambda: WhatIsSafe(store)(document), looked, failed)

"""What the desk does for itself while the window is open: told only when it goes wrong."""

from offline_store.errors import StoreError
from views.presenters.counter import Counter
from views.presenters.jobs import Jobs


class UpkeepPresenter:
    """Starts it now and then; never two at once, and no trouble is told twice in a row."""

    def __init__(self, counter: Counter, parallel: Jobs) -> None:
        self._counter = counter
        self._parallel = parallel
        self._running = False
        self._told: str | None = None

    def run(self) -> None:
        """Do what is due."""
        if self._running:
            return
        self._running = True

        def done(_: object) -> None:
            self._running = False
            self._told = None

        def failed(error: Exception) -> None:
            self._running = False
            code = error.code if isinstance(error, StoreError) else None
            if code is None or code != self._told:
                self._counter.report(error)
            self._told = code

        desk = self._counter.desk

        def work() -> None:
            desk.upkeep()
            desk.tell_inventory()
            # Only whether there is one: a large file would hold up closing the window.
            desk.fetch_update.now_and_then(fetch=False)

        self._parallel.start(work, done, failed)

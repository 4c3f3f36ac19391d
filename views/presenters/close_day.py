"""The day's close: what was taken since the last one, closed on a word, printed or saved."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from station.close_day import DayTaken
from views.presenters.counter import Counter
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode
from views.presenters.refused_files import save_to


class CloseDayView(Protocol):
    """What the sheet must show."""

    def show_day(self, taken: DayTaken) -> None:
        """What was taken; closed where it has a number."""
        ...

    def show_pdf(self, pdf: bytes) -> None:
        """The sheet to print and sign."""
        ...


class CloseDayPresenter:
    """Looks, closes, prints and saves."""

    def __init__(self, counter: Counter, view: CloseDayView, serial: Jobs, parallel: Jobs) -> None:
        self._counter = counter
        self._view = view
        self._serial = serial
        self._parallel = parallel
        self._taken: DayTaken | None = None

    def show(self) -> None:
        """What no close has yet."""
        desk = self._counter.desk
        self._parallel.start(desk.close_day.open, self._show, self._counter.report)

    def close(self) -> None:
        """Close the day, and show the sheet to be printed and signed."""
        desk = self._counter.desk

        def closed(taken: DayTaken) -> None:
            self._counter.note(NoteCode.DAY_CLOSED, number=taken.number)
            self._show(taken)
            self.print()

        self._serial.start(desk.close_day, closed, self._counter.report)

    def print(self) -> None:
        """Compose what is shown."""
        self._make(self._counter.desk.close_day.pdf, self._view.show_pdf)

    def save(self, target: Path) -> None:
        """Write what is shown as a spreadsheet."""
        taken, xlsx = self._taken, self._counter.desk.close_day.xlsx
        if taken is not None:
            save_to(target, lambda: xlsx(taken), self._counter, self._parallel)

    def printed(self) -> None:
        """The printer has taken it."""
        self._counter.note(NoteCode.PRINTED)

    def failed(self, error: Exception) -> None:
        """Printing went wrong."""
        self._counter.report(error)

    def _make(self, make: Callable[[DayTaken], bytes], done: Callable[[bytes], None]) -> None:
        taken = self._taken
        if taken is not None:
            self._parallel.start(lambda: make(taken), done, self._counter.report)

    def _show(self, taken: DayTaken) -> None:
        self._taken = taken
        self._view.show_day(taken)

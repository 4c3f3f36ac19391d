"""Separator sheets: composed here, saved or printed, and put between papers by the clerk."""

from collections.abc import Callable
from pathlib import Path

from station.errors import TargetExists
from station.separators import Separator, separator_sheet
from views.presenters.counter import Counter
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode
from views.presenters.refused_files import refusals_told


class SeparatorsPresenter:
    """Gives the sheets as PDF. The open dossier is whose sheet a dossier's is."""

    def __init__(self, counter: Counter, parallel: Jobs) -> None:
        self._counter = counter
        self._parallel = parallel

    def separator(self, *, of_dossier: bool) -> Separator:
        """The sheet of the open dossier, or the one for another paper of the same dossier."""
        work = self._counter.work
        return Separator(work.dossier.code if of_dossier and work is not None else "")

    def save(self, separator: Separator, target: Path) -> None:
        """Write the sheet to a new file."""

        def saved(_: None) -> None:
            self._counter.note(NoteCode.SAVED, file=target.name)

        def write() -> None:
            pdf = self._composed(separator)
            if target.exists():
                raise TargetExists(file=target.name)
            with refusals_told(), target.open("xb") as file:
                file.write(pdf)

        self._parallel.start(write, saved, self._counter.report)

    def compose(self, separator: Separator, then: Callable[[bytes], None]) -> None:
        """Give the sheet to be printed."""
        self._parallel.start(lambda: self._composed(separator), then, self._counter.report)

    def printed(self) -> None:
        """Say that the sheet is with the printer."""
        self._counter.note(NoteCode.PRINTED)

    def failed(self, error: Exception) -> None:
        """Say why it is not."""
        self._counter.report(error)

    def _composed(self, separator: Separator) -> bytes:
        return separator_sheet(separator, self._counter.desk.now())

"""What lies open beside the work on dossiers for procedures: papers, steps, the day's close."""

from collections.abc import Callable

from PyQt6.QtWidgets import QWidget

from views.close_day_sheet import CLOSE_DAY_KEY, CloseDaySheet
from views.handling_sheet import HANDLING_KEY, HandlingSheet
from views.jobs import QtJobs
from views.key_binding import bind_key
from views.language import translate
from views.papers_sheet import PAPERS_KEY, PapersSheet
from views.pictures import Pictures
from views.presenters.counter import Counter, Work
from views.presenters.reading import BackgroundReading
from views.theme import Theme


class ProcedureSheets:
    """The three of them; each has a key everywhere."""

    def __init__(
        self,
        theme: Theme,
        pictures: Pictures,
        counter: Counter,
        jobs: tuple[QtJobs, QtJobs, QtJobs],
        reading: BackgroundReading,
        parent: QWidget,
    ) -> None:
        """jobs: serial, for the clerk's acts; parallel; and where pages are drawn."""
        serial, parallel, drawing = jobs
        acts = (serial, parallel)
        self.papers = PapersSheet(theme, pictures, counter, acts, reading, drawing, parent)
        self.handling = HandlingSheet(theme, counter, acts, drawing, parent)
        self.day = CloseDaySheet(theme, counter, acts, drawing, parent)
        # A sheet has the keys while it is in front: from each of these two there is a way over.
        self.papers.add_way(translate("Papers", "Steps and slips"), HANDLING_KEY, self._steps)
        bind_key(self.handling, PAPERS_KEY, self.papers.open_papers)

    @property
    def keys(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        """What opens each."""
        return (
            (PAPERS_KEY, self.papers.open_papers),
            (HANDLING_KEY, self.handling.open_sheet),
            (CLOSE_DAY_KEY, self.day.open_sheet),
        )

    def _steps(self) -> None:
        self.handling.open_sheet()

    def follow(self, work: Work | None) -> None:
        """Something else is open, or changed."""
        self.papers.follow(work)
        self.handling.follow(work)

"""Reports: what this desk did today and this month, and a spreadsheet of it."""

from enum import Enum, auto
from pathlib import Path
from typing import Protocol

from station.hanoi_time import hanoi_day
from station.work_report import WorkReport, as_xlsx
from views.presenters.counter import Counter
from views.presenters.jobs import Jobs
from views.presenters.refused_files import save_to


class Span(Enum):
    """Of what a report is."""

    TODAY = auto()
    MONTH = auto()


class ReportsView(Protocol):
    """What shows a report."""

    def show_report(self, report: WorkReport) -> None:
        """Its figures and bars."""
        ...


class ReportsPresenter:
    """Makes a report when it is asked for; it stands still until it is asked for anew."""

    def __init__(self, counter: Counter, view: ReportsView, parallel: Jobs) -> None:
        self._counter = counter
        self._view = view
        self._parallel = parallel
        self._report: WorkReport | None = None
        self._asked = 0

    def show(self, span: Span) -> None:
        """Make the report of today, or of this month."""
        self._asked += 1
        asked = self._asked
        desk = self._counter.desk
        day = hanoi_day(desk.now())

        def made(report: WorkReport) -> None:
            if asked == self._asked:
                self._report = report
                self._view.show_report(report)

        make = desk.report_work.of_day if span is Span.TODAY else desk.report_work.of_month
        self._parallel.start(lambda: make(day), made, self._counter.report)

    def save(self, target: Path) -> None:
        """Save the report that is shown as a spreadsheet."""
        report = self._report
        if report is not None:
            save_to(target, lambda: as_xlsx(report), self._counter, self._parallel)

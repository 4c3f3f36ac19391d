"""Reports are made when asked for, and saved as they are shown."""

from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import load_workbook

from station.work_report import WorkReport
from tests.unit.views.scripted import CounterScreen, JobsAtOnce, JobsLater
from views.presenters.counter import Counter
from views.presenters.messages import NoteCode
from views.presenters.reports import ReportsPresenter, Span


@dataclass(slots=True)
class ReportScreen:
    """Remembers what was shown."""

    shown: list[WorkReport] = field(default_factory=list)

    def show_report(self, report: WorkReport) -> None:
        """Remember it."""
        self.shown.append(report)


def test_what_is_shown_is_saved(counter: Counter, screen: CounterScreen, tmp_path: Path) -> None:
    """Without a report nothing is; a folder that is not there is told."""
    view = ReportScreen()
    presenter = ReportsPresenter(counter, view, JobsAtOnce())
    presenter.save(tmp_path / "none.xlsx")
    assert not (tmp_path / "none.xlsx").exists()

    presenter.show(Span.MONTH)
    presenter.save(tmp_path / "month.xlsx")
    presenter.save(tmp_path / "gone" / "month.xlsx")

    assert len(view.shown) == 1
    assert not view.shown[0].by_hour
    assert load_workbook(tmp_path / "month.xlsx").sheetnames == ["Số liệu", "Theo thời gian"]
    assert screen.messages[-2].code == NoteCode.SAVED
    assert screen.messages[-1].code != NoteCode.SAVED


def test_only_the_report_asked_for_last_is_shown(counter: Counter) -> None:
    """Today's comes too late once this month's was asked for."""
    view, jobs = ReportScreen(), JobsLater()
    presenter = ReportsPresenter(counter, view, jobs)
    presenter.show(Span.TODAY)
    presenter.show(Span.MONTH)
    jobs.run()
    jobs.run()

    assert [report.by_hour for report in view.shown] == [False]

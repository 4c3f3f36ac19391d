"""What this desk did today and this month: figures, bars, and a spreadsheet of both."""

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from station.work_report import Stage, WorkReport
from views.bar_chart import BarChart, ChartBar
from views.language import translate
from views.look import GRID, GROUP, MARGIN
from views.place_page import label, scrolled, wrapped
from views.presenters.reports import ReportsPresenter, Span
from views.save_dialog import ask_where_to_save
from views.sheet import Sheet
from views.theme import Theme
from views.wording import money, number

REPORTS_KEY = "F6"
SAVE_KEY = "Ctrl+E"
WIDTH, HEIGHT = GRID * 100, GRID * 76
_COLUMNS = 4


class ReportsSheet(Sheet):
    """Lies open beside the work; Esc closes it."""

    presenter: ReportsPresenter

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(translate("Reports", "Reports"), (WIDTH, HEIGHT), parent)
        self._report: WorkReport | None = None
        self._spans = QButtonGroup(self)
        tabs = QHBoxLayout()
        tabs.setSpacing(GRID)
        for span, text in (
            (Span.TODAY, translate("Reports", "Today")),
            (Span.MONTH, translate("Reports", "This month")),
        ):
            tab = QToolButton()
            tab.setProperty("role", "tab")
            tab.setCheckable(True)
            tab.setText(text)
            self._spans.addButton(tab, span.value)
            tabs.addWidget(tab)
        tabs.addStretch(1)
        self._figures = QGridLayout()
        self._figures.setHorizontalSpacing(GROUP)
        self._figures.setVerticalSpacing(MARGIN)
        self._chart_title = label("", "title")
        self.copies = BarChart(theme, translate("Reports", "Copies signed"))
        self.stages = BarChart(theme, translate("Reports", "Minutes per step"))
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(MARGIN)
        inner.addLayout(self._figures)
        inner.addWidget(self._chart_title)
        inner.addWidget(self.copies, 1)
        inner.addWidget(label(translate("Reports", "Minutes per step, the middle copy"), "title"))
        inner.addWidget(self.stages, 1)
        self.put_away = QPushButton(translate("Reports", "Close"))
        self.save = QPushButton(translate("Reports", "Save as spreadsheet"))
        self.save.setToolTip(f"{self.save.text()} ({SAVE_KEY})")
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addStretch(1)
        buttons.addWidget(self.put_away)
        buttons.addWidget(self.save)
        column = self.fill()
        column.addLayout(tabs)
        column.addWidget(scrolled(content), 1)
        column.addLayout(buttons)

    def attach(self, presenter: ReportsPresenter) -> None:
        """Let the clerk's acts reach the presenter."""
        self.presenter = presenter
        self._spans.idClicked.connect(lambda span: presenter.show(Span(span)))
        self.put_away.clicked.connect(self.close)
        self.save.clicked.connect(self._save)
        shortcut = QShortcut(QKeySequence(SAVE_KEY), self)
        shortcut.activated.connect(self.save.click)

    def open_sheet(self) -> None:
        """Show today's figures as they are now."""
        first = self._spans.button(Span.TODAY.value)
        assert first is not None
        first.setChecked(True)
        self.presenter.show(Span.TODAY)
        self.show()
        self.activateWindow()
        first.setFocus()

    def show_report(self, report: WorkReport) -> None:
        """Its figures and bars."""
        self._report = report
        while (item := self._figures.takeAt(0)) is not None:
            shown = item.widget()
            if shown is not None:
                shown.hide()
                shown.deleteLater()
        for at, (name, value) in enumerate(figures(report)):
            self._figures.addWidget(_figure(name, value), at // _COLUMNS, at % _COLUMNS)
        self._chart_title.setText(
            translate("Reports", "Copies signed, by hour")
            if report.by_hour
            else translate("Reports", "Copies signed, by day")
        )
        self.copies.show_bars(tuple(ChartBar(str(bar.at), bar.copies) for bar in report.bars))
        self.stages.show_bars(
            tuple(
                ChartBar(stage_name(stage), round(seconds / 60))
                for stage, seconds in report.stages_s.items()
            )
        )

    def _save(self) -> None:
        report = self._report
        if report is not None:
            span = f"{report.first:%Y-%m-%d}" if report.by_hour else f"{report.first:%Y-%m}"
            ask_where_to_save(
                self,
                translate("Reports", "Save the report"),
                ("XLSX (*.xlsx)",),
                f"bao-cao-{span}.xlsx",
                self.presenter.save,
            )


def figures(report: WorkReport) -> list[tuple[str, str]]:
    """What is said in numbers, name by name."""
    reading = report.reading
    waited, queued = report.waiting_s, report.queued_s
    in_queue = [
        (
            translate("Reports", "Waiting with a number, middle and nine of ten"),
            f"{duration(each[0])} · {duration(each[1])}",
        )
        for each in ([] if queued is None else [queued])
    ]
    return [
        (translate("Reports", "Originals certified"), number(report.originals)),
        (translate("Reports", "Copies"), number(report.copies)),
        (translate("Reports", "Fees"), money(report.fees_vnd)),
        (
            translate("Reports", "Waiting, middle and nine of ten"),
            "–" if waited is None else f"{duration(waited[0])} · {duration(waited[1])}",
        ),
        *in_queue,
        (translate("Reports", "Pages"), number(report.pages)),
        (translate("Reports", "Doubtful words"), number(reading.doubtful)),
        (translate("Reports", "Doubtful words put right"), number(reading.doubtful_wrong)),
        (translate("Reports", "All words put right"), number(reading.wrong)),
    ]


def stage_name(stage: Stage) -> str:
    """What was done between two moments of a copy."""
    return {
        Stage.SCANNING: translate("Reports", "Scanned"),
        Stage.COMPARING: translate("Reports", "Compared"),
        Stage.SIGNING: translate("Reports", "Signed"),
        Stage.HANDING_OVER: translate("Reports", "Handed over"),
    }[stage]


def duration(seconds: float) -> str:
    """How long, in minutes, or hours and minutes."""
    minutes = round(seconds / 60)
    if minutes < 60:
        return translate("Reports", "{minutes} min").format(minutes=minutes)
    return translate("Reports", "{hours} h {minutes} min").format(
        hours=number(minutes // 60), minutes=minutes % 60
    )


def _figure(name: str, value: str) -> QWidget:
    both = QWidget()
    both.setProperty("role", "clear")
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    said: QLabel = label(value, "number")
    said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    column.addWidget(said)
    words = wrapped(name, "secondary")
    column.addWidget(words)
    return both

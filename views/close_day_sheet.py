"""The sheet of the day's close: receipts one by one, their sums, and one key to close."""

from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from station.close_day import DayTaken
from views.empty_list import ListOrWords
from views.jobs import QtJobs
from views.key_binding import bind_key
from views.language import translate
from views.look import GRID
from views.place_page import PRIMARY_KEY, wrapped
from views.presenters.close_day import CloseDayPresenter
from views.presenters.counter import Counter
from views.presenters.jobs import Jobs
from views.print_preview import preview_then_print
from views.save_dialog import ask_where_to_save
from views.sheet import Sheet
from views.tables import Column, Table
from views.theme import Theme
from views.wording import moment, money, number

CLOSE_DAY_KEY = "Shift+F7"
WIDTH, HEIGHT = GRID * 112, GRID * 72
NARROW_BELOW = GRID * 108

TakenRow = tuple[str, ...]


class CloseDaySheet(Sheet):
    """Lies open beside the work."""

    def __init__(
        self,
        theme: Theme,
        counter: Counter,
        jobs: tuple[Jobs, Jobs],
        drawing: QtJobs,
        parent: QWidget,
    ) -> None:
        """jobs: serial, for the clerk's acts, and parallel. drawing: where pages are drawn."""
        super().__init__(translate("CloseDay", "The day's close"), (WIDTH, HEIGHT), parent)
        self.presenter = CloseDayPresenter(counter, self, *jobs)
        self._drawing = drawing
        self.heading = wrapped("", "title")
        self.sums = wrapped("", "secondary")
        self.table: Table[TakenRow] = Table(
            theme, _columns(), translate("CloseDay", "Receipts since the last close")
        )
        self._rows = ListOrWords(
            self.table, translate("CloseDay", "No fee was taken since the last close.")
        )
        self.put_away = QPushButton(translate("CloseDay", "Put away"))
        self.save = QPushButton(f"{translate('CloseDay', 'As a spreadsheet')}   Ctrl+E")
        self.print = QPushButton(f"{translate('CloseDay', 'Print')}   Ctrl+P")
        self.shut = QPushButton(f"{translate('CloseDay', 'Close the day')}   {PRIMARY_KEY}")
        self.shut.setProperty("role", "primary")
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addStretch(1)
        for button in (self.put_away, self.save, self.print, self.shut):
            buttons.addWidget(button)
            button.setAutoDefault(False)  # Enter is the lists'
        column = self.fill()
        column.addWidget(self.heading)
        column.addWidget(self._rows, 1)
        column.addWidget(self.sums)
        column.addLayout(buttons)
        self.put_away.clicked.connect(self.close)
        self.save.clicked.connect(lambda: self._ask_where())
        self.print.clicked.connect(lambda: self.presenter.print())
        self.shut.clicked.connect(lambda: self.presenter.close())
        for key, button in (
            (PRIMARY_KEY, self.shut),
            ("Ctrl+P", self.print),
            ("Ctrl+E", self.save),
        ):
            bind_key(self, key, button.click)
        self._enable(False, False)

    def open_sheet(self) -> None:
        """Show what was taken since the last close."""
        self.presenter.show()
        self.show()
        self.activateWindow()
        self.table.setFocus()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Where there is little room, the list says less."""
        super().resizeEvent(event)
        self.table.set_narrow(self.width() < NARROW_BELOW)

    def show_day(self, taken: DayTaken) -> None:
        """What was taken; closed where it has a number."""
        if taken.number:
            words = translate("CloseDay", "Closed: number {number}, {moment}")
            text = words.format(number=number(taken.number), moment=moment(taken.at))
        else:
            text = translate("CloseDay", "Taken since the last close")
        self.heading.setText(text)
        # A receipt and its cancelling bear one number.
        self.table.show_rows(
            taken.rows, lambda one, other: (one[0], one[6]) == (other[0], other[6])
        )
        self._rows.show_list(bool(taken.rows))
        sums = [f"{name}: {money(vnd)}" for name, vnd in taken.by_way.items()]
        total = translate("CloseDay", "Sum: {amount}").format(amount=money(taken.vnd))
        copies = translate("CloseDay", "Certified copies, by the register: {count}, {amount}")
        self.sums.setText(
            " · ".join(
                (
                    total,
                    *sums,
                    copies.format(count=number(taken.copies), amount=money(taken.copies_vnd)),
                )
            )
        )
        there = bool(taken.rows or taken.copies)
        self._enable(there, there and not taken.number)

    def show_pdf(self, pdf: bytes) -> None:
        """Look at it and print it."""
        preview_then_print(pdf, self, self._drawing, self.presenter.printed, self.presenter.failed)

    def _enable(self, there: bool, closing: bool) -> None:
        for button in (self.print, self.save):
            button.setEnabled(there)
        self.shut.setEnabled(closing)

    def _ask_where(self) -> None:
        ask_where_to_save(
            self,
            translate("CloseDay", "As a spreadsheet"),
            ("XLSX (*.xlsx)",),
            "khoa-so.xlsx",
            self.presenter.save,
        )


def _columns() -> tuple[Column[TakenRow], ...]:
    return (
        Column(translate("CloseDay", "Receipt"), lambda row: row[0], 150),
        Column(translate("CloseDay", "When"), lambda row: row[1], 130),
        Column(translate("CloseDay", "Dossier"), lambda row: row[2], 170, spare=True),
        Column(translate("CloseDay", "Paid by"), lambda row: row[3]),
        Column(translate("CloseDay", "For what"), lambda row: row[4], 130, spare=True),
        Column(translate("CloseDay", "How"), lambda row: row[5], 110, spare=True),
        Column(translate("CloseDay", "Amount"), lambda row: money(int(row[6])), 120, right=True),
    )

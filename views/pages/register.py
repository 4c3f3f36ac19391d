"""Register: the lines of a certification book as its form has them (NĐ 23/2015)."""

from collections.abc import Callable
from datetime import date

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QComboBox, QMessageBox, QVBoxLayout

from offline_store.records import LineState, RegisterLine
from station.cancel_reasons import ABANDONED, DAY_PASSED, ENTRY_CHANGED
from views.empty_list import ListOrWords
from views.jobs import QtJobs
from views.language import translate
from views.look import GRID
from views.place_page import PlacePage
from views.presenters.register import BookView, RegisterPresenter
from views.print_preview import preview_then_print
from views.problem_texts import problem_text
from views.save_dialog import ask_where_to_save
from views.tables import Column, Table
from views.theme import Theme
from views.wording import day, money, number, register_number


class RegisterPage(PlacePage):
    """A book."""

    presenter: RegisterPresenter

    def __init__(self, theme: Theme, drawing: QtJobs) -> None:
        super().__init__(theme, translate("Register", "Certification register"))
        self._drawing = drawing
        self._book = ""
        self._months: tuple[date, ...] = ()
        self.dialog: QMessageBox | None = None
        self.book = QComboBox()
        self.book.setAccessibleName(translate("Register", "Book"))
        self.book.setMinimumWidth(GRID * 24)
        self.add_tool(self.book)
        self.month = QComboBox()
        self.month.setAccessibleName(translate("Register", "Month"))
        self.month.setMinimumWidth(GRID * 16)
        self.add_tool(self.month)
        self.table: Table[RegisterLine] = Table(
            theme, self._columns(), translate("Register", "Lines of the book")
        )
        self._lines = ListOrWords(
            self.table,
            translate("Register", "No line in this book yet. Each signed copy adds one."),
        )
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._lines)

    def attach(self, presenter: RegisterPresenter, close_day: Callable[[], None]) -> None:
        """Let the clerk's acts reach the presenter. close_day: shows what the cashier took."""
        self.presenter = presenter
        self.book.activated.connect(lambda: presenter.choose(self.book.currentText()))
        self.month.activated.connect(
            lambda at: presenter.choose_month(self._months[at - 1] if at else None)
        )
        self.give_up = self.add_secondary(
            translate("Register", "Cancel the number"), "Del", self._give_up
        )
        self.give_up.hide()
        chosen = self.table.selectionModel()
        assert chosen is not None
        chosen.currentRowChanged.connect(lambda *_: self._line_chosen())
        self.day = self.add_secondary(translate("Register", "The day's close"), "", close_day)
        self.shut = self.add_secondary(translate("Register", "Close the book"), "", presenter.close)
        self.export = self.add_secondary(
            translate("Register", "As a spreadsheet"), "Ctrl+E", self._ask_where, icon="save"
        )
        self.print = self.add_secondary(
            translate("Register", "Print"), "Ctrl+P", presenter.print, icon="print"
        )

    def show_book(self, shown: BookView) -> None:
        """The book's lines, newest first, as a clerk looks for them."""
        if [self.book.itemText(i) for i in range(self.book.count())] != list(shown.books):
            self.book.clear()
            self.book.addItems(shown.books)
        self.book.setCurrentText(shown.book)
        self._book, self._months = shown.book, shown.months
        self.month.clear()
        self.month.addItems(
            [
                translate("Register", "Whole book"),
                *(f"{m.month:02d}/{m.year}" for m in shown.months),
            ]
        )
        if shown.month is not None:
            self.month.setCurrentIndex(shown.months.index(shown.month) + 1)
        self.shut.setVisible(shown.may_close)
        for button in (self.export, self.print):
            button.setEnabled(bool(shown.lines))
        self.table.show_rows(
            tuple(reversed(shown.lines)), lambda one, other: one.number == other.number
        )
        self._lines.show_list(bool(shown.lines))
        self._line_chosen()
        signed = sum(line.state is LineState.SIGNED for line in shown.lines)
        self.set_lacks(
            translate("Register", "Closed with {signed} signed lines").format(signed=number(signed))
            if shown.closed and shown.month is None
            else translate(
                "Register", "Signed lines: {signed} · Numbers left on this desk: {left}"
            ).format(signed=number(signed), left=number(shown.numbers_left))
        )

    def print_book(self, pdf: bytes) -> None:
        """Show the pages, and print."""
        preview_then_print(
            pdf, self.window() or self, self._drawing, lambda: None, self.presenter.failed
        )

    def ask_close(self, book: str, signed: int, answer: Callable[[], None]) -> None:
        """Ask in a dialog over this window; nothing is chosen beforehand but to leave it open."""
        self._ask(
            translate("Register", "Close the book"),
            translate("Register", "Close book {book} with {signed} signed lines?").format(
                book=book, signed=number(signed)
            ),
            translate("Register", "No number of it is given any more. It cannot be opened again."),
            translate("Register", "Close it for good"),
            translate("Register", "Leave it open"),
            answer,
        )

    def ask_give_up(self, line: RegisterLine, answer: Callable[[], None]) -> None:
        """The same, for one number."""
        self._ask(
            translate("Register", "Cancel the number"),
            translate("Register", "Cancel number {number}, reserved for {original}?").format(
                number=register_number(line.number), original=line.entry.document_title
            ),
            translate(
                "Register", "It stays in the book as cancelled. To sign, a new number is taken."
            ),
            translate("Register", "Cancel the number"),
            translate("Register", "Keep it"),
            answer,
        )

    def _ask(
        self, title: str, question: str, means: str, do: str, leave: str, answer: Callable[[], None]
    ) -> None:
        dialog = QMessageBox(self.window() or self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(title)
        dialog.setText(question)
        dialog.setInformativeText(means)
        doing = dialog.addButton(do, QMessageBox.ButtonRole.AcceptRole)
        leaving = dialog.addButton(leave, QMessageBox.ButtonRole.RejectRole)
        assert doing is not None
        dialog.setDefaultButton(leaving)
        doing.clicked.connect(answer)
        dialog.destroyed.connect(self._dialog_gone)
        self.dialog = dialog
        dialog.open()

    def _dialog_gone(self) -> None:
        self.dialog = None

    def _line_chosen(self) -> None:
        line = self.table.in_hand()
        self.give_up.setVisible(line is not None and line.state is LineState.RESERVED)

    def _give_up(self) -> None:
        line = self.table.in_hand()
        if line is not None:
            self.presenter.give_up(line)

    def _ask_where(self) -> None:
        # A book's name holds what no file's name may.
        month = self._months[self.month.currentIndex() - 1] if self.month.currentIndex() else None
        part = f"_{month:%Y-%m}" if month is not None else ""
        ask_where_to_save(
            self,
            translate("Register", "As a spreadsheet"),
            ("XLSX (*.xlsx)", "CSV (*.csv)"),
            f"{self._book.replace('/', '-')}{part}.xlsx",
            self.presenter.export,
        )

    def focus_first(self) -> None:
        """Into the lines."""
        self.table.setFocus()

    def set_narrow(self, narrow: bool) -> None:
        """Leave out what matters less."""
        self.table.set_narrow(narrow)

    @staticmethod
    def _columns() -> tuple[Column[RegisterLine], ...]:
        return (
            Column(
                translate("Register", "Number"),
                lambda line: register_number(line.number),
                88,
                right=True,
            ),
            Column(
                translate("Register", "Day"),
                lambda line: day(line.signed_at or line.reserved_at),
                108,
            ),
            Column(translate("Register", "Requester"), lambda line: line.entry.requester_name),
            Column(translate("Register", "Original"), lambda line: line.entry.document_title),
            Column(
                translate("Register", "Signer"),
                lambda line: line.entry.signer_name,
                spare=True,
                tip=lambda line: f"{line.entry.signer_name}, {line.entry.signer_title}",
            ),
            Column(
                translate("Register", "Copies"),
                lambda line: number(line.entry.copies),
                84,
                right=True,
                spare=True,
            ),
            Column(
                translate("Register", "Fee"),
                lambda line: money(line.entry.fee_vnd),
                104,
                right=True,
                spare=True,
            ),
            Column(translate("Register", "Note"), _note, 190),
        )


def _note(line: RegisterLine) -> str:
    match line.state:
        case LineState.SIGNED:
            return line.entry.note
        case LineState.RESERVED:
            return translate("Register", "Reserved, not signed yet")
        case LineState.CANCELLED:
            return translate("Register", "Cancelled: {reason}").format(reason=_reason(line.reason))


def _reason(code: str) -> str:
    known = {
        DAY_PASSED: translate("Register", "the day had passed"),
        ENTRY_CHANGED: translate("Register", "the entry was changed before it was signed"),
        ABANDONED: translate("Register", "given up by the clerk"),
    }
    return known.get(code) or problem_text(code, {}).happened

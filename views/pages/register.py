"""Register: the lines of a certification book as its form has them (NĐ 23/2015)."""

from PyQt6.QtWidgets import QComboBox, QVBoxLayout

from offline_store.records import LineState, RegisterLine
from views.empty_list import ListOrWords
from views.language import translate
from views.look import GRID
from views.place_page import PlacePage
from views.presenters.register import BookView, RegisterPresenter
from views.problem_texts import problem_text
from views.tables import Column, Table
from views.theme import Theme
from views.wording import day, money, number, register_number


class RegisterPage(PlacePage):
    """A book."""

    presenter: RegisterPresenter

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, translate("Register", "Certification register"))
        self.book = QComboBox()
        self.book.setAccessibleName(translate("Register", "Book"))
        self.book.setMinimumWidth(GRID * 24)
        self.add_tool(self.book)
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

    def attach(self, presenter: RegisterPresenter) -> None:
        """Let the clerk's acts reach the presenter."""
        self.presenter = presenter
        self.book.activated.connect(lambda: presenter.choose(self.book.currentText()))

    def show_book(self, shown: BookView) -> None:
        """The book's lines, newest first, as a clerk looks for them."""
        if [self.book.itemText(i) for i in range(self.book.count())] != list(shown.books):
            self.book.clear()
            self.book.addItems(shown.books)
        self.book.setCurrentText(shown.book)
        self.table.show_rows(
            tuple(reversed(shown.lines)), lambda one, other: one.number == other.number
        )
        self._lines.show_list(bool(shown.lines))
        signed = sum(line.state is LineState.SIGNED for line in shown.lines)
        self.set_lacks(
            translate(
                "Register", "Signed lines: {signed} · Numbers left on this desk: {left}"
            ).format(signed=number(signed), left=number(shown.numbers_left))
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
        "day-passed": translate("Register", "the day had passed"),
        "abandoned": translate("Register", "given up by the clerk"),
    }
    return known.get(code) or problem_text(code, {}).happened

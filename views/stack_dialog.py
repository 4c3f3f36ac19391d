"""The stack of what is ready: see each, sign all under one PIN entry, stop at any time."""

from dataclasses import dataclass

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QCloseEvent
from PyQt6.QtWidgets import QProgressBar, QPushButton, QWidget

from offline_store.signed_papers import SignedPaper
from signing.values import Token
from station.sign_stack import StackState
from views.language import translate
from views.look import GRID
from views.pin_dialog import PinDialog
from views.place_page import label
from views.presenters.stack import OnPins, StackPresenter, StackRow
from views.problem_texts import problem_text
from views.sheet import Sheet, row_of
from views.tables import Column, Table
from views.theme import Theme
from views.wording import number

WIDTH, HEIGHT = GRID * 92, GRID * 52


@dataclass(frozen=True, slots=True)
class StackWords:
    """What the stack is called. done: how many of how many are signed, with `{signed}`, `{count}`.

    stopping: said while those in hand are finished.
    """

    title: str
    rows: str
    progress: str
    done: str
    stopping: str


def copy_words() -> StackWords:
    """Of certified copies."""
    return StackWords(
        translate("Stack", "Sign the ready copies"),
        translate("Stack", "Copies of the stack"),
        translate("Stack", "Signed copies"),
        translate("Stack", "{signed} of {count} copies signed"),
        translate("Stack", "Stopping: copies in hand are finished."),
    )


def paper_words() -> StackWords:
    """Of papers of dossiers, which who scanned them signs."""
    return StackWords(
        translate("Stack", "Sign the described papers"),
        translate("Stack", "Papers of the stack"),
        translate("Stack", "Signed papers"),
        translate("Stack", "{signed} of {count} papers signed"),
        translate("Stack", "Stopping: papers in hand are finished."),
    )


class StackDialog(Sheet):
    """What is to be signed in its order, what became of each, and three buttons."""

    presenter: StackPresenter

    def __init__(self, theme: Theme, parent: QWidget, names: StackWords | None = None) -> None:
        """names: None for certified copies."""
        names = names or copy_words()
        super().__init__(names.title, (WIDTH, HEIGHT), parent, once=True)
        self._names = names
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.pin_dialog: PinDialog | None = None
        self._rows: tuple[StackRow, ...] = ()
        self.words = label("", "title")
        self.table: Table[StackRow] = Table(
            theme,
            (
                Column(translate("Stack", "Paper"), lambda row: row.title),
                Column(translate("Stack", "Requester"), lambda row: row.dossier.requester.name),
                Column(translate("Stack", "Pages"), lambda row: number(row.pages), 72, right=True),
                Column(translate("Stack", "State"), state_text, 240),
            ),
            self._names.rows,
        )
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self._names.progress)
        self.sign = QPushButton()
        self.sign.setProperty("role", "primary")
        self.stop = QPushButton(translate("Stack", "Stop"))
        self.put_away = QPushButton(translate("Stack", "Close"))
        buttons = row_of(self.put_away, self.stop, self.sign)
        column = self.fill()
        column.addWidget(self.words)
        column.addWidget(self.table, 1)
        column.addWidget(self.progress)
        column.addLayout(buttons)

    def attach(self, presenter: StackPresenter) -> None:
        """Let the clerk's acts reach the presenter, and show the stack."""
        self.presenter = presenter
        self.sign.clicked.connect(lambda: presenter.sign_all())
        self.stop.clicked.connect(lambda: presenter.stop())
        self.put_away.clicked.connect(self.reject)
        self.table.activated.connect(lambda: self._see())
        presenter.show()
        self.sign.setFocus()

    def show_rows(self, rows: tuple[StackRow, ...]) -> None:
        """The stack, in its order."""
        self._rows = rows
        self.table.show_rows(rows, lambda one, other: one.document_id == other.document_id)
        signed = sum(row.copy.state is StackState.SIGNED for row in rows)
        self.progress.setRange(0, max(len(rows), 1))
        self.progress.setValue(signed)
        self._say(signed)

    def show_signing(self, signing: bool, stopping: bool) -> None:
        """Copies are being signed, or not; the last ones of them when stopping."""
        left = sum(row.copy.state is not StackState.SIGNED for row in self._rows)
        self.sign.setText(translate("Stack", "Sign all ({count})").format(count=number(left)))
        self.sign.setEnabled(not signing and left > 0)
        self.stop.setEnabled(signing and not stopping)
        self.put_away.setEnabled(not signing)
        if stopping:
            self.words.setText(self._names.stopping)

    def ask_pins(self, tokens: tuple[Token, ...], answer: OnPins) -> None:
        """Ask in a dialog over this one."""
        act = translate("Stack", "Sign all ({count})").format(
            count=number(sum(row.copy.state is not StackState.SIGNED for row in self._rows))
        )
        self.pin_dialog = PinDialog(tokens, act, answer, self)
        self.pin_dialog.destroyed.connect(self._pin_dialog_gone)
        self.pin_dialog.open()

    def done(self, result: int = 0) -> None:
        """Put the stack away."""
        super().done(result)

    def reject(self) -> None:
        """Escape stops what is under way; with nothing under way it puts the stack away."""
        if self.presenter.signing:
            self.presenter.stop()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent | None) -> None:
        """The same with the cross."""
        if event is not None and self.presenter.signing:
            self.presenter.stop()
            event.ignore()
            return
        super().closeEvent(event)

    def _see(self) -> None:
        row = self.table.in_hand()
        if row is not None:
            self.presenter.see(row.document_id)

    def _pin_dialog_gone(self) -> None:
        self.pin_dialog = None

    def _say(self, signed: int) -> None:
        self.words.setText(
            self._names.done.format(signed=number(signed), count=number(len(self._rows)))
        )


def state_text(row: StackRow) -> str:
    """Where a copy stands, in words."""
    copy = row.copy
    if isinstance(copy.copy, SignedPaper):
        return translate("Stack", "Signed, code {code}").format(code=copy.copy.code)
    if copy.copy is not None:
        text = translate("Stack", "Signed, number {number}")
        return text.format(number=f"{copy.copy.number:02d}")
    if copy.error is not None:
        return problem_text(copy.error.code, copy.error.facts).happened
    if copy.state is StackState.SIGNING:
        return translate("Stack", "Being signed")
    return translate("Stack", "Ready")

"""Beside the work: somebody changes their own password."""

from collections.abc import Mapping

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from offline_store.errors import Fact
from views.language import translate
from views.look import GRID, GROUP, MARGIN
from views.place_page import label, scrolled, wrapped
from views.presenters.counter import Counter
from views.presenters.jobs import Jobs
from views.presenters.password import PasswordPresenter
from views.problem_texts import problem_text
from views.sheet import Sheet

WIDTH, HEIGHT = GRID * 52, GRID * 57


class PasswordDialog(Sheet):
    """Asks for the old password and twice for the new one; Esc gives it up."""

    def __init__(self, counter: Counter, parallel: Jobs, who: str, parent: QWidget) -> None:
        super().__init__(translate("Password", "Your password"), (WIDTH, HEIGHT), parent, once=True)
        self._presenter = PasswordPresenter(counter, self, parallel)
        self._changing = False
        self._closed = False
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(GROUP, GROUP, GROUP, 0)
        column.setSpacing(GRID)
        column.addWidget(label(translate("Password", "Change your password"), "title"))
        column.addWidget(label(who, "secondary"))
        # Above what is typed anew, so that both are seen on a small screen, too.
        self.refusal = wrapped("", "doubt-note")
        self.refusal.hide()
        column.addWidget(self.refusal)
        self.old = self._field(column, translate("Password", "Password until now"))
        self.new = self._field(column, translate("Password", "New password"))
        self.again = self._field(column, translate("Password", "New password once more"))
        holds = label(translate("Password", "Changing it needs a connection to central."), "small")
        column.addWidget(holds)
        column.addStretch(1)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        assert ok is not None
        self.change = ok
        self.change.setText(translate("Password", "Change"))
        self.change.setProperty("role", "primary")
        buttons.accepted.connect(self._pressed)
        buttons.rejected.connect(self.reject)
        buttons.setContentsMargins(GROUP, 0, GROUP, MARGIN)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(GRID)
        outer.addWidget(scrolled(inside), 1)
        outer.addWidget(buttons)
        self.finished.connect(self._finished)
        self._refresh()
        self.old.setFocus()

    # What the presenter asks for; its answer may come when the dialog was given up already.

    def show_refusal(self, code: str, facts: Mapping[str, Fact]) -> None:
        """Why nothing was changed; what was typed is typed anew."""
        if self._closed:
            return
        text = problem_text(code, facts)
        self.refusal.setText(f"{text.happened} {text.to_do}")
        self.refusal.show()
        self.old.setFocus()

    def show_changing(self, changing: bool) -> None:
        """Central is asked."""
        if self._closed:
            return
        self._changing = changing
        if changing:
            self.refusal.hide()
        self._refresh()

    def changed(self) -> None:
        """It is done."""
        if not self._closed:
            self.accept()

    def _field(self, column: QVBoxLayout, words: str) -> QLineEdit:
        said = label(words, "secondary")
        edit = QLineEdit()
        edit.setEchoMode(QLineEdit.EchoMode.Password)
        edit.setAccessibleName(words)
        # Input methods and their histories have no business with a password.
        edit.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        edit.textChanged.connect(self._refresh)
        said.setBuddy(edit)
        column.addWidget(said)
        column.addWidget(edit)
        return edit

    def _pressed(self) -> None:
        fields = (self.old, self.new, self.again)
        old, new, again = (edit.text() for edit in fields)
        # Kept nowhere: neither here nor in a list of what was taken back.
        for edit in fields:
            edit.clear()
        self._presenter.change(old, new, again)

    def _refresh(self) -> None:
        typed = all(edit.text() for edit in (self.old, self.new, self.again))
        self.change.setEnabled(typed and not self._changing)

    def _finished(self) -> None:
        self._closed = True
        for edit in (self.old, self.new, self.again):
            edit.clear()

"""The page on which somebody signs in; nothing of a paper is seen beside it."""

from collections.abc import Mapping

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from offline_store.errors import Fact
from station.people import Person
from views.language import translate
from views.look import GRID, GROUP, MARGIN
from views.place_page import label, scrolled, wrapped
from views.presenters.sign_in import SignInPresenter
from views.problem_texts import problem_text

WIDTH = GRID * 46


class SignInPage(QWidget):
    """Asks for login and password; of a locked screen, for the password of whoever locked it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = label("", "title")
        self._who = label("", "secondary")
        self._login_words = label(translate("SignIn", "Account"), "secondary")
        self.login = QLineEdit()
        self.login.setAccessibleName(self._login_words.text())
        self.login.setMaxLength(40)
        self._login_words.setBuddy(self.login)
        password_words = label(translate("SignIn", "Password"), "secondary")
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(password_words.text())
        # Input methods and their histories have no business with a password.
        for edit in (self.login, self.password):
            edit.setInputMethodHints(
                Qt.InputMethodHint.ImhSensitiveData
                | Qt.InputMethodHint.ImhNoPredictiveText
                | Qt.InputMethodHint.ImhNoAutoUppercase
            )
            edit.textChanged.connect(self._refresh)
        password_words.setBuddy(self.password)
        self.refusal = wrapped("", "doubt-note")
        self.enter = QPushButton(translate("SignIn", "Sign in"))
        self.enter.setProperty("role", "primary")
        self.other = QPushButton(translate("SignIn", "Somebody else signs in"))
        self.other.setProperty("role", "link")
        self.goes_on = wrapped(
            translate("SignIn", "What is under way goes on, and is kept."), "small"
        )
        self._trying = False
        self._locked = False
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(WIDTH)
        column = QVBoxLayout(card)
        column.setContentsMargins(GROUP, GROUP, GROUP, GROUP)
        column.setSpacing(GRID)
        column.addWidget(self._title)
        column.addWidget(self._who)
        column.addSpacing(GRID)
        column.addWidget(self._login_words)
        column.addWidget(self.login)
        column.addWidget(password_words)
        column.addWidget(self.password)
        column.addWidget(self.refusal)
        column.addSpacing(GRID)
        column.addWidget(self.enter)
        column.addWidget(self.goes_on)
        column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        middle = QWidget()
        around = QVBoxLayout(middle)
        around.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        # Between stretches, not aligned: only so do wrapped words get the height they need.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card)
        row.addStretch(1)
        around.addStretch(1)
        around.addLayout(row)
        around.addStretch(2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(middle))

    def attach(self, presenter: SignInPresenter) -> None:
        """Let what is typed reach the presenter."""

        def enter() -> None:
            login, password = self.login.text(), self.password.text()
            if self.enter.isEnabled():
                # Kept nowhere: neither here nor in a list of what was taken back.
                self.password.clear()
                presenter.sign_in(login, password)

        self.enter.clicked.connect(enter)
        self.password.returnPressed.connect(enter)
        self.login.returnPressed.connect(self.password.setFocus)
        self.other.clicked.connect(lambda: presenter.sign_out())

    def ask(self, locked: Person | None) -> None:
        """Begin anew. locked: only this person's password opens it."""
        self._locked = locked is not None
        self.login.clear()
        self.password.clear()
        self.refusal.hide()
        for typed in (self._login_words, self.login):
            typed.setVisible(not self._locked)
        for known in (self._who, self.goes_on, self.other):
            known.setVisible(self._locked)
        if locked is None:
            self._title.setText(translate("SignIn", "Sign in"))
            self.enter.setText(translate("SignIn", "Sign in") + "   Enter")
        else:
            self._title.setText(translate("SignIn", "The screen is locked"))
            self._who.setText(locked.name)
            self.enter.setText(translate("SignIn", "Unlock") + "   Enter")
        self._refresh()
        self.focus_first()

    def focus_first(self) -> None:
        """Where typing begins."""
        (self.password if self._locked else self.login).setFocus()

    def show_refusal(self, code: str, facts: Mapping[str, Fact]) -> None:
        """Why nobody is let in."""
        text = problem_text(code, facts)
        self.refusal.setText(f"{text.happened} {text.to_do}")
        self.refusal.show()
        self.password.setFocus()

    def show_trying(self, trying: bool) -> None:
        """A password is being looked at."""
        self._trying = trying
        if trying:
            self.refusal.hide()
        self._refresh()

    def _refresh(self) -> None:
        typed = bool(self.password.text()) and (self._locked or bool(self.login.text().strip()))
        self.enter.setEnabled(typed and not self._trying)

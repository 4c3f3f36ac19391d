"""What the citizen is told, in the clerk's words; of an apology with the new day."""

from collections.abc import Callable
from datetime import date

from PyQt6.QtCore import QDate
from PyQt6.QtWidgets import (
    QDateEdit,
    QDialogButtonBox,
    QLineEdit,
    QWidget,
)

from station.typed_text import LONGEST_TEXT
from views.language import translate
from views.look import GRID
from views.place_page import label, wrapped
from views.sheet import Sheet

WIDTH, HEIGHT = GRID * 60, GRID * 32

OnReason = Callable[[str, date | None], None]
"""The words, and the new day where one was asked for."""


class ReasonDialog(Sheet):
    """`answer` is called once, unless it is given up."""

    def __init__(
        self,
        title: str,
        act: str,
        answer: OnReason,
        parent: QWidget,
        first: date | None = None,
        asks: str = "",
    ) -> None:
        """act: what the button says. first: the earliest new day; None where none is asked for.

        asks: what is to be said; empty: what the citizen is told.
        """
        super().__init__(title, (WIDTH, HEIGHT), parent, once=True)
        self._answer = answer
        heading = wrapped(title, "title")
        self.reason = QLineEdit()
        self.reason.setMaxLength(LONGEST_TEXT)
        words = asks or translate("Handling", "What the citizen is told")
        self.reason.setPlaceholderText(words)
        self.reason.setAccessibleName(words)
        self.day: QDateEdit | None = None
        column = self.fill(GRID)
        column.addWidget(heading)
        column.addWidget(self.reason)
        if first is not None:
            self.day = QDateEdit(QDate(first.year, first.month, first.day))
            self.day.setMinimumDate(self.day.date())
            self.day.setDisplayFormat("dd/MM/yyyy")
            self.day.setCalendarPopup(True)
            self.day.setAccessibleName(translate("Handling", "The new day"))
            column.addWidget(label(translate("Handling", "The new day"), "secondary"))
            column.addWidget(self.day)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        decide = buttons.addButton(act, QDialogButtonBox.ButtonRole.AcceptRole)
        assert decide is not None
        self.decide = decide
        self.decide.setProperty("role", "primary")
        self.decide.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addStretch(1)
        column.addWidget(buttons)
        self.reason.textChanged.connect(lambda: self._refresh())
        self.reason.setFocus()
        self._refresh()

    def accept(self) -> None:
        """Say it."""
        if not self.decide.isEnabled():
            return
        day = None
        if self.day is not None:
            chosen = self.day.date()
            day = date(chosen.year(), chosen.month(), chosen.day())
        super().accept()
        self._answer(self.reason.text(), day)

    def _refresh(self) -> None:
        self.decide.setEnabled(bool(self.reason.text().strip()))

"""What is with one paper of a procedure's dossier: said by the clerk, with its why."""

from collections.abc import Callable

from PyQt6.QtWidgets import (
    QDialogButtonBox,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from offline_store.handling import Standing
from station.checklist import GROUNDS_ON_PAPER
from views.language import translate
from views.look import GRID
from views.place_page import wrapped
from views.sheet import Sheet

WIDTH, HEIGHT = GRID * 60, GRID * 52

OnStanding = Callable[[Standing, str], None]
"""What is with it, and why: a ground, or the clerk's own words."""


class StandingDialog(Sheet):
    """`answer` is called once, unless it is given up."""

    def __init__(self, title: str, answer: OnStanding, parent: QWidget) -> None:
        super().__init__(translate("Papers", "What is with it"), (WIDTH, HEIGHT), parent, once=True)
        self._answer = answer
        heading = wrapped(title, "title")
        column = self.fill(GRID)
        column.addWidget(heading)
        shown, secret, copy = GROUNDS_ON_PAPER
        # Of each: what is with it, its ground, and what the clerk must say; empty for nothing.
        self.choices: list[tuple[QRadioButton, Standing, str, str]] = []
        for text, standing, ground, asks in (
            (translate("Papers", "To be scanned"), Standing.SCAN, "", ""),
            (
                translate("Papers", "There already: not scanned again"),
                Standing.DIGITAL,
                "",
                translate("Papers", "Where it is"),
            ),
            (translate("Papers", "Only shown, given back"), Standing.ON_PAPER, shown, ""),
            (translate("Papers", "Secret: kept on paper"), Standing.ON_PAPER, secret, ""),
            (translate("Papers", "A copy: kept on paper"), Standing.ON_PAPER, copy, ""),
            (
                translate("Papers", "Not needed"),
                Standing.NOT_NEEDED,
                "",
                translate("Papers", "By which rule"),
            ),
            (
                translate("Papers", "Still to be brought"),
                Standing.SUPPLEMENT,
                "",
                translate("Papers", "What is missing"),
            ),
        ):
            choice = QRadioButton(text)
            choice.toggled.connect(lambda _: self._refresh())
            self.choices.append((choice, standing, ground, asks))
            column.addWidget(choice)
        self.why = QLineEdit()
        self.why.textChanged.connect(lambda _: self._refresh())
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        decide = buttons.button(QDialogButtonBox.StandardButton.Ok)
        assert decide is not None
        self.decide = decide
        self.decide.setProperty("role", "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(self.why)
        column.addStretch(1)
        column.addWidget(buttons)
        self.choices[0][0].setFocus()
        self._refresh()

    def accept(self) -> None:
        """Say it."""
        chosen = self._chosen()
        if chosen is None or not self.decide.isEnabled():
            return
        standing, ground, asks = chosen
        super().accept()
        self._answer(standing, self.why.text() if asks else ground)

    def _chosen(self) -> tuple[Standing, str, str] | None:
        for choice, standing, ground, asks in self.choices:
            if choice.isChecked():
                return standing, ground, asks
        return None

    def _refresh(self) -> None:
        chosen = self._chosen()
        asks = "" if chosen is None else chosen[2]
        self.why.setVisible(bool(asks))
        self.why.setPlaceholderText(asks)
        self.why.setAccessibleName(asks)
        self.decide.setEnabled(chosen is not None and (not asks or bool(self.why.text().strip())))

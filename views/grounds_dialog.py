"""The grounds for refusing: looked at before a copy is signed, decided by the clerk."""

from collections.abc import Callable

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from station.refusal import GROUNDS, NO_ORIGINAL
from views.language import translate
from views.look import GRID
from views.place_page import hairline, label, scrolled, wrapped
from views.sheet import Sheet

WIDTH, HEIGHT, BUTTON = GRID * 88, GRID * 68, GRID * 28

OnDecision = Callable[[int | None, str], None]
"""Ground (1 to 6 of the law, 0: no original, None: none stands) and the clerk's own words."""


class GroundsDialog(Sheet):
    """The six grounds in the words of the law; `answer` is called once, unless it is given up."""

    def __init__(
        self, title: str, warnings: tuple[str, ...], answer: OnDecision, parent: QWidget
    ) -> None:
        super().__init__(
            translate("Grounds", "May this copy be made?"), (WIDTH, HEIGHT), parent, once=True
        )
        self._answer = answer
        inside = QWidget()
        choices = QVBoxLayout(inside)
        choices.setContentsMargins(0, 0, GRID, 0)
        choices.setSpacing(GRID)
        self.choices: list[tuple[int | None, QRadioButton]] = []
        none = translate("Grounds", "None of these stands: the copy may be made")
        for ground, words in (
            (None, none),
            *enumerate(GROUNDS, start=1),
            (0, NO_ORIGINAL),
        ):
            choices.addLayout(self._choice(ground, words))
            if ground is None:
                choices.addWidget(hairline())
        choices.addStretch(1)
        self.note = QLineEdit()
        self.note.setPlaceholderText(translate("Grounds", "What exactly, for the slip"))
        self.note.setAccessibleName(self.note.placeholderText())
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.decide = buttons.button(QDialogButtonBox.StandardButton.Ok)
        assert self.decide is not None
        self.decide.setProperty("role", "primary")
        # Wide enough for either of its texts, so that it does not move under the hand.
        self.decide.setMinimumWidth(BUTTON)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = self.fill(GRID)
        column.addWidget(label(title, "title"))
        for warning in warnings:
            note = wrapped(warning_text(warning), "doubt-note")
            column.addWidget(note)
        column.addWidget(scrolled(inside), 1)
        column.addWidget(self.note)
        column.addWidget(buttons)
        for _, choice in self.choices:
            choice.toggled.connect(lambda _: self._refresh())
        self._refresh()

    def accept(self) -> None:
        """Answer with the decision, once there is one."""
        chosen, note = self.chosen(), self.note.text().strip()
        if not chosen:
            return
        super().accept()
        self._answer(chosen[0], note)

    def chosen(self) -> list[int | None]:
        """What is chosen: nothing at first, so that nobody decides by a habit."""
        return [ground for ground, choice in self.choices if choice.isChecked()]

    def _choice(self, ground: int | None, words: str) -> QHBoxLayout:
        choice = QRadioButton()
        choice.setAccessibleName(words)
        said = wrapped(f"{ground}. {words}" if ground else words)
        said.setBuddy(choice)
        self.choices.append((ground, choice))
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(choice, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(said, 1)
        return row

    def _refresh(self) -> None:
        chosen = self.chosen()
        refusing = any(ground is not None for ground in chosen)
        self.note.setEnabled(refusing)
        assert self.decide is not None
        self.decide.setEnabled(bool(chosen))
        self.decide.setText(
            translate("Grounds", "Refuse, and print the slip")
            if refusing
            else translate("Grounds", "The copy may be made")
        )


def warning_text(code: str) -> str:
    """What reading found, in words."""
    return {
        "says-copy": translate(
            "Grounds", "Words on a page say that it is itself a copy. Only an original is a base."
        ),
        "says-no-copying": translate("Grounds", "Words on a page say that it may not be copied."),
        "says-secret": translate("Grounds", "A page bears a stamp of secrecy."),
    }.get(code, code)

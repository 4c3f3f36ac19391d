"""The count of an original's sides: what became of the scanned ones, and how many there are."""

from collections.abc import Callable

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from station.sheet_gate import SheetGate
from views.language import translate
from views.look import GRID, GROUP, MARGIN
from views.place_page import hairline, label, wrapped
from views.wording import number

WIDTH = GRID * 56
MOST_SIDES = 9999


class CountDialog(QDialog):
    """`answer` is called with the clerk's count, unless it is given up."""

    def __init__(
        self, title: str, sheets: SheetGate, answer: Callable[[int], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._answer = answer
        self.setWindowTitle(translate("Sides", "Sides of the original"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        self.sides = QSpinBox()
        self.sides.setRange(0, MOST_SIDES)
        # Empty at first: whoever counts must count.
        self.sides.setSpecialValueText(" ")
        asked = label(translate("Sides", "How many sides has it, blank ones included?"))
        asked.setBuddy(self.sides)
        self.sides.setAccessibleName(asked.text())
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.keep = buttons.button(QDialogButtonBox.StandardButton.Ok)
        assert self.keep is not None
        self.keep.setProperty("role", "primary")
        self.keep.setText(translate("Sides", "So many"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.sides.valueChanged.connect(lambda _: self._refresh())
        column = QVBoxLayout(self)
        column.setContentsMargins(GROUP, GROUP, GROUP, MARGIN)
        column.setSpacing(GRID)
        heading = wrapped(title, "title")
        column.addWidget(heading)
        column.addLayout(_ledger(sheets))
        column.addWidget(hairline())
        column.addWidget(asked)
        column.addWidget(self.sides)
        column.addWidget(buttons)
        self._refresh()
        self.sides.setFocus()
        self.sides.selectAll()

    def accept(self) -> None:
        """Answer with the count, once there is one."""
        if self.sides.value():
            super().accept()
            self._answer(self.sides.value())

    def _refresh(self) -> None:
        assert self.keep is not None
        self.keep.setEnabled(self.sides.value() > 0)


def _ledger(sheets: SheetGate) -> QFormLayout:
    ledger = sheets.ledger
    form = QFormLayout()
    form.setHorizontalSpacing(MARGIN)
    form.setVerticalSpacing(GRID // 2)
    for words, count in (
        (translate("Sides", "Sides scanned"), ledger.scanned),
        (translate("Sides", "Shown on the pages"), ledger.shown),
        (translate("Sides", "Declared blank"), ledger.blank),
        (translate("Sides", "Scanned again"), ledger.repeated),
        (translate("Sides", "Given to another paper"), ledger.elsewhere),
        (translate("Sides", "Taken out without a reason"), ledger.removed),
    ):
        form.addRow(label(words, "secondary"), label(number(count)))
    return form

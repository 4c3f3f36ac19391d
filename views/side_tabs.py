"""What stands beside the picture while comparing, and the tabs that choose it."""

from enum import IntEnum

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from views.language import translate
from views.look import GRID

KEY = "F6"


class Side(IntEnum):
    """What stands beside the picture."""

    TEXT = 0
    FIELDS = 1
    SECOND_LOOK = 2


class SideTabs(QWidget):
    """One tab for each; the key takes the next."""

    chosen = pyqtSignal(int)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for side, text in _names().items():
            tab = QToolButton()
            tab.setProperty("role", "tab")
            tab.setCheckable(True)
            tab.setChecked(side is Side.TEXT)
            tab.setText(text)
            tab.setToolTip(f"{text} ({KEY})")
            self._group.addButton(tab, side)
            row.addWidget(tab)
        row.setSpacing(GRID)
        self._row = row
        self._counts = dict.fromkeys(Side, 0)
        self._narrow = False
        self._group.idClicked.connect(self.chosen.emit)

    def choose(self, side: Side) -> None:
        """Show which one is chosen."""
        self._tab(side).setChecked(True)

    def show_count(self, side: Side, count: int) -> None:
        """Say beside its name how much is to be looked at there."""
        self._counts[side] = count
        name = _names()[side]
        self._tab(side).setText(f"{name} · {count}" if count and not self._narrow else name)

    def set_narrow(self, narrow: bool) -> None:
        """Little room: names alone."""
        self._narrow = narrow
        self._row.setSpacing(0 if narrow else GRID)
        for side, count in self._counts.items():
            self.show_count(side, count)

    def _tab(self, side: Side) -> QToolButton:
        tab = self._group.button(side)
        assert isinstance(tab, QToolButton)
        return tab


def _names() -> dict[Side, str]:
    return {
        Side.TEXT: translate("Compare", "Text"),
        Side.FIELDS: translate("Compare", "Fields"),
        Side.SECOND_LOOK: translate("Compare", "Other paper"),
    }

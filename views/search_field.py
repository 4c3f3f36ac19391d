"""A field to search a list with: each key asks for it anew."""

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtGui import QAction
from PyQt6.QtWidgets import QLineEdit

from views.language import translate
from views.look import GRID
from views.theme import Theme


class SearchField(QLineEdit):
    """Ctrl+F of its place leads here. searched: with what is typed, key by key; left: at Enter."""

    searched = pyqtSignal(str)
    left = pyqtSignal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setPlaceholderText(translate("Search", "Search code, name or paper   Ctrl+F"))
        self.setAccessibleName(translate("Search", "Search"))
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(GRID * 26)
        self.addAction(
            QAction(theme.icon("search", theme.palette.secondary), "", self),
            QLineEdit.ActionPosition.LeadingPosition,
        )
        self.textChanged.connect(self.searched.emit)
        self.returnPressed.connect(self.left.emit)

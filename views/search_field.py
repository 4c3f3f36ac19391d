"""A field to search a list with: what is typed is asked for after a short pause, or at Enter."""

from PyQt6.QtCore import QTimer, pyqtSignal
from PyQt6.QtGui import QAction
from PyQt6.QtWidgets import QLineEdit

from views.language import translate
from views.look import GRID
from views.theme import Theme

SEARCH_AFTER_MS = 200


class SearchField(QLineEdit):
    """Ctrl+F of its place leads here. searched: with what was typed; left: at Enter, after it."""

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
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_AFTER_MS)
        self._pause.timeout.connect(self._search)
        self.textChanged.connect(lambda: self._pause.start())
        self.returnPressed.connect(self._at_once)

    def _search(self) -> None:
        self.searched.emit(self.text())

    def _at_once(self) -> None:
        self._pause.stop()
        self._search()
        self.left.emit()

"""A list that is never a dead end: where it has no rows, words say what to do."""

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QStackedLayout, QWidget

from views.place_page import wrapped


class ListOrWords(QWidget):
    """A list, or in its place the words for when it is empty."""

    def __init__(self, rows: QWidget, words: str = "") -> None:
        super().__init__()
        self._rows = rows
        self._words = wrapped(words, "empty")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(rows)
        self._stack.addWidget(self._words)

    def say(self, words: str) -> None:
        """Put other words in place of the list when it is empty."""
        self._words.setText(words)

    def show_list(self, has_rows: bool) -> None:
        """Show the list, or the words where it has no rows."""
        self._stack.setCurrentWidget(self._rows if has_rows else self._words)

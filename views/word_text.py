"""A page's text with its doubtful words marked, line by line as on the picture."""

from bisect import bisect_right

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import (
    QColor,
    QMouseEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PyQt6.QtWidgets import QTextEdit, QWidget

from offline_store.records import Word
from views.look import READING_PX
from views.theme import Theme

LINE_HEIGHT_PERCENT = 150
# QTextBlockFormat.LineHeightTypes.ProportionalHeight: the binding wants the number.
LINE_HEIGHT_PROPORTIONAL = 1


class WordText(QTextEdit):
    """Read-only text; a click takes a word in hand, the word in hand is lit."""

    word_clicked = pyqtSignal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = theme.palette
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._shown: tuple[tuple[Word, ...], frozenset[int], frozenset[int]] | None = None
        self.setReadOnly(True)
        self.setFont(theme.paper_font(READING_PX))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)

    def show_words(
        self, words: tuple[Word, ...], doubtful: frozenset[int], settled: frozenset[int]
    ) -> None:
        """Show the words of a page; the same words again change nothing."""
        if self._shown == (words, doubtful, settled):
            return
        self._shown = (words, doubtful, settled)
        bar = self.verticalScrollBar()
        assert bar is not None
        at = bar.value()
        self.clear()
        self._starts, self._ends = [], []
        cursor = self.textCursor()
        airy = QTextBlockFormat()
        airy.setLineHeight(LINE_HEIGHT_PERCENT, LINE_HEIGHT_PROPORTIONAL)
        cursor.setBlockFormat(airy)
        plain = QTextCharFormat()
        before: Word | None = None
        for index, word in enumerate(words):
            if before is not None and word.line != before.line:
                cursor.insertBlock(airy)
            elif before is not None:
                cursor.insertText(" ", plain)
            self._starts.append(cursor.position())
            cursor.insertText(word.text, self._format(index in doubtful, index in settled))
            self._ends.append(cursor.position())
            before = word
        bar.setValue(at)

    def light(self, index: int | None) -> None:
        """Light the word in hand and bring it into sight."""
        if index is None or index >= len(self._starts):
            self.setExtraSelections([])
            return
        cursor = self.textCursor()
        cursor.setPosition(self._starts[index])
        cursor.setPosition(self._ends[index], QTextCursor.MoveMode.KeepAnchor)
        lit = QTextEdit.ExtraSelection()
        lit.cursor = cursor
        lit.format.setBackground(QColor(self._palette.accent))
        lit.format.setForeground(QColor(self._palette.on_accent))
        self.setExtraSelections([lit])
        seen = self.textCursor()
        seen.setPosition(self._starts[index])
        self.setTextCursor(seen)
        self.ensureCursorVisible()

    def _format(self, doubtful: bool, settled: bool) -> QTextCharFormat:
        made = QTextCharFormat()
        if doubtful:
            colour = QColor(self._palette.done if settled else self._palette.doubt)
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            made.setUnderlineColor(colour)
            if not settled:
                made.setBackground(QColor(self._palette.doubt_ground))
        return made

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """Take the word under the pointer in hand."""
        super().mouseReleaseEvent(event)
        if event is None or self.textCursor().hasSelection():
            return
        position = self.cursorForPosition(event.position().toPoint()).position()
        index = bisect_right(self._starts, position) - 1
        if index >= 0 and position <= self._ends[index]:
            self.word_clicked.emit(index)

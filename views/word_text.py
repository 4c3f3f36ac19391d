"""A page's text with its doubtful words marked, line by line as on the picture."""

from bisect import bisect_right

from PyQt6.QtCore import QRect, Qt, pyqtSignal
from PyQt6.QtGui import (
    QColor,
    QMouseEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PyQt6.QtWidgets import QTextEdit, QWidget

from offline_store.records import Word
from views.look import READING_PX, SMALL_PX
from views.theme import Theme

LINE_HEIGHT_PERCENT = 150
# QTextBlockFormat.LineHeightTypes.ProportionalHeight: the binding wants the number.
LINE_HEIGHT_PROPORTIONAL = 1
# Letters grow more slowly than the picture: lines must still fit.
LETTER_STEP = 1.1
LARGEST_PX = 32


class WordText(QTextEdit):
    """Read-only text; a click takes a word in hand, the word in hand is lit."""

    word_clicked = pyqtSignal(int)
    # Of the word under the pointer; -1: of none.
    word_pointed = pyqtSignal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = theme.palette
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._shown: tuple[tuple[Word, ...], frozenset[int], frozenset[int]] | None = None
        self._lit: int | None = None
        self._pointed: int | None = None
        self._theme, self._px = theme, READING_PX
        self.setReadOnly(True)
        self.setFont(theme.paper_font(READING_PX))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setMouseTracking(True)

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
            made = self._format(index in doubtful, index in settled)
            if word.differs:
                made.setFontStrikeOut(True)
                made.setForeground(QColor(self._palette.error))
            cursor.insertText(word.text, made)
            self._ends.append(cursor.position())
            before = word
        bar.setValue(at)
        self._pointed = None

    def light(self, index: int | None) -> None:
        """Light the word in hand and bring it into sight."""
        self._lit = index if index is not None and index < len(self._starts) else None
        self._select()
        if self._lit is None:
            return
        seen = self.textCursor()
        seen.setPosition(self._starts[self._lit])
        self.setTextCursor(seen)
        self.ensureCursorVisible()

    def point_at(self, index: int | None) -> None:
        """Tint a word that is pointed at, here or elsewhere."""
        if index != self._pointed:
            self._pointed = index if index is not None and index < len(self._starts) else None
            self._select()

    def zoom(self, steps: int) -> None:
        """Make the letters larger by so many steps, smaller when negative; 0: as they were."""
        px = round(self._px * LETTER_STEP**steps) if steps else READING_PX
        self._px = min(LARGEST_PX, max(SMALL_PX, px))
        document = self.document()
        if document is not None:  # the style sheet has the last word on the widget's own font
            document.setDefaultFont(self._theme.paper_font(self._px))

    def word_seen(self) -> tuple[int, float] | None:
        """The word nearest to the middle of what is seen, and how far down it is, 0 to 1."""
        view = self.viewport()
        if view is None or not self._starts:
            return None
        position = self.cursorForPosition(view.rect().center()).position()
        index = max(0, bisect_right(self._starts, position) - 1)
        return index, self._rect(index).center().y() / max(1, view.height())

    def scroll_to_word(self, index: int, share: float) -> None:
        """Bring a word to so far down what is seen, 0 to 1."""
        bar, view = self.verticalScrollBar(), self.viewport()
        if bar is not None and view is not None and 0 <= index < len(self._starts):
            bar.setValue(
                bar.value() + round(self._rect(index).center().y() - share * view.height())
            )

    def _rect(self, index: int) -> QRect:
        cursor = self.textCursor()
        cursor.setPosition(self._starts[index])
        return self.cursorRect(cursor)

    def _select(self) -> None:
        selections = []
        for index, ground, ink in (
            (self._pointed, self._palette.selected, self._palette.text),
            (self._lit, self._palette.accent, self._palette.on_accent),
        ):
            if index is None:
                continue
            cursor = self.textCursor()
            cursor.setPosition(self._starts[index])
            cursor.setPosition(self._ends[index], QTextCursor.MoveMode.KeepAnchor)
            lit = QTextEdit.ExtraSelection()
            lit.cursor = cursor
            lit.format.setBackground(QColor(ground))
            lit.format.setForeground(QColor(ink))
            selections.append(lit)
        self.setExtraSelections(selections)

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
        index = self._word_at(event)
        if index is not None:
            self.word_clicked.emit(index)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Say which word lies under the pointer."""
        super().mouseMoveEvent(event)
        index = self._word_at(event) if event is not None else None
        if index != self._pointed:
            self.point_at(index)
            self.word_pointed.emit(-1 if index is None else index)

    def _word_at(self, event: QMouseEvent) -> int | None:
        position = self.cursorForPosition(event.position().toPoint()).position()
        index = bisect_right(self._starts, position) - 1
        return index if index >= 0 and position <= self._ends[index] else None

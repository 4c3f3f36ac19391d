"""The line in hand, magnified from the page's picture."""

from PyQt6.QtCore import QRectF, Qt
from PyQt6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PyQt6.QtWidgets import QWidget

from offline_store.records import Word
from views.language import translate
from views.look import CORNER, GRID
from views.theme import Theme

LINE_HEIGHT = GRID * 9
SPOT_HEIGHT = GRID * 26  # a seal is some eight lines high
LEAST_LINE = 60  # page pixels: a line of small print at 300 dpi


class LineView(QWidget):
    """A strip of the page with the place in hand framed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._palette = theme.palette
        self._picture = QImage()
        self._place: tuple[float, float] | None = None
        self.setFixedHeight(LINE_HEIGHT)
        self.setAccessibleName(translate("Compare", "The line, magnified"))

    def show_line(self, picture: QImage, place: tuple[float, float] | None) -> None:
        """Show a strip of the page; `place` is where the word begins and ends across it."""
        self._picture, self._place = picture, place
        self.update()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Draw the part of the line around the word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._palette.line), 1))
        painter.setBrush(QColor(self._palette.desk))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, CORNER, CORNER)
        if self._picture.isNull() or self._place is None:
            return
        inner = frame.adjusted(1, 1, -1, -1)
        scale = inner.height() / self._picture.height()
        shown = inner.width() / scale
        middle = (self._place[0] + self._place[1]) / 2 * self._picture.width()
        begin, end = (part * self._picture.width() for part in self._place)
        # Of what is wider than the view its beginning is shown.
        wanted = min(middle - shown / 2, begin - shown / 16)
        left = min(max(0.0, wanted), max(0.0, self._picture.width() - shown))
        shown = min(shown, self._picture.width())
        source = QRectF(left, 0, shown, self._picture.height())
        target = QRectF(inner.left(), inner.top(), shown * scale, inner.height())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, self._picture, source)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._palette.accent), 2))
        painter.drawRoundedRect(
            QRectF(
                target.left() + (begin - left) * scale - 4,
                inner.top() + 4,
                (end - begin) * scale + 8,
                inner.height() - 8,
            ),
            4,
            4,
        )


def line_box(words: tuple[Word, ...], index: int) -> tuple[int, int, int, int]:
    """The box around the whole line of a word, but no higher than three times the word."""
    word = words[index]
    same = [other.box for other in words if other.line == word.line]
    top, bottom = min(box[1] for box in same), max(box[1] + box[3] for box in same)
    if bottom - top > 3 * word.box[3]:
        top, bottom = word.box[1] - word.box[3], word.box[1] + 2 * word.box[3]
    return word.box[0], top, word.box[2], bottom - top


def with_room(box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """A box with some of its line about it: a changed dot alone would fill the view."""
    x, y, width, height = box
    room = max(0, LEAST_LINE - height) // 2
    return x, max(0, y - room), width, height + 2 * room

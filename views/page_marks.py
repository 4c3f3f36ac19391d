"""What is marked on a page's picture: words doubted, settled, not as on the original, in hand."""

from dataclasses import dataclass
from enum import Enum, auto

from PyQt6.QtCore import QRectF, Qt
from PyQt6.QtGui import QColor, QPainter, QPen

from views.look import HIGHLIGHTER, LIGHT_PALETTE

# The paper is white in both themes: its marks are the light theme's.
ON_PAPER = LIGHT_PALETTE
FAINT_TINT = 26


class Mark(Enum):
    """What is said about a place on the picture."""

    DOUBTFUL = auto()
    SETTLED = auto()
    DIFFERS = auto()


@dataclass(frozen=True, slots=True)
class MarkedBox:
    """A place on the picture (x, y, width, height in page pixels) and its mark, if any.

    word: whether it is a word's, or a field's; else a seal's, a signature's or a photo's.
    """

    box: tuple[int, int, int, int]
    mark: Mark | None
    word: bool = True


_COLOURS = {
    Mark.DOUBTFUL: ON_PAPER.doubt,
    Mark.SETTLED: ON_PAPER.done,
    Mark.DIFFERS: ON_PAPER.error,
}


def paint_mark(painter: QPainter, at: QRectF, mark: Mark) -> None:
    """Mark a word. at: where it is painted."""
    colour = QColor(_COLOURS[mark])
    if mark is Mark.DOUBTFUL:
        # As a highlighter does: the ink stays black.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.fillRect(at.adjusted(-2, -1, 2, 2), QColor(HIGHLIGHTER))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    if mark is Mark.DIFFERS:
        # Struck through, too: colour alone says nothing to many.
        painter.fillRect(QRectF(at.left(), at.center().y(), at.width(), 2), colour)
    painter.fillRect(QRectF(at.left(), at.bottom(), at.width(), 2), colour)


def paint_spot_mark(painter: QPainter, at: QRectF, mark: Mark) -> None:
    """Mark a seal, a signature or a photo: framed, so that nothing lies over its ink."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    line = Qt.PenStyle.SolidLine if mark is Mark.SETTLED else Qt.PenStyle.DashLine
    painter.setPen(QPen(QColor(_COLOURS[mark]), 2, line))
    painter.drawRect(at)
    if mark is Mark.DIFFERS:
        painter.drawLine(at.bottomLeft(), at.topRight())


def paint_tint(painter: QPainter, at: QRectF) -> None:
    """Tint a word that is pointed at."""
    tint = QColor(ON_PAPER.accent)
    tint.setAlpha(FAINT_TINT)
    painter.fillRect(at.adjusted(-3, -3, 3, 3), tint)


def paint_current(painter: QPainter, at: QRectF) -> None:
    """Frame the word in hand."""
    paint_tint(painter, at)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(ON_PAPER.accent), 2))
    painter.drawRoundedRect(at.adjusted(-3, -3, 3, 3), 3, 3)

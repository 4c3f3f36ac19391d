"""What is marked on a page's picture: words doubted, settled, not as on the original, in hand."""

from dataclasses import dataclass
from enum import Enum, auto

from PyQt6.QtCore import QRectF
from PyQt6.QtGui import QColor, QPainter, QPen

from views.look import HIGHLIGHTER, LIGHT_PALETTE

# The paper is white in both themes: its marks are the light theme's.
ON_PAPER = LIGHT_PALETTE
FAINT_TINT = 26


class Mark(Enum):
    """What is said about a word on the picture."""

    DOUBTFUL = auto()
    SETTLED = auto()
    DIFFERS = auto()


@dataclass(frozen=True, slots=True)
class MarkedBox:
    """A word's place on the picture (x, y, width, height in page pixels) and its mark, if any."""

    box: tuple[int, int, int, int]
    mark: Mark | None


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


def paint_tint(painter: QPainter, at: QRectF) -> None:
    """Tint a word that is pointed at."""
    tint = QColor(ON_PAPER.accent)
    tint.setAlpha(FAINT_TINT)
    painter.fillRect(at.adjusted(-3, -3, 3, 3), tint)


def paint_current(painter: QPainter, at: QRectF) -> None:
    """Frame the word in hand."""
    paint_tint(painter, at)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(ON_PAPER.accent), 2))
    painter.drawRoundedRect(at.adjusted(-3, -3, 3, 3), 3, 3)

"""What is laid over a page to say where it is cut: a frame to keep, or a line to cut it in two.

Both are moved by the mouse and by the arrow keys; Enter cuts, Esc leaves the page as it is.
"""

from PyQt6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PyQt6.QtWidgets import QWidget

from station.pages import Box, Cut
from views.look import FOCUS, GRID, LIGHT_PALETTE
from views.page_view import PageView

# The paper is white in both themes.
ON_PAPER = LIGHT_PALETTE
SHADE = 110
# One press of an arrow key moves an edge by this share of the page.
STEP = 0.01
# Nothing smaller than this share is kept.
LEAST = 0.02

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PageOverlay(QWidget):
    """Lies over what is seen of a page and has the keys until it is answered.

    Places are shares of the page as it is shown, 0 to 1 from its upper left corner.
    """

    accepted = pyqtSignal()
    cancelled = pyqtSignal()

    def __init__(self, view: PageView, name: str) -> None:
        viewport = view.viewport()
        assert viewport is not None
        super().__init__(viewport)
        self._view = view
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setGeometry(viewport.rect())
        viewport.installEventFilter(self)
        self.show()
        self.setFocus()

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Stay as large as what is seen of the page."""
        viewport = self.parentWidget()
        if viewport is not None and event is not None and event.type() is QEvent.Type.Resize:
            self.setGeometry(viewport.rect())
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Enter cuts, Esc does not; arrows move."""
        if event is None:
            return
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        elif key is Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif key in _ARROWS:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._arrow(*_ARROWS[key], back=shift)
            self.update()
        else:
            super().keyPressEvent(event)

    def _arrow(self, across: int, down: int, *, back: bool) -> None:
        """Move by one step. back: the key was pressed with Shift."""
        raise NotImplementedError

    def _share(self, at: QPointF) -> QPointF:
        """Where a point of this widget lies on the page."""
        paper = self._view.paper
        x = (at.x() - paper.left()) / max(1.0, paper.width())
        y = (at.y() - paper.top()) / max(1.0, paper.height())
        return QPointF(min(1.0, max(0.0, x)), min(1.0, max(0.0, y)))

    def _drawn(self, share: QRectF) -> QRectF:
        """A rectangle of the page in this widget's pixels."""
        paper = self._view.paper
        return QRectF(
            paper.left() + share.left() * paper.width(),
            paper.top() + share.top() * paper.height(),
            share.width() * paper.width(),
            share.height() * paper.height(),
        )

    def _in_pixels(self, share: QRectF) -> QRectF:
        """A rectangle of the page in the page's own pixels."""
        size = self._view.shown_size
        left, right = (round(x * size.width()) for x in (share.left(), share.right()))
        top, bottom = (round(y * size.height()) for y in (share.top(), share.bottom()))
        return QRectF(left, top, right - left, bottom - top)


class CropFrame(PageOverlay):
    """A frame around what is kept.

    Each arrow key pulls the opposite edge its way, with Shift it pushes the edge of its own side
    back out. The mouse draws a new frame, or takes an edge or a corner.
    """

    def __init__(self, view: PageView, name: str) -> None:
        self._kept = QRectF(0.0, 0.0, 1.0, 1.0)
        # Which edges the mouse holds: left, top, right, bottom.
        self._held = (False, False, False, False)
        super().__init__(view, name)

    @property
    def box(self) -> Box | None:
        """What is to be kept of the unturned picture; None when that is all of it."""
        if self._kept == QRectF(0.0, 0.0, 1.0, 1.0):
            return None
        return self._view.kept_box(self._in_pixels(self._kept))

    def _arrow(self, across: int, down: int, *, back: bool) -> None:
        left, top, right, bottom = self._edges()
        x, y = across * STEP, down * STEP
        if back:
            left, right = (left + x, right) if across < 0 else (left, right + x)
            top, bottom = (top + y, bottom) if down < 0 else (top, bottom + y)
        else:
            left, right = (left + x, right) if across > 0 else (left, right + x)
            top, bottom = (top + y, bottom) if down > 0 else (top, bottom + y)
        self._set(left, top, right, bottom)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Take hold of what lies under the pointer, or begin a new frame there."""
        if event is None:
            return
        at, frame = event.position(), self._drawn(self._kept)
        near = frame.adjusted(-GRID, -GRID, GRID, GRID).contains(at)
        self._held = (
            near and abs(at.x() - frame.left()) <= GRID,
            near and abs(at.y() - frame.top()) <= GRID,
            near and abs(at.x() - frame.right()) <= GRID,
            near and abs(at.y() - frame.bottom()) <= GRID,
        )
        if not any(self._held):
            share = self._share(at)
            self._kept = QRectF(share, share)
            self._held = (False, False, True, True)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Pull the edges that are held."""
        if event is None or not any(self._held):
            return
        at = self._share(event.position())
        places = (at.x(), at.y(), at.x(), at.y())
        edges = (
            place if held else edge
            for held, edge, place in zip(self._held, self._edges(), places, strict=True)
        )
        left, top, right, bottom = edges
        self._kept = QRectF(QPointF(left, top), QPointF(right, bottom))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """Let go; a mere click draws no frame."""
        self._held = (False, False, False, False)
        drawn = self._kept.normalized()
        if drawn.width() < LEAST or drawn.height() < LEAST:
            drawn = QRectF(0.0, 0.0, 1.0, 1.0)
        self._kept = drawn
        self.update()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Shade what goes, frame what stays."""
        painter = QPainter(self)
        paper, kept = self._view.paper, self._drawn(self._kept.normalized())
        shade = QColor(0, 0, 0, SHADE)
        for gone in (
            QRectF(paper.topLeft(), QPointF(paper.right(), kept.top())),
            QRectF(QPointF(paper.left(), kept.bottom()), paper.bottomRight()),
            QRectF(QPointF(paper.left(), kept.top()), kept.bottomLeft()),
            QRectF(kept.topRight(), QPointF(paper.right(), kept.bottom())),
        ):
            painter.fillRect(gone, shade)
        painter.setPen(QPen(QColor(ON_PAPER.accent), FOCUS))
        painter.drawRect(kept)
        for corner in (kept.topLeft(), kept.topRight(), kept.bottomLeft(), kept.bottomRight()):
            grip = QRectF(corner.x() - GRID / 2, corner.y() - GRID / 2, GRID, GRID)
            painter.fillRect(grip, QColor(ON_PAPER.accent))

    def _edges(self) -> tuple[float, float, float, float]:
        return self._kept.left(), self._kept.top(), self._kept.right(), self._kept.bottom()

    def _set(self, left: float, top: float, right: float, bottom: float) -> None:
        left, top = max(0.0, left), max(0.0, top)
        right, bottom = min(1.0, right), min(1.0, bottom)
        if right - left >= LEAST and bottom - top >= LEAST:
            self._kept = QRectF(QPointF(left, top), QPointF(right, bottom))


class CutLine(PageOverlay):
    """A line on which the page is cut in two. Arrows across its way move it, others turn it."""

    def __init__(self, view: PageView, name: str) -> None:
        size = view.shown_size
        self._upright = size.width() > size.height()
        self._at = 0.5
        super().__init__(view, name)

    @property
    def cut(self) -> tuple[Cut, int, bool]:
        """Which way the unturned picture is cut, at how many pixels, and whether halves swap.

        They swap where the left or upper half as shown is the picture's right or lower one.
        """
        share = QRectF(0, 0, self._at, 1) if self._upright else QRectF(0, 0, 1, self._at)
        x, y, width, height = self._view.kept_box(self._in_pixels(share))
        whole = self._view.kept_box(self._in_pixels(QRectF(0, 0, 1, 1)))
        cut = Cut.COLUMNS if width < whole[2] else Cut.ROWS
        swaps = x > 0 or y > 0
        if cut is Cut.COLUMNS:
            return cut, x if swaps else width, swaps
        return cut, y if swaps else height, swaps

    def _arrow(self, across: int, down: int, *, back: bool) -> None:
        if bool(across) != self._upright:
            self._upright, self._at = bool(across), 0.5
        else:
            self._set(self._at + (across + down) * STEP)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Bring the line under the pointer."""
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Let the line follow the pointer."""
        if event is not None:
            at = self._share(event.position())
            self._set(at.x() if self._upright else at.y())
            self.update()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Draw the line across the page."""
        painter = QPainter(self)
        paper = self._view.paper
        painter.setPen(QPen(QColor(ON_PAPER.accent), FOCUS, Qt.PenStyle.DashLine))
        if self._upright:
            x = paper.left() + self._at * paper.width()
            painter.drawLine(QPointF(x, paper.top()), QPointF(x, paper.bottom()))
        else:
            y = paper.top() + self._at * paper.height()
            painter.drawLine(QPointF(paper.left(), y), QPointF(paper.right(), y))

    def _set(self, at: float) -> None:
        self._at = min(1.0 - LEAST, max(LEAST, at))

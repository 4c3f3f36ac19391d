"""The page: its picture at any zoom, with words marked on it."""

from dataclasses import dataclass
from enum import Enum, auto

from PyQt6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PyQt6.QtWidgets import QAbstractScrollArea, QWidget

from views.look import FOCUS, GRID, HAIRLINE, HIGHLIGHTER, LIGHT_PALETTE, MARGIN
from views.pictures import Pictures
from views.theme import Theme

ZOOM_STEP = 1.25
LARGEST_ZOOM = 4.0
SMALLEST_ZOOM = 0.05
RESCALE_AFTER_MS = 60
# The paper is white in both themes: its marks are the light theme's.
ON_PAPER = LIGHT_PALETTE
FAINT_TINT = 26


class Mark(Enum):
    """What is said about a word on the picture."""

    DOUBTFUL = auto()
    SETTLED = auto()


@dataclass(frozen=True, slots=True)
class MarkedBox:
    """A word's place on the picture (x, y, width, height in page pixels) and its mark, if any."""

    box: tuple[int, int, int, int]
    mark: Mark | None


class Fit(Enum):
    """What the zoom follows when the clerk did not choose one."""

    PAGE = auto()
    WIDTH = auto()


class PageView(QAbstractScrollArea):
    """Shows one page. Boxes are given in the pixels of the stored, unturned picture."""

    word_clicked = pyqtSignal(int)
    picture_arrived = pyqtSignal()

    def __init__(
        self, theme: Theme, pictures: Pictures, fit: Fit, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._palette = theme.palette
        self._pictures = pictures
        self._fit = fit
        self._zoom: float | None = None
        self._key: str | None = None
        self._rotation = 0
        self._page_size = QSize()
        self._image = QImage()
        self._scaled = QPixmap()
        # Another picture in the page's place and size, shown in its stead while asked for.
        self._other = QImage()
        self._other_shown = False
        self._boxes: tuple[MarkedBox, ...] = ()
        self._current: int | None = None
        self._empty = ""
        self._failed = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(RESCALE_AFTER_MS)
        self._timer.timeout.connect(self._rescale)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setMinimumSize(MARGIN * 8, MARGIN * 6)

    def set_texts(self, empty: str, failed: str) -> None:
        """What stands here while there is no page, and when a picture cannot be opened."""
        self._empty, self._failed = empty, failed
        self._view().update()

    def show_page(self, key: str | None, size: QSize, rotation: int = 0) -> None:
        """Show the picture of that key; `size` in pixels before turning clockwise."""
        if (key, rotation) == (self._key, self._rotation):
            return
        self._key, self._rotation, self._page_size = key, rotation, size
        self._image, self._scaled = QImage(), QPixmap()
        self._other, self._other_shown = QImage(), False
        self._boxes, self._current, self._zoom = (), None, None
        self._lay_out()
        self._view().update()
        if key is not None:
            self._pictures.whole(key, lambda image: self._arrived(key, image))

    def show_marks(self, boxes: tuple[MarkedBox, ...], current: int | None) -> None:
        """Mark words on the page; `current` is the word in hand, brought into sight."""
        moved = current != self._current
        self._boxes, self._current = boxes, current
        if moved and current is not None:
            self._bring_into_sight(current)
        self._view().update()

    def lay_over(self, image: QImage) -> None:
        """Take another picture of this page, in its place and size, unturned; null: none."""
        if self._rotation and not image.isNull():
            image = image.transformed(QTransform().rotate(self._rotation))
        self._other = image
        self._view().update()

    def show_other(self, shown: bool) -> None:
        """Show the picture laid over in place of the page's own, or no more."""
        self._other_shown = shown
        self._view().update()

    def strip(self, box: tuple[int, int, int, int], *, of_other: bool = False) -> QImage:
        """The picture's full width around a line's box, upright; null while there is no picture.

        of_other: of the picture laid over.
        """
        image = self._other if of_other else self._image
        if image.isNull():
            return QImage()
        at = self._turned(box)
        scale = image.width() / max(1, self._turned_size().width())
        top = max(0.0, (at.top() - at.height() * 0.35) * scale)
        height = at.height() * 1.7 * scale
        return image.copy(QRect(0, int(top), image.width(), max(1, int(height))))

    def strip_place(self, box: tuple[int, int, int, int]) -> tuple[float, float]:
        """Where a box begins and ends across the page's width, 0 to 1."""
        at = self._turned(box)
        width = max(1, self._turned_size().width())
        return at.left() / width, (at.left() + at.width()) / width

    @property
    def shown_size(self) -> QSize:
        """Width and height of the page as it is shown, in its pixels; empty without a page."""
        return self._turned_size() if self._key is not None else QSize()

    @property
    def paper(self) -> QRectF:
        """Where the page lies within what is seen."""
        return QRectF(QRect(self._origin(), self._drawn_size()))

    def kept_box(self, shown: QRectF) -> tuple[int, int, int, int]:
        """A box of the page as it is shown, in its pixels, as a box of the unturned picture."""
        at = shown.toRect()
        x, y, width, height = at.x(), at.y(), at.width(), at.height()
        page_w, page_h = self._page_size.width(), self._page_size.height()
        match self._rotation % 360:
            case 90:
                return y, page_h - x - width, height, width
            case 180:
                return page_w - x - width, page_h - y - height, width, height
            case 270:
                return page_w - y - height, x, height, width
            case _:
                return x, y, width, height

    def zoom_by(self, steps: int) -> None:
        """Zoom in by so many steps, out when negative."""
        zoom = self._factor() * ZOOM_STEP**steps
        self._zoom = min(LARGEST_ZOOM, max(SMALLEST_ZOOM, zoom))
        self._lay_out()
        self._view().update()

    def zoom_to_fit(self) -> None:
        """Follow the window's size again."""
        self._zoom = None
        self._lay_out()
        self._view().update()

    def _view(self) -> QWidget:
        view = self.viewport()
        assert view is not None
        return view

    def _arrived(self, key: str, image: QImage) -> None:
        if key != self._key:
            return
        if image.isNull():
            self._page_size = QSize()
        elif self._rotation:
            image = image.transformed(QTransform().rotate(self._rotation))
        self._image = image
        self._rescale()
        self._view().update()
        if self._current is not None:
            self._bring_into_sight(self._current)
        self.picture_arrived.emit()

    def _rescale(self) -> None:
        if self._image.isNull():
            return
        ratio = self.devicePixelRatioF()
        size = self._drawn_size() * ratio
        if self._scaled.size() == size:
            return
        key, image = self._key, self._image

        def ready(scaled: QImage) -> None:
            if key == self._key and not scaled.isNull():
                self._scaled = QPixmap.fromImage(scaled)
                self._view().update()

        self._pictures.scaled(image, size, ready)

    def _turned_size(self) -> QSize:
        return self._page_size.transposed() if self._rotation % 180 else self._page_size

    def _turned(self, box: tuple[int, int, int, int]) -> QRectF:
        x, y, width, height = box
        page_w, page_h = self._page_size.width(), self._page_size.height()
        match self._rotation % 360:
            case 90:
                return QRectF(page_h - y - height, x, height, width)
            case 180:
                return QRectF(page_w - x - width, page_h - y - height, width, height)
            case 270:
                return QRectF(y, page_w - x - width, height, width)
            case _:
                return QRectF(x, y, width, height)

    def _factor(self) -> float:
        size = self._turned_size()
        if size.isEmpty():
            return 1.0
        if self._zoom is not None:
            return self._zoom
        wide = (self._view().width() - 2 * MARGIN) / size.width()
        if self._fit is Fit.WIDTH:
            return max(SMALLEST_ZOOM, wide)
        high = (self._view().height() - 2 * MARGIN) / size.height()
        return max(SMALLEST_ZOOM, min(wide, high))

    def _drawn_size(self) -> QSize:
        return self._turned_size() * self._factor()

    def _origin(self) -> QPoint:
        size, view = self._drawn_size(), self._view()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        assert across is not None
        assert down is not None
        x = max(MARGIN, (view.width() - size.width()) // 2) - across.value()
        y = max(MARGIN, (view.height() - size.height()) // 2) - down.value()
        return QPoint(x, y)

    def _lay_out(self) -> None:
        size, view = self._drawn_size(), self._view()
        for bar, drawn, room in (
            (self.horizontalScrollBar(), size.width(), view.width()),
            (self.verticalScrollBar(), size.height(), view.height()),
        ):
            assert bar is not None
            bar.setRange(0, max(0, drawn + 2 * MARGIN - room))
            bar.setPageStep(room)
            bar.setSingleStep(MARGIN * 2)
        self._timer.start()

    def _bring_into_sight(self, index: int) -> None:
        if not 0 <= index < len(self._boxes):
            return
        box, factor = self._turned(self._boxes[index].box), self._factor()
        for bar, middle, room in (
            (self.verticalScrollBar(), box.center().y() * factor, self._view().height()),
            (self.horizontalScrollBar(), box.center().x() * factor, self._view().width()),
        ):
            assert bar is not None
            there = middle + MARGIN - bar.value()
            if not room * 0.2 < there < room * 0.8:
                bar.setValue(int(middle + MARGIN - room / 2))

    def _drawn_box(self, box: tuple[int, int, int, int]) -> QRectF:
        factor, origin = self._factor(), self._origin()
        at = self._turned(box)
        return QRectF(
            origin.x() + at.x() * factor,
            origin.y() + at.y() * factor,
            at.width() * factor,
            at.height() * factor,
        )

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Draw paper, picture and marks."""
        painter = QPainter(self._view())
        painter.fillRect(self._view().rect(), QColor(self._palette.desk))
        if self._key is None or self._page_size.isEmpty():
            painter.setPen(QColor(self._palette.secondary))
            room = self._view().rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, flags, self._empty if self._key is None else self._failed)
            return
        paper = QRect(self._origin(), self._drawn_size())
        painter.fillRect(paper, Qt.GlobalColor.white)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._other_shown and not self._other.isNull():
            painter.drawImage(paper, self._other)
        elif not self._scaled.isNull():
            painter.drawPixmap(paper, self._scaled)
        elif not self._image.isNull():
            painter.drawImage(paper, self._image)
        painter.setPen(QPen(QColor(self._palette.line), HAIRLINE))
        painter.drawRect(paper)
        for index, entry in enumerate(self._boxes):
            if entry.mark is not None and index != self._current:
                self._paint_mark(painter, entry)
        if self._current is not None and self._current < len(self._boxes):
            self._paint_current(painter, self._boxes[self._current])
        self._paint_focus(painter)

    def _paint_focus(self, painter: QPainter) -> None:
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._palette.accent), FOCUS))
            painter.drawRect(self._view().rect().adjusted(1, 1, -1, -1))

    def _paint_mark(self, painter: QPainter, entry: MarkedBox) -> None:
        at = self._drawn_box(entry.box)
        colour = QColor(ON_PAPER.doubt if entry.mark is Mark.DOUBTFUL else ON_PAPER.done)
        if entry.mark is Mark.DOUBTFUL:
            # As a highlighter does: the ink stays black.
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(at.adjusted(-2, -1, 2, 2), QColor(HIGHLIGHTER))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.fillRect(QRectF(at.left(), at.bottom(), at.width(), 2), colour)

    def _paint_current(self, painter: QPainter, entry: MarkedBox) -> None:
        at = self._drawn_box(entry.box).adjusted(-3, -3, 3, 3)
        tint = QColor(ON_PAPER.accent)
        tint.setAlpha(FAINT_TINT)
        painter.fillRect(at, tint)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(ON_PAPER.accent), 2))
        painter.drawRoundedRect(at, 3, 3)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Fit the page anew."""
        super().resizeEvent(event)
        self._lay_out()
        if self._current is not None:
            self._bring_into_sight(self._current)

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """Ctrl and the wheel zoom; the wheel alone scrolls."""
        if event is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Take the word under the pointer in hand."""
        if event is None:
            return
        for index, entry in enumerate(self._boxes):
            if self._drawn_box(entry.box).adjusted(-2, -2, 2, 2).contains(event.position()):
                self.word_clicked.emit(index)
                return

    def sizeHint(self) -> QSize:
        """As much as there is."""
        return QSize(GRID * 60, GRID * 60)

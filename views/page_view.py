"""The page: its picture at any zoom, with words marked on it."""

from collections.abc import Callable, Sequence
from enum import Enum, auto

from PyQt6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PyQt6.QtWidgets import QAbstractScrollArea, QWidget

from offline_store.records import Page
from views.look import FOCUS, GRID, HAIRLINE, MARGIN
from views.page_marks import MarkedBox, paint_current, paint_mark, paint_spot_mark, paint_tint
from views.page_picture import PagePicture, turned_box, unturned
from views.pictures import Pictures, Sheet, sheets_beside, turned
from views.theme import Theme

ZOOM_STEP = 1.25
LARGEST_ZOOM = 4.0
SMALLEST_ZOOM = 0.05
RESCALE_AFTER_MS = 60
# Of the magnified line: its height on the screen, how much longer it is at most, and how much of
# the page is seen above and below it, in parts of the line's height.
LINE_PIXELS = 72
LINE_ASPECT = 12
ROOM_ABOUT_LINE = 0.35


class Fit(Enum):
    """What the zoom follows when the clerk did not choose one."""

    PAGE = auto()
    WIDTH = auto()


class PageView(QAbstractScrollArea):
    """Shows one page. Boxes are given in the pixels of the stored, unturned picture."""

    word_clicked = pyqtSignal(int)
    # Of the word under the pointer; -1: of none.
    word_pointed = pyqtSignal(int)
    # By how many steps; 0: the page fits again.
    zoomed = pyqtSignal(int)
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
        self._picture = PagePicture(pictures, self._more_arrived)
        self._ahead: tuple[Sheet, ...] = ()
        # Another picture in the page's place and size, shown in its stead while asked for.
        self._other = QImage()
        self._other_shown = False
        self._boxes: tuple[MarkedBox, ...] = ()
        self._current: int | None = None
        self._pointed: int | None = None
        self._empty = ""
        self._failed = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(RESCALE_AFTER_MS)
        self._timer.timeout.connect(self._rescale)
        self._view().setMouseTracking(True)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setMinimumSize(MARGIN * 8, MARGIN * 6)

    def set_texts(self, empty: str, failed: str) -> None:
        """What stands here while there is no page, and when a picture cannot be opened."""
        self._empty, self._failed = empty, failed
        self._view().update()

    def show_page(
        self, key: str | None, size: QSize, rotation: int = 0, ahead: tuple[Sheet, ...] = ()
    ) -> None:
        """Show the picture of that key; `size` in pixels before turning clockwise.

        ahead: pages that may be asked for next, to be there by then.
        """
        self._ahead = ahead
        if (key, rotation) == (self._key, self._rotation):
            return
        self._key, self._rotation, self._page_size = key, rotation, size
        sheet = None if key is None else Sheet(key, size.width(), size.height())
        self._picture.show(sheet, rotation)
        self._other, self._other_shown = QImage(), False
        self._boxes, self._current, self._zoom = (), None, None
        self._pointed = None
        self._lay_out()
        self._view().update()
        if sheet is not None:
            self._pictures.whole(sheet, lambda image: self._arrived(sheet, image))

    def show_kept(self, page: Page, pages: Sequence[Page] = ()) -> None:
        """Show a page as it was read, upright. pages: those among which keys turn to others."""
        rotation = page.reading.rotation if page.reading is not None else 0
        ahead = sheets_beside(pages, page) if pages else ()
        self.show_page(page.sha256, QSize(page.width, page.height), rotation, ahead)

    def show_marks(self, boxes: tuple[MarkedBox, ...], current: int | None) -> None:
        """Mark words on the page; `current` is the word in hand, brought into sight."""
        moved = current != self._current
        self._boxes, self._current = boxes, current
        if moved and current is not None:
            self._bring_into_sight(current)
        self._view().update()

    def lay_over(self, image: QImage) -> None:
        """Take another picture of this page, in its place and size, unturned; null: none."""
        self._other = turned(image, self._rotation)
        self._view().update()

    def show_other(self, shown: bool) -> None:
        """Show the picture laid over in place of the page's own, or no more."""
        self._other_shown = shown
        self._view().update()

    def strip(
        self, box: tuple[int, int, int, int], high: int = LINE_PIXELS, *, of_other: bool = False
    ) -> QImage:
        """The picture's full width around a line's box, upright; null while there is no picture.

        high: as it is shown, logical pixels. of_other: of the picture laid over.
        """
        at = self._turned(box)
        room = at.height() * ROOM_ABOUT_LINE
        at = at.adjusted(0, -min(room, at.top()), 0, room)
        if not of_other:
            least = round(high * self.devicePixelRatioF())
            return self._picture.line(at, least, at.height() * LINE_ASPECT)
        if self._other.isNull():
            return QImage()
        scale = self._other.width() / max(1, self._turned_size().width())
        top, height = int(at.top() * scale), max(1, int(at.height() * scale))
        return self._other.copy(QRect(0, top, self._other.width(), height))

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

    @property
    def sharp(self) -> bool:
        """Whether the page is seen as sharp as screen and picture allow."""
        return self._picture.sharp

    def kept_box(self, shown: QRectF) -> tuple[int, int, int, int]:
        """A box of the page as it is shown, in its pixels, as a box of the unturned picture."""
        at = shown.toRect()
        x, y, width, height = unturned(
            (at.x(), at.y(), at.width(), at.height()), self._kept_size(), self._rotation
        )
        return int(x), int(y), int(width), int(height)

    def zoom_by(self, steps: int) -> None:
        """Zoom in by so many steps, out when negative."""
        zoom = self._factor() * ZOOM_STEP**steps
        self._zoom = min(LARGEST_ZOOM, max(SMALLEST_ZOOM, zoom))
        self._lay_out()
        self._view().update()
        self.zoomed.emit(steps)

    def zoom_to_fit(self) -> None:
        """Follow the window's size again."""
        self._zoom = None
        self._lay_out()
        self._view().update()
        self.zoomed.emit(0)

    def point_at(self, index: int | None) -> None:
        """Tint a word that is pointed at elsewhere."""
        if index != self._pointed:
            self._pointed = index
            self._view().update()

    def word_seen(self) -> tuple[int, float] | None:
        """The word nearest to the middle of what is seen, and how far down it is, 0 to 1."""
        high = max(1, self._view().height())
        place = self._placing()
        middles = [place(entry.box).center().y() / high for entry in self._boxes if entry.word]
        if not middles:
            return None
        nearest = min(range(len(middles)), key=lambda at: abs(middles[at] - 0.5))
        return nearest, middles[nearest]

    def scroll_to_word(self, index: int, share: float) -> None:
        """Bring a word to so far down what is seen, 0 to 1."""
        bar = self.verticalScrollBar()
        if bar is not None and 0 <= index < len(self._boxes):
            there = self._drawn_box(self._boxes[index].box).center().y()
            bar.setValue(bar.value() + round(there - share * self._view().height()))

    def zoom_percent(self, dpi: int) -> int:
        """How large the page is seen, in percent of its paper at 96 pixels an inch."""
        return round(self._factor() * dpi / 96 * 100)

    def _view(self) -> QWidget:
        view = self.viewport()
        assert view is not None
        return view

    def _arrived(self, sheet: Sheet, image: QImage) -> None:
        if sheet.sha256 != self._key:
            return
        if image.isNull():
            self._page_size = QSize()
        self._picture.take_whole(image)
        self._rescale()
        self._view().update()
        if self._current is not None:
            self._bring_into_sight(self._current)
        self._pictures.ahead(self._ahead)
        self.picture_arrived.emit()

    def _more_arrived(self) -> None:
        self._view().update()
        self.picture_arrived.emit()

    def _rescale(self) -> None:
        size = self._drawn_size() * self.devicePixelRatioF()
        self._picture.fit(size, self._view().update)

    def _kept_size(self) -> tuple[int, int]:
        return self._page_size.width(), self._page_size.height()

    def _turned_size(self) -> QSize:
        return self._page_size.transposed() if self._rotation % 180 else self._page_size

    def _turned(self, box: tuple[int, int, int, int]) -> QRectF:
        return QRectF(*turned_box(box, self._kept_size(), self._rotation))

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
        return self._placing()(box)

    def _placing(self) -> Callable[[tuple[int, int, int, int]], QRectF]:
        """Where boxes lie on the screen as the page stands now; for many, asked once."""
        factor, origin = self._factor(), self._origin()

        def place(box: tuple[int, int, int, int]) -> QRectF:
            at = self._turned(box)
            return QRectF(
                origin.x() + at.x() * factor,
                origin.y() + at.y() * factor,
                at.width() * factor,
                at.height() * factor,
            )

        return place

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
        else:
            seen = self._view().rect()
            self._picture.paint(painter, paper, seen, self.devicePixelRatioF())
        painter.setPen(QPen(QColor(self._palette.line), HAIRLINE))
        painter.drawRect(paper)
        place = self._placing()
        for index, entry in enumerate(self._boxes):
            if entry.mark is not None and index != self._current:
                paint = paint_mark if entry.word else paint_spot_mark
                paint(painter, place(entry.box), entry.mark)
        if self._pointed is not None and self._pointed < len(self._boxes):
            paint_tint(painter, self._drawn_box(self._boxes[self._pointed].box))
        if self._current is not None and self._current < len(self._boxes):
            paint_current(painter, self._drawn_box(self._boxes[self._current].box))
        self._paint_focus(painter)

    def _paint_focus(self, painter: QPainter) -> None:
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._palette.accent), FOCUS))
            painter.drawRect(self._view().rect().adjusted(1, 1, -1, -1))

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
        index = self._word_at(event.position()) if event is not None else None
        if index is not None:
            self.word_clicked.emit(index)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Say which word lies under the pointer."""
        index = self._word_at(event.position()) if event is not None else None
        if index != self._pointed:
            self.point_at(index)
            self.word_pointed.emit(-1 if index is None else index)

    def _word_at(self, point: QPointF) -> int | None:
        place = self._placing()
        for index, entry in enumerate(self._boxes):
            if place(entry.box).adjusted(-2, -2, 2, 2).contains(point):
                return index
        return None

    def sizeHint(self) -> QSize:
        """As much as there is."""
        return QSize(GRID * 60, GRID * 60)

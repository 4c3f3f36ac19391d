"""The strip of page thumbnails."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PyQt6.QtCore import (
    QItemSelectionModel,
    QMimeData,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    pyqtSignal,
)
from PyQt6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QIcon,
    QImage,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PyQt6.QtWidgets import QAbstractItemView, QListView, QListWidget, QListWidgetItem

from offline_store.records import Page, PageId
from views.language import translate
from views.look import FOCUS, GRID, STRIP, THUMBNAIL
from views.page_warnings import page_warnings
from views.pictures import THUMBNAIL_SCALE, Pictures
from views.theme import Theme, paint_ring

PAGE_ID = Qt.ItemDataRole.UserRole
PICTURE = Qt.ItemDataRole.UserRole + 1
SMALL_PICTURE = Qt.ItemDataRole.UserRole + 2
KEPT_SCREENS = 3
THUMBNAIL_HEIGHT = THUMBNAIL * 4 // 3
# What a drag of pages carries: their ids, a line each.
PAGES_DRAGGED = "application/x-tramso-pages"


class PageStrip(QListWidget):
    """Pages in order; the one in hand is selected. Arrow keys walk, pages arrive at the end.

    Where the strip may be changed, several pages may be chosen, and be dragged to another place.
    """

    page_chosen = pyqtSignal(str)
    choice_changed = pyqtSignal()
    # Ids of the pages dragged, and the id of the page they go behind; empty: before all others.
    pages_dropped = pyqtSignal(list, str)
    # Paths of files dropped, and the id of the page they go behind; empty: to the end.
    files_dropped = pyqtSignal(list, str)

    def __init__(self, theme: Theme, pictures: Pictures, *, changeable: bool = False) -> None:
        super().__init__()
        self._drop_row: int | None = None
        self._theme = theme
        self._pictures = pictures
        self._quiet = False
        # Only pages in sight and near it have their pictures: of 500 nobody sees more than ten.
        self._pictured: dict[str, QListWidgetItem] = {}
        self._asked: set[str] = set()
        self._blank = _blank()
        self._labels: dict[int, tuple[object, ...]] = {}
        self._sight = QTimer(self)
        self._sight.setSingleShot(True)
        self._sight.timeout.connect(self._look)
        self.setProperty("role", "strip")
        self.setAccessibleName(translate("PageStrip", "Pages"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(THUMBNAIL, THUMBNAIL_HEIGHT))
        self.setGridSize(QSize(STRIP - GRID * 2, THUMBNAIL_HEIGHT + GRID * 5))
        self.setFixedWidth(STRIP)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(GRID * 8)
        self.currentItemChanged.connect(self._changed)
        bar = self.verticalScrollBar()
        assert bar is not None
        bar.valueChanged.connect(lambda _: self._sight.start(0))
        if changeable:
            self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
            self.itemSelectionChanged.connect(self.choice_changed)
        self.set_changeable(changeable)

    def set_changeable(self, changeable: bool) -> None:
        """Whether pages may be dragged here, and files dropped, now."""
        self.setDragEnabled(changeable)
        self.setAcceptDrops(changeable)

    def show_pages(self, pages: tuple[Page, ...]) -> None:
        """Show exactly these pages; the page in hand stays in hand, or its neighbour takes over."""
        before = [(self._id(row), self._picture(row)) for row in range(self.count())]
        if [(page.id, page.sha256) for page in pages] != before:
            in_hand, row_in_hand = self.in_hand(), self.currentRow()
            chosen = set(self.chosen())
            same_document = {page.id for page in pages} & {page_id for page_id, _ in before}
            self._quiet = True
            self.clear()
            self._pictured, self._labels = {}, {}
            for page in pages:
                self._add(page)
            if same_document:
                self._take(min(row_in_hand, len(pages) - 1))
            self._quiet = False
            if in_hand is not None:
                self.choose(in_hand)
            if len(chosen) > 1:
                self._choose_all(chosen)
        for row, page in enumerate(pages):
            self._label(row, page)

    def add_page(self, page: Page) -> None:
        """Add a page that just arrived and take it in hand."""
        self._add(page)
        self._label(self.count() - 1, page)
        self._take(self.count() - 1)

    def choose(self, page_id: PageId) -> None:
        """Take a page in hand without saying so to anybody."""
        self._quiet = True
        for row in range(self.count()):
            if self._id(row) == page_id:
                self._take(row)
        self._quiet = False

    def chosen(self) -> tuple[PageId, ...]:
        """All pages that are selected, in their order."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return tuple(PageId(self._id(row)) for row in rows)

    def in_hand(self) -> PageId | None:
        """The page in hand."""
        return PageId(self._id(self.currentRow())) if self.currentRow() >= 0 else None

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Ring the page in hand while the strip has the focus; show where a drop would go."""
        super().paintEvent(event)
        item = self.currentItem()
        if item is not None:
            paint_ring(self, self.visualItemRect(item), self._theme)
        if self._drop_row is not None:
            self._paint_drop(self._drop_row)

    def mimeData(self, items: Iterable[QListWidgetItem]) -> QMimeData:
        """What a drag carries."""
        data = QMimeData()
        data.setData(PAGES_DRAGGED, "\n".join(self.chosen()).encode())
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        """The list takes no row out by itself: pages move where they are kept."""
        return Qt.DropAction.CopyAction

    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:
        """Take pages of this strip, and files."""
        if event is not None and _droppable(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent | None) -> None:
        """Show where they would go."""
        super().dragMoveEvent(event)  # which scrolls near the edges
        if event is not None and _droppable(event.mimeData()):
            event.acceptProposedAction()
            self._show_drop(self._row_at(event))

    def dragLeaveEvent(self, event: QDragLeaveEvent | None) -> None:
        """Nothing goes anywhere."""
        super().dragLeaveEvent(event)
        self._show_drop(None)

    def dropEvent(self, event: QDropEvent | None) -> None:
        """Say what was dropped behind which page."""
        data = event.mimeData() if event is not None else None
        if event is None or data is None:
            return
        self._show_drop(None)
        row = self._row_at(event)
        event.acceptProposedAction()
        if data.hasFormat(PAGES_DRAGGED):
            going = data.data(PAGES_DRAGGED).data().decode().split("\n")
            # Behind the nearest page above that does not go itself.
            stays = [self._id(at) for at in range(row) if self._id(at) not in going]
            self.pages_dropped.emit(going, stays[-1] if stays else "")
        else:
            files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
            self.files_dropped.emit(files, self._id(row - 1) if 0 < row < self.count() else "")

    def _row_at(self, event: QDropEvent) -> int:
        """Before which row a drop goes."""
        point = event.position().toPoint()
        for row in range(self.count()):
            if point.y() < self.visualItemRect(self.item(row)).center().y():
                return row
        return self.count()

    def _show_drop(self, row: int | None) -> None:
        self._drop_row = row
        viewport = self.viewport()
        if viewport is not None:
            viewport.update()

    def _paint_drop(self, row: int) -> None:
        last = row == self.count()
        rect = self.visualItemRect(self.item(row - 1 if last else row))
        painter = QPainter(self.viewport())
        top = rect.bottom() if last else rect.top() - FOCUS
        painter.fillRect(
            rect.left(), max(0, top), rect.width(), FOCUS * 2, QColor(self._theme.palette.accent)
        )

    def _choose_all(self, chosen: set[PageId]) -> None:
        for row in range(self.count()):
            item = self.item(row)
            if item is not None and self._id(row) in chosen:
                item.setSelected(True)

    def _take(self, row: int) -> None:
        self.setCurrentRow(row, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _id(self, row: int) -> str:
        item = self.item(row)
        return "" if item is None else str(item.data(PAGE_ID))

    def _picture(self, row: int) -> str:
        item = self.item(row)
        return "" if item is None else str(item.data(PICTURE))

    def _add(self, page: Page) -> None:
        item = QListWidgetItem()
        item.setData(PAGE_ID, page.id)
        item.setData(PICTURE, page.sha256)
        item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
        item.setSizeHint(self.gridSize())
        # A small picture that came with the page is there at once.
        item.setData(SMALL_PICTURE, page.thumbnail or page.sha256)
        item.setIcon(self._blank)
        self.addItem(item)
        self._sight.start(0)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """More may be in sight."""
        super().resizeEvent(event)
        self._sight.start(0)

    def _near(self, margin: int) -> range:
        """The rows in sight and so many screens of them above and below."""
        bar = self.verticalScrollBar()
        assert bar is not None
        high, seen = self.gridSize().height(), max(1, self.height())
        first = (bar.value() - margin * seen) // high
        last = (bar.value() + (margin + 1) * seen) // high
        return range(max(0, first), max(0, min(self.count(), last + 1)))

    def _look(self) -> None:
        """Ask for the pictures of rows in sight; rows far from it give theirs back."""
        far = {self._id(row) for row in self._near(KEPT_SCREENS)}
        for page_id in [each for each in self._pictured if each not in far]:
            self._pictured.pop(page_id).setIcon(self._blank)
        for row in self._near(1):
            item = self.item(row)
            key = "" if item is None else str(item.data(SMALL_PICTURE))
            if item is None or self._id(row) in self._pictured or key in self._asked:
                continue
            self._asked.add(key)
            self._pictures.thumbnail(key, partial(self._arrived, key))

    def _label(self, row: int, page: Page) -> None:
        item = self.item(row)
        if item is None:
            return
        done, warnings = page.compared_at is not None, page_warnings(page)
        label = (page.position, done, warnings)
        if self._labels.get(row) == label:
            return
        self._labels[row] = label
        marks = f"{' ✓' if done else ''}{' ⚠' if warnings else ''}"
        item.setText(f"{page.position}{marks}")
        name = translate("PageStrip", "Page {page}").format(page=page.position)
        if done:
            name = translate("PageStrip", "Page {page}, compared").format(page=page.position)
        item.setToolTip("\n".join((name, *warnings)))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ". ".join((name, *warnings)))

    def _arrived(self, key: str, image: QImage) -> None:
        self._asked.discard(key)
        if image.isNull():
            return
        for row in self._near(KEPT_SCREENS):
            item = self.item(row)
            if item is not None and item.data(SMALL_PICTURE) == key:
                item.setIcon(_untinted(image))
                self._pictured[self._id(row)] = item

    def _changed(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._quiet:
            self.page_chosen.emit(str(item.data(PAGE_ID)))


def _droppable(data: QMimeData | None) -> bool:
    return data is not None and (data.hasFormat(PAGES_DRAGGED) or data.hasUrls())


def _blank() -> QIcon:
    image = QImage(QSize(THUMBNAIL, THUMBNAIL_HEIGHT), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    return _untinted(image)


def _untinted(image: QImage) -> QIcon:
    """The picture in the middle of its place, the same selected or not: Qt would tint it."""
    place = QSize(THUMBNAIL, THUMBNAIL_HEIGHT) * THUMBNAIL_SCALE
    pixmap = QPixmap(place)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    at = QRect(QPoint(), image.size().scaled(place, Qt.AspectRatioMode.KeepAspectRatio))
    at.moveCenter(pixmap.rect().center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(at, image)
    painter.end()
    pixmap.setDevicePixelRatio(THUMBNAIL_SCALE)
    icon = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected, QIcon.Mode.Active):
        icon.addPixmap(pixmap, mode)
    return icon

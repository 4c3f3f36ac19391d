"""The strip of page thumbnails."""

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtGui import QIcon, QImage, QPaintEvent, QPixmap
from PyQt6.QtWidgets import QListView, QListWidget, QListWidgetItem

from offline_store.records import Page, PageId
from views.language import translate
from views.look import GRID, STRIP, THUMBNAIL
from views.pictures import Pictures
from views.theme import Theme, paint_ring

PAGE_ID = Qt.ItemDataRole.UserRole
PICTURE = Qt.ItemDataRole.UserRole + 1
THUMBNAIL_HEIGHT = THUMBNAIL * 4 // 3


class PageStrip(QListWidget):
    """Pages in order; the one in hand is selected. Arrow keys walk, pages arrive at the end."""

    page_chosen = pyqtSignal(str)

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__()
        self._theme = theme
        self._pictures = pictures
        self._quiet = False
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

    def show_pages(self, pages: tuple[Page, ...]) -> None:
        """Show exactly these pages; the page in hand stays in hand, or its neighbour takes over."""
        before = [(self._id(row), self._picture(row)) for row in range(self.count())]
        if [(page.id, page.sha256) for page in pages] != before:
            in_hand, row_in_hand = self.in_hand(), self.currentRow()
            same_document = {page.id for page in pages} & {page_id for page_id, _ in before}
            self._quiet = True
            self.clear()
            for page in pages:
                self._add(page)
            if same_document:
                self.setCurrentRow(min(row_in_hand, len(pages) - 1))
            self._quiet = False
            if in_hand is not None:
                self.choose(in_hand)
        for row, page in enumerate(pages):
            self._label(row, page)

    def add_page(self, page: Page) -> None:
        """Add a page that just arrived and take it in hand."""
        self._add(page)
        self._label(self.count() - 1, page)
        self.setCurrentRow(self.count() - 1)

    def choose(self, page_id: PageId) -> None:
        """Take a page in hand without saying so to anybody."""
        self._quiet = True
        for row in range(self.count()):
            if self._id(row) == page_id:
                self.setCurrentRow(row)
        self._quiet = False

    def in_hand(self) -> PageId | None:
        """The page in hand."""
        return PageId(self._id(self.currentRow())) if self.currentRow() >= 0 else None

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Ring the page in hand while the strip has the focus."""
        super().paintEvent(event)
        item = self.currentItem()
        if item is not None:
            paint_ring(self, self.visualItemRect(item), self._theme)

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
        blank = QPixmap(self.iconSize())
        blank.fill(Qt.GlobalColor.white)
        item.setIcon(_untinted(blank))
        self.addItem(item)
        self._pictures.thumbnail(page.sha256, lambda image: self._arrived(page.sha256, image))

    def _label(self, row: int, page: Page) -> None:
        item = self.item(row)
        if item is None:
            return
        done = page.compared_at is not None
        item.setText(f"{page.position} ✓" if done else str(page.position))
        name = translate("PageStrip", "Page {page}").format(page=page.position)
        if done:
            name = translate("PageStrip", "Page {page}, compared").format(page=page.position)
        item.setToolTip(name)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, name)

    def _arrived(self, sha256: str, image: QImage) -> None:
        if image.isNull():
            return
        for row in range(self.count()):
            item = self.item(row)
            if item is not None and self._picture(row) == sha256:
                item.setIcon(_untinted(QPixmap.fromImage(image)))

    def _changed(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._quiet:
            self.page_chosen.emit(str(item.data(PAGE_ID)))


def _untinted(pixmap: QPixmap) -> QIcon:
    """The same picture selected or not: Qt would tint a selected one."""
    icon = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected, QIcon.Mode.Active):
        icon.addPixmap(pixmap, mode)
    return icon

"""Scan: the scanner's choices, pages as they arrive, and the page in hand."""

from pathlib import Path

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PyQt6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from offline_store.records import Document, Page, PageId
from scanners.values import Device, Mode, ScanOptions, Source
from views.language import translate
from views.look import COLUMN, COLUMN_NARROW, GRID, GROUP, MARGIN
from views.page_strip import PageStrip
from views.page_tools import PageTools
from views.page_view import Fit, PageView
from views.page_warnings import page_warnings
from views.pictures import Pictures
from views.place_page import PlacePage, label, scrolled
from views.presenters.scan import ScanPresenter
from views.theme import Theme
from views.wording import pages_text

PAGES = "*.png *.jpg *.jpeg *.tif *.tiff *.bmp *.webp *.pdf"
# Below 300 dpi the text under seals is lost, and the rule asks for at least that.
USUAL_DPI = 300


class ScanPage(PlacePage):
    """Pages in."""

    presenter: ScanPresenter
    devices_shown = pyqtSignal()

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__(theme, translate("Scan", "Scan the original"))
        self._document: Document | None = None
        self._pages: dict[PageId, Page] = {}
        self._scanning = False
        self._searching = False
        self._reading = False
        self._dpi, self._mode, self._source = USUAL_DPI, Mode.COLOR, ""
        self.strip = PageStrip(theme, pictures)
        self.view = PageView(theme, pictures, Fit.PAGE)
        self.view.setAccessibleName(translate("Scan", "Page in hand"))
        self.device = _choice(translate("Scan", "Scanner"))
        self.source = _choice(translate("Scan", "Paper lies"))
        self.dpi = _choice(translate("Scan", "Resolution"))
        self.mode = _choice(translate("Scan", "Colours"))
        self.search_again = QToolButton()
        self.search_again.setIcon(theme.icon("again"))
        self.search_again.setToolTip(translate("Scan", "Look for scanners again (F6)"))
        self.search_again.setAccessibleName(translate("Scan", "Look for scanners again"))
        self.warning = label("", "doubt-note")
        self.warning.setWordWrap(True)
        self.warning.hide()
        self.setAcceptDrops(True)
        self._column = self._options()
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.strip)
        row.addWidget(self.view, 1)
        row.addWidget(self._column)

    def attach(self, presenter: ScanPresenter) -> None:
        """Let the clerk's acts reach the presenter."""
        self.presenter = presenter
        self.tools = PageTools(self, presenter.acts, self.strip.in_hand)
        self.more = self.add_secondary(translate("Scan", "Scan more"), "F5", self._scan)
        self.more.setText(f"{self.more.text()}   F5")
        self.stop = self.add_secondary(
            translate("Scan", "Stop"), "Esc", presenter.stop, icon="stop"
        )
        self.primary.clicked.connect(self._primary_act)
        self.search_again.clicked.connect(lambda: presenter.find_devices())
        self.key("F6", presenter.find_devices)
        self.import_button.clicked.connect(self._choose_files)
        self.key("Ctrl+O", self._choose_files)
        self.remove_button.clicked.connect(self._remove)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.strip)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove)
        self.strip.page_chosen.connect(lambda page_id: self._show_page(PageId(page_id)))
        self.device.currentIndexChanged.connect(self._device_chosen)
        self._refresh()

    def start_with(self, source: str, dpi: int, mode: str) -> None:
        """The desk's own settings come first; an empty source is the device's own default."""
        self._source, self._dpi, self._mode = source, dpi, Mode(mode)

    def show_document(self, document: Document | None) -> None:
        """Whose pages these are."""
        self._document = document
        self.title.setText(document.title if document else translate("Scan", "Scan the original"))
        self.view.set_texts(
            translate("Scan", "No pages yet. Put the original on the scanner and press F9.")
            if document
            else translate("Scan", "No dossier is open. Press F2 to receive one."),
            translate("Scan", "This picture cannot be opened. Remove the page and scan it again."),
        )
        self._refresh()

    def show_pages(self, pages: tuple[Page, ...]) -> None:
        """All pages of the document."""
        self._pages = {page.id: page for page in pages}
        self.strip.show_pages(pages)
        if self.strip.in_hand() is None and pages:
            self.strip.choose(pages[0].id)
        self._show_page(self.strip.in_hand())
        self._refresh()

    def show_page(self, page: Page) -> None:
        """One page more, just arrived."""
        if page.id not in self._pages:
            self._pages[page.id] = page
            self.strip.add_page(page)
            self._refresh()

    def show_devices(self, devices: tuple[Device, ...], preferred: str) -> None:
        """The scanners to choose from."""
        before = self._chosen_device()
        wanted = before.id if before is not None else preferred
        self.device.clear()
        for device in devices:
            self.device.addItem(device.name, device)
        at = next((i for i, device in enumerate(devices) if device.id == wanted), 0)
        self.device.setCurrentIndex(at if devices else -1)
        self._refresh()
        self.devices_shown.emit()

    def show_searching(self, searching: bool) -> None:
        """Scanners are being looked for."""
        self._searching = searching
        self._refresh()

    def show_scanning(self, scanning: bool) -> None:
        """Pages are on their way."""
        self._scanning = scanning
        self._refresh()

    def show_reading(self, reading: bool) -> None:
        """Pages are being read."""
        self._reading = reading
        self._refresh()

    def set_narrow(self, narrow: bool) -> None:
        """Less room beside the page."""
        self._column.setFixedWidth(COLUMN_NARROW if narrow else COLUMN)

    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:
        """Take picture and PDF files while a document is open."""
        data = event.mimeData() if event is not None else None
        if event is not None and data is not None and data.hasUrls() and self._can_take():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent | None) -> None:
        """Take the files as pages."""
        data = event.mimeData() if event is not None else None
        if event is not None and data is not None:
            event.acceptProposedAction()
            files = tuple(Path(u.toLocalFile()) for u in data.urls() if u.isLocalFile())
            self.presenter.import_files(files)

    def _options(self) -> QFrame:
        column = QFrame()
        column.setProperty("role", "column")
        column.setFixedWidth(COLUMN)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(GRID // 2)
        for widget in (self.device, self.source, self.dpi, self.mode):
            words = label(widget.accessibleName(), "small")
            words.setBuddy(widget)
            layout.addWidget(words)
            if widget is self.device:
                line = QHBoxLayout()
                line.setSpacing(GRID // 2)
                line.addWidget(widget, 1)
                line.addWidget(self.search_again)
                layout.addLayout(line)
            else:
                layout.addWidget(widget)
            layout.addSpacing(GRID)
        self.import_button = QPushButton(" " + translate("Scan", "Add from files"))
        self.import_button.setIcon(self.theme.icon("import"))
        self.import_button.setToolTip(translate("Scan", "Add pictures or PDF files (Ctrl+O)"))
        self.remove_button = QPushButton(" " + translate("Scan", "Remove this page"))
        self.remove_button.setIcon(self.theme.icon("remove"))
        self.remove_button.setToolTip(
            translate("Scan", "Remove the page in hand (Del in the list of pages)")
        )
        layout.addSpacing(GROUP - GRID)
        layout.addWidget(self.import_button)
        layout.addSpacing(GRID // 2)
        layout.addWidget(self.remove_button)
        layout.addSpacing(GRID)
        layout.addWidget(self.warning)
        layout.addStretch(1)
        outer = QVBoxLayout(column)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inside))
        return column

    def _can_take(self) -> bool:
        return self._document is not None and self._document.copy is None and not self._scanning

    def _primary_act(self) -> None:
        if self._pages:
            self.presenter.compare()
        else:
            self._scan()

    def _scan(self) -> None:
        device = self._chosen_device()
        if device is None or not self._can_take():
            return
        source = self.source.currentData()
        options = ScanOptions(
            source=Source(source) if source else None,
            dpi=int(self.dpi.currentData() or USUAL_DPI),
            mode=Mode(self.mode.currentData() or Mode.COLOR),
        )
        self._source, self._dpi, self._mode = source or "", options.dpi, options.mode
        self.presenter.scan(device.id, options)

    def _choose_files(self) -> None:
        if not self._can_take():
            return
        dialog = QFileDialog(self, translate("Scan", "Pages from files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(
            translate("Scan", "Pictures and PDF ({patterns})").format(patterns=PAGES)
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(
            lambda names: self.presenter.import_files(tuple(Path(name) for name in names))
        )
        dialog.open()

    def _remove(self) -> None:
        page_id = self.strip.in_hand()
        if page_id is not None and self._can_take():
            self.presenter.acts.remove(page_id)

    def _chosen_device(self) -> Device | None:
        chosen = self.device.currentData()
        return chosen if isinstance(chosen, Device) else None

    def _device_chosen(self) -> None:
        device = self._chosen_device()
        if device is None:
            return
        _fill(self.source, [(_source_name(s), s.value) for s in device.sources], self._source)
        _fill(self.dpi, [(f"{dpi} dpi", dpi) for dpi in device.resolutions], self._dpi)
        _fill(self.mode, [(_mode_name(m), m.value) for m in device.modes], self._mode.value)

    def _show_page(self, page_id: PageId | None) -> None:
        page = self._pages.get(page_id) if page_id is not None else None
        if page is None:
            self.view.show_page(None, QSize())
        else:
            rotation = page.reading.rotation if page.reading else 0
            self.view.show_page(page.sha256, QSize(page.width, page.height), rotation)
        warnings = page_warnings(page) if page is not None else ()
        self.warning.setText("\n".join(warnings))
        self.warning.setVisible(bool(warnings))

    def _refresh(self) -> None:
        if not hasattr(self, "more"):
            return
        device, can_take = self._chosen_device(), self._can_take()
        signed = self._document is not None and self._document.copy is not None
        self.more.setVisible(bool(self._pages) and not self._scanning and not signed)
        self.more.setEnabled(device is not None and can_take)
        self.stop.setVisible(self._scanning)
        self.import_button.setEnabled(can_take)
        self.tools.refresh(self._document is not None and not signed, can_take, bool(self._pages))
        self.remove_button.setEnabled(can_take and bool(self._pages))
        self.search_again.setEnabled(not self._searching and not self._scanning)
        if signed:
            self.set_primary("")
        elif self._pages:
            self.set_primary(translate("Scan", "Go on to compare"), not self._scanning)
        else:
            self.set_primary(translate("Scan", "Scan"), device is not None and can_take)
        self.set_lacks(self._lack(device, signed))

    def _lack(self, device: Device | None, signed: bool) -> str:
        if self._document is None:
            return translate("Scan", "No dossier is open. Press F2 to receive one.")
        if signed:
            return translate("Scan", "The copy is signed: its pages no longer change.")
        if self._scanning:
            return translate("Scan", "Scanning: {pages} so far.").format(
                pages=pages_text(len(self._pages))
            )
        if self._searching:
            return translate("Scan", "Looking for scanners…")
        if device is None:
            return translate(
                "Scan", "No scanner answers. Check its cable and press F6, or add files (Ctrl+O)."
            )
        if self._reading:
            return translate("Scan", "{pages}. Being read in the background.").format(
                pages=pages_text(len(self._pages))
            )
        return pages_text(len(self._pages)) if self._pages else ""


def _choice(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(4)
    return made


def _fill(box: QComboBox, entries: list[tuple[str, object]], wanted: object) -> None:
    box.clear()
    for text, value in entries:
        box.addItem(text, value)
    at = next((i for i, (_, value) in enumerate(entries) if value == wanted), 0)
    box.setCurrentIndex(at if entries else -1)
    box.setEnabled(len(entries) > 1)


def _source_name(source: Source) -> str:
    return {
        Source.FLATBED: translate("Scan", "On the glass"),
        Source.FEEDER: translate("Scan", "In the feeder"),
        Source.DUPLEX: translate("Scan", "In the feeder, both sides"),
    }[source]


def _mode_name(mode: Mode) -> str:
    return {
        Mode.COLOR: translate("Scan", "Colour"),
        Mode.GRAY: translate("Scan", "Grey"),
        Mode.BITONAL: translate("Scan", "Black and white"),
    }[mode]

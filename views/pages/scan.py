"""Scan: pages as they arrive, the page in hand, and what can be done with it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PyQt6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout

from offline_store.records import Document, Page, PageId
from views.given_pictures import files_in, png_of
from views.interlude_panel import InterludePanel
from views.language import translate
from views.look import GRID
from views.page_cutting import PageCutting
from views.page_strip import PageStrip
from views.page_tools import PageTools
from views.page_view import Fit, PageView
from views.page_warnings import page_warnings
from views.pictures import Pictures
from views.place_page import PlacePage
from views.presenters.devices import DevicesPresenter, KnownScanner
from views.presenters.scan import Arriving, ScanPresenter
from views.presenters.scan_order import Interlude, Runs, ScanOrder
from views.presenters.suggested import Suggestion
from views.scan_choices import ScanChoices
from views.separator_menu import SeparatorMenu
from views.suggestion_bar import SuggestionBar
from views.suggestion_texts import suggestion_text
from views.theme import Theme
from views.wording import pages_text

PAGES = "*.png *.jpg *.jpeg *.tif *.tiff *.pdf"


class ScanPage(PlacePage):
    """Pages in."""

    presenter: ScanPresenter
    devices: DevicesPresenter
    devices_shown = pyqtSignal()

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__(theme, translate("Scan", "Scan the original"))
        self._document: Document | None = None
        self._pages: dict[PageId, Page] = {}
        self._arriving: Arriving | None = None
        self._stopping = False
        self._searching = False
        self._reading = False
        self._interlude: Interlude | None = None
        self._narrow = False
        self._asked = ""  # which scanner, by the last scan that was begun here
        self._pictures = pictures
        self.strip = PageStrip(theme, pictures, changeable=True)
        self.view = PageView(theme, pictures, Fit.PAGE)
        self.view.setAccessibleName(translate("Scan", "Page in hand"))
        self.interlude = InterludePanel(theme, pictures)
        self.choices = ScanChoices(theme)
        self.suggestions = SuggestionBar(self)
        self.setAcceptDrops(True)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.view)
        self._middle.addWidget(self.interlude)
        centre = QVBoxLayout()
        centre.setSpacing(0)
        centre.addWidget(self.suggestions)
        centre.addWidget(self._middle, 1)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.strip)
        row.addLayout(centre, 1)
        row.addWidget(self.choices)

    def attach(
        self, presenter: ScanPresenter, devices: DevicesPresenter, separators: SeparatorMenu
    ) -> None:
        """Let the clerk's acts reach the presenters."""
        self.presenter, self.devices = presenter, devices
        self.cutting = PageCutting(self.view, presenter.acts, self._cutting_changed)
        self.tools = PageTools(
            self,
            presenter.acts,
            self.strip.in_hand,
            self.strip.chosen,
            crop=self.cutting.begin_crop,
            split=self.cutting.begin_split,
            clean=lambda page_ids: presenter.acts.clean(page_ids, self.choices.clean_up),
            replace=lambda page_id: self._scan(instead_of=page_id),
            insert=lambda page_id: self._scan(after=page_id),
        )
        self.more = self.add_secondary(translate("Scan", "Scan more"), "F5", self._scan)
        self.more.setText(f"{self.more.text()}   F5")
        self.stop = self.add_secondary(translate("Scan", "Stop"), "", presenter.stop, icon="stop")
        self.leave = self.add_secondary(
            translate("Scan", "Leave it at that"), "", self._escape, icon="close"
        )
        for button in (self.stop, self.leave):
            button.setToolTip(f"{button.accessibleName()} (Esc)")
        self.key("Esc", self._escape)
        self.primary.clicked.connect(self._primary_act)
        choices = self.choices
        choices.search_again.clicked.connect(lambda: devices.find())
        choices.chosen.connect(self._refresh)
        self.key("F6", choices.search_again.click)
        choices.import_button.clicked.connect(self._choose_files)
        self.key("Ctrl+O", choices.import_button.click)
        self.key("Ctrl+V", self._paste)
        choices.remove_button.clicked.connect(self._remove)
        choices.separator_button.clicked.connect(lambda: self._show_menu(separators))
        self.key("Ctrl+P", choices.separator_button.click)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.strip)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove)
        self.suggestions.accept.clicked.connect(lambda: presenter.suggestions.accept())
        self.suggestions.dismiss.clicked.connect(lambda: presenter.suggestions.leave_alone())
        self.strip.page_chosen.connect(lambda page_id: self._show_page(PageId(page_id)))
        self.strip.choice_changed.connect(self._refresh)
        self.strip.pages_dropped.connect(self._put)
        self.strip.files_dropped.connect(
            lambda files, after: presenter.import_files(tuple(files), PageId(after) or None)
        )
        self._refresh()

    def start_with(self, source: str, dpi: int, mode: str) -> None:
        """The desk's own settings come first; an empty source is the device's own default."""
        self.choices.start_with(source, dpi, mode)

    # What the presenters show.

    def show_document(self, document: Document | None) -> None:
        """Whose pages these are."""
        if self._document is None or document is None or self._document.id != document.id:
            self._end_cutting()
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

    def show_devices(self, known: tuple[KnownScanner, ...], preferred: str) -> None:
        """The scanners to choose from."""
        self.choices.show_devices(known, preferred)
        self.devices_shown.emit()

    def show_searching(self, searching: bool) -> None:
        """Scanners are being looked for."""
        self._searching = searching
        self._refresh()

    def show_arriving(self, arriving: Arriving | None, stopping: bool = False) -> None:
        """Pages are on their way."""
        self._arriving, self._stopping = arriving, stopping
        if arriving is not None:
            self._end_cutting()
        self._refresh()

    def show_interlude(self, interlude: Interlude | None) -> None:
        """What is to be done with the paper before the scan goes on."""
        began = interlude is not None and interlude is not self._interlude
        self._interlude = interlude
        if interlude is not None:
            self._end_cutting()
            self.interlude.show_interlude(interlude)
        self._middle.setCurrentWidget(self.view if interlude is None else self.interlude)
        self.choices.setVisible(not self._narrow or interlude is None)
        self._refresh()
        if began and self.isVisible():
            self.primary.setFocus()

    def show_suggestion(self, suggestion: Suggestion | None, at: int, of: int) -> None:
        """What could be done with the pages."""
        if suggestion is None:
            self.suggestions.be_quiet()
            return
        self.suggestions.say(suggestion_text(suggestion), at, of)
        first = suggestion.pages[0]
        self.suggestions.show_picture(self._pictures, first.thumbnail or first.sha256)

    def choose_page(self, page_id: PageId) -> None:
        """Take a page in hand."""
        self.strip.choose(page_id)
        self._show_page(page_id)

    def show_reading(self, reading: bool) -> None:
        """Pages are being read."""
        self._reading = reading
        self._refresh()

    def set_narrow(self, narrow: bool) -> None:
        """Less room beside the page."""
        self._narrow = narrow
        self.choices.set_narrow(narrow)
        self.suggestions.set_narrow(narrow)
        self.choices.setVisible(not narrow or self._interlude is None)
        self._tools.setSpacing(0 if narrow else GRID)

    # Files dropped and pasted.

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
            self.presenter.import_files(files_in(data))

    def _paste(self) -> None:
        board = QGuiApplication.clipboard()
        data = board.mimeData() if board is not None else None
        if board is None or data is None or not self._can_take():
            return
        if data.hasUrls():
            self.presenter.import_files(files_in(data))
        elif data.hasImage():
            image = board.image()
            self.presenter.paste(lambda: png_of(image))

    def _choose_files(self) -> None:
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

    # What the clerk does.

    def _show_menu(self, separators: SeparatorMenu) -> None:
        button = self.choices.separator_button
        separators.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _can_take(self) -> bool:
        document = self._document
        return document is not None and document.copy is None and self._arriving is None

    def _primary_act(self) -> None:
        if self.cutting.overlay is not None:
            self.cutting.accept()
        elif self._interlude is not None:
            self._go_on()
        elif self._pages:
            self.presenter.compare()
        else:
            self._scan()

    def _go_on(self) -> None:
        known, asked = self.choices.scanner(), self._asked
        if known is not None and asked:
            self._asked = known.device.id
        other = self._asked if self._asked != asked else None
        self.presenter.go_on(turned=not self.interlude.in_order.isChecked(), device_id=other)

    def _escape(self) -> None:
        if self._arriving is not None:
            self.presenter.stop()
        elif self.cutting.overlay is not None:
            self.cutting.end()
        elif self._interlude is not None:
            self.presenter.leave_off()

    def _scan(self, after: PageId | None = None, instead_of: PageId | None = None) -> None:
        known = self.choices.scanner()
        if known is None or not self._can_take():
            return
        options, runs = self.choices.options(), self.choices.runs
        if instead_of is not None:
            options = replace(options, page_limit=1)
            runs = runs if runs is Runs.CARD else Runs.ONE
        self._asked = known.device.id
        at_button = self.choices.on_button.isChecked()
        self.presenter.scan(ScanOrder(known.device.id, options, runs, after, instead_of, at_button))

    def _remove(self) -> None:
        chosen = self.strip.chosen()
        if chosen and self._can_take():
            self.presenter.acts.remove(chosen)

    def _put(self, page_ids: Sequence[str], after: str) -> None:
        if self._can_take():
            self.presenter.acts.put([PageId(each) for each in page_ids], PageId(after) or None)

    # What is seen.

    def _show_page(self, page_id: PageId | None) -> None:
        page = self._pages.get(page_id) if page_id is not None else None
        if page is None:
            self.view.show_page(None, QSize())
        else:
            self.view.show_kept(page, tuple(self._pages.values()))
        self.choices.show_warnings(page_warnings(page) if page is not None else ())

    def _end_cutting(self) -> None:
        if hasattr(self, "cutting"):
            self.cutting.end()

    def _cutting_changed(self) -> None:
        if self.cutting.overlay is None and self.isVisible():
            self.strip.setFocus()
        self._refresh()

    def _refresh(self) -> None:
        if not hasattr(self, "leave"):
            return
        can_take, has_pages = self._can_take(), bool(self._pages)
        cutting, waits = self.cutting.overlay is not None, self._interlude is not None
        known = self.choices.scanner()
        free = can_take and not cutting
        open_ = self._document is not None and self._document.copy is None
        self.more.setVisible(has_pages and open_ and free and not waits)
        self.more.setEnabled(known is not None)
        self.stop.setVisible(self._arriving is not None)
        self.stop.setEnabled(not self._stopping)
        self.leave.setVisible(cutting or (waits and can_take))
        self.tools.refresh(open_, free and not waits, has_pages, known is not None)
        choices = self.choices
        choices.import_button.setEnabled(free)
        choices.remove_button.setEnabled(free and has_pages)
        choices.separator_button.setEnabled(self._document is not None)
        choices.search_again.setEnabled(not self._searching and self._arriving is None)
        self.strip.set_changeable(free)
        if not open_ and self._document is not None:
            self.set_primary("")
        elif cutting:
            self.set_primary(self.cutting.words()[0])
        elif waits:
            self.set_primary(translate("Scan", "Scan on"), can_take)
        elif has_pages:
            self.set_primary(translate("Scan", "Go on to compare"), self._arriving is None)
        else:
            self.set_primary(translate("Scan", "Scan"), known is not None and can_take)
        self.set_lacks(self._lack())

    def _lack(self) -> str:
        pages = pages_text(len(self._pages))
        if self._document is None:
            return translate("Scan", "No dossier is open. Press F2 to receive one.")
        if self._document.copy is not None:
            return translate("Scan", "The copy is signed: its pages no longer change.")
        if self._stopping:
            return translate("Scan", "Stopping after the page that is on its way…")
        if self._arriving is Arriving.FILES:
            return translate("Scan", "Adding from files: {pages} so far.").format(pages=pages)
        if self._arriving is Arriving.BUTTON:
            return translate("Scan", "Press the button on the scanner. Esc stops waiting.")
        if self._arriving is not None:
            return translate("Scan", "Scanning: {pages} so far.").format(pages=pages)
        if self.cutting.overlay is not None:
            return self.cutting.words()[1]
        if self._interlude is not None:
            return ""
        if self.choices.scanner() is None:
            if self._searching:
                return translate("Scan", "Looking for scanners…")
            return translate(
                "Scan", "No scanner answers. Check its cable and press F6, or add files (Ctrl+O)."
            )
        if self._reading:
            return translate("Scan", "{pages}. Being read in the background.").format(pages=pages)
        return pages if self._pages else ""

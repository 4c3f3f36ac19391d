"""What will come out of the printer, seen first: each page on the paper, as large as it will be."""

from collections.abc import Callable, Sequence

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtPrintSupport import (
    QAbstractPrintDialog,
    QPrintDialog,
    QPrinter,
    QPrintPreviewWidget,
)
from PyQt6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from views.jobs import QtJobs
from views.language import translate
from views.look import GRID, GROUP, MARGIN
from views.pdf_pages import PreviewPage, paint_pages, preview_pages, print_pdf
from views.place_page import label
from views.sheet import Sheet
from views.wording import pages_text

WIDTH, HEIGHT = GRID * 84, GRID * 88


class PrintPreview(Sheet):
    """Shows the pages on the printer's paper; then the system's own dialog chooses the printer."""

    def __init__(
        self, pages: Sequence[PreviewPage], print_on: Callable[[QPrinter], None], parent: QWidget
    ) -> None:
        super().__init__(translate("Print", "Print"), (WIDTH, HEIGHT), parent, once=True)
        self._pages = pages
        self._print_on = print_on
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.preview = QPrintPreviewWidget(self._printer, self)
        self.preview.setAccessibleName(translate("Print", "What will be printed"))
        self.preview.paintRequested.connect(lambda printer: paint_pages(pages, printer))
        self.preview.setViewMode(QPrintPreviewWidget.ViewMode.AllPagesView)
        self.print = QPushButton(translate("Print", "Print"))
        self.print.setProperty("role", "primary")
        self.print.clicked.connect(self._choose_printer)
        self.put_away = QPushButton(translate("Print", "Close"))
        self.put_away.clicked.connect(self.reject)
        self.before = QPushButton(translate("Print", "Page before"))
        self.after = QPushButton(translate("Print", "Next page"))
        self.larger = QPushButton(translate("Print", "One page"))
        self.larger.setCheckable(True)
        self.larger.toggled.connect(self._show_one)
        for button, key, by in ((self.before, "PgUp", -1), (self.after, "PgDown", 1)):
            button.clicked.connect(lambda _, by=by: self._turn(by))
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(button.click)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        for button in (self.larger, self.before, self.after):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self.put_away, self.print):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GROUP, MARGIN, GROUP, MARGIN)
        column.setSpacing(GRID)
        column.addWidget(label(pages_text(len(pages)), "secondary"))
        column.addWidget(self.preview, 1)
        column.addLayout(buttons)
        self._show_one(False)
        self.print.setFocus()

    def print_now(self, printer: QPrinter) -> None:
        """Hand the pages to a printer, and put the preview away."""
        self._print_on(printer)
        self.accept()

    def _choose_printer(self) -> None:
        dialog = QPrintDialog(self._printer, self)
        # A copy is handed over whole.
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, False)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_now(self._printer))
        dialog.open()

    def _show_one(self, one: bool) -> None:
        mode = QPrintPreviewWidget.ViewMode
        self.preview.setViewMode(mode.SinglePageView if one else mode.AllPagesView)
        self.preview.fitInView()
        if one:
            # Where the sheets lay beside each other, any of them may have been the one seen.
            self.preview.setCurrentPage(1)
        for button in (self.before, self.after):
            button.setEnabled(one and len(self._pages) > 1)

    def _turn(self, by: int) -> None:
        page = self.preview.currentPage() + by
        if 1 <= page <= len(self._pages):
            self.preview.setCurrentPage(page)


def preview_then_print(
    pdf: bytes,
    parent: QWidget,
    drawing: QtJobs,
    printed: Callable[[], None],
    failed: Callable[[Exception], None],
) -> None:
    """Show how a PDF comes out of the printer, and print it when the clerk says so.

    drawing: where pages are drawn. printed: called once the printer has taken all of it.
    """

    def print_on(printer: QPrinter) -> None:
        drawing.start(lambda: print_pdf(pdf, printer), lambda _: printed(), failed)

    def show(pages: tuple[PreviewPage, ...]) -> None:
        PrintPreview(pages, print_on, parent).open()

    drawing.start(lambda: preview_pages(pdf), show, failed)

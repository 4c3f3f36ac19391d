"""The signed copy on screen and on paper, drawn from its exact bytes."""

from PyQt6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, QSizeF
from PyQt6.QtGui import QPainter
from PyQt6.QtPdf import QPdfDocument
from PyQt6.QtPdfWidgets import QPdfView
from PyQt6.QtPrintSupport import QPrinter
from PyQt6.QtWidgets import QFrame, QWidget

from signing.errors import NotAPdf
from station.errors import ServiceLost
from views.look import GRID

POINTS_PER_INCH = 72
# The page pictures are kept at 300 dpi: more would only be slower.
PRINT_DPI = 300


class PdfView(QPdfView):
    """All pages of one PDF below each other, as wide as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buffer: QBuffer | None = None
        self._document: QPdfDocument | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setMinimumSize(GRID * 16, GRID * 12)

    def show_pdf(self, pdf: bytes) -> None:
        """Show these bytes."""
        before = self._document
        self._document, self._buffer = open_pdf(pdf)
        self._document.setParent(self)
        self._buffer.setParent(self)
        self.setDocument(self._document)
        if before is not None:
            before.deleteLater()

    def page_count(self) -> int:
        """How many pages are shown."""
        return self._document.pageCount() if self._document is not None else 0


def open_pdf(pdf: bytes) -> tuple[QPdfDocument, QBuffer]:
    """Open a PDF; the buffer must live as long as the document. Any thread.

    Raises:
        NotAPdf: it cannot be drawn.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(None)
    document.load(buffer)
    if document.status() is not QPdfDocument.Status.Ready:
        raise NotAPdf(file="")
    return document, buffer


def print_pdf(pdf: bytes, printer: QPrinter) -> None:
    """Print every page at its own size, smaller only where the paper is smaller. Any thread.

    Raises:
        NotAPdf: it cannot be drawn. ServiceLost: the printer did not take it.
    """
    document, buffer = open_pdf(pdf)
    painter = QPainter()
    if not painter.begin(printer):
        raise ServiceLost(service="printer")
    try:
        for page in range(document.pageCount()):
            if page and not printer.newPage():
                raise ServiceLost(service="printer")
            _print_page(document, page, painter, printer)
    finally:
        painter.end()
        document.close()
        buffer.close()


def _print_page(document: QPdfDocument, page: int, painter: QPainter, printer: QPrinter) -> None:
    inches = document.pagePointSize(page) / POINTS_PER_INCH
    paper = QSizeF(printer.pageRect(QPrinter.Unit.DevicePixel).size())
    drawn = inches * float(printer.resolution())
    if drawn.width() > paper.width() or drawn.height() > paper.height():
        drawn = drawn * min(paper.width() / drawn.width(), paper.height() / drawn.height())
    pixels = inches * float(min(PRINT_DPI, printer.resolution()))
    image = document.render(page, QSize(round(pixels.width()), round(pixels.height())))
    left = (paper.width() - drawn.width()) / 2
    painter.drawImage(
        QRectF(left, 0, drawn.width(), drawn.height()),
        image,
        QRectF(0, 0, image.width(), image.height()),
    )

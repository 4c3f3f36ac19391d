"""The signed copy on screen and on paper, drawn from its exact bytes.

All of it is called from one drawing thread. Qt's PDF library has one lock for the whole process,
and reading the bytes needs the interpreter: two threads in here could wait for each other for ever.
"""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pikepdf
from PyQt6.QtCore import QBuffer, QIODevice, QRectF, QSize, QSizeF
from PyQt6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PyQt6.QtPdf import QPdfDocument
from PyQt6.QtPrintSupport import QPrinter

from signing.errors import NotAPdf
from station.errors import ServiceLost

POINTS_PER_INCH = 72
SCREEN_DPI = 200
# The page pictures are kept at 300 dpi: more would only be slower.
PRINT_DPI = 300
# A look at the whole; of a long paper a smaller one, so that all of it fits into memory.
PREVIEW_DPI, PREVIEW_PAGES = 96, 40


def page_sizes(pdf: bytes) -> tuple[QSize, ...]:
    """The size of each page in pixels at the resolution in which `render_page` draws it.

    Raises:
        NotAPdf: it cannot be drawn.
    """
    with _opened(pdf) as document:
        return tuple(_pixels(document, page, SCREEN_DPI) for page in range(document.pageCount()))


def render_page(pdf: bytes, page: int) -> QImage:
    """One page on white, counted from 0.

    Raises:
        NotAPdf: it cannot be drawn.
    """
    with _opened(pdf) as document:
        return _on_white(document.render(page, _pixels(document, page, SCREEN_DPI)))


def print_pdf(pdf: bytes, printer: QPrinter) -> None:
    """Print every page at its own size, smaller only where the paper is smaller.

    The paper lies as the page does, and its unprintable edge counts as paper: a page of A4 is not
    made smaller for the few millimetres that a printer leaves white.

    Raises:
        NotAPdf: it cannot be drawn. ServiceLost: the printer did not take it.
    """
    with _opened(pdf) as document:
        painter = QPainter()
        printer.setFullPage(True)
        _turn_paper(printer, document.pagePointSize(0))
        if not painter.begin(printer):
            raise ServiceLost(service="printer")
        try:
            for page in range(document.pageCount()):
                _turn_paper(printer, document.pagePointSize(page))
                if page and not printer.newPage():
                    raise ServiceLost(service="printer")
                _print_page(document, page, painter, printer)
        finally:
            painter.end()


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """A page drawn for a look at it before it is printed; its size on paper in points."""

    image: QImage
    points: QSizeF


def preview_pages(pdf: bytes) -> tuple[PreviewPage, ...]:
    """Every page, as small as a look at the whole needs.

    Raises:
        NotAPdf: it cannot be drawn.
    """
    with _opened(pdf) as document:
        count = document.pageCount()
        dpi = PREVIEW_DPI if count <= PREVIEW_PAGES else PREVIEW_DPI // 2
        return tuple(
            PreviewPage(
                _on_white(document.render(page, _pixels(document, page, dpi))),
                document.pagePointSize(page),
            )
            for page in range(count)
        )


def paint_pages(pages: Sequence[PreviewPage], printer: QPrinter) -> None:
    """Put pages on the printer's paper as `print_pdf` does. On the thread of the preview."""
    painter = QPainter()
    printer.setFullPage(True)
    _turn_paper(printer, pages[0].points)
    if not painter.begin(printer):
        return
    try:
        for at, page in enumerate(pages):
            _turn_paper(printer, page.points)
            if at:
                printer.newPage()
            painter.drawImage(_on_paper(page.points, printer), page.image)
    finally:
        painter.end()


@contextmanager
def _opened(pdf: bytes) -> Iterator[QPdfDocument]:
    buffer = QBuffer()
    buffer.setData(_with_signatures_drawn(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(None)
    document.load(buffer)
    try:
        if document.status() is not QPdfDocument.Status.Ready:
            raise NotAPdf(file="")
        yield document
    finally:
        # Before its bytes go: the document reads them while it lives.
        document.close()
        buffer.close()


def _with_signatures_drawn(pdf: bytes) -> bytes:
    """The same pages with their signature fields as plain content: Qt draws no form fields."""
    drawn = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            document.flatten_annotations("print")
            document.save(drawn)
    except pikepdf.PdfError as error:
        raise NotAPdf(file="") from error
    return drawn.getvalue()


def _pixels(document: QPdfDocument, page: int, dpi: int) -> QSize:
    return (document.pagePointSize(page) * (dpi / POINTS_PER_INCH)).toSize()


def _on_white(image: QImage) -> QImage:
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    paper.fill(0xFFFFFFFF)
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper


def _print_page(document: QPdfDocument, page: int, painter: QPainter, printer: QPrinter) -> None:
    image = document.render(page, _pixels(document, page, min(PRINT_DPI, printer.resolution())))
    place = _on_paper(document.pagePointSize(page), printer)
    painter.drawImage(place, image, QRectF(image.rect()))


def _turn_paper(printer: QPrinter, points: QSizeF) -> None:
    upright = printer.pageLayout().pageSize().size(QPageSize.Unit.Point).width()
    # A card that fits on upright paper leaves it so.
    wide = points.width() > points.height() and points.width() > upright + 1
    orientation = QPageLayout.Orientation
    printer.setPageOrientation(orientation.Landscape if wide else orientation.Portrait)


def _on_paper(points: QSizeF, printer: QPrinter) -> QRectF:
    """Where a page lies on the printer's paper: at its own size, smaller only where it must be."""
    drawn = points * (printer.resolution() / POINTS_PER_INCH)
    paper = QSizeF(printer.pageRect(QPrinter.Unit.DevicePixel).size())
    if drawn.width() > paper.width() or drawn.height() > paper.height():
        drawn = drawn * min(paper.width() / drawn.width(), paper.height() / drawn.height())
    return QRectF((paper.width() - drawn.width()) / 2, 0, drawn.width(), drawn.height())

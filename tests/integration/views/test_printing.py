"""On paper: each page at its own size, on paper that lies as the page does; seen before."""

import io
from pathlib import Path

import pikepdf
import pytest
from PyQt6.QtGui import QPageSize
from PyQt6.QtPrintSupport import QPrinter
from PyQt6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.integration.views.conftest import LIMIT_MS
from views.jobs import QtJobs
from views.pdf_pages import page_sizes, preview_pages, print_pdf
from views.print_preview import PrintPreview, preview_then_print

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

A4, A4_LYING, CARD, A3 = (595, 842), (842, 595), (243, 153), (842, 1191)


def paper(*sizes: tuple[int, int]) -> bytes:
    """A PDF of pages of these sizes in points, each black from edge to edge."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for size in sizes:
            page = pdf.add_blank_page(page_size=size)
            page.Contents = pdf.make_stream(f"0 0 {size[0]} {size[1]} re f".encode())
        pdf.save(out)
    return out.getvalue()


def to_file(target: Path) -> QPrinter:
    """A printer that takes A4 and writes what it is given into a file."""
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(target))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    return printer


def black(pdf: bytes, page: int) -> tuple[float, float]:
    """How wide and high the black on a page is, in points."""
    image = preview_pages(pdf)[page].image
    dark = [
        (x, y)
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
        if image.pixelColor(x, y).lightness() < 128
    ]
    xs, ys = [x for x, _ in dark], [y for _, y in dark]
    return (max(xs) - min(xs)) * 0.75, (max(ys) - min(ys)) * 0.75


def test_each_page_is_printed_at_its_own_size(qtbot: QtBot, tmp_path: Path) -> None:
    """A4 standing and lying, and a card, at 100 %; only what is larger than the paper shrinks."""
    target = tmp_path / "printed.pdf"
    print_pdf(paper(A4, A4_LYING, CARD, A3), to_file(target))

    printed = target.read_bytes()
    lying = [size.width() > size.height() for size in page_sizes(printed)]
    assert lying == [False, True, False, False]
    for page, size in enumerate((A4, A4_LYING, CARD, A4)):
        assert black(printed, page) == pytest.approx(size, abs=6)


def test_it_is_seen_before_it_is_printed(qtbot: QtBot, tmp_path: Path) -> None:
    """As many sheets as will come; then it is printed, once, and the clerk's act goes on."""
    parent, jobs = QWidget(), QtJobs(1, "drawing")
    qtbot.addWidget(parent)
    parent.show()
    went: list[str] = []
    preview_then_print(
        paper(A4, A4_LYING, CARD),
        parent,
        jobs,
        lambda: went.append("printed"),
        lambda error: went.append(type(error).__name__),
    )
    qtbot.waitUntil(lambda: parent.findChild(PrintPreview) is not None, timeout=LIMIT_MS)
    preview = parent.findChild(PrintPreview)
    assert preview is not None
    qtbot.waitUntil(lambda: preview.preview.pageCount() == 3, timeout=LIMIT_MS)
    assert not preview.after.isEnabled()
    preview.larger.click()
    preview.after.click()
    assert preview.preview.currentPage() == 2
    assert went == []

    preview.print_now(to_file(tmp_path / "printed.pdf"))
    qtbot.waitUntil(lambda: went == ["printed"], timeout=LIMIT_MS)
    assert len(page_sizes((tmp_path / "printed.pdf").read_bytes())) == 3
    jobs.close()


def test_what_cannot_be_drawn_is_told_and_nothing_is_printed(qtbot: QtBot) -> None:
    """No preview opens."""
    parent, jobs = QWidget(), QtJobs(1, "drawing")
    qtbot.addWidget(parent)
    went: list[str] = []
    preview_then_print(
        b"no PDF",
        parent,
        jobs,
        lambda: went.append("printed"),
        lambda error: went.append(type(error).__name__),
    )
    qtbot.waitUntil(lambda: went == ["NotAPdf"], timeout=LIMIT_MS)
    assert parent.findChild(PrintPreview) is None
    jobs.close()

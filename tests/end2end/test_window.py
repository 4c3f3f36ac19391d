"""The main job through the window, by keyboard: receive, scan, compare, sign, hand over, send."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtPrintSupport import QPrinter
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from offline_store.records import LineState, OutboxState
from signing.values import Verdict
from signing.verification import verify_pdf
from station.demo.page_texts import ID_NUMBER
from tests.demo_desk import Counter, certify
from tests.keyboard import press
from tests.scanner_fixtures import needs_sane
from tests.window_clerk import LIMIT_MS, Clerk, page, window_on
from views.pages.compare import ComparePage
from views.pages.hand_over import HandOverPage
from views.pages.receive import ReceivePage
from views.pages.scan import ScanPage
from views.pages.sign import SignPage
from views.pdf_pages import page_sizes
from views.presenters.counter import Place
from views.print_preview import PrintPreview
from views.window import Window

TITLE = "Trích lục khai sinh"

# The display without a screen says so of every dialog.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def desk_at_counter(fresh: Counter, tmp_path: Path) -> Counter:
    """A desk of this test's own, with numbers of a book of its own."""
    desk = fresh.copy(tmp_path / "desk", {"register": {"volume": 60}})
    leased = desk.tramso("central", "lease", "--size", "5")
    assert leased.status == 0, leased.err
    return desk


@pytest.fixture
def window(desk_at_counter: Counter, qtbot: QtBot) -> Iterator[Window]:
    """The window on that desk, as a clerk finds it in the morning."""
    with window_on(desk_at_counter, qtbot) as window:
        yield window


@needs_sane
def test_a_paper_goes_from_the_counter_to_central_by_keyboard(
    window: Window, desk_at_counter: Counter, qtbot: QtBot, tmp_path: Path
) -> None:
    """Keys alone take a paper from receiving to central's receipt, with one number and one copy."""
    clerk = Clerk(qtbot, window)

    def codes() -> list[str]:
        return [message.code for message in window.messages.messages]

    def said(code: str) -> bool:
        return code in codes()

    # Receive: the card's QR code fills in the form, the paper's name is typed.
    clerk.press(Qt.Key.Key_F2)
    receive = page(window, Place.RECEIVE, ReceivePage)
    clerk.press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    clerk.chooses(receive, desk_at_counter.demo.out / "papers" / "identity-card.jpg")
    clerk.waits(lambda: receive.fields["id_number"].text() == ID_NUMBER)
    assert receive.fields["name"].text() == "Nguyễn Văn An"
    clerk.tabs_to(receive.fields["title"])
    clerk.types(TITLE)
    clerk.press(Qt.Key.Key_F9)

    # Scan: pages arrive from a real scanner and are read.
    scan = page(window, Place.SCAN, ScanPage)
    clerk.waits(lambda: window.counter.place is Place.SCAN and scan.primary.isEnabled())
    clerk.press(Qt.Key.Key_F9)
    clerk.waits(lambda: scan.strip.count() == 1 and not window.scan.scanning)
    clerk.press(Qt.Key.Key_F9)

    # Compare: a doubt is settled with Enter, the page is marked as compared.
    compare = page(window, Place.COMPARE, ComparePage)
    clerk.waits(lambda: bool(compare.edit.text()) and not compare.edit.isReadOnly())
    assert QApplication.focusWidget() is compare.edit

    def next_place() -> None:
        before = compare.doubts.text()
        clerk.press(Qt.Key.Key_Return)
        clerk.waits(lambda: compare.doubts.text() != before)

    next_place()
    while compare.edit.isReadOnly():  # a seal or a signature: nothing is typed there
        next_place()
    clerk.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    clerk.types("SUA")
    clerk.press(Qt.Key.Key_Return)
    clerk.waits(lambda: "SUA" in compare.text.toPlainText())
    clerk.press(Qt.Key.Key_F9)

    # Sign: a wrong PIN costs one try and no number; the right one signs.
    sign = page(window, Place.SIGN, SignPage)
    clerk.waits(lambda: window.counter.place is Place.SIGN)
    for pin, outcome in (("000000", "pin-incorrect"), (desk_at_counter.pin, "signed")):
        clerk.waits(sign.primary.isEnabled)
        clerk.press(Qt.Key.Key_F9)
        clerk.answers_pin(sign, pin)
        clerk.waits(partial(said, outcome))
    assert codes().count("pin-incorrect") == 1

    # Hand over: verified, saved, sent.
    result = page(window, Place.HAND_OVER, HandOverPage)
    clerk.waits(lambda: window.counter.place is Place.HAND_OVER and result.primary.isVisible())
    target = tmp_path / "copy.pdf"
    clerk.press(Qt.Key.Key_F9)
    clerk.chooses(result, target)
    clerk.waits(partial(said, "saved"))
    clerk.press(Qt.Key.Key_F6)
    clerk.waits(partial(said, "synchronised"))

    report = verify_pdf(target.read_bytes(), desk_at_counter.demo.trust)
    assert report.verdict is Verdict.TOTAL_PASSED
    with window.desk.store.snapshot() as records:
        (dossier,) = records.dossiers.list()
        (line,) = records.register.lines(window.desk.certify.book(window.desk.now()))
    (document,) = dossier.documents
    assert (document.title, dossier.requester.id_number) == (TITLE, ID_NUMBER)
    # Other desks of this counter may have leased the first numbers; one was used here, and once.
    assert document.copy is not None
    assert (line.number, line.state) == (document.copy.number, LineState.SIGNED)
    assert document.handed_over_at is not None
    assert document.outbox is not None
    assert document.outbox.state is OutboxState.ACCEPTED
    assert "defect" not in codes()


def test_printing_gives_the_copy_out(desk: Counter, qtbot: QtBot, tmp_path: Path) -> None:
    """It is seen first; what came out has every page of the copy, and the copy is handed over."""
    assert certify(desk, desk.pin).status == 0
    dossier = desk.dossier()
    (document,) = dossier.documents
    printed = tmp_path / "printed.pdf"
    with window_on(desk, qtbot) as window:
        window.counter.open(dossier.id, document.id, Place.HAND_OVER)
        result = page(window, Place.HAND_OVER, HandOverPage)
        qtbot.waitUntil(result.print.isVisible, timeout=LIMIT_MS)
        press(result.print, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: window.findChild(PrintPreview) is not None, timeout=LIMIT_MS)
        preview = window.findChild(PrintPreview)
        assert preview is not None
        qtbot.waitUntil(lambda: preview.preview.pageCount() > 1, timeout=LIMIT_MS)
        seen = preview.preview.pageCount()
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFileName(str(printed))
        preview.print_now(printer)
        qtbot.waitUntil(
            lambda: "printed" in [message.code for message in window.messages.messages],
            timeout=LIMIT_MS,
        )
        copy = window.desk.hand_over.pdf(document.id)

    (document,) = desk.dossier().documents
    assert document.handed_over_at is not None
    assert len(page_sizes(copy)) == len(page_sizes(printed.read_bytes())) == seen

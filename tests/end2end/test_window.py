"""The main job through the window, by keyboard: receive, scan, compare, sign, hand over, send."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QInputMethodEvent
from PyQt6.QtPrintSupport import QPrinter
from PyQt6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from offline_store.records import LineState, OutboxState
from signing.values import Verdict
from signing.verification import verify_pdf
from station.bootstrap import open_desk
from station.demo.page_texts import ID_NUMBER
from tests.demo_desk import Counter, certify
from tests.keyboard import press, write
from tests.scanner_fixtures import needs_sane
from views.pages.compare import ComparePage
from views.pages.hand_over import HandOverPage
from views.pages.receive import ReceivePage
from views.pages.scan import ScanPage
from views.pages.sign import SignPage
from views.pdf_pages import page_sizes
from views.presenters.counter import Place
from views.theme import Theme, ThemeName
from views.window import Window

# Scanning, reading and signing real pages on a busy machine.
LIMIT_MS = 90_000
TITLE = "Trích lục khai sinh"

# The display without a screen says so of every dialog.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

PageT = TypeVar("PageT", bound=QWidget)


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


@contextmanager
def window_on(counter: Counter, qtbot: QtBot) -> Iterator[Window]:
    """A window on a desk while the block runs."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme = Theme(ThemeName.LIGHT)
    theme.apply(app)
    with closing(open_desk(counter.home)) as desk:
        window = Window(desk, theme)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        window.start()
        yield window
        left = []
        window.left.connect(lambda: left.append(True))
        window.close()
        qtbot.waitUntil(lambda: bool(left), timeout=LIMIT_MS)


class Clerk:
    """Hands on the keyboard."""

    def __init__(self, qtbot: QtBot, window: Window) -> None:
        self._qtbot = qtbot
        self._window = window

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key where the focus is."""
        if QApplication.activeWindow() is None:
            self.waits(self._back_in_front)
        where = QApplication.focusWidget() or self._window
        press(where, key, modifiers)

    def _back_in_front(self) -> bool:
        # Where there is no window manager, nobody else brings the window back after a dialog.
        self._window.activateWindow()
        return self._window.isActiveWindow()

    def types(self, text: str) -> None:
        """Type where the focus is."""
        where = QApplication.focusWidget()
        assert where is not None
        # Vietnamese comes from an input method, as on a clerk's computer.
        typed = QInputMethodEvent()
        typed.setCommitString(text)
        QApplication.sendEvent(where, typed)

    def tabs_to(self, target: QWidget) -> None:
        """Walk with Tab until the focus is there."""
        for _ in range(60):
            if QApplication.focusWidget() is target:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"no way by Tab to {target.accessibleName()}")

    def chooses(self, page: QWidget, path: Path) -> None:
        """Choose a file in the dialog that the page opened, and press Enter."""
        dialog = page.findChild(QFileDialog)
        assert dialog is not None
        dialog.selectFile(str(path))
        press(dialog, Qt.Key.Key_Return)

    def answers_pin(self, sign: SignPage, pin: str) -> None:
        """Type the PIN into the dialog and press Enter."""
        self.waits(lambda: sign.pin_dialog is not None)
        assert sign.pin_dialog is not None
        (field,) = sign.pin_dialog.fields.values()
        assert field.echoMode() is QLineEdit.EchoMode.Password
        write(field, pin)
        press(field, Qt.Key.Key_Return)
        self.waits(lambda: sign.pin_dialog is None)

    def waits(self, until: Callable[[], bool]) -> None:
        """Wait for what the window shows."""
        self._qtbot.waitUntil(until, timeout=LIMIT_MS)


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
    doubt = compare.doubts.text()
    clerk.press(Qt.Key.Key_Return)
    clerk.waits(lambda: compare.doubts.text() != doubt)
    clerk.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    clerk.types("SUA")
    clerk.press(Qt.Key.Key_Return)
    clerk.waits(lambda: "SUA" in compare.text.toPlainText())
    clerk.press(Qt.Key.Key_F9)
    clerk.waits(lambda: compare.withdraw.isVisible())
    clerk.press(Qt.Key.Key_F9)

    # Sign: a wrong PIN costs one try and no number; the right one signs.
    sign = page(window, Place.SIGN, SignPage)
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
    """What came out of the printer has every page of the copy, and the copy is handed over."""
    assert certify(desk, desk.pin).status == 0
    dossier = desk.dossier()
    (document,) = dossier.documents
    printed = tmp_path / "printed.pdf"
    with window_on(desk, qtbot) as window:
        window.counter.open(dossier.id, document.id, Place.HAND_OVER)
        result = page(window, Place.HAND_OVER, HandOverPage)
        qtbot.waitUntil(result.print.isVisible, timeout=LIMIT_MS)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFileName(str(printed))
        result.print_on(printer)
        qtbot.waitUntil(
            lambda: "printed" in [message.code for message in window.messages.messages],
            timeout=LIMIT_MS,
        )
        copy = window.desk.hand_over.pdf(document.id)

    (document,) = desk.dossier().documents
    assert document.handed_over_at is not None
    assert len(page_sizes(copy)) == len(page_sizes(printed.read_bytes()))


def page(window: Window, place: Place, kind: type[PageT]) -> PageT:
    """The page of a place."""
    found = window.places[place]
    assert isinstance(found, kind)
    return found

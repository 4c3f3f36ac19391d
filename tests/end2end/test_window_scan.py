"""Pages in through the window, by keyboard: a jam, a pile in two runs, a batch that is cut."""

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from offline_store.records import Document
from scanners.practice.escl_scanner import VirtualScanner, sane_config
from tests.demo_desk import SCANNER, Counter
from tests.scanner_fixtures import draw_pages, needs_sane
from tests.window_clerk import Clerk, page, window_on
from views.pages.receive import ReceivePage
from views.pages.scan import ScanPage
from views.presenters.counter import Place
from views.window import Window

# The display without a screen says so of every dialog and menu.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CONTROL = Qt.KeyboardModifier.ControlModifier


@contextmanager
def scan_place(
    fresh: Counter, home: Path, trays: list[list[Path]], qtbot: QtBot
) -> Iterator[tuple[Clerk, Window, ScanPage, VirtualScanner]]:
    """A clerk with a new dossier open at the scan place, before a scanner with these piles."""
    with VirtualScanner(trays) as scanner:
        desk = fresh.copy(home, {"scanning": {"device": SCANNER, "source": "feeder"}})
        sane_config(home / "sane", scanner.url)
        desk.change_environment(SANE_CONFIG_DIR=str(home / "sane"))
        with window_on(desk, qtbot) as window:
            clerk = Clerk(qtbot, window)
            clerk.press(Qt.Key.Key_F2)
            receive = page(window, Place.RECEIVE, ReceivePage)
            for field, text in (("name", "Nguyễn Văn An"), ("title", "Bảng điểm")):
                clerk.tabs_to(receive.fields[field])
                clerk.types(text)
            clerk.press(Qt.Key.Key_F9)
            scan = page(window, Place.SCAN, ScanPage)
            clerk.waits(lambda: window.counter.place is Place.SCAN and scan.primary.isEnabled())
            yield clerk, window, scan, scanner


def which(window: Window, papers: list[Path]) -> list[int]:
    """Which papers the open document's pages show, from 1: the scanner gives them as they lie."""
    known = {_pixels(paper.read_bytes()): number for number, paper in enumerate(papers, start=1)}
    read = window.desk.store.files.read
    return [known.get(_pixels(read(page.sha256)), 0) for page in open_document(window).pages]


def _pixels(data: bytes) -> str:
    with Image.open(io.BytesIO(data)) as picture:
        return hashlib.sha256(picture.convert("RGB").tobytes()).hexdigest()


def has_pages(window: Window, count: int) -> bool:
    """Whether so many pages are kept, and nothing more is on its way."""
    return len(open_document(window).pages) == count and not window.scan.scanning


def open_document(window: Window) -> Document:
    """What is open."""
    assert window.counter.work is not None
    return window.counter.work.document


@needs_sane
def test_a_jam_is_seen_cleared_and_scanned_on(fresh: Counter, qtbot: QtBot, tmp_path: Path) -> None:
    """Two sides are kept; one goes in again with the rest and drops out; F9 is all it takes."""
    papers = draw_pages(tmp_path / "paper", 4)
    with scan_place(fresh, tmp_path / "desk", [papers, papers[1:]], qtbot) as at:
        clerk, window, scan, scanner = at
        scanner.jam_before = 3
        clerk.press(Qt.Key.Key_F9)
        clerk.waits(lambda: scan.interlude.isVisible() and scan.interlude.picture.isVisible())
        assert scan.strip.count() == 2
        assert QApplication.focusWidget() is scan.primary

        scanner.jam_before = None
        clerk.press(Qt.Key.Key_F9)
        clerk.waits(lambda: scan.view.isVisible() and has_pages(window, 4))
        codes = [message.code for message in window.messages.messages]
        assert {"paper-jam", "repeated-dropped"} <= set(codes)
        assert "defect" not in codes
        assert len({each.sha256 for each in open_document(window).pages}) == 4


@needs_sane
def test_a_pile_goes_through_twice(fresh: Counter, qtbot: QtBot, tmp_path: Path) -> None:
    """Fronts, then the pile turned over: the sides come in the order of the sheets."""
    papers = draw_pages(tmp_path / "paper", 4)
    fronts, backs = [papers[0], papers[2]], [papers[3], papers[1]]
    with scan_place(fresh, tmp_path / "desk", [fronts, backs], qtbot) as at:
        clerk, window, scan, _ = at
        clerk.tabs_to(scan.choices.source)
        for _ in range(scan.choices.source.count()):
            if scan.choices.runs == "fronts-first":
                break
            clerk.press(Qt.Key.Key_Down)
        clerk.press(Qt.Key.Key_F9)
        clerk.waits(scan.interlude.isVisible)
        clerk.press(Qt.Key.Key_F9)
        clerk.waits(lambda: scan.view.isVisible() and has_pages(window, 4))
        clerk.waits(lambda: not window.serial.running)
        assert which(window, papers) == [1, 2, 3, 4]


def test_a_batch_is_cut_at_a_sheet_of_the_desk_s_own(
    fresh: Counter, qtbot: QtBot, tmp_path: Path
) -> None:
    """The sheet is saved, comes back between pages, is seen, and one key makes two papers."""
    papers = draw_pages(tmp_path / "paper", 2)
    with scan_place(fresh, tmp_path / "desk", [papers], qtbot) as at:
        clerk, window, scan, _ = at
        sheet = tmp_path / "sheet.pdf"
        clerk.press(Qt.Key.Key_P, CONTROL)
        menu = QApplication.activePopupWidget()
        assert menu is not None
        for key in (*(Qt.Key.Key_Down,) * 3, Qt.Key.Key_Return):
            clerk.press_in(menu, key)
        clerk.chooses(scan, sheet)
        clerk.waits(sheet.exists)
        clerk.waits(lambda: not window.parallel.running)

        for count, path in enumerate((papers[0], sheet, papers[1]), start=1):
            clerk.press(Qt.Key.Key_O, CONTROL)
            clerk.chooses(scan, path)
            clerk.waits(partial(has_pages, window, count))
        clerk.waits(scan.suggestions.isVisible)
        clerk.press(Qt.Key.Key_Return, CONTROL)
        clerk.waits(lambda: len(open_document(window).pages) == 1)

        with window.desk.store.snapshot() as records:
            documents = records.dossiers.list()[0].documents
        assert [len(each.pages) for each in documents] == [1, 1]

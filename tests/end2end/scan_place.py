"""A clerk at the scan place of the real window, before a scanner with paper in it."""

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from offline_store.records import Document
from scanners.practice.escl_scanner import VirtualScanner, sane_config
from tests.demo_desk import SCANNER, Counter
from tests.window_clerk import Clerk, page, window_on
from views.pages.receive import ReceivePage
from views.pages.scan import ScanPage
from views.presenters.counter import Place
from views.window import Window


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

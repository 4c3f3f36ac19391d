"""Pages in through the window, by keyboard: a jam, a pile in two runs, a batch that is cut."""

import io
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from offline_store.records import Page, Requester
from scanners.png import encode_png
from station.separators import Separator, separator_sheet
from tests.demo_desk import Counter
from tests.end2end.scan_place import has_pages, open_document, scan_place, which
from tests.scanner_fixtures import draw_pages, needs_sane
from views.window import Window

# The display without a screen says so of every dialog and menu.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CONTROL = Qt.KeyboardModifier.ControlModifier


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
def test_a_page_is_seen_while_the_next_is_moving_and_stop_ends_within_that(
    fresh: Counter, qtbot: QtBot, tmp_path: Path
) -> None:
    """A second side that never ends: the first is there, Esc ends the scan, and F5 scans on."""
    papers = draw_pages(tmp_path / "paper", 3)
    with scan_place(fresh, tmp_path / "desk", [papers[:2], papers[2:]], qtbot) as at:
        clerk, window, scan, scanner = at
        scanner.slow_page = 2
        clerk.press(Qt.Key.Key_F9)
        clerk.waits(lambda: scan.strip.count() == 1 and scan.stop.isVisible())
        assert window.scan.scanning
        clerk.press(Qt.Key.Key_Escape)
        assert not scan.stop.isEnabled()
        clerk.waits(partial(has_pages, window, 1))
        assert which(window, papers) == [1]
        assert "scan-stopped" in [message.code for message in window.messages.messages]
        assert not scan.interlude.isVisible()

        scanner.slow_page = None
        clerk.waits(scan.more.isEnabled)
        clerk.press(Qt.Key.Key_F5)
        clerk.waits(partial(has_pages, window, 2))
        assert which(window, papers) == [1, 3]
        assert "defect" not in [message.code for message in window.messages.messages]


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
        for key in (*(Qt.Key.Key_Down,) * 4, Qt.Key.Key_Return):
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


def test_a_batch_is_cut_into_dossiers(fresh: Counter, qtbot: QtBot, tmp_path: Path) -> None:
    """The words say where pages go before the key does it; another paper is of the dossier before.

    Undo brings all of them back, also out of the other dossier.
    """
    papers = draw_pages(tmp_path / "paper", 3)
    with scan_place(fresh, tmp_path / "desk", [papers], qtbot) as at:
        clerk, window, scan, _ = at
        desk = window.desk
        other = desk.receive(Requester("Trần Thị Bình"), "Giấy khai sinh", 1)
        between, of_other = tmp_path / "between.pdf", tmp_path / "other.pdf"
        between.write_bytes(separator_sheet(Separator(), desk.now()))
        of_other.write_bytes(separator_sheet(Separator(other.code), desk.now()))
        batch = (papers[0], of_other, papers[1], between, papers[2])
        for count, path in enumerate(batch, start=1):
            clerk.press(Qt.Key.Key_O, CONTROL)
            clerk.chooses(scan, path)
            clerk.waits(partial(has_pages, window, count))
        clerk.waits(
            lambda: (
                f"5 becomes another paper of dossier {other.code}" in scan.suggestions.words.text()
            )
        )
        assert f"3 to dossier {other.code}" in scan.suggestions.words.text()
        clerk.press(Qt.Key.Key_Return, CONTROL)
        clerk.waits(lambda: len(open_document(window).pages) == 1)

        def of_the_other() -> list[int]:
            with desk.store.snapshot() as records:
                return [len(each.pages) for each in records.dossiers.get(other.id).documents]

        assert of_the_other() == [1, 1]
        clerk.press(Qt.Key.Key_Z, CONTROL)
        clerk.waits(partial(has_pages, window, 5))
        assert of_the_other() == [0]


@needs_sane
def test_both_sides_of_a_card_come_onto_one_sheet(
    fresh: Counter, qtbot: QtBot, tmp_path: Path
) -> None:
    """Front, then back, each found on the glass; the sheet is A4, the card on it life-size.

    One key takes the joining back, and both sides are there as they were cut out.
    """
    front, back = (235, 200, 180), (180, 205, 235)
    glasses = [[_glass(tmp_path / f"{name}.png", at)] for name, at in (("f", front), ("b", back))]
    with scan_place(fresh, tmp_path / "desk", glasses, qtbot) as at:
        clerk, window, scan, _ = at
        clerk.tabs_to(scan.choices.profile)
        for _ in range(scan.choices.profile.count()):
            if scan.choices.profile.currentData() == "identity-card":
                break
            clerk.press(Qt.Key.Key_Down)
        clerk.press(Qt.Key.Key_F9)
        clerk.waits(scan.interlude.isVisible)
        assert scan.interlude.picture.isVisible()
        assert QApplication.focusWidget() is scan.primary
        clerk.press(Qt.Key.Key_F9)
        # Between the second side and the joining of both there is one page, too: the front.
        clerk.waits(lambda: has_pages(window, 1) and open_document(window).pages[0].width == 2480)

        assert scan.view.isVisible()
        (sheet,) = open_document(window).pages
        assert (sheet.width, sheet.height, sheet.dpi) == (2480, 3508, 300)
        assert scan.strip.count() == 1
        with Image.open(io.BytesIO(window.desk.store.files.read(sheet.sha256))) as picture:
            pixels = np.asarray(picture.convert("RGB"), np.int16)
        boxes = [
            _box(np.abs(pixels - np.array(colour)).max(axis=2) < 40) for colour in (front, back)
        ]
        for left, top, right, bottom in boxes:
            assert (right - left) / 300 * 25.4 == pytest.approx(85.6, abs=0.6)
            assert (bottom - top) / 300 * 25.4 == pytest.approx(53.98, abs=0.6)
        assert boxes[0][3] <= boxes[1][1]  # the front above the back

        clerk.press(Qt.Key.Key_Z, CONTROL)
        clerk.waits(partial(has_pages, window, 2))


def _glass(path: Path, colour: tuple[int, int, int]) -> Path:
    """A card of one colour on a dark glass, as large as the glass of the scanner."""
    pixels = np.full((3508, 2480, 3), 30, np.uint8)
    pixels[60 : 60 + 638, 80 : 80 + 1011] = colour
    path.write_bytes(encode_png(pixels, 300, rgb=True))
    return path


def _box(mask: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of where it is true."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


@needs_sane
def test_pages_are_inserted_scanned_again_turned_and_taken_out(
    fresh: Counter, qtbot: QtBot, tmp_path: Path
) -> None:
    """By keys alone, from a real scanner; and each act is taken back, one by one."""
    papers = draw_pages(tmp_path / "paper", 5)
    trays = [papers[:2], [papers[2]], papers[3:]]
    with scan_place(fresh, tmp_path / "desk", trays, qtbot) as at:
        clerk, window, scan, _ = at

        def shows(*expected: int) -> bool:
            still = not (window.scan.scanning or window.serial.running)
            return still and which(window, papers) == list(expected)

        clerk.press(Qt.Key.Key_F9)
        clerk.waits(partial(shows, 1, 2))
        clerk.tabs_to(scan.strip)
        clerk.press(Qt.Key.Key_Home)
        clerk.press(Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
        clerk.waits(partial(shows, 1, 3, 2))
        clerk.tabs_to(scan.strip)
        clerk.press(Qt.Key.Key_End)
        clerk.press(Qt.Key.Key_R, CONTROL)
        clerk.waits(partial(shows, 1, 3, 4))
        replaced = open_document(window).pages
        clerk.press(Qt.Key.Key_BracketRight, CONTROL)
        clerk.waits(lambda: [page.width for page in open_document(window).pages].count(3508) == 1)
        turned = open_document(window).pages
        clerk.tabs_to(scan.strip)
        clerk.press(Qt.Key.Key_Home)
        clerk.press(Qt.Key.Key_Delete)
        clerk.waits(partial(has_pages, window, 2))

        for expected in (turned, replaced):
            clerk.press(Qt.Key.Key_Z, CONTROL)
            clerk.waits(partial(_has_pictures, window, expected))
        for key, order in ((Qt.Key.Key_Z, (1, 3, 2, 4)), (Qt.Key.Key_Z, (1, 2, 3, 4))):
            clerk.press(key, CONTROL)
            clerk.waits(partial(shows, *order))
        clerk.press(Qt.Key.Key_Y, CONTROL)
        clerk.waits(partial(shows, 1, 3, 2, 4))


def test_blank_sides_go_by_key_and_come_back(fresh: Counter, qtbot: QtBot, tmp_path: Path) -> None:
    """The bare one at once; the one with a pale stamp only once it was looked at."""
    (paper,) = draw_pages(tmp_path / "paper", 1)
    bare, stamped = _side(tmp_path / "bare.png", 245), _side(tmp_path / "stamped.png", 220)
    with scan_place(fresh, tmp_path / "desk", [[paper]], qtbot) as at:
        clerk, window, scan, _ = at
        for count, path in enumerate((paper, bare, stamped), start=1):
            clerk.press(Qt.Key.Key_O, CONTROL)
            clerk.chooses(scan, path)
            clerk.waits(partial(has_pages, window, count))
        one, two, three = open_document(window).pages
        clerk.tabs_to(scan.strip)
        clerk.press(Qt.Key.Key_Home)
        clerk.waits(lambda: "Blank: page 2" in scan.suggestions.words.text())
        clerk.press(Qt.Key.Key_Return, CONTROL)
        clerk.waits(partial(has_pages, window, 2))

        clerk.press(Qt.Key.Key_Return, CONTROL)
        assert scan.strip.in_hand() == three.id
        assert len(open_document(window).pages) == 2
        clerk.press(Qt.Key.Key_Return, CONTROL)
        clerk.waits(partial(has_pages, window, 1))
        for kept in ([one, three], [one, two, three]):
            clerk.press(Qt.Key.Key_Z, CONTROL)
            clerk.waits(partial(_has_pictures, window, kept))
        blanks = window.desk.pages.history(open_document(window).id)
        assert [(edit.act, edit.undone) for edit in blanks] == [("blank-removed", True)] * 2


def _has_pictures(window: Window, pages: Sequence[Page]) -> bool:
    """Whether the open document has the pictures of these pages, in their order."""
    now = [page.sha256 for page in open_document(window).pages]
    return now == [page.sha256 for page in pages]


def _side(path: Path, stamp: int) -> Path:
    """An empty side with a stamp as light as that on paper of 245."""
    pixels = np.full((1754, 1240), 245, np.uint8)
    cv2.circle(pixels, (620, 600), 160, (stamp,), 10)
    path.write_bytes(encode_png(pixels, 150))
    return path

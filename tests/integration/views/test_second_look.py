"""Another picture of the same paper beside the page, as the clerk sees it."""

from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from offline_store.records import Page, Reading, Requester, Word
from station.demo.scan_look import ScanLook, scan
from station.demo.sheet import DPI, Faces, Sheet, Type
from tests.integration.views.conftest import LIMIT_MS
from tests.keyboard import press
from tests.store_fixtures import certify, make_block
from views.jobs import QtJobs
from views.pages.compare import ComparePage
from views.presenters.counter import Place
from views.presenters.second_look import Beside, Looking, SecondLookPresenter
from views.side_tabs import Side
from views.window import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
CONTROL = Qt.KeyboardModifier.ControlModifier
ROWS = (
    "Họ, chữ đệm, tên: *NGUYỄN VĂN AN*",
    "Ngày, tháng, năm sinh: *15/4/1999*",
    "Nơi sinh: Bệnh viện Phụ sản Hà Nội, thành phố Hà Nội",
    "Số định danh cá nhân: *001099000123*",
    "Nơi cư trú: Số 1, Phố Thử Nghiệm, phường Đầm Sương, thành phố Hà Nội",
)
FORGED = (ROWS[0], "Ngày, tháng, năm sinh: *15/4/1989*", ROWS[2], ROWS[3].replace("123", "173"))
AGAIN = ScanLook(2, -1.1, paper=(226, 228, 234), grain=6)


@pytest.fixture(scope="module")
def scans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A paper, the same on another day, and its forged twin."""
    folder = tmp_path_factory.mktemp("scans")
    made = {}
    for name, rows, look in (
        ("page", ROWS, ScanLook(1, 0.7)),
        ("same", ROWS, AGAIN),
        ("forged", (*FORGED, ROWS[4]), AGAIN),
    ):
        sheet = Sheet(Faces())
        for at, row in enumerate(rows):
            sheet.line(25, 60 + 9 * at, row, Type())
        picture, _ = scan(np.asarray(sheet.picture), look)
        made[name] = folder / f"{name}.jpg"
        Image.fromarray(picture).save(made[name], quality=88, dpi=(DPI, DPI))
    sheet = Sheet(Faces())
    words = " ".join((*FORGED, ROWS[4])).replace("*", "").split()
    for first in range(0, len(words), 4):  # typed anew: other lines at other places
        sheet.line(40, 100 + 4 * first, " ".join(words[first : first + 4]), Type(13))
    made["retyped"] = folder / "retyped.png"
    sheet.picture.save(made["retyped"], dpi=(DPI, DPI))
    return made


@pytest.fixture
def compare(window: Window, qtbot: QtBot, scans: dict[str, Path]) -> ComparePage:
    """The paper open at Compare; nothing was read on it."""
    dossier = window.desk.receive(Requester("Nguyễn Văn An"), "Trích lục khai sinh")
    document = dossier.documents[0]
    (page,) = window.desk.import_pages(document.id, (scans["page"],))
    with window.desk.store.transaction() as records:
        records.dossiers.keep_reading(page.id, Reading("test", ()))
    window.counter.open(dossier.id, document.id, Place.COMPARE)
    settled(window, qtbot)
    place = window.places[Place.COMPARE]
    assert isinstance(place, ComparePage)
    press(place.edit, Qt.Key.Key_F6)
    press(place.edit, Qt.Key.Key_F6)
    return place


def settled(window: Window, qtbot: QtBot) -> None:
    """Wait until nothing runs."""
    qtbot.waitUntil(lambda: not window.busy, timeout=LIMIT_MS)


def test_what_differs_is_walked_by_enter_on_both_papers(
    compare: ComparePage, window: Window, qtbot: QtBot, scans: dict[str, Path]
) -> None:
    """Each difference is marked, magnified on both, and settled; then the tab counts none."""
    window.second_look.look_at_file(scans["forged"])
    settled(window, qtbot)

    assert len(compare.second.table.rows_model.rows) == 2
    assert compare.second.table.hasFocus()
    assert compare.second.line.isVisible()
    assert _beside(compare).current == 0
    press(compare.second.table, Qt.Key.Key_Return)
    press(compare.second.table, Qt.Key.Key_Return)
    assert _beside(compare).settled == {0, 1}


def _beside(compare: ComparePage) -> Beside:
    beside = compare._beside
    assert beside is not None
    return beside


def test_the_other_paper_is_shown_in_the_pages_place(
    compare: ComparePage, window: Window, qtbot: QtBot, scans: dict[str, Path]
) -> None:
    """Ctrl+Space shows it and takes it back; its pixels are others than the page's."""
    window.second_look.look_at_file(scans["forged"])
    settled(window, qtbot)
    before = compare.view.grab().toImage()

    press(compare.second.table, Qt.Key.Key_Space, CONTROL)
    assert compare.view.grab().toImage() != before
    press(compare.second.table, Qt.Key.Key_Space, CONTROL)
    assert compare.view.grab().toImage() == before


def test_the_same_paper_on_another_day_has_no_difference(
    compare: ComparePage, window: Window, qtbot: QtBot, scans: dict[str, Path]
) -> None:
    """And nothing is left beside the page once it is another one."""
    window.second_look.look_at_file(scans["same"])
    settled(window, qtbot)
    looked = _beside(compare).looked
    assert looked is not None
    assert looked.comparison.same
    assert compare.second.state.isVisible()

    window.second_look.clear()
    assert _beside(compare).looked is None
    compare.show_side(Side.TEXT)
    assert compare.edit.isVisible()


def test_a_file_that_is_no_picture_is_told(
    compare: ComparePage, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    """The place is as before, and can look again."""
    odd = tmp_path / "odd.pdf"
    odd.write_text("no picture", "utf-8")
    window.second_look.look_at_file(odd)
    settled(window, qtbot)

    assert _beside(compare).looking is None
    assert compare.second.scan.isEnabled()


def test_what_cannot_be_laid_over_is_walked_by_its_words(
    compare: ComparePage, window: Window, qtbot: QtBot, scans: dict[str, Path]
) -> None:
    """A retyped paper: words that differ are marked on the page, which alone is magnified."""
    page = _beside(compare).page_id
    words = tuple(
        Word(text, (300 + 200 * at, 800, 180, 60), 0.0, 0)
        for at, text in enumerate(" ".join(ROWS).replace("*", "").split())
    )
    with window.desk.store.transaction() as records:
        records.dossiers.keep_reading(page, Reading("test", words))
    window.second_look.look_at_file(scans["retyped"])
    settled(window, qtbot)

    beside = _beside(compare)
    assert beside.looked is not None
    assert not beside.looked.comparison.aligned
    said = [(each.original, each.copy) for each in beside.differences]
    assert ("15/4/1999", "15/4/1989") in said
    assert len(compare.second.table.rows_model.rows) == len(said)
    assert compare.second.state.isVisible()
    assert not compare.second.line.isVisible()
    for _ in said:
        press(compare.second.table, Qt.Key.Key_Return)
    assert _beside(compare).settled == frozenset(range(len(said)))


def test_an_earlier_copy_is_chosen_from_those_kept_here(
    compare: ComparePage, window: Window, qtbot: QtBot, scans: dict[str, Path], tmp_path: Path
) -> None:
    """A person without one is offered none; with one it is laid over by two clicks."""
    assert not compare.second.earlier.isVisible()
    pdf = tmp_path / "copy.pdf"
    with Image.open(scans["forged"]) as picture:
        picture.save(pdf, resolution=DPI)
    desk = window.desk
    earlier = desk.receive(Requester("NGUYỄN VĂN AN"), "Giấy khai sinh").documents[0]
    with desk.store.transaction() as records:
        records.register.add_block(make_block(7, 9))
    certify(desk.store, earlier.id, pdf.read_bytes())
    page = _beside(compare).page_id
    with desk.store.snapshot() as records:
        page_now = records.dossiers.page(page)
    window.second_look.show_page(None)
    window.second_look.show_page(page_now)
    settled(window, qtbot)

    assert compare.second.earlier.isVisible()
    menu = compare.second.earlier.menu()
    assert menu is not None
    menu.aboutToShow.emit()
    (act,) = menu.actions()
    assert "7" in act.text()
    act.trigger()
    settled(window, qtbot)
    assert len(_beside(compare).differences) == 2


class _Screen:
    """Remembers what was shown."""

    def __init__(self) -> None:
        self.shown: list[Beside | None] = []

    def show_beside(self, beside: Beside | None) -> None:
        """Remember it."""
        self.shown.append(beside)


def test_ink_comes_before_words_and_a_page_that_was_left_gets_neither(
    window: Window, qtbot: QtBot, scans: dict[str, Path]
) -> None:
    """While words are read the differences are there; what comes late is shown nowhere."""
    page = _page(window, scans["page"])
    screen = _Screen()
    jobs = QtJobs(1, "look")
    presenter = SecondLookPresenter(window.counter, screen, jobs)
    presenter.show_page(page)
    presenter.look_at_file(scans["forged"])
    qtbot.waitUntil(lambda: not jobs.running, timeout=LIMIT_MS)
    shown = [each.looking for each in screen.shown if each is not None]
    phases = [looking for looking, _ in groupby(shown)]
    assert phases == [None, Looking.COMPARING, Looking.READING, None]
    reading = next(each for each in screen.shown if each and each.looking is Looking.READING)
    assert len(reading.differences) == 2

    presenter.look_at_file(scans["same"])
    presenter.show_page(None)
    qtbot.waitUntil(lambda: not jobs.running, timeout=LIMIT_MS)
    jobs.close()
    assert screen.shown[-1] is None


def _page(window: Window, file: Path) -> Page:
    document = window.desk.receive(Requester("Trần Thị Bình"), "Giấy tờ").documents[0]
    return window.desk.import_pages(document.id, (file,))[0]

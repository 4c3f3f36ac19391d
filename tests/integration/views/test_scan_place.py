"""The scan place on a real desk, by keys and mouse: pages chosen, cut, joined, dropped, pasted."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from PyQt6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PyQt6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from offline_store.records import Page, PageId
from scanners.picture_files import pages_of
from scanners.spool import Spool
from scanners.values import Device, Mode, ScanOptions, Source
from station.scan_profiles import PAPERS, PROFILES, on_paper
from tests.integration.views.conftest import LIMIT_MS, READING
from tests.keyboard import press
from tests.left_session import left_session
from tests.scanner_fixtures import draw_pages
from views.page_strip import PAGES_DRAGGED, PageStrip
from views.pages.scan import ScanPage
from views.pages.today import TodayPage
from views.presenters.counter import Place
from views.presenters.devices import KnownScanner
from views.presenters.scan_order import Runs, ScanOrder
from views.window import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier


class Hands:
    """A clerk at the scan place of a document of three pages."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot
        page = window.places[Place.SCAN]
        assert isinstance(page, ScanPage)
        self.place = page
        with window.desk.store.snapshot() as records:
            found = records.dossiers.list(text="Nguyễn Văn An")[0]
        for name in ("second", "third"):
            for new in window.desk.import_pages(found.documents[0].id, (_paper(window, name),)):
                with window.desk.store.transaction() as records:
                    records.dossiers.keep_reading(new.id, READING)
        window.counter.open(found.id, found.documents[0].id, Place.SCAN)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing runs."""
        self._qtbot.waitUntil(lambda: not self.window.busy, timeout=LIMIT_MS)

    def presses(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        """Press a key where the focus is, and see what comes of it."""
        press(QApplication.focusWidget() or self.place.strip, key, modifiers)
        self.settle()

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages as they are shown."""
        work = self.window.counter.work
        assert work is not None
        assert self.place.strip.count() == len(work.document.pages)
        return work.document.pages

    def order(self) -> list[PageId]:
        """Their ids."""
        return [page.id for page in self.pages]


@pytest.fixture
def hands(window: Window, qtbot: QtBot) -> Hands:
    """The clerk, with the focus in the strip and the first page in hand."""
    hands = Hands(window, qtbot)
    hands.place.strip.choose(hands.pages[0].id)
    hands.place.strip.setFocus()
    return hands


def _paper(window: Window, name: str) -> Path:
    """One more drawn page, unlike those of other names."""
    page = Image.new("RGB", (1240, 1748), "white")
    drawing = ImageDraw.Draw(page)
    for row in range(150, 1600, 40 + 17 * len(name)):
        drawing.line((200, row, 900, row + 10 * len(name)), fill="black", width=8)
    target = window.desk.home.parent / f"{name}.png"
    page.save(target, dpi=(300, 300))
    return target


def test_several_pages_are_chosen_moved_and_removed_together(hands: Hands) -> None:
    """Shift and an arrow choose; Ctrl and an arrow move them; Del removes; undo and redo."""
    one, two, three = hands.order()
    hands.presses(Qt.Key.Key_Down, SHIFT)
    assert hands.place.strip.chosen() == (one, two)
    hands.presses(Qt.Key.Key_Down, CONTROL)
    assert hands.order() == [three, one, two]
    assert hands.place.strip.chosen() == (one, two)
    hands.presses(Qt.Key.Key_Delete)
    assert hands.order() == [three]
    hands.presses(Qt.Key.Key_Z, CONTROL)
    hands.presses(Qt.Key.Key_Z, CONTROL)
    assert hands.order() == [one, two, three]
    hands.presses(Qt.Key.Key_Y, CONTROL)
    assert hands.order() == [three, one, two]


def test_a_page_is_cropped_by_keys(hands: Hands) -> None:
    """Arrows pull the edges in, Shift pushes them out, Enter cuts; Esc leaves the page alone."""
    before = hands.pages[0]
    hands.presses(Qt.Key.Key_K, CONTROL)
    hands.presses(Qt.Key.Key_Right)
    hands.presses(Qt.Key.Key_Escape)
    assert hands.place.cutting.overlay is None
    assert hands.pages[0] == before

    hands.presses(Qt.Key.Key_K, CONTROL)
    for _ in range(10):
        hands.presses(Qt.Key.Key_Right)
    for _ in range(20):
        hands.presses(Qt.Key.Key_Up)
    for _ in range(10):
        hands.presses(Qt.Key.Key_Down, SHIFT)
    hands.presses(Qt.Key.Key_Return)
    cropped = hands.pages[0]
    assert (cropped.width, cropped.height) == (1116, 1573)
    hands.presses(Qt.Key.Key_Z, CONTROL)
    assert hands.pages[0].sha256 == before.sha256


def test_a_page_is_cropped_by_mouse(hands: Hands) -> None:
    """A frame is drawn around the upper left quarter, and F9 cuts."""
    hands.presses(Qt.Key.Key_K, CONTROL)
    overlay, at = hands.place.cutting.overlay, hands.place.view.paper
    assert overlay is not None
    # A new frame begins where no edge of the old one is.
    drag(overlay, at.topLeft() + QPointF(at.width() * 0.25, at.height() * 0.25), at.center())
    hands.presses(Qt.Key.Key_F9)
    cropped = hands.pages[0]
    assert cropped.width == pytest.approx(1240 / 4, abs=6)
    assert cropped.height == pytest.approx(1748 / 4, abs=6)


def test_a_page_is_cut_in_two_and_joined_again(hands: Hands) -> None:
    """The line stands in the middle; joined, the halves make the page it was."""
    whole = hands.pages[0]
    hands.presses(Qt.Key.Key_T, CONTROL)
    hands.presses(Qt.Key.Key_Return)
    halves = hands.pages[:2]
    assert [(page.width, page.height) for page in halves] == [(1240, 874), (1240, 874)]

    hands.place.strip.choose(halves[0].id)
    hands.place.strip.setFocus()
    hands.presses(Qt.Key.Key_Down, SHIFT)
    hands.presses(Qt.Key.Key_G, CONTROL)
    joined = hands.pages[0]
    assert (joined.width, joined.height) == (whole.width, whole.height)
    assert len(hands.pages) == 3


def test_pages_and_files_are_dropped_between_pages(hands: Hands) -> None:
    """The last page goes before the first, and a file behind it."""
    one, two, three = hands.order()
    strip = hands.place.strip
    dragged = QMimeData()
    dragged.setData(PAGES_DRAGGED, three.encode())
    drop(strip, QPoint(40, 2), dragged)
    hands.settle()
    assert hands.order() == [three, one, two]

    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(_paper(hands.window, "fourth")))])
    second = strip.visualItemRect(strip.item(1))
    drop(strip, QPoint(40, second.top() + 2), files)
    hands.settle()
    new = (set(hands.order()) - {one, two, three}).pop()
    assert hands.order() == [three, new, one, two]


def test_a_copied_picture_is_pasted(hands: Hands) -> None:
    """With the size it has."""
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGray)
    board = QGuiApplication.clipboard()
    assert board is not None
    board.setImage(picture)
    hands.presses(Qt.Key.Key_V, CONTROL)
    assert (hands.pages[-1].width, hands.pages[-1].height) == (300, 200)


def test_a_jam_shows_the_last_good_side_and_goes_on(hands: Hands, tmp_path: Path) -> None:
    """The focus is on the button that goes on; what was put in again drops out."""
    papers = draw_pages(tmp_path / "paper", 3, size=(1240, 1754))
    script = tmp_path / "script.json"
    script.write_text(json.dumps({"pages": [str(p) for p in papers], "jam_at": 3}), "utf-8")
    hands.place.presenter.scan(ScanOrder(f"script:{script}", ScanOptions()))
    hands.settle()

    waits = hands.place.interlude.isVisible(), hands.place.interlude.picture.isVisible()
    assert waits == (True, True)
    assert QApplication.focusWidget() is hands.place.primary
    assert len(hands.order()) == 5

    script.write_text(json.dumps({"pages": [str(p) for p in papers[1:]]}), "utf-8")
    hands.presses(Qt.Key.Key_F9)
    assert hands.place.view.isVisibleTo(hands.place)
    assert len(hands.order()) == 6
    codes = [message.code for message in hands.window.messages.messages]
    assert "paper-jam" in codes
    assert "repeated-dropped" in codes


def test_a_scanner_that_is_gone_is_waited_for_and_may_come_back_as_another(
    hands: Hands, tmp_path: Path
) -> None:
    """Switched off and on after a fault, it has another id: the scan goes on in place there."""
    papers = draw_pages(tmp_path / "paper", 4, size=(1240, 1754))

    def scanner(name: str, pages: list[Path], **script: int) -> KnownScanner:
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps({"pages": [str(page) for page in pages], **script}), "utf-8")
        feeder, modes = (Source.FEEDER,), (Mode.COLOR,)
        device = Device(f"script:{path}", "MFP", "script", feeder, (300,), modes)
        return KnownScanner(device, True, None, 0)

    hands.place.show_devices((scanner("one", papers, jam_at=3),), "")
    hands.presses(Qt.Key.Key_F5)
    (tmp_path / "one.json").unlink()
    hands.presses(Qt.Key.Key_F9)
    assert hands.place.interlude.isVisible()
    codes = [message.code for message in hands.window.messages.messages]
    assert "device-not-found" in codes
    assert len(hands.order()) == 5

    hands.place.show_devices((scanner("two", papers[1:]),), "")
    hands.presses(Qt.Key.Key_F9)
    assert not hands.place.interlude.isVisible()
    assert len(hands.order()) == 7


def test_a_kind_of_paper_sets_the_choices(hands: Hands) -> None:
    """A fragile original goes on the glass; an own choice afterwards is named so."""
    choices = hands.place.choices
    every = Device("sane:x", "X", "sane", tuple(Source), (200, 300, 600), tuple(Mode))
    hands.place.show_devices((KnownScanner(every, False, None, 3),), "")
    assert "3" in choices.state.text()
    kinds = [choices.profile.itemData(at) for at in range(choices.profile.count())]
    assert set(kinds) == {"", *PROFILES}
    sizes = [choices.paper.itemData(at) for at in range(choices.paper.count())]
    assert set(sizes) == {"", *PAPERS}

    choices.profile.setCurrentIndex(kinds.index("identity-card"))
    choices.profile.activated.emit(kinds.index("identity-card"))
    options = choices.options()
    assert (options.source, options.dpi) == (Source.FLATBED, 300)
    assert (options, choices.runs) == (on_paper(options, "id-1"), Runs.CARD)
    assert options.find_paper
    assert options.brightness is None

    ways = [choices.source.itemText(at) for at in range(choices.source.count())]
    assert len(ways) == 6
    choices.source.setCurrentIndex(3)
    choices.source.activated.emit(3)
    assert (choices.runs, choices.options().source) == (Runs.FRONTS_FIRST, Source.FEEDER)
    assert choices.profile.currentData() == ""


def test_brightness_is_asked_for_where_the_scanner_has_it(hands: Hands) -> None:
    """What was set for one scanner is not asked of another, which would do nothing of it."""
    choices = hands.place.choices
    has = Device("sane:a", "A", "sane", (Source.FLATBED,), (300,), (Mode.COLOR,))
    hands.place.show_devices((KnownScanner(has, True, None, 0),), "")
    choices.brightness.setValue(30)
    assert choices.options().brightness == 30

    lacks = replace(has, id="sane:b", brightness=False)
    hands.place.show_devices((KnownScanner(lacks, True, None, 0),), "")
    assert not choices.brightness.isEnabled()
    assert choices.options().brightness is None


def test_the_preferred_scanner_is_taken_once_it_answers(hands: Hands) -> None:
    """One that is only remembered gives way to it; the clerk's own choice to none."""
    old, new = (
        Device(name, name, "sane", (Source.FEEDER,), (300,), (Mode.COLOR,)) for name in "ab"
    )
    show, choices = hands.place.show_devices, hands.place.choices
    show((KnownScanner(old, False, None, 0),), "b")
    show((KnownScanner(new, True, None, 0), KnownScanner(old, False, None, 0)), "b")
    assert choices.device.currentText() == "b"

    choices.device.setCurrentIndex(1)
    choices.device.activated.emit(1)
    show((KnownScanner(new, True, None, 0), KnownScanner(old, False, None, 0)), "b")
    assert choices.device.currentText() == "a"


def test_a_scanner_is_known_again_after_it_was_switched_off_and_on(hands: Hands) -> None:
    """SANE gives a USB scanner another number then; the settings still name the old one."""
    before, since, other = (
        KnownScanner(Device(name, name, "sane", (), (), (Mode.COLOR,)), True, None, 0)
        for name in ("sane:a:libusb:001:004", "sane:a:libusb:001:007", "sane:b:libusb:001:002")
    )
    hands.place.show_devices((other, since), before.device.id)
    assert hands.place.choices.scanner() == since
    hands.place.show_devices((other, since, before), before.device.id)
    assert hands.place.choices.scanner() == before


def test_an_interrupted_scan_is_offered_on_the_first_place(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    """With a picture, the dossier's code and how many pages; one key keeps them."""
    with window.desk.store.snapshot() as records:
        dossier = records.dossiers.list(text="Phạm Thị Ngọc Ánh")[0]
    desk, document = window.desk, dossier.documents[0]
    spool = Spool(left_session(desk.store, desk.home / "spool", document.id))
    for path in draw_pages(tmp_path / "paper", 2, size=(413, 585)):
        list(pages_of(path, spool))
    today = window.places[Place.TODAY]
    assert isinstance(today, TodayPage)
    window.counter.go(Place.TODAY)
    qtbot.waitUntil(lambda: not window.busy, timeout=LIMIT_MS)

    assert today.interrupted.isVisible()
    assert dossier.code in today.interrupted.words.text()
    press(today.table, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: not window.busy, timeout=LIMIT_MS)

    assert window.counter.place is Place.SCAN
    assert window.counter.work is not None
    assert len(window.counter.work.document.pages) == 2


def drag(on: QWidget, start: QPointF, end: QPointF) -> None:
    """Press the mouse, move it, let go."""
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(on, button, none, start.toPoint())  # type: ignore[call-overload]
    QTest.mouseMove(on, end.toPoint())  # type: ignore[call-overload]
    QTest.mouseRelease(on, button, none, end.toPoint())  # type: ignore[call-overload]


def drop(on: PageStrip, at: QPoint, data: QMimeData) -> None:
    """Bring something over it and let it fall there."""
    given = data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (
        QDragEnterEvent(at, Qt.DropAction.CopyAction, *given),
        QDragMoveEvent(at, Qt.DropAction.CopyAction, *given),
        QDropEvent(QPointF(at), Qt.DropAction.CopyAction, *given),
    ):
        QApplication.sendEvent(on.viewport(), event)
        assert event.isAccepted()

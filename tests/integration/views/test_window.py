"""The window on a real desk: places, keys, little room, and leaving."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from offline_store.records import Page, Reading, Word
from tests.integration.views.conftest import LIMIT_MS, paper
from tests.keyboard import press
from views.look import NARROW_BELOW, SMALLEST
from views.pages.compare import ComparePage
from views.pages.scan import ScanPage
from views.pages.today import TodayPage
from views.presenters.counter import Place
from views.presenters.messages import DEFECT
from views.window import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
CONTROL = Qt.KeyboardModifier.ControlModifier


def settled(window: Window, qtbot: QtBot) -> None:
    """Wait until nothing runs."""
    qtbot.waitUntil(lambda: not window.busy, timeout=LIMIT_MS)


def open_row(window: Window, qtbot: QtBot, requester: str) -> None:
    """Open a dossier from today's list as a clerk does."""
    today = window.places[Place.TODAY]
    assert isinstance(today, TodayPage)
    window.counter.go(Place.TODAY)
    settled(window, qtbot)
    today.table.choose(lambda row: row.dossier.requester.name == requester)
    press(today.table, Qt.Key.Key_Return)
    settled(window, qtbot)


def test_today_lists_dossiers_and_opens_them_where_they_stand(window: Window, qtbot: QtBot) -> None:
    """Each opens at its own next step."""
    for requester, place in (
        ("Phạm Thị Ngọc Ánh", Place.SCAN),
        ("Nguyễn Văn An", Place.COMPARE),
        ("Trần Thị Bích Hường", Place.SIGN),
    ):
        open_row(window, qtbot, requester)
        assert window.counter.place is place


def test_every_place_has_its_key(window: Window, qtbot: QtBot) -> None:
    """Ctrl and a digit reach every place, in the order of the rail; 0 is the tenth, F11 the last.

    Whatever place is in front, and whatever that has keys for.
    """
    for place in (*Place, *reversed(Place)):
        position = list(Place).index(place) + 1
        if position > 10:
            press(window, Qt.Key.Key_F11)
        else:
            press(window, Qt.Key(Qt.Key.Key_0 + position % 10), CONTROL)
        settled(window, qtbot)
        assert window.counter.place is place
        assert window.places[place].isVisible()


def test_words_are_compared_with_enter_alone(window: Window, qtbot: QtBot) -> None:
    """Enter walks the doubts; what is typed over a word is kept; F9 marks the page."""
    open_row(window, qtbot, "Nguyễn Văn An")
    compare = window.places[Place.COMPARE]
    assert isinstance(compare, ComparePage)
    qtbot.waitUntil(lambda: compare.edit.text() == "lụt")
    assert compare.edit.hasFocus()

    compare.edit.setText("lục")
    press(compare.edit, Qt.Key.Key_Return)
    settled(window, qtbot)
    assert compare.edit.text() == "khai"
    assert compare.text.toPlainText() == "Trích lục khai"
    press(compare.edit, Qt.Key.Key_Return)
    press(compare.edit, Qt.Key.Key_F9)
    settled(window, qtbot)

    assert window.counter.work is not None
    (page,) = window.counter.work.document.pages
    assert page.compared_at is not None


def test_fields_are_looked_at_and_put_right_by_keys(window: Window, qtbot: QtBot) -> None:
    """F6 brings the fields; what is typed over one is kept, Ctrl+Z takes it back."""
    open_row(window, qtbot, "Nguyễn Văn An")
    assert window.counter.work is not None
    (page,) = window.counter.work.document.pages
    rows = ("GIẤY PHÉP LÁI XE", "Họ tên: TRẦN VĂN AN", "Ngày sinh: 15/04/1999")
    words = tuple(
        Word(word, (100 + 200 * at, 100 + 80 * line, 180, 40), 0.001, line)
        for line, row in enumerate(rows)
        for at, word in enumerate(row.split())
    )
    with window.desk.store.transaction() as records:
        records.dossiers.keep_reading(page.id, Reading("test", words))
    window.counter.refresh()
    settled(window, qtbot)
    compare = window.places[Place.COMPARE]
    assert isinstance(compare, ComparePage)
    press(compare.edit, Qt.Key.Key_F6)
    assert compare.fields.kind.currentText() == "Giấy phép lái xe"
    assert "TRẦN VĂN AN" in compare.edit.text()
    assert "href=" in compare.fields.checks.text()  # nobody on it is the requester

    compare.edit.setText("NGUYỄN VĂN AN")
    press(compare.edit, Qt.Key.Key_Return)
    settled(window, qtbot)
    assert _fields(window, page)["name"] == "NGUYỄN VĂN AN"
    assert "href=" not in compare.fields.checks.text()
    assert compare.edit.text() == "15/04/1999"

    press(compare.edit, Qt.Key.Key_Z, CONTROL)
    settled(window, qtbot)
    assert _fields(window, page)["name"] == "TRẦN VĂN AN"


def _fields(window: Window, page: Page) -> dict[str, str]:
    found = window.desk.papers(page.document_id)[page.id].paper.fields
    return {name: field.value for name, field in found.items()}


def test_pages_are_turned_moved_and_taken_back_by_keys(window: Window, qtbot: QtBot) -> None:
    """Each act shows at once in the strip, and Ctrl+Z undoes one after the other."""
    open_row(window, qtbot, "Nguyễn Văn An")
    scan = window.places[Place.SCAN]
    assert isinstance(scan, ScanPage)
    assert window.counter.work is not None
    document_id = window.counter.work.document.id
    window.desk.import_pages(document_id, (second_paper(window),))
    window.counter.go(Place.SCAN)
    window.counter.refresh()
    settled(window, qtbot)
    assert scan.strip.count() == 2
    first = scan.strip.in_hand()

    def at_key(key: Qt.Key, modifiers: Qt.KeyboardModifier = CONTROL) -> tuple[Page, ...]:
        press(scan.strip, key, modifiers)
        settled(window, qtbot)
        assert window.counter.work is not None
        return window.counter.work.document.pages

    before = window.counter.work.document.pages
    turned = at_key(Qt.Key.Key_BracketRight)
    assert (turned[0].width, turned[0].height) == (before[0].height, before[0].width)
    moved = at_key(Qt.Key.Key_Down)
    assert [page.id for page in moved] == [before[1].id, before[0].id]
    assert scan.strip.in_hand() == first
    (left,) = at_key(Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    assert scan.strip.in_hand() == left.id == before[1].id

    for _ in range(3):
        after = at_key(Qt.Key.Key_Z)
    assert [(page.id, page.sha256) for page in after] == [(p.id, p.sha256) for p in before]
    assert scan.strip.count() == 2


@pytest.mark.parametrize("size", [SMALLEST, (683, 384), (1366, 720), (1920, 1080)])
def test_nothing_is_cut_off_at_any_size(
    window: Window, qtbot: QtBot, size: tuple[int, int]
) -> None:
    """Every control lies inside what is seen, or in an area that scrolls to it."""
    window.resize(*size)
    open_row(window, qtbot, "Trần Thị Bích Hường")
    for place in Place:
        window.counter.go(place)
        settled(window, qtbot)
        qtbot.wait(1)
        assert (window.width(), window.height()) == size
        for control in controls(window):
            assert inside(control, window), f"{place}: {control.accessibleName()} is cut off"


def test_little_room_folds_panel_and_words_and_gives_them_back(
    window: Window, qtbot: QtBot
) -> None:
    """Narrow leaves the work; wide brings the dossier back; a key shows it anyway."""
    assert window.panel.isVisible()
    window.resize(NARROW_BELOW - 1, 600)
    assert not window.panel.isVisible()
    press(window, Qt.Key.Key_D, CONTROL)
    assert window.panel.isVisible()
    window.resize(NARROW_BELOW + 100, 600)
    assert window.panel.isVisible()


def test_every_control_has_a_name(window: Window, qtbot: QtBot) -> None:
    """A screen reader finds a word for whatever can be pressed or filled in."""
    for kind in (QAbstractButton, QLineEdit, QComboBox):
        for control in window.findChildren(kind):
            own = not control.objectName().startswith("qt_") and not control.isHidden()
            if not own or control.focusPolicy() == Qt.FocusPolicy.NoFocus:
                continue
            text = control.text() if isinstance(control, QAbstractButton) else ""
            assert control.accessibleName() or text.strip(), control.parent()


def test_messages_stay_in_the_list_and_keys_have_a_sheet(window: Window, qtbot: QtBot) -> None:
    """A defect is told without holding anything up; the list keeps it; F1 shows all keys."""
    window.show_defect()
    press(window, Qt.Key.Key_L, CONTROL)
    assert window.messages.isVisible()
    assert window.messages.messages[0].code == DEFECT
    press(window, Qt.Key.Key_F1)
    assert window.keys.isVisible()
    window.keys.close()
    assert QApplication.activeModalWidget() is None


def test_leaving_waits_for_what_is_being_written(window: Window, qtbot: QtBot) -> None:
    """A job under way comes to its end before the window goes."""
    ended: list[bool] = []
    slow: Callable[[], None] = lambda: time.sleep(0.3)  # noqa: E731
    window.serial.start(slow, lambda _: ended.append(True), lambda error: None)

    with qtbot.waitSignal(window.left, timeout=LIMIT_MS):
        assert not window.close()

    assert ended == [True]
    assert window.closed


def second_paper(window: Window) -> Path:
    """One more drawn page."""
    return paper(window.desk.home.parent / "second")


def controls(window: Window) -> list[QWidget]:
    """What can be pressed or filled in and is not scrolled by its own area."""
    found: list[QWidget] = []
    for kind in (QAbstractButton, QLineEdit, QComboBox):
        found.extend(w for w in window.findChildren(kind) if w.isVisible() and w.width() > 0)
    return found


def inside(control: QWidget, window: Window) -> bool:
    """Whether the control's whole rectangle lies within every ancestor that does not scroll."""
    parent = control.parentWidget()
    while parent is not None and parent is not window:
        if parent.objectName() == "qt_scrollarea_viewport":
            at = control.mapTo(parent, control.rect().topLeft())
            # Scrolled up and down, never sideways.
            return at.x() >= 0 and at.x() + control.width() <= parent.width()
        at = control.mapTo(parent, control.rect().topLeft())
        if at.x() < 0 or at.x() + control.width() > parent.width():
            return False
        parent = parent.parentWidget()
    return True

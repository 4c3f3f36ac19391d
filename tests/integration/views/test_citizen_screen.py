"""The citizen's screen on the real window: opened by its key, emptied before another's turn."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from offline_store.records import Requester
from station.bootstrap import Desk, seat
from station.consent import Purpose
from station.people import NOBODY
from tests.account_fixtures import everybody
from tests.integration.views.conftest import LIMIT_MS
from tests.integration.views.test_sign_in import AtTheDoor
from tests.keyboard import press
from tests.store_fixtures import certify, make_block
from tests.window_clerk import open_window, page
from views.pages.receive import ReceivePage
from views.presenters.counter import Place
from views.qr_code import QrCode
from views.window import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
SHIFT = Qt.KeyboardModifier.ShiftModifier
AN, HUONG = "Nguyễn Văn An", "Trần Thị Bích Hường"


def open_dossier(window: Window, name: str, qtbot: QtBot) -> None:
    """Open somebody's dossier, and wait until it is there."""
    with window.desk.store.snapshot() as records:
        (dossier,) = records.dossiers.list(text=name)
    window.counter.open(dossier.id, dossier.documents[0].id, Place.COMPARE)
    qtbot.waitUntil(
        lambda: window.counter.work is not None and window.counter.work.dossier.id == dossier.id,
        timeout=LIMIT_MS,
    )
    qtbot.waitUntil(lambda: not window.busy, timeout=LIMIT_MS)


def words(window: Window) -> str:
    """Every word on the citizen's screen, whether it is seen or not."""
    screen = window.citizen.screen
    return "\n".join(each.text() for each in screen.findChildren(QLabel))


@pytest.fixture
def beside(window: Window, qtbot: QtBot) -> Window:
    """The window with the citizen's screen open."""
    press(window, Qt.Key.Key_F11, SHIFT)
    qtbot.waitUntil(window.citizen.screen.isVisible, timeout=LIMIT_MS)
    return window


def test_its_key_opens_it_and_puts_it_away(beside: Window, qtbot: QtBot) -> None:
    """A tablet's window where there is no second screen; the clerk's keys stay the clerk's."""
    screen = beside.citizen.screen
    assert not screen.isFullScreen()
    open_dossier(beside, AN, qtbot)
    assert AN in words(beside)
    press(beside, Qt.Key.Key_F11, SHIFT)
    qtbot.waitUntil(lambda: not screen.isVisible(), timeout=LIMIT_MS)
    assert AN not in words(beside)


def test_only_the_open_dossier_is_there(beside: Window, qtbot: QtBot) -> None:
    """Another one takes its place; in between there is nobody's."""
    open_dossier(beside, AN, qtbot)
    assert (AN in words(beside), "4.000 đ" in words(beside)) == (True, True)
    with beside.desk.store.snapshot() as records:
        (next_one,) = records.dossiers.list(text=HUONG)
    beside.counter.open(next_one.id, next_one.documents[0].id, Place.COMPARE)
    assert AN not in words(beside)
    assert HUONG not in words(beside)
    qtbot.waitUntil(lambda: HUONG in words(beside), timeout=LIMIT_MS)
    assert AN not in words(beside)
    beside.counter.close_work()
    assert HUONG not in words(beside)


def test_a_card_is_there_to_be_confirmed(beside: Window, qtbot: QtBot) -> None:
    """What the form got from it, until the form is empty again; not who was here before."""
    open_dossier(beside, AN, qtbot)
    press(beside, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert AN not in words(beside)
    receive = page(beside, Place.RECEIVE, ReceivePage)
    receive.show_requester(Requester("Lê Thị Thử", "001199000321", "01/02/1999", "Hà Nội"))
    said = words(beside)
    assert all(each in said for each in ("Lê Thị Thử", "001199000321", "01/02/1999", "Hà Nội"))
    receive.show_empty()
    assert "Lê Thị Thử" not in words(beside)


def test_a_signed_copy_has_its_address_there(beside: Window, qtbot: QtBot) -> None:
    """As a code to be taken home."""
    store = beside.desk.store
    with store.snapshot() as records:
        (dossier,) = records.dossiers.list(text=HUONG)
    with store.transaction() as records:
        records.register.add_block(make_block())
    certify(store, dossier.documents[0].id, b"%PDF-1.7 signed")
    open_dossier(beside, HUONG, qtbot)
    assert "TS-000001" in words(beside)
    codes = beside.citizen.screen.findChildren(QrCode)
    assert [code.toolTip() for code in codes] == ["https://tra-cuu.example/TS-000001"]


def test_a_question_is_answered_on_the_screen(beside: Window, qtbot: QtBot) -> None:
    """Put there by keys; yes and no look alike; the answer is seen by the clerk."""
    open_dossier(beside, AN, qtbot)
    press(beside, Qt.Key.Key_F12, SHIFT)
    dialog = beside.citizen.consent
    qtbot.waitUntil(lambda: not beside.busy, timeout=LIMIT_MS)
    assert dialog.isVisible()
    assert dialog.stands.text() == "Not asked yet."
    dialog.on_screen.setFocus()
    press(dialog.on_screen, Qt.Key.Key_Return)
    screen = beside.citizen.screen
    assert screen.yes is not None
    assert screen.no is not None
    assert screen.yes.size() == screen.no.size()
    assert not any(
        button.isDefault() or button.hasFocus() for button in screen.findChildren(QPushButton)
    )
    no = screen.no
    no.click()
    assert not no.isVisible()
    qtbot.waitUntil(lambda: dialog.stands.text() == "The citizen did not agree.", timeout=LIMIT_MS)
    work = beside.counter.work
    assert work is not None
    assert beside.desk.ask_consent.answers(work.dossier.id) == {Purpose.MAIL: False}


@pytest.fixture
def door(desk: Desk, qtbot: QtBot) -> Iterator[AtTheDoor]:
    """The window of a desk where people sign in."""
    everybody(desk.store, datetime.now(UTC))
    with open_window(seat(desk, NOBODY), qtbot) as window:
        door = AtTheDoor(qtbot, window)
        door.settle()
        yield door


def test_a_locked_screen_blanks_the_citizens(door: AtTheDoor, qtbot: QtBot) -> None:
    """At the same moment; unlocked, the dossier that is open stands there again."""
    window = door.window
    door.signs_in("an")
    door.press(Qt.Key.Key_F11, SHIFT)
    open_dossier(window, AN, qtbot)
    assert AN in words(window)
    door.locks()
    assert door.covered()
    assert AN not in words(window)
    window.counter.refresh()
    door.settle()
    assert AN not in words(window)
    door.enters("mưa rào mùa hạ")
    qtbot.waitUntil(lambda: AN in words(window), timeout=LIMIT_MS)


def test_pictures_of_it(beside: Window, qtbot: QtBot, tmp_path: Path) -> None:
    """Nothing is cut off at a tablet's size, on end or on its side."""
    open_dossier(beside, AN, qtbot)
    screen = beside.citizen.screen
    for size in ((1024, 700), (768, 1024)):
        screen.resize(*size)
        assert screen.grab().save(str(tmp_path / f"{size[0]}.png"))
        across = screen.area.horizontalScrollBar()
        assert across is not None
        assert across.maximum() == 0

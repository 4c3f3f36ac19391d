"""People choose other keys on the sheet: they work at once and next time, and never clash."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from offline_store.key_box import FILE_NAME as KEYS_OF_THE_DESK
from station.bootstrap import open_desk
from station.key_settings import KeySettings
from station.settings import AgencySettings, Settings, StoreSettings
from tests.integration.views.conftest import LIMIT_MS
from tests.keyboard import press
from tests.window_clerk import open_window
from views.chosen_keys import CHOSEN, FILE_NAME
from views.key_groups import key_groups
from views.key_wiring import written
from views.pages.compare import ComparePage
from views.presenters.counter import Place
from views.window import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def own_keys() -> Iterator[None]:
    """No test leaves its keys to another."""
    yield
    CHOSEN.take({}, "test")


def choose(window: Window, chip: QToolButton, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    """Press a key of the list, then the one that is to do its work."""
    chip.click()
    press(window.keys.edit, key, *modifiers)


def at(window: Window) -> Place:
    """The place in front."""
    return window.counter.place


def settled(window: Window, qtbot: QtBot) -> None:
    """Wait until nothing runs."""
    qtbot.waitUntil(lambda: not window.busy, timeout=LIMIT_MS)


def test_a_chosen_key_works_at_once_and_is_named_everywhere(window: Window, qtbot: QtBot) -> None:
    """The old one does nothing any more; tool tips and words name the new one; it is kept."""
    window.keys.toggle()
    choose(window, window.keys.chips[None, "Ctrl+3"], Qt.Key.Key_F13)
    choose(window, window.keys.chips["compare", "F7"], Qt.Key.Key_Left, CONTROL)
    window.keys.close()

    press(window, Qt.Key.Key_3, CONTROL)
    assert at(window) is Place.TODAY
    press(window, Qt.Key.Key_F13)
    settled(window, qtbot)
    assert at(window) is Place.DOSSIERS
    assert window.keys.chips[None, "Ctrl+3"].text() == "F13"
    kept = json.loads((window.desk.home / FILE_NAME).read_text("utf-8"))
    assert kept == {"/Ctrl+3": "F13", "compare/F7": "Ctrl+Left"}
    assert CHOSEN.said("Compare", "The doubt before (F7)") == "The doubt before (Ctrl+Left)"
    assert CHOSEN.said("Scan", "Something (F7)") == "Something (F7)"


def test_a_chosen_key_costs_the_desk_nothing(window: Window, qtbot: QtBot) -> None:
    """Its own sealed key lies in its home, too: what was kept there stays as it was."""
    home = window.desk.home
    before = {path: path.read_bytes() for path in home.iterdir() if path.is_file()}
    sealed = {path for path in before if path.name in ("keys.json", "desk.key")}
    assert len(sealed) == 2
    window.keys.toggle()
    choose(window, window.keys.chips[None, "Ctrl+3"], Qt.Key.Key_F24)
    window.keys.close()
    assert {path: path.read_bytes() for path in sealed} == {path: before[path] for path in sealed}
    assert (home / FILE_NAME) not in before
    settled(window, qtbot)
    assert window.messages.messages == []


def test_a_clash_is_refused_in_words(window: Window) -> None:
    """What does something at the place or everywhere, and what types, is not taken."""
    sheet = window.keys
    sheet.toggle()
    chip = sheet.chips["compare", "F7"]
    for key, modifiers in (
        (Qt.Key.Key_F4, ()),  # at the same place
        (Qt.Key.Key_F2, ()),  # everywhere
        (Qt.Key.Key_F9, ()),  # the next step stays where it is
        (Qt.Key.Key_A, ()),
    ):
        before = sheet.says.text()
        choose(window, chip, key, *modifiers)
        assert sheet.says.text() != before
        assert sheet.edit.isVisible()
        assert chip.text() == "F7"
    # At another place it may do something else.
    press(sheet.edit, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    assert chip.text() == "Shift+F5"
    assert not sheet.edit.isVisible()


def test_the_windows_own_keys_come_back(window: Window, qtbot: QtBot) -> None:
    """One button brings back all of them."""
    window.keys.toggle()
    choose(window, window.keys.chips[None, "Ctrl+3"], Qt.Key.Key_F13)
    window.keys.own.click()
    window.keys.close()

    press(window, Qt.Key.Key_3, CONTROL)
    settled(window, qtbot)
    assert window.counter.place is Place.DOSSIERS
    assert json.loads((window.desk.home / FILE_NAME).read_text("utf-8")) == {}


def test_the_administrator_chooses_keys_and_may_keep_them(tmp_path: Path, qtbot: QtBot) -> None:
    """By the settings; the sheet then shows them and offers no other."""
    settings = Settings(
        agency=AgencySettings(name="Phường Thử Nghiệm", code="H26.99.1"),
        store=StoreSettings(keyring=False),
        keys=KeySettings({"compare/F7": "Ctrl+Left", "/F2": "F13"}, may_change=False),
    )
    with (
        closing(open_desk(tmp_path / "own", settings=settings)) as desk,
        open_window(desk, qtbot) as window,
    ):
        settled(window, qtbot)
        assert window.keys.chips == {}
        press(window, Qt.Key.Key_F13)
        settled(window, qtbot)
        assert window.counter.place is Place.RECEIVE


def test_every_key_of_the_sheet_is_there(window: Window) -> None:
    """What the sheet names as a command key is a shortcut of that place: nothing is made up."""
    elsewhere = {"F4", "F5", "F6", "F7", "F9", "Shift+F9", "F1", "?"}
    sign_in = {"Ctrl+Shift+L", "Ctrl+Shift+P"}
    lists = {"Enter", "Esc", "Del", "Shift+↑", "Shift+↓", "1", "…", "9"}
    for group in key_groups():
        for keys, act in group.entries:
            for own in keys.split():
                if own in lists | sign_in or (group.scope is None and own in elsewhere):
                    continue
                assert (group.scope, own) in window.keys.chips, (group.title, own, act)


def test_every_key_of_the_window_is_on_the_sheet(window: Window) -> None:
    """And no key of a place is one that works everywhere: Qt would do neither."""
    listed = {
        (group.scope, written(own))
        for group in key_groups()
        for keys, _ in group.entries
        for own in keys.split()
    }
    everywhere = {key for scope, key in window.keys.wiring.all_keys() if scope is None}

    unlisted = {
        (scope, key)
        for scope, key in window.keys.wiring.all_keys()
        if (scope, key) not in listed and key != "F9"  # which is listed once for all places
    }
    clashing = {
        (scope, key)
        for scope, key in window.keys.wiring.all_keys()
        if scope is not None and key in everywhere
    }
    assert unlisted == set()
    assert clashing == set()


def test_a_page_says_which_key_differs(window: Window) -> None:
    """The help below the line names the key that was chosen when it is said anew."""
    compare = window.places[Place.COMPARE]
    assert isinstance(compare, ComparePage)
    assert "F10" in compare.help.text()


def test_choosing_a_key_leaves_the_desks_own_keys_alone(tmp_path: Path, qtbot: QtBot) -> None:
    """What the window's keys are kept in is not what opens the desk: it opens the next day."""
    settings = Settings(
        agency=AgencySettings(name="Phường Thử Nghiệm", code="H26.99.1"),
        store=StoreSettings(keyring=False),
    )
    home = tmp_path / "own"
    with closing(open_desk(home, settings=settings)) as desk, open_window(desk, qtbot) as window:
        settled(window, qtbot)
        sealed = (home / KEYS_OF_THE_DESK).read_bytes()
        window.keys.toggle()
        choose(window, window.keys.chips[None, "Ctrl+3"], Qt.Key.Key_F13)
        assert (home / FILE_NAME).is_file()
    assert (home / KEYS_OF_THE_DESK).read_bytes() == sealed
    open_desk(home, settings=settings).close()

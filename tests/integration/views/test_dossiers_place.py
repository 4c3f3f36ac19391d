"""The dossiers' place by keys: found by what was typed, chosen by what it waits for, opened."""

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.integration.views.conftest import LIMIT_MS
from tests.keyboard import press, write
from tests.window_clerk import page
from views.pages.dossiers import DossiersPage
from views.presenters.counter import Place
from views.window import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_a_dossier_is_found_and_opened_by_keys(window: Window, qtbot: QtBot) -> None:
    """Ctrl+3, Ctrl+F, its name without marks, Enter, Enter: it stands at its next step."""
    press(window, Qt.Key.Key_3, CONTROL)
    place = page(window, Place.DOSSIERS, DossiersPage)
    assert place.isVisible()
    qtbot.waitUntil(lambda: len(place.table.rows_model.rows) == 3, timeout=LIMIT_MS)
    press(window, Qt.Key.Key_F, CONTROL)
    assert QApplication.focusWidget() is place.search
    write(place.search, "bich huong")
    press(place.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(place.table.rows_model.rows) == 1, timeout=LIMIT_MS)
    assert QApplication.focusWidget() is place.table
    press(place.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.counter.work is not None, timeout=LIMIT_MS)
    assert window.counter.work is not None
    assert window.counter.work.dossier.requester.name == "Trần Thị Bích Hường"
    assert window.counter.place is Place.SIGN


def test_what_fits_nothing_says_what_to_do(window: Window, qtbot: QtBot) -> None:
    """And nothing is to be opened then."""
    press(window, Qt.Key.Key_3, CONTROL)
    place = page(window, Place.DOSSIERS, DossiersPage)
    at = place.waiting_for.findText("Refused by central")
    place.waiting_for.setCurrentIndex(at)
    place.waiting_for.activated.emit(at)
    qtbot.waitUntil(lambda: not place.primary.isEnabled(), timeout=LIMIT_MS)
    assert not place.table.isVisible()
    press(place, Qt.Key.Key_F9)
    assert window.counter.work is None

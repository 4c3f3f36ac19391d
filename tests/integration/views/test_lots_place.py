"""The place of lots by keys: opened, fed, called done, handed in; checked by somebody else."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from offline_store.lots import LotState
from station.bootstrap import Desk, seat
from station.lot_settings import LotSettings
from tests.integration.views.conftest import LIMIT_MS
from tests.keyboard import press, write
from tests.lot_desk import CHECKER, TYPIST, fill, lot_desk, lot_now, open_lot
from tests.scanner_fixtures import draw_page
from tests.window_clerk import open_window, page
from views.lot_dialogs import DifferenceDialog, KeysDialog, NewLotDialog, WrongDialog
from views.pages.lots import LotsPage
from views.presenters.counter import Place
from views.window import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
DialogT = TypeVar("DialogT", bound=QDialog)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk where numbers are typed twice, with An at it."""
    with lot_desk(tmp_path / "desk", lots=LotSettings(double_keyed={"any": "number"})) as desk:
        yield desk


def at_lots(window: Window, qtbot: QtBot) -> LotsPage:
    """Go there by its key."""
    qtbot.waitUntil(lambda: not window.busy, timeout=LIMIT_MS)
    press(window, Qt.Key.Key_9, CONTROL)
    place = page(window, Place.LOTS, LotsPage)
    assert place.isVisible()
    qtbot.waitUntil(lambda: not window.busy, timeout=LIMIT_MS)
    return place


def strike(
    place: LotsPage,
    qtbot: QtBot,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press a key in the window, once it has the keys again after a dialog."""

    def in_front() -> bool:
        # Where there is no window manager, nobody else brings the window back after a dialog.
        window = place.window()
        assert window is not None
        window.activateWindow()
        return place.isActiveWindow()

    qtbot.waitUntil(in_front, timeout=LIMIT_MS)
    press(place, key, modifiers)


def asked(place: LotsPage, kind: type[DialogT], qtbot: QtBot) -> DialogT:
    """The dialog that was opened, once it has the keys."""
    shown: list[DialogT] = []

    def there() -> bool:
        shown[:] = [each for each in place.findChildren(kind) if each.isActiveWindow()]
        return len(shown) == 1

    qtbot.waitUntil(there, timeout=LIMIT_MS)
    return shown[0]


def test_an_operator_needs_no_mouse(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    """Ctrl+N, what it is, F9; Ctrl+O and a file; F9: done; not handed in before keying."""
    with open_window(desk, qtbot) as window:
        place = at_lots(window, qtbot)
        strike(place, qtbot, Qt.Key.Key_N, CONTROL)
        dialog = asked(place, NewLotDialog, qtbot)
        assert not dialog.decide.isEnabled()
        write(dialog.name, "Khai sinh 1998")
        at = dialog.procedure.findText("Đăng ký đất", Qt.MatchFlag.MatchStartsWith)
        dialog.procedure.setCurrentIndex(at)
        dialog.paper.setCurrentIndex(dialog.paper.findData(5))
        press(dialog.name, Qt.Key.Key_F9)
        qtbot.waitUntil(lambda: place.sheet is not None, timeout=LIMIT_MS)
        assert place.sheet is not None
        assert place.primary.accessibleName() == "Scan the next"
        file = draw_page(tmp_path / "one.png", 1, (120, 170))
        strike(place, qtbot, Qt.Key.Key_O, CONTROL)
        chooser = asked(place, QFileDialog, qtbot)
        typed = chooser.findChild(QLineEdit)
        assert typed is not None
        typed.setText(str(file))
        press(typed, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: len(place.rows.rows_model.rows) == 1, timeout=LIMIT_MS)
        qtbot.waitUntil(
            lambda: place.primary.accessibleName() == "Dossier is done", timeout=LIMIT_MS
        )
        strike(place, qtbot, Qt.Key.Key_F9)
        qtbot.waitUntil(lambda: place.sheet is not None and place.sheet.done == 1, timeout=LIMIT_MS)
        assert not place.hand_in.isEnabled()
        assert "to be typed twice: 1" in place.lacks.text()
        strike(place, qtbot, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: place.sheet is None, timeout=LIMIT_MS)
        assert QApplication.focusWidget() is place.lots
        press(place.lots, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: place.sheet is not None, timeout=LIMIT_MS)
        strike(place, qtbot, Qt.Key.Key_F5)
        qtbot.waitUntil(lambda: window.counter.place is Place.SCAN, timeout=LIMIT_MS)
        assert window.counter.work is not None
        assert window.counter.work.dossier.code.endswith(".0002")


def test_a_second_person_types_blind_and_decides(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    """F6 asks without telling the first; F6 again shows the difference and asks what holds."""
    lot = open_lot(desk)
    fill(desk, lot, tmp_path / "papers", 1)
    with open_window(seat(desk, TYPIST), qtbot) as window:
        place = at_lots(window, qtbot)
        press(place.lots, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: place.sheet is not None, timeout=LIMIT_MS)
        strike(place, qtbot, Qt.Key.Key_F6)
        keys = asked(place, KeysDialog, qtbot)
        ((edit, _),) = keys.fields.values()
        assert edit.text() == ""
        write(edit, "118/1999")
        press(edit, Qt.Key.Key_F9)
        qtbot.waitUntil(
            lambda: (
                place.sheet is not None
                and bool(place.sheet.to_key)
                and bool(place.sheet.to_key[0].differing)
            ),
            timeout=LIMIT_MS,
        )
        strike(place, qtbot, Qt.Key.Key_F6)
        decision = asked(place, DifferenceDialog, qtbot)
        assert not decision.decide.isEnabled()
        second = next(choice for choice, text in decision.choices if text == "118/1999")
        second.setChecked(True)
        press(decision, Qt.Key.Key_F9)
        qtbot.waitUntil(
            lambda: place.sheet is not None and not place.sheet.to_key, timeout=LIMIT_MS
        )


def test_a_checker_goes_through_the_sample(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    """F9: this one is right, and the next is in hand; Ctrl+J: wrong; then the lot goes back."""
    lot = open_lot(desk)
    fill(desk, lot, tmp_path / "papers", 2)
    for each in desk.key_again.waiting(lot.id):
        seat(desk, TYPIST).key_again.key(each.document_id, {"number": ""})
    desk.lots.hand_in(lot.id)
    with open_window(seat(desk, CHECKER), qtbot) as window:
        place = at_lots(window, qtbot)
        press(place.lots, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: place.sheet is not None, timeout=LIMIT_MS)
        assert place.primary.accessibleName() == "This one is right"
        qtbot.waitUntil(lambda: "page 1 of 1" in place.papers.caption.text(), timeout=LIMIT_MS)
        strike(place, qtbot, Qt.Key.Key_F9)
        qtbot.waitUntil(
            lambda: place.sheet is not None and place.sheet.judged == 1, timeout=LIMIT_MS
        )
        row = place.rows.in_hand()
        assert row is not None
        assert row.verdict is None
        strike(place, qtbot, Qt.Key.Key_J, CONTROL)
        wrong = asked(place, WrongDialog, qtbot)
        wrong.choices["unreadable"].setChecked(True)
        press(wrong, Qt.Key.Key_F9)
        qtbot.waitUntil(
            lambda: place.primary.accessibleName() == "Send the lot back", timeout=LIMIT_MS
        )
        assert not place.files.isVisible(), "a checker digitises nothing"
        strike(place, qtbot, Qt.Key.Key_F9)
        qtbot.waitUntil(lambda: lot_now(desk, lot).state is LotState.SENT_BACK, timeout=LIMIT_MS)

"""Money for procedures in the window: exempted, taken, and the day closed, by keys."""

import pytest
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from offline_store.handling import Axis
from offline_store.records import Document, Requester
from station.bootstrap import Desk
from station.dossier_states import Money
from tests.integration.views.conftest import LIMIT_MS, in_front
from tests.keyboard import press, write
from views.money_dialog import MoneyDialog
from views.print_preview import PrintPreview
from views.reason_dialog import ReasonDialog
from views.window import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise()", "grabbing")

LAND = "9.900001"


@pytest.fixture
def plot(desk: Desk) -> Document:
    """The pile of a registration of land."""
    desk.take_catalogue.sample()
    dossier = desk.receive_for_procedure(Requester("Lê Văn Thửa"), LAND)
    return desk.sort_pile.open(dossier.id)


def test_the_fee_is_taken_and_the_day_closed(window: Window, qtbot: QtBot, plot: Document) -> None:
    """Half of it, on a ground; the receipt comes; the close has it, once, and its cancelling."""
    handling, day = window.handling, window.sheets.day
    window.counter.open(plot.dossier_id, plot.id)
    qtbot.waitUntil(lambda: window.counter.work is not None and not window.busy, timeout=LIMIT_MS)
    handling.open_sheet()
    qtbot.waitUntil(lambda: handling.money.isVisible() and not window.busy, timeout=LIMIT_MS)
    assert "The fee is not paid yet." in handling.due.text()
    press(handling.steps, Qt.Key.Key_F5)
    dialog = handling.findChild(MoneyDialog)
    assert dialog is not None
    assert dialog.total.text() == "100.000 đ"
    (choice,) = dialog.choices.values()
    choice.setCurrentIndex(1)
    assert dialog.total.text() == "50.000 đ"
    assert not dialog.code.isVisible(), "nobody set an account"
    press(dialog.take, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: handling.findChild(PrintPreview) is not None, timeout=LIMIT_MS)
    preview = handling.findChild(PrintPreview)
    assert preview is not None
    preview.close()
    qtbot.waitUntil(lambda: "Paid: 50.000 đ" in handling.due.text(), timeout=LIMIT_MS)
    assert handling.money.text().startswith("Cancel the receipt")
    with window.desk.store.snapshot() as records:
        assert records.handling.get(plot.dossier_id).state(Axis.MONEY) == Money.PAID

    handling.close()
    in_front(window, qtbot)
    press(window, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: len(day.table.rows_model.rows) == 1, timeout=LIMIT_MS)
    assert "50.000 đ" in day.sums.text()
    press(day.table, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: day.findChild(PrintPreview) is not None, timeout=LIMIT_MS)
    closing = day.findChild(PrintPreview)
    assert closing is not None
    closing.close()
    assert day.heading.text().startswith("Closed: number 1")
    assert not day.shut.isEnabled()
    day.open_sheet()
    qtbot.waitUntil(lambda: day.table.rows_model.rows == () and not window.busy, timeout=LIMIT_MS)
    assert not day.shut.isEnabled()

    handling.open_sheet(plot.dossier_id)
    qtbot.waitUntil(lambda: handling.money.isVisible() and not window.busy, timeout=LIMIT_MS)
    press(handling.steps, Qt.Key.Key_F5)
    why = handling.findChild(ReasonDialog)
    assert why is not None
    assert not why.decide.isEnabled()
    write(why.reason, "Thu nham")
    press(why.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "The fee is not paid yet." in handling.due.text(), timeout=LIMIT_MS)
    qtbot.waitUntil(lambda: handling.findChild(PrintPreview) is not None, timeout=LIMIT_MS)
    slip = handling.findChild(PrintPreview)
    assert slip is not None
    slip.close()
    assert handling.money.text().startswith("Take the fee")
    day.open_sheet()
    qtbot.waitUntil(lambda: len(day.table.rows_model.rows) == 1, timeout=LIMIT_MS)
    assert day.table.rows_model.rows[0][4:] == ("Hủy phiếu thu: Thu nham", "Tiền mặt", "-50000")

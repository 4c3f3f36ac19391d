"""A form for the citizen by keys: only gaps and doubts are asked, then it is kept and printed."""

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from offline_store.records import Document, Requester
from station.bootstrap import Desk
from tests.integration.views.conftest import LIMIT_MS
from tests.keyboard import press, write
from views.fill_form_dialog import FillFormDialog
from views.print_preview import PrintPreview
from views.window import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise()", "grabbing")

FORM = "land-registration-request"


@pytest.fixture
def plot(desk: Desk) -> Document:
    """The pile of a registration of land."""
    desk.take_catalogue.sample()
    asks = Requester("Lê Văn Thửa", "001060000123", "01/02/1960", "Số 1, Phố Thử Nghiệm")
    return desk.sort_pile.open(desk.receive_for_procedure(asks, "9.900001").id)


def seen(dialog: FillFormDialog) -> list[str]:
    """The fields that the clerk sees."""
    return [name for name, row in dialog.rows.items() if row.row.isVisible()]


def test_only_the_gaps_are_asked_and_one_key_keeps_it(
    window: Window, qtbot: QtBot, plot: Document
) -> None:
    """What is wrong is told as typed; a field that hangs on another is asked when it must be."""
    sheet = window.papers
    window.counter.open(plot.dossier_id, plot.id)
    qtbot.waitUntil(lambda: window.counter.work is not None and not window.busy, timeout=LIMIT_MS)
    press(window, Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: sheet.form.isEnabled() and not window.busy, timeout=LIMIT_MS)
    press(sheet, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: sheet.findChild(FillFormDialog) is not None, timeout=LIMIT_MS)
    dialog = sheet.findChild(FillFormDialog)
    assert dialog is not None
    asked = ["land_address", "area", "purpose", "has_certificate", "request"]
    assert seen(dialog) == asked
    assert QApplication.focusWidget() is dialog.rows["land_address"].edit
    assert dialog.rows["land_address"].note.text() == "This must be said."
    assert not dialog.decide.isEnabled()

    for name, text in (("land_address", "To 3"), ("area", "0"), ("purpose", "Dat o")):
        edit = dialog.rows[name].edit
        assert isinstance(edit, QLineEdit)
        write(edit, text)
    assert dialog.rows["area"].note.text() == "This cannot be."
    area = dialog.rows["area"].edit
    assert isinstance(area, QLineEdit)
    press(area, Qt.Key.Key_Backspace)
    write(area, "120,5")
    for name in ("has_certificate", "request"):
        choice = dialog.rows[name].edit
        assert isinstance(choice, QComboBox)
        press(choice, Qt.Key.Key_Down)
    assert seen(dialog) == [*asked[:-1], "certificate_serial", "request"]
    assert not dialog.decide.isEnabled()
    serial = dialog.rows["certificate_serial"].edit
    assert isinstance(serial, QLineEdit)
    write(serial, "AA 01234567")
    press(dialog, Qt.Key.Key_F6)
    assert len(seen(dialog)) == len(dialog.rows)
    assert dialog.rows["address"].note.text() == "said at receiving"

    press(dialog, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: sheet.findChild(PrintPreview) is not None, timeout=LIMIT_MS)
    preview = sheet.findChild(PrintPreview)
    assert preview is not None
    preview.close()
    with window.desk.store.snapshot() as records:
        (filled,) = records.filled_forms.of(plot.dossier_id)
    assert (filled.form, filled.revision) == (FORM, 1)
    said = {each.name: (each.value, each.by) for each in filled.fields}
    assert said["area"] == (120.5, "clerk")
    assert said["address"] == ("Số 1, Phố Thử Nghiệm", "requester")
    assert "The form is kept" in window.line.last.text()

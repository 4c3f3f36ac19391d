"""A whole dossier for a procedure by keyboard: found as typed, ticked off, received, receipt."""

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from offline_store.handling import Axis
from station.dossier_states import Business
from tests.integration.views.conftest import LIMIT_MS, in_front
from tests.keyboard import press, write
from views.pages.receive import ReceivePage
from views.presenters.counter import Place
from views.print_preview import PrintPreview
from views.standing_dialog import StandingDialog
from views.window import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise()", "grabbing")


@pytest.fixture
def form(window: Window, qtbot: QtBot) -> ReceivePage:
    """Receive, for a procedure."""
    window.desk.take_catalogue.sample()
    window.counter.go(Place.RECEIVE)
    qtbot.waitUntil(lambda: not window.busy, timeout=LIMIT_MS)
    page = window.places[Place.RECEIVE]
    assert isinstance(page, ReceivePage)
    press(page, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert page.procedure.isVisible()
    assert not page.fields["title"].isVisible()
    return page


def idle(window: Window, qtbot: QtBot) -> None:
    """Nothing is under way."""
    qtbot.waitUntil(lambda: not window.busy, timeout=LIMIT_MS)


def say(window: Window, qtbot: QtBot, row: int, choice: int, why: str = "") -> None:
    """Say what is with the paper of that row by Enter, the choice, and its why."""
    papers = window.papers

    def shown() -> list[StandingDialog]:
        return [each for each in papers.findChildren(StandingDialog) if each.isVisible()]

    in_front(papers, qtbot)
    papers.checklist.selectRow(row)
    press(papers.checklist, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(shown()) == 1, timeout=LIMIT_MS)
    (dialog,) = shown()
    dialog.choices[choice][0].setChecked(True)
    if why:
        write(dialog.why, why)
    press(dialog.decide, Qt.Key.Key_Space)
    rows = papers.checklist.rows_model
    qtbot.waitUntil(
        lambda: rows.rows[row].standing is not None and not window.busy, timeout=LIMIT_MS
    )


def test_from_the_name_to_the_receipt(window: Window, qtbot: QtBot, form: ReceivePage) -> None:
    """The state moves with the receipt; the code is the dossier's."""
    write(form.fields["name"], "Nguyen Thi Thu")
    field = form.procedure.fields["procedure"]
    write(field, "khai sinh")
    assert form.procedure.names.isVisible()
    press(field, Qt.Key.Key_Return)
    assert field.text() == "1.001193  Đăng ký khai sinh"
    assert "4 papers" in form.procedure.says.text()
    press(form, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.papers.isVisible() and not window.busy, timeout=LIMIT_MS)
    work = window.counter.work
    assert work is not None
    assert window.papers.heading.text() == f"{work.dossier.code} · Đăng ký khai sinh"

    for row in (0, 1):
        say(window, qtbot, row, 1, "Kho du lieu")
    say(window, qtbot, 3, 2)
    in_front(window.papers, qtbot)
    press(window.papers, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: window.handling.isVisible() and not window.busy, timeout=LIMIT_MS)
    qtbot.waitUntil(lambda: window.handling.next.isEnabled(), timeout=LIMIT_MS)
    press(window.handling.steps, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.handling.findChild(PrintPreview) is not None, timeout=LIMIT_MS)
    preview = window.handling.findChild(PrintPreview)
    assert preview is not None
    preview.close()
    idle(window, qtbot)
    with window.desk.store.snapshot() as records:
        handling = records.handling.get(work.dossier.id)
        (paper,) = records.issued_papers.of(work.dossier.id)
    assert handling.state(Axis.BUSINESS) == Business.RECEIVED
    assert paper.content["code"] == work.dossier.code


def test_what_is_missing_is_said_beside_the_field(
    window: Window, qtbot: QtBot, form: ReceivePage
) -> None:
    """No procedure, then no owner, then no unit where the residence decides."""
    write(form.fields["name"], "Nguyen Thi Thu")
    press(form, Qt.Key.Key_F9)
    assert form.lacks.text().startswith("Procedure is missing")
    field = form.procedure.fields["procedure"]
    write(field, "1.004873")
    assert form.procedure.fields["resolving_unit"].isVisible()
    form.procedure.other_owner.setChecked(True)
    press(form, Qt.Key.Key_F9)
    idle(window, qtbot)
    assert form.lacks.text().startswith("Owner's full name is missing")
    assert QApplication.focusWidget() is form.procedure.fields["owner"]
    write(form.procedure.fields["owner"], "Tran Van Mau")
    press(form, Qt.Key.Key_F9)
    idle(window, qtbot)
    assert form.lacks.text().startswith("Unit that resolves is missing")
    write(form.procedure.fields["resolving_unit"], "H26.99.7")
    press(form, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.papers.isVisible() and not window.busy, timeout=LIMIT_MS)
    assert form.procedure.fields["procedure"].text() == ""

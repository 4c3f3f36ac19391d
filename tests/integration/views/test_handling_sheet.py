"""Steps and slips of a procedure's dossier by keys: moved on, receipt printed, refused with why."""

import pytest
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from offline_store.handling import Axis, Standing
from offline_store.records import Document, Dossier, Requester
from station.bootstrap import Desk
from station.dossier_states import Business
from tests.integration.views.conftest import LIMIT_MS
from tests.keyboard import press, write
from views.handling_sheet import HandlingSheet
from views.print_preview import PrintPreview
from views.reason_dialog import ReasonDialog
from views.window import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise()", "grabbing")

BIRTH = "1.001193"


@pytest.fixture
def pile(desk: Desk) -> Document:
    """The empty pile of a registration of birth that has everything."""
    desk.take_catalogue.sample()
    dossier: Dossier = desk.receive_for_procedure(Requester("Lê Văn Thửa"), BIRTH)
    for component in (1, 2):
        desk.checklist(dossier.id, component, Standing.DIGITAL, "Kho dữ liệu")
    desk.checklist(dossier.id, 4, Standing.ON_PAPER, "shown-only")
    return desk.sort_pile.open(dossier.id)


@pytest.fixture
def sheet(window: Window, qtbot: QtBot, pile: Document) -> HandlingSheet:
    """The sheet on it, opened by its key."""
    window.counter.open(pile.dossier_id, pile.id)
    qtbot.waitUntil(lambda: window.counter.work is not None and not window.busy, timeout=LIMIT_MS)
    press(window, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    settled(window, qtbot, Business.REGISTERED)
    return window.handling


def settled(window: Window, qtbot: QtBot, state: Business) -> None:
    """The sheet shows that state, and nothing is under way."""
    qtbot.waitUntil(
        lambda: (
            bool(window.handling.steps.rows_model.rows)
            and window.handling.steps.rows_model.rows[-1].state == state
            and not window.busy
        ),
        timeout=LIMIT_MS,
    )


def state_of(desk: Desk, pile: Document) -> str:
    """Where it stands."""
    with desk.store.snapshot() as records:
        return records.handling.get(pile.dossier_id).state(Axis.BUSINESS)


def test_it_is_received_with_its_receipt_on_one_key(
    window: Window, qtbot: QtBot, sheet: HandlingSheet, pile: Document
) -> None:
    """The receipt is seen as it will be printed, and kept; the same one comes again."""
    assert sheet.next.text().startswith("Receive, with the receipt")
    assert "the counter, H26.99.1" in sheet.stands.text()
    press(sheet.steps, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: sheet.findChild(PrintPreview) is not None, timeout=LIMIT_MS)
    settled(window, qtbot, Business.RECEIVED)
    preview = sheet.findChild(PrintPreview)
    assert preview is not None
    preview.close()
    (paper,) = sheet.papers.rows_model.rows
    assert paper.content["number"] == "01/TNHS"
    assert sheet.due.text().startswith("Due")
    press(sheet.papers, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: not window.busy, timeout=LIMIT_MS)
    assert len(sheet.papers.rows_model.rows) == 1


def test_a_refusal_wants_its_reason(
    window: Window, qtbot: QtBot, sheet: HandlingSheet, pile: Document
) -> None:
    """Digit 3, the words, Enter; the slip says them."""
    press(sheet.steps, Qt.Key.Key_3)
    dialog = sheet.findChild(ReasonDialog)
    assert dialog is not None
    assert not dialog.decide.isEnabled()
    write(dialog.reason, "Khong thuoc tham quyen")
    press(dialog.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(sheet.papers.rows_model.rows), timeout=LIMIT_MS)
    settled(window, qtbot, Business.NOT_RECEIVED)
    (paper,) = sheet.papers.rows_model.rows
    assert paper.content["reason"] == "Khong thuoc tham quyen"
    assert not sheet.next.isEnabled()
    assert sheet.acts == {}


def test_what_a_list_showed_stays_in_front_until_another_dossier_is_opened(
    window: Window, qtbot: QtBot, sheet: HandlingSheet, pile: Document, desk: Desk
) -> None:
    """Whatever is seen anew, the next key acts on the dossier that the clerk sees."""
    other = desk.receive_for_procedure(Requester("Bùi Thị Ao"), BIRTH)
    sheet.open_sheet(other.id)
    qtbot.waitUntil(lambda: sheet.heading.text().startswith(other.code), timeout=LIMIT_MS)
    window.counter.refresh()
    qtbot.waitUntil(lambda: not window.busy, timeout=LIMIT_MS)
    assert sheet.heading.text().startswith(other.code)

    third = desk.sort_pile.open(desk.receive_for_procedure(Requester("Cù Văn Bể"), BIRTH).id)
    window.counter.open(third.dossier_id, third.id)
    with desk.store.snapshot() as records:
        code = records.dossiers.get(third.dossier_id).code
    qtbot.waitUntil(lambda: sheet.heading.text().startswith(code), timeout=LIMIT_MS)


def test_what_may_not_follow_is_no_key(
    window: Window, sheet: HandlingSheet, pile: Document
) -> None:
    """A digit of a state that may not follow does nothing."""
    press(sheet.steps, Qt.Key.Key_9)
    assert not window.busy
    assert state_of(window.desk, pile) == Business.REGISTERED
    assert set(sheet.acts) == {Business.NOT_RECEIVED, Business.WITHDRAWN}


def test_slips_are_chosen_from_a_list(
    window: Window, qtbot: QtBot, sheet: HandlingSheet, pile: Document
) -> None:
    """F6 lists those that belong to where the dossier stands."""
    press(sheet.steps, Qt.Key.Key_F6)
    assert [action.text() for action in sheet.forms.actions()] == ["Request to supplement"]
    sheet.forms.close()

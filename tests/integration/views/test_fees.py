"""Money at the counter: the fee in the dossier panel, an exemption, and the citizen's slip."""

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.integration.views.conftest import LIMIT_MS
from tests.keyboard import press
from views.fee_box import FeeBox
from views.presenters.counter import Place
from views.print_preview import PrintPreview
from views.window import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def scanned(window: Window, qtbot: QtBot) -> Window:
    """The window with a paper of one page and two copies open."""
    with window.desk.store.snapshot() as records:
        dossier = records.dossiers.list(text="Nguyễn Văn An")[0]
    window.counter.open(dossier.id, dossier.documents[0].id, Place.COMPARE)
    qtbot.waitUntil(lambda: window.counter.work is not None, timeout=LIMIT_MS)
    qtbot.waitUntil(lambda: not window.busy, timeout=LIMIT_MS)
    return window


def boxes(window: Window) -> list[FeeBox]:
    """What the panel says of money now; none while the panel is laid out anew."""
    return [each for each in window.panel.findChildren(FeeBox) if each.isVisible()]


def said(window: Window) -> str:
    """Its words."""
    return "\n".join(words.text() for box in boxes(window) for words in box.findChildren(QLabel))


def test_a_fee_is_seen_and_let_off(scanned: Window, qtbot: QtBot) -> None:
    """One page, two copies: 4,000 đ; the ground chosen in the menu stands there instead."""
    qtbot.waitUntil(lambda: "4.000 đ" in said(scanned), timeout=LIMIT_MS)
    grounds = boxes(scanned)[-1].grounds
    assert grounds is not None
    charged, free = grounds.actions()
    assert (charged.isChecked(), free.isChecked()) == (True, False)
    free.trigger()
    qtbot.waitUntil(lambda: "No fee: Nghị quyết" in said(scanned), timeout=LIMIT_MS)
    work = scanned.counter.work
    assert work is not None
    assert work.cost is not None
    assert work.cost.fee_vnd == 0


def test_the_slip_is_shown_before_it_is_printed(scanned: Window, qtbot: QtBot) -> None:
    """By its key from any place."""
    press(scanned, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: scanned.findChild(PrintPreview) is not None, timeout=LIMIT_MS)
    preview = scanned.findChild(PrintPreview)
    assert preview is not None
    preview.reject()

"""A paper of a procedure's dossier in the window: it is scanned and compared, never certified."""

from pathlib import Path

import pytest
from PyQt6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from offline_store.handling import Standing
from offline_store.records import Document, Dossier, Requester
from station.bootstrap import Desk
from tests.integration.views.conftest import LIMIT_MS, paper
from views.fee_box import FeeBox
from views.presenters.counter import Place
from views.window import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LAND = "9.900001"


@pytest.fixture
def plot(desk: Desk) -> Dossier:
    """A dossier for the registration of land, of which one paper is to be scanned."""
    desk.take_catalogue.sample()
    dossier = desk.receive_for_procedure(Requester("Lê Văn Thửa"), LAND)
    desk.checklist(dossier.id, 2, Standing.SCAN)
    return dossier


def _paper(desk: Desk, dossier: Dossier) -> Document:
    with desk.store.snapshot() as records:
        (document,) = records.dossiers.get(dossier.id).documents
    return document


def _opened(window: Window, qtbot: QtBot, document: Document) -> None:
    window.counter.open(document.dossier_id, document.id)
    qtbot.waitUntil(
        lambda: (
            window.counter.work is not None
            and window.counter.work.document.id == document.id
            and not window.busy
        ),
        timeout=LIMIT_MS,
    )


def _place(window: Window) -> Place:
    return window.counter.place


def _said(window: Window) -> list[str]:
    return [each.text() for each in window.panel.findChildren(QLabel) if each.isVisible()]


def test_it_opens_where_its_next_step_is(
    plot: Dossier, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    """At the scanner, then at comparing, and there it stays: there is no copy to hand over."""
    desk = window.desk
    _opened(window, qtbot, _paper(desk, plot))
    assert _place(window) is Place.SCAN
    for page in desk.import_pages(_paper(desk, plot).id, (paper(tmp_path / "plot"),)):
        desk.compare.mark(page.id)
    _opened(window, qtbot, _paper(desk, plot))
    assert _place(window) is Place.COMPARE


def test_the_panel_has_its_three_steps_and_no_fee(
    plot: Dossier, window: Window, qtbot: QtBot
) -> None:
    """Neither signatures nor a copy's price are promised to anybody."""
    _opened(window, qtbot, _paper(window.desk, plot))
    qtbot.waitUntil(lambda: "Giấy tờ về quyền sử dụng đất" in _said(window), timeout=LIMIT_MS)
    said = _said(window)
    assert "Compare" in said
    assert not {"Sign", "Hand over", "Synchronise"} & set(said)
    assert not [box for box in window.panel.findChildren(FeeBox) if box.isVisible()]

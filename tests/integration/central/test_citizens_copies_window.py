"""What a citizen has already is seen beside their open dossier, from a real central."""

from dataclasses import replace

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from offline_store.central_client import CentralClient
from offline_store.records import Enrolment, Requester
from offline_store.store import Store
from station.bootstrap import Desk
from tests.integration.central.test_citizens_copies import ID_NUMBER, register
from tests.window_clerk import Clerk, open_window
from views.presenters.counter import Place
from views.window import Window

pytestmark = [pytest.mark.on_sqlite, pytest.mark.qt_log_ignore("propagateSizeHints")]
SHIFT = Qt.KeyboardModifier.ShiftModifier
HAS_ONE = "The citizen already has 1 digital copy"


@pytest.fixture
def database_url() -> None:
    """Central keeps its records in a file: which database it has makes no difference here."""


def receives(clerk: Clerk, window: Window, name: str, number: str) -> None:
    """Fill in the form and press F9; then the dossier is open, its original to be scanned."""
    window.counter.close_work()
    window.receive.receive(Requester(name, number), "Giấy khai sinh", 1)
    clerk.waits(lambda: window.counter.place is Place.SCAN and not window.busy)


def line(window: Window) -> str:
    """The quiet line in the panel; empty where there is none."""
    return "" if window.panel.copies is None else window.panel.copies.text()


def asked(desk: Desk) -> int:
    """How often central was asked, by the trail."""
    with desk.store.snapshot() as records:
        return sum(each.act == "copies-asked" for each in records.audit.lines())


def test_a_citizens_copies_are_seen_before_anything_is_scanned(
    counter: Desk,
    store: Store,
    client: CentralClient,
    place: Enrolment,
    signed_copies: tuple[bytes, ...],
    qtbot: QtBot,
) -> None:
    """Asked once a dossier, listed by key; without a line what central said last, with its day."""
    register(store, client, signed_copies[0])
    with open_window(counter, qtbot) as window:
        clerk = Clerk(qtbot, window)
        clerk.waits(lambda: not window.busy)
        receives(clerk, window, "Nguyễn Thị Thử", ID_NUMBER)
        clerk.waits(lambda: line(window) == HAS_ONE)
        days = [label.text() for label in window.panel.findChildren(QLabel)]
        assert any(text.startswith("As central said on") for text in days)

        clerk.press(Qt.Key.Key_F2, SHIFT)
        clerk.waits(window.copies.isVisible)
        (copy,) = window.copies.table.rows_model.rows
        assert (copy.code, copy.title) == ("TS-000001", "Giấy khai sinh")
        window.copies.close()
        assert asked(counter) == 1
        window.counter.refresh()
        clerk.waits(lambda: not window.busy)
        assert asked(counter) == 1

        receives(clerk, window, "Trần Văn Không", "")
        assert line(window) == ""
        assert window.copies.table.rows_model.rows == ()
        assert not window.copies.ask.isEnabled()

        with counter.store.transaction() as records:
            records.desk.enrol(replace(place, central_url="http://127.0.0.1:9"))
        receives(clerk, window, "Nguyễn Thị Thử", ID_NUMBER)
        clerk.waits(lambda: line(window) == HAS_ONE and not window.busy)
        assert window.messages.messages[0].code == "received"
        window.copies.ask.click()
        clerk.waits(lambda: not window.busy)
        assert window.messages.messages[0].code == "central-unreachable"
        assert line(window) == HAS_ONE

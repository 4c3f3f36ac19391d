"""The ledger of debts in the real window, with a real time-stamp server that comes late."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from signing.pin import Pin
from signing.practice.timestamp_server import TimestampIdentity, timestamp_server
from station.bootstrap import Desk
from tests.demo_desk import free_port
from tests.integration.station.signing_desk import open_signing_desk, ready
from tests.integration.station.signing_window import LIMIT_MS, window_at
from tests.keyboard import press
from tests.signing_fixtures import PIN, PracticeDesk
from views.debts_sheet import due_text
from views.presenters.counter import Place
from views.presenters.status import look_at_desk
from views.status_line import StatusLine
from views.theme import Theme, ThemeName
from views.window import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def port() -> int:
    """Where the time-stamp server will be."""
    return free_port()


@pytest.fixture
def owing(desk: PracticeDesk, tmp_path: Path, port: int) -> Iterator[Desk]:
    """A desk at which nobody answered on that port when two copies were signed."""
    opened = open_signing_desk(
        tmp_path / "home",
        desk,
        desk.module,
        signing={"timestamp_servers": [f"http://127.0.0.1:{port}/"], "timestamp_limit_s": 5},
    )
    for document in ready(opened, tmp_path, 2):
        opened.certify(document, {desk.token: Pin(PIN)})
    yield opened
    opened.close()


@pytest.fixture
def window(owing: Desk, qtbot: QtBot) -> Iterator[Window]:
    """The window on that desk."""
    with window_at(owing, Place.TODAY, qtbot) as window:
        qtbot.waitUntil(lambda: window.line.debts.isVisible(), timeout=LIMIT_MS)
        yield window


def pay(window: Window, qtbot: QtBot) -> None:
    """Ask the servers, and wait for what comes of it."""
    press(window.debts.pay, Qt.Key.Key_Space)
    assert not window.debts.pay.isEnabled()
    assert window.debts.stop.isEnabled()
    qtbot.waitUntil(lambda: not window.debts.presenter.paying and not window.busy, timeout=LIMIT_MS)


def test_what_is_owed_is_listed_and_paid(
    window: Window, qtbot: QtBot, desk: PracticeDesk, port: int
) -> None:
    """The badge opens the list; a dead server leaves it as it is, one that answers empties it."""
    press(window.line.debts, Qt.Key.Key_Space)
    rows = window.debts.table.rows_model
    qtbot.waitUntil(lambda: rows.rowCount() == 2, timeout=LIMIT_MS)
    cells = [rows.data(rows.index(0, column)) for column in range(4)]
    assert cells[1:3] == ["01", "a time-stamp"]
    assert "late" not in str(cells[3])

    pay(window, qtbot)
    assert rows.rowCount() == 2
    with timestamp_server(TimestampIdentity.create(desk.authority), port=port):
        pay(window, qtbot)

    assert rows.rowCount() == 0
    assert not window.debts.pay.isEnabled()
    assert [message.facts["owing"] for message in window.messages.messages] == [0, 2]
    window.status.look()
    qtbot.waitUntil(lambda: not window.line.debts.isVisible(), timeout=LIMIT_MS)


def test_a_row_opens_its_copy(window: Window, qtbot: QtBot, owing: Desk) -> None:
    """Enter puts the list away and shows the copy."""
    press(window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: window.debts.table.in_hand() is not None, timeout=LIMIT_MS)
    row = window.debts.table.in_hand()
    assert row is not None
    press(window.debts.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.counter.place is Place.HAND_OVER, timeout=LIMIT_MS)

    assert not window.debts.isVisible()
    assert window.counter.work is not None
    assert window.counter.work.document.id == row.copy.document_id


def test_what_is_late_is_said(owing: Desk, qtbot: QtBot) -> None:
    """In the list and at the badge, once the deadline is past."""
    in_time = look_at_desk(owing)
    late = look_at_desk(replace(owing, now=lambda: owing.now() + timedelta(days=4)))
    assert (in_time.debts, in_time.debt_late) == (2, False)
    assert (late.debts, late.debt_late) == (2, True)
    line = StatusLine(Theme(ThemeName.LIGHT))
    qtbot.addWidget(line)
    line.show_state(in_time)
    assert line.debts.toolTip().startswith("The first must be had by")
    line.show_state(late)
    assert line.debts.toolTip().startswith("The first was due by")

    deadline = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)
    assert due_text(deadline, deadline) == "10:00 27/11/2026"
    assert due_text(deadline, deadline + timedelta(minutes=1)) == "10:00 27/11/2026, late"

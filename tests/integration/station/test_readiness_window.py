"""What the desk itself lacks for signing is in the list of gates, each with its words and cure."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from signing.practice.timestamp_server import TimestampIdentity, timestamp_server
from tests.integration.station.signing_desk import Signing, open_signing_desk, ready
from tests.integration.station.signing_window import LIMIT_MS, window_at
from tests.signing_fixtures import PracticeDesk
from views.pages.sign import SignPage
from views.presenters.counter import Place
from views.presenters.tray import Gate

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_a_time_that_nobody_gives_shuts_the_gate_until_somebody_does(
    qtbot: QtBot, desk: PracticeDesk, tmp_path: Path
) -> None:
    """Where none may be owed, nothing is signed without a server; looking again asks it."""
    with timestamp_server(TimestampIdentity.create(desk.authority)) as url:
        signing: Signing = {"timestamp_servers": [url], "timestamp_debt_allowed": False}
        counter = open_signing_desk(tmp_path / "home", desk, desk.module, signing=signing)
        ready(counter, tmp_path)
        with window_at(counter, Place.SIGN, qtbot) as window:
            page = window.places[Place.SIGN]
            assert isinstance(page, SignPage)
            qtbot.waitUntil(page.primary.isEnabled, timeout=LIMIT_MS)
            column = page.gates
            assert column.words[Gate.TIME_STAMP].text() == "A time-stamp server answers"
            assert column.words[Gate.CLOCK].text().startswith("The clock is right to ")
            assert column.words[Gate.DISK].text().startswith("Free on the disk: ")
            assert column.words[Gate.REVOCATION].text() == "No revocation data is needed here"
            server_file = desk.trust / "practice-root.pem"
            away = server_file.rename(desk.folder / "root-away.pem")
            try:
                column.cures[Gate.TIME_STAMP].click()
                qtbot.waitUntil(lambda: not page.primary.isEnabled(), timeout=LIMIT_MS)
                qtbot.waitUntil(lambda: not window.busy, timeout=LIMIT_MS)
                assert column.words[Gate.TIME_STAMP].text() == (
                    "No time-stamp server answers: check the network"
                )
                assert column.words[Gate.CLOCK].text() == "The clock could not be compared"
                assert not column.cures[Gate.TIME_STAMP].isHidden()
            finally:
                away.rename(server_file)
            column.cures[Gate.TIME_STAMP].click()
            qtbot.waitUntil(page.primary.isEnabled, timeout=LIMIT_MS)
        counter.close()

"""The face check through the real window, by keyboard, from the form at Receive to the answer."""

from dataclasses import replace
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from station.consent import Purpose
from station.recognition.head_turn import Side
from tests.face_film import astronaut, astronaut_file, turning_film
from tests.integration.views.conftest import in_front
from tests.keyboard import press
from views.pages.receive import ReceivePage
from views.presenters.counter import Place
from views.window import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise()", "grabbing")
LIMIT_MS = 60_000
CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_citizen_is_received_and_checked_by_keyboard(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    """Ctrl+J at Receive, F4 asks, F9 starts; what the camera sees is shown; Esc ends it."""
    film = turning_film(tmp_path / "left.avi", astronaut(), Side.LEFT)
    check = replace(window.desk.check_face, camera=str(film), side=lambda: Side.LEFT)
    window.counter.desk = replace(window.desk, check_face=check)
    window.counter.go(Place.RECEIVE)
    page = window.places[Place.RECEIVE]
    assert isinstance(page, ReceivePage)
    page.fields["name"].setText("Hoàng Văn Bốn")
    page.fields["title"].setText("Học bạ")
    press(page.fields["title"], Qt.Key.Key_J, CTRL)
    face = window.citizen.face
    qtbot.waitUntil(lambda: face.isVisible() and face.choose.isEnabled(), timeout=LIMIT_MS)
    assert face.who.text() == "Hoàng Văn Bốn"
    assert not face.start.isEnabled()

    press(face, Qt.Key.Key_F4)
    consent = window.citizen.consent
    assert consent.isVisible()
    assert consent.chosen is Purpose.FACE
    consent.yes.click()
    consent.close()
    face.presenter.choose(astronaut_file())
    qtbot.waitUntil(face.start.isEnabled, timeout=LIMIT_MS)
    seen = list[bool]()
    face.progress.valueChanged.connect(
        lambda value: seen.append(not face.seen.pixmap().isNull()) if value else None
    )
    in_front(face, qtbot)
    press(face, Qt.Key.Key_F9)
    open_now = window.counter.work
    assert open_now is not None
    dossier = open_now.dossier.id
    qtbot.waitUntil(
        lambda: window.desk.check_face.last(dossier) is not None and not window.busy,
        timeout=LIMIT_MS,
    )
    assert seen
    assert all(seen)
    assert face.seen.pixmap().isNull()
    press(face, Qt.Key.Key_Escape)
    assert not face.isVisible()

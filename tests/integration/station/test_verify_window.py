"""Any signed PDF, checked in the window: chosen or dropped, told in words, kept as a report."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PyQt6.QtGui import QDragEnterEvent, QDropEvent
from PyQt6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from signing.pin import Pin
from station.bootstrap import Desk
from tests.integration.station.signing_desk import ready
from tests.integration.station.signing_window import LIMIT_MS, window_at
from tests.keyboard import press
from tests.signing_fixtures import AGENCY, OFFICER, PIN
from views.presenters.counter import Place
from views.verify_sheet import VerifySheet
from views.window import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def copy(counter: Desk, tmp_path: Path) -> Path:
    """A signed copy as a file."""
    (document,) = ready(counter, tmp_path)
    counter.certify(document, {counter.settings.signing.officer_token: Pin(PIN)})
    return counter.hand_over.save(document, tmp_path)


@pytest.fixture
def window(counter: Desk, qtbot: QtBot) -> Iterator[Window]:
    """The window on the desk."""
    with window_at(counter, Place.TODAY, qtbot) as window:
        yield window


def words(sheet: VerifySheet) -> str:
    """All that the sheet says."""
    return "\n".join(
        label.text() for label in sheet.findChildren(QLabel) if label.isVisibleTo(sheet)
    )


def told(window: Window, qtbot: QtBot) -> str:
    """What the sheet says once the file was checked, and after it what the window had to say."""
    qtbot.waitUntil(lambda: not window.busy, timeout=LIMIT_MS)
    # What was put into a layout shows with the next turn of the loop.
    QApplication.processEvents()
    return "\n".join([words(window.verify), *(each.code for each in window.messages.messages)])


def drop(sheet: VerifySheet, file: Path) -> None:
    """Drop a file on it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    given = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    for event in (
        QDragEnterEvent(QPoint(20, 20), Qt.DropAction.CopyAction, *given),
        QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, *given),
    ):
        QApplication.sendEvent(sheet, event)
        assert event.isAccepted()


def test_a_copy_is_checked_and_its_report_kept(window: Window, qtbot: QtBot, copy: Path) -> None:
    """F8 from any place; both signers are named, and the report is that of `tramso verify`."""
    press(window, Qt.Key.Key_F8)
    sheet = window.verify
    assert sheet.isVisible()
    assert not sheet.save.isEnabled()
    sheet.presenter.check(copy)
    said = told(window, qtbot)
    assert "Valid (TOTAL-PASSED)" in said
    assert said.count(OFFICER) == 1
    assert AGENCY in said
    assert "Over the whole file" in said
    assert "No trusted time-stamp" in said

    target = copy.with_suffix(".json")
    sheet.presenter.save(target)
    qtbot.waitUntil(lambda: not window.busy, timeout=LIMIT_MS)
    report = json.loads(target.read_text("utf-8"))
    assert (report["file"], report["verdict"]) == (copy.name, "TOTAL-PASSED")
    assert [entry["signer"] for entry in report["signatures"]] == [OFFICER, AGENCY]


def test_what_the_sheet_says_goes_with_it(window: Window, qtbot: QtBot, copy: Path) -> None:
    """Opened again, by whomever, it begins anew."""
    press(window, Qt.Key.Key_F8)
    window.verify.presenter.check(copy)
    assert OFFICER in told(window, qtbot)
    press(window.verify, Qt.Key.Key_Escape)
    assert not window.verify.isVisible()
    press(window, Qt.Key.Key_F8)
    said = told(window, qtbot)
    assert "Choose a file" in said
    assert OFFICER not in said


def test_a_tampered_file_that_is_dropped_fails_in_words(
    window: Window, qtbot: QtBot, copy: Path
) -> None:
    """No code stands without words beside it."""
    pdf = bytearray(copy.read_bytes())
    pdf[len(pdf) // 3] ^= 1
    copy.write_bytes(pdf)
    press(window, Qt.Key.Key_F8)
    drop(window.verify, copy)
    said = told(window, qtbot)
    assert "Not valid (TOTAL-FAILED)" in said
    assert "The bytes are not those that were signed. (HASH_FAILURE)" in said


def test_what_is_no_pdf_is_said_and_the_sheet_begins_anew(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    """The message names the file; nothing of a report stays."""
    file = tmp_path / "letter.pdf"
    file.write_text("no PDF", "utf-8")
    press(window, Qt.Key.Key_F8)
    window.verify.presenter.check(file)
    qtbot.waitUntil(lambda: not window.busy, timeout=LIMIT_MS)

    assert window.messages.messages[0].code == "not-a-pdf"
    assert not window.verify.save.isEnabled()
    assert not window.verify.progress.isVisible()

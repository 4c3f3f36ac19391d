"""The sheet about a problem: by its key; what happened, what is safe, what to do, whom to ask."""

import json
import zipfile
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.integration.views.conftest import LIMIT_MS
from tests.integration.views.test_citizen_screen import open_dossier
from tests.keyboard import press
from views.window import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def said(window: Window) -> str:
    """What the sheet says is safe."""
    return "\n".join(each.text() for each in window.problem.safe)


@pytest.fixture
def troubled(window: Window, qtbot: QtBot) -> Window:
    """The window with a paper open, when a jam was told."""
    open_dossier(window, "Nguyễn Văn An", qtbot)
    window.counter.problem("paper-jam", page=12)
    return window


def test_it_opens_on_the_last_problem(troubled: Window, qtbot: QtBot) -> None:
    """Beside the work; the words of the message, and what of this paper lies on the disk."""
    assert troubled.line.more.isVisible()
    press(troubled, Qt.Key.Key_F12)
    sheet = troubled.problem
    assert sheet.isVisible()
    assert not sheet.isModal()
    assert "12" in sheet.happened.text()
    assert sheet.to_do.text()
    assert "paper-jam" in sheet.code.text()
    qtbot.waitUntil(lambda: "1 page on the disk, 0 compared" in said(troubled), timeout=LIMIT_MS)


def test_a_page_that_is_gone_is_not_called_safe(troubled: Window, qtbot: QtBot) -> None:
    """What is said was looked up."""
    work = troubled.counter.work
    assert work is not None
    troubled.desk.store.files.path(work.document.pages[0].sha256).unlink()
    press(troubled, Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: "Not found on the disk: 1 page" in said(troubled), timeout=LIMIT_MS)


def test_without_a_problem_nothing_opens(window: Window) -> None:
    """And the status line offers nothing."""
    assert not window.line.more.isVisible()
    press(window, Qt.Key.Key_F12)
    assert not window.problem.isVisible()


def test_an_older_problem_is_asked_for_in_the_list(troubled: Window) -> None:
    """By its own button."""
    troubled.counter.problem("cover-open")
    press(troubled, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    buttons = [each for each in troubled.messages.findChildren(QPushButton) if each.isVisible()]
    assert len(buttons) == 2
    buttons[0].click()  # the one that was there first
    assert "paper-jam" in troubled.problem.code.text()


def test_the_file_for_support_is_one_key_away(
    troubled: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    """Written from here, also where nobody looked at the desk yet."""
    press(troubled, Qt.Key.Key_F12)
    sheet = troubled.problem
    qtbot.waitUntil(sheet.isActiveWindow, timeout=LIMIT_MS)
    press(sheet, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: sheet.findChild(QFileDialog) is not None, timeout=LIMIT_MS)
    dialog = sheet.findChild(QFileDialog)
    assert dialog is not None
    target = tmp_path / "help.zip"
    dialog.selectFile(str(target))
    press(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(target.exists, timeout=LIMIT_MS)
    qtbot.waitUntil(lambda: not troubled.busy, timeout=LIMIT_MS)
    with zipfile.ZipFile(target) as bundle:
        checks = json.loads(bundle.read("checks.json"))
    assert "scanner" in {check["id"] for check in checks}

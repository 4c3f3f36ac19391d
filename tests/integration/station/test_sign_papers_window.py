"""The described papers of a dossier, signed in the real window with a real token, by keys alone."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from offline_store.records import DocumentId
from station.bootstrap import Desk
from station.sign_stack import StackState
from tests.described_papers import described
from tests.integration.station.signing_desk import open_signing_desk
from tests.integration.station.signing_window import LIMIT_MS, window_at
from tests.keyboard import press, write
from tests.signing_fixtures import PIN, PracticeDesk
from views.presenters.counter import Place

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def clerk(desk: PracticeDesk, tmp_path: Path) -> Iterator[Desk]:
    """A desk whose clerk has the officer's key."""
    opened = open_signing_desk(
        tmp_path / "home", desk, desk.module, 0, signing={"clerk_key": "officer"}
    )
    with closing(opened):
        yield opened


def test_described_papers_are_signed_by_keys(clerk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    """F3, Shift+F9, Space, the PIN once: each row ends with its code, and the sheet says so."""
    dossier, papers = described(clerk, tmp_path, 2)
    with window_at(clerk, Place.TODAY, qtbot) as window:
        window.counter.open(dossier, papers[0], Place.SCAN)
        qtbot.waitUntil(
            lambda: window.counter.work is not None and not window.busy, timeout=LIMIT_MS
        )
        press(window, Qt.Key.Key_F3)
        sheet = window.papers
        qtbot.waitUntil(lambda: sheet.sign.isEnabled() and not window.busy, timeout=LIMIT_MS)
        assert sheet.sign.text().startswith("Sign (2)")
        press(sheet, Qt.Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
        qtbot.waitUntil(lambda: sheet.stack_dialog is not None, timeout=LIMIT_MS)
        dialog = sheet.stack_dialog
        assert dialog is not None
        assert dialog.words.text() == "0 of 2 papers signed"
        press(dialog.sign, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: dialog.pin_dialog is not None, timeout=LIMIT_MS)
        asked = dialog.pin_dialog
        assert asked is not None
        (field,) = asked.fields.values()
        write(field, PIN)
        press(field, Qt.Key.Key_Return)
        qtbot.waitUntil(
            lambda: (
                {row.copy.state for row in dialog.presenter.rows} == {StackState.SIGNED}
                and not window.busy
            ),
            timeout=LIMIT_MS,
        )
        shown = dialog.table.rows_model
        assert shown.data(shown.index(0, 3)) == "Signed, code 001172000456.GT.01.01"
        press(dialog, Qt.Key.Key_Escape)
        qtbot.waitUntil(
            lambda: sheet.stack_dialog is None and not window.busy and not sheet.sign.isEnabled(),
            timeout=LIMIT_MS,
        )
        model = sheet.checklist.rows_model
        assert model.data(model.index(1, 2)) == "scanned, described, signed"
        assert _signed(clerk, papers)


def _signed(desk: Desk, papers: tuple[DocumentId, ...]) -> bool:
    with desk.store.snapshot() as records:
        return all(records.signed_papers.of(paper) is not None for paper in papers)

"""A stack signed in the real window with a real token, by keys alone."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from offline_store.records import DocumentId
from station.bootstrap import Desk
from station.sign_stack import StackState
from tests.integration.station.signing_desk import ready
from tests.integration.station.signing_window import LIMIT_MS, window_at
from tests.keyboard import press, write
from tests.signing_fixtures import PIN, PracticeDesk
from views import window as window_module
from views.pages.sign import SignPage
from views.presenters.counter import Place
from views.stack_dialog import StackDialog
from views.window import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def documents(counter: Desk, tmp_path: Path) -> tuple[DocumentId, ...]:
    """Three papers that are ready."""
    return ready(counter, tmp_path, 3)


@pytest.fixture
def window(counter: Desk, documents: tuple[DocumentId, ...], qtbot: QtBot) -> Iterator[Window]:
    """The window at the place where copies are signed."""
    with window_at(counter, Place.SIGN, qtbot) as window:
        yield window


def opened(window: Window, qtbot: QtBot) -> StackDialog:
    """The stack, opened by its key."""
    page = window.places[Place.SIGN]
    assert isinstance(page, SignPage)
    qtbot.waitUntil(page.sign_all.isVisible, timeout=LIMIT_MS)
    press(window, Qt.Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    assert page.stack_dialog is not None
    return page.stack_dialog


def test_all_that_is_ready_is_signed_under_one_pin(window: Window, qtbot: QtBot) -> None:
    """Each row ends with its number; Escape puts the stack away, and the tray is empty."""
    dialog = opened(window, qtbot)
    assert [row.copy.state for row in dialog.presenter.rows] == [StackState.WAITING] * 3
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
    texts = [shown.data(shown.index(row, 3)) for row in range(3)]
    assert sorted(str(text)[-2:] for text in texts) == ["01", "02", "03"]
    assert not dialog.sign.isEnabled()
    press(dialog, Qt.Key.Key_Escape)
    page = window.places[Place.SIGN]
    assert isinstance(page, SignPage)
    qtbot.waitUntil(lambda: page.stack_dialog is None, timeout=LIMIT_MS)
    assert not page.sign_all.isVisible()


def test_the_paper_that_was_opened_is_the_one_in_hand(
    qtbot: QtBot, counter: Desk, documents: tuple[DocumentId, ...]
) -> None:
    """Whatever stands above it in a tray that is seen for the first time: F9 signs this one."""
    with counter.store.snapshot() as records:
        oldest = records.dossiers.document(documents[0])
    with window_at(counter, Place.TODAY, qtbot) as window:
        window.counter.open(oldest.dossier_id, oldest.id, Place.SIGN)
        qtbot.waitUntil(lambda: not window.busy, timeout=LIMIT_MS)
        page = window.places[Place.SIGN]
        assert isinstance(page, SignPage)
        row = page.table.in_hand()
        assert row is not None
        assert row.document.id == oldest.id


def test_a_paper_of_the_stack_can_be_seen_first(window: Window, qtbot: QtBot) -> None:
    """Enter on a row opens its pages where they are compared, and nothing was signed."""
    dialog = opened(window, qtbot)
    wanted = dialog.presenter.rows[0].document_id
    press(dialog.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.counter.place is Place.COMPARE, timeout=LIMIT_MS)
    assert window.counter.work is not None
    assert window.counter.work.document.id == wanted
    assert window.counter.work.document.copy is None


def test_the_grounds_are_decided_by_keys(window: Window, qtbot: QtBot, counter: Desk) -> None:
    """Nothing is decided beforehand; a ground is chosen among the six, with words for the slip."""
    page = window.places[Place.SIGN]
    assert isinstance(page, SignPage)
    qtbot.waitUntil(page.grounds.isVisible, timeout=LIMIT_MS)
    press(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.grounds_dialog is not None, timeout=LIMIT_MS)
    dialog = page.grounds_dialog
    assert dialog is not None
    assert [ground for ground, _ in dialog.choices] == [None, 1, 2, 3, 4, 5, 6, 0]
    assert dialog.decide is not None
    assert (dialog.chosen(), dialog.decide.isEnabled(), dialog.note.isEnabled()) == (
        [],
        False,
        False,
    )
    dialog.choices[2][1].setChecked(True)
    assert (dialog.chosen(), dialog.note.isEnabled()) == ([2], True)
    dialog.choices[0][1].setChecked(True)
    press(dialog.decide, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not window.busy, timeout=LIMIT_MS)
    with counter.store.snapshot() as records:
        assert records.audit.lines()[-1].act == "grounds-judged"


def test_a_token_pulled_out_or_plugged_in_is_seen_at_once(
    qtbot: QtBot,
    counter: Desk,
    documents: tuple[DocumentId, ...],
    desk: PracticeDesk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without the window's own look every quarter of a minute, and without a key pressed."""
    monkeypatch.setattr(window_module, "LOOK_EVERY_MS", 3_600_000)
    tokens = Path(os.environ["SOFTHSM2_CONF"]).parent / "tokens"
    with window_at(counter, Place.SIGN, qtbot) as window:
        page = window.places[Place.SIGN]
        assert isinstance(page, SignPage)
        qtbot.waitUntil(page.sign_all.isVisible, timeout=LIMIT_MS)
        away = tokens.rename(desk.folder / "tokens-away")
        tokens.mkdir()
        try:
            qtbot.waitUntil(lambda: window.line.token.text() == "No token", timeout=LIMIT_MS)
            qtbot.waitUntil(lambda: not page.primary.isEnabled(), timeout=LIMIT_MS)
        finally:
            tokens.rmdir()
            away.rename(tokens)
        qtbot.waitUntil(lambda: window.line.token.text() == "Token", timeout=LIMIT_MS)
        qtbot.waitUntil(page.primary.isEnabled, timeout=LIMIT_MS)

"""Somebody changes their own password in the window, at a real central, by keyboard."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QAction
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from central.accounts import add_account
from offline_store.account_wire import Role
from offline_store.records import Enrolment
from station.bootstrap import Desk, seat
from station.errors import SignInRefused
from station.people import NOBODY
from tests.account_fixtures import PASSWORD
from tests.integration.central.conftest import AGENCY_CODE
from tests.integration.views.test_sign_in import AtTheDoor
from tests.window_clerk import open_window
from views.password_dialog import PasswordDialog
from views.presenters.messages import NoteCode

pytestmark = [pytest.mark.on_sqlite, pytest.mark.qt_log_ignore("propagateSizeHints")]
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NEW = "nắng vàng mùa thu"


@pytest.fixture
def database_url() -> None:
    """Central keeps its records in a file: which database it has makes no difference here."""


@pytest.fixture
def counter(counter: Desk, central_home: Path) -> Desk:
    """A desk to which an account came from its central."""
    add_account(central_home, AGENCY_CODE, "hoa", "Lê Thị Minh Họa", (Role.OFFICER,), PASSWORD)
    counter.fetch_accounts(at_once=True)
    return counter


class AtTheDesk(AtTheDoor):
    """Hands on the keyboard, changing a password."""

    def dialog(self) -> PasswordDialog:
        """The dialog, opened by its key."""
        if self.window.cover.password is None:
            self.press(Qt.Key.Key_P, CONTROL | SHIFT)
        self.waits(lambda: self.window.cover.password is not None)
        found = self.window.cover.password
        assert found is not None
        return found

    def menu(self) -> list[QAction]:
        """What the menu of the signed-in person offers."""
        menu = self.window.line.person.menu()
        assert menu is not None
        return menu.actions()

    def changes(self, old: str, new: str, again: str) -> None:
        """Type all three, with Tab between them and Enter behind."""
        dialog = self.dialog()

        def in_front() -> bool:
            dialog.activateWindow()
            return QApplication.focusWidget() is dialog.old

        self.waits(in_front)
        for edit, typed in ((dialog.old, old), (dialog.new, new), (dialog.again, again)):
            assert QApplication.focusWidget() is edit
            self.types(typed)
            self.press(Qt.Key.Key_Return if edit is dialog.again else Qt.Key.Key_Tab)
        self.settle()


@pytest.fixture
def at_desk(counter: Desk, qtbot: QtBot) -> Iterator[AtTheDesk]:
    """The window, with the officer signed in."""
    with open_window(seat(counter, NOBODY), qtbot) as window:
        at_desk = AtTheDesk(qtbot, window)
        at_desk.settle()
        at_desk.signs_in("hoa")
        yield at_desk


def test_a_password_is_changed_beside_the_work(at_desk: AtTheDesk, counter: Desk) -> None:
    """It holds at once, here and for whoever unlocks the screen; nothing of it stays typed."""
    assert "Ctrl+Shift+P" in [each.shortcut().toString() for each in at_desk.menu()]
    dialog = at_desk.dialog()
    assert not dialog.isModal()
    at_desk.changes(PASSWORD, NEW, NEW)

    at_desk.waits(lambda: at_desk.window.cover.password is None)
    (message,) = at_desk.window.messages.messages
    assert message.code == NoteCode.PASSWORD_CHANGED
    assert counter.sign_in("hoa", NEW, "window").login == "hoa"
    with pytest.raises(SignInRefused):
        counter.sign_in("hoa", PASSWORD, "window")
    at_desk.locks()
    at_desk.settle()
    at_desk.enters(NEW)
    assert not at_desk.covered()


def test_what_keeps_a_password_as_it_is_is_said_in_words(
    at_desk: AtTheDesk, counter: Desk, place: Enrolment
) -> None:
    """Typed in two ways, wrong, too short, central away: said beside the fields, empty again."""
    for old, new, again, said in (
        (PASSWORD, NEW, f"{NEW}!", "two ways"),
        ("not that one", NEW, NEW, "is wrong"),
        (PASSWORD, "ngắn", "ngắn", "10"),
        (PASSWORD, NEW, NEW, "as it was"),
    ):
        if said == "as it was":
            with counter.store.transaction() as records:
                records.desk.enrol(replace(place, central_url="http://127.0.0.1:9"))
        at_desk.changes(old, new, again)
        dialog = at_desk.dialog()
        assert said in dialog.refusal.text()
        assert [edit.text() for edit in (dialog.old, dialog.new, dialog.again)] == [""] * 3
    assert counter.sign_in("hoa", PASSWORD, "window").login == "hoa"
    assert at_desk.window.messages.messages == []


def test_a_locked_screen_gives_the_dialog_up(at_desk: AtTheDesk) -> None:
    """Whoever comes back to the desk finds no half-typed password."""
    dialog = at_desk.dialog()
    dialog.old.setText(PASSWORD)
    at_desk.window.cover.presenter.lock("idle")
    at_desk.settle()
    assert at_desk.window.cover.password is None
    at_desk.press(Qt.Key.Key_P, CONTROL | SHIFT)
    assert at_desk.window.cover.password is None
    at_desk.enters(PASSWORD)
    assert at_desk.dialog().old.text() == ""

"""Who is at the window: signed in by keyboard, locked, signed out; nothing is seen meanwhile."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PyQt6.QtCore import QEvent, Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from offline_store.records import AuditLine
from scanners.values import ScanOptions
from signing.values import PinFlags, Token
from station.bootstrap import Desk, seat
from station.people import NOBODY
from tests.account_fixtures import LOGINS, PASSWORD, an_account, everybody, keep_accounts
from tests.integration.views.conftest import LIMIT_MS
from tests.scanner_fixtures import draw_pages
from tests.window_clerk import Clerk, open_window
from views.pin_dialog import PinDialog
from views.presenters.counter import Place
from views.presenters.messages import WORK_UNDER_WAY
from views.presenters.scan_order import ScanOrder
from views.window import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class AtTheDoor(Clerk):
    """Hands on the keyboard, before and after signing in."""

    def __init__(self, qtbot: QtBot, window: Window) -> None:
        super().__init__(qtbot, window)
        self.window = window
        self.page = window.cover.page

    def covered(self) -> bool:
        """Whether the work is out of sight."""
        return self.window.cover.curtain.drawn

    def settle(self) -> None:
        """Wait until nothing runs."""
        self.waits(lambda: not self.window.busy)

    def signs_in(self, login: str, password: str = PASSWORD) -> None:
        """Type both, with Enter behind each."""
        self.waits(lambda: self._is_at(self.page.login))
        self.types(login)
        self.press(Qt.Key.Key_Return)
        self.enters(password)

    def enters(self, password: str) -> None:
        """Type the password alone."""
        self.waits(lambda: self._is_at(self.page.password))
        self.types(password)
        self.press(Qt.Key.Key_Return)
        self.settle()

    def _is_at(self, field: QLineEdit) -> bool:
        # Where there is no window manager, nobody else brings the window back after a dialog.
        return self._back_in_front() and QApplication.focusWidget() is field

    def locks(self) -> None:
        """Press the key for it."""
        self.press(Qt.Key.Key_L, CONTROL | SHIFT)

    def trail(self) -> list[AuditLine]:
        """What people did at the door."""
        acts = {"signed-in", "screen-locked", "signed-out", "sign-in-refused"}
        with self.window.desk.store.snapshot() as records:
            return [line for line in records.audit.lines() if line.act in acts]


@pytest.fixture
def door(desk: Desk, qtbot: QtBot) -> Iterator[AtTheDoor]:
    """The window of a desk to which all four accounts came before it was opened."""
    everybody(desk.store, datetime.now(UTC))
    with open_window(seat(desk, NOBODY), qtbot) as window:
        door = AtTheDoor(qtbot, window)
        door.settle()
        yield door


def _seen(window: Window) -> str:
    """Every word that is on the screen, of all windows."""
    words = []
    for top in QApplication.topLevelWidgets():
        for widget in [top, *top.findChildren(QWidget)]:
            if not widget.isVisible():
                continue
            if isinstance(widget, QLabel | QLineEdit):
                words.append(widget.text())
            elif isinstance(widget, QTableView) and (model := widget.model()) is not None:
                words += [
                    str(model.index(row, column).data())
                    for row in range(model.rowCount())
                    for column in range(model.columnCount())
                ]
    return "\n".join(words)


def test_nothing_is_seen_and_no_key_works_before_somebody_signs_in(door: AtTheDoor) -> None:
    """Then today's list is there, with who is at the desk in the status line."""
    assert door.covered()
    for key in (Qt.Key.Key_F2, Qt.Key.Key_2, Qt.Key.Key_F1, Qt.Key.Key_F9):
        door.press(key, CONTROL if key is Qt.Key.Key_2 else Qt.KeyboardModifier.NoModifier)
    door.settle()
    assert door.window.places[Place.TODAY].isVisibleTo(door.window.cover.curtain.widget(0))
    assert not door.window.keys.isVisible()
    assert "Phạm Thị Ngọc Ánh" not in _seen(door.window)
    door.signs_in("an")
    assert not door.covered()
    assert door.window.cover.presenter.person is not None
    assert "Phạm Thị Ngọc Ánh" in _seen(door.window)
    assert door.window.line.person.text() == "Nguyễn Văn An"
    door.press(Qt.Key.Key_2, CONTROL)
    door.settle()
    assert door.window.counter.place is Place.RECEIVE


def test_a_wrong_password_is_said_and_is_not_kept_on_the_page(door: AtTheDoor) -> None:
    """The words for it, the field empty and ready; after too many, for how long it is locked."""
    for _ in range(door.window.desk.settings.accounts.tries):
        if not door.page.login.text():
            door.signs_in("an", "not that one")
        else:
            door.enters("not that one")
        assert door.covered()
        assert door.page.password.text() == ""
    assert door.page.refusal.isVisible()
    door.enters(PASSWORD)
    assert door.covered()
    assert "15" in door.page.refusal.text()


def test_the_screen_locks_by_key_and_opens_to_the_same_person(door: AtTheDoor) -> None:
    """Where they were, with the same paper open; nothing of it is seen meanwhile."""
    door.signs_in("an")
    with door.window.desk.store.snapshot() as records:
        found = records.dossiers.list(text="Nguyễn Văn An")[0]
    door.window.counter.open(found.id, found.documents[0].id)
    door.settle()
    assert door.window.counter.place is Place.COMPARE
    before = _seen(door.window)
    assert found.code in before
    door.locks()
    door.settle()
    assert door.covered()
    assert found.code not in _seen(door.window)
    assert "Nguyễn Văn An" in _seen(door.window), "whose password opens it"
    assert not door.page.login.isVisible()
    door.press(Qt.Key.Key_1, CONTROL)
    door.enters("not that one")
    assert door.covered()
    door.enters(PASSWORD)
    assert not door.covered()
    assert door.window.counter.place is Place.COMPARE
    assert _seen(door.window) == before
    told = [(line.who, line.act, json.loads(line.facts)["why"]) for line in door.trail()]
    assert told == [
        ("an", "signed-in", "window"),
        ("an", "screen-locked", "key"),
        ("an", "sign-in-refused", "unlock"),
        ("an", "signed-in", "unlock"),
    ]


def test_the_screen_locks_when_nobody_was_there(door: AtTheDoor) -> None:
    """A key or the mouse at the window begins the time anew; its end locks."""
    door.signs_in("an")
    watch = door.window.cover._idle
    assert watch is not None
    handle = door.window.windowHandle()
    assert handle is not None
    assert watch.timer.interval() == door.window.desk.settings.accounts.idle_minutes * 60_000
    watch.timer.stop()
    QApplication.sendEvent(handle, QEvent(QEvent.Type.UpdateRequest))
    assert not watch.timer.isActive()
    QTest.keyClick(handle, Qt.Key.Key_Shift)  # type: ignore[call-overload]
    assert watch.timer.isActive()
    watch.timer.timeout.emit()
    door.settle()
    assert door.covered()
    assert json.loads(door.trail()[-1].facts) == {"why": "idle"}


def test_dialogs_are_given_up_and_none_comes_up(door: AtTheDoor, qtbot: QtBot) -> None:
    """One that is open goes; one that finished work would open is never seen."""
    door.signs_in("hoa")
    answers: list[object] = []
    token = Token(Path("library.so"), "TOKEN", "1", PinFlags(False, False, False), ())
    first = PinDialog((token,), "Trích lục khai sinh", answers.append, door.window)
    first.open()
    door.press(Qt.Key.Key_F1)
    door.window.cover.presenter.lock("key")
    door.settle()
    assert answers == [None]
    second = PinDialog((token,), "Trích lục khai sinh", answers.append, door.window)
    second.open()
    assert second.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    qtbot.waitUntil(lambda: answers == [None, None], timeout=LIMIT_MS)
    assert not door.window.keys.isVisible()
    door.enters(PASSWORD)
    assert not door.covered()


def test_a_window_closed_behind_the_lock_minds_no_dialog(door: AtTheDoor, qtbot: QtBot) -> None:
    """What another window of this process opens afterwards comes up, and stays."""
    assert door.covered()
    with qtbot.waitSignal(door.window.left, timeout=LIMIT_MS):
        door.window.close()
    answers: list[object] = []
    token = Token(Path("library.so"), "TOKEN", "1", PinFlags(False, False, False), ())
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    dialog = PinDialog((token,), "Trích lục khai sinh", answers.append, other)
    dialog.open()
    assert not dialog.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    QApplication.processEvents()
    assert dialog.isVisible()
    assert answers == []
    dialog.reject()


def test_a_scan_goes_on_behind_the_lock(door: AtTheDoor, tmp_path: Path, qtbot: QtBot) -> None:
    """Its pages are kept, as of who began it; signing out has to wait for it."""
    door.signs_in("an")
    desk = door.window.desk
    with desk.store.snapshot() as records:
        found = records.dossiers.list(text="Phạm Thị Ngọc Ánh")[0]
    paper = found.documents[0].id
    door.window.counter.open(found.id, paper, Place.SCAN)
    door.settle()
    names = [path.name for path in draw_pages(tmp_path, 3)]
    script = tmp_path / "script.json"
    script.write_text(json.dumps({"pages": names, "slow_at": 3}), "utf-8")
    door.window.scan.scan(ScanOrder(f"script:{script}", ScanOptions()))
    # In the same turn: no page can have come before.
    door.window.cover.presenter.lock("key")
    assert door.covered()

    def kept() -> int:
        with desk.store.snapshot() as records:
            return len(records.dossiers.document(paper).pages)

    qtbot.waitUntil(lambda: kept() == 2, timeout=LIMIT_MS)
    assert door.covered()
    door.page.other.click()
    assert door.window.cover.presenter.person is not None
    assert door.page.refusal.isVisible()
    door.window.scan.stop()
    door.settle()
    with desk.store.snapshot() as records:
        who = {line.who for line in records.audit.lines() if line.act == "page-kept"}
    assert "an" in who
    door.enters(PASSWORD)
    assert not door.covered()
    assert door.window.scan.scanning is False


def test_somebody_else_signs_in(door: AtTheDoor) -> None:
    """By Tab and Enter from the locked screen; nothing of the first one's is open any more."""
    door.signs_in("an")
    with door.window.desk.store.snapshot() as records:
        found = records.dossiers.list(text="Nguyễn Văn An")[0]
    door.window.counter.open(found.id, found.documents[0].id)
    door.settle()
    door.window.show_defect()
    door.locks()
    door.settle()
    door.tabs_to(door.page.other)
    door.press(Qt.Key.Key_Space)
    door.settle()
    assert door.window.counter.desk.clerk == NOBODY
    door.signs_in("hoa")
    assert not door.covered()
    assert door.window.counter.desk.clerk == "hoa"
    assert door.window.counter.work is None
    assert door.window.counter.place is Place.TODAY
    assert door.window.messages.messages == []
    assert [(line.who, line.act) for line in door.trail()] == [
        ("an", "signed-in"),
        ("an", "screen-locked"),
        ("an", "signed-out"),
        ("hoa", "signed-in"),
    ]


def test_who_may_not_is_told_so(door: AtTheDoor, qtbot: QtBot) -> None:
    """An archivist turns no page: nothing is changed, and the words are in the list."""
    door.signs_in("kho")
    with door.window.desk.store.snapshot() as records:
        found = records.dossiers.list(text="Nguyễn Văn An")[0]
    door.window.counter.open(found.id, found.documents[0].id, Place.SCAN)
    door.settle()
    door.press(Qt.Key.Key_BracketRight, CONTROL)
    door.settle()
    (message,) = door.window.messages.messages
    assert (message.code, message.facts["roles"]) == ("role-missing", "clerk, officer, agent")
    with door.window.desk.store.snapshot() as records:
        pages = records.dossiers.document(found.documents[0].id).pages
    assert [page.sha256 for page in pages] == [page.sha256 for page in found.documents[0].pages]


def test_accounts_that_come_while_somebody_works_ask_for_a_name(
    window: Window, qtbot: QtBot
) -> None:
    """Until then the desk is as it was; then the window asks, and goes on where it stood."""
    door = AtTheDoor(qtbot, window)
    assert not door.covered()
    assert not window.line.person.isVisible()
    door.locks()
    door.settle()
    assert not door.covered(), "there is nobody whose password would open it"
    everybody(window.desk.store, datetime.now(UTC))
    window.cover.presenter.look()
    door.settle()
    assert door.covered()
    door.signs_in("an")
    assert not door.covered()
    assert window.counter.desk.clerk == "an"


def test_an_account_disabled_meanwhile_is_asked_to_leave(door: AtTheDoor) -> None:
    """With the next look at what central says."""
    door.signs_in("an")
    keep_accounts(
        door.window.desk.store,
        *(an_account(login, disabled=login == "an") for login in LOGINS),
        at=datetime.now(UTC),
    )
    door.window.cover.presenter.look()
    door.settle()
    assert door.covered()
    door.signs_in("an")
    assert door.covered()
    assert door.page.refusal.isVisible()


def test_signing_out_waits_for_what_is_under_way(door: AtTheDoor) -> None:
    """Said in the status line where the work is seen."""
    door.signs_in("an")
    door.window.serial.start(lambda: None, lambda _: None, lambda _: None)
    door.window.cover.presenter.sign_out()
    assert not door.covered()
    assert [message.code for message in door.window.messages.messages] == [WORK_UNDER_WAY]
    door.settle()
    door.window.cover.presenter.sign_out()
    assert door.covered()

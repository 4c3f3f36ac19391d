"""A clerk at the real window, with hands on the keyboard."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from PyQt6.QtCore import QEvent, Qt
from PyQt6.QtGui import QInputMethodEvent
from PyQt6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from station.bootstrap import Desk, open_desk
from tests.demo_desk import Counter
from tests.keyboard import press, write
from views.pages.sign import SignPage
from views.presenters.counter import Place
from views.theme import Theme, ThemeName
from views.window import Window

# Scanning, reading and signing real pages on a busy machine.
LIMIT_MS = 90_000

PageT = TypeVar("PageT", bound=QWidget)


@contextmanager
def open_window(desk: Desk, qtbot: QtBot) -> Iterator[Window]:
    """The window on a desk while the block runs; at the end it is closed as a clerk closes it."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme = Theme(ThemeName.LIGHT)
    theme.apply(app)
    window = Window(desk, theme)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    window.start()
    try:
        yield window
    finally:
        if not window.closed:
            with qtbot.waitSignal(window.left, timeout=LIMIT_MS):
                window.close()
        # In the product the program ends here. What stayed would be styled anew with every later
        # window, and its timers would go on looking at tokens and scanners.
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@contextmanager
def window_on(counter: Counter, qtbot: QtBot) -> Iterator[Window]:
    """A window on the desk that a counter has, while the block runs."""
    with closing(open_desk(counter.home)) as desk, open_window(desk, qtbot) as window:
        yield window


class Clerk:
    """Hands on the keyboard."""

    def __init__(self, qtbot: QtBot, window: Window) -> None:
        self._qtbot = qtbot
        self._window = window

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key where the focus is."""
        if QApplication.activeWindow() is None:
            self.waits(self._back_in_front)
        where = QApplication.focusWidget() or self._window
        press(where, key, modifiers)

    def press_in(self, where: QWidget, key: Qt.Key) -> None:
        """Press a key in a menu, which has the keys while it is open."""
        press(where, key)

    def _back_in_front(self) -> bool:
        # Where there is no window manager, nobody else brings the window back after a dialog.
        self._window.activateWindow()
        return self._window.isActiveWindow()

    def types(self, text: str) -> None:
        """Type where the focus is."""
        where = QApplication.focusWidget()
        assert where is not None
        # Vietnamese comes from an input method, as on a clerk's computer.
        typed = QInputMethodEvent()
        typed.setCommitString(text)
        QApplication.sendEvent(where, typed)

    def tabs_to(self, target: QWidget) -> None:
        """Walk with Tab until the focus is there."""
        for _ in range(60):
            if QApplication.focusWidget() is target:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"no way by Tab to {target.accessibleName()}")

    def chooses(self, page: QWidget, path: Path) -> None:
        """Choose a file in the dialog that the page opened, and press Enter."""
        dialog = page.findChild(QFileDialog)
        assert dialog is not None
        dialog.selectFile(str(path))
        press(dialog, Qt.Key.Key_Return)

    def answers_pin(self, sign: SignPage, pin: str) -> None:
        """Type the PIN into the dialog and press Enter."""
        self.waits(lambda: sign.pin_dialog is not None)
        assert sign.pin_dialog is not None
        (field,) = sign.pin_dialog.fields.values()
        assert field.echoMode() is QLineEdit.EchoMode.Password
        write(field, pin)
        press(field, Qt.Key.Key_Return)
        self.waits(lambda: sign.pin_dialog is None)

    def waits(self, until: Callable[[], bool]) -> None:
        """Wait for what the window shows."""
        self._qtbot.waitUntil(until, timeout=LIMIT_MS)


def page(window: Window, place: Place, kind: type[PageT]) -> PageT:
    """The page of a place."""
    found = window.places[place]
    assert isinstance(found, kind)
    return found

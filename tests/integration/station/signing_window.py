"""The real window on a desk that signs with real tokens."""

from collections.abc import Iterator
from contextlib import contextmanager

from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from station.bootstrap import Desk
from views.presenters.counter import Place
from views.theme import Theme, ThemeName
from views.window import Window

LIMIT_MS = 60_000


@contextmanager
def window_at(desk: Desk, place: Place, qtbot: QtBot) -> Iterator[Window]:
    """The window with that place in front and nothing running; at the end a clerk closes it."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme = Theme(ThemeName.LIGHT)
    theme.apply(app)
    window = Window(desk, theme)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    window.start()
    window.counter.go(place)
    qtbot.waitUntil(lambda: not window.busy, timeout=LIMIT_MS)
    yield window
    if not window.closed:
        with qtbot.waitSignal(window.left, timeout=LIMIT_MS):
            window.close()

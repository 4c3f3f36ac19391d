"""The real window on a desk that signs with real tokens."""

from collections.abc import Iterator
from contextlib import contextmanager

from pytestqt.qtbot import QtBot

from station.bootstrap import Desk
from tests.window_clerk import open_window
from views.presenters.counter import Place
from views.window import Window

LIMIT_MS = 60_000


@contextmanager
def window_at(desk: Desk, place: Place, qtbot: QtBot) -> Iterator[Window]:
    """The window with that place in front and nothing running."""
    with open_window(desk, qtbot) as window:
        window.counter.go(place)
        qtbot.waitUntil(lambda: not window.busy, timeout=LIMIT_MS)
        yield window

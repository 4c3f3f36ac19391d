"""Keys of one thing on the screen: they hold while it, or what lies in it, has the focus."""

from collections.abc import Callable

from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtWidgets import QWidget


def bind_key(widget: QWidget, key: str, act: Callable[[], None]) -> None:
    """Let a key do something there, once however long it is held down."""
    shortcut = QShortcut(QKeySequence(key), widget)
    shortcut.setAutoRepeat(False)
    shortcut.activated.connect(act)

"""Keys, pressed as a clerk presses them. The stubs of PyQt6 miss that QTest's are static."""

from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QWidget


def press(
    where: QWidget,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press one key."""
    QTest.keyClick(where, key, modifiers)  # type: ignore[call-overload]


def write(where: QWidget, text: str) -> None:
    """Press the keys of a text in ASCII."""
    QTest.keyClicks(where, text)  # type: ignore[call-arg, arg-type]

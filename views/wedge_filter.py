"""Keys on their way to a place where a barcode reader may type an identity card's code.

What is the reader's never reaches a field, a button or a shortcut, and no input method (Telex, VNI)
makes other letters of it: it is switched off from the code's first bar until its Enter. It cannot
be where it hooks the keyboard itself, as UniKey does on Windows.
"""

import sys
from collections import deque
from collections.abc import Callable
from typing import TypeAlias

from PyQt6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PyQt6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PyQt6.QtWidgets import QApplication, QLineEdit, QSpinBox, QWidget

from station.card_wedge import DIGITS, CardWedge, Stroke

SILENCE_MS = 700  # a reader that sends no Enter has ended

_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_HELD = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)

_NO_KEY = (0, Qt.Key.Key_unknown)
_METHOD = Qt.WidgetAttribute.WA_InputMethodEnabled

_Snapshot: TypeAlias = tuple[QWidget | None, str, int]


class WedgeFilter(QObject):
    """Watches the keys of a window while it is on; `finished` gets the text of each code."""

    def __init__(self, finished: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._wedge = CardWedge(finished)
        self._window: QWindow | None = None
        self._before: deque[_Snapshot] = deque(maxlen=DIGITS)
        self._without_method: QWidget | None = None
        self._echo = False
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(SILENCE_MS)
        self._silence.timeout.connect(self._end)

    def watch(self, window: QWindow | None) -> None:
        """Watch this window's keys from now on; None: nobody's."""
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._drop()
        self._window = window
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Take what is the reader's."""
        if not isinstance(event, QKeyEvent):
            return False
        match event.type():
            case QEvent.Type.ShortcutOverride:
                if self._wedge.reading or _keypad(event):
                    event.accept()  # no shortcut: it comes again as a key
                    return True
                return False
            case QEvent.Type.KeyPress:
                return self._pressed(event)
            case QEvent.Type.KeyRelease:
                if event.key() == Qt.Key.Key_Alt and (letter := self._wedge.alt_released()):
                    # Windows makes a letter of the digits, too, and of the wrong code page.
                    self._echo = sys.platform == "win32"
                    return self._typed(letter) or self._hand_on(letter)
                return self._wedge.reading
            case _:
                return False

    def _pressed(self, event: QKeyEvent) -> bool:
        if _keypad(event):
            self._wedge.keypad(chr(event.key()))
            return True
        echo, self._echo = self._echo, False
        if echo and event.key() in _NO_KEY and self._wedge.reading:
            return True
        if event.key() in _HELD:
            return self._wedge.reading
        if self._wedge.reading:
            if event.key() in _ENDS:
                self._end()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._drop()
                return True
        text = event.text()
        # Not only what can be printed: a byte for a letter may be one of ISO 8859-1's controls.
        if text and (text.isprintable() or text >= "\x80"):
            return self._typed(text)
        self._wedge.other_key()
        return self._wedge.reading

    def _typed(self, text: str) -> bool:
        first = self._before[0] if self._before else None
        stroke = self._wedge.typed(text)
        if stroke is Stroke.PASSED:
            self._before.append(_snapshot())
            return False
        if stroke is Stroke.BEGUN:
            if first is not None:
                _restore(first)
            self._switch_method_off()
        self._silence.start()
        return True

    def _hand_on(self, letter: str) -> bool:
        """Give back a letter that a person typed by its number; Windows does so by itself."""
        focus = QApplication.focusWidget()
        if sys.platform != "win32" and focus is not None:
            none = Qt.KeyboardModifier.NoModifier
            QCoreApplication.sendEvent(focus, QKeyEvent(QEvent.Type.KeyPress, 0, none, letter))
        return True

    def _end(self) -> None:
        self._silence.stop()
        self._switch_method_on()
        self._wedge.end()

    def _drop(self) -> None:
        self._silence.stop()
        self._switch_method_on()
        self._wedge.drop()

    def _switch_method_off(self) -> None:
        focus = QApplication.focusWidget()
        if focus is None or not focus.testAttribute(_METHOD):
            return
        self._without_method = focus
        focus.setAttribute(_METHOD, False)
        _tell_input_method()

    def _switch_method_on(self) -> None:
        if self._without_method is not None:
            self._without_method.setAttribute(_METHOD, True)
            self._without_method = None
            _tell_input_method()


def _tell_input_method() -> None:
    method = QGuiApplication.inputMethod()
    if method is not None:
        method.reset()
        method.update(Qt.InputMethodQuery.ImEnabled)


def _keypad(event: QKeyEvent) -> bool:
    """Whether it is a digit of the keypad while Alt is held."""
    held = event.modifiers()
    return (
        Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9
        and bool(held & Qt.KeyboardModifier.AltModifier)
        and bool(held & Qt.KeyboardModifier.KeypadModifier)
    )


def _snapshot() -> _Snapshot:
    focus = QApplication.focusWidget()
    match focus:
        case QLineEdit():
            return focus, focus.text(), focus.cursorPosition()
        case QSpinBox():
            return focus, str(focus.value()), 0
        case _:
            return None, "", 0


def _restore(snapshot: _Snapshot) -> None:
    widget, text, at = snapshot
    match widget:
        case QLineEdit():
            widget.setText(text)
            widget.setCursorPosition(at)
            # As if it had been typed: whoever follows what is in the field follows this, too.
            widget.textEdited.emit(text)
        case QSpinBox():
            widget.setValue(int(text))
        case _:
            pass

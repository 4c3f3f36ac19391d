"""The window's shortcuts, found by place and key, and given other keys."""

from collections import defaultdict
from collections.abc import Mapping
from enum import Enum, auto

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtWidgets import QAbstractButton, QWidget

from views.chosen_keys import ChosenKeys, Scope
from views.presenters.counter import Place

FIXED = ("F1", "F9", "?")
"""What a clerk must find whatever was chosen: the sheet of keys, and the next step."""

_WRITTEN = {"−": "-", "↑": "Up", "↓": "Down", "PgDn": "PgDown", "Enter": "Return"}
_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Refusal(Enum):
    """Why a key was not taken."""

    TAKEN = auto()
    TYPES = auto()


class KeyWiring:
    """Finds every shortcut once, when the window is whole."""

    def __init__(
        self, window: QWidget, places: Mapping[Place, QWidget], work: QWidget, chosen: ChosenKeys
    ) -> None:
        self._chosen = chosen
        self._roots: dict[Scope, QWidget] = {place.value: page for place, page in places.items()}
        self._roots[None] = work
        self._shortcuts: dict[tuple[Scope, str], list[QShortcut]] = defaultdict(list)
        for shortcut in window.findChildren(QShortcut):
            parent = shortcut.parent()
            if not isinstance(parent, QWidget):
                continue
            above = (parent, *_above(parent))
            scope: Scope = next(
                (place.value for place, page in places.items() if page in above), None
            )
            if scope is not None or parent is work:
                self._shortcuts[scope, _name(shortcut.key())].append(shortcut)
        for (scope, own), key in chosen.items().items():
            if (scope, own) in self._shortcuts:
                self._wire(scope, own, own, key)

    def all_keys(self) -> frozenset[tuple[Scope, str]]:
        """Every key of the window, as Qt writes it, and where it works."""
        return frozenset(self._shortcuts)

    def changeable(self, scope: Scope, own: str) -> bool:
        """Whether another key can be chosen for this one, as the sheet writes it."""
        return own not in FIXED and (scope, written(own)) in self._shortcuts

    def shown(self, scope: Scope, own: str) -> str:
        """The key as it is now, as the sheet writes it."""
        key = self._chosen.key(scope, written(own))
        return own if key == written(own) else key

    def refusal(self, scope: Scope, own: str, key: QKeySequence) -> Refusal | None:
        """Why that key cannot be taken for this one; None where it can."""
        if not _is_command(key):
            return Refusal.TYPES
        name = _name(key)
        for other_scope, other in self._shortcuts:
            same = (other_scope, other) == (scope, written(own))
            meets = None in (scope, other_scope) or other_scope == scope
            if not same and meets and self._chosen.key(other_scope, other) == name:
                return Refusal.TAKEN
        return Refusal.TAKEN if name in FIXED else None

    def choose(self, scope: Scope, own: str, key: QKeySequence) -> None:
        """Let that key do it from now on; see `refusal` first."""
        before = self._chosen.key(scope, written(own))
        self._chosen.choose(scope, written(own), _name(key))
        self._wire(scope, written(own), before, _name(key))

    def forget(self) -> None:
        """The window's own keys again."""
        for scope, own in self._chosen.items():
            if (scope, own) in self._shortcuts:
                self._wire(scope, own, self._chosen.key(scope, own), own)
            self._chosen.choose(scope, own, own)

    def _wire(self, scope: Scope, own: str, before: str, key: str) -> None:
        for shortcut in self._shortcuts[scope, own]:
            shortcut.setKey(QKeySequence(key))
        for button in self._roots[scope].findChildren(QAbstractButton):
            button.setToolTip(button.toolTip().replace(f"({before})", f"({key})"))
            if button.text().endswith(f"   {before}"):
                button.setText(button.text().removesuffix(before) + key)


def written(own: str) -> str:
    """A key as the sheet writes it, as Qt writes it."""
    *modifiers, last = own.split("+") if own != "+" else [own]
    return "+".join((*modifiers, _WRITTEN.get(last, last)))


def _name(key: QKeySequence) -> str:
    return key.toString(QKeySequence.SequenceFormat.PortableText)


def _is_command(key: QKeySequence) -> bool:
    """Whether it is one key that types nothing, with an input method or without."""
    if key.count() != 1:
        return False
    pressed = key[0]
    function = Qt.Key.Key_F1 <= pressed.key() <= Qt.Key.Key_F24
    paging = pressed.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
    return function or paging or bool(pressed.keyboardModifiers() & _MODIFIERS)


def _above(widget: QWidget) -> list[QWidget]:
    found = []
    parent = widget.parentWidget()
    while parent is not None:
        found.append(parent)
        parent = parent.parentWidget()
    return found

"""The sheet of keys: everything the window does has one, and may have another."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QKeySequence
from PyQt6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from station.errors import SettingInvalid
from views.chosen_keys import CHOSEN, Scope
from views.key_groups import key_groups
from views.key_wiring import KeyWiring, Refusal
from views.language import translate
from views.look import GRID, GROUP, MARGIN
from views.place_page import label, resize_on_screen, scrolled, wrapped
from views.presenters.counter import Place

if TYPE_CHECKING:
    from views.window import Window


class KeysSheet(QDialog):
    """A sheet that lies open beside the work; Esc closes it.

    wiring: what gives keys to acts. keep: called when a key was chosen. may_change: whether any may
    be.
    """

    def __init__(
        self, parent: QWidget, wiring: KeyWiring, keep: Callable[[], None], *, may_change: bool
    ) -> None:
        super().__init__(parent)
        self.wiring = wiring
        self._keep = keep
        self._choosing: tuple[Scope, str, QToolButton] | None = None
        self.chips: dict[tuple[Scope, str], QToolButton] = {}
        self.setWindowTitle(translate("Keys", "Keys"))
        self.setModal(False)
        content = QWidget()
        columns = QGridLayout(content)
        columns.setContentsMargins(GROUP, MARGIN, GROUP, MARGIN)
        columns.setHorizontalSpacing(MARGIN)
        columns.setVerticalSpacing(GRID)
        row = 0
        for group in key_groups():
            words = label(group.title, "group")
            words.setContentsMargins(0, GRID if row else 0, 0, 0)
            columns.addWidget(words, row, 0, 1, 2)
            row += 1
            for keys, act in group.entries:
                chips = self._chips(group.scope, keys, act, may_change)
                columns.addLayout(chips, row, 0, Qt.AlignmentFlag.AlignLeft)
                does = wrapped(act)
                columns.addWidget(does, row, 1)
                row += 1
        columns.setColumnStretch(1, 1)
        columns.setRowStretch(row, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scrolled(content), 1)
        if may_change:
            outer.addWidget(self._foot())
        resize_on_screen(self, GRID * 68, GRID * 72)

    def toggle(self) -> None:
        """Show it, or put it away."""
        self.setVisible(not self.isVisible())

    def _chips(self, scope: Scope, keys: str, act: str, may_change: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for own in keys.split():
            if not may_change or not self.wiring.changeable(scope, own):
                row.addWidget(label(self.wiring.shown(scope, own), "key"))
                continue
            chip = QToolButton()
            chip.setProperty("role", "key")
            chip.setText(self.wiring.shown(scope, own))
            chip.setAccessibleName(f"{chip.text()}: {act}")
            chip.setToolTip(translate("Keys", "Choose another key"))
            chip.clicked.connect(partial(self._begin, scope, own, chip))
            self.chips[scope, own] = chip
            row.addWidget(chip)
        return row

    def _foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(GROUP, GRID, GROUP, MARGIN)
        row.setSpacing(MARGIN)
        self.says: QLabel = label(translate("Keys", "Press a key of the list to choose another."))
        self.says.setWordWrap(True)
        self.edit = QKeySequenceEdit()
        self.edit.setMaximumSequenceLength(1)
        self.edit.setAccessibleName(translate("Keys", "The new key"))
        self.edit.setFixedWidth(GRID * 18)
        self.edit.hide()
        self.edit.keySequenceChanged.connect(self._chosen)
        self.own = QPushButton(translate("Keys", "The window's own keys again"))
        self.own.clicked.connect(self._forget)
        row.addWidget(self.says, 1)
        row.addWidget(self.edit)
        row.addWidget(self.own)
        return foot

    def _begin(self, scope: Scope, own: str, chip: QToolButton) -> None:
        self._choosing = None
        self.edit.clear()
        self._choosing = scope, own, chip
        self.says.setText(translate("Keys", "Press the new key for {key}.").format(key=chip.text()))
        self.edit.show()
        self.edit.setFocus()

    def _chosen(self, key: QKeySequence) -> None:
        if self._choosing is None or key.isEmpty():
            return
        scope, own, chip = self._choosing
        refusal = self.wiring.refusal(scope, own, key)
        shown = key.toString(QKeySequence.SequenceFormat.NativeText)
        if refusal is not None:
            self.says.setText(_refusal_text(refusal).format(key=shown))
            self._choosing = None
            self.edit.clear()
            self._choosing = scope, own, chip
            return
        self._choosing = None
        self.wiring.choose(scope, own, key)
        chip.setText(self.wiring.shown(scope, own))
        self.says.setText(translate("Keys", "Chosen: {key}.").format(key=shown))
        self.edit.hide()
        chip.setFocus()
        self._keep()

    def _forget(self) -> None:
        self.wiring.forget()
        for (scope, own), chip in self.chips.items():
            chip.setText(self.wiring.shown(scope, own))
        self.says.setText(translate("Keys", "All keys are the window's own again."))
        self._keep()


def keys_sheet(window: "Window", places: Mapping[Place, QWidget], work: QWidget) -> KeysSheet:
    """The sheet of a window that is whole, with the keys that were chosen in its files."""
    desk = window.desk
    try:
        CHOSEN.take(desk.settings.keys.chosen, "keys.chosen")
        CHOSEN.read(desk.home)
    except SettingInvalid as error:
        window.counter.report(error)
    wiring = KeyWiring(window, places, work, CHOSEN)
    keep = partial(CHOSEN.write, desk.home)
    return KeysSheet(window, wiring, keep, may_change=desk.settings.keys.may_change)


def _refusal_text(refusal: Refusal) -> str:
    return {
        Refusal.TAKEN: translate("Keys", "{key} does something else already. Press another key."),
        Refusal.TYPES: translate(
            "Keys", "{key} is for typing. Press a function key, or one together with Ctrl."
        ),
    }[refusal]

"""Offers names below a field while one is typed: without accents, by any word, or by initials."""

from collections.abc import Sequence

from PyQt6.QtCore import QEvent, QObject, QSize, Qt
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem

from offline_store.search_key import search_key
from views.look import CONTROL, HAIRLINE

_SHOWN = 4
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class NameList(QListWidget):
    """`trich luc`, `khai sinh` and `tlks` all offer `Trích lục khai sinh`; Enter takes it.

    The cursor stays in the field: Up and Down choose among what is offered, Escape puts it away.
    No popup, which would keep the window's keys to itself.
    """

    def __init__(self, field: QLineEdit) -> None:
        super().__init__()
        self._field = field
        self._names: tuple[tuple[str, str], ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("role", "offers")
        self.setAccessibleName(field.accessibleName())
        self.setMaximumWidth(field.maximumWidth())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()
        field.installEventFilter(self)
        field.textEdited.connect(self._look)
        self.itemClicked.connect(self._take)

    def offer(self, names: Sequence[str]) -> None:
        """Offer these from now on, the first ones first."""
        self._names = tuple((name, _keys(name)) for name in names)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Choose by the field's keys while anything is offered."""
        if watched is self._field and self.isVisible() and event is not None:
            if event.type() == QEvent.Type.FocusOut:
                self.hide()
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._pressed(Qt.Key(event.key()))
        return False

    def _pressed(self, key: Qt.Key) -> bool:
        if key in _STEPS:
            row = self.currentRow() + _STEPS[key]
            self.setCurrentRow(max(0, min(self.count() - 1, row)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.currentItem())
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _look(self, typed: str) -> None:
        wanted = search_key(typed)
        found = [name for name, keys in self._names if wanted and wanted in keys][:_SHOWN]
        self.clear()
        if found and found != [typed]:
            for name in found:
                item = QListWidgetItem(name)
                item.setSizeHint(QSize(0, CONTROL))
                self.addItem(item)
            self.setCurrentRow(0)
            self.setFixedHeight(len(found) * CONTROL + 2 * HAIRLINE)
        self.setVisible(self.count() > 0)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._field.setText(item.text())
        self.hide()


def _keys(name: str) -> str:
    """What is looked in: the name without accents, and its initials."""
    bare = search_key(name)
    return f"{bare}\n{''.join(word[0] for word in bare.split())}"

"""The line in which what was read is put right."""

from PyQt6.QtCore import QEvent
from PyQt6.QtGui import QKeyEvent, QKeySequence
from PyQt6.QtWidgets import QLineEdit


class CorrectionEdit(QLineEdit):
    """Takes back what is typed; with nothing typed, Ctrl+Z is the place's."""

    def select_all(self) -> None:
        """Select what stands there, and show its beginning."""
        self.end(False)
        self.home(True)

    def event(self, event: QEvent | None) -> bool:
        """Leave Ctrl+Z to the place while there is nothing of its own to take back."""
        if (
            event is not None
            and event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.isUndoAvailable()
        ):
            event.ignore()
            return True
        return super().event(event)

"""Notices when nobody has been at the window for a while."""

from collections.abc import Callable

from PyQt6.QtCore import QEvent, QObject, QTimer
from PyQt6.QtGui import QWindow

_SOMEBODY = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Calls `act` after so many minutes without a key, the mouse or a touch.

    It listens where the system's own events enter the window: there are few of them.
    """

    def __init__(self, window: QWindow, minutes: int, act: Callable[[], None]) -> None:
        super().__init__(window)
        self.timer = QTimer(self)
        self.timer.setInterval(minutes * 60_000)
        self.timer.timeout.connect(act)
        self.timer.start()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Somebody is there: begin anew."""
        if event is not None and event.type() in _SOMEBODY:
            self.timer.start()
        return False

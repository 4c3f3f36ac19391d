"""The real window on a desk of its own, for benchmarks that look at what the Qt thread does."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from PyQt6.QtCore import QObject, Qt, QTimer
from PyQt6.QtWidgets import QApplication

from station.bootstrap import open_desk
from views.language import Language, speak
from views.theme import Theme, ThemeName
from views.window import Window

SIZE = (1920, 1080)
TICK_MS = 5
_LIMIT_S = 300.0


@contextmanager
def opened(home: Path, size: tuple[int, int] = SIZE) -> Iterator[Window]:
    """The window on the desk at that home, idle; closed at the end. One a process."""
    app = QApplication([])
    speak(app, Language.VIETNAMESE)
    theme = Theme(ThemeName.LIGHT)
    theme.apply(app)
    with closing(open_desk(home)) as desk:
        window = Window(desk, theme)
        window.resize(*size)
        window.show()
        window.start()
        until(lambda: not window.busy)
        yield window
        window.close()
        until(lambda: window.closed)


def until(there: Callable[[], bool]) -> None:
    """Let the window work until something is so.

    Raises:
        RuntimeError: it was not so within five minutes.
    """
    end = time.monotonic() + _LIMIT_S
    while not there():
        if time.monotonic() > end:
            raise RuntimeError("the window never came to it")
        QApplication.processEvents()
        time.sleep(0.0005)  # others want Python, too


class Pulse(QObject):
    """Beats on the Qt thread; by how much a beat comes late is how long nothing else was done."""

    def __init__(self) -> None:
        super().__init__()
        self.late_ms: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin to beat."""
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.late_ms.append(max(0.0, (now - self._last) * 1000 - TICK_MS))
        self._last = now


def percentile(values: list[float], share: float) -> float:
    """The value that this share of them, 0 to 1, does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def peak_mib() -> float:
    """Peak memory of this process so far, by Linux."""
    text = Path(f"/proc/{os.getpid()}/status").read_text("ascii")
    return int(text.partition("VmHWM:")[2].split()[0]) / 1024

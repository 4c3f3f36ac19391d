"""One window, opened until its first paint; says when that was, on the system's clock.

`--home DIR`: the window of the desk there, by the door that people use; first what is seen while
the desk is opened, then the desk. Without: an empty window; `--same-imports`: that has read the
same parts of Qt.
"""

import argparse
import importlib
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from PyQt6.QtCore import QEvent, QObject, QTimer
from PyQt6.QtWidgets import QApplication, QMainWindow

_SIZE = (1366, 768)
# What the desk has read of Qt by its first paint, beside the above.
_SAME = ("PyQt6.QtGui",)


class _FirstPaint(QObject):
    """Watches a window: says the time after its first paint, then calls `leave`."""

    def __init__(self, window: QMainWindow, leave: Callable[[], object]) -> None:
        super().__init__(window)
        self._leave = leave
        self._painted = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Let every event pass."""
        if not self._painted and event is not None and event.type() == QEvent.Type.Paint:
            self._painted = True
            # A window and all in it are painted in one go: the next turn of the loop is after it.
            QTimer.singleShot(0, self._say)
        return False

    def _say(self) -> None:
        print(time.monotonic(), flush=True)
        self._leave()


def _desk(home: Path) -> int:
    # Only here: the empty window must not wait for what it does not use.
    from views import app, opening

    def watched(make: Callable[..., Any], *given: Any) -> Any:
        window = make(*given)
        _FirstPaint(window, window.leave if make is make_window else lambda: None)
        return window

    make_opening, make_window = opening.Opening, app.make_window
    with (
        patch.object(app, "Opening", partial(watched, make_opening)),
        patch.object(app, "make_window", partial(watched, make_window)),
    ):
        return app.main(["--home", str(home)])


def _empty() -> int:
    app = QApplication([])
    window = QMainWindow()
    _FirstPaint(window, app.quit)
    window.resize(*_SIZE)
    window.show()
    return app.exec()


def main() -> int:
    """Open one of the two."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--home", type=Path)
    parser.add_argument("--same-imports", action="store_true")
    given = parser.parse_args()
    for name in _SAME if given.same_imports else ():
        importlib.import_module(name)
    return _empty() if given.home is None else _desk(given.home)


if __name__ == "__main__":
    sys.exit(main())

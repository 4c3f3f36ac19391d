"""Walks every place of the window as a program, in themes and languages, and looks for faults.

HOME OUT WIDTHxHEIGHT THEME-LANGUAGE …: saves a picture of each place, and prints as JSON what is
cut off, clipped or cannot be reached by Tab. A program, because Qt takes its scale factor once,
from the environment.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

from PyQt6.QtCore import QEvent, QPoint, QRect, Qt, qInstallMessageHandler
from PyQt6.QtGui import QTextDocument
from PyQt6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from station.bootstrap import open_desk
from views.language import Language, speak
from views.presenters.counter import Place
from views.screens import Screens
from views.theme import Theme, ThemeName
from views.window import Window

_LIMIT_S = 120
# What a style lays round a button's words.
_SLACK = 2


def _until(there: Callable[[], bool]) -> None:
    end = time.monotonic() + _LIMIT_S
    while not there():
        if time.monotonic() > end:
            raise RuntimeError("the window never came to it")
        QApplication.processEvents()
        time.sleep(0.001)


class Walk(Screens):
    """Looks at each place when its picture is taken."""

    def __init__(self, window: Window, folder: Path, done: Callable[[], None]) -> None:
        super().__init__(window, folder, done)
        self.faults: list[str] = []
        self._seen_window = window

    def look_at(self, name: str) -> None:
        """Note what is wrong with the place in front."""
        window = self._seen_window
        self.faults += [f"{name}: {fault}" for fault in (*_clipped(window), *_focus(window))]


def _clipped(window: Window) -> Iterator[str]:
    for shown in window.findChildren(QWidget):
        if not shown.isVisible() or shown.window() is not window:
            continue
        if isinstance(shown, QLabel) and shown.text():
            if _label_clipped(shown):
                yield f"label {shown.text()!r} is clipped, {shown.width()} x {shown.height()}"
        elif isinstance(shown, QAbstractButton) and shown.text():
            needed = shown.minimumSizeHint().width()
            if shown.width() + _SLACK < needed:
                yield f"button {shown.text()!r} is clipped, {shown.width()} of {needed}"
        if isinstance(shown, QAbstractButton | QLabel) and not _inside(shown, window):
            yield f"{type(shown).__name__} {shown.accessibleName() or shown.text()!r} is cut off"


def _label_clipped(shown: QLabel) -> bool:
    # The title and what may be as long as it likes say so: they are told whole in a tool tip.
    if shown.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Ignored and not shown.wordWrap():
        return False
    if shown.wordWrap():
        return shown.heightForWidth(shown.width()) > shown.height() + _SLACK
    if shown.textFormat() is Qt.TextFormat.RichText or "<a " in shown.text():
        document = QTextDocument()
        document.setDefaultFont(shown.font())
        document.setHtml(shown.text())
        return document.idealWidth() > shown.contentsRect().width() + _SLACK
    lines = shown.text().split("\n")
    widest = max(shown.fontMetrics().horizontalAdvance(line) for line in lines)
    return widest > shown.contentsRect().width() + _SLACK


def _inside(control: QWidget, window: Window) -> bool:
    parent = control.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent, QScrollArea | QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    at = QRect(control.mapTo(window, QPoint()), control.size())
    return window.rect().contains(at)


def _focus(window: Window) -> Iterator[str]:
    """Tab comes to every control of the place, and among neighbours from the top left."""
    page = window.places[window.counter.place]
    walked: list[QWidget] = []
    start = at = next(iter(filter(_takes_tab, page.findChildren(QWidget))), None)
    while at is not None:
        if _takes_tab(at):
            walked.append(at)
        at = at.nextInFocusChain()
        if at is start:  # the chain is a ring
            break
    for control in page.findChildren(QWidget):
        if _takes_tab(control) and control not in walked:
            yield f"Tab never comes to {type(control).__name__} {control.accessibleName()!r}"
    for one, other in pairwise(walked):
        if one.parentWidget() is not other.parentWidget() or not page.isAncestorOf(one):
            continue
        before, after = one.geometry(), other.geometry()
        if after.bottom() < before.top():
            yield f"Tab goes up from {one.accessibleName()!r} to {other.accessibleName()!r}"


def _takes_tab(widget: QWidget) -> bool:
    takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(takes) and widget.isVisible() and widget.isEnabled() and not widget.focusProxy()


def _walk(home: Path, out: Path, size: tuple[int, int], theme: Theme) -> list[str]:
    with closing(open_desk(home)) as desk:
        window = Window(desk, theme)
        window.resize(*size)
        window.show()
        window.start()
        ended: list[bool] = []
        walk = Walk(window, out, lambda: ended.append(True))
        walk.looked = walk.look_at
        walk.start()
        _until(lambda: bool(ended))
        window.close()
        _until(lambda: window.closed)
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return walk.faults


def main() -> None:
    """Walk in each of the pairs."""
    home, out = Path(sys.argv[1]), Path(sys.argv[2])
    width, _, height = sys.argv[3].partition("x")
    said: list[str] = []
    qInstallMessageHandler(lambda kind, context, text: said.append(text or ""))
    app = QApplication([])
    faults: dict[str, list[str]] = {}
    for which in sys.argv[4:]:
        name, _, language = which.rpartition("-")
        speak(app, Language(language))
        theme = Theme(ThemeName(name))
        theme.apply(app)
        faults[which] = _walk(home, out / which, (int(width), int(height)), theme)
    # The display without a screen says so of every dialog.
    complaints = [text for text in said if "propagateSizeHints" not in text]
    places = [place.value for place in Place]
    told = {"faults": faults, "complaints": complaints, "places": places}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()

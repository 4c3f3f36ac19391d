"""One look at the window, as a program of its own: HOME, then which. Prints figures as JSON.

frames: a page of A4 at 600 dpi is panned and zoomed beside its text, 60 times a second.
turns: pages of A4 at 300 dpi are turned by key until they are sharp, first new ones, then again.
memory: a dossier of 500 pages is opened, turned through and scrolled.
filter: a list of 100,000 dossiers is searched, key by key.
stall: 50 pages come from a network scanner and are read.
"""

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PyQt6.QtCore import QEvent, Qt, QTimer
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QApplication, QWidget

from benchmarks.desk_window import Pulse, opened, peak_mib, percentile, until
from offline_store.records import Document, Dossier, PageId
from views.pages.compare import ComparePage
from views.pages.dossiers import DossiersPage
from views.pages.scan import ScanPage
from views.presenters.counter import Place
from views.window import Window

Figures = dict[str, float | list[float]]

_FRAME_S = 1 / 60
_PAN_FRAMES, _ZOOM_STEPS = 400, 8
_TYPED = ("nguyen thi lan", "dang thi dao 77777", "001099077777")


def _opened_document(window: Window, place: Place) -> None:
    with window.desk.store.snapshot() as records:
        dossier: Dossier = records.dossiers.list(limit=1)[0]
    document: Document = dossier.documents[0]
    window.counter.open(dossier.id, document.id, place)
    until(lambda: window.counter.work is not None and not window.busy)


def _compare(window: Window) -> ComparePage:
    page = window.places[Place.COMPARE]
    assert isinstance(page, ComparePage)
    return page


def _press(where: QWidget, key: Qt.Key, text: str = "") -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(where, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def frames(window: Window) -> Figures:
    """Milliseconds a frame: the step, and all that the Qt thread had to do by then.

    On the clock, and of the processor: that does not depend on what else the machine does.
    """
    _opened_document(window, Place.COMPARE)
    page = _compare(window)
    until(lambda: page.view.sharp)
    taken: dict[str, list[float]] = {"pan": [], "zoom": [], "pan_cpu": [], "zoom_cpu": []}

    def frame(kind: str, step: Callable[[], None]) -> None:
        begun, worked = time.perf_counter(), time.thread_time()
        step()
        QApplication.processEvents()
        took = time.perf_counter() - begun
        taken[kind].append(took * 1000)
        taken[f"{kind}_cpu"].append((time.thread_time() - worked) * 1000)
        time.sleep(max(0.0, _FRAME_S - took))

    for _ in range(_ZOOM_STEPS):
        frame("zoom", partial(page.view.zoom_by, 1))
    # The first time, tiles are cut; a page that was looked at has them.
    until(lambda: page.view.sharp and not window.busy)
    across, down = page.view.horizontalScrollBar(), page.view.verticalScrollBar()
    assert across is not None
    assert down is not None

    def pan(share: float) -> None:
        down.setValue(int(share * down.maximum()))
        across.setValue(int(abs(2 * share - 1) * across.maximum()))

    for at in range(_PAN_FRAMES):
        frame("pan", partial(pan, at / _PAN_FRAMES))
    for way in (-1, 1, -1, 1):
        for _ in range(_ZOOM_STEPS * 2):
            frame("zoom", partial(page.view.zoom_by, way))
    return {kind: values for kind, values in taken.items()}


def turns(window: Window) -> Figures:
    """Milliseconds from a key to the page, painted as sharp as the screen shows it."""
    _opened_document(window, Place.COMPARE)
    page = _compare(window)
    until(lambda: page.view.sharp and not window.busy)
    taken: dict[str, list[float]] = {"new": [], "again": []}
    count = page.strip.count()
    for kind, key in (("new", Qt.Key.Key_PageDown), ("again", Qt.Key.Key_PageUp)):
        for _ in range(count - 1):
            before = page.strip.in_hand()
            begun = time.perf_counter()
            window.compare.turn(1 if key is Qt.Key.Key_PageDown else -1)
            until(partial(_turned, page, before))
            taken[kind].append((time.perf_counter() - begun) * 1000)
            # Somebody looks at the page; the next one is made ready meanwhile.
            until(lambda: not window.busy)
    return {kind: values for kind, values in taken.items()}


def _turned(page: ComparePage, before: PageId | None) -> bool:
    return page.strip.in_hand() != before and page.view.sharp


def memory(window: Window) -> Figures:
    """Mebibytes at the most."""
    _opened_document(window, Place.COMPARE)
    page = _compare(window)
    until(lambda: page.view.sharp and not window.busy)
    opened_mib = peak_mib()
    for _ in range(60):
        window.compare.turn(1)
        until(lambda: page.view.sharp)
    page.view.zoom_by(6)
    until(lambda: page.view.sharp and not window.busy)
    bar = page.strip.verticalScrollBar()
    assert bar is not None
    for at in range(100):
        bar.setValue(bar.maximum() * at // 99)
        until(lambda: not window.busy)
    window.counter.go(Place.SCAN)
    until(lambda: not window.busy)
    return {"opened": opened_mib, "peak": peak_mib(), "pages": float(page.strip.count())}


def searched(window: Window) -> Figures:
    """Milliseconds from a key to the list that it asks for, painted; and of the processor."""
    place = window.places[Place.DOSSIERS]
    assert isinstance(place, DossiersPage)
    window.counter.go(Place.DOSSIERS)
    until(lambda: bool(place.table.rows_model.rows) and not window.busy)
    place.search.setFocus()
    taken: dict[str, list[float]] = {"keys": [], "keys_cpu": []}
    # Beside the list other things are looked at from time to time: nobody waits for these.
    for text in _TYPED:
        place.search.clear()
        until(lambda: not window.busy)
        for letter in text:
            begun, worked = time.perf_counter(), time.process_time()
            _press(place.search, Qt.Key.Key_unknown, letter)
            until(lambda: not window.dossiers.looking)
            QApplication.processEvents()
            taken["keys"].append((time.perf_counter() - begun) * 1000)
            taken["keys_cpu"].append((time.process_time() - worked) * 1000)
    return {kind: values for kind, values in taken.items()}


def stall(window: Window) -> Figures:
    """Milliseconds for which the Qt thread did nothing else, at most and nearly always."""
    _opened_document(window, Place.SCAN)
    page = window.places[Place.SCAN]
    assert isinstance(page, ScanPage)
    until(lambda: page.primary.isEnabled() and page.choices.scanner() is not None)
    pulse = Pulse()
    pulse.start()
    begun = time.perf_counter()
    page.primary.click()

    def read() -> bool:
        work = window.counter.work
        pages = work.document.pages if work is not None else ()
        return bool(pages) and all(each.reading is not None for each in pages)

    done = False

    def look() -> bool:
        # As the program runs: nothing polls, Qt waits for what comes.
        nonlocal done
        done = not window.scan.scanning and page.strip.count() >= 50 and read()
        if done:
            QApplication.quit()
        return done

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(500)
    QApplication.exec()
    pulse.stop()
    late = pulse.late_ms
    return {
        "worst": max(late),
        "p999": percentile(late, 0.999),
        "p99": percentile(late, 0.99),
        "over": float(sum(each > 50 for each in late)),
        "seconds": time.perf_counter() - begun,
        "pages": float(page.strip.count()),
    }


_LOOKS = {
    "frames": frames,
    "turns": turns,
    "memory": memory,
    "filter": searched,
    "stall": stall,
}


def main() -> None:
    """Look once."""
    home, which = Path(sys.argv[1]), sys.argv[2]
    size = (1366, 768) if which in ("memory", "filter", "stall") else (1920, 1080)
    with opened(home, size) as window:
        figures = _LOOKS[which](window)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()

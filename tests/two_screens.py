"""The window on two 4K screens, as a program: HOME OUT. Prints what stands where as JSON.

A program, because Qt takes its screens once, when it starts: its platform without a display has as
many as a file tells it.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

SCREENS = [
    {"name": name, "x": x, "y": 0, "width": 3840, "height": 2160, "logicalDpi": 96, "dpr": 1}
    for name, x in (("clerk", 0), ("citizen", 3840))
]
_LIMIT_S = 120


def _until(there: Callable[[], bool]) -> None:
    from PyQt6.QtWidgets import QApplication

    end = time.monotonic() + _LIMIT_S
    while not there():
        if time.monotonic() > end:
            raise RuntimeError("the window never came to it")
        QApplication.processEvents()
        time.sleep(0.001)


def main() -> None:
    """Open the first dossier, and the citizen's screen by its key."""
    home, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    (out / "screens.json").write_text(json.dumps({"screens": SCREENS}), "utf-8")
    # Relative: Qt takes what stands before a second colon for the file's name.
    os.chdir(out)
    os.environ["QT_QPA_PLATFORM"] = "offscreen:configfile=screens.json"
    os.environ["QT_SCALE_FACTOR"] = "2"
    from PyQt6.QtCore import Qt
    from PyQt6.QtWidgets import QApplication

    from station.bootstrap import open_desk
    from tests.keyboard import press
    from views.language import Language, speak
    from views.presenters.counter import Place
    from views.theme import Theme, ThemeName
    from views.window import Window

    app = QApplication([])
    speak(app, Language.VIETNAMESE)
    theme = Theme(ThemeName.LIGHT)
    theme.apply(app)
    with closing(open_desk(home)) as desk:
        window = Window(desk, theme)
        window.showMaximized()
        window.activateWindow()
        window.start()
        _until(lambda: not window.busy)
        with desk.store.snapshot() as records:
            dossier = records.dossiers.list(limit=1)[0]
        window.counter.open(dossier.id, dossier.documents[0].id, Place.SIGN)
        _until(lambda: window.counter.work is not None and not window.busy)
        press(window, Qt.Key.Key_F11, Qt.KeyboardModifier.ShiftModifier)
        screen = window.citizen.screen
        _until(lambda: screen.isVisible() and not window.busy)
        told = {}
        for name, shown in (("clerk", window), ("citizen", screen)):
            picture = shown.grab()
            picture.save(str(out / f"{name}.png"))
            on = shown.screen()
            told[name] = {
                "screen": "" if on is None else on.name(),
                "pixels": [picture.width(), picture.height()],
            }
        told["screens"] = {
            each.name(): [each.geometry().width(), each.geometry().height()]
            for each in app.screens()
        }
        window.close()
        _until(lambda: window.closed)
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()

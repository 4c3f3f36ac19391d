"""The program `tramso-desk`: the window on one desk."""

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtWidgets import QApplication, QMessageBox

from station.paths import default_home
from views.jobs import QtJobs
from views.language import Language, speak
from views.opening import Opening
from views.theme import Theme, ThemeName

if TYPE_CHECKING:  # what these need is read while the first picture is already there
    from station.bootstrap import Desk
    from views.window import Window

DONE, FAILED = 0, 3
FIRST_SIZE = "1366x768"
LOG_BYTES, LOG_FILES = 1_000_000, 3
ROOMS = ("views", "station", "scanners", "signing", "offline_store")

log = logging.getLogger("views")


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window on a desk and stay until it is closed.

    Returns: 0 when it was closed; 3 when the desk or the display could not be opened.
    """
    given = _parser().parse_args(arguments)
    if given.screens is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not display_there():
        # Before there is a window, words go where the command line's go.
        _say(
            "no display answers here. Start it in a desktop session, "
            "or use the command line `tramso`."
        )
        return FAILED
    guard = _Guard()
    sys.excepthook = guard
    app = QApplication(sys.argv[:1])
    app.setApplicationName("tramso")
    app.setApplicationDisplayName("TramSo")
    app.setDesktopFileName("tramso-desk")
    app.setQuitOnLastWindowClosed(False)
    stay = _Stay(given, app, Theme(given.theme or system_theme(app)), guard)
    stay.begin()
    try:
        return DONE if QApplication.exec() == 0 else FAILED
    finally:
        stay.end()


def display_there() -> bool:
    """Whether Qt will find a display; Qt itself would end the process without one."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    if not os.environ.get("DISPLAY"):
        return False
    import ctypes  # of no use elsewhere: see `_Stay` for what is read when

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    there = bool(xcb.xcb_connection_has_error(connection) == 0)
    xcb.xcb_disconnect(connection)
    return there


def system_theme(app: QApplication) -> ThemeName:
    """The theme that the system asks for, high contrast included."""
    hints = app.styleHints()
    if hints is None:
        return ThemeName.LIGHT
    dark = hints.colorScheme() is Qt.ColorScheme.Dark
    eyes = hints.accessibility()
    if eyes is not None and eyes.contrastPreference() is Qt.ContrastPreference.HighContrast:
        return ThemeName.CONTRAST_DARK if dark else ThemeName.CONTRAST
    return ThemeName.DARK if dark else ThemeName.LIGHT


def make_window(desk: "Desk", theme: Theme) -> "Window":
    """The window of an open desk."""
    from views.window import Window  # read by now: see `_Stay`

    return Window(desk, theme)


class _Stay:
    """From the first paint to the last: a desk opens off the Qt thread, then its window stays."""

    def __init__(
        self, given: argparse.Namespace, app: QApplication, theme: Theme, guard: "_Guard"
    ) -> None:
        self._given = given
        self._app = app
        self._theme = theme
        self._guard = guard
        self._jobs = QtJobs(1, "opening")
        self._opening = Opening(theme.palette.background)
        # The desk, and what a desk to train at works with, till the end.
        self._held = ExitStack()

    def begin(self) -> None:
        """Show that something is being opened, and open it."""
        size, screen = self._given.size, self._opening.screen()
        if self._given.screens is None and screen is not None:
            size = size.boundedTo(screen.availableSize())
        self._opening.resize(size)
        self._opening.left.connect(QApplication.quit)
        # Not before the first paint: most of a start is Python reading what the window needs.
        self._opening.seen.connect(self._dress)
        self._opening.show()

    def _dress(self) -> None:
        """Language, fonts, colours; then the desk is opened."""
        speak(self._app, Language(self._given.language))
        self._theme.apply(self._app)
        self._opening.fill()
        self._jobs.start(self._open, self._show, self._tell)

    def end(self) -> None:
        """Close the desk, also one that was there only when nobody waited for it any more."""
        self._jobs.close()
        self._guard.window = None
        self._held.close()

    def _open(self) -> "Desk":
        from station.allocation import give_back_memory
        from station.scratch import use_memory

        use_memory()
        give_back_memory()  # before what takes the most of it
        importlib.import_module("views.window")
        from station.bootstrap import open_desk

        home = self._given.home
        if self._given.training:
            from station.demo.training import training_services
            from station.settings import read_settings
            from station.training import training_home

            agency = read_settings(home).agency.name
            home = training_home(home)
            self._held.enter_context(training_services(home, agency))
        return self._held.enter_context(closing(open_desk(home)))

    def _show(self, desk: "Desk") -> None:
        log_to(desk.home / "logs")
        window = make_window(desk, self._theme)
        self._guard.window = window
        window.left.connect(QApplication.quit)
        self._opening.give_way(window)
        window.start()
        if self._given.screens is None:
            window.first_run.open_if_new()
        if self._given.screens is not None:
            from views.screens import Screens

            Screens(window, self._given.screens, window.leave).start()

    def _tell(self, error: Exception) -> None:
        from station.problems import PRODUCT_ERRORS, sentence
        from views.problem_texts import problem_text

        if not isinstance(error, PRODUCT_ERRORS):
            raise error
        _say(f"{error.code}: {sentence(error)}")
        if self._given.screens is not None:
            QApplication.exit(FAILED)
            return
        text = problem_text(error.code, error.facts)
        box = QMessageBox(QMessageBox.Icon.Critical, "TramSo", text.happened, parent=self._opening)
        box.setInformativeText(text.to_do)
        box.finished.connect(lambda: QApplication.exit(FAILED))
        box.open()


class _Guard:
    """What happens to an exception nobody caught: logged, told, and the program goes on.

    Without a window yet there is nothing to go on with: it ends.

    PyQt6 ends the process on an exception in a slot unless somebody else stands here.
    """

    def __init__(self) -> None:
        self.window: Window | None = None

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        # The message of an exception may hold a citizen's data: only its kind and place are kept.
        places = []
        while trace is not None:
            code = trace.tb_frame.f_code
            places.append(f"{Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
            trace = trace.tb_next
        log.error("defect %s at %s", kind.__name__, " < ".join(reversed(places)))
        if self.window is None:
            QApplication.exit(FAILED)
        elif issubclass(kind, Exception):
            self.window.show_defect()


def _say(text: str) -> None:
    # A windowed program on Windows has no standard error.
    if sys.stderr is not None:
        sys.stderr.write(f"tramso-desk: {text}\n")


def log_to(folder: Path) -> None:
    """Write what our own rooms log into a folder.

    What libraries log goes nowhere: theirs may name the people on certificates.
    """
    from logging.handlers import RotatingFileHandler

    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "desk.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    for room in ROOMS:
        logger = logging.getLogger(room)
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    logging.getLogger().addHandler(logging.NullHandler())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("tramso-desk", description="The window on one desk.")
    parser.add_argument(
        "--home", type=Path, default=default_home(), help="the desk's data (also TRAMSO_HOME)"
    )
    parser.add_argument(
        "--language",
        choices=[language.value for language in Language],
        default=Language.VIETNAMESE.value,
        help="what the window speaks",
    )
    parser.add_argument(
        "--theme", type=ThemeName, choices=list(ThemeName), help="else the system's"
    )
    parser.add_argument(
        "--training",
        action="store_true",
        help="a desk to train at, beside the real one: nothing made there is worth anything",
    )
    parser.add_argument(
        "--screens", type=Path, metavar="DIR", help="save a picture of each place there and end"
    )
    parser.add_argument(
        "--size", type=_size, default=FIRST_SIZE, metavar="WxH", help="of the window, at first"
    )
    return parser


def _size(text: str) -> QSize:
    width, height = (int(part) for part in text.split("x"))
    return QSize(width, height)

"""A picture of each place on a desk's own data, for documents and for the eye."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PyQt6.QtCore import QObject, QPoint, QTimer
from PyQt6.QtGui import QCursor

from offline_store.records import Document, DocumentId, DossierId
from station.progress import Step, next_step
from views.presenters.counter import Place
from views.window import Window

# A picture is taken once nothing runs and two looks in a row found it so.
LOOK_EVERY_MS = 120
QUIET_LOOKS = 3
ASIDE = 64


class Screens(QObject):
    """Walks the places and saves what they look like; calls `done` at the end."""

    def __init__(self, window: Window, folder: Path, done: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._folder = folder
        self._done = done
        self._walk = self._places()
        self._name: str | None = None
        self._quiet = 0
        self.saved: list[Path] = []
        # Told the name of each place while it is seen.
        self.looked: Callable[[str], None] = lambda name: None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin the walk."""
        # Nothing in a picture looks touched.
        QCursor.setPos(self._window.geometry().bottomRight() + QPoint(ASIDE, ASIDE))
        self._folder.mkdir(parents=True, exist_ok=True)
        self._name = next(self._walk)
        self._timer.start()

    def _look(self) -> None:
        self._quiet = 0 if self._window.busy else self._quiet + 1
        if self._quiet < QUIET_LOOKS:
            return
        self._quiet = 0
        path = self._folder / f"{self._name}.png"
        self._window.grab().save(str(path))
        self.looked(str(self._name))
        self.saved.append(path)
        self._name = next(self._walk, None)
        if self._name is None:
            self._timer.stop()
            self._done()

    def _places(self) -> Iterator[str]:
        yield Place.TODAY
        for place in (Place.RECEIVE, Place.SCAN, Place.COMPARE, Place.SIGN, Place.HAND_OVER):
            self._open_for(place)
            yield place
        for place in (
            Place.DOSSIERS,
            Place.REGISTER,
            Place.LOTS,
            Place.OUTBOX,
            Place.DEVICES,
        ):
            self._window.counter.go(place)
            yield place

    def _open_for(self, place: Place) -> None:
        """Open the document that shows a place best, if the desk has one."""
        found = self._best(place)
        if place is Place.RECEIVE or found is None:
            self._window.counter.go(place)
        else:
            self._window.counter.open(*found, place)

    def _best(self, place: Place) -> tuple[DossierId, DocumentId] | None:
        with self._window.desk.store.snapshot() as records:
            dossiers = records.dossiers.list()
        documents = [(d.id, document) for d in dossiers for document in d.documents]
        fitting = {
            Place.SCAN: lambda document: bool(document.pages),
            Place.COMPARE: lambda document: next_step(document) is Step.COMPARE,
            Place.SIGN: lambda document: next_step(document) is Step.SIGN,
            Place.HAND_OVER: lambda document: document.copy is not None,
        }
        fits: Callable[[Document], bool] = fitting.get(place, lambda document: True)
        with_pages = [(d, document) for d, document in documents if document.pages]
        for choice in ([e for e in documents if fits(e[1])], with_pages):
            if choice:
                return choice[0][0], choice[0][1].id
        return None

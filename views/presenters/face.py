"""The face check of whose dossier is open: consent, photo, camera, and the way by eye."""

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from offline_store.records import DossierId
from station.check_face import FaceAnswer, FaceCheck
from station.consent import Purpose
from station.portrait import CardPhoto, portrait_from
from station.recognition.errors import FaceUnfit
from station.recognition.face_quality import FaceFlaw
from station.watch_face import FaceSight
from views.presenters.counter import Counter, Place, Work
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode


@dataclass(frozen=True, slots=True)
class FaceState:
    """What the sheet shows.

    name: whose dossier it is; empty where nobody is there to be checked. agreed: what the citizen
    said; None: nobody asked. picture: of the card, or its chip's photo. flaw: why that will not
    do. check: what stands.
    """

    name: str = ""
    agreed: bool | None = None
    picture: CardPhoto | None = None
    flaw: FaceFlaw | None = None
    check: FaceCheck | None = None
    running: bool = False

    @property
    def ready(self) -> bool:
        """Whether the camera may look."""
        return bool(self.name and self.agreed and self.picture) and not self.running


class FaceView(Protocol):
    """What the sheet must show."""

    def show_state(self, state: FaceState) -> None:
        """Consent, photo, result, and what can be pressed."""
        ...

    def show_sight(self, sight: FaceSight | None) -> None:
        """What the camera sees and what is asked; None: nothing any more."""
        ...


class FacePresenter:
    """Whatever else is opened, a check under way is stopped first: it is of another person."""

    def __init__(self, counter: Counter, view: FaceView, serial: Jobs, parallel: Jobs) -> None:
        self._counter = counter
        self._view = view
        self._serial = serial
        self._parallel = parallel
        self._work: Work | None = None
        self._picture: CardPhoto | None = None
        self._picture_of: DossierId | None = None
        self._agreed: bool | None = None
        self._check: FaceCheck | None = None
        self._flaw: FaceFlaw | None = None
        self._stop: threading.Event | None = None
        self._turn = 0

    # What happens at the counter.

    def follow(self, work: Work | None) -> None:
        """This is open now."""
        if work is None or self._work is None or work.dossier.id != self._work.dossier.id:
            self.leave()
            self._work = work
        if work is None or work.dossier.id != self._picture_of:
            self._picture = self._picture_of = None
        self.look()

    def leave(self) -> None:
        """What was open is so no longer."""
        self.stop()
        self._turn += 1
        self._work = self._agreed = self._check = self._flaw = None
        self._show()

    def go_to(self, place: Place) -> None:
        """At Receive it is somebody else who stands there."""
        if place is Place.RECEIVE:
            self.stop()
        self._show()

    def take_picture(self, dossier_id: DossierId, picture: CardPhoto | None) -> None:
        """A dossier is received; picture: of the card that filled the form, or its chip's."""
        self._picture_of, self._picture = dossier_id, picture

    # What the clerk does.

    def choose(self, picture: Path) -> None:
        """Take the photo from that picture of the card."""
        if self._work is not None:
            self._picture_of, self._picture, self._flaw = self._work.dossier.id, picture, None
            self._show()

    def look(self) -> None:
        """Read what the citizen said, and what stands."""
        work, desk = self._work, self._counter.desk
        if work is None:
            self._show()
            return
        dossier = work.dossier.id
        self._turn += 1
        turn = self._turn

        def read() -> tuple[bool | None, FaceCheck | None]:
            return (
                desk.ask_consent.answers(dossier).get(Purpose.FACE),
                desk.check_face.last(dossier),
            )

        def told(answer: tuple[bool | None, FaceCheck | None]) -> None:
            if turn == self._turn:
                self._agreed, self._check = answer
                if not self._agreed:
                    self.stop()
                self._show()

        self._parallel.start(read, told, self._counter.report)

    def start(self) -> None:
        """Let the camera look at who stands there."""
        work, picture = self._work, self._picture
        if not self._state.ready or work is None or picture is None:
            return
        desk, dossier = self._counter.desk, work.dossier.id
        stop = self._stop = threading.Event()
        self._flaw = None

        def show(sight: FaceSight) -> None:
            if not stop.is_set():
                self._view.show_sight(sight)

        tell = self._parallel.here(show)

        def done(check: FaceCheck | None) -> None:
            self._ended(stop)
            if check is not None and self._is_open(dossier):
                self._check = check
                self._counter.note(NoteCode.FACE_CHECKED)
                self._show()

        def failed(error: Exception) -> None:
            self._ended(stop)
            portrait = isinstance(error, FaceUnfit) and error.facts["where"] == "portrait"
            if portrait and self._is_open(dossier):
                self._flaw = FaceFlaw(str(error.facts["flaw"]))  # type: ignore[attr-defined]
                self._show()
            self._counter.report(error)

        self._show()
        self._parallel.start(
            lambda: desk.check_face(dossier, portrait_from(picture), stop=stop, tell=tell),
            done,
            failed,
        )

    def stop(self) -> None:
        """Let the camera go; what it saw is forgotten."""
        if self._stop is not None:
            self._stop.set()
            self._stop = None
            self._view.show_sight(None)
            self._show()

    def by_eye(self, answer: FaceAnswer) -> None:
        """The clerk held card and face against each other."""
        work = self._work
        if work is None or not self._here:
            return
        self.stop()
        desk, dossier = self._counter.desk, work.dossier.id

        def kept(check: FaceCheck) -> None:
            if self._is_open(dossier):
                self._check = check
                self._counter.note(NoteCode.FACE_CHECKED)
                self._show()

        self._serial.start(
            lambda: desk.check_face.by_eye(dossier, answer), kept, self._counter.report
        )

    def _ended(self, stop: threading.Event) -> None:
        if self._stop is stop:
            self._stop = None
            self._view.show_sight(None)
            self._show()

    def _is_open(self, dossier: DossierId) -> bool:
        return self._work is not None and self._work.dossier.id == dossier

    @property
    def _here(self) -> bool:
        return self._counter.place is not Place.RECEIVE

    @property
    def _state(self) -> FaceState:
        if self._work is None or not self._here:
            return FaceState(running=self._stop is not None)
        return FaceState(
            name=self._work.dossier.requester.name,
            agreed=self._agreed,
            picture=self._picture,
            flaw=self._flaw,
            check=self._check,
            running=self._stop is not None,
        )

    def _show(self) -> None:
        self._view.show_state(self._state)

"""The face check in the window: consent, photo, camera, the way by eye; and when it stops."""

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from offline_store.records import Document, Requester
from station.check_face import FaceAnswer
from station.consent import Purpose, Said
from station.recognition.face_quality import FaceFlaw
from station.recognition.head_turn import Side
from station.watch_face import FaceSight
from tests.face_film import astronaut, astronaut_file, scene_file, turning_film
from tests.unit.views.scripted import CounterScreen, JobsAtOnce, JobsLater
from views.presenters.counter import Counter, Place, Work
from views.presenters.face import FacePresenter, FaceState

OTHER = Requester("Trần Thị Bích Hường", "001199000321")


@dataclass(slots=True)
class Sheet:
    """Remembers what it was told."""

    states: list[FaceState] = field(default_factory=list)
    sights: list[FaceSight | None] = field(default_factory=list)

    def show_state(self, state: FaceState) -> None:
        """A state."""
        self.states.append(state)

    def show_sight(self, sight: FaceSight | None) -> None:
        """A sight, or nothing."""
        self.sights.append(sight)

    @property
    def state(self) -> FaceState:
        """The latest."""
        return self.states[-1]


class Nowhere:
    """A place that shows nothing."""

    def show(self, work: Work | None) -> None:
        """Nothing."""


class Seat:
    """A counter with the sheet open."""

    def __init__(self, counter: Counter, jobs: JobsAtOnce) -> None:
        self.counter = counter
        self.sheet = Sheet()
        self.presenter = FacePresenter(counter, self.sheet, JobsAtOnce(), jobs)
        counter.followers.append(self.presenter)
        counter.places = {place: Nowhere() for place in Place}

    def agree(self, document: Document, agreed: bool = True) -> None:
        """The citizen says so."""
        ask = self.counter.desk.ask_consent
        ask.record(document.dossier_id, Purpose.FACE, agreed, Said.ALOUD)
        self.counter.refresh()


@pytest.fixture
def seat(counter: Counter, tmp_path: Path) -> Seat:
    """Its camera sees the astronaut turn left, as asked."""
    film = turning_film(tmp_path / "left.avi", astronaut(), Side.LEFT)
    check = replace(counter.desk.check_face, camera=str(film), side=lambda: Side.LEFT)
    counter.desk = replace(counter.desk, check_face=check)
    return Seat(counter, JobsAtOnce())


def test_a_check_from_consent_to_answer(
    seat: Seat, screen: CounterScreen, document: Document
) -> None:
    """Nothing can start before consent and photo are there; then it shows what is seen."""
    seat.presenter.look()
    assert not seat.sheet.state.name
    seat.counter.open(document.dossier_id, document.id)
    assert seat.sheet.state.agreed is None
    seat.presenter.start()
    seat.presenter.choose(astronaut_file())
    seat.presenter.start()
    assert seat.sheet.sights == [None] * len(seat.sheet.sights)
    seat.agree(document)
    assert seat.sheet.state.ready
    seat.presenter.start()
    check = seat.sheet.state.check
    assert check is not None
    assert check.answer is FaceAnswer.SAME
    assert not seat.sheet.state.running
    assert seat.sheet.sights[-1] is None
    assert any(sight is not None and sight.side is Side.LEFT for sight in seat.sheet.sights)
    assert screen.messages[-1].code == "face-checked"


def test_the_way_by_eye_needs_nothing(
    seat: Seat, screen: CounterScreen, document: Document
) -> None:
    """No consent, no photo, no camera."""
    seat.counter.open(document.dossier_id, document.id)
    seat.agree(document, False)
    seat.presenter.by_eye(FaceAnswer.SAME)
    assert seat.sheet.state.check is not None
    assert seat.sheet.state.check.by_eye
    assert not seat.sheet.state.ready


def test_a_photo_that_will_not_do_is_named(
    seat: Seat, screen: CounterScreen, document: Document
) -> None:
    """With its flaw; another one may be chosen."""
    seat.counter.open(document.dossier_id, document.id)
    seat.agree(document)
    seat.presenter.choose(scene_file())
    seat.presenter.start()
    assert seat.sheet.state.flaw is FaceFlaw.SEVERAL
    assert screen.messages[-1].code == "face-unfit"
    seat.presenter.choose(astronaut_file())
    assert seat.sheet.state.flaw is None


def test_the_cards_picture_comes_with_its_dossier_alone(seat: Seat, document: Document) -> None:
    """What filled the form is the photo of who was received, and of nobody else."""
    seat.presenter.take_picture(document.dossier_id, astronaut_file())
    seat.counter.open(document.dossier_id, document.id)
    assert seat.sheet.state.picture == astronaut_file()
    other = seat.counter.desk.receive(OTHER, "Học bạ", 1)
    seat.counter.open(other.id, other.documents[0].id)
    assert seat.sheet.state.picture is None


@pytest.mark.parametrize("how", ["stop", "leave", "receive", "refused"])
def test_whatever_changes_stops_it(counter: Counter, document: Document, how: str) -> None:
    """Stopped, another dossier, at Receive, a consent taken back: nothing comes of it."""
    later = JobsLater()
    seat = Seat(counter, later)
    counter.open(document.dossier_id, document.id)
    later.run()
    seat.agree(document)
    later.run()
    seat.presenter.choose(astronaut_file())
    seat.presenter.start()
    assert [state.running for state in seat.sheet.states[-2:]] == [False, True]
    match how:
        case "stop":
            seat.presenter.stop()
        case "leave":
            other = counter.desk.receive(OTHER, "Học bạ", 1)
            counter.open(other.id, other.documents[0].id)
        case "receive":
            counter.go(Place.RECEIVE)
        case "refused":
            seat.agree(document, False)
            later.run(1)
    assert not seat.sheet.state.running
    later.run()
    assert seat.sheet.state.check is None
    assert counter.desk.check_face.last(document.dossier_id) is None

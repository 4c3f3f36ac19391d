"""The citizen's screen: their own dossier while it is open, and nothing of anybody else's."""

from dataclasses import dataclass, field

import pytest

from offline_store.records import Document, Dossier, Requester
from station.bootstrap import Desk
from station.consent import Purpose, Said
from station.identify import ToShow
from station.tell_citizen import CitizenSees
from tests.unit.views.scripted import CounterScreen, JobsAtOnce, JobsLater
from views.presenters.citizen import CitizenPresenter, chosen_screen
from views.presenters.counter import Counter, Place, Work

OTHER = Requester("Trần Thị Bích Hường", "001199000321")


@dataclass(slots=True)
class CitizensEyes:
    """What stands on the screen now."""

    sees: object = None
    question: Purpose | None = None
    history: list[object] = field(default_factory=list)

    def show_nothing(self) -> None:
        """Nothing."""
        self._put(None)

    def show_called(self, number: int) -> None:
        """A number."""
        self._put(number)

    def show_address(self, to_show: ToShow) -> None:
        """An address for a phone."""
        self._put(to_show)

    def show_card(self, requester: Requester, source: str) -> None:
        """A card's fields."""
        self._put(requester)

    def show_dossier(self, sees: CitizenSees) -> None:
        """A dossier."""
        self._put(sees)

    def ask(self, purpose: Purpose, requester: Requester) -> None:
        """A question."""
        self._put(requester)
        self.question = purpose

    def _put(self, sees: object) -> None:
        self.sees, self.question = sees, None
        self.history.append(sees)


class Seat:
    """A counter whose citizen has a screen."""

    def __init__(self, counter: Counter, jobs: JobsAtOnce) -> None:
        self.counter = counter
        self.eyes = CitizensEyes()
        self.presenter = CitizenPresenter(counter, self.eyes, JobsAtOnce(), jobs)
        counter.followers.append(self.presenter)
        counter.places = {place: _Nowhere() for place in Place}
        self.presenter.open(True)

    def number(self) -> object:
        """The number that is called there; None for none."""
        return self.eyes.sees if isinstance(self.eyes.sees, int) else None

    def address(self) -> str:
        """What a phone is to open; empty for nothing."""
        sees = self.eyes.sees
        return sees.address if isinstance(sees, ToShow) else ""

    def question(self) -> Purpose | None:
        """What is asked there."""
        return self.eyes.question

    def seen(self) -> str:
        """Whose data stand there; empty for nobody's."""
        sees = self.eyes.sees
        if isinstance(sees, CitizenSees):
            return sees.requester.name
        return sees.name if isinstance(sees, Requester) else ""


class _Nowhere:
    def show(self, work: Work | None) -> None:
        """Shows nothing."""


@pytest.fixture
def seat(counter: Counter) -> Seat:
    """With jobs that run at once."""
    return Seat(counter, JobsAtOnce())


@pytest.fixture
def other(desk: Desk) -> Dossier:
    """Somebody else's dossier."""
    return desk.receive(OTHER, "Bằng tốt nghiệp", 1)


def test_an_open_dossier_is_seen(seat: Seat, document: Document) -> None:
    """Who, what and for how much."""
    seat.counter.open(document.dossier_id, document.id)
    sees = seat.eyes.sees
    assert isinstance(sees, CitizenSees)
    assert (sees.requester.name, sees.vnd) == ("Nguyễn Văn An", 8_000)
    assert [(each.title, each.copies) for each in sees.making] == [("Trích lục khai sinh", 2)]


def test_another_dossier_clears_it_before_it_is_there(
    desk: Desk, screen: CounterScreen, document: Document, other: Dossier
) -> None:
    """From the moment in which the clerk asks for the next one, nobody sees the last one."""
    later = JobsLater()
    seat = Seat(Counter(desk, screen, later), JobsAtOnce())
    seat.counter.open(document.dossier_id, document.id)
    later.run()
    assert seat.seen() == "Nguyễn Văn An"
    seat.counter.open(other.id, other.documents[0].id)
    assert later.waiting  # it is not read yet
    assert seat.seen() == ""
    later.run()
    assert seat.seen() == OTHER.name


def test_what_comes_too_late_is_never_seen(
    counter: Counter, document: Document, other: Dossier
) -> None:
    """An answer about the dossier before is dropped, in whatever order answers come."""
    later = JobsLater()
    seat = Seat(counter, later)
    counter.open(document.dossier_id, document.id)
    counter.open(other.id, other.documents[0].id)
    assert len(later.waiting) == 2
    later.run(1)
    assert seat.seen() == OTHER.name
    later.run(0)
    assert seat.seen() == OTHER.name
    names = [sees.requester.name for sees in seat.eyes.history if isinstance(sees, CitizenSees)]
    assert names == [OTHER.name]


def test_a_closed_dossier_is_gone_at_once(seat: Seat, document: Document) -> None:
    """So is what was on its way."""
    seat.counter.open(document.dossier_id, document.id)
    seat.counter.close_work()
    assert seat.seen() == ""


def test_behind_the_curtain_nothing_is_seen(seat: Seat, document: Document) -> None:
    """Not even what is read anew meanwhile; when the clerk is back, it stands there again."""
    seat.counter.open(document.dossier_id, document.id)
    seat.presenter.ask(Purpose.MAIL)
    seat.presenter.cover(True)
    assert (seat.seen(), seat.presenter.asking) == ("", None)
    seat.counter.refresh()
    seat.presenter.take_card(OTHER)
    assert seat.seen() == ""
    seat.presenter.cover(False)
    assert seat.seen() == "Nguyễn Văn An"


def test_at_receive_only_the_card_in_hand_counts(seat: Seat, document: Document) -> None:
    """Whose dossier is still open is not who stands there now."""
    seat.counter.open(document.dossier_id, document.id)
    seat.counter.go(Place.RECEIVE)
    assert seat.seen() == ""
    seat.presenter.take_card(OTHER)
    assert seat.seen() == OTHER.name
    assert not seat.presenter.askable
    seat.counter.go(Place.SIGN)
    assert seat.seen() == "Nguyễn Văn An"
    seat.counter.go(Place.RECEIVE)
    assert seat.seen() == ""


def test_who_is_called_is_seen_until_they_are_here(seat: Seat) -> None:
    """At Receive alone, and only while nothing of a card stands there."""
    seat.presenter.take_number(42)
    assert seat.number() is None
    seat.counter.go(Place.RECEIVE)
    assert seat.number() == 42
    seat.presenter.take_card(OTHER)
    assert seat.seen() == OTHER.name
    seat.presenter.take_card(None)
    seat.presenter.take_number(0)
    assert seat.number() is None


def test_what_is_opened_with_a_phone_stands_before_the_card(seat: Seat) -> None:
    """At Receive alone, until it is done or given up; a locked screen shows it no more."""
    to_show = ToShow("https://central.example/v/x", "VNeID", 300)
    seat.counter.go(Place.RECEIVE)
    seat.presenter.take_card(OTHER)
    seat.presenter.take_address(to_show)
    assert seat.address() == to_show.address
    seat.presenter.take_address(None)
    assert seat.seen() == OTHER.name
    seat.presenter.take_address(to_show)
    seat.presenter.cover(True)
    seat.presenter.cover(False)
    assert seat.address() == ""
    seat.presenter.take_address(to_show)
    seat.counter.go(Place.SIGN)
    seat.counter.go(Place.RECEIVE)
    assert seat.address() == ""


def test_a_card_is_gone_with_the_form(seat: Seat) -> None:
    """An emptied form, received or not, leaves nothing."""
    seat.counter.go(Place.RECEIVE)
    seat.presenter.take_card(OTHER)
    seat.presenter.take_card(None)
    assert seat.seen() == ""


def test_a_closed_screen_reads_nothing(counter: Counter, document: Document) -> None:
    """Nobody looks: nothing is gathered."""
    later = JobsLater()
    seat = Seat(counter, later)
    seat.presenter.open(False)
    counter.open(document.dossier_id, document.id)
    assert later.waiting == []
    seat.presenter.open(True)
    later.run()
    assert seat.seen() == "Nguyễn Văn An"


def test_an_answer_on_the_screen_is_kept(
    seat: Seat, screen: CounterScreen, document: Document
) -> None:
    """The question goes away, the answer is on the trail of its dossier, and stands."""
    desk = seat.counter.desk
    seat.counter.open(document.dossier_id, document.id)
    seat.presenter.answer(True)  # nobody asked: nothing is kept
    assert desk.ask_consent.answers(document.dossier_id) == {}
    seat.presenter.ask(Purpose.MAIL)
    assert seat.question() is Purpose.MAIL
    seat.presenter.answer(False)
    assert seat.question() is None
    assert desk.ask_consent.answers(document.dossier_id) == {Purpose.MAIL: False}
    seat.presenter.keep(Purpose.MAIL, True, Said.ALOUD)
    assert desk.ask_consent.answers(document.dossier_id) == {Purpose.MAIL: True}
    assert [m.code for m in screen.messages] == ["consent-declined", "consent-given"]


def test_a_question_goes_with_its_dossier(seat: Seat, document: Document, other: Dossier) -> None:
    """The next citizen is not asked what the last one was."""
    seat.counter.open(document.dossier_id, document.id)
    seat.presenter.ask(Purpose.COPIES)
    seat.counter.open(other.id, other.documents[0].id)
    assert seat.question() is None
    seat.presenter.answer(True)
    assert seat.counter.desk.ask_consent.answers(other.id) == {}


def test_at_receive_nothing_is_kept_of_whose_dossier_is_still_open(
    seat: Seat, document: Document
) -> None:
    """Who stands there then may be somebody else."""
    seat.counter.open(document.dossier_id, document.id)
    seat.counter.go(Place.RECEIVE)
    seat.presenter.keep(Purpose.MAIL, True, Said.ALOUD)
    assert seat.counter.desk.ask_consent.answers(document.dossier_id) == {}


@pytest.mark.parametrize(
    ("names", "wanted", "chosen"),
    [
        (("eDP-1",), "", None),
        (("eDP-1",), "HDMI-1", None),
        (("eDP-1", "HDMI-1"), "", "HDMI-1"),
        (("HDMI-1", "eDP-1", "DP-2"), "DP-2", "DP-2"),
        (("eDP-1", "HDMI-1"), "eDP-1", "HDMI-1"),
    ],
)
def test_which_screen_is_the_citizens(
    names: tuple[str, ...], wanted: str, chosen: str | None
) -> None:
    """The named one, else the first that the clerk does not look at; never the clerk's own."""
    assert chosen_screen(names, "eDP-1", wanted) == chosen

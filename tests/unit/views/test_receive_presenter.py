"""Receive: a card from a reader or a camera, and the number beside its field."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from offline_store.records import Requester
from station.demo.page_texts import ADDRESS, CARD_QR, ID_NUMBER, NAME
from station.recognition.personal_id import IdDoubt, PersonalId
from station.watch_card import WatchForCard
from tests.card_film import film_of
from tests.unit.views.scripted import CounterScreen, JobsAtOnce, JobsLater
from views.presenters.counter import Counter
from views.presenters.receive import ReceivePresenter

OWNER = Requester(NAME, ID_NUMBER, "15/04/1999", ADDRESS)


@dataclass
class Form:
    """Remembers what the form was told."""

    requesters: list[Requester] = field(default_factory=list)
    numbers: list[tuple[PersonalId | None, tuple[IdDoubt, ...]]] = field(default_factory=list)
    watching: list[bool] = field(default_factory=list)
    seen: list[bytes] = field(default_factory=list)

    def show_requester(self, requester: Requester) -> None:
        """Remember who."""
        self.requesters.append(requester)

    def show_number(self, says: PersonalId | None, doubts: tuple[IdDoubt, ...]) -> None:
        """Remember what the number says."""
        self.numbers.append((says, doubts))

    def show_wrong_field(self, field: str, missing: bool) -> None:
        """Nothing to remember."""

    def show_busy(self, busy: bool) -> None:
        """Nothing to remember."""

    def show_watching(self, watching: bool) -> None:
        """Remember whether."""
        self.watching.append(watching)

    def show_seen(self, jpeg: bytes) -> None:
        """Remember the picture."""
        self.seen.append(jpeg)

    def show_empty(self) -> None:
        """Nothing to remember."""


def test_a_readers_code_fills_the_form(counter: Counter, screen: CounterScreen) -> None:
    """What is no card's is told, and fills in nothing."""
    form = Form()
    receive = ReceivePresenter(counter, form, JobsAtOnce(), JobsAtOnce())

    receive.take_code(CARD_QR)
    receive.take_code("001099000123|nothing more")

    assert form.requesters == [OWNER]
    assert [message.code for message in screen.messages] == ["card-read", "card-unreadable"]


def test_the_camera_finds_the_card(counter: Counter, tmp_path: Path) -> None:
    """The clerk sees what it sees meanwhile; then it is let go."""
    form = Form()
    film = film_of(tmp_path / "card.avi", CARD_QR)
    counter.desk = replace(counter.desk, watch_card=WatchForCard(str(film)))
    receive = ReceivePresenter(counter, form, JobsAtOnce(), JobsAtOnce())

    receive.watch_card()

    assert form.requesters == [OWNER]
    assert form.watching == [True, False]
    assert all(jpeg.startswith(b"\xff\xd8") for jpeg in form.seen)
    assert form.seen
    assert not receive.watching


def test_a_stopped_camera_fills_in_nothing(
    counter: Counter, screen: CounterScreen, tmp_path: Path
) -> None:
    """Stopped before it has looked: no data, no message, and it may be started again."""
    form, jobs = Form(), JobsLater()
    film = film_of(tmp_path / "card.avi", CARD_QR)
    counter.desk = replace(counter.desk, watch_card=WatchForCard(str(film)))
    receive = ReceivePresenter(counter, form, JobsAtOnce(), jobs)

    receive.watch_card()
    receive.watch_card()
    receive.stop_watching()
    assert len(jobs.waiting) == 1
    jobs.run()

    assert form.watching == [True, False]
    assert (form.requesters, form.seen, screen.messages) == ([], [], [])
    receive.watch_card()
    jobs.run()
    assert form.requesters == [OWNER]


def test_the_number_is_held_against_what_stands_beside_it(counter: Counter) -> None:
    """Against the date of birth as it is typed; against the card's sex while it is the card's."""
    form = Form()
    receive = ReceivePresenter(counter, form, JobsAtOnce(), JobsAtOnce())
    man = PersonalId("001", 1999, "Nam")

    receive.check_number(ID_NUMBER, "15/04/1999")
    receive.check_number(ID_NUMBER, "1998")
    receive.check_number("123", "")
    receive.take_code(CARD_QR.replace("|Nam|", "|Nữ|"))
    receive.check_number(ID_NUMBER, "")
    receive.check_number("001099000124", "")

    assert form.numbers == [
        (man, ()),
        (man, (IdDoubt.YEAR,)),
        (None, (IdDoubt.LENGTH,)),
        (man, (IdDoubt.SEX,)),
        (man, ()),
    ]

"""Receive: a card from a reader or a camera, and the number beside its field."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

import segno

from offline_store.citizens_copies import SaidOfCopies
from offline_store.copies_wire import CopyAtCentral
from offline_store.handling import Channel, Owner
from offline_store.procedure_wire import Procedure
from offline_store.records import Requester
from station.check_card import CardCheck, CheckCard, Mismatch, Sighting, Source
from station.demo.page_texts import ADDRESS, CARD_MRZ, CARD_QR, ID_NUMBER, NAME
from station.queue import Called
from station.read_chip import ChipReading, Progress
from station.recognition.mrz import read_mrz
from station.recognition.personal_id import IdDoubt, PersonalId
from station.watch_card import WatchForCard
from tests.card_film import film_of
from tests.unit.views.scripted import CounterScreen, JobsAtOnce, JobsLater
from views.presenters.counter import Counter, Place, Work
from views.presenters.for_procedure import ForProcedure
from views.presenters.receive import ReceivePresenter

OWNER = Requester(NAME, ID_NUMBER, "15/04/1999", ADDRESS)


class Quiet:
    """A place that shows nothing."""

    def show(self, work: Work | None) -> None:
        """Nothing."""


@dataclass
class Form:
    """Remembers what the form was told."""

    requesters: list[Requester] = field(default_factory=list)
    numbers: list[tuple[PersonalId | None, tuple[IdDoubt, ...]]] = field(default_factory=list)
    watching: list[bool] = field(default_factory=list)
    seen: list[bytes] = field(default_factory=list)
    mismatches: list[tuple[Mismatch, ...]] = field(default_factory=list)
    copies: list[SaidOfCopies | None] = field(default_factory=list)
    names: list[tuple[str, ...]] = field(default_factory=list)
    procedures: list[tuple[str, ...]] = field(default_factory=list)
    wrong: list[tuple[str, bool]] = field(default_factory=list)
    chip_busy: list[bool] = field(default_factory=list)
    progress: list[Progress] = field(default_factory=list)
    chips: list[tuple[ChipReading | None, bytes]] = field(default_factory=list)

    def show_requester(self, requester: Requester) -> None:
        """Remember who."""
        self.requesters.append(requester)

    def show_number(self, says: PersonalId | None, doubts: tuple[IdDoubt, ...]) -> None:
        """Remember what the number says."""
        self.numbers.append((says, doubts))

    def show_copies(self, said: SaidOfCopies | None) -> None:
        """Remember what central said."""
        self.copies.append(said)

    def show_names(self, names: tuple[str, ...]) -> None:
        """Remember them."""
        self.names.append(names)

    def show_procedures(self, procedures: tuple[Procedure, ...]) -> None:
        """Remember their codes."""
        self.procedures.append(tuple(each.code for each in procedures))

    def show_mismatches(self, mismatches: tuple[Mismatch, ...]) -> None:
        """Remember them."""
        self.mismatches.append(mismatches)

    def show_chip_busy(self, busy: bool) -> None:
        """Remember whether."""
        self.chip_busy.append(busy)

    def show_chip_progress(self, progress: Progress) -> None:
        """Remember how far."""
        self.progress.append(progress)

    def show_chip(self, chip: ChipReading | None, portrait: bytes) -> None:
        """Remember both."""
        self.chips.append((chip, portrait))

    def show_wrong_field(self, field: str, missing: bool) -> None:
        """Remember which."""
        self.wrong.append((field, missing))

    def show_called(self, called: Called | None) -> None:
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


def test_what_central_said_earlier_stands_beside_the_number(counter: Counter) -> None:
    """Of a whole number, from what is kept here; what comes late for another is not shown."""
    form, jobs = Form(), JobsLater()
    desk = counter.desk
    copy = CopyAtCentral(
        code="TS-1", title="Giấy", agency="H26", book="B", number=1, signed_at=desk.now()
    )
    said = SaidOfCopies(desk.now(), (copy,))
    with desk.store.transaction() as records:
        records.citizens_copies.keep(ID_NUMBER, said)
    receive = ReceivePresenter(counter, form, JobsAtOnce(), jobs)

    receive.check_number(ID_NUMBER[:7], "")
    assert (form.copies, jobs.waiting) == ([None], [])
    receive.check_number(f"{ID_NUMBER[:3]} {ID_NUMBER[3:]}", "")
    receive.check_number(ID_NUMBER, "15/04/1999")
    jobs.run()
    assert form.copies == [None, None, said]

    receive.check_number("001099000999", "")
    receive.check_number("", "")
    jobs.run()
    assert form.copies == [None, None, said, None, None]


def card_picture(path: Path, code: str = CARD_QR) -> Path:
    """A code alone."""
    segno.make(code, error="m").save(str(path), scale=5, border=4)
    return path


SEEN = (Sighting(Source.CODE, "Nam"), Sighting(Source.PRINTED, "Nữ"))
DIFFERENT = (Mismatch("sex", SEEN),)
CHECKED = CardCheck(None, None, {}, DIFFERENT, tuple(("sex", sighting) for sighting in SEEN))


def with_check(counter: Counter, check: CardCheck) -> None:
    """Let every card come out so, without reading its words."""
    checked = cast("CheckCard", lambda *pictures: check)
    counter.desk = replace(counter.desk, check_card=checked)


def test_what_does_not_agree_follows_the_form(
    counter: Counter, screen: CounterScreen, tmp_path: Path
) -> None:
    """The form is filled in at once; the card's places are held against each other meanwhile."""
    form, jobs = Form(), JobsLater()
    with_check(counter, CHECKED)
    receive = ReceivePresenter(counter, form, JobsAtOnce(), jobs)

    receive.read_card(card_picture(tmp_path / "card.png"))
    jobs.run()
    assert form.requesters == [OWNER]
    assert form.mismatches == [()]
    jobs.run()

    assert form.mismatches == [(), DIFFERENT]
    assert [message.code for message in screen.messages] == ["card-read"]


def test_what_comes_late_is_not_shown_at_another_card(counter: Counter, tmp_path: Path) -> None:
    """A second card was read meanwhile, or the dossier was received."""
    form, jobs = Form(), JobsLater()
    with_check(counter, CHECKED)
    receive = ReceivePresenter(counter, form, JobsAtOnce(), jobs)
    receive.read_card(card_picture(tmp_path / "card.png"))
    jobs.run()

    receive.take_code(CARD_QR)
    jobs.run()

    assert set(form.mismatches) == {()}


def test_without_a_code_the_lines_at_the_back_fill_the_form(
    counter: Counter, screen: CounterScreen, tmp_path: Path
) -> None:
    """The name only where it is printed with the same letters; without lines it is told."""
    form = Form()
    receive = ReceivePresenter(counter, form, JobsAtOnce(), JobsAtOnce())
    picture = card_picture(tmp_path / "other.png", "https://example.org/")
    zone = read_mrz("\n".join(CARD_MRZ))

    for printed in (NAME.upper(), "NGUYỄN VĂN AM"):
        with_check(counter, CardCheck(None, zone, {"name": printed}, ()))
        receive.read_card(picture)
    with_check(counter, CardCheck(None, None, {"name": NAME}, ()))
    receive.read_card(picture)

    assert form.requesters == [
        Requester(NAME.upper(), ID_NUMBER, "15/04/1999"),
        Requester("", ID_NUMBER, "15/04/1999"),
    ]
    assert [message.code for message in screen.messages] == [
        *["card-read"] * 2,
        "card-unreadable",
    ]


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


def test_names_are_offered_as_they_are_typed_here(counter: Counter) -> None:
    """What this desk receives most comes first; then the kinds of paper that it knows."""
    form = Form()
    receive = ReceivePresenter(counter, form, JobsAtOnce(), JobsAtOnce())
    for title in ("Học bạ", "Sổ hồng", "Sổ hồng"):
        counter.desk.receive(OWNER, title)

    receive.look_for_names()

    ((first, second, *known),) = form.names
    assert (first, second) == ("Sổ hồng", "Học bạ")
    assert {kind.name for kind in counter.desk.papers.kinds if not kind.general} == set(known)


def test_a_dossier_for_a_procedure_is_received_with_its_pile(
    counter: Counter, screen: CounterScreen
) -> None:
    """Its checklist is shown; a procedure that is none is said beside the field."""
    view, shown = Form(), list[str]()
    counter.places[Place.SCAN] = Quiet()
    presenter = ReceivePresenter(counter, view, JobsAtOnce(), JobsAtOnce())
    presenter.received_for = shown.append
    presenter.look_for_procedures()
    assert view.procedures == [()], "this desk has no list, and nobody is told so"
    assert screen.messages == []
    counter.desk.take_catalogue.sample()
    presenter.look_for_procedures()
    assert "9.900001" in view.procedures[-1]
    presenter.look_for_procedures()
    assert len(view.procedures) == 2, "the same list on the same day is not read again"
    for code, missing in (("", True), ("9.999999", False)):
        presenter.receive_for(OWNER, ForProcedure(code, None, Channel.IN_PERSON, ""))
        assert view.wrong[-1] == ("procedure", missing)
    owner = Owner("Trần Văn Mẫu")
    presenter.receive_for(OWNER, ForProcedure("9.900001", owner, Channel.POST, ""))
    work = counter.work
    assert work is not None
    assert shown == [work.dossier.id]
    assert work.document.component == 0
    with counter.desk.store.snapshot() as records:
        handling = records.handling.get(work.dossier.id)
    assert (handling.owner, handling.channel) == (owner, Channel.POST)


def test_a_cards_picture_goes_with_its_own_dossier_alone(counter: Counter, tmp_path: Path) -> None:
    """Who came next was not on the picture of whoever left without being received."""
    counter.places[Place.SCAN] = Quiet()
    receive = ReceivePresenter(counter, Form(), JobsAtOnce(), JobsAtOnce())
    got: list[object] = []
    receive.received_with = lambda _, photo, check: got.append(photo)
    picture = tmp_path / "card.png"
    segno.make(CARD_QR, error="m").save(str(picture), scale=8, dpi=300)
    receive.read_card(picture)

    receive.receive(replace(OWNER, id_number="001099000124"), "Giấy khai sinh", 1)
    receive.read_card(picture)
    receive.receive(OWNER, "Giấy khai sinh", 1)

    assert got == [None, picture]

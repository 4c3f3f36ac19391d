"""The chip at Receive: what it fills in, what does not agree, and that a stop is one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import cast

import pytest

from offline_store.records import Requester
from station.check_card import Source
from station.chip.errors import ChipLost
from station.chip.passive_authentication import Original, Verdict
from station.chip.portrait import Portrait as ChipPortrait
from station.demo.page_texts import ADDRESS, CARD_QR, ID_NUMBER, NAME
from station.portrait import PortraitSource, portrait_from
from station.read_chip import ChipReading, Progress, Stage
from tests.chip.chip_files import make_authority
from tests.chip.software_chip import SoftwareChip, chip_of
from tests.unit.views.scripted import CounterScreen, JobsAtOnce, JobsLater
from tests.unit.views.test_receive_presenter import Form, Quiet
from views.presenters.counter import Counter, Place
from views.presenters.jobs import Jobs
from views.presenters.receive import ReceivePresenter

OWNER = Requester(NAME, ID_NUMBER, "15/04/1999", ADDRESS)


@pytest.fixture(scope="module")
def chip() -> SoftwareChip:
    """A card's chip; it lies there all the time."""
    return chip_of(make_authority())


@pytest.fixture(autouse=True)
def laid(chip: SoftwareChip, monkeypatch: pytest.MonkeyPatch) -> None:
    """No reader is between."""

    @contextmanager
    def laid_card(*_: object) -> Iterator[SoftwareChip]:
        chip.reset()
        yield chip

    monkeypatch.setattr("station.read_chip.laid_card", laid_card)


def presenter(counter: Counter, form: Form, jobs: Jobs) -> ReceivePresenter:
    """Receive, with the chip beside it."""
    return ReceivePresenter(counter, form, JobsAtOnce(), jobs)


def test_a_chip_fills_the_form(counter: Counter, screen: CounterScreen) -> None:
    """The number in the form opens it; portrait and verdict are shown, and nothing differs."""
    form = Form()
    receive = presenter(counter, form, JobsAtOnce())

    receive.take_code(CARD_QR)
    receive.chip.read(ID_NUMBER)

    assert form.requesters == [OWNER, OWNER]
    assert form.chip_busy == [True, False]
    assert form.progress[0] == Progress(Stage.OPENING)
    shown, portrait = form.chips[-1]
    assert isinstance(shown, ChipReading)
    assert portrait.startswith(b"\xff\xd8")
    assert form.mismatches[-1] == ()
    assert [message.code for message in screen.messages] == ["card-read", "chip-read"]


def test_what_differs_from_the_code_is_shown(counter: Counter) -> None:
    """Code and chip of one number, and an earlier dossier of it with another name."""
    form = Form()
    counter.desk.receive(replace(OWNER, name="Nguyễn Văn Khác"), "Giấy khai sinh")
    receive = presenter(counter, form, JobsAtOnce())

    receive.take_code(CARD_QR.replace("|Nam|", "|Nữ|").replace("15041999", "16041999"))
    receive.chip.read(ID_NUMBER)

    told = {each.field: [sight.source for sight in each.sightings] for each in form.mismatches[-1]}
    assert told == {
        "name": [Source.CODE, Source.CHIP, Source.EARLIER],
        "birth_date": [Source.CODE, Source.CHIP, Source.EARLIER],
        "sex": [Source.CODE, Source.CHIP],
    }


def test_another_card_forgets_the_chip(counter: Counter) -> None:
    """A code of another number is another citizen's."""
    form = Form()
    receive = presenter(counter, form, JobsAtOnce())
    receive.take_code(CARD_QR)
    receive.chip.read(ID_NUMBER)

    receive.take_code(CARD_QR.replace(ID_NUMBER, "001099000124"))

    assert receive.hand.chip is None
    assert form.chips[-1] == (None, b"")
    assert receive.hand.mismatches() == ()


def test_without_a_number_it_is_told_what_lacks(counter: Counter, screen: CounterScreen) -> None:
    """Nothing is started."""
    form = Form()

    presenter(counter, form, JobsAtOnce()).chip.read("")

    assert form.chip_busy == []
    assert [message.code for message in screen.messages] == ["chip-key-missing"]


def test_a_stop_leaves_the_form_alone(counter: Counter, screen: CounterScreen) -> None:
    """What comes after it is not shown; and it may be begun again."""
    form, jobs = Form(), JobsLater()
    receive = presenter(counter, form, jobs)

    receive.chip.read(ID_NUMBER)
    receive.stop_watching()
    assert not receive.chip.reading
    jobs.run()
    assert form.chip_busy == [True, False]
    assert (form.requesters, form.progress, screen.messages) == ([], [], [])
    receive.chip.read(ID_NUMBER)
    jobs.run()
    assert form.requesters == [OWNER]


def test_a_card_that_is_lost_is_told(
    counter: Counter, screen: CounterScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the next reading may begin."""

    def lost(*_: object) -> None:
        raise ChipLost

    monkeypatch.setattr("station.read_chip.laid_card", lost)
    receive = presenter(counter, Form(), JobsAtOnce())

    receive.chip.read(ID_NUMBER)

    assert not receive.chip.reading
    assert [message.code for message in screen.messages] == ["chip-lost"]


def test_another_number_in_the_form_forgets_the_chip(counter: Counter) -> None:
    """Nobody's portrait stands beside another's number, however that came there."""
    form = Form()
    receive = presenter(counter, form, JobsAtOnce())
    receive.chip.read(ID_NUMBER)

    receive.check_number(ID_NUMBER, "")
    assert form.chips[-1][0] is not None
    receive.check_number("001099000124", "")

    assert receive.hand.chip is None
    assert form.chips[-1] == (None, b"")


def test_a_false_chip_fills_nothing_in(
    counter: Counter, screen: CounterScreen, chip: SoftwareChip, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it says is shown beside the form, as what differs."""
    form = Form()
    receive = presenter(counter, form, JobsAtOnce())
    zone = chip.files[0x0101]
    monkeypatch.setattr(chip, "files", {**chip.files, 0x0101: zone.replace(b"M", b"F", 1)})

    receive.chip.read(ID_NUMBER)

    assert form.requesters == []
    shown, _ = form.chips[-1]
    assert shown is not None
    assert shown.proof.verdict is Verdict.FALSE
    assert screen.messages == []


def test_a_proven_photo_goes_with_its_own_dossier(counter: Counter) -> None:
    """Not one of another number, nor one that nobody vouches for or that may be a copy's."""
    counter.places[Place.SCAN] = Quiet()
    receive = presenter(counter, Form(), JobsAtOnce())
    receive.chip.read(ID_NUMBER)
    hand, chip = receive.hand, receive.hand.chip
    assert chip is not None
    assert hand.proven_photo(ID_NUMBER) is None  # its issuer is not known here

    proven = replace(chip, proof=replace(chip.proof, reasons=()))
    hand.chip = proven
    assert hand.proven_photo("001099000124") is None
    hand.chip = replace(proven, proof=replace(proven.proof, chip=Original.REFUSED))
    assert hand.proven_photo(ID_NUMBER) is None
    hand.chip = replace(proven, proof=replace(proven.proof, groups=(1, 13)))
    assert hand.proven_photo(ID_NUMBER) is None
    hand.chip = proven
    assert hand.proven_photo(ID_NUMBER) is proven.portrait

    got: list[object] = []
    receive.received_with = lambda _, photo, check: got.append(photo)
    receive.receive(OWNER, "Giấy khai sinh", 1)
    assert got == [proven.portrait]
    assert portrait_from(cast(ChipPortrait, got[0])).source is PortraitSource.CHIP

"""The counter: what is open, what is in front, and answers that come too late."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from offline_store.citizens_copies import SaidOfCopies
from offline_store.errors import StoreFull
from offline_store.procedure_wire import Procedure
from offline_store.records import Document, ReadingTally, Requester
from station.bootstrap import Desk
from station.check_card import Mismatch
from station.due_lists import Which
from station.interrupted import Interrupted
from station.queue import Called
from station.read_chip import ChipReading, Progress
from station.recognition.personal_id import IdDoubt, PersonalId
from tests.unit.views.scripted import CounterScreen, JobsAtOnce, JobsLater
from views.presenters.counter import Counter, Place, Work
from views.presenters.dossier_rows import Row
from views.presenters.messages import NoteCode, Tone
from views.presenters.receive import ReceivePresenter
from views.presenters.today import TodayPresenter


@dataclass(slots=True)
class SeenPlace:
    """A place that remembers what it was to show."""

    shown: list[Work | None] = field(default_factory=list)

    def show(self, work: Work | None) -> None:
        """Remember it."""
        self.shown.append(work)


@dataclass(slots=True)
class TodayScreen:
    """Remembers the list."""

    rows: tuple[Row, ...] = ()
    searched: bool = False
    months: Mapping[str, ReadingTally] = field(default_factory=dict)
    pressing: Mapping[Which, int] = field(default_factory=dict)

    def show_rows(self, rows: tuple[Row, ...], searched: bool) -> None:
        """Remember it."""
        self.rows, self.searched = rows, searched

    def show_pressing(self, counts: Mapping[Which, int]) -> None:
        """Remember it."""
        self.pressing = counts

    def show_reading(self, months: Mapping[str, ReadingTally]) -> None:
        """Remember it."""
        self.months = months

    def show_interrupted(self, offered: Interrupted | None, at: int, of: int) -> None:
        """Nothing was interrupted."""
        assert offered is None

    def show_aside(self, count: int) -> None:
        """Nothing was set aside."""
        assert count == 0


@dataclass(slots=True)
class Form:
    """Remembers what the receive form was told."""

    wrong: list[tuple[str, bool]] = field(default_factory=list)
    emptied: int = 0
    mismatches: list[tuple[Mismatch, ...]] = field(default_factory=list)

    def show_requester(self, requester: Requester) -> None:
        """Nothing to remember."""

    def show_procedures(self, procedures: tuple[Procedure, ...]) -> None:
        """Nothing to remember."""

    def show_number(self, says: PersonalId | None, doubts: tuple[IdDoubt, ...]) -> None:
        """Nothing to remember."""

    def show_called(self, called: Called | None) -> None:
        """Nothing to remember."""

    def show_watching(self, watching: bool) -> None:
        """Nothing to remember."""

    def show_seen(self, jpeg: bytes) -> None:
        """Nothing to remember."""

    def show_names(self, names: tuple[str, ...]) -> None:
        """Nothing to remember."""

    def show_copies(self, said: SaidOfCopies | None) -> None:
        """Nothing to remember."""

    def show_mismatches(self, mismatches: tuple[Mismatch, ...]) -> None:
        """Remember them."""
        self.mismatches.append(mismatches)

    def show_chip_busy(self, busy: bool) -> None:
        """Nothing to remember."""

    def show_chip_progress(self, progress: Progress) -> None:
        """Nothing to remember."""

    def show_chip(self, chip: ChipReading | None, portrait: bytes) -> None:
        """Nothing to remember."""

    def show_wrong_field(self, field: str, missing: bool) -> None:
        """Remember the field."""
        self.wrong.append((field, missing))

    def show_busy(self, busy: bool) -> None:
        """Nothing to remember."""

    def show_empty(self) -> None:
        """Remember that it was emptied."""
        self.emptied += 1


@pytest.fixture
def places(counter: Counter) -> dict[Place, SeenPlace]:
    """Places that only remember."""
    seen = {place: SeenPlace() for place in Place}
    counter.places = dict(seen)
    return seen


def test_a_document_opens_at_its_next_step(
    counter: Counter, places: dict[Place, SeenPlace], desk: Desk, document: Document
) -> None:
    """Pages there, none compared: it opens where they are compared."""
    counter.open(document.dossier_id, document.id)

    assert counter.place is Place.COMPARE
    assert counter.work is not None
    assert counter.work.document == document


def test_of_two_documents_opened_the_later_stays(
    desk: Desk, screen: CounterScreen, document: Document
) -> None:
    """An answer that was overtaken shows nothing."""
    jobs = JobsLater()
    counter = Counter(desk, screen, jobs)
    counter.places = {place: SeenPlace() for place in Place}
    other = desk.receive(Requester("Trần Thị Bích"), "Bằng tốt nghiệp", 1)

    counter.open(document.dossier_id, document.id)
    counter.open(other.id, other.documents[0].id)
    jobs.run(1)
    jobs.run(0)

    assert counter.work is not None
    assert counter.work.dossier.id == other.id
    assert len(screen.works) == 1


def test_a_refresh_leaves_the_clerk_where_the_clerk_went(
    desk: Desk, screen: CounterScreen, document: Document
) -> None:
    """What is read in the background never pulls another place to the front."""
    jobs = JobsLater()
    counter = Counter(desk, screen, jobs)
    counter.places = {place: SeenPlace() for place in Place}
    counter.open(document.dossier_id, document.id, Place.SCAN)
    jobs.run()

    counter.refresh_if(document.id)
    counter.go(Place.REGISTER)
    jobs.run()

    assert counter.place is Place.REGISTER
    assert screen.places[-1] is Place.REGISTER


def test_errors_of_the_product_are_told_and_others_are_not_hidden(
    counter: Counter, screen: CounterScreen
) -> None:
    """A defect goes on up to whoever catches defects."""
    counter.report(StoreFull(file="x"))
    counter.note(NoteCode.SAVED, file="a.pdf")

    assert [(m.tone, m.code) for m in screen.messages] == [
        (Tone.PROBLEM, "disk-full"),
        (Tone.DONE, "saved"),
    ]
    with pytest.raises(ZeroDivisionError):
        counter.report(ZeroDivisionError())


def test_today_is_listed_and_any_day_is_searched(
    counter: Counter, desk: Desk, document: Document
) -> None:
    """Nothing typed lists today; what is typed is found without its marks."""
    screen = TodayScreen()
    today = TodayPresenter(counter, screen, JobsAtOnce(), JobsAtOnce())
    desk.receive(Requester("Trần Thị Bích"), "Bằng tốt nghiệp", 1)

    today.show(None)
    assert [row.document.title for row in screen.rows] == ["Bằng tốt nghiệp", "Trích lục khai sinh"]
    today.search(" nguyen  van ")
    assert [row.document.id for row in screen.rows] == [document.id]
    assert screen.searched
    today.search("không có ai")
    assert screen.rows == ()


def test_receiving_twice_at_once_makes_one_dossier(
    counter: Counter, places: dict[Place, SeenPlace], desk: Desk
) -> None:
    """A second press while the first is on its way does nothing."""
    form, jobs = Form(), JobsLater()
    receive = ReceivePresenter(counter, form, jobs, JobsAtOnce())

    receive.receive(Requester("Nguyễn Văn An"), "Giấy khai sinh", 1)
    receive.receive(Requester("Nguyễn Văn An"), "Giấy khai sinh", 1)
    assert len(jobs.waiting) == 1
    jobs.run()

    assert counter.place is Place.SCAN
    assert form.emptied == 1
    with desk.store.snapshot() as records:
        assert len(records.dossiers.list()) == 1


def test_a_missing_field_is_shown_at_the_field(
    counter: Counter, screen: CounterScreen, desk: Desk
) -> None:
    """No message for what the form itself can say."""
    form = Form()
    receive = ReceivePresenter(counter, form, JobsAtOnce(), JobsAtOnce())

    receive.receive(Requester(" "), "Giấy khai sinh", 1)

    assert form.wrong == [("name", True)]
    assert screen.messages == []

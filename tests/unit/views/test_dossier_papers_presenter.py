"""The papers of a dossier: what is shown, given, taken back; late answers, and what goes wrong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from offline_store.handling import Standing
from offline_store.records import Document, Dossier, Requester
from station.bootstrap import Desk
from station.describe import Proposed
from tests.unit.station.recognition.test_paper import reading_of
from tests.unit.station.test_pile_offers import APPLICATION, BIRTH
from tests.unit.views.scripted import CounterScreen, JobsAtOnce, JobsLater
from views.presenters.counter import Counter, Place, PlacePresenter, Work
from views.presenters.dossier_papers import ComponentRow, DossierPapersPresenter, Papers
from views.presenters.reading import BackgroundReading
from views.presenters.stack import StackPresenter, StackView

LETTER = ("THƯ MỜI HỌP", "Kính mời")


@dataclass(slots=True)
class PapersScreen:
    """Remembers what the sheet shows."""

    papers: list[Papers | None] = field(default_factory=list)
    reading: list[tuple[int, int]] = field(default_factory=list)
    stacks: list[Callable[[StackView], StackPresenter]] = field(default_factory=list)
    put_away: int = 0
    asked: list[tuple[int, Mapping[str, Proposed]]] = field(default_factory=list)

    def show_papers(self, papers: Papers | None) -> None:
        """Remember it."""
        self.papers.append(papers)

    def show_reading(self, done: int, total: int) -> None:
        """Remember it."""
        self.reading.append((done, total))

    def ask_description(
        self, row: ComponentRow, proposed: Mapping[str, Proposed], today: date
    ) -> None:
        """Remember it."""
        self.asked.append((row.number, proposed))

    def open_stack(self, attach: Callable[[StackView], StackPresenter]) -> None:
        """Remember it."""
        self.stacks.append(attach)

    def done(self) -> None:
        """Remember that."""
        self.put_away += 1

    @property
    def now(self) -> Papers:
        """What is shown last."""
        last = self.papers[-1]
        assert last is not None
        return last


class QuietPlace:
    """A place that shows nothing."""

    def show(self, work: Work | None) -> None:
        """Nothing."""


@dataclass(slots=True)
class Sheet:
    """The presenter of a sheet, and what lies round it."""

    desk: Desk
    folder: Path
    counter: Counter
    screen: CounterScreen
    view: PapersScreen
    presenter: DossierPapersPresenter

    def pile(self, *papers: Sequence[str]) -> Document:
        """The open pile of a new dossier, with these papers on it, read."""
        dossier: Dossier = self.desk.receive_for_procedure(Requester("Lê Văn Thửa"), "9.900001")
        document = self.desk.sort_pile.open(dossier.id)
        files = []
        for number in range(len(papers)):
            files.append(self.folder / f"{dossier.id}-{number}.png")
            Image.new("RGB", (300, 400), (240 + number,) * 3).save(files[-1], dpi=(100, 100))
        pages = self.desk.import_pages(document.id, tuple(files))
        with self.desk.store.transaction() as records:
            for page, rows in zip(pages, papers, strict=True):
                records.dossiers.keep_reading(page.id, reading_of(*rows))
        self.counter.open(dossier.id, document.id)
        return document

    def codes(self) -> list[str]:
        """What the counter said."""
        return [message.code for message in self.screen.messages]


def sheet_of(
    desk: Desk, screen: CounterScreen, folder: Path, parallel: JobsAtOnce | None = None
) -> Sheet:
    """A sheet at that desk."""
    counter, view = Counter(desk, screen, JobsAtOnce()), PapersScreen()
    places: dict[Place, PlacePresenter] = {place: QuietPlace() for place in Place}
    counter.places = places
    jobs = parallel or JobsAtOnce()
    reading = BackgroundReading(counter, jobs)
    presenter = DossierPapersPresenter(counter, view, JobsAtOnce(), jobs, reading)
    desk.take_catalogue.sample()
    return Sheet(desk, folder, counter, screen, view, presenter)


@pytest.fixture
def sheet(desk: Desk, screen: CounterScreen, tmp_path: Path) -> Sheet:
    """A sheet whose jobs run at once."""
    return sheet_of(desk, screen, tmp_path)


def test_it_shows_checklist_and_offers(sheet: Sheet) -> None:
    """Eight papers, each with what is said of it; and where each page of the pile belongs."""
    sheet.pile(APPLICATION, BIRTH, LETTER)
    sheet.presenter.show()
    shown = sheet.view.now
    assert [row.number for row in shown.rows] == list(range(1, 9))
    assert [row.standing for row in shown.rows] == [None] * 8
    assert [offer.component for offer in shown.offers] == [1, 5, None]
    assert shown.clear == 2


def test_giving_is_told_and_can_be_taken_back(sheet: Sheet) -> None:
    """What is clear, then one page by its paper's number, then that one back."""
    sheet.pile(APPLICATION, BIRTH, LETTER)
    sheet.presenter.show()
    sheet.presenter.take_back()
    assert sheet.codes() == []
    sheet.presenter.confirm()
    assert [row.pages for row in sheet.view.now.rows] == [1, 0, 0, 0, 1, 0, 0, 0]
    (letter,) = sheet.view.now.offers
    sheet.presenter.give([letter.page.id], 3)
    assert not sheet.view.now.offers
    sheet.presenter.take_back()
    assert [offer.page.id for offer in sheet.view.now.offers] == [letter.page.id]
    assert sheet.codes() == ["pile-given", "pile-given", "act-taken-back"]


def test_a_pile_that_is_empty_is_left_for_a_paper_of_it(sheet: Sheet) -> None:
    """The counter has something open all the time."""
    pile = sheet.pile(APPLICATION)
    sheet.presenter.show()
    sheet.presenter.confirm()
    assert sheet.counter.work is not None
    assert sheet.counter.work.document.id != pile.id
    assert sheet.counter.work.document.component == 1


def test_what_may_not_be_is_told_and_shown_anew(sheet: Sheet) -> None:
    """A paper that is only shown takes nothing; a number that no paper has is nothing."""
    sheet.pile(LETTER)
    sheet.presenter.show()
    (letter,) = sheet.view.now.offers
    for number in (0, 9):
        sheet.presenter.give([letter.page.id], number)
    assert sheet.codes() == []
    sheet.presenter.give([letter.page.id], 8)
    assert sheet.codes() == ["not-to-be-digitised"]
    assert len(sheet.view.now.offers) == 1


def test_a_paper_is_described(sheet: Sheet) -> None:
    """Proposed, kept under a code that is told; one without pages is not asked about."""
    sheet.pile(BIRTH)
    sheet.presenter.show()
    sheet.presenter.confirm()
    sheet.presenter.describe(sheet.view.now.rows[0])
    assert sheet.view.asked == []
    sheet.presenter.describe(sheet.view.now.rows[4])
    ((number, proposed),) = sheet.view.asked
    assert (number, proposed["issued_on"].value) == (5, "20/04/1999")
    sheet.presenter.keep_description(sheet.view.now.rows[4], {})
    assert sheet.codes()[-1] == "input-missing"
    sheet.presenter.keep_description(sheet.view.now.rows[4], {"type_code": "KS.01"})
    assert sheet.codes()[-1] == "paper-described"
    assert sheet.view.now.rows[4].described == "KS.01.01"


def test_what_is_said_of_a_paper_is_shown(sheet: Sheet) -> None:
    """Or why it cannot be."""
    sheet.pile(BIRTH)
    sheet.presenter.show()
    sheet.presenter.say(2, Standing.DIGITAL, "Ví giấy tờ VNeID")
    assert sheet.view.now.rows[1].standing == Standing.DIGITAL
    sheet.presenter.say(8, Standing.SCAN, "")
    assert sheet.codes() == ["not-to-be-digitised"]


def test_the_pile_is_scanned_at_its_place(sheet: Sheet) -> None:
    """Also where there is none yet; the sheet goes."""
    pile = sheet.pile(APPLICATION)
    sheet.presenter.show()
    sheet.presenter.confirm()
    sheet.presenter.scan()
    assert sheet.view.put_away == 1
    assert sheet.screen.places[-1] is Place.SCAN
    assert sheet.counter.work is not None
    assert sheet.counter.work.document.id == pile.id


def test_nothing_and_copies_have_no_papers(sheet: Sheet, document: Document) -> None:
    """Where no procedure is open, no act does anything."""
    sheet.presenter.show()
    sheet.counter.open(document.dossier_id, document.id)
    sheet.presenter.follow(sheet.counter.work)
    assert sheet.view.papers == [None, None]
    sheet.presenter.confirm()
    sheet.presenter.scan()
    assert sheet.codes() == []


def test_an_answer_that_comes_too_late_is_not_shown(
    desk: Desk, screen: CounterScreen, tmp_path: Path
) -> None:
    """Another dossier was opened meanwhile."""
    jobs = JobsLater()
    sheet = sheet_of(desk, screen, tmp_path, jobs)
    sheet.pile(APPLICATION)
    sheet.presenter.show()
    sheet.pile(BIRTH)
    sheet.presenter.follow(sheet.counter.work)
    jobs.run()
    assert sheet.view.papers == []
    jobs.run()
    assert [offer.component for offer in sheet.view.now.offers] == [5]
    sheet.presenter.follow(sheet.counter.work)
    assert jobs.waiting == []

"""The place of lots: what each person sees of a lot, and may do with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from offline_store.keyings import Keying
from offline_store.lot_checks import LotError
from offline_store.lots import LotCount, LotState
from offline_store.procedure_wire import Procedure
from offline_store.records import DossierId
from station.bootstrap import Desk, seat
from station.key_again import ToKey
from station.lot_settings import LotSettings
from tests.lot_desk import BIRTH, CHECKER, LAND, TYPIST, dossiers_of, fill, lot_desk, open_lot
from tests.scanner_fixtures import draw_page
from tests.unit.views.scripted import CounterScreen, JobsAtOnce, JobsLater
from views.presenters.counter import Counter, Place, PlacePresenter, Work
from views.presenters.lot_sheet import LotSheet, PaperPage
from views.presenters.lots import LotsPresenter


@dataclass(slots=True)
class LotsScreen:
    """Remembers what was shown and asked."""

    lots: tuple[LotCount, ...] = ()
    sheet: LotSheet | None = None
    pages: Mapping[DossierId, tuple[PaperPage, ...]] = field(default_factory=dict)
    progress: list[tuple[int, int]] = field(default_factory=list)
    procedures: tuple[Procedure, ...] = ()
    keys: list[ToKey] = field(default_factory=list)
    decisions: list[Keying] = field(default_factory=list)

    def show_lots(self, lots: tuple[LotCount, ...]) -> None:
        """Remember them."""
        self.lots, self.sheet = lots, None

    def show_lot(self, sheet: LotSheet) -> None:
        """Remember it."""
        self.sheet = sheet

    def show_pages(self, dossier_id: DossierId, pages: tuple[PaperPage, ...]) -> None:
        """Remember them."""
        self.pages = {dossier_id: pages}

    def show_progress(self, done: int, total: int) -> None:
        """Remember it."""
        self.progress.append((done, total))

    def ask_lot(self, procedures: tuple[Procedure, ...]) -> None:
        """Remember what there is to choose from."""
        self.procedures = procedures

    def ask_keys(self, paper: ToKey) -> None:
        """Remember the question."""
        self.keys.append(paper)

    def ask_decision(self, paper: ToKey, difference: Keying) -> None:
        """Remember the question."""
        self.decisions.append(difference)


class QuietPlace:
    """A place that shows nothing."""

    def show(self, work: Work | None) -> None:
        """Nothing."""


@dataclass(slots=True)
class Seat:
    """Somebody at the window."""

    desk: Desk
    screen: CounterScreen
    view: LotsScreen
    lots: LotsPresenter

    @property
    def sheet(self) -> LotSheet:
        """The open lot, as it was shown last."""
        assert self.view.sheet is not None
        return self.view.sheet

    @property
    def said(self) -> list[str]:
        """The codes of what was said."""
        return [message.code for message in self.screen.messages]


def sit(desk: Desk, who: str, jobs: JobsAtOnce | None = None) -> Seat:
    """Have somebody sit down at the window."""
    own, screen, view = seat(desk, who), CounterScreen(), LotsScreen()
    counter = Counter(own, screen, JobsAtOnce())
    places: dict[Place, PlacePresenter] = {place: QuietPlace() for place in Place}
    counter.places = places
    run = jobs or JobsAtOnce()
    return Seat(own, screen, view, LotsPresenter(counter, view, run, run))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk where numbers of birth papers are typed twice."""
    keyed = LotSettings(double_keyed={"birth-certificate": "number"})
    with lot_desk(tmp_path / "home", lots=keyed) as desk:
        yield desk


def test_a_lot_goes_through_the_hands_of_three(desk: Desk, tmp_path: Path) -> None:
    """Opened, fed, done; typed twice and decided; checked, accepted, handed on."""
    an = sit(desk, "an")
    an.lots.show(None)
    assert an.view.lots == ()
    an.lots.ask_new()
    assert LAND in {procedure.code for procedure in an.view.procedures}
    an.lots.create(LAND, "Khai sinh 1998", "", BIRTH)
    assert (an.sheet.lot.name, an.sheet.mine, an.sheet.dossiers) == ("Khai sinh 1998", True, 0)
    pages = [draw_page(tmp_path / f"{number}.png", number, (120, 170)) for number in (1, 2)]
    an.lots.feed(pages)
    assert an.view.progress == [(0, 2), (1, 2), (0, 0)]
    for row in an.sheet.rows:
        an.lots.call_done(row)
    assert (an.sheet.done, len(an.sheet.to_key)) == (2, 2)
    an.lots.key_again()
    assert (an.view.keys, an.said[-1]) == ([], "keyed-before")
    an.lots.hand_in()
    assert an.said[-1] == "lot-unfinished"

    binh = sit(desk, TYPIST)
    binh.lots.open(an.sheet.lot.id)
    assert (binh.sheet.mine, binh.sheet.checks) == (False, False)
    for number in ("", "7"):
        binh.lots.key_again()
        binh.lots.keyed(binh.view.keys[-1], {"number": number})
    binh.lots.key_again()
    (difference,) = binh.view.decisions
    assert (difference.first, difference.second) == ("", "7")
    binh.lots.decide_key(binh.sheet.to_key[0], "number", "7")
    assert binh.sheet.to_key == ()
    an.lots.hand_in()
    assert an.sheet.lot.state is LotState.TO_CHECK

    hoa = sit(desk, CHECKER)
    hoa.lots.open(an.sheet.lot.id)
    assert hoa.sheet.checks
    assert [row.drawn for row in hoa.sheet.rows] == [True, True]
    hoa.lots.look_at(hoa.sheet.rows[0])
    ((page,),) = hoa.view.pages.values()
    assert (page.title, page.number, page.count) == ("Giấy khai sinh", 1, 1)
    assert page.description is not None
    hoa.lots.decide()
    assert hoa.said[-1] == "sample-unjudged"
    for row in hoa.sheet.rows:
        hoa.lots.judge(row)
    assert hoa.sheet.outcome is LotState.ACCEPTED
    hoa.lots.decide()
    assert (hoa.sheet.lot.state, hoa.said[-1]) == (LotState.ACCEPTED, "lot-accepted")
    hoa.lots.save_figures(tmp_path / "figures.xlsx")
    hoa.lots.export(tmp_path / "out")
    assert hoa.view.progress == [(1, 2), (2, 2), (0, 0)]
    assert hoa.said[-2:] == ["saved", "lot-exported"]
    assert (tmp_path / "figures.xlsx").is_file()
    hoa.lots.open(None)
    assert [(each.dossiers, each.done) for each in hoa.view.lots] == [(2, 2)]


def test_a_lot_that_was_sent_back_begins_anew(desk: Desk, tmp_path: Path) -> None:
    """Its operator sees what was wrong, and that nothing is done any more."""
    plain = seat(desk, "an")
    lot = open_lot(plain)
    fill(plain, lot, tmp_path / "papers", 2)
    for each in desk.key_again.waiting(lot.id):
        seat(desk, TYPIST).key_again.key(each.document_id, {"number": ""})
    plain.lots.hand_in(lot.id)
    hoa = sit(desk, CHECKER)
    hoa.lots.open(lot.id)
    hoa.lots.judge(hoa.sheet.rows[0], (LotError("order", BIRTH),))
    assert hoa.sheet.outcome is LotState.SENT_BACK
    hoa.lots.decide()
    assert hoa.said[-1] == "lot-sent-back"
    assert not hoa.sheet.checks
    an = sit(desk, "an")
    an.lots.open(lot.id)
    assert (an.sheet.worked_on, an.sheet.done, an.sheet.hand_in_next) == (True, 0, False)
    assert sum(row.verdict is not None and not row.verdict.right for row in an.sheet.rows) == 1
    for row in an.sheet.rows:
        an.lots.call_done(row)
    assert an.sheet.hand_in_next


def test_the_next_dossier_goes_to_the_scanner(desk: Desk) -> None:
    """And is open there, with nothing typed."""
    an = sit(desk, "an")
    an.lots.create(LAND, "Khai sinh", "", BIRTH)
    an.lots.scan_next()
    assert an.screen.places[-1] is Place.SCAN
    work = an.screen.works[-1]
    assert work is not None
    assert work.dossier.code == f"{an.sheet.lot.code}.0001"
    an.lots.show(None)
    an.lots.open_dossier(an.sheet.rows[0])
    assert an.screen.works[-1] is not None


def test_feeding_stops_between_two_dossiers(desk: Desk, tmp_path: Path) -> None:
    """What was added stays; a file that is none ends it, and is said."""
    jobs = JobsLater()
    an = sit(desk, "an", jobs)
    lot = open_lot(seat(desk, "an"))
    an.lots.open(lot.id)
    jobs.run()
    page = draw_page(tmp_path / "page.png", 1, (120, 170))
    an.lots.feed([page, page, page])
    jobs.run()
    an.lots.stop()
    jobs.run()
    assert an.view.progress[-1] == (0, 0)
    assert not an.lots.running
    assert len(dossiers_of(desk, lot)) == 2
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"")
    while jobs.waiting:
        jobs.run()
    an.lots.feed([broken])
    while jobs.waiting:
        jobs.run()
    assert an.said[-1] == "not-a-picture"
    assert not an.lots.running

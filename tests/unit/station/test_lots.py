"""Lots: digitised by one, checked by another, sent back as a whole, accepted, fixed then."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from offline_store.errors import LotClosed, NotFound, RecordRefused
from offline_store.handling import Axis
from offline_store.lot_checks import LotError
from offline_store.lots import LotState
from offline_store.records import Requester
from scanners.errors import NotAPicture
from station.bootstrap import Desk, seat
from station.described_fields import FIELDS
from station.errors import InputInvalid, InputMissing, NotToBeDigitised, SettingInvalid
from station.lot_errors import (
    CheckerIsOperator,
    LotDossierUnfinished,
    LotElsewhere,
    LotNotRight,
    LotOperatorOnly,
    LotUnfinished,
    SampleUnjudged,
)
from station.lot_settings import LotSettings
from station.sample_draw import drawn
from station.sampling_plans import Severity
from station.separators import NEXT, Separator, separator_sheet
from tests.lot_desk import (
    CHECKER,
    LAND,
    TYPIST,
    LotClock,
    dossiers_of,
    fill,
    finish,
    lot_desk,
    lot_now,
    open_lot,
    paper_of,
    sample_of,
)
from tests.scanner_fixtures import draw_page
from tests.unit.station.recognition.test_paper import reading_of
from tests.unit.station.test_pile import PLAN

WRONG = (LotError("unreadable", 5),)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An at a desk, with a lot's settings as built in."""
    with lot_desk(tmp_path / "home") as desk:
        yield desk


def test_a_lot_is_digitised_sent_back_done_again_and_accepted(desk: Desk, tmp_path: Path) -> None:
    """Twelve dossiers: all are looked at; one wrong one sends them back; then all are right."""
    lot = open_lot(desk)
    assert (lot.code, lot.operator, lot.state) == ("H26.99.1-2026-L01", "an", LotState.IN_WORK)
    fill(desk, lot, tmp_path / "papers", 12)
    assert [each.code for each in dossiers_of(desk, lot)][::11] == [
        "H26.99.1-2026-L01.0001",
        "H26.99.1-2026-L01.0012",
    ]
    sample = desk.lots.hand_in(lot.id)
    assert (sample.size, len(sample.dossiers), sample.accept, sample.refuse) == (12, 12, 0, 1)

    hoa = seat(desk, CHECKER).check_lots
    with pytest.raises(SampleUnjudged) as left:
        hoa.decide(lot.id)
    assert left.value.facts == {"left": 12}
    hoa.judge(sample.dossiers[3], WRONG)
    back = hoa.decide(lot.id, "Trang mờ")
    assert (back.state, back.round) == (LotState.SENT_BACK, 2)
    assert all(each.done_at is None for each in dossiers_of(desk, lot)), "all of it is done again"

    with pytest.raises(LotUnfinished) as unfinished:
        desk.lots.hand_in(lot.id)
    assert unfinished.value.facts == {"dossiers": 12, "keyings": 0}
    finish(desk, lot)
    again = desk.lots.hand_in(lot.id)
    assert again.seed != sample.seed
    for each in again.dossiers:
        hoa.judge(each)
    assert hoa.decide(lot.id).state is LotState.ACCEPTED
    with desk.store.snapshot() as records:
        states = [(each.state, each.round) for each in records.lots.changes(lot.id)]
        trail = [line.act for line in records.audit.lines() if line.subject == lot.id]
    assert states == [
        (LotState.IN_WORK, 1),
        (LotState.TO_CHECK, 1),
        (LotState.SENT_BACK, 2),
        (LotState.TO_CHECK, 2),
        (LotState.ACCEPTED, 2),
    ]
    assert trail == [
        "lot-opened",
        "lot-handed-in",
        "lot-sent-back",
        "lot-handed-in",
        "lot-accepted",
    ]


def test_the_sample_can_be_drawn_again_by_anybody(desk: Desk, tmp_path: Path) -> None:
    """From the seed and the codes alone, which both are on record."""
    lot = open_lot(desk)
    fill(desk, lot, tmp_path / "papers", 4)
    desk.lots.hand_in(lot.id)
    sample = sample_of(desk, lot)
    codes = {each.dossier_id: each.code for each in dossiers_of(desk, lot)}
    assert tuple(codes[each] for each in sample.dossiers) == drawn(
        sample.seed, codes.values(), len(sample.dossiers)
    )
    # `printf 0011:A | sha256sum` begins with 7b91, of B with 414c, of C with fea1.
    assert drawn("0011", ("A", "B", "C"), 2) == ("B", "A")


def test_nobody_checks_what_they_digitised(desk: Desk, tmp_path: Path) -> None:
    """Neither by the program's word nor by the database's."""
    lot = open_lot(desk)
    fill(desk, lot, tmp_path / "papers", 2)
    sample = desk.lots.hand_in(lot.id)
    with pytest.raises(CheckerIsOperator):
        desk.check_lots.judge(sample.dossiers[0])
    with pytest.raises(CheckerIsOperator):
        desk.check_lots.decide(lot.id)
    with pytest.raises(RecordRefused), desk.store.transaction() as records:
        records.lot_checks.say(lot.id, 1, sample.dossiers[0], (), desk.now(), "an")
    with pytest.raises(LotOperatorOnly):
        seat(desk, TYPIST).lots.add(lot.id)


def test_what_waits_for_its_check_is_fixed(desk: Desk, tmp_path: Path) -> None:
    """Pages and descriptions; sent back, they change again; accepted, they do not."""
    lot = open_lot(desk)
    fill(desk, lot, tmp_path / "papers", 2)
    first, second = desk.lots.hand_in(lot.id).dossiers
    more = (draw_page(tmp_path / "more.png", 2, (120, 170)),)
    with pytest.raises(LotClosed):
        desk.import_pages(paper_of(desk, first), more)
    with pytest.raises(LotClosed):
        desk.describe_papers.keep(paper_of(desk, first), {"summary": "khác"})
    with pytest.raises(LotElsewhere):
        desk.lots.add(lot.id)
    hoa = seat(desk, CHECKER).check_lots
    hoa.judge(first, WRONG)
    hoa.decide(lot.id)
    desk.import_pages(paper_of(desk, first), more)
    finish(desk, lot)
    desk.lots.hand_in(lot.id)
    for each in (first, second):
        hoa.judge(each)
    hoa.decide(lot.id)
    with pytest.raises(LotClosed):
        desk.import_pages(paper_of(desk, first), more)
    with pytest.raises(LotElsewhere):
        hoa.judge(first)


def test_what_was_found_wrong_in_an_accepted_lot_is_put_right(tmp_path: Path) -> None:
    """It alone changes, and is looked at again; until then the lot is not handed on."""
    with lot_desk(tmp_path / "home", lots=LotSettings(level="III", aql="6.5")) as desk:
        lot = open_lot(desk)
        fill(desk, lot, tmp_path / "papers", 9)
        sample = desk.lots.hand_in(lot.id)
        assert (len(sample.dossiers), sample.accept) == (8, 1)
        wrong, right = sample.dossiers[:2]
        hoa = seat(desk, CHECKER)
        for each in sample.dossiers:
            hoa.check_lots.judge(each, WRONG if each == wrong else ())
        assert hoa.check_lots.decide(lot.id).state is LotState.ACCEPTED
        with pytest.raises(LotNotRight) as still:
            hoa.export_lot(lot.id, tmp_path / "out")
        assert still.value.facts == {"dossiers": 1}
        more = (draw_page(tmp_path / "more.png", 2, (120, 170)),)
        desk.import_pages(paper_of(desk, wrong), more)
        with pytest.raises(LotClosed):
            desk.import_pages(paper_of(desk, right), more)
        hoa.check_lots.judge(wrong)
        with pytest.raises(LotClosed):
            desk.import_pages(paper_of(desk, wrong), more)
        assert len(hoa.export_lot(lot.id, tmp_path / "out").papers) == 9


def test_two_papers_that_claim_a_page_keep_the_dossier_open(desk: Desk, tmp_path: Path) -> None:
    """The page stays in the pile, and a pile is nobody's paper."""
    lot = open_lot(desk, component=0)
    dossier_id, pile = desk.lots.add(lot.id)
    with pytest.raises(LotDossierUnfinished) as empty:
        desk.lots.call_done(dossier_id)
    assert empty.value.facts == {"reason": "pages", "component": 0}
    (page,) = desk.import_pages(pile, (draw_page(tmp_path / "one.png", 1, (400, 560)),))
    with desk.store.transaction() as records:
        records.dossiers.keep_reading(page.id, reading_of(*PLAN))
    desk.sort_pile.confirm(dossier_id, desk.sort_pile.offers(dossier_id))
    with pytest.raises(LotDossierUnfinished) as contested:
        desk.lots.call_done(dossier_id, describe=True)
    assert contested.value.facts == {"reason": "pile", "component": 0}
    desk.sort_pile.give(dossier_id, [page.id], 3)
    with pytest.raises(LotDossierUnfinished) as undescribed:
        desk.lots.call_done(dossier_id, describe=True)
    assert undescribed.value.facts == {"reason": "description", "component": 3}
    desk.describe_papers.keep(paper_of(desk, dossier_id, 3), {"type_code": "SODO.01"})
    desk.lots.call_done(dossier_id)
    assert dossiers_of(desk, lot)[0].done_by == "an"


def test_the_year_may_change_in_the_middle(tmp_path: Path) -> None:
    """A lot keeps the year in which it was opened; its numbers go on, and none comes twice."""
    settings = LotSettings(dossier_code="{year}.{lot}.{number}")
    with lot_desk(
        tmp_path / "home", lots=settings, at=datetime(2026, 12, 31, 16, 58, tzinfo=UTC)
    ) as desk:
        lot = open_lot(desk)
        fill(desk, lot, tmp_path / "papers", 2)
        assert isinstance(desk.now, LotClock)
        desk.now.at = datetime(2026, 12, 31, 17, 1, tzinfo=UTC)  # a minute past midnight there
        fill(desk, lot, tmp_path / "papers", 2)
        codes = [each.code for each in dossiers_of(desk, lot)]
        assert codes == [f"2026.{lot.code}.{number:04}" for number in range(1, 5)]
        assert open_lot(desk, "Khai sinh 1999").code == "H26.99.1-2027-L01"


def test_a_scan_that_failed_leaves_no_number_out(desk: Desk, tmp_path: Path) -> None:
    """A dossier without any page is the next one; at the end it does not count."""
    lot = open_lot(desk)
    fill(desk, lot, tmp_path / "papers", 1)
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture")
    with pytest.raises(NotAPicture):
        desk.feed_lot(lot.id, (broken,))
    assert len(dossiers_of(desk, lot)) == 2
    fill(desk, lot, tmp_path / "papers", 1)
    assert [each.number for each in dossiers_of(desk, lot)] == [1, 2]
    desk.lots.add(lot.id)
    assert desk.lots.hand_in(lot.id).size == 2


def test_a_batch_becomes_dossiers_at_its_sheets(desk: Desk, tmp_path: Path) -> None:
    """Scanned in one go, cut at printed sheets; nothing is lost, and undo brings it back."""
    lot = open_lot(desk)
    sheet = tmp_path / "sheet.pdf"
    sheet.write_bytes(separator_sheet(Separator(), desk.now()))
    pages = [draw_page(tmp_path / f"{side}.png", side, (400, 560)) for side in range(1, 5)]
    batch = (pages[0], sheet, pages[1], pages[2], sheet, pages[3])
    fed = desk.feed_lot(lot.id, batch, batch=True)
    found = dossiers_of(desk, lot)
    assert [each.dossier_id for each in found] == list(fed)
    assert [each.pages for each in found] == [1, 2, 1]
    desk.pages.undo(paper_of(desk, fed[1]))
    assert [each.pages for each in dossiers_of(desk, lot)] == [6, 0, 0]
    desk.pages.redo(paper_of(desk, fed[0]))
    for each in fed:
        desk.lots.call_done(each, describe=True)
    assert desk.lots.hand_in(lot.id).size == 3


def test_a_pile_with_papers_inside_is_cut_at_the_next_dossiers_sheet(
    desk: Desk, tmp_path: Path
) -> None:
    """A sheet between two papers parts no dossiers there."""
    lot = open_lot(desk, component=0)
    paper, following = (tmp_path / name for name in ("paper.pdf", "next.pdf"))
    paper.write_bytes(separator_sheet(Separator(), desk.now()))
    following.write_bytes(separator_sheet(Separator(NEXT), desk.now()))
    pages = [draw_page(tmp_path / f"{side}.png", side, (400, 560)) for side in range(1, 5)]
    desk.feed_lot(
        lot.id, (pages[0], paper, pages[1], following, pages[2], paper, pages[3]), batch=True
    )
    assert [each.pages for each in dossiers_of(desk, lot)] == [3, 3]


def test_lots_are_opened_rightly(desk: Desk, tmp_path: Path) -> None:
    """What cannot be a lot is refused, and nothing is kept of it."""
    with pytest.raises(InputMissing):
        desk.lots.open(LAND, "  ")
    with pytest.raises(NotToBeDigitised):
        desk.lots.open(LAND, "Thẻ", component=8)
    for wrong in ({"component": 9}, {"code": "a/b"}, {"level": "IV"}, {"aql": "7"}):
        with pytest.raises(InputInvalid):
            desk.lots.open(LAND, "Sổ", **wrong)
    lot = desk.lots.open(LAND, "Sổ", code="H26.99.1.HT1998.01")
    with pytest.raises(InputInvalid):
        desk.lots.open(LAND, "Sổ khác", code=lot.code)
    with pytest.raises(InputMissing):
        desk.lots.hand_in(lot.id)
    with pytest.raises(NotFound):
        desk.lots.call_done(desk.receive(Requester("Bùi An"), "Bằng").id)
    with desk.store.snapshot() as records:
        assert [each.lot.code for each in records.lots.list()] == [lot.code]


def test_dossiers_of_lots_are_in_no_list_of_the_counter(desk: Desk, tmp_path: Path) -> None:
    """Nobody waits for them there; who searches their code finds them."""
    asked = desk.receive(Requester("Bùi An"), "Bằng")
    lot = open_lot(desk)
    fill(desk, lot, tmp_path / "papers", 2)
    with desk.store.snapshot() as records:
        assert [each.id for each in records.dossiers.list()] == [asked.id]
        found = records.dossiers.list(text="L01.0002")
        assert [each.code for each in found] == [f"{lot.code}.0002"]
        assert [each.id for each in records.dossiers.unsigned()] == [asked.id]
        today = date(2026, 11, 22)
        assert records.handling.received_between(today, today) == ()
        assert records.handling.standing_in(Axis.BUSINESS, ["1"], 10) == ()
        waiting = records.told_handlings.to_tell(
            [Axis.BUSINESS.value], 10, refused="refused", refused_limit=10
        )
        assert waiting == ()


def test_an_operator_whose_lots_come_back_is_checked_more_strictly(
    desk: Desk, tmp_path: Path
) -> None:
    """By the first checks alone: a lot done again does not count twice."""
    hoa = seat(desk, CHECKER).check_lots
    for number in range(2):
        lot = open_lot(desk, f"Lô {number}")
        fill(desk, lot, tmp_path / "papers", 2)
        sample = desk.lots.hand_in(lot.id)
        assert sample.severity == Severity.NORMAL.value
        hoa.judge(sample.dossiers[0], WRONG)
        hoa.decide(lot.id)
    lot = open_lot(desk, "Lô 3")
    fill(desk, lot, tmp_path / "papers", 2)
    assert desk.lots.hand_in(lot.id).severity == Severity.TIGHTENED.value
    other = seat(desk, TYPIST)
    theirs = open_lot(other, "Lô của Bình")
    fill(other, theirs, tmp_path / "papers", 2)
    assert other.lots.hand_in(theirs.id).severity == Severity.NORMAL.value
    assert lot_now(desk, lot).state is LotState.TO_CHECK


@pytest.mark.parametrize(
    "settings",
    [
        LotSettings(code="{agency}-{year}"),
        LotSettings(dossier_code="{lot}.{year}"),
        LotSettings(dossier_code="{lot}.{number:04}"),
        LotSettings(file_name="{dossier}"),
        LotSettings(file_name="{dossier}.{number}.{lot}"),
        LotSettings(file_name="{dossier"),
        LotSettings(level="2"),
        LotSettings(aql="1"),
        LotSettings(double_keyed={"any": "number colour"}),
    ],
)
def test_settings_that_mean_nothing_are_refused(settings: LotSettings) -> None:
    """When the desk opens, and not in the middle of a lot."""
    LotSettings().require_sense(FIELDS)
    with pytest.raises(SettingInvalid):
        settings.require_sense(FIELDS)

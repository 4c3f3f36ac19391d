"""Double keying: typed blind by a second person, differences decided by a third act."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from offline_store.errors import NotFound, RecordRefused
from offline_store.keyings import Keying
from offline_store.records import DocumentId
from station.bootstrap import Desk, seat
from station.errors import InputInvalid, InputMissing
from station.lot_errors import KeyedBefore, LotElsewhere, LotUnfinished
from station.lot_settings import LotSettings
from tests.lot_desk import (
    CHECKER,
    TYPIST,
    dossiers_of,
    fill,
    lot_desk,
    open_lot,
    paper_of,
)

KEYED = LotSettings(double_keyed={"birth-certificate": "number issued_on", "any": "number"})
AGREES = {"number": "118/1999", "issued_on": "20/4/1999"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An at a desk that has numbers and days of birth papers typed twice."""
    with lot_desk(tmp_path / "home", lots=KEYED) as desk:
        yield desk


def described(desk: Desk, folder: Path, count: int = 1) -> list[DocumentId]:
    """A lot of so many described papers, called done."""
    lot = open_lot(desk)
    fill(desk, lot, folder, count, done=False)
    papers = []
    for each in dossiers_of(desk, lot):
        papers.append(paper_of(desk, each.dossier_id))
        desk.describe_papers.keep(papers[-1], {"number": "118/1999", "issued_on": "20/04/1999"})
        desk.lots.call_done(each.dossier_id)
    return papers


def test_two_who_agree_settle_it(desk: Desk, tmp_path: Path) -> None:
    """The second sees which fields are asked; the lot waits for them."""
    described(desk, tmp_path / "papers")
    with desk.store.snapshot() as records:
        lot = records.lots.list()[0].lot
    (asked,) = desk.key_again.waiting(lot.id)
    assert (asked.fields, asked.differing, asked.first_who) == (("number", "issued_on"), (), "an")
    with pytest.raises(LotUnfinished) as unfinished:
        desk.lots.hand_in(lot.id)
    assert unfinished.value.facts == {"dossiers": 0, "keyings": 1}
    binh = seat(desk, TYPIST)
    assert binh.key_again.key(asked.document_id, AGREES) == ()
    assert desk.key_again.waiting(lot.id) == ()
    desk.lots.hand_in(lot.id)
    with pytest.raises(LotElsewhere):
        binh.key_again.key(asked.document_id, AGREES)


def test_a_difference_is_decided_by_a_third_act(desk: Desk, tmp_path: Path) -> None:
    """Not by who typed the first; what is decided is what the paper is described by."""
    (paper,) = described(desk, tmp_path / "papers")
    with desk.store.snapshot() as records:
        lot = records.lots.list()[0].lot
    binh, hoa = seat(desk, TYPIST), seat(desk, CHECKER)
    (difference,) = binh.key_again.key(paper, AGREES | {"number": "113/1999"})
    assert (difference.field, difference.first, difference.second) == (
        "number",
        "118/1999",
        "113/1999",
    )
    (waiting,) = desk.key_again.waiting(lot.id)
    assert (waiting.fields, [each.field for each in waiting.differing]) == ((), ["number"])
    with pytest.raises(KeyedBefore):
        desk.key_again.decide(paper, "number", "118/1999")
    with pytest.raises(NotFound):
        hoa.key_again.decide(paper, "issued_on", "20/04/1999")
    assert hoa.key_again.decide(paper, "number", "113/1999").number == "113/1999"
    assert desk.key_again.waiting(lot.id) == ()
    with desk.store.snapshot() as records:
        acts = [(each.act, each.who) for each in records.audit.lines()][-3:]
        facts = records.audit.lines()[-1].facts
    assert acts[-1] == ("keying-decided", CHECKER)
    assert "113" not in facts, "the trail says which of the two, not what"
    (line,) = [each for each in desk.count_lots() if each.who == "an"]
    assert (line.keyed, line.differing, line.overruled) == (2, 1, 1)


def test_what_is_put_right_later_is_typed_again(desk: Desk, tmp_path: Path) -> None:
    """Only the field that says something else now."""
    (paper,) = described(desk, tmp_path / "papers")
    with desk.store.snapshot() as records:
        lot = records.lots.list()[0].lot
    binh = seat(desk, TYPIST)
    binh.key_again.key(paper, AGREES)
    desk.describe_papers.keep(paper, {"number": "119/1999"})
    (waiting,) = desk.key_again.waiting(lot.id)
    assert waiting.fields == ("number",)
    assert binh.key_again.key(paper, {"number": "119/1999"}) == ()
    assert desk.key_again.waiting(lot.id) == ()


def test_what_cannot_be_typed_is_refused(desk: Desk, tmp_path: Path) -> None:
    """By the first person again, a field too few or too many, a day that is none."""
    (paper,) = described(desk, tmp_path / "papers")
    binh = seat(desk, TYPIST)
    with pytest.raises(KeyedBefore):
        desk.key_again.key(paper, AGREES)
    with pytest.raises(InputMissing):
        binh.key_again.key(paper, {"number": "118/1999"})
    for wrong in (AGREES | {"issuer": "UBND"}, AGREES | {"issued_on": "30/02/1999"}):
        with pytest.raises(InputInvalid):
            binh.key_again.key(paper, wrong)
    with desk.store.snapshot() as records:
        assert records.keyings.of((paper,)) == ()
    with pytest.raises(RecordRefused), desk.store.transaction() as records:
        records.keyings.keep(Keying(paper, "number", "1", "an", "1", "an", desk.now()))


def test_fields_are_asked_by_kind_of_paper() -> None:
    """What a kind has of its own, else what any has; nothing where nothing is set."""
    assert KEYED.keyed("birth-certificate") == ("number", "issued_on")
    assert KEYED.keyed("land-certificate") == ("number",)
    assert LotSettings().keyed("birth-certificate") == ()

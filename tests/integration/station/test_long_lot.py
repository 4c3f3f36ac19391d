"""A lot of hundreds of dossiers: digitised, sampled, sent back, done again, accepted, handed on."""

from pathlib import Path

import pytest

from offline_store.lot_checks import LotError
from offline_store.lots import LotState
from station.bootstrap import seat
from tests.lot_desk import CHECKER, dossiers_of, fill, finish, lot_desk, open_lot

# One of so many is bad at first.
BAD_OF = 4


@pytest.mark.parametrize(
    ("count", "sample", "accept"),
    [(30, 13, 0), pytest.param(300, 50, 1, marks=pytest.mark.marathon)],
)
def test_a_lot_from_its_first_page_to_its_index(
    count: int, sample: int, accept: int, tmp_path: Path
) -> None:
    """Nothing is lost, nothing comes twice, and the sample decides as its plan says."""
    with lot_desk(tmp_path / "home") as desk:
        lot = open_lot(desk)
        fill(desk, lot, tmp_path / "papers", count)
        bad = {each.dossier_id for each in dossiers_of(desk, lot) if each.number % BAD_OF == 1}
        hoa = seat(desk, CHECKER)
        first = desk.lots.hand_in(lot.id)
        assert (first.size, len(first.dossiers), first.accept) == (count, sample, accept)
        found = [each for each in first.dossiers if each in bad]
        for each in first.dossiers:
            hoa.check_lots.judge(each, (LotError("unreadable", 5),) if each in bad else ())
        # Which are drawn is chance; what follows from it is not.
        decided = hoa.check_lots.decide(lot.id)
        refused = len(found) >= first.refuse
        assert decided.state is (LotState.SENT_BACK if refused else LotState.ACCEPTED)
        if not refused:
            for each in found:
                hoa.check_lots.judge(each)
        else:
            assert all(each.done_at is None for each in dossiers_of(desk, lot))
            finish(desk, lot)
            for each in desk.lots.hand_in(lot.id).dossiers:
                hoa.check_lots.judge(each)
            assert hoa.check_lots.decide(lot.id).state is LotState.ACCEPTED
        export = hoa.export_lot(lot.id, tmp_path / "out")
        codes = [each.dossier for each in export.papers]
        assert codes == [f"{lot.code}.{number:04}" for number in range(1, count + 1)]
        assert len({each.file for each in export.papers}) == count
        assert len({each.code for each in export.papers}) == count
        (line,) = desk.count_lots((lot.id,))
        assert (line.dossiers, line.pages, line.wrong) == (count, count, len(found))
        with desk.store.snapshot() as records:
            assert records.audit.head() is not None
            drawn = [each.seed for each in records.lot_checks.samples(lot.id)]
        assert len(set(drawn)) == len(drawn)

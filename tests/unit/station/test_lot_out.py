"""What leaves a lot: its papers under archive names with an index, and its figures."""

import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import openpyxl
import pikepdf
import pytest

from offline_store.lot_checks import LotError
from station.bootstrap import Desk, seat
from station.errors import TargetExists
from station.lot_errors import LotElsewhere
from station.lot_figures import as_xlsx
from tests.lot_desk import CHECKER, dossiers_of, fill, finish, lot_desk, open_lot


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An at a desk."""
    with lot_desk(tmp_path / "home") as desk:
        yield desk


def accepted(desk: Desk, folder: Path, count: int = 2) -> Desk:
    """A lot of so many dossiers, accepted by Hoa, who sits there then."""
    lot = open_lot(desk)
    fill(desk, lot, folder, count)
    hoa = seat(desk, CHECKER)
    for each in desk.lots.hand_in(lot.id).dossiers:
        hoa.check_lots.judge(each)
    hoa.check_lots.decide(lot.id)
    return hoa


def test_papers_are_named_by_code_and_number(desk: Desk, tmp_path: Path) -> None:
    """TT 02/2019: each a PDF of its own; the index says what each is, and its SHA-256."""
    hoa = accepted(desk, tmp_path / "papers")
    with desk.store.snapshot() as records:
        lot = records.lots.list()[0].lot
    out = tmp_path / "out"
    told: list[tuple[int, int]] = []
    export = hoa.export_lot(lot.id, out, lambda done, total: told.append((done, total)))

    assert (export.folder, export.whole, told) == (out / lot.code, True, [(1, 2), (2, 2)])
    names = sorted(path.name for path in export.folder.iterdir())
    papers = [f"{lot.code}.0001.01.pdf", f"{lot.code}.0002.01.pdf"]
    assert names == sorted([*papers, "index.json", "index.xlsx"])
    body = json.loads((export.folder / "index.json").read_text("utf-8"))
    assert [each["file"] for each in body["papers"]] == papers
    assert [each["code"] for each in body["papers"]] == ["KQ.G15.000001.01", "KQ.G15.000001.02"]
    for each in body["papers"]:
        content = (export.folder / each["file"]).read_bytes()
        assert (each["sha256"], each["size"]) == (
            hashlib.sha256(content).hexdigest(),
            len(content),
        )
    with pikepdf.open(export.folder / papers[0]) as pdf:
        assert len(pdf.pages) == 1
        assert str(pdf.docinfo["/Title"]) == "Giấy khai sinh"
        width, height = (float(side) for side in pdf.pages[0].mediabox[2:])
        assert (width, height) == pytest.approx((120 * 72 / 300, 170 * 72 / 300), abs=0.1)
        with pdf.open_metadata() as about:
            assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "B")
    sheet = openpyxl.load_workbook(export.folder / "index.xlsx").active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[2] for row in rows] == ["Tên tệp", *papers]


def test_writing_again_writes_nothing_else(desk: Desk, tmp_path: Path) -> None:
    """The same files; another one under such a name is left alone, and said."""
    hoa = accepted(desk, tmp_path / "papers")
    with desk.store.snapshot() as records:
        lot = records.lots.list()[0].lot
    stopped = Event()
    stopped.set()
    cut_short = hoa.export_lot(lot.id, tmp_path / "out", stop=stopped)
    assert (cut_short.whole, cut_short.papers) == (False, ())
    first = hoa.export_lot(lot.id, tmp_path / "out")
    assert hoa.export_lot(lot.id, tmp_path / "out") == first
    other = first.folder / first.papers[0].file
    other.write_bytes(b"another")
    with pytest.raises(TargetExists):
        hoa.export_lot(lot.id, tmp_path / "out")
    assert other.read_bytes() == b"another"


def test_only_an_accepted_lot_is_handed_on(desk: Desk, tmp_path: Path) -> None:
    """What nobody has checked stays here."""
    lot = open_lot(desk)
    fill(desk, lot, tmp_path / "papers", 1)
    with pytest.raises(LotElsewhere):
        desk.export_lot(lot.id, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_figures_say_who_did_what(desk: Desk, tmp_path: Path) -> None:
    """By person and lot: how much, how long, and what the checker found over all rounds."""
    lot = open_lot(desk)
    fill(desk, lot, tmp_path / "papers", 3)
    hoa = seat(desk, CHECKER).check_lots
    first, *_ = desk.lots.hand_in(lot.id).dossiers
    hoa.judge(first, (LotError("unreadable", 5), LotError("other", 0, "rách")))
    hoa.decide(lot.id)
    finish(desk, lot)
    for each in desk.lots.hand_in(lot.id).dossiers:
        hoa.judge(each)
    hoa.decide(lot.id)

    (line,) = desk.count_lots((lot.id,))
    assert (line.lot, line.who, line.state, line.rounds) == (lot.code, "an", "accepted", 2)
    assert (line.dossiers, line.papers, line.pages) == (3, 3, 3)
    assert (line.sampled, line.wrong) == (4, 1)
    assert dict(line.errors) == {"unreadable": 1, "other": 1}
    assert 0 < line.seconds <= (len(dossiers_of(desk, lot)) * 3 + 2) * 600
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx((line,), desk.now()))).active
    assert sheet is not None
    heading, values = sheet.iter_rows(values_only=True)
    said = dict(zip(heading, values, strict=True))
    assert (said["Lô"], said["Trạng thái"], said["Hồ sơ có lỗi"]) == (lot.code, "Đạt", 1)
    assert said["Lỗi"] == "Lỗi khác: 1; Không đọc được: 1"


def test_a_long_pause_is_no_work(desk: Desk, tmp_path: Path) -> None:
    """It counts up to the settings' minutes."""
    lot = open_lot(desk)
    fill(desk, lot, tmp_path / "papers", 2)
    impatient = replace(desk.count_lots, settings=replace(desk.settings.lots, idle_minutes=1))
    (line,) = impatient((lot.id,))
    acts = 2 * 2
    assert line.seconds <= (acts - 1) * 60
    (patient,) = desk.count_lots((lot.id,))
    assert patient.seconds >= line.seconds

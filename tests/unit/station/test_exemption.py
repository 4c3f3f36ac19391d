"""Who is let off a fee, what the register says of it, and the slip that the citizen takes home."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from offline_store.catalogue import Origin
from offline_store.procedure_wire import Catalogue, Exemption, Fee, Procedure
from offline_store.records import LineState
from station.errors import AlreadyCertified, InputInvalid
from station.exemption import DecideFee
from station.fees import FeeSettings, Ground
from station.receipt import MakeReceipt, moment_text
from station.working_time import WorkingTimeSettings, working_time
from tests.scanner_fixtures import draw_pages
from tests.unit.station.test_certify import SETTINGS, Counter, counter

__all__ = ["counter"]

GROUND = "Nghị quyết số 66.22/2026/NQ-CP"
WARD = replace(SETTINGS, fees=FeeSettings(photocopy_page_vnd=500))


def decide(counter: Counter) -> DecideFee:
    """The decision on fees, at this counter."""
    return DecideFee(counter.parts.store, WARD, "clerk", counter.parts.clock)


def slip(counter: Counter, dossier_id: str) -> str:
    """The words of the slip."""
    calendar = working_time(WorkingTimeSettings())
    make = MakeReceipt(counter.parts.store, WARD, calendar, counter.parts.clock)
    with counter.parts.store.snapshot() as records:
        dossier = next(d for d in records.dossiers.list() if d.id == dossier_id)
    pdf = pypdfium2.PdfDocument(make(dossier.id))
    text = " ".join(pdf[0].get_textpage().get_text_range().split())
    pdf.close()
    return text


def test_an_exemption_stands_in_the_register(counter: Counter, tmp_path: Path) -> None:
    """No fee, and its ground in the column for notes; the decision is on the trail."""
    document = counter.ready(tmp_path / "in")
    fees = decide(counter)
    fees.exempt(document.id, GROUND)
    fees.exempt(document.id, GROUND)
    assert (fees(document.id).fee_vnd, fees(document.id).exemption) == (0, Ground(GROUND))

    counter.certify()(document.id, {})

    (line,) = counter.lines()
    assert (line.entry.fee_vnd, line.entry.note) == (0, f"Không thu phí: {GROUND}")
    with counter.parts.store.snapshot() as records:
        told = [line for line in records.audit.lines() if line.act == "fee-exempted"]
    assert [json.loads(line.facts) for line in told] == [{"reason": GROUND}]
    with pytest.raises(AlreadyCertified):
        fees.exempt(document.id, GROUND)
    with pytest.raises(AlreadyCertified):
        fees.charge(document.id)


def test_a_fee_is_charged_after_all(counter: Counter, tmp_path: Path) -> None:
    """What was decided last holds; a number reserved under another entry is not used."""
    document = counter.ready(tmp_path / "in")
    fees = decide(counter)
    fees.exempt(document.id, GROUND)
    counter.certify().reserve(document.id)
    fees.charge(document.id)
    assert fees(document.id).fee_vnd == 2_000 * document.copies

    copy = counter.certify()(document.id, {})

    first, second = counter.lines()
    assert (first.state, first.reason) == (LineState.CANCELLED, "entry-changed")
    assert (second.number, second.entry.note) == (copy.number, "")
    assert second.entry.fee_vnd == 2_000 * document.copies


def test_no_ground_beside_those_of_the_settings(counter: Counter) -> None:
    """The trail holds no free words, and the register no ground that nobody knows."""
    with pytest.raises(InputInvalid) as refused:
        decide(counter).exempt(counter.parts.received().id, "Người quen")
    assert refused.value.facts == {"field": "exemption"}


def catalogue(*fees: Fee, code: str = "2.000815.000.00.00.H26") -> Catalogue:
    """A catalogue with the procedure by which copies are certified."""
    procedure = Procedure(
        code=code, name="Chứng thực bản sao từ bản chính", field="Chứng thực", fees=fees
    )
    return Catalogue(
        format="tramso-procedures-1",
        name="Danh mục thử",
        issued_on=date(2026, 11, 1),
        procedures=(procedure,),
    )


def take(counter: Counter, new: Catalogue) -> None:
    """The catalogue is this desk's now."""
    with counter.parts.store.transaction() as records:
        records.catalogue.keep(
            new, Origin.FILE, issued_at=None, taken_at=counter.parts.clock(), taken_by="quan"
        )


def test_a_catalogue_that_has_the_fee_says_alone_who_is_exempt(
    counter: Counter, tmp_path: Path
) -> None:
    """The settings' grounds go; a part of the fee may be waived; register and slip say how much."""
    document = counter.ready(tmp_path / "in")
    fees = decide(counter)
    poor = Exemption(who="Hộ nghèo", ground="Nghị quyết thử")
    old = Exemption(who="Người cao tuổi", percent=50, ground="Nghị quyết thử")
    take(counter, catalogue(Fee(name="Phí chứng thực", vnd=2000, exemptions=(poor, old))))
    half = "Người cao tuổi (Nghị quyết thử)"
    assert fees(document.id).grounds == (Ground("Hộ nghèo (Nghị quyết thử)"), Ground(half, 50))
    with pytest.raises(InputInvalid):
        fees.exempt(document.id, GROUND)

    fees.exempt(document.id, half)

    cost = fees(document.id)
    assert (cost.fee_vnd, cost.exemption) == (1_000 * document.copies, Ground(half, 50))
    note = f"Giảm 50% phí: {half}"
    assert note.replace(" ", "") in slip(counter, document.dossier_id).replace(" ", "")
    counter.certify()(document.id, {})
    (line,) = counter.lines()
    assert (line.entry.fee_vnd, line.entry.note) == (1_000 * document.copies, note)


@pytest.mark.parametrize(
    ("fees", "code", "grounds"),
    [
        ((), "2.000815", (Ground(GROUND),)),
        ((Fee(name="Phí", vnd=1, until_day=date(2020, 1, 1)),), "2.000815", (Ground(GROUND),)),
        ((Fee(name="Phí", vnd=1),), "2.000816", (Ground(GROUND),)),
        ((Fee(name="Phí", vnd=1),), "2.000815", ()),
    ],
)
def test_the_settings_hold_where_the_catalogue_says_nothing(
    counter: Counter, fees: tuple[Fee, ...], code: str, grounds: tuple[Ground, ...]
) -> None:
    """No such procedure, none of its fees today; but a fee without exemptions exempts nobody."""
    take(counter, catalogue(*fees, code=code))
    assert decide(counter)(counter.parts.received().id).grounds == grounds


def test_the_slip_says_what_when_and_how_much(counter: Counter, tmp_path: Path) -> None:
    """Before the scan the fee is open; then it is there, with photocopies and the sum."""
    document = counter.parts.received()
    before = slip(counter, document.dossier_id)
    for words in (
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "Nguyễn Thị Thử",
        "Giấy khai sinh",
        "10 giờ 00 phút, ngày 22 tháng 11 năm 2026",
        "17 giờ 00 phút, ngày 23 tháng 11 năm 2026",
        "Phí tính theo số trang của bản chính",
        "không phải là biên lai thu tiền",
    ):
        assert words in before, before
    counter.parts.import_pages(document.id, tuple(draw_pages(tmp_path / "in", 3)))
    cost = decide(counter)(document.id)
    after = slip(counter, document.dossier_id)
    for amount in (cost.fee_vnd, cost.photocopies_vnd, cost.total_vnd):
        assert f"{amount:,} đồng".replace(",", ".") in after, after
    decide(counter).exempt(document.id, GROUND)
    # The cell is narrow: the words go over two lines.
    words = f"Không thu phí: {GROUND}".replace(" ", "")
    assert words in slip(counter, document.dossier_id).replace(" ", "")


def test_days_and_months_as_the_law_writes_them() -> None:
    """NĐ 30/2020, Phụ lục I: 02 tháng 01, but 02 tháng 3."""
    assert moment_text(datetime(2026, 1, 2, 1, 5, tzinfo=UTC)) == (
        "08 giờ 05 phút, ngày 02 tháng 01 năm 2026"
    )
    assert moment_text(datetime(2026, 3, 2, 1, 5, tzinfo=UTC)).endswith("ngày 02 tháng 3 năm 2026")

"""Forms filled in for the citizen: each value with its source, only gaps and doubts are asked."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from offline_store.attached_copies import AttachedCopy
from offline_store.errors import NotFound, RecordRefused
from offline_store.handling import Standing
from offline_store.handling_wire import HandlingOnWire, handling_etag
from offline_store.records import Code, Dossier, DossierId, Requester
from signing.compose_paper import compose_paper
from signing.typesetting import find_fonts
from signing.values import PagePicture, PlacedWord
from station.dossier_states import Business
from station.eform_errors import EFormFieldUnknown, EFormInDoubt, EFormInvalid, EFormUnknown
from station.eforms.evidence import FilledBy
from station.eforms.finding import BUILT_IN
from station.eforms.prefill import Found
from station.errors import (
    FormTemplateInvalid,
    HandlingOver,
    InputInvalid,
    InputMissing,
    RoleMissing,
)
from station.fill_form import FillForms
from station.form_settings import FormSettings
from station.settings import AgencySettings, Settings
from station.tell_handlings import on_wire
from station.working_time import working_time
from tests.account_fixtures import everybody
from tests.scanner_fixtures import draw_page
from tests.unit.station.recognition.test_paper import reading_of
from tests.unit.station.test_pile import KINDS, LAND, Desk, desk
from tests.unit.station.test_pile_offers import MOTTO

__all__ = ["desk"]

FORM = "land-registration-request"
NUMBER = "001099000123"
CARD_QR = f"{NUMBER}||Nguyễn Thị Thử|15041999|Nữ|Số 1, Phố Thử Nghiệm, Hà Nội|20082021"
CERTIFICATE = (
    *MOTTO,
    "GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT",
    "AA 01234567",
    "Thửa đất số: 614, tờ bản đồ số: 12",
    "Địa chỉ: Tổ 3, phường Đầm Sương",
    "Diện tích: 120,5 m2",
    "Mục đích sử dụng: Đất ở",
    "Thời hạn sử dụng: Lâu dài",
)
SAID = {"has_certificate": "Có", "request": "Chỉ đăng ký đất đai"}


def filling(desk: Desk, who: str = "an", own: Path | None = None) -> FillForms:
    """The use case."""
    settings = Settings(
        agency=AgencySettings("UBND phường Thử Nghiệm", "H26.99.1"),
        forms=FormSettings(eforms="" if own is None else str(own)),
    )
    return FillForms(desk.store, settings, KINDS, who, desk.parts.clock)


def received(desk: Desk, **asks: str) -> Dossier:
    """A dossier of somebody who said more."""
    return desk.receive(Requester("Nguyễn Thị Thử", NUMBER, **asks), LAND)


def with_certificate(desk: Desk, *rows: str, doubt: float = 0.002, **asks: str) -> Dossier:
    """A dossier whose second paper was scanned and read."""
    dossier = received(desk, **asks)
    paper = desk.put(dossier, rows or CERTIFICATE)
    with desk.store.transaction() as records:
        reading = reading_of(*(rows or CERTIFICATE), doubt=doubt)
        records.dossiers.keep_reading(paper.pages[0].id, reading)
    desk.pile.give(dossier.id, [paper.pages[0].id], 2)
    return dossier


def found(desk: Desk, dossier: Dossier, name: str) -> Found:
    """What a field of the form says."""
    return filling(desk).filling(dossier.id).fields[name].found


def test_what_is_known_stands_there_and_only_the_rest_is_asked(desk: Desk) -> None:
    """From requester, owner, settings and a read paper, each with its place and doubt."""
    dossier = with_certificate(desk, birth_date="15/04/1999", address="Số 1, Phố Thử Nghiệm")
    proposed = filling(desk).filling(dossier.id)

    told = {
        name: (each.found.text, each.found.by)
        for name, each in proposed.fields.items()
        if each.found.text
    }
    assert told == {
        "addressee": ("UBND phường Thử Nghiệm", FilledBy.SETTINGS),
        "name": ("Nguyễn Thị Thử", FilledBy.OWNER),
        "birth_date": ("15/04/1999", FilledBy.REQUESTER),
        "id_number": (NUMBER, FilledBy.OWNER),
        "address": ("Số 1, Phố Thử Nghiệm", FilledBy.REQUESTER),
        "plot": ("614", FilledBy.PAPER),
        "map_sheet": ("12", FilledBy.PAPER),
        "land_address": ("Tổ 3, phường Đầm Sương", FilledBy.PAPER),
        "area": ("120,5", FilledBy.PAPER),
        "purpose": ("Đất ở", FilledBy.PAPER),
        "term": ("Lâu dài", FilledBy.PAPER),
        "certificate_serial": ("AA 01234567", FilledBy.PAPER),
    }
    area = proposed.fields["area"]
    assert (area.found.kind, area.found.page) == ("land-certificate", 1)
    assert 0 < area.doubt < 0.03
    assert proposed.asked == ("has_certificate", "request")


def test_what_was_read_badly_is_asked(desk: Desk) -> None:
    """A doubt that would be lit on the page."""
    asked = filling(desk).filling(with_certificate(desk, doubt=0.4, address="Số 1").id).asked
    assert {"land_address", "area", "purpose"} <= set(asked)


def test_a_card_on_a_page_tells_of_the_requester_alone(desk: Desk) -> None:
    """By its code; somebody else's card says nothing of them."""
    dossier = received(desk)
    paper = desk.put(dossier, ("CĂN CƯỚC",), ("CĂN CƯỚC",))
    other = CARD_QR.replace(NUMBER, "001099000999").replace("Thử Nghiệm", "Khác")
    with desk.store.transaction() as records:
        for page, text in zip(paper.pages, (other, CARD_QR), strict=True):
            code = Code("QRCode", text, (0, 0, 9, 9))
            records.dossiers.keep_reading(page.id, reading_of("CĂN CƯỚC", codes=(code,)))
    assert found(desk, dossier, "birth_date") == Found("15/04/1999", FilledBy.CARD, page=2)
    assert found(desk, dossier, "address").text == "Số 1, Phố Thử Nghiệm, Hà Nội"


def test_two_places_that_differ_are_asked_and_told(desk: Desk) -> None:
    """The better source is proposed, the other is told beside it."""
    dossier = with_certificate(
        desk, *CERTIFICATE, "Ông TRẦN VĂN MẪU", address="Số 1, Phố Thử Nghiệm"
    )
    name = filling(desk).filling(dossier.id).fields["name"]
    assert name.found.text == "Nguyễn Thị Thử"
    assert [(other.text, other.by) for other in name.others] == [("TRẦN VĂN MẪU", FilledBy.PAPER)]
    assert name.asked


def test_earlier_dossiers_of_the_same_person_are_asked_about(desk: Desk) -> None:
    """Their forms and papers; what was true then is in doubt, and other people's say nothing."""
    first = with_certificate(desk, phone="0912 345 678", address="Số 1, Phố Thử Nghiệm")
    filling(desk).keep(first.id, FORM, SAID)
    stranger = desk.receive(Requester("Ai Khác", "001099000999"), LAND)
    later = received(desk)
    phone = filling(desk).filling(later.id).fields["phone"]
    assert phone.found == Found("0912 345 678", FilledBy.EARLIER, dossier=first.code, doubt=0.5)
    assert phone.asked
    area = found(desk, later, "area")
    assert (area.text, area.by, area.kind, area.dossier) == (
        "120,5",
        FilledBy.EARLIER,
        "land-certificate",
        first.code,
    )
    assert found(desk, stranger, "phone").text == ""


def test_a_digital_copy_is_read_by_its_words(desk: Desk, tmp_path: Path) -> None:
    """One that stands for a paper; a damaged one is left out, and the form goes on."""
    dossier = received(desk)
    picture = draw_page(tmp_path / "copy.png", 7, (1654, 2339))
    words = tuple(PlacedWord(word.text, word.box) for word in reading_of(*CERTIFICATE).words)
    side = PagePicture(picture, 1654, 2339, 200, words)
    pdf = compose_paper("Giấy", "UBND", [side], find_fonts(), desk.parts.clock.at)
    sha256 = desk.store.files.keep(pdf)
    attach(desk, dossier.id, "TS-1", sha256)
    area = filling(desk).filling(dossier.id).fields["area"]
    assert (area.found.text, area.found.by, area.found.copy) == ("120,5", FilledBy.COPY, "TS-1")
    assert area.asked
    attach(desk, dossier.id, "TS-2", "ab" * 32)
    assert found(desk, dossier, "area").text == ""


def attach(desk: Desk, dossier_id: DossierId, code: str, sha256: str) -> None:
    """Let a copy stand for the second paper."""
    desk.tick(dossier_id, 2, Standing.DIGITAL, code)
    at = datetime(2026, 11, 20, tzinfo=UTC)
    with desk.store.transaction() as records:
        records.attached.keep(
            AttachedCopy(
                *(dossier_id, 2, code, sha256, "Giấy chứng nhận", "UBND", "01/2026", 7, at),
                *("TOTAL-PASSED", at, "an"),
            )
        )


def test_it_is_kept_with_its_sources_and_stays_as_it_was(desk: Desk) -> None:
    """Each time a revision more; what was kept is proposed, and nothing is asked again."""
    dossier = with_certificate(desk, address="Số 1, Phố Thử Nghiệm")
    fill = filling(desk)
    kept = fill.keep(dossier.id, FORM, {**SAID, "area": "121", "purpose": "Đất ở"})
    assert kept.revision == 1
    said = {each.name: (each.value, each.by) for each in kept.fields}
    assert said["area"] == (121, "clerk")
    assert said["purpose"] == ("Đất ở", "paper")
    assert said["has_certificate"] == (True, "clerk")
    assert "birth_date" not in said
    again = fill.filling(dossier.id)
    assert (again.kept, again.asked) == (kept, ())
    assert (again.fields["area"].found.text, again.fields["area"].found.by) == (
        "121",
        FilledBy.CLERK,
    )
    assert fill.keep(dossier.id, FORM, {}).revision == 2
    assert [each.revision for each in fill.kept(dossier.id)] == [2]
    with desk.store.snapshot() as records:
        lines = [line for line in records.audit.lines() if line.act == "form-filled"]
        assert len(lines) == 2
        assert "121" not in str([line.facts for line in lines])
    with pytest.raises(RecordRefused), desk.store.transaction() as records:
        records.filled_forms.connection.exec_driver_sql("UPDATE filled_form SET fields = '[]'")


def test_gaps_doubts_and_what_cannot_be_are_refused(desk: Desk) -> None:
    """Each with a code of its own; nothing is kept."""
    doubtful = with_certificate(desk, doubt=0.4, address="Số 1").id
    fill = filling(desk)
    for form, said, error, facts in (
        (FORM, {}, InputMissing, {"field": "has_certificate"}),
        (FORM, {**SAID, "area": "rộng"}, InputInvalid, {"field": "area"}),
        (FORM, {**SAID, "aera": "1"}, EFormFieldUnknown, {"field": "aera", "nearest": "area"}),
        ("land-request", SAID, EFormUnknown, {"form": "land-request", "nearest": FORM}),
        (FORM, SAID, EFormInDoubt, {}),
    ):
        with pytest.raises(error) as refused:
            fill.keep(doubtful, form, said)
        assert facts.items() <= refused.value.facts.items()
    names = str(refused.value.facts["fields"]).split(", ")
    assert {"area", "purpose"} <= set(names)
    assert fill.kept(doubtful) == ()
    assert fill.keep(doubtful, FORM, SAID, names).revision == 1
    with pytest.raises(NotFound):
        fill.filling(DossierId("none"))


def test_who_may_and_when(desk: Desk) -> None:
    """Whoever receives; and while somebody handles the dossier."""
    dossier = with_certificate(desk, address="Số 1")
    desk.move_on(dossier.id, Business.NOT_RECEIVED, "Không thuộc thẩm quyền")
    with pytest.raises(HandlingOver):
        filling(desk).keep(dossier.id, FORM, SAID)
    everybody(desk.store)
    with pytest.raises(RoleMissing):
        filling(desk, "kho").filling(dossier.id)
    assert filling(desk, "lan").filling(dossier.id).form.id == FORM


def text_in(pdf: bytes) -> str:
    """All words of a PDF."""
    return " ".join(
        " ".join(page.get_textpage().get_text_range().split())
        for page in pypdfium2.PdfDocument(pdf)
    )


def test_it_is_printed_as_it_is_kept(desk: Desk) -> None:
    """Days and numbers as they are written here, marked as a sample; the same bytes again."""
    dossier = with_certificate(desk, birth_date="15/04/1999", address="Số 1, Phố Thử Nghiệm")
    fill = filling(desk)
    kept = fill.keep(dossier.id, FORM, SAID)
    pdf = fill.pdf(kept)
    text = text_in(pdf)
    for words in (
        "ĐƠN ĐĂNG KÝ ĐẤT ĐAI",
        "MẪU ĐỂ TẬP DÙNG",
        "15/04/1999",
        "120,5 m²",
        "Đã có Giấy chứng nhận: Có",
        dossier.code,
        "Ngày 22 tháng 11 năm 2026",
    ):
        assert words in text
    assert fill.pdf(kept) == pdf


def own_form(folder: Path) -> tuple[Path, Path]:
    """The sample as the ward's own: what it declares, and its template."""
    name = f"{FORM}.2025-07-01"
    for kind in (".json", ".typ"):
        content = (BUILT_IN / f"{name}{kind}").read_bytes()
        (folder / f"{name}{kind}").write_bytes(content)
    return folder / f"{name}.json", folder / f"{name}.typ"


@pytest.mark.parametrize(
    ("old", "new", "facts"),
    [
        ("#given(form.plot)", "", {"field": "plot", "reason": "field-missing"}),
        ("#given(form.plot)", "#given(form.plot) #form.colour", {"field": "colour"}),
        ("#given(form.plot)", "#given(form.plot) #nothing", {"reason": "not-typeset"}),
        ("#show: body => frame(form, body)", "#form.title #form.code", {"field": "sample"}),
    ],
)
def test_a_template_without_a_field_prints_nothing(
    desk: Desk, tmp_path: Path, old: str, new: str, facts: dict[str, str]
) -> None:
    """Its field is named; the form stays kept, and all forms can be looked at beforehand."""
    _, template = own_form(tmp_path)
    source = template.read_text("utf-8")
    assert old in source
    changed = source.replace(old, new)
    if "frame" in old:
        changed = changed.replace('#import "frame.typ": *', "#let given(text) = text").replace(
            "#line(", "#repr("
        )
        changed = changed[: changed.index("#signed(")]
    template.write_text(changed, "utf-8")
    fill = filling(desk, own=tmp_path)
    kept = fill.keep(with_certificate(desk, address="Số 1").id, FORM, SAID)
    with pytest.raises(FormTemplateInvalid) as refused:
        fill.pdf(kept)
    assert facts.items() <= refused.value.facts.items()
    looked = {each.id: each.error for each in fill.all_forms()}
    assert looked["civil-status-extract"] is None
    if facts.get("reason") != "not-typeset":
        assert looked[FORM] is not None


def test_a_form_that_broke_since_is_refused_in_its_place(desk: Desk, tmp_path: Path) -> None:
    """Filling as well as printing; what was filled in stays."""
    declares, _ = own_form(tmp_path)
    fill = filling(desk, own=tmp_path)
    dossier = with_certificate(desk, address="Số 1")
    kept = fill.keep(dossier.id, FORM, SAID)
    said = json.loads(declares.read_text("utf-8"))
    said["schema"]["properties"]["plot"]["type"] = "plot"
    declares.write_text(json.dumps(said), "utf-8")
    for act in (lambda: fill.filling(dossier.id), lambda: fill.pdf(kept)):
        with pytest.raises(EFormInvalid) as refused:
            act()
        assert refused.value.facts["place"] == "schema.properties.plot.type"
    assert fill.kept(dossier.id) == (kept,)
    (wrong,) = [each for each in fill.all_forms() if each.error is not None]
    assert (wrong.id, wrong.form) == (FORM, None)


def test_central_is_told_of_it_with_the_dossier(desk: Desk) -> None:
    """With each value's source, once it is filled in; a dossier without says nothing of forms."""
    dossier = with_certificate(desk, address="Số 1")
    calendar = working_time(Settings().working_time)

    def told() -> HandlingOnWire:
        with desk.store.snapshot() as records:
            handling = records.handling.get(dossier.id)
            return on_wire(records, dossier, handling, calendar)

    before = told()
    assert "forms" not in json.loads(before.model_dump_json())
    with desk.store.transaction() as records:
        at = desk.parts.clock.at
        records.told_handlings.keep(dossier.id, handling_etag(before), at)
        assert records.told_handlings.to_tell(["business"], 10) == ()
    desk.parts.clock.at = desk.parts.clock.at.replace(hour=9)
    filling(desk).keep(dossier.id, FORM, SAID)
    after = told()
    with desk.store.snapshot() as records:
        assert records.told_handlings.to_tell(["business"], 10) == (dossier.id,)
    heard = HandlingOnWire.model_validate_json(after.model_dump_json())
    assert handling_etag(heard) == handling_etag(after) != handling_etag(before)
    (form,) = heard.forms
    said = {each.name: (each.value, each.source, each.place) for each in form.fields}
    assert said["area"] == (120.5, "paper", "land-certificate")
    assert said["has_certificate"] == (True, "clerk", "")

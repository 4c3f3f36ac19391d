"""Forms: what their files declare is checked as a whole, and what is typed as it is typed."""

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.eform_errors import EFormInvalid
from station.eforms.declared import EForm, FieldType
from station.eforms.finding import form_at, form_files, forms_of
from station.eforms.typed import WHOLE, Fault, check, normal_text, text_of
from station.fill_form import require_template
from station.recognition.kinds import load_kinds

KINDS = load_kinds()
TODAY = date(2026, 11, 27)
LAND, EXTRACT = "9.900001", "2.000635"
Change = Callable[[dict[str, Any]], object]


@cache
def a_form(procedure: str = LAND) -> EForm:
    """The sample form of a procedure."""
    (form,) = forms_of(procedure, TODAY, None, KINDS)
    return form


def document() -> dict[str, Any]:
    """What the file of a small form says."""
    return {
        "format": "tramso-eform-1",
        "title": "Đơn thử",
        "sample": True,
        "procedures": [LAND],
        "schema": {
            "type": "object",
            "properties": {
                "name": {"type": "string", "title": "Họ tên", "minLength": 2},
                "born": {"type": "string", "title": "Ngày sinh", "format": "past-date"},
                "area": {"type": "number", "title": "Diện tích"},
            },
            "required": ["name"],
        },
        "sources": {"name": ["card.name", "paper.land-certificate.holder"]},
    }


def put(folder: Path, said: object, name: str = "small.2026-01-01") -> Path:
    """Write it as a form of the ward's own."""
    file = folder / f"{name}.json"
    file.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    return file


@pytest.mark.parametrize("procedure", [LAND, EXTRACT])
def test_the_forms_that_come_along_are_right_and_samples(procedure: str) -> None:
    """Their templates show every field; the long form of the code finds them, too."""
    form = a_form(procedure)
    require_template(form)
    assert form.sample
    assert forms_of(f"{procedure}.000.00.00.H26", TODAY, None, KINDS) == (form,)
    assert forms_of(procedure, date(2025, 6, 30), None, KINDS) == ()
    assert forms_of("1.001193", TODAY, None, KINDS) == ()


def test_a_wards_own_form_takes_the_place_of_one_of_its_day(tmp_path: Path) -> None:
    """By its id; a later one only once its day has come."""
    put(tmp_path, document(), "land-registration-request.2025-07-01")
    put(tmp_path, {**document(), "title": "Sau"}, "land-registration-request.2026-12-01")
    (now,) = forms_of(LAND, TODAY, tmp_path, KINDS)
    (later,) = forms_of(LAND, date(2026, 12, 1), tmp_path, KINDS)
    assert (now.title, later.title) == ("Đơn thử", "Sau")
    assert form_at(now.id, now.since, tmp_path, KINDS) == now
    assert len(form_files(tmp_path)) == len(form_files(None)) + 1
    with pytest.raises(EFormInvalid):
        form_at(now.id, date(2024, 1, 1), tmp_path, KINDS)


def _schema(change: Change) -> Change:
    return lambda said: change(said["schema"])


def _name(**rule: object) -> Change:
    return lambda said: said["schema"]["properties"]["name"].update(rule)


@pytest.mark.parametrize(
    ("change", "place", "reason"),
    [
        (lambda said: said.update(format="other"), "format", "shape"),
        (lambda said: said.pop("title"), "title", "shape"),
        (lambda said: said.update(colour="red"), "colour", "shape"),
        (lambda said: said.update(procedures=[LAND, "x"]), "procedures", "shape"),
        (lambda said: said.update(sources={"name": "card.name"}), "sources", "shape"),
        (lambda said: said.update(schema=[]), "schema", "shape"),
        (_schema(lambda schema: schema.update(type="array")), "schema", "shape"),
        (_schema(lambda schema: schema.update(properties={})), "schema.properties", "shape"),
        (_schema(lambda schema: schema.update(type=7)), "schema.type", "schema"),
        (
            _schema(lambda schema: schema.update(required=["age"])),
            "schema.required.age",
            "field-unknown",
        ),
        (
            _schema(lambda schema: schema.update(allOf=[{"$ref": "http://x/y"}])),
            "schema.allOf.1.$ref",
            "reference",
        ),
        (
            _schema(
                lambda schema: schema.update(
                    dependentSchemas={"properties": {"$ref": "http://x/y"}}
                )
            ),
            "schema.dependentSchemas.properties.$ref",
            "reference",
        ),
        (lambda said: said.update(title="Đơn\nthử"), "title", "shape"),
        (_name(type="object"), "schema.properties.name.type", "type"),
        (_name(type=["string"]), "schema.properties.name.type", "type"),
        (_name(title=""), "schema.properties.name.title", "shape"),
        (_name(format="hostname"), "schema.properties.name.format", "format"),
        (_name(enum=[1]), "schema.properties.name.enum", "type"),
        (_name(minLength="two"), "schema.properties.name.minLength", "schema"),
        (_name(pattern="(["), "schema.properties.name.pattern", "schema"),
        (
            _schema(lambda schema: schema["properties"].update(title={"type": "string"})),
            "schema.properties.title",
            "name-taken",
        ),
        (lambda said: said["sources"].update(age=["card.name"]), "sources.age", "field-unknown"),
        (
            lambda said: said["sources"].update(name=["card.colour"]),
            "sources.name.card.colour",
            "source-unknown",
        ),
        (
            lambda said: said["sources"].update(name=["paper.land-certificate.colour"]),
            "sources.name.paper.land-certificate.colour",
            "source-unknown",
        ),
        (
            lambda said: said["sources"].update(name=["paper.no-kind.name"]),
            "sources.name.paper.no-kind.name",
            "source-unknown",
        ),
        (
            lambda said: said["sources"].update(name=["today.name"]),
            "sources.name.today.name",
            "source-unknown",
        ),
    ],
)
def test_a_broken_form_says_where(tmp_path: Path, change: Change, place: str, reason: str) -> None:
    """The file, the place in it, and what is wrong there; nothing of it is used."""
    said = document()
    change(said)
    put(tmp_path, said)
    with pytest.raises(EFormInvalid) as refused:
        forms_of(LAND, TODAY, tmp_path, KINDS)
    assert refused.value.facts == {
        "form": "small.2026-01-01.json",
        "place": place,
        "reason": reason,
    }


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{", "not-json"),
        (b"\xff\xfe", "not-json"),
        (b"[" * 100_000, "not-json"),
        (b"[]", "shape"),
        (b" " * 300_000, "too-large"),
    ],
)
def test_what_is_no_form_at_all_is_named(tmp_path: Path, content: bytes, reason: str) -> None:
    """It may be of any procedure: none goes on without it unseen."""
    (tmp_path / "x.2026-01-01.json").write_bytes(content)
    with pytest.raises(EFormInvalid) as refused:
        forms_of(EXTRACT, TODAY, tmp_path, KINDS)
    assert refused.value.facts["reason"] == reason


def test_a_broken_form_of_another_procedure_is_in_nobodys_way(tmp_path: Path) -> None:
    """It is told where its own procedure, or all forms, are asked for."""
    put(tmp_path, {**document(), "schema": 3})
    assert forms_of(EXTRACT, TODAY, tmp_path, KINDS) == (a_form(EXTRACT),)
    (tmp_path / "x.2026-02-30.json").write_text("{}")
    with pytest.raises(EFormInvalid) as refused:
        forms_of(EXTRACT, TODAY, tmp_path, KINDS)
    assert refused.value.facts["reason"] == "no-such-day"


WHOLE_FORM = {
    "addressee": "UBND phường Thử Nghiệm",
    "name": "Trần Văn Mẫu",
    "birth_date": "1/2/1960",
    "id_number": "001060000123",
    "address": "Số 2, Phố Thử",
    "land_address": "Tổ 3",
    "area": "1.120,5",
    "purpose": "Đất ở",
    "has_certificate": "không",
    "request": "chi dang ky dat dai",
}


def test_what_is_typed_becomes_values() -> None:
    """Days, numbers and choices as people write them; JSON's types are kept."""
    checked = check(a_form(), WHOLE_FORM, TODAY)
    assert checked.faults == {}
    assert checked.values == WHOLE_FORM | {
        "birth_date": "1960-02-01",
        "area": 1120.5,
        "has_certificate": False,
        "request": "Chỉ đăng ký đất đai",
    }


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        ({"name": " "}, {"name": Fault.MISSING}),
        ({"birth_date": "31/02/1960"}, {"birth_date": Fault.INVALID}),
        ({"birth_date": "28/11/2026"}, {"birth_date": Fault.INVALID}),
        ({"birth_date": "1960"}, {"birth_date": Fault.INVALID}),
        ({"id_number": "123"}, {"id_number": Fault.INVALID}),
        ({"area": "0"}, {"area": Fault.INVALID}),
        ({"area": "rộng"}, {"area": Fault.INVALID}),
        ({"area": "١٢"}, {"area": Fault.INVALID}),
        ({"email": "thu"}, {"email": Fault.INVALID}),
        ({"request": "Khác"}, {"request": Fault.INVALID}),
        ({"address": "x" * 501}, {"address": Fault.INVALID}),
        ({"has_certificate": "Có"}, {"certificate_serial": Fault.MISSING}),
        ({"spouse_id": "001060000124"}, {"spouse": Fault.MISSING}),
    ],
)
def test_what_cannot_be_is_seen_as_typed(typed: dict[str, str], faults: dict[str, Fault]) -> None:
    """By field; also where one field hangs on another."""
    assert check(a_form(), WHOLE_FORM | typed, TODAY).faults == faults


def test_fields_that_do_not_fit_together_are_told_of_the_whole(tmp_path: Path) -> None:
    """Where no field alone is wrong."""
    said = document()
    said["schema"]["anyOf"] = [{"required": ["born"]}, {"required": ["area"]}]
    said["schema"]["not"] = {"required": ["born", "area"]}
    put(tmp_path, said)
    form = forms_of(LAND, TODAY, tmp_path, KINDS)[-1]
    both = {"name": "An", "born": "1/1/2000", "area": "2"}
    assert check(form, both, TODAY).faults == {WHOLE: Fault.INVALID}
    assert check(form, {"name": "An", "area": "2"}, TODAY).faults == {}


@given(st.sampled_from(a_form().fields + a_form(EXTRACT).fields), st.text(max_size=40))
def test_any_text_is_a_value_or_none(field: Any, text: str) -> None:
    """What is taken reads as it would be typed again, and is of the field's type."""
    normal = normal_text(field, text)
    if normal is None:
        return
    assert normal_text(field, normal) == normal
    assert field.type is not FieldType.BOOLEAN or normal in ("Có", "Không")


@given(
    st.floats(min_value=-1e9, max_value=1e9, allow_nan=False).map(lambda number: round(number, 3))
)
def test_a_number_is_read_as_it_is_written(number: float) -> None:
    """With a decimal comma."""
    area = a_form().field("area")
    assert area is not None
    written = text_of(area, number)
    if "e" not in written:
        assert check(a_form(), {"area": written}, TODAY).values["area"] == number

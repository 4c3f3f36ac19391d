"""The catalogue of procedures: from a file, by code and words, and what is refused."""

import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from offline_store.catalogue import Origin
from offline_store.procedure_wire import Catalogue, Form, Resolver
from offline_store.store import Store
from station.catalogue import FindProcedures, TakeCatalogue, sample_catalogue
from station.catalogue_file import catalogue_of
from station.catalogue_settings import CatalogueSettings
from station.catalogue_sheet import COMPONENTS, EXEMPTIONS, FEES, PROCEDURES, as_xlsx
from station.errors import (
    CatalogueInvalid,
    CatalogueMissing,
    CatalogueUnsigned,
    ProcedureNotInForce,
    ProcedureUnknown,
    RoleMissing,
)
from station.recognition.kinds import load_kinds
from tests.account_fixtures import everybody
from tests.unit.station.desk_parts import SetClock

KINDS = frozenset(kind.id for kind in load_kinds(Path("none")))


def _take(store: Store, *, clerk: str = "it", signed_only: bool = False) -> TakeCatalogue:
    return TakeCatalogue(store, CatalogueSettings(signed_only), KINDS, clerk, SetClock())


def _find(store: Store) -> FindProcedures:
    return FindProcedures(store, SetClock())


def _said() -> dict[str, Any]:
    said: dict[str, Any] = sample_catalogue().model_dump(mode="json")
    return said


@pytest.fixture
def taken(store: Store) -> Store:
    """A store with the sample."""
    _take(store).sample()
    return store


def test_the_sample_says_that_it_is_one(taken: Store) -> None:
    """Nobody takes it for an authority's word: its own mark and where it came from stay with it."""
    kept = _find(taken).kept()
    assert (kept.sample, kept.origin, kept.issued_at) == (True, Origin.SAMPLE, None)
    assert kept.taken_by == "it"
    assert "mẫu" in kept.name


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("khai sinh", ["1.001193"]),
        ("KHAI SINH", ["1.001193"]),
        ("dang ky khai sinh", ["1.001193"]),
        ("Đăng ký khai sinh", ["1.001193"]),
        ("sinh dang", ["1.001193"]),
        ("1.0048", ["1.004873"]),
        ("ho tich trich luc", ["2.000635"]),
        ("đất", ["9.900001"]),
        ("100%", []),
        ("_", []),
    ],
)
def test_procedures_are_found_as_typed(taken: Store, typed: str, codes: list[str]) -> None:
    """By code or words in any order, whatever the marks and case; signs of SQL mean nothing."""
    assert [each.code for each in _find(taken)(typed)] == codes


def test_what_begins_as_typed_comes_first(store: Store, tmp_path: Path) -> None:
    """A code before a name, a name before a field."""
    said = _said()
    said["procedures"] = [
        {"code": "1.000001", "name": "Việc khác về kết hôn", "field": "Hộ tịch"},
        {"code": "1.000002", "name": "Kết hôn lại", "field": "Hộ tịch"},
    ]
    _take(store).from_file(_written(tmp_path, said))
    assert [each.code for each in _find(store)("ket hon")] == ["1.000002", "1.000001"]


def test_a_procedure_holds_on_its_days(store: Store, tmp_path: Path) -> None:
    """The same code before and after a change of the law; on no other day than those."""
    said = _said()
    old, new = ({"code": "1.000894", "name": name, "field": "Hộ tịch"} for name in ("cũ", "mới"))
    said["procedures"] = [
        old | {"until_day": "2027-02-28", "from_day": "2026-01-01"},
        new | {"from_day": "2027-03-01"},
    ]
    _take(store).from_file(_written(tmp_path, said))
    find = _find(store)
    assert find.one("1.000894", date(2027, 2, 28)).name == "cũ"
    assert find.one("1.000894", date(2027, 3, 1)).name == "mới"
    with pytest.raises(ProcedureNotInForce) as refused:
        find.one("1.000894", date(2025, 12, 31))
    assert refused.value.facts == {"code": "1.000894", "day": "2025-12-31"}


def test_an_unknown_code_names_the_nearest(taken: Store) -> None:
    """A slip of the finger is shown its cure; no catalogue at all is another error."""
    with pytest.raises(ProcedureUnknown) as unknown:
        _find(taken).one("1.001139")
    assert unknown.value.facts == {"code": "1.001139", "nearest": "1.001193"}


def test_without_a_catalogue_nothing_is_found(store: Store) -> None:
    """Not an empty answer: it would read as if there were no such procedure."""
    for ask in (lambda: _find(store)("khai sinh"), lambda: _find(store).one("1.001193")):
        with pytest.raises(CatalogueMissing):
            ask()


def test_the_age_counts_from_the_day_of_issue(taken: Store) -> None:
    """Shown with every answer, however long the desk is offline."""
    clock = SetClock(datetime(2026, 11, 22, 3, tzinfo=UTC) + timedelta(days=40))
    find = FindProcedures(taken, clock)
    assert find.age_days(find.kept()) == 40


def test_a_spreadsheet_says_the_same(store: Store, tmp_path: Path) -> None:
    """What is written as XLSX is read again as the same catalogue, to the last word."""
    file = tmp_path / "danh mục.xlsx"
    file.write_bytes(as_xlsx(sample_catalogue()))
    kept = _take(store).from_file(file)
    assert kept.version == sample_catalogue().version()
    assert (kept.origin, kept.sample) == (Origin.FILE, True)
    with store.snapshot() as records:
        assert records.catalogue.whole() == sample_catalogue()


def test_a_spreadsheet_as_people_keep_it() -> None:
    """Headings without marks, in another order, beside others; days as cells or as words."""
    book = Workbook()
    about = book.active
    assert about is not None
    about.title = "DANH MUC"
    for row in (["Ghi chú", "Ngày ban hành", "ten danh muc"], ["", date(2026, 7, 1), "Phường Thử"]):
        about.append(row)
    sheet = book.create_sheet("thu tuc")
    sheet.append(["Tên thủ tục", "MÃ THỦ TỤC", "Lĩnh vực", "Số ngày làm việc", "Nơi giải quyết"])
    sheet.append(["Việc  một", "1.000001", "Đất đai", 3.0, "H26.99.2"])
    sheet.append([None, None, None, None, None])
    sheet["F1"], sheet["F2"] = "Áp dụng từ", "01/07/2026"
    sheet["G1"], sheet["G2"] = "Nơi tiếp nhận", "H26.99.1, H26.99.3"
    papers = book.create_sheet(COMPONENTS)
    papers.append(["Mã thủ tục", "Tên giấy tờ", "Hình thức", "Bắt buộc"])
    papers.append(["1.000001", "Đơn", "Ban sao", "không"])
    found = catalogue_of(_saved(book))
    (one,) = found.procedures
    assert (one.name, one.working_days, one.from_day) == ("Việc một", 3, date(2026, 7, 1))
    assert (one.resolver, one.resolving_unit) == (Resolver.UNIT, "H26.99.2")
    assert one.received_by == ("H26.99.1", "H26.99.3")
    assert [(each.form, each.needed, each.count) for each in one.components] == [
        (Form.COPY, False, 1)
    ]
    assert (found.sample, found.issued_on) == (False, date(2026, 7, 1))


def _without_heading(book: Workbook) -> None:
    book[PROCEDURES]["A1"] = "Số"


def _unknown_code(book: Workbook) -> None:
    book[COMPONENTS]["A3"] = "1.999999"


def _unknown_fee(book: Workbook) -> None:
    book[EXEMPTIONS]["B2"] = "Phí khác"


def _unknown_word(book: Workbook) -> None:
    book[COMPONENTS]["D4"] = "bản gì đó"


def _unreadable_day(book: Workbook) -> None:
    book[FEES]["E2"] = "31/02/2026"


@pytest.mark.parametrize(
    ("spoil", "place", "reason"),
    [
        (_without_heading, "Thủ tục 1", "heading-missing"),
        (_unknown_code, "Thành phần 3", "procedure-unknown"),
        (_unknown_fee, "Miễn, giảm 2", "fee-unknown"),
        (_unknown_word, "Thành phần 4", "word-unknown"),
        (_unreadable_day, "Phí, lệ phí 2", "day-unreadable"),
    ],
)
def test_a_mistake_in_a_spreadsheet_is_shown_where_it_stands(
    spoil: Callable[[Workbook], None], place: str, reason: str
) -> None:
    """Sheet and row, as the program that wrote it shows them."""
    book = load_workbook(io.BytesIO(as_xlsx(sample_catalogue())))
    spoil(book)
    with pytest.raises(CatalogueInvalid) as wrong:
        catalogue_of(_saved(book))
    assert wrong.value.facts == {"place": place, "reason": reason}


def _procedure(said: dict[str, Any], **changes: object) -> None:
    said["procedures"][0].update(changes)


@pytest.mark.parametrize(
    ("spoil", "place", "reason"),
    [
        (lambda said: said.update(format="another"), "format", "literal-error"),
        (lambda said: said.pop("issued_on"), "issued_on", "missing"),
        (lambda said: said.update(procedures=[]), "procedures", "too-short"),
        (
            lambda said: _procedure(said, code="khai-sinh"),
            "procedures.1.code",
            "string-pattern-mismatch",
        ),
        (
            lambda said: _procedure(said, code="١.001193"),
            "procedures.1.code",
            "string-pattern-mismatch",
        ),
        (
            lambda said: said["procedures"][1]["components"][2].update(kind="no-such-paper"),
            "procedures.2.components.3.kind",
            "kind-unknown",
        ),
        (
            lambda said: said["procedures"].append(said["procedures"][0]),
            "1.001193",
            "in-force-twice",
        ),
        (
            lambda said: _procedure(said, working_days=1, working_hours=8),
            "procedures.1",
            "two-time-limits",
        ),
        (lambda said: _procedure(said, resolver="unit"), "procedures.1", "resolving-unit"),
        (
            lambda said: _procedure(said, from_day="2027-01-02", until_day="2027-01-01"),
            "procedures.1",
            "ends-before-it-begins",
        ),
        (lambda said: _procedure(said, price=1), "procedures.1.price", "extra-forbidden"),
        (
            lambda said: said["procedures"][4]["fees"][0].update(vnd=-1),
            "procedures.5.fees.1.vnd",
            "greater-than-equal",
        ),
    ],
)
def test_a_broken_catalogue_changes_nothing(
    taken: Store, tmp_path: Path, spoil: Callable[[dict[str, Any]], Any], place: str, reason: str
) -> None:
    """The error says where, counted as people count; the one before stays as it was."""
    said = _said()
    spoil(said)
    before = _find(taken).kept()
    with pytest.raises(CatalogueInvalid) as wrong:
        _take(taken).from_file(_written(tmp_path, said))
    assert wrong.value.facts == {"place": place, "reason": reason}
    assert _find(taken).kept() == before


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not-json"),
        (b"\xff\xfe\x00", "not-json"),
        (b"[" * 100_000, "not-json"),
        (b"PK\x03\x04 and no more", "not-a-spreadsheet"),
        (b"[]", "model-type"),
    ],
)
def test_what_is_no_catalogue_at_all(
    taken: Store, tmp_path: Path, content: bytes, reason: str
) -> None:
    """Empty, cut off, something else: refused with its reason, whatever the name of the file."""
    file = tmp_path / "catalogue.json"
    file.write_bytes(content)
    before = _find(taken).kept()
    with pytest.raises(CatalogueInvalid) as wrong:
        _take(taken).from_file(file)
    assert wrong.value.facts["reason"] == reason
    assert _find(taken).kept() == before


def test_where_only_signed_ones_are_taken(store: Store, tmp_path: Path) -> None:
    """Neither a file without central's signature nor the sample; and nothing is kept."""
    take = _take(store, signed_only=True)
    with pytest.raises(CatalogueUnsigned):
        take.from_file(_written(tmp_path, _said()))
    with pytest.raises(CatalogueUnsigned):
        take.sample()
    with pytest.raises(CatalogueMissing):
        _find(store).kept()


def test_what_looks_signed_counts_by_its_signature_alone(taken: Store, tmp_path: Path) -> None:
    """A desk that knows no central takes nobody's signature."""
    file = tmp_path / "catalogue.jws"
    file.write_bytes(b"eyJhbGciOiJub25lIn0.e30.AAAA\n")
    with pytest.raises(CatalogueUnsigned):
        _take(taken).from_file(file)


def test_only_an_administrator_takes_a_catalogue(store: Store, tmp_path: Path) -> None:
    """It says what citizens must bring and pay."""
    everybody(store)
    for who in ("an", "hoa", "kho"):
        with pytest.raises(RoleMissing):
            _take(store, clerk=who).from_file(_written(tmp_path, _said()))
    assert _take(store, clerk="quan").sample().taken_by == "quan"


def test_who_took_which_version_stands_on_the_trail(taken: Store) -> None:
    """With its hash, so that it can be told later by what a dossier was received."""
    with taken.snapshot() as records:
        line = list(records.audit.lines())[-1]
    assert (line.act, line.who, line.subject) == (
        "catalogue-taken",
        "it",
        sample_catalogue().version(),
    )


def _written(folder: Path, said: dict[str, Any]) -> Path:
    file = folder / "catalogue.json"
    file.write_text(json.dumps(said), "utf-8")
    return file


def _saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_the_version_is_what_it_says_and_nothing_else() -> None:
    """Another spelling of the same JSON is the same version; another word is another one."""
    sample = sample_catalogue()
    again = Catalogue.model_validate_json(json.dumps(_said(), indent=3))
    assert again.version() == sample.version()
    assert sample.model_copy(update={"name": "khác"}).version() != sample.version()

"""Describing digitised papers: proposed from reading, validated as typed, coded, kept."""

from datetime import date
from pathlib import Path

import pytest

from offline_store.errors import NotEnrolled, NotFound, RecordRefused
from offline_store.records import Document, Dossier
from offline_store.series import DESK_SERIES
from offline_store.store import Store
from station.describe import DescribePapers, SaidBy
from station.described_fields import FIELDS, checked, require_order
from station.digitisation_settings import DigitisationSettings
from station.errors import (
    InputInvalid,
    InputMissing,
    PagesMissing,
    RoleMissing,
    SettingInvalid,
)
from station.issuer import issuer_on
from tests.account_fixtures import everybody
from tests.unit.station.test_pile import KINDS, Desk, desk
from tests.unit.station.test_pile_offers import APPLICATION, BIRTH, MOTTO, page_of

__all__ = ["desk"]

TODAY = date(2026, 11, 22)
SETTINGS = DigitisationSettings(
    type_codes={"birth-certificate": "KQ.G15.000001", "land-certificate": "KQ.G19.000007"},
    scope="Toàn quốc",
)
NOTICE = (
    "CHI CỤC THUẾ" + " " * 20 + MOTTO[0],
    "KHU VỰC ĐẦM SƯƠNG" + " " * 15 + MOTTO[1],
    "Số: 77/TB-CCT" + " " * 10 + "Hà Nội, ngày 02 tháng 01 năm 2026",
    "THÔNG BÁO",
    "Về việc: nộp tiền sử dụng đất",
)


def describing(
    desk: Desk, who: str = "an", settings: DigitisationSettings = SETTINGS
) -> DescribePapers:
    """The use case."""
    return DescribePapers(desk.store, settings, KINDS, who, desk.parts.clock)


def held(desk: Desk, component: int, *papers: tuple[str, ...]) -> Document:
    """A new dossier's component with these pages."""
    dossier: Dossier = desk.received()
    pile = desk.put(dossier, *papers)
    return desk.pile.give(dossier.id, [page.id for page in pile.pages], component)


def test_a_birth_extract_describes_itself(desk: Desk) -> None:
    """Each value with where it comes from; the gaps stay gaps."""
    paper = held(desk, 5, BIRTH)
    found = describing(desk).proposed(paper.id)

    assert tuple(found) == FIELDS
    assert {name: (each.value, each.by) for name, each in found.items()} == {
        "type_code": ("KQ.G15.000001", SaidBy.SETTINGS),
        "owner_id": ("001099000123", SaidBy.DOSSIER),
        "name": ("Giấy khai sinh", SaidBy.CATALOGUE),
        "summary": ("Giấy khai sinh: NGUYỄN VĂN AN", SaidBy.READ),
        "valid_until": ("", SaidBy.NOBODY),
        "scope": ("Toàn quốc", SaidBy.SETTINGS),
        "number": ("118/1999", SaidBy.READ),
        "issued_on": ("20/04/1999", SaidBy.READ),
        "issuer": ("", SaidBy.NOBODY),
        "signer": ("", SaidBy.NOBODY),
    }
    assert found["number"].page == 1
    assert 0 < found["number"].doubt < 0.1


def test_a_paper_of_no_kind_is_read_by_its_head(desk: Desk) -> None:
    """Number, day and subject stand where every administrative paper has them (NĐ 30/2020)."""
    found = describing(desk).proposed(held(desk, 1, NOTICE).id)
    assert found["number"].value == "77/TB-CCT"
    assert found["issued_on"].value == "02/01/2026"
    assert found["summary"].value == "nộp tiền sử dụng đất"


def test_the_office_is_what_stands_in_the_upper_left_corner() -> None:
    """In capitals, above the number; a page without it has none."""
    found = issuer_on(page_of(*NOTICE))
    assert found is not None
    assert found.value == "CHI CỤC THUẾ KHU VỰC ĐẦM SƯƠNG"
    assert 0 < found.doubt < 0.2
    assert issuer_on(page_of("Đơn đăng ký", "ỦY BAN NHÂN DÂN")) is None
    assert issuer_on(page_of(*MOTTO)) is None


def test_another_owner_on_the_paper_is_a_doubt(desk: Desk) -> None:
    """The dossier's owner is proposed all the same."""
    theirs = tuple(row.replace("001099000123", "001172000456") for row in BIRTH)
    own = describing(desk).proposed(held(desk, 5, BIRTH).id)["owner_id"]
    other = describing(desk).proposed(held(desk, 5, theirs).id)["owner_id"]
    assert (own.value, own.doubt) == ("001099000123", 0.0)
    assert (other.value, other.doubt) == ("001099000123", 0.5)


def test_a_description_gets_its_code_once(desk: Desk) -> None:
    """By the formula; what is put right later leaves it, another owner or type makes another."""
    describe = describing(desk)
    one, two = held(desk, 5, BIRTH), held(desk, 5, BIRTH)
    first = describe.keep(one.id)
    assert first.code == "001099000123.KQ.G15.000001.01"
    assert describe.keep(two.id).code == "001099000123.KQ.G15.000001.02"
    again = describe.keep(one.id, {"signer": "Phạm Quốc  Hưng", "valid_until": "Không thời hạn"})
    assert (again.code, again.signer, again.valid_until) == (
        first.code,
        "Phạm Quốc Hưng",
        "unlimited",
    )
    assert again.summary == first.summary
    moved = describe.keep(one.id, {"owner_id": ""})
    assert moved.code == "KQ.G15.000001.01"
    back = describe.keep(one.id, {"owner_id": "001099000123"})
    assert back.code == "001099000123.KQ.G15.000001.03", "no number is given twice"
    found = describe.proposed(one.id)
    assert {each.by for each in found.values()} == {SaidBy.KEPT}
    assert found["signer"].value == "Phạm Quốc Hưng"


def test_the_formula_is_a_setting(desk: Desk) -> None:
    """Also with the dossier's code; one without the type, or with a stranger, is refused."""
    settings = DigitisationSettings("{type}/{dossier}-{component}", {"birth-certificate": "T1"})
    paper = held(desk, 5, BIRTH)
    kept = describing(desk, settings=settings).keep(paper.id)
    assert kept.code.startswith("T1/H26.99.1-")
    assert kept.code.endswith("-5")
    settings.require_code()
    for wrong in ("{owner}.{number}", "{type}{stranger}", "{type", "{type.x}"):
        with pytest.raises(SettingInvalid):
            DigitisationSettings(wrong).require_code()


def test_nothing_is_kept_without_type_name_and_pages(desk: Desk) -> None:
    """The error names the field."""
    describe = describing(desk)
    paper = held(desk, 1, APPLICATION)
    with pytest.raises(InputMissing) as missing:
        describe.keep(paper.id)
    assert missing.value.facts == {"field": "type_code"}
    assert describe.keep(paper.id, {"type_code": "DON.01"}).code == "001099000123.DON.01.01"
    with pytest.raises(InputMissing):
        describe.keep(paper.id, {"name": " "})
    with pytest.raises(InputInvalid) as invalid:
        describe.keep(paper.id, {"colour": "đỏ"})
    assert invalid.value.facts == {"field": "colour"}
    desk.parts.pages.undo(paper.id)
    with pytest.raises(PagesMissing):
        describe.keep(paper.id)


def test_only_components_are_described(desk: Desk) -> None:
    """Neither the pile nor the original of a copy."""
    dossier = desk.received()
    for document in (desk.put(dossier, BIRTH), desk.parts.received()):
        with pytest.raises(NotFound):
            describing(desk).proposed(document.id)


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("issued_on", "2/1/2026", "02/01/2026"),
        ("issued_on", "02-01-2026", "02/01/2026"),
        ("issued_on", "22/11/2026", "22/11/2026"),
        ("valid_until", "29/02/2028", "29/02/2028"),
        ("valid_until", "không thời hạn", "unlimited"),
        ("owner_id", "001099000123", "001099000123"),
        ("owner_id", "0101234567-001", "0101234567-001"),
        ("owner_id", "H26.99.1", "H26.99.1"),
        ("owner_id", " ", ""),
        ("type_code", "KQ.G15.000001", "KQ.G15.000001"),
        ("summary", "  Về   việc ", "Về việc"),
    ],
)
def test_what_is_typed_is_kept_in_one_form(field: str, typed: str, kept: str) -> None:
    """Dates with two digits, texts without stray white space."""
    assert checked(field, typed, TODAY) == kept


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("issued_on", "23/11/2026"),
        ("issued_on", "30/02/2026"),
        ("issued_on", "2026"),
        ("valid_until", "mãi mãi"),
        ("owner_id", "12345"),
        ("owner_id", "Nguyễn Văn An"),
        ("type_code", "giấy khai sinh"),
        ("type_code", "x" * 61),
        ("scope", "x" * 501),
        ("name", "a\x07b"),
    ],
)
def test_what_cannot_be_is_refused_as_typed(field: str, typed: str) -> None:
    """The error names the field."""
    with pytest.raises(InputInvalid) as refused:
        checked(field, typed, TODAY)
    assert refused.value.facts == {"field": field}


def test_no_paper_ends_before_it_is_issued(desk: Desk) -> None:
    """Not even where one of the two was read."""
    require_order({"valid_until": "unlimited", "issued_on": "02/01/2026"})
    require_order({"valid_until": "02/01/2026", "issued_on": "02/01/2026"})
    with pytest.raises(InputInvalid):
        describing(desk).keep(held(desk, 5, BIRTH).id, {"valid_until": "19/04/1999"})


def test_who_may(desk: Desk) -> None:
    """Those at the counter."""
    paper = held(desk, 5, BIRTH)
    everybody(desk.store)
    with pytest.raises(RoleMissing):
        describing(desk, "kho").keep(paper.id)
    assert describing(desk, "hoa").keep(paper.id).who == "hoa"


def test_a_number_never_goes_back(store: Store, tmp_path: Path) -> None:
    """Whatever program asks the database."""
    with store.transaction() as records:
        assert [records.descriptions.next_number("1", "T") for _ in range(3)] == [1, 2, 3]
        assert records.descriptions.next_number("2", "T") == 1
    with pytest.raises(RecordRefused), store.transaction() as records:
        records.dossiers.connection.exec_driver_sql("UPDATE digitisation_counter SET last = 1")


def test_codes_of_two_desks_differ_by_their_numbers(desk: Desk) -> None:
    """As central gave them; before it did, no code is made that another desk may give."""
    settings = DigitisationSettings("{owner}.{type}.{desk}{number}", SETTINGS.type_codes)
    settings.require_code()
    paper = held(desk, 5, BIRTH)
    with pytest.raises(NotEnrolled):
        describing(desk, settings=settings).keep(paper.id)
    with desk.store.transaction() as records:
        records.codes.add(DESK_SERIES, "block", 3, 3)
    assert describing(desk, settings=settings).keep(paper.id).code == (
        "001099000123.KQ.G15.000001.10201"
    )

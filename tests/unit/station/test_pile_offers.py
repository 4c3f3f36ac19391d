"""To which component each page of a pile is offered, from words on rows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from offline_store.handling import ComponentMark, Standing
from offline_store.procedure_wire import Component
from offline_store.records import Code, DocumentId, Page, PageId, Reading
from scanners.page_looks import BLANK
from station.catalogue import sample_catalogue
from station.demo.page_texts import BIRTH_ROWS, CARD_MRZ
from station.pile_offers import CLEAR, Offer, Reason, Wanted, offers_for
from station.recognition.kinds import load_kinds
from station.separators import Separator
from tests.unit.station.recognition.test_paper import reading_of

KINDS = load_kinds()
CODE = "H26.99.1-261127-0001"
A4, CARD = (1654, 2339), (674, 425)
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
LAND = next(each for each in sample_catalogue().procedures if each.code == "9.900001").components
APPLICATION = (*MOTTO, "ĐƠN ĐĂNG KÝ ĐẤT ĐAI, TÀI SẢN GẮN LIỀN VỚI ĐẤT", "Người sử dụng đất: Thử")
BIRTH = (*MOTTO, "TRÍCH LỤC KHAI SINH", *(row.replace("*", "") for row in BIRTH_ROWS))
PLOT = (
    "Thửa đất số: 614, tờ bản đồ số: 12",
    "Mục đích sử dụng: Đất ở",
    "Thời hạn sử dụng: Lâu dài",
)
SENTENCE = "những người thừa kế cùng nhau thỏa thuận về di sản mà ông để lại cho các con"


def page_of(*rows: str, size: tuple[int, int] = A4, warnings: Sequence[str] = ()) -> Page:
    """A page on which that was read, at 200 dpi."""
    return with_reading(reading_of(*rows), size, warnings)


def with_reading(
    reading: Reading | None, size: tuple[int, int] = A4, warnings: Sequence[str] = ()
) -> Page:
    """A page with a reading, or with none."""
    return Page(
        id=PageId(""),
        document_id=DocumentId("pile"),
        position=0,
        sha256="ab" * 32,
        width=size[0],
        height=size[1],
        dpi=200,
        kept_at=datetime(2026, 11, 27, tzinfo=UTC),
        warnings=tuple(warnings),
        reading=reading,
    )


def offered(
    *pages: Page,
    sheets: Mapping[int, Separator] | None = None,
    components: Sequence[Component] = LAND,
    marks: Sequence[ComponentMark] = (),
    held: frozenset[int] = frozenset(),
) -> tuple[Offer, ...]:
    """The offers for pages in this order. sheets: which of them, from 1, are separators."""
    placed = [
        replace(page, id=PageId(str(number)), position=number)
        for number, page in enumerate(pages, start=1)
    ]
    separators = {PageId(str(number)): sheet for number, sheet in (sheets or {}).items()}
    return offers_for([placed], separators, Wanted(CODE, components, marks, KINDS, held))


def given(offers: Sequence[Offer]) -> list[int | None]:
    """The component of each clear offer; None for the others."""
    return [offer.component if offer.clear else None for offer in offers]


def mark(position: int, standing: Standing, why: str = "") -> ComponentMark:
    """What was said of a component."""
    return ComponentMark(position, standing, why, None, datetime(2026, 11, 27, tzinfo=UTC), "an")


def test_first_pages_are_known_by_title_and_kind() -> None:
    """The component's own name as a title; or the title of its kind, whatever its name is."""
    offers = offered(page_of(*APPLICATION), page_of(*BIRTH), page_of("SƠ ĐỒ THỬA ĐẤT", "1/200"))
    assert given(offers) == [1, 5, 3]
    assert [offer.reason for offer in offers] == [Reason.TITLE] * 3
    assert [offer.kind for offer in offers] == ["", "birth-certificate", ""]
    assert all(0 < offer.doubt < 0.4 for offer in offers)


def test_a_title_that_has_most_words_of_a_name_is_offered_with_more_doubt() -> None:
    """Words that stand in many names tell little."""
    (whole,) = offered(page_of(*MOTTO, "VĂN BẢN THỎA THUẬN CỦA NHỮNG NGƯỜI THỪA KẾ"))
    (part,) = offered(page_of(*MOTTO, "VĂN BẢN THỎA THUẬN", "PHÂN CHIA DI SẢN THỪA KẾ"))
    (none,) = offered(page_of(*MOTTO, "GIẤY MỜI HỌP", "về việc sử dụng đất"))
    assert given((whole, part, none)) == [4, 4, None]
    assert whole.doubt < part.doubt < CLEAR
    assert none.reason is Reason.UNKNOWN


def test_what_follows_belongs_to_the_paper_before() -> None:
    """By its number, a sentence that goes on, as a blank back; or nothing speaks against it."""
    first = page_of(*MOTTO, "VĂN BẢN THỎA THUẬN CỦA NHỮNG NGƯỜI THỪA KẾ", SENTENCE, SENTENCE)
    offers = offered(
        first,
        page_of(SENTENCE, SENTENCE),
        page_of("Trang 3/4", "Những điều khác", SENTENCE),
        page_of("Chữ ký của các bên"),
        with_reading(Reading("test", ()), warnings=(BLANK,)),
    )
    assert given(offers) == [4] * 5
    assert [offer.reason for offer in offers[1:]] == [
        Reason.TEXT_GOES_ON,
        Reason.PAGE_NUMBER,
        Reason.FOLLOWS,
        Reason.BLANK_BACK,
    ]
    doubts = [offer.doubt for offer in offers]
    assert doubts[0] < doubts[1] < doubts[3]


def test_a_card_s_back_is_known_by_its_lines() -> None:
    """Also alone, where nothing on it says what it is."""
    zone = Code("MRZ", "\n".join(CARD_MRZ), (0, 0, 9, 9))
    (offer,) = offered(with_reading(Reading("test", (), codes=(zone,)), CARD))
    assert (offer.component, offer.kind, offer.reason) == (8, "identity-card", Reason.KIND)


def test_two_components_that_claim_a_page_are_never_chosen_between() -> None:
    """The plan within a certificate is offered to neither, both are named; so is what follows."""
    certificate = page_of(*MOTTO, "GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT", "Ông TRẦN VĂN MẪU")
    plan = page_of("III. SƠ ĐỒ THỬA ĐẤT", *PLOT)
    offers = offered(certificate, page_of("II. Thửa đất", *PLOT), plan, page_of("Tỷ lệ"))
    assert given(offers) == [2, 2, None, None]
    assert offers[2].reason is Reason.CONTESTED
    assert {component for component, _ in offers[2].claims} == {2, 3}
    assert offers[2].doubt == 1.0


def test_components_of_one_kind_are_told_apart_by_name_alone() -> None:
    """Two that ask for the same kind both claim it."""
    both = tuple(
        Component(name=name, kind="marriage-certificate")
        for name in ("Giấy kết hôn của cha, mẹ", "Giấy kết hôn của người yêu cầu")
    )
    (offer,) = offered(page_of(*MOTTO, "TRÍCH LỤC KẾT HÔN", "Số: 12"), components=both)
    assert (offer.component, offer.reason) == (None, Reason.CONTESTED)
    assert [component for component, _ in offer.claims] == [1, 2]


def test_a_general_title_alone_decides_nothing() -> None:
    """A notice of anything is no receipt for money."""
    (offer,) = offered(page_of(*MOTTO, "THÔNG BÁO", "Về việc cắt nước"))
    assert (offer.component, offer.clear) == (7, False)
    (paid,) = offered(page_of(*MOTTO, "THÔNG BÁO", "CHỨNG TỪ NỘP TIỀN SỬ DỤNG ĐẤT"))
    assert given((paid,)) == [7]


def test_one_paper_more_than_asked_is_for_the_clerk() -> None:
    """Two birth extracts where one is asked for; both where two are."""
    twins = (page_of(*BIRTH), page_of(*BIRTH))
    assert given(offered(*twins)) == [5, None]
    two = tuple(
        asked.model_copy(update={"count": 2}) if asked.kind == "birth-certificate" else asked
        for asked in LAND
    )
    assert given(offered(*twins, components=two)) == [5, 5]
    (more,) = offered(page_of(*BIRTH), held=frozenset({5}))
    assert (more.component, more.clear) == (5, False)


def test_what_belongs_nowhere_stays_so_with_its_pages() -> None:
    """A paper of none of the components, its later page, and what was not read."""
    offers = offered(
        page_of(*BIRTH),
        page_of("HÓA ĐƠN TIỀN ĐIỆN", "Kỳ: tháng 10", size=CARD),
        page_of("Tổng cộng: 812.000 đồng", size=CARD),
        with_reading(None),
    )
    assert [offer.component for offer in offers] == [5, None, None, None]
    assert [offer.reason for offer in offers[1:]] == [
        Reason.UNKNOWN,
        Reason.UNKNOWN,
        Reason.UNREAD,
    ]


def test_sheets_say_where_papers_begin() -> None:
    """Alone: what is printed says only which paper it is, and a page without words goes along."""
    offers = offered(
        page_of(*APPLICATION),
        page_of("tramso"),
        page_of("Phụ lục không tên", size=CARD),
        page_of(*BIRTH),
        page_of("tramso"),
        page_of("Không ai biết"),
        sheets={2: Separator(), 5: Separator()},
    )
    assert given(offers) == [1, None, 5, 5, None, None]
    assert [offer.separator is not None for offer in offers] == [
        number in (2, 5) for number in range(1, 7)
    ]
    assert offers[2].reason is Reason.SEPARATOR


def test_a_sheet_that_was_forgotten_is_noticed() -> None:
    """A paper that begins between two sheets contests its pages, and those behind it."""
    offers = offered(
        page_of("tramso"),
        page_of(*APPLICATION),
        page_of(*BIRTH),
        page_of("Ghi chú"),
        sheets={1: Separator()},
    )
    assert given(offers) == [None, 1, None, None]
    assert [offer.reason for offer in offers[2:]] == [Reason.CONTESTED] * 2


def test_pages_behind_another_dossiers_sheet_are_not_offered() -> None:
    """They are that dossier's; behind the own one's sheet they are."""
    theirs = offered(page_of("t"), page_of(*BIRTH), sheets={1: Separator("H26.99.1-261127-0002")})
    assert [offer.reason for offer in theirs] == [Reason.SEPARATOR, Reason.OTHER_DOSSIER]
    ours = offered(page_of("t"), page_of(*BIRTH), sheets={1: Separator(CODE)})
    assert given(ours) == [None, 5]


@pytest.mark.parametrize("stamp", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_what_may_not_be_digitised_is_said(stamp: str) -> None:
    """Only shown, secret, a copy on paper: of one page, for the whole paper (TT 01/2023 Điều 4)."""
    (card,) = offered(page_of("CĂN CƯỚC CÔNG DÂN", "Số: 001099000123", size=CARD))
    assert (card.component, card.refused, card.clear) == (8, "shown-only", False)
    (secret,) = offered(page_of(*BIRTH[:2], stamp, *BIRTH[2:]))
    assert (secret.component, secret.refused) == (5, "secret")
    copy = reading_of("CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH", "Số chứng thực 12")
    offers = offered(page_of(*BIRTH), with_reading(replace(copy, warnings=("says-copy",))))
    assert [(offer.component, offer.refused) for offer in offers] == [(5, "paper-copy")] * 2
    (word,) = offered(page_of(*BIRTH, "Mặt sau", "mặt"))
    assert word.refused == ""


def test_what_the_checklist_says_is_heard() -> None:
    """Digital already, not needed, kept on paper: not offered for digitising again."""
    for standing, why, refused in (
        (Standing.DIGITAL, "Ví", "digital"),
        (Standing.NOT_NEEDED, "NĐ 224/2026", "not-needed"),
        (Standing.ON_PAPER, "secret", "secret"),
        (Standing.SUPPLEMENT, "bản rõ hơn", ""),
        (Standing.SCAN, "", ""),
    ):
        (offer,) = offered(page_of(*BIRTH), marks=(mark(5, standing, why),))
        assert (offer.refused, offer.clear) == (refused, not refused)


def test_the_clerks_word_on_a_kind_is_taken() -> None:
    """Where reading knew none, and where it was wrong."""
    said = replace(reading_of("Chữ mờ"), kind_said="birth-certificate")
    none = replace(reading_of(*BIRTH), kind_said="")
    assert given(offered(with_reading(said))) == [5]
    (offer,) = offered(with_reading(none))
    assert offer.kind == ""

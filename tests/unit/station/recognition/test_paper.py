"""Kinds of paper and their fields, from words on rows."""

from dataclasses import replace
from pathlib import Path

import pytest

from offline_store.records import Code, Reading, Word
from station.demo.page_texts import BIRTH_ROWS, CARD_MRZ, CARD_QR
from station.errors import SettingInvalid
from station.recognition.kinds import Kind, load_kinds
from station.recognition.paper import Paper, recognise
from station.recognition.paper_checks import against_requester

KINDS = load_kinds()
LETTER, HEIGHT, PITCH = 20, 40, 80

# What each of the twelve begins with, and one line of it.
OPENINGS = {
    "birth-certificate": ("GIẤY KHAI SINH", "Nơi sinh: Hà Nội"),
    "identity-card": ("CĂN CƯỚC CÔNG DÂN", "Số: 001099000123"),
    "residence": ("XÁC NHẬN THÔNG TIN VỀ CƯ TRÚ", "Chủ hộ: Nguyễn Văn An"),
    "marriage-certificate": ("GIẤY CHỨNG NHẬN KẾT HÔN", "Họ, chữ đệm, tên vợ: TRẦN THỊ BÌNH"),
    "marital-status": ("GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", "Giới tính: Nữ"),
    "diploma": ("BẰNG TỐT NGHIỆP TRUNG HỌC PHỔ THÔNG", "Số hiệu: SN 0047215"),
    "transcript": ("HỌC BẠ", "Họ và tên: NGUYỄN VĂN AN"),
    "land-certificate": ("GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT", "Thửa đất số: 614"),
    "driving-licence": ("GIẤY PHÉP LÁI XE", "Hạng: B2"),
    "vehicle-registration": ("CHỨNG NHẬN ĐĂNG KÝ XE", "Số khung: RLH00000"),
    "business-registration": ("GIẤY CHỨNG NHẬN ĐĂNG KÝ DOANH NGHIỆP", "Mã số: 0101234567"),
    "administrative-paper": ("QUYẾT ĐỊNH", "Về việc cho phép xây dựng"),
}


def reading_of(
    *rows: str, slope: float = 0.0, doubt: float = 0.01, codes: tuple[Code, ...] = ()
) -> Reading:
    """Words on rows; two spaces and more in a row are a gap of that width."""
    words = []
    for line, row in enumerate(rows):
        at = 0
        for word in row.split(" "):
            if word:
                x = 100 + at * LETTER
                y = 100 + line * PITCH + round(slope * x)
                words.append(Word(word, (x, y, len(word) * LETTER, HEIGHT), doubt, line))
            at += len(word) + 1
    return Reading("test", tuple(words), codes)


def paper_of(*rows: str, kinds: tuple[Kind, ...] = KINDS, slope: float = 0.0) -> Paper:
    """The paper recognised in rows."""
    paper = recognise(reading_of(*rows, slope=slope), kinds)
    assert paper is not None
    return paper


def values(paper: Paper) -> dict[str, str]:
    """The fields' values."""
    return {name: field.value for name, field in paper.fields.items()}


@pytest.mark.parametrize("kind", OPENINGS)
def test_each_kind_is_known_by_its_title(kind: str) -> None:
    """And something is found in its fields."""
    paper = paper_of("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", *OPENINGS[kind])

    assert paper.kind.id == kind
    assert paper.fields


def test_there_are_twelve_kinds() -> None:
    """Each with a name for the clerk and with fields that are told apart."""
    assert set(OPENINGS) == {kind.id for kind in KINDS}
    for kind in KINDS:
        names = [rule.name for rule in kind.fields]
        assert kind.name
        assert len(names) == len(set(names))
        assert {name for check in kind.checks for name in check.fields} <= set(names)


@pytest.mark.parametrize("slope", [0.0, 0.02, -0.02])
def test_the_fields_of_a_birth_extract(slope: float) -> None:
    """Mother's and father's lines are told apart, also on a scan that lies askew."""
    rows = [row.replace("*", "") for row in BIRTH_ROWS]
    paper = paper_of("Số: 245/TLKS", "TRÍCH LỤC KHAI SINH", *rows, slope=slope)

    found = values(paper)
    expected = {
        "number": "245/TLKS",
        "name": "NGUYỄN VĂN AN",
        "birth_date": "15/04/1999",
        "sex": "Nam",
        "ethnicity": "Kinh",
        "nationality": "Việt Nam",
        "birth_place": "Bệnh viện Phụ sản Hà Nội, thành phố Hà Nội",
        "id_number": "001099000123",
        "mother_name": "TRẦN THỊ BÌNH",
        "mother_birth_year": "1972",
        "father_name": "NGUYỄN VĂN CƯỜNG",
        "father_birth_year": "1969",
        "registered_on": "20/04/1999",
    }
    assert expected.items() <= found.items()
    assert [(check.rule, check.agrees) for check in paper.checks] == [
        ("date-in-words", True),
        ("id-structure", True),
        ("not-before", True),
    ]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_on_its_side_or_head_says_the_same(degrees: int) -> None:
    """Kind, fields and checks are those of the page upright; places are the picture's own."""
    rows = [row.replace("*", "") for row in BIRTH_ROWS]
    upright = reading_of("Số: 245/TLKS", "TRÍCH LỤC KHAI SINH", *rows, slope=0.01)
    paper, lying = (
        recognise(each, KINDS) for each in (upright, lying_by(upright, degrees, across=4000))
    )

    assert paper is not None
    assert lying is not None
    assert (values(lying), lying.checks) == (values(paper), paper.checks)
    name = lying.fields["name"]
    assert name.box is not None
    assert name.box[2] > name.box[3] if degrees == 180 else name.box[3] > name.box[2]


def lying_by(reading: Reading, degrees: int, across: int) -> Reading:
    """The reading of a picture that must be turned so far clockwise; both sides are as long."""

    def lay(word: Word) -> Word:
        x, y, width, height = word.box
        return replace(
            word,
            box={
                90: (y, across - x - width, height, width),
                180: (across - x - width, across - y - height, width, height),
                270: (across - y - height, x, height, width),
            }[degrees],
        )

    return replace(reading, words=tuple(map(lay, reading.words)), rotation=degrees)


def test_what_a_paper_says_twice_is_held_against_itself() -> None:
    """A date that its words deny, a number of another year, are said."""
    rows = [row.replace("*", "").replace("15/4/1999", "16/4/1998") for row in BIRTH_ROWS]
    paper = paper_of("TRÍCH LỤC KHAI SINH", *rows)

    failed = {check.rule: check.fields for check in paper.checks if not check.agrees}
    assert failed == {
        "date-in-words": ("birth_date", "birth_date_words"),
        "id-structure": ("id_number", "birth_date", "sex"),
    }


def test_a_paper_in_two_languages_says_each_thing_once() -> None:
    """What stands in the other half, beyond a wide gap, is no part of the value."""
    paper = paper_of(
        "BẰNG KỸ SƯ" + " " * 30 + "THE DEGREE OF ENGINEER",
        "Cho: Ông NGUYỄN VĂN AN" + " " * 18 + "Upon: Mr. NGUYEN VAN AN",
        "Ngày sinh: 15/04/1999" + " " * 19 + "Date of birth: 15 April 1999",
        "Xếp loại tốt nghiệp:     Giỏi" + " " * 12 + "Degree classification: Very good",
    )

    found = values(paper)
    assert (found["name"], found["birth_date"], found["grade"]) == (
        "NGUYỄN VĂN AN",
        "15/04/1999",
        "Giỏi",
    )


@pytest.mark.parametrize(("year", "agrees"), [("2021", True), ("1999", True), ("1998", False)])
def test_a_year_alone_is_held_against_a_date(year: str, agrees: bool) -> None:
    """Diplomas say only the year in which somebody finished."""
    rows = ("BẰNG KỸ SƯ", "Ngày sinh: 15 tháng 4 năm 1999", f"Năm tốt nghiệp: {year}")
    paper = paper_of(*rows)

    assert [(check.rule, check.agrees) for check in paper.checks] == [("not-before", agrees)]


def test_a_card_is_held_against_its_code() -> None:
    """The QR code says what must be printed."""
    rows = ("CĂN CƯỚC CÔNG DÂN", "Số: 001099000123", "Họ và tên: NGUYỄN VĂN ÂN", "Giới tính: Nữ")
    reading = reading_of(*rows, codes=(Code("QRCode", CARD_QR, (0, 0, 9, 9)),))
    paper = recognise(reading, KINDS)

    assert paper is not None
    by_code = {c.fields: c.agrees for c in paper.checks if c.rule == "card-code"}
    assert by_code == {("number",): True, ("name",): True, ("sex",): False}


def test_a_card_is_held_against_the_lines_at_its_back() -> None:
    """They have no marks; what they do not say is held against nothing."""
    rows = (
        "CĂN CƯỚC CÔNG DÂN",
        "Số: 001099000128",
        "Họ và tên: NGUYỄN VĂN ÂN",
        "Giới tính: Nam",
        "Có giá trị đến: 15/04/2034",
    )
    reading = reading_of(*rows, codes=(Code("MRZ", "\n".join(CARD_MRZ), (0, 0, 9, 9)),))
    paper = recognise(reading, KINDS)

    assert paper is not None
    by_zone = {c.fields: c.agrees for c in paper.checks if c.rule == "card-mrz"}
    assert by_zone == {
        ("number",): False,
        ("name",): True,
        ("sex",): True,
        ("valid_until",): False,
    }


def test_a_field_has_its_place_and_doubt() -> None:
    """The box encloses the value alone; doubts of its words add up as probabilities do."""
    paper = paper_of("GIẤY PHÉP LÁI XE", "Họ tên: NGUYỄN VĂN AN")

    name = paper.fields["name"]
    assert name.box == (100 + 8 * LETTER, 100 + PITCH, 13 * LETTER, HEIGHT)
    assert name.doubt == pytest.approx(1 - 0.99**3, abs=1e-3)


def test_lost_marks_lose_no_field() -> None:
    """Labels are compared without marks and case, and with a letter read wrong."""
    paper = paper_of("GIẤY PHÉP LÁI XE", "Ngay sinb: 01/02/1980", "Ho tên: AN")

    assert values(paper) == {"birth_date": "01/02/1980", "name": "AN"}


def test_a_value_may_stand_on_the_next_line() -> None:
    """Where nothing follows the label; and columns beside each other are told apart."""
    paper = paper_of("HỌC BẠ", "Họ và tên:", "NGUYỄN VĂN AN", "Ngày sinh: 1/2/2003     Ngành: Toán")

    assert values(paper) == {
        "name": "NGUYỄN VĂN AN",
        "birth_date": "01/02/2003",
        "subject": "Toán",
    }


@pytest.mark.parametrize(
    "rows",
    [
        (),
        ("một hai ba",),
        ("theo quyết định của ủy ban",),
        ("ĐƠN ĐỀ NGHỊ CẤP", "GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT"),
    ],
)
def test_what_is_none_of_them_has_no_kind(rows: tuple[str, ...]) -> None:
    """Nothing, some words, a title in running text, an application for a certificate."""
    assert recognise(reading_of(*rows), KINDS) is None


def test_a_thirteenth_kind_is_one_file(tmp_path: Path) -> None:
    """Put into the desk's folder, it is known with its fields and checks; no code is needed."""
    (tmp_path / "death.toml").write_text(
        """
        id = "death-extract"
        name = "Trích lục khai tử"
        titles = ["TRÍCH LỤC KHAI TỬ"]
        [[fields]]
        name = "died_on"
        labels = ["đã chết vào lúc", "ngày chết"]
        type = "date"
        [[fields]]
        name = "died_on_words"
        labels = ["ghi bằng chữ"]
        [[checks]]
        rule = "date-in-words"
        fields = ["died_on", "died_on_words"]
        """,
        "utf-8",
    )
    kinds = load_kinds(tmp_path)
    paper = paper_of(
        "TRÍCH LỤC KHAI TỬ",
        "Ngày chết: 05/12/2024",
        "Ghi bằng chữ: ngày mồng năm tháng chạp năm hai nghìn không trăm hai mươi bốn",
        kinds=kinds,
    )

    assert len(kinds) == 13
    assert (paper.kind.id, values(paper)["died_on"]) == ("death-extract", "05/12/2024")
    assert [(check.rule, check.agrees) for check in paper.checks] == [("date-in-words", True)]


@pytest.mark.parametrize("text", ["id = ", 'id = "x"', 'id = "x"\nname = "y"\n[[fields]]\nodd = 1'])
def test_a_file_that_is_no_kind_is_named(tmp_path: Path, text: str) -> None:
    """The desk says which file it is."""
    (tmp_path / "mine.toml").write_text(text, "utf-8")

    with pytest.raises(SettingInvalid) as refused:
        load_kinds(tmp_path)
    assert refused.value.facts["key"] == "mine.toml"


@pytest.mark.parametrize(
    ("name", "born", "agrees"),
    [
        ("Nguyễn Văn An", "15/4/1999", True),
        ("Nguyễn Văn An", "1999", True),
        ("Nguyễn Văn An", "15/04/1998", False),
        ("Nguyễn Văn An", "", None),
        ("Trần Thị Bình", "15/04/1998", None),
    ],
)
def test_a_namesake_is_told_by_the_day_of_birth(name: str, born: str, agrees: bool | None) -> None:
    """Only where the holder has the requester's name: another holder is nothing unusual."""
    paper = paper_of("GIẤY PHÉP LÁI XE", "Họ tên: NGUYỄN VĂN AN", "Ngày sinh: 15/04/1999")
    checks = against_requester(paper.kind, values(paper), name, "", born)

    found = {check.rule: check.agrees for check in checks}
    assert found.get("requester-birth") is agrees

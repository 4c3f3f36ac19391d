"""The order in which scanned pages are read, by the real engines: columns, forms, two languages."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from station.demo.scan_look import ScanLook, scan
from station.demo.sheet import DPI, Align, Faces, Sheet, Type
from station.recognition.page_reader import PageReader, SecondLook
from station.recognition.text import text_of

LEFT = (
    "Căn cứ Luật Tổ chức chính quyền",
    "địa phương ngày 19 tháng 6 năm",
    "2025 và Nghị định số 23 về cấp",
    "bản sao từ sổ gốc, chứng thực",
    "bản sao từ bản chính, chữ ký",
    "và hợp đồng, giao dịch.",
)
RIGHT = (
    "Người yêu cầu chứng thực phải",
    "xuất trình bản chính làm cơ sở",
    "để đối chiếu với bản sao và phải",
    "chịu trách nhiệm về tính hợp lệ",
    "của giấy tờ mà mình xuất trình",
    "trước cơ quan có thẩm quyền.",
)
FORM = (
    ("Họ, chữ đệm, tên người yêu cầu:", "Nguyễn Văn An"),
    ("Nơi cư trú:", "Số 1, Phố Thử Nghiệm, phường Đầm Sương"),
    ("Giấy tờ tùy thân:", "Căn cước số 001099000123"),
    ("Nơi sinh:", ""),
)
VIETNAMESE = (
    "BẰNG TỐT NGHIỆP ĐẠI HỌC",
    "Cho: Nguyễn Văn An",
    "Ngày sinh: 15/4/1999",
    "Hình thức đào tạo: Chính quy",
)
ENGLISH = (
    "THE DEGREE OF BACHELOR",
    "Upon: Mr Nguyen Van An",
    "Date of birth: 15 April 1999",
    "Mode of study: Regular",
)


def _columns() -> Sheet:
    sheet = Sheet(Faces())
    sheet.line(105, 40, "*THÔNG BÁO*", Type(15), Align.CENTRE)
    for number, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        sheet.line(25, 60 + 7 * number, left, Type(12))
        sheet.line(112, 60 + 7 * number, right, Type(12))
    return sheet


def _form() -> Sheet:
    sheet = Sheet(Faces())
    for number, (label, value) in enumerate(FORM):
        y = 60 + 10 * number
        end = sheet.line(25, y, label, Type(13))
        sheet.line(end + 3, y, value, Type(13, italic=True, colour=(30, 40, 120)))
        sheet.leader(end + 1, y, 185)
    return sheet


def _side_by_side() -> Sheet:
    sheet = Sheet(Faces())
    for number, (english, vietnamese) in enumerate(zip(ENGLISH, VIETNAMESE, strict=True)):
        sheet.line(57, 60 + 11 * number, english, Type(11), Align.CENTRE)
        sheet.line(153, 60 + 11 * number, vietnamese, Type(11), Align.CENTRE)
    return sheet


def _line_by_line() -> Sheet:
    sheet = Sheet(Faces())
    for number, (vietnamese, english) in enumerate(zip(VIETNAMESE, ENGLISH, strict=True)):
        sheet.line(105, 50 + 16 * number, vietnamese, Type(13), Align.CENTRE)
        sheet.line(105, 56 + 16 * number, english, Type(11, italic=True), Align.CENTRE)
    return sheet


@pytest.mark.parametrize("look", [SecondLook.OFF, SecondLook.DOUBTFUL])
@pytest.mark.parametrize(
    ("drawn", "wanted"),
    [
        (_columns, ("THÔNG BÁO", *LEFT, *RIGHT)),
        (_form, tuple(f"{label} {value}".strip() for label, value in FORM)),
        (_side_by_side, (*ENGLISH, *VIETNAMESE)),
        (
            _line_by_line,
            tuple(text for both in zip(VIETNAMESE, ENGLISH, strict=True) for text in both),
        ),
    ],
    ids=["columns", "form", "side by side", "line by line"],
)
def test_lines_come_in_the_order_they_are_read(
    drawn: object, wanted: tuple[str, ...], look: SecondLook, tmp_path: Path
) -> None:
    """Columns one after the other, a form's values behind their labels, each language in one."""
    assert callable(drawn)
    picture, _ = scan(np.asarray(drawn().picture), ScanLook(3, 0.6))
    page = tmp_path / "page.jpg"
    Image.fromarray(picture).save(page, quality=90, dpi=(DPI, DPI))

    lines = text_of(PageReader(second_look=look).read(page, DPI)).splitlines()

    # What one letter is read for does not matter here: only where each line begins.
    assert [line.split()[0] for line in lines] == [line.split()[0] for line in wanted]

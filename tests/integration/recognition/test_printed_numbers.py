"""Page numbers as Tesseract reads them from drawn sheets, also from one that lies on its head."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from offline_store.records import DocumentId, Page, PageId
from station.demo.sheet import DPI, Align, Faces, Sheet, Type
from station.page_order import Reason, check_order
from station.recognition.model_files import Presence
from station.recognition.page_reader import PageReader, SecondLook
from station.recognition.second_reader import second_reader_presence

needs_second_reader = pytest.mark.skipif(
    second_reader_presence() is not Presence.READY, reason="the second reader is optional"
)

BODY = (
    "Căn cứ Luật Tổ chức chính quyền địa phương; xét đề nghị của",
    "Trưởng phòng Tư pháp về việc cấp bản sao từ sổ gốc cho công dân",
    "thường trú tại xã; theo hồ sơ số một trăm hai mươi ba của huyện.",
)


def sheet(folder: Path, foot: str, *, turned: bool = False) -> Path:
    """A page of text with a line at its foot."""
    page = Sheet(Faces())
    for number in range(15):
        page.line(30, 50 + 12 * number, BODY[number % 3], Type(13))
    page.line(105, 282, foot, Type(12), Align.CENTRE)
    picture = page.picture.transpose(Image.Transpose.ROTATE_180) if turned else page.picture
    path = folder / f"{foot.replace('/', ' of ')}.png"
    picture.save(path, dpi=(DPI, DPI))
    return path


@pytest.mark.parametrize(
    ("form", "look"),
    [
        ("Trang {}/4", SecondLook.OFF),
        pytest.param("- {} -", SecondLook.DOUBTFUL, marks=needs_second_reader),
    ],
)
def test_numbers_that_were_read_put_pages_right(
    tmp_path: Path, form: str, look: SecondLook
) -> None:
    """Sheets in the wrong order, of which one stands on its head, and one is missing.

    Lone figures are lost by Tesseract's layout, and found by the second reader.
    """
    reader = PageReader(second_look=look)
    pages: list[Page] = []
    for number in (3, 1, 4):
        path = sheet(tmp_path, form.format(number), turned=number == 4)
        with Image.open(path) as picture:
            width, height = picture.size
        page = Page(
            PageId(str(number)),
            DocumentId("d"),
            len(pages) + 1,
            "0" * 64,
            width,
            height,
            DPI,
            datetime(2026, 11, 22, tzinfo=UTC),
            reading=reader.read(path, DPI),
        )
        pages.append(page)

    check = check_order(pages)

    assert [each.number for each in check.numbers] == [3, 1, 4]
    assert check.proposed is not None
    assert check.proposed.pages == ("1", "3", "4")
    assert check.proposed.reason is Reason.PAGE_NUMBERS
    assert check.missing == (2,)
    assert [(each.page.id, each.degrees) for each in check.lying] == [("4", 180)]

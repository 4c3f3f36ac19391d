"""Damage within a JPEG, which decoders mend without a word."""

import io
from pathlib import Path

import pytest
from PIL import Image

from scanners.jpeg_damage import DAMAGED, damage_of
from scanners.page_looks import BLANK, NEARLY_BLANK
from scanners.picture_files import read_picture_files
from tests.scanner_fixtures import draw_page


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("way", ["baseline", "progressive"])
def test_a_jpeg_that_lost_bytes_within_is_marked(tmp_path: Path, mode: str, way: str) -> None:
    """Zeroed, cut out, or with more behind: taken, for the paper is gone on, but never as whole."""
    file = io.BytesIO()
    with Image.open(draw_page(tmp_path / "drawn.png", 1, (1240, 1754))) as drawn:
        page = drawn.convert(mode)
    page.save(file, "JPEG", quality=85, progressive=way == "progressive", dpi=(300, 300))
    data, middle = file.getvalue(), len(file.getvalue()) // 2
    for kept, marked in (
        (data, False),
        (data[:middle] + bytes(4096) + data[middle + 4096 :], True),
        (data[:middle] + data[middle + 2000 :], True),
        (data[:-2] + bytes(64) + data[-2:], True),
    ):
        (tmp_path / "page.jpg").write_bytes(kept)
        (taken,) = read_picture_files(tmp_path / "page.jpg", tmp_path / "spool")
        assert (DAMAGED in taken.warnings) == marked
        assert (taken.width, taken.height) == (1240, 1754)


def test_a_page_that_lost_all_is_not_blank(tmp_path: Path) -> None:
    """What decoders fill in for it is one even grey: nobody may take that for an empty side."""
    file = io.BytesIO()
    with Image.open(draw_page(tmp_path / "drawn.png", 1, (1240, 1754))) as drawn:
        drawn.convert("RGB").save(file, "JPEG", quality=85, dpi=(300, 300))
    data = file.getvalue()
    begin = data.index(b"\xff\xda") + 14  # behind the header of the scan
    (tmp_path / "page.jpg").write_bytes(data[:begin] + bytes(len(data) - begin - 2) + data[-2:])

    (taken,) = read_picture_files(tmp_path / "page.jpg", tmp_path / "spool")

    assert DAMAGED in taken.warnings
    assert not {BLANK, NEARLY_BLANK} & set(taken.warnings)


def test_what_the_judge_of_damage_cannot_read_is_passed_over() -> None:
    """It is no judge of what is no JPEG."""
    assert damage_of(b"hello") == ()

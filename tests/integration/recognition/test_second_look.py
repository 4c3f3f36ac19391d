"""Rescans of a sealed paper beside each other, the same and changed."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scanners.errors import NotAPicture
from station.demo.scan_look import ScanLook, scan
from station.demo.seal import SEAL_RED, draw_seal
from station.demo.sheet import DPI, Faces, Sheet, Type, px
from station.demo.signature import PEN_BLUE, draw_signature
from station.recognition.second_look import Comparison, compare_pictures, draw_differences

ROWS = (
    "Họ, chữ đệm, tên: *NGUYỄN VĂN AN*",
    "Ngày, tháng, năm sinh: *15/4/1999*",
    "Nơi sinh: Bệnh viện Phụ sản Hà Nội, thành phố Hà Nội",
    "Số định danh cá nhân: *{number}*",
    "Họ, chữ đệm, tên người mẹ: *TRẦN THỊ BÌNH*",
    "Nơi cư trú: Số 1, Phố Thử Nghiệm, phường Đầm Sương, thành phố Hà Nội",
    "Đăng ký khai sinh tại: Ủy ban nhân dân phường Đầm Sương",
)
SEAL_MM = (120.0, 180.0)
SIGNATURE_MM = (140.0, 180.0)
FIRST = ScanLook(1, 0.7)
LEVEL = ScanLook(1, 0.0)  # so that millimetres on paper are millimetres on the picture
# Paler paper, another skew, more grain, less light: another scanner on another day.
AGAIN = ScanLook(2, -1.1, paper=(226, 228, 234), grain=6)

Scan = Callable[..., Path]


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Scan:
    """Print the paper, scan it, keep it as a JPEG: once for each name."""
    folder = tmp_path_factory.mktemp("scans")

    def scanned(
        name: str,
        look: ScanLook,
        number: str = "001099000123",
        seal_mm: tuple[float, float] = SEAL_MM,
        rows: tuple[str, ...] = ROWS,
        hand: int | None = 5,
    ) -> Path:
        if (path := folder / f"{name}.jpg").exists():
            return path
        sheet = Sheet(Faces())
        for position, row in enumerate(rows):
            sheet.line(25, 60 + 9 * position, row.format(number=number), Type())
        sheet.line(120, 196, "*Phạm Quốc Hưng*", Type())
        if hand is not None:
            sheet.stamp(draw_signature(hand), PEN_BLUE, *SIGNATURE_MM)
        seal = draw_seal(sheet.faces, "ỦY BAN NHÂN DÂN PHƯỜNG ĐẦM SƯƠNG", (), 9)
        sheet.stamp(seal, SEAL_RED, *seal_mm)
        picture, _ = scan(np.asarray(sheet.picture), look)
        Image.fromarray(picture).save(path, quality=88, dpi=(DPI, DPI))
        return path

    return scanned


def test_two_scans_of_one_paper_are_the_same(scanned: Scan) -> None:
    """Skew, grain, dust, paper tone and light make no difference, either way round."""
    first, again = scanned("first", FIRST), scanned("again", AGAIN)

    assert compare_pictures(first, again) == Comparison(aligned=True)
    assert compare_pictures(again, first).same


def test_a_coarser_scan_upside_down_is_the_same(scanned: Scan, tmp_path: Path) -> None:
    """Turn and resolution are taken out before anything is compared."""
    first = scanned("first", FIRST)
    with Image.open(scanned("again", AGAIN)) as again:
        again.rotate(180).resize((1654, 2339)).save(tmp_path / "coarse.png")

    assert compare_pictures(first, tmp_path / "coarse.png").same


@pytest.mark.parametrize("number", ["001099000128", "001099000173", "001099600123", "00109900012"])
def test_a_changed_digit_is_found_in_its_place(scanned: Scan, number: str) -> None:
    """One digit of the id number, changed or gone; its place is on that line of the original."""
    first = scanned("level", LEVEL)
    changed = scanned(number, AGAIN, number=number)

    comparison = compare_pictures(first, changed)

    assert comparison.aligned
    assert comparison.differences
    for difference in comparison.differences:
        x, y, width, height = difference.box
        assert px(60) < x < x + width < px(120)
        assert px(87 - 6) < y < y + height < px(87 + 4)
        assert 0 < difference.score <= 1


@pytest.mark.parametrize("name", ["NGUYỂN VĂN AN", "NGUYỄN VẢN AN"])
@pytest.mark.parametrize("dpi", [200, 300])
def test_a_changed_tone_mark_is_found(scanned: Scan, tmp_path: Path, name: str, dpi: int) -> None:
    """The least that changes a name: half a millimetre of ink, be the original coarse."""
    with Image.open(scanned("level", LEVEL)) as first:
        size = (first.width * dpi // DPI, first.height * dpi // DPI)
        first.resize(size, Image.Resampling.LANCZOS).save(tmp_path / "first.png", dpi=(dpi, dpi))
    rows = (ROWS[0].replace("NGUYỄN VĂN AN", name), *ROWS[1:])
    changed = scanned(name, AGAIN, rows=rows)

    comparison = compare_pictures(tmp_path / "first.png", changed)

    (difference,) = comparison.differences
    _, y, _, height = difference.box
    assert px(60 - 7) * dpi / DPI < y < y + height < px(60 + 2) * dpi / DPI


def test_what_lies_some_pixels_off_is_the_same(scanned: Scan, tmp_path: Path) -> None:
    """A feeder that pulls one strip of the page a third of a millimetre farther changes nothing."""
    first = scanned("level", LEVEL)
    with Image.open(first) as picture:
        pulled = np.asarray(picture).copy()
    strip = np.s_[px(72) : px(83)]
    pulled[strip] = np.roll(pulled[strip], 4, 1)
    Image.fromarray(pulled).save(tmp_path / "pulled.png", dpi=(DPI, DPI))

    assert compare_pictures(first, tmp_path / "pulled.png").same


def test_a_moved_seal_is_found(scanned: Scan, tmp_path: Path) -> None:
    """What differs lies where the seal was or is, and can be shown in a picture."""
    first = scanned("level", LEVEL)
    moved = scanned("moved", AGAIN, seal_mm=(SEAL_MM[0] + 6, SEAL_MM[1] - 2))

    comparison = compare_pictures(first, moved)
    draw_differences(first, comparison, tmp_path / "drawn.png")

    assert comparison.aligned
    assert not comparison.same
    for difference in comparison.differences:
        x, y, width, height = difference.box
        assert px(SEAL_MM[0] - 22) < x + width / 2 < px(SEAL_MM[0] + 28)
        assert px(SEAL_MM[1] - 24) < y + height / 2 < px(SEAL_MM[1] + 22)
    with Image.open(tmp_path / "drawn.png") as drawn, Image.open(first) as original:
        assert drawn.size == original.size
        assert drawn.tobytes() != original.tobytes()


@pytest.mark.parametrize("hand", [None, 77])
def test_a_missing_or_another_signature_is_found(scanned: Scan, hand: int | None) -> None:
    """Where it stands, beside and under the seal, and nowhere else."""
    comparison = compare_pictures(
        scanned("level", LEVEL), scanned(f"hand-{hand}", AGAIN, hand=hand)
    )

    assert comparison.aligned
    assert comparison.differences
    for difference in comparison.differences:
        x, y, width, height = difference.box
        assert px(SIGNATURE_MM[0] - 2) < x + width / 2 < px(SIGNATURE_MM[0] + 48)
        assert px(SIGNATURE_MM[1] - 2) < y + height / 2 < px(SIGNATURE_MM[1] + 22)


@pytest.mark.parametrize(
    ("ours", "theirs", "kind"), [(ROWS, ROWS[:-1], "missing"), (ROWS[:-1], ROWS, "added")]
)
def test_a_line_on_one_side_only_has_its_kind(
    scanned: Scan, ours: tuple[str, ...], theirs: tuple[str, ...], kind: str
) -> None:
    """Missing is on the original alone, added on the copy alone."""
    first = scanned(f"{kind}-ours", FIRST, rows=ours)
    other = scanned(f"{kind}-theirs", AGAIN, rows=theirs)

    assert {d.kind for d in compare_pictures(first, other).differences} == {kind}


def test_another_paper_is_not_aligned(scanned: Scan) -> None:
    """Papers that have nothing in common are not compared, and not called the same."""
    first = scanned("first", FIRST)
    rows = tuple(
        f"Điều {n}. Quy định chuyển tiếp và hiệu lực thi hành, khoản {n}" for n in range(9)
    )
    other = scanned("other", AGAIN, rows=rows, seal_mm=(60.0, 240.0))

    comparison = compare_pictures(first, other)

    assert not comparison.same
    assert comparison == Comparison(aligned=False)


def test_blank_pages_are_the_same_and_unlike_others(scanned: Scan, tmp_path: Path) -> None:
    """Two blank sides agree; a blank one beside a printed one does not."""
    blanks = [tmp_path / "blank-1.png", tmp_path / "blank-2.png"]
    for path, look in zip(blanks, (FIRST, AGAIN), strict=True):
        Image.fromarray(scan(np.full((3508, 2480, 3), 255, np.uint8), look)[0]).save(path)

    assert compare_pictures(*blanks).same
    assert not compare_pictures(blanks[0], scanned("first", FIRST)).same


def test_what_is_no_picture_is_refused(scanned: Scan, tmp_path: Path) -> None:
    """The error names the file."""
    words = tmp_path / "words.jpg"
    words.write_text("không phải ảnh", encoding="utf-8")

    with pytest.raises(NotAPicture) as refused:
        compare_pictures(scanned("first", FIRST), words)

    assert refused.value.facts["file"] == "words.jpg"

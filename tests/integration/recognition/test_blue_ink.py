"""Blue ink: off the print that it lies over, left alone where it is writing itself."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from station.demo.scan_look import ScanLook, scan
from station.demo.sheet import DPI, Colour, Faces, Sheet, Type, px
from station.demo.signature import draw_signature
from station.recognition.page_reader import PageReader, SecondLook
from station.recognition.picture import Pixels
from station.recognition.preparation import prepare
from station.recognition.steps import Step
from station.recognition.text import text_of

PEN: Colour = (40, 62, 160)
NAVY: Colour = (16, 20, 58)
ROWS = ("CHỦ TỊCH UBND PHƯỜNG ĐẦM SƯƠNG", "Trần Thị Bích Ngọc, ký ngày 15 tháng 4 năm 1999")
PRINT_MM, FILLED_MM = (60, 68), 110


def _page(ink: Colour) -> tuple[Pixels, Pixels]:
    """A scanned page with ink over its print, and the same without the ink over print.

    Below both have a form's line filled in with the same colour.
    """
    pages = []
    for signed in (True, False):
        sheet = Sheet(Faces())
        for y, row in zip(PRINT_MM, ROWS, strict=True):
            sheet.line(60, y, row, Type())
        sheet.line(30, FILLED_MM, "Nơi sinh:", Type())
        sheet.leader(56, FILLED_MM, 180)
        sheet.line(58, FILLED_MM, "phường Đầm Sương, Hà Nội", Type(colour=ink))
        if signed:
            sheet.stamp(draw_signature(7, 80, 28), ink, 105, 64)
        pages.append(scan(np.asarray(sheet.picture), ScanLook(1, 0.0, grain=2.0))[0])
    return pages[0], pages[1]


def _rows_mm(grey: Pixels, top: float, bottom: float) -> Pixels:
    return grey[px(top) : px(bottom), px(50) : px(180)]


def test_strokes_over_print_vanish_and_the_print_stays() -> None:
    """Of the dark that the strokes add nearly nothing is left, and no letter gets paler."""
    signed, bare = _page(PEN)
    before = signed.copy()
    kept = _rows_mm(prepare(signed, DPI, (Step.BLUE, Step.LEVEL)).grey, 54, 70)
    freed = _rows_mm(prepare(signed, DPI, (Step.LEVEL,)).grey, 54, 70)
    print_alone = _rows_mm(prepare(bare, DPI, (Step.LEVEL,)).grey, 54, 70)

    added = int((kept < 128).sum()) - int((print_alone < 128).sum())
    left = int((freed < 128).sum()) - int((print_alone < 128).sum())
    assert added > 5000
    assert abs(left) < 0.05 * added
    assert np.array_equal(signed, before)


@pytest.mark.parametrize("ink", [PEN, NAVY])
def test_what_is_filled_in_in_blue_stays(ink: Colour) -> None:
    """On its dotted line it is the writing itself, whatever lies over print elsewhere."""
    signed, _ = _page(ink)
    kept = prepare(signed, DPI, (Step.BLUE, Step.LEVEL)).grey
    freed = prepare(signed, DPI, (Step.LEVEL,)).grey

    below = px(FILLED_MM - 10)
    assert np.array_equal(kept[below:], freed[below:])


def test_ink_as_dark_as_print_is_left_alone() -> None:
    """It cannot be told from print, so that taking it off would take print off."""
    signed, _ = _page(NAVY)

    kept = prepare(signed, DPI, (Step.BLUE,)).grey
    assert np.array_equal(prepare(signed, DPI).grey, kept)


def test_words_under_a_signature_are_read(tmp_path: Path) -> None:
    """By Tesseract alone, that reads few of them through the strokes."""
    file = tmp_path / "signed.png"
    Image.fromarray(_page(PEN)[0]).save(file, dpi=(DPI, DPI))
    printed = " ".join(ROWS).split()

    def found(*without: Step) -> int:
        reader = PageReader(second_look=SecondLook.OFF, without=without)
        read = text_of(reader.read(file, DPI)).split()
        return sum(word in read for word in printed)

    assert found() >= len(printed) - 2
    assert found(Step.BLUE) < len(printed) / 2

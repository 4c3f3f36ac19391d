"""Papers whose ground is printed all over with fine lines, as diplomas and certificates are."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from station.demo.scan_look import ScanLook, scan
from station.demo.sheet import DPI, Faces, Sheet, Type
from station.recognition.page_reader import PageReader, SecondLook
from station.recognition.picture import Pixels
from station.recognition.preparation import prepare
from station.recognition.steps import Step
from station.recognition.text import text_of

ROWS = tuple(
    f"Điều {number}. Cấp cho ông Nguyễn Văn An, sinh ngày 15/4/1999, tại phường Đầm Sương"
    for number in range(1, 16)
)


def _guilloche(height: int, width: int) -> Pixels:
    """Crossing waves, thin and near each other: 0 where the paper is bare, 255 on a line."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    lines = np.zeros((height, width), np.float32)
    for tilt, length, bend in ((0.4, 18, 60), (-0.8, 22, 80), (1.1, 20, 50)):
        wave = (x * tilt + y + bend * np.sin(x / 200) + bend * np.sin(y / 180)) / length
        lines = np.maximum(lines, ((np.cos(wave * np.pi) - 0.8) / 0.14).clip(0, 1))
    return (lines * 255).astype(np.uint8)


@pytest.fixture(scope="module")
def sheet() -> Pixels:
    """Fifteen rows of print on bare paper."""
    drawn = Sheet(Faces())
    for at, row in enumerate(ROWS):
        drawn.line(25, 50 + 12 * at, row, Type())
    return np.asarray(drawn.picture)


def _scanned(sheet: Pixels, darkness: float) -> Pixels:
    ground = _guilloche(*sheet.shape[:2]).astype(np.float32)[:, :, None] / 255
    tint = 1 - darkness * ground * np.array([1.0, 0.55, 0.7], np.float32)
    picture, _ = scan((sheet * tint).clip(0, 255).astype(np.uint8), ScanLook(1, 0.4))
    return picture


def test_words_on_a_dark_printed_ground_are_read(sheet: Pixels, tmp_path: Path) -> None:
    """Tesseract alone reads most of them; without taking the ground out it sees rubbish."""
    file = tmp_path / "diploma.png"
    Image.fromarray(_scanned(sheet, 0.5)).save(file, dpi=(DPI, DPI))

    text = text_of(PageReader(second_look=SecondLook.OFF).read(file, DPI))

    expected = " ".join(ROWS).split()
    found = text.split()
    assert sum(word in found for word in expected) > 0.8 * len(expected)
    assert len(found) < 1.3 * len(expected)


def test_bare_paper_stays_as_it_is(sheet: Pixels) -> None:
    """Only what is printed all over is taken for a ground: a pale one stays, as bare paper does."""
    bare, pale, dark = (prepare(_scanned(sheet, darkness), DPI) for darkness in (0.0, 0.15, 0.5))

    assert float(np.percentile(bare.grey, 25)) < 255
    assert float(np.percentile(pale.grey, 25)) < 240
    assert float(np.percentile(dark.grey, 25)) == 255


def test_each_step_can_be_left_out(sheet: Pixels) -> None:
    """What is left out is not done; the picture given is never touched."""
    picture = _scanned(sheet, 0.5)
    before = picture.copy()
    every = prepare(picture, DPI)

    assert float(np.percentile(prepare(picture, DPI, (Step.GROUND,)).grey, 25)) < 230
    level = prepare(picture, DPI, (Step.LEVEL,))
    assert np.array_equal(level.to_given, np.eye(3)[:2])
    assert not np.array_equal(every.to_given, level.to_given)
    plain = prepare(picture, DPI, tuple(Step))
    assert np.array_equal(plain.grey, cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY))
    assert np.array_equal(picture, before)

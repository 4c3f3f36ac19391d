"""Patch codes, drawn by the dimensions of Kodak A-61599."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from station.demo.papers import draw_papers
from station.recognition.patch_code import patch_code_in
from tests.patch_sheets import BARS, patch_sheet

Grey = NDArray[np.uint8]


GRAIN = np.random.default_rng(5).normal(0, 6, (256, 256)).astype(np.int8)


def scanned(page: Grey, skew: float = 0.0) -> Grey:
    """As a scanner sees it: a little soft, grainy, and askew."""
    height, width = page.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
    soft = cv2.GaussianBlur(page, (0, 0), 1.2)
    turned = cv2.warpAffine(soft, turn, (width, height), borderValue=210)
    grain = np.tile(GRAIN, (height // 256 + 1, width // 256 + 1))[:height, :width]
    return np.asarray(cv2.add(turned, grain, dtype=cv2.CV_8U), np.uint8)


@pytest.mark.parametrize("code", BARS)
@pytest.mark.parametrize("dpi", [200, 300])
def test_each_code_is_read(code: str, dpi: int) -> None:
    """Level and askew by a degree, near the edge and as far from it as is allowed."""
    assert patch_code_in(scanned(patch_sheet(code, dpi)), dpi) == code
    assert patch_code_in(scanned(patch_sheet(code, dpi, from_edge=2.9), 1.0), dpi) == code


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_sheet_fed_by_another_edge_says_the_same(turns: int) -> None:
    """It is read from its edge inwards, whichever edge went first."""
    page = np.ascontiguousarray(np.rot90(scanned(patch_sheet("T")), turns))
    assert patch_code_in(page, 300) == "T"


def test_what_is_no_patch_is_none(tmp_path: Path) -> None:
    """Not papers, not bars that are too short, not one bar too many."""
    papers = draw_papers(tmp_path)
    for path in (papers.birth_extract, *papers.diploma, papers.card):
        with Image.open(path) as picture:
            assert patch_code_in(np.asarray(picture.convert("L")), 300) is None
    assert patch_code_in(scanned(patch_sheet("T", length=0.4)), 300) is None
    five = patch_sheet("T")
    five[round(1.38 * 300) : round(1.46 * 300), 900:1500] = 20
    assert patch_code_in(scanned(five), 300) is None

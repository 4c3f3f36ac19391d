"""A paper laid anywhere on the glass comes out as large as it is, to half a per cent."""

import io
import math

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from scanners.clean_up import clean_up, propose_clean_up
from scanners.paper_finding import find_papers
from scanners.png import encode_png
from scanners.values import ScanOptions
from station.scan_profiles import PAPER_SIZES, PAPER_STEPS, on_paper

DPI = 200
_PAPER, _LIDS = (236, 232, 224), {"black": 25, "grey": 120, "white": 206}


def glass_with(
    size_mm: tuple[float, float], degrees: float, lid: int, *, round_mm: float = 0.0
) -> NDArray[np.uint8]:
    """A glass 12 mm larger to each side, RGB, with a written sheet in its middle, turned.

    The sheet has two red marks on its longer axis, six tenths of it apart.
    """
    mm = DPI / 25.4
    width, height = (length * mm for length in size_mm)
    wide, tall = (round(length + 24 * mm) for length in (width, height))
    fine = 4  # drawn as fine, so that a side lies where it is said to a fraction of a pixel
    sheet = np.full((tall * fine, wide * fine, 3), lid, np.uint8)
    left, top = (wide - width) / 2 * fine, (tall - height) / 2 * fine
    corner = int(round_mm * mm * fine)
    low, high = (round(left), round(top)), (round(left + width * fine), round(top + height * fine))
    cv2.rectangle(sheet, low, (high[0] - 1, high[1] - 1), _PAPER, -1)
    for x, y in ((0, 0), (0, 1), (1, 0), (1, 1)) if corner else ():
        at = (low[0] if x == 0 else high[0] - corner, low[1] if y == 0 else high[1] - corner)
        sheet[at[1] : at[1] + corner, at[0] : at[0] + corner] = lid
        x_middle = low[0] + corner if x == 0 else high[0] - corner
        y_middle = low[1] + corner if y == 0 else high[1] - corner
        cv2.circle(sheet, (x_middle, y_middle), corner, _PAPER, -1)
    for row in range(2, 18):
        y = round(top + height * fine * row / 20)
        start, end = (round(left + width * fine * share) for share in (0.12, 0.82))
        for x in range(start, end, 9 * fine):
            cv2.line(sheet, (x, y), (x + 4 * fine, y - 8 * fine), (50, 50, 60), 2 * fine)
    for share in (0.2, 0.8):
        along = (0.5, share) if height > width else (share, 0.5)
        at = (round(left + width * fine * along[0]), round(top + height * fine * along[1]))
        cv2.circle(sheet, at, 6 * fine, (210, 20, 30), -1)
    turn = cv2.getRotationMatrix2D((wide * fine / 2, tall * fine / 2), degrees, 1.0)
    turned = cv2.warpAffine(sheet, turn, (wide * fine, tall * fine), borderValue=(lid,) * 3)
    small = cv2.resize(turned, (wide, tall), interpolation=cv2.INTER_AREA).astype(np.float32)
    grain = np.random.default_rng(7).standard_normal((tall, wide, 1)) * 3
    return np.asarray((small + grain).clip(0, 255), np.uint8)


@pytest.mark.parametrize("lid", _LIDS.values(), ids=list(_LIDS))
@pytest.mark.parametrize("degrees", [0.0, -3.3])
@pytest.mark.parametrize("paper", ["id-1", "passport", "land-certificate", "a4"])
def test_a_paper_on_the_glass_is_cut_out_at_its_size(paper: str, degrees: float, lid: int) -> None:
    """Lying level or not, under any lid: the page has the paper's width and height to 0.5 %."""
    size_mm = PAPER_SIZES[paper]
    glass = glass_with(size_mm, degrees, lid, round_mm=3.2 if paper == "id-1" else 0.0)

    cleaned = clean_up(encode_png(glass, DPI, rgb=True), DPI, PAPER_STEPS)

    assert cleaned is not None
    assert cleaned.done.degrees == pytest.approx(-degrees, abs=0.15)
    got = (cleaned.picture.width, cleaned.picture.height)
    for side, length in zip(got, size_mm, strict=True):
        assert side / DPI * 25.4 == pytest.approx(length, rel=0.005)
    with Image.open(io.BytesIO(cleaned.picture.data)) as picture:
        assert round(picture.info["dpi"][0]) == DPI
        pixels = np.asarray(picture.convert("RGB"), np.int16)
    apart = math.dist(*_marks(pixels)) / DPI * 25.4
    assert apart == pytest.approx(0.6 * max(size_mm), rel=0.005)


def _marks(pixels: NDArray[np.int16]) -> NDArray[np.float64]:
    red = pixels[:, :, 0] - pixels[:, :, 1:].max(axis=2) > 90
    _, _, stats, middles = cv2.connectedComponentsWithStats(red.astype(np.uint8))
    spots = np.flatnonzero(stats[:, cv2.CC_STAT_AREA] > 60)[1:]
    assert len(spots) == 2
    return np.asarray(middles[spots])


def test_a_torn_side_is_still_the_side() -> None:
    """A piece torn out of an edge, and dust on the lid, are outvoted; nothing else is lost."""
    size_mm = PAPER_SIZES["passport"]
    glass = glass_with(size_mm, 0.0, 25)
    tall, wide = glass.shape[:2]
    mm = DPI / 25.4
    left, right = (wide - size_mm[0] * mm) / 2, (wide + size_mm[0] * mm) / 2
    cv2.circle(glass, (round(right), tall // 2), round(4 * mm), (25, 25, 25), -1)
    for y in range(round(15 * mm), round(30 * mm), round(3 * mm)):
        cv2.circle(glass, (round(left - 0.8 * mm), y), 1, _PAPER, -1)

    (paper,) = find_papers(glass, DPI)

    assert paper.exact
    across = np.ptp(paper.outline[:, 0]) / mm
    assert across == pytest.approx(size_mm[0], rel=0.005)


def test_a_round_paper_has_no_sides() -> None:
    """Its outline is right to a millimetre, and it is not made out to be a rectangle."""
    glass = np.full((900, 900, 3), 30, np.uint8)
    cv2.circle(glass, (450, 450), 300, _PAPER, -1)

    (paper,) = find_papers(glass, DPI)

    assert not paper.exact
    assert paper.outline.min() > 140


def test_paper_that_looks_like_the_lid_is_left_whole() -> None:
    """Nothing is claimed of it, and so nothing of it is lost."""
    glass = glass_with(PAPER_SIZES["a4"], 0.0, 234)

    assert propose_clean_up(encode_png(glass, DPI, rgb=True), DPI, PAPER_STEPS) is None


def test_a_page_of_bits_is_cut_and_not_turned() -> None:
    """Black lid around it goes; every stroke stays as it was."""
    glass = glass_with(PAPER_SIZES["passport"], 0.0, 25)
    bits = np.where(glass.min(axis=2) > 128, 255, 0).astype(np.uint8)

    cleaned = clean_up(encode_png(bits, DPI, bitonal=True), DPI, PAPER_STEPS)

    assert cleaned is not None
    x, y, width, height = cleaned.done.box
    with Image.open(io.BytesIO(cleaned.picture.data)) as picture:
        assert picture.mode == "1"
        kept = np.asarray(picture.convert("L"))
    assert (kept == bits[y : y + height, x : x + width]).all()
    for pixels, length in zip((width, height), PAPER_SIZES["passport"], strict=True):
        assert pixels / DPI * 25.4 == pytest.approx(length, rel=0.005)


def test_a_small_paper_gets_room_and_is_looked_for() -> None:
    """Nobody lays a card right into the corner; A4 and A3 fill their glass."""
    for paper, (width, height) in PAPER_SIZES.items():
        options = on_paper(ScanOptions(), paper)
        assert options.area_mm is not None
        small = paper not in ("a4", "a3")
        assert options.find_paper == small
        assert options.area_mm == ((width + 15, height + 15) if small else (width, height))
    detected = on_paper(ScanOptions(area_mm=(1.0, 1.0)), "detected")
    assert (detected.area_mm, detected.find_paper) == (None, True)
    assert on_paper(detected, None) == ScanOptions()

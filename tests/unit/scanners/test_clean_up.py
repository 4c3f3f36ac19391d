"""Clean-up makes a page level, cut, evenly lit and white, and takes nothing from it."""

import io
import math

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms

from scanners.clean_up import CleanedPage, CleanUpSteps, clean_up, propose_clean_up
from scanners.paper_finding import find_papers
from scanners.png import encode_png
from scanners.skew import skew

DPI = 150
A4 = (1240, 1754)  # width and height in pixels at 150 dpi

Pixels = NDArray[np.uint8]


def paper(seed: int = 1, tone: tuple[int, int, int] = (246, 243, 236)) -> Pixels:
    """A sheet of text, RGB, with a red seal, a faint stamp, a pencil line and two marks."""
    width, height = A4
    sheet = np.full((height, width, 3), tone, np.uint8)
    rng = np.random.default_rng(seed)
    for line in range(34):
        x = 130
        while x < width - 230:
            word = int(rng.integers(20, 90))
            y = 260 + line * 32
            for letter in range(x, x + word, 9):
                cv2.line(sheet, (letter, y), (letter + 4, y - 14), (40, 40, 40), 2)
            x += word + 14
    cv2.circle(sheet, (850, 1480), 95, (205, 60, 70), 5)
    cv2.circle(sheet, (330, 1500), 80, tuple(level - 9 for level in tone), 6)
    cv2.line(sheet, (520, 1600), (700, 1600), tuple(level - 22 for level in tone), 2)
    for at in (200, 1000):  # 800 pixels apart: 135.5 mm
        cv2.circle(sheet, (at, 140), 8, (0, 0, 160), -1)
    return sheet


def scanned(
    sheet: Pixels, degrees: float = 0.0, lid: int = 205, shadow: float = 0.0, grain: float = 3.0
) -> bytes:
    """The sheet as scanned, turned counter-clockwise, in light that falls off to the right."""
    height, width = sheet.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    page = cv2.warpAffine(sheet, turn, (width, height), borderValue=(lid,) * 3).astype(np.float32)
    page *= np.linspace(1, 1 - shadow, width, dtype=np.float32)[None, :, None]
    noise = np.random.default_rng(5).standard_normal((height, width, 1)).astype(np.float32)
    return encode_png((page + noise * grain).clip(0, 255).astype(np.uint8), DPI, rgb=True)


def pixels_of(cleaned: CleanedPage | None) -> NDArray[np.int16]:
    """What came out, RGB."""
    assert cleaned is not None
    with Image.open(io.BytesIO(cleaned.picture.data)) as picture:
        return np.asarray(picture.convert("RGB"), np.int16)


def marks(pixels: NDArray[np.int16]) -> list[tuple[float, float]]:
    """The middles of the blue marks, from left to right."""
    blue = pixels[:, :, 2] - pixels[:, :, :2].max(axis=2) > 90
    _, _, stats, middles = cv2.connectedComponentsWithStats(blue.astype(np.uint8))
    spots = np.flatnonzero(stats[:, cv2.CC_STAT_AREA] > 60)[1:]
    return sorted((float(x), float(y)) for x, y in middles[spots])


@pytest.mark.parametrize("degrees", [-3.2, -0.6, 1.7])
def test_a_skewed_page_is_made_level_at_its_own_size(degrees: float) -> None:
    """Marks that were level on the paper are level again, and as far apart to 0.5 %."""
    cleaned = clean_up(scanned(paper(), degrees), DPI, CleanUpSteps())

    (x0, y0), (x1, y1) = marks(pixels_of(cleaned))
    assert abs(math.degrees(math.atan2(y1 - y0, x1 - x0))) < 0.15
    assert math.hypot(x1 - x0, y1 - y0) == pytest.approx(800, rel=0.005)
    assert cleaned is not None
    assert cleaned.done.degrees == pytest.approx(-degrees, abs=0.15)


def test_the_same_scan_gives_the_same_bytes() -> None:
    """Made again from the original, the working picture is the one that was signed."""
    scan = scanned(paper(), 1.2, shadow=0.2)
    first, second = (clean_up(scan, DPI, CleanUpSteps()) for _ in range(2))

    assert first is not None
    assert second is not None
    assert first.picture.data == second.picture.data


def contrast(pixels: NDArray[np.int16], mask: NDArray[np.bool_]) -> float:
    """By how much the masked places are darker than the paper about them, in levels."""
    near = cv2.dilate(mask.astype(np.uint8), np.ones((41, 41), np.uint8)).astype(bool)
    about = near & ~cv2.dilate(mask.astype(np.uint8), np.ones((9, 9), np.uint8)).astype(bool)
    grey = pixels.mean(axis=2)
    return float(np.median(grey[about]) - grey[mask].mean())


@pytest.mark.parametrize(
    ("middle", "radius", "width"),
    [((850, 1480), 95, 5), ((330, 1500), 80, 6)],
    ids=["seal", "faint"],
)
def test_seal_and_faint_stamp_stand_out_as_before(
    middle: tuple[int, int], radius: int, width: int
) -> None:
    """What is paler than the paper beside it stays so: nothing is pushed to white."""
    scan = scanned(paper(), shadow=0.15)
    mask = np.zeros(A4[::-1], np.uint8)
    cv2.circle(mask, middle, radius, 1, width - 2)
    with Image.open(io.BytesIO(scan)) as picture:
        before = contrast(np.asarray(picture, np.int16), mask > 0)

    after = pixels_of(clean_up(scan, DPI, CleanUpSteps(level=False, crop=False)))

    assert before > 5
    assert contrast(after, mask > 0) >= 0.95 * before


def test_a_pencil_line_and_the_seals_colour_stay() -> None:
    """The line is as dark against its paper, the seal is as red."""
    scan = scanned(paper())
    line = np.zeros(A4[::-1], np.uint8)
    cv2.line(line, (520, 1600), (700, 1600), 1, 1)
    with Image.open(io.BytesIO(scan)) as picture:
        before = np.asarray(picture, np.int16)
    after = pixels_of(clean_up(scan, DPI, CleanUpSteps(level=False, crop=False)))
    ring = np.zeros(A4[::-1], np.uint8)
    cv2.circle(ring, (850, 1480), 95, 1, 3)

    assert contrast(after, line > 0) >= 0.95 * contrast(before, line > 0)
    red = [float((p[:, :, 0] - p[:, :, 1])[ring > 0].mean()) for p in (before, after)]
    assert red[1] == pytest.approx(red[0], rel=0.1)


def test_uneven_light_becomes_even_and_paper_white() -> None:
    """The paper's sides differ by little, and by no tint; it is not burnt out either."""
    after = pixels_of(clean_up(scanned(paper(), shadow=0.3), DPI, CleanUpSteps()))

    left, right = (np.median(after[300:1400, x : x + 30], axis=(0, 1)) for x in (40, 1170))
    assert np.abs(left - right).max() <= 4
    assert np.ptp(left) <= 4
    assert 240 <= left.mean() <= 252
    assert (after.min(axis=2) == 255).mean() < 0.02


def test_a_printed_frame_is_no_shadow() -> None:
    """A band from edge to edge of a diploma keeps its colour, also where it is dark all along."""
    for colour in ((40, 60, 130), (190, 40, 50)):
        framed = paper(tone=(240, 240, 238))
        for left, right in ((60, 100), (1140, 1180)):
            framed[:, left:right] = colour
        after = pixels_of(clean_up(scanned(framed, shadow=0.05), DPI, CleanUpSteps()))
        band = np.median(after[200:1600, 70:90], axis=(0, 1))
        assert np.abs(band - np.array(colour) * 250 / 240).max() <= 10


@pytest.mark.parametrize(
    ("tone", "stays"),
    [
        ((240, 198, 204), True),
        ((205, 235, 210), True),
        ((250, 240, 170), True),
        ((235, 222, 190), False),
    ],
    ids=["pink", "green", "yellow", "yellowed"],
)
def test_coloured_paper_keeps_its_colour(tone: tuple[int, int, int], stays: bool) -> None:
    """A pink certificate is pink; paper that age has yellowed becomes white."""
    done = propose_clean_up(scanned(paper(tone=tone), 1.0), DPI, CleanUpSteps())

    assert done is not None
    assert (done.paper is None) == stays


def test_a_card_on_the_glass_is_cut_out_and_turned() -> None:
    """A small paper that lies askew comes out level, whole, and at its size."""
    glass = np.full((1754, 1240, 3), 30, np.uint8)
    box = cv2.boxPoints(((600, 700), (506, 319), -12.0)).astype(np.int32)  # ID-1 at 150 dpi
    cv2.fillConvexPoly(glass, box, (225, 235, 228))

    cleaned = clean_up(
        encode_png(glass, DPI, rgb=True), DPI, CleanUpSteps(light=False, white=False)
    )

    assert cleaned is not None
    assert cleaned.picture.width == pytest.approx(506, abs=12)
    assert cleaned.picture.height == pytest.approx(319, abs=12)


def test_two_papers_on_one_glass_are_told_apart() -> None:
    """Each has its own box; a printed frame or a photo on a page is no paper."""
    glass = np.full((1754, 1240, 3), 60, np.uint8)
    glass[120:700, 150:1000] = 240
    glass[900:1600, 200:900] = 235
    found = find_papers(glass, DPI)
    assert [tuple(round(side / 20) for side in each.box) for each in found] == [
        (7, 6, 43, 29),
        (10, 45, 35, 35),
    ]
    framed = paper()
    cv2.rectangle(framed, (60, 60), (1180, 1690), (90, 30, 40), 6)
    framed[200:500, 900:1130] = 90
    assert find_papers(framed, DPI) == ()


def test_a_good_page_and_a_page_of_bits_are_left_alone() -> None:
    """Nothing worth doing is not done: not a pixel is computed anew."""
    white = paper(tone=(252, 252, 252))
    assert clean_up(scanned(white, grain=0.5), DPI, CleanUpSteps()) is None
    bits = encode_png(np.where(paper() > 128, 255, 0).astype(np.uint8)[:, :, 0], DPI, bitonal=True)
    assert clean_up(bits, DPI, CleanUpSteps()) is None


def test_a_page_without_lines_is_not_turned() -> None:
    """A blank side and a photograph tell nothing."""
    assert skew(np.full((1754, 1240), 240, np.uint8), DPI) is None
    photo = cv2.resize(
        np.random.default_rng(3).integers(0, 256, (40, 30), np.uint8),
        A4,
        interpolation=cv2.INTER_CUBIC,
    )
    assert skew(photo, DPI) is None


def test_a_page_of_the_other_modes_comes_through() -> None:
    """Grey stays grey; a colour profile and the resolution stay."""
    grey = cv2.cvtColor(paper(), cv2.COLOR_RGB2GRAY)
    turn = cv2.getRotationMatrix2D((A4[0] / 2, A4[1] / 2), 1.5, 1.0)
    grey = cv2.warpAffine(grey, turn, A4, borderValue=(120,))
    cleaned = clean_up(encode_png(grey, DPI), DPI, CleanUpSteps())
    assert cleaned is not None
    with Image.open(io.BytesIO(cleaned.picture.data)) as picture:
        assert picture.mode == "L"
        assert round(picture.info["dpi"][0]) == DPI

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    file = io.BytesIO()
    Image.open(io.BytesIO(scanned(paper(), 1.5))).save(file, "PNG", icc_profile=profile)
    cleaned = clean_up(file.getvalue(), DPI, CleanUpSteps())
    assert cleaned is not None
    with Image.open(io.BytesIO(cleaned.picture.data)) as picture:
        assert picture.info["icc_profile"] == profile


@pytest.mark.parametrize("size", [(1, 1), (3, 400), (30, 20)])
def test_odd_pictures_do_no_harm(size: tuple[int, int]) -> None:
    """A page of one pixel, or a strip, is answered for."""
    clean_up(encode_png(np.full((*size, 3), 128, np.uint8), 300), 300, CleanUpSteps())

"""What spoils a scan is told at once, and of good scans nothing is said."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from scanners.page_evidence import evidence_of
from scanners.page_flaws import BLURRED, CUT, FINGER, FOLD, GLARE, SHADOW
from station.demo.papers import draw_papers

Pixels = NDArray[np.uint8]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[Pixels]:
    """The demo's papers as an office scanner sees them, RGB at 300 dpi."""
    drawn = draw_papers(tmp_path_factory.mktemp("papers"))
    return [read_rgb(path) for path in (drawn.birth_extract, *drawn.diploma, drawn.card)]


def read_rgb(path: Path) -> Pixels:
    """A picture file's pixels."""
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB"), np.uint8)


def lit(page: Pixels, light: NDArray[np.float64]) -> Pixels:
    """The page under a light of 0 to 1, which may differ from place to place."""
    return np.asarray(np.clip(page * light, 0, 255), np.uint8)


def blurred(page: Pixels) -> Pixels:
    """Out of focus by a third of a millimetre."""
    return np.asarray(cv2.GaussianBlur(page, (0, 0), 4), np.uint8)


def shadowed(page: Pixels) -> Pixels:
    """The lid stood open at the left."""
    return lit(page, np.minimum(1, np.linspace(0.45, 3.45, page.shape[1]))[None, :, None])


def folded(page: Pixels) -> Pixels:
    """A fold across, a little more than a third down."""
    lines = np.arange(page.shape[0])
    shade = 0.16 * np.exp(-(((lines - 0.37 * len(lines)) / 14) ** 2))
    return lit(page, 1 - shade[:, None, None])


def fingered(page: Pixels) -> Pixels:
    """A finger reaches in from the left."""
    held = page.copy()
    cv2.ellipse(held, (0, page.shape[0] * 3 // 5), (260, 110), 8, 0, 360, (196, 146, 120), -1)
    return np.asarray(cv2.GaussianBlur(held, (0, 0), 1), np.uint8)


def glaring(page: Pixels) -> Pixels:
    """A lamp is mirrored in a laminated page, which is darker for it."""
    y, x = np.mgrid[: page.shape[0], : page.shape[1]]
    away = np.hypot(x - page.shape[1] * 0.4, y - page.shape[0] * 0.3) / 220
    light = np.clip(1.8 - away, 0, 1)[:, :, None]
    return np.asarray(page * 0.85 * (1 - light) + 255 * light, np.uint8)


def cut(page: Pixels) -> Pixels:
    """The paper lay too far to one side."""
    return np.ascontiguousarray(page[:, : page.shape[1] * 62 // 100])


def smaller(page: Pixels) -> Pixels:
    """The same at 200 dpi."""
    return np.asarray(cv2.resize(page, None, fx=2 / 3, fy=2 / 3, interpolation=cv2.INTER_AREA))


def test_good_pages_are_left_alone(papers: list[Pixels]) -> None:
    """Nothing is said of what an office scanner gives, in colour or grey, at 300 or 200 dpi."""
    for page in papers:
        gray = np.asarray(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), np.uint8)
        assert evidence_of(page, 300).warnings == ()
        assert evidence_of(gray, 300).warnings == ()
        assert evidence_of(smaller(page), 200).warnings == ()


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (blurred, BLURRED),
        (shadowed, SHADOW),
        (folded, FOLD),
        (fingered, FINGER),
        (glaring, GLARE),
        (cut, CUT),
    ],
)
def test_each_flaw_has_its_code(
    papers: list[Pixels], spoil: Callable[[Pixels], Pixels], code: str
) -> None:
    """What spoils a page is told, and nothing else beside it, in colour at 300 and 200 dpi."""
    for page in papers[:3:2]:
        spoilt = spoil(page)
        assert evidence_of(spoilt, 300).warnings == (code,)
        if code != BLURRED:  # fewer pixels hide what is out of focus
            assert evidence_of(smaller(spoilt), 200).warnings == (code,)


def test_black_and_white_is_not_blamed_for_its_hard_edges(papers: list[Pixels]) -> None:
    """A bitonal page shows neither blur nor shade."""
    gray = cv2.cvtColor(blurred(shadowed(papers[0])), cv2.COLOR_RGB2GRAY)
    page = np.where(gray > 128, 255, 0).astype(np.uint8)
    assert evidence_of(page, 300, bitonal=True).warnings == ()

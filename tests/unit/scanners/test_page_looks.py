"""One look at a page: blank, nearly blank, or something on it."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from scanners.page_looks import look_at, unlikeness

Pixels = NDArray[np.uint8]
PAPER = 240


def scanned(pixels: NDArray[np.number]) -> Pixels:
    """The page with a scanner's noise and light that falls off to one side."""
    width = pixels.shape[1]
    light = np.linspace(0, 20, width)[None, :, None]
    noise = np.random.default_rng(3).normal(0, 5, pixels.shape)
    return np.asarray(np.clip(pixels - light + noise, 0, 255), np.uint8)


def sheet() -> Pixels:
    """Half a sheet of A4 at 300 dpi."""
    return np.full((1754, 2480, 3), PAPER, np.uint8)


def stamp(level: int) -> Pixels:
    """A round stamp, so pale."""
    page = sheet()
    cv2.circle(page, (1200, 900), 250, (PAPER, PAPER, level), 12)
    return page


def line(text: str, size: float) -> Pixels:
    """One line of type."""
    page = sheet()
    cv2.putText(page, text, (300, 900), cv2.FONT_HERSHEY_SIMPLEX, size, (40, 40, 40), 6)
    return page


def show_through() -> Pixels:
    """The other side's lines, mirrored and pale."""
    page = sheet()
    for y in range(200, 1700, 90):
        cv2.putText(
            page, "noi dung mat sau", (200, y), cv2.FONT_HERSHEY_SIMPLEX, 3, (222, 222, 222), 6
        )
    return np.ascontiguousarray(page[:, ::-1])


@pytest.mark.parametrize(
    ("page", "warnings"),
    [
        (sheet(), ("page-blank",)),
        (stamp(PAPER - 25), ("page-nearly-blank",)),
        (show_through(), ("page-nearly-blank",)),
        (line("12", 1.6), ("page-nearly-blank",)),
        (line("Ngay 12 thang 3, ky ten va dong dau", 3.0), ()),
        (np.zeros((1754, 2480, 3), np.uint8), ()),
    ],
    ids=["blank", "faint stamp", "show-through", "page number", "line", "black"],
)
def test_only_a_bare_sheet_is_blank(page: Pixels, warnings: tuple[str, ...]) -> None:
    """A faint stamp, show-through or a page number makes a person look; a line is content."""
    assert warnings == look_at(scanned(page), 300).warnings


def test_the_same_sheet_has_nearly_the_same_fingerprint() -> None:
    """Moved by two millimetres and with other noise: still far nearer than another page."""
    page = line("Giay khai sinh", 6.0)
    cv2.rectangle(page, (200, 1200), (1900, 1500), (30, 30, 160), -1)
    moved = np.roll(page, (24, 24), (0, 1))

    one, again = (look_at(scanned(each), 300).fingerprint for each in (page, moved))
    other = look_at(scanned(np.ascontiguousarray(page[::-1])), 300).fingerprint

    assert unlikeness(one, again) < 60 < unlikeness(one, other)

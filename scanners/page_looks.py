"""What can be told of a page at one look: whether anything is on it, and what it is like.

Both are judged on a reduced picture of about 75 dpi, on which a scanner's noise has averaged out.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

BLANK = "page-blank"
NEARLY_BLANK = "page-nearly-blank"

_WORKING_DPI = 75
_MARGIN = 0.02  # of each side: shadows of the sheet's edge
_PAPER_REACH = 61  # pixels; paper is the brightest thing within it
_FAINT, _DARK = 10, 60  # levels below the paper
_NO_PAPER = 80  # where the brightest is darker than this, ink covers all
_LEAST_SPOT = 6  # pixels together: 0.7 mm²; less is dust
_CONTENT_SHARE = 0.0005  # of the page; about a line of text

_GRID = 16


@dataclass(frozen=True, slots=True)
class PageLook:
    """One look at a page.

    ink: share of the page that is clearly darker than its paper, 0 to 1.
    faint: share that is a little darker: a pale stamp, the other side showing through.
    fingerprint: 64 hex digits that change little when the same sheet is scanned again.
    """

    ink: float
    faint: float
    fingerprint: str

    @property
    def warnings(self) -> tuple[str, ...]:
        """`page-blank`: nothing is on it. `page-nearly-blank`: so little that one must look."""
        if self.ink >= _CONTENT_SHARE:
            return ()
        return (BLANK,) if self.ink == self.faint == 0 else (NEARLY_BLANK,)


def look_at(pixels: MatLike, dpi: int) -> PageLook:
    """Look at a page: (height, width) grey or (height, width, 3), 0 to 255."""
    below, covered = _below_paper(_reduced(pixels, dpi))
    faint = _spots((below > _FAINT) | covered)
    dark = faint & ((below > _DARK) | covered)
    return PageLook(float(dark.mean()), float(faint.mean()), _fingerprint(below))


def unlikeness(one: str, other: str) -> int:
    """In how many of 256 places two fingerprints differ; sheets scanned again: below about 40."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def _reduced(pixels: MatLike, dpi: int) -> Pixels:
    """The darkest channel at 75 dpi: red and blue ink are ink as well."""
    scale = min(1.0, _WORKING_DPI / dpi)
    height, width = pixels.shape[:2]
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    if small.ndim == 3:  # ten times as fast as the least along an axis
        first, second, third = cv2.split(small)
        small = cv2.min(cv2.min(first, second), third)
    return np.asarray(small, np.uint8)


def _below_paper(small: Pixels) -> tuple[Pixels, NDArray[np.bool_]]:
    """How much darker than the paper each place is, and where no paper is to be seen."""
    height, width = small.shape
    top, left = int(height * _MARGIN), int(width * _MARGIN)
    inner = small[top : height - top, left : width - left]
    calm = cv2.medianBlur(np.ascontiguousarray(inner), 3)
    reach = min(_PAPER_REACH, *calm.shape)
    paper = cv2.dilate(calm, np.ones((reach, reach), np.uint8))
    paper = cv2.blur(paper, (reach, reach))
    return np.asarray(cv2.subtract(paper, calm), np.uint8), np.asarray(paper < _NO_PAPER)


def _spots(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Only the places that are larger than dust."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    large = stats[:, cv2.CC_STAT_AREA] >= _LEAST_SPOT
    large[0] = False  # the paper itself
    return np.asarray(large[labels])


def _fingerprint(below: Pixels) -> str:
    """Which of 16 × 16 fields hold more ink than a field of this page does on average."""
    fields = cv2.resize(below, (_GRID, _GRID), interpolation=cv2.INTER_AREA)
    return np.packbits(fields > fields.mean()).tobytes().hex()

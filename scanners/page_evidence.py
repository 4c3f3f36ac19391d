"""What is known of a page when its last line has come: what to look at, and a small picture of it.

All of it is made from lines as they arrive, so that next to nothing is left to do at the last one.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike

from scanners.page_flaws import SharpnessMeter, flaws_of
from scanners.page_looks import look_at
from scanners.reduction import WORKING_DPI, Pixels, Reduction

BAND = 128  # lines that are looked at together
_LONGEST = 384  # pixels of a thumbnail: a faint stamp is still to be seen
_QUALITY = 85


@dataclass(frozen=True, slots=True)
class Evidence:
    """warnings: stable codes such as `page-blank`. thumbnail: a JPEG, at most 384 pixels long."""

    warnings: tuple[str, ...]
    thumbnail: bytes


class EvidenceCollector:
    """Looks at a page while it arrives."""

    def __init__(self, dpi: int, *, bitonal: bool = False) -> None:
        """Begin a page. bitonal: of black and white, which shows neither blur nor shade."""
        self._reduction = Reduction(dpi)
        self._bitonal = bitonal
        self._sharpness = SharpnessMeter(dpi)

    def add(self, band: MatLike) -> None:
        """Take some lines: (lines, width) or (lines, width, 3) in RGB order."""
        self._reduction.add(band)
        if not self._bitonal:
            self._sharpness.add(band)

    def finish(self) -> Evidence:
        """Judge the page of which all lines were added."""
        reduced = self._reduction.picture()
        small = _at_working_size(reduced, self._reduction.dpi)
        warnings = look_at(small, WORKING_DPI).warnings
        if not (self._bitonal or warnings):  # of a blank side nobody wants to know more
            warnings = flaws_of(small, blurred=self._sharpness.blurred())
        return Evidence(warnings, _thumbnail(reduced))


def evidence_of(pixels: MatLike, dpi: int, *, bitonal: bool = False) -> Evidence:
    """Look at a whole page: (height, width), or (height, width, 3) in RGB order."""
    collector = EvidenceCollector(dpi, bitonal=bitonal)
    for top in range(0, pixels.shape[0], BAND):
        collector.add(pixels[top : top + BAND])
    return collector.finish()


def _at_working_size(picture: Pixels, dpi: int) -> Pixels:
    if dpi <= WORKING_DPI:
        return picture
    scale = WORKING_DPI / dpi
    size = (max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def _thumbnail(small: Pixels) -> bytes:
    height, width = small.shape[:2]
    scale = min(1.0, _LONGEST / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    picture = cv2.resize(small, size, interpolation=cv2.INTER_AREA)
    if picture.ndim == 3:
        picture = cv2.cvtColor(picture, cv2.COLOR_RGB2BGR)
    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return data.tobytes()

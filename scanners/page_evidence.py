"""What is known of a page when its last line has come: what to look at, and a small picture of it.

All of it is made from lines as they arrive, so that next to nothing is left to do at the last one.
"""

from dataclasses import dataclass

import cv2
from cv2.typing import MatLike

from scanners.page_looks import look_at
from scanners.reduction import Pixels, Reduction

_LONGEST = 384  # pixels of a thumbnail: a faint stamp is still to be seen
_QUALITY = 85


@dataclass(frozen=True, slots=True)
class Evidence:
    """warnings: stable codes such as `page-blank`. thumbnail: a JPEG, at most 384 pixels long."""

    warnings: tuple[str, ...]
    thumbnail: bytes


class EvidenceCollector:
    """Looks at a page while it arrives."""

    def __init__(self, dpi: int) -> None:
        self._reduction = Reduction(dpi)

    def add(self, band: MatLike) -> None:
        """Take some lines: (lines, width) or (lines, width, 3) in RGB order."""
        self._reduction.add(band)

    def finish(self) -> Evidence:
        """Judge the page of which all lines were added."""
        small = self._reduction.picture()
        return Evidence(look_at(small, self._reduction.dpi).warnings, _thumbnail(small))


def evidence_of(pixels: MatLike, dpi: int) -> Evidence:
    """Look at a whole page: (height, width), or (height, width, 3) in RGB order."""
    collector = EvidenceCollector(dpi)
    collector.add(pixels)
    return collector.finish()


def _thumbnail(small: Pixels) -> bytes:
    height, width = small.shape[:2]
    scale = min(1.0, _LONGEST / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    picture = cv2.resize(small, size, interpolation=cv2.INTER_AREA)
    if picture.ndim == 3:
        picture = cv2.cvtColor(picture, cv2.COLOR_RGB2BGR)
    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return data.tobytes()

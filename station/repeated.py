"""Is this the same sheet again? Asked after a jam, and where a batch may hold a sheet twice.

Three steps, each dearer than the one before: fingerprints that differ in too many places are other
sheets; so are small pictures that cannot be laid over each other; what is left may still be two
papers of one printed form, and only a second look at both tells.
"""

import io
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from offline_store.records import Page
from offline_store.store import Store
from scanners.page_looks import BLANK, NEARLY_BLANK, look_at, unlikeness
from station.page_views import PageViews
from station.recognition.second_look import compare_pictures

# Scans of one sheet, some millimetres and a degree apart, stay below; of other papers, far above.
_ALIKE = 40
# Correlation of small pictures laid over each other: of one sheet above 0.95, of two papers with
# the same seals and headings below 0.82.
_COVERS = 0.88
_STEPS = (cv2.TERM_CRITERIA_COUNT | cv2.TERM_CRITERIA_EPS, 60, 1e-4)
_LONGEST_OVERLAP = 8


@dataclass(frozen=True, slots=True)
class _Small:
    """A page's small picture, grey and softened, and its fingerprint."""

    pixels: NDArray[np.float32]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class RepeatedSheets:
    """Compares pages as they are kept."""

    store: Store
    _seen: dict[str, _Small] = field(default_factory=dict)

    def same(self, one: Page, other: Page) -> bool:
        """Whether both are scans of one side of one sheet; never for blank sides."""
        if {BLANK, NEARLY_BLANK} & {*one.warnings, *other.warnings}:
            return False
        if one.sha256 == other.sha256:
            return True
        first, second = self._small(one), self._small(other)
        if unlikeness(first.fingerprint, second.fingerprint) > _ALIKE:
            return False
        if _cover(first.pixels, second.pixels) < _COVERS:
            return False
        with ExitStack() as copies:
            paths = [
                copies.enter_context(self.store.files.plain_copy(page.sha256))
                for page in (one, other)
            ]
            return compare_pictures(*paths).same

    def _small(self, page: Page) -> _Small:
        if page.sha256 not in self._seen:
            with Image.open(io.BytesIO(PageViews(self.store).thumbnail(page))) as picture:
                grey = np.asarray(picture.convert("L"), np.uint8)
            dpi = max(1, round(page.dpi * grey.shape[1] / page.width))
            soft = cv2.GaussianBlur(grey, (0, 0), 1.0).astype(np.float32)
            self._seen[page.sha256] = _Small(soft, look_at(grey, dpi).fingerprint)
        return self._seen[page.sha256]

    def overlap(self, before: Sequence[Page], new: Sequence[Page]) -> int:
        """How many pages at the start of `new` are the last ones of `before`, scanned again.

        Blank sides count as the same only between others that are.
        """
        for length in range(min(len(before), len(new), _LONGEST_OVERLAP), 0, -1):
            if self._are_the_same(before[-length:], new[:length]):
                return length
        return 0

    def _are_the_same(self, ones: Sequence[Page], others: Sequence[Page]) -> bool:
        proven = False
        for one, other in zip(ones, others, strict=True):
            if BLANK in one.warnings and BLANK in other.warnings:
                continue  # two blank sides prove nothing
            if not self.same(one, other):
                return False
            proven = True
        return proven


def _cover(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """How well one small picture covers the other once it is moved and turned a little, 0 to 1."""
    height, width = one.shape
    moved = cv2.resize(other, (width, height), interpolation=cv2.INTER_AREA)
    shift, _ = cv2.phaseCorrelate(one, moved, cv2.createHanningWindow((width, height), cv2.CV_32F))
    place = np.eye(2, 3, dtype=np.float32)
    place[:, 2] = shift
    try:
        covers, _ = cv2.findTransformECC(one, moved, place, cv2.MOTION_EUCLIDEAN, _STEPS)
    except cv2.error:  # they do not come together
        return 0.0
    return float(covers)

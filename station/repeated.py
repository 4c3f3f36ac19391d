"""Is this the same sheet again? Asked after a jam, and where a batch may hold a sheet twice.

Two steps: fingerprints that differ in too many places are other sheets; those that are alike may
still be two papers of one printed form, and only a second look at both tells.
"""

import io
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

import numpy as np

from offline_store.records import Page
from offline_store.store import Store
from scanners.page_looks import BLANK, NEARLY_BLANK, PageLook, look_at, unlikeness
from scanners.picture_files import open_page_picture
from station.recognition.second_look import compare_pictures

# Scans of one sheet, some millimetres and a degree apart, stay below; of other papers, far above.
_ALIKE = 40
_LONGEST_OVERLAP = 8


@dataclass(frozen=True, slots=True)
class RepeatedSheets:
    """Compares pages as they are kept."""

    store: Store
    _looks: dict[str, PageLook] = field(default_factory=dict)

    def look(self, page: Page) -> PageLook:
        """One look at a page, made once."""
        if page.sha256 not in self._looks:
            self._looks[page.sha256] = self._look(page)
        return self._looks[page.sha256]

    def _look(self, page: Page) -> PageLook:
        picture = open_page_picture(io.BytesIO(self.store.files.read(page.sha256)))
        grey = picture if picture.mode != "1" else picture.convert("L")
        return look_at(np.array(grey, dtype=np.uint8), page.dpi)

    def same(self, one: Page, other: Page) -> bool:
        """Whether both are scans of one side of one sheet; never for blank sides."""
        if {BLANK, NEARLY_BLANK} & {*one.warnings, *other.warnings}:
            return False
        if one.sha256 == other.sha256:
            return True
        if unlikeness(self.look(one).fingerprint, self.look(other).fingerprint) > _ALIKE:
            return False
        with ExitStack() as copies:
            first, second = (
                copies.enter_context(self.store.files.plain_copy(page.sha256))
                for page in (one, other)
            )
            return compare_pictures(first, second).same

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

"""Two papers on one glass: where a side is to be cut in two."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from offline_store.records import PageId
from offline_store.store import Store
from scanners.paper_finding import Box, find_papers
from scanners.picture_files import open_page_picture
from station.pages import Cut


@dataclass(frozen=True, slots=True)
class ProposedSplit:
    """A cut for `EditPages.split`: which way, at how many pixels. papers: the box of each."""

    cut: Cut
    at: int
    papers: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class ProposeSplit:
    """Look for several papers on one side."""

    store: Store

    def __call__(self, page_id: PageId) -> ProposedSplit | None:
        """The first cut that parts them; None where there is one paper, or no lid is to be seen.

        About 0.3 s for A4 at 300 dpi. Cut once, the halves may be asked about again.

        Raises:
            NotFound: there is no such page.
        """
        with self.store.snapshot() as records:
            page = records.dossiers.page(page_id)
        picture = open_page_picture(io.BytesIO(self.store.files.read(page.sha256)))
        grey = picture if picture.mode != "1" else picture.convert("L")
        papers = find_papers(np.asarray(grey, np.uint8), page.dpi)
        return cut_between([paper.box for paper in papers])


def cut_between(boxes: Sequence[Box]) -> ProposedSplit | None:
    """A straight cut that goes through none of the boxes (x, y, width, height) and parts them."""
    for cut, axis in ((Cut.COLUMNS, 0), (Cut.ROWS, 1)):
        reach = 0
        for one, other in pairwise(sorted(boxes, key=lambda box: box[axis])):
            reach = max(reach, one[axis] + one[axis + 2])
            if other[axis] >= reach:
                return ProposedSplit(cut, (reach + other[axis]) // 2, tuple(boxes))
    return None

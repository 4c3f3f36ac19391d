"""Pages: cleaning one up, and looking at one that was looked at before, beside Pillow doing it."""

import io
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.rows import Row
from benchmarks.turns import Stopwatch, in_turn
from offline_store.records import Document, DocumentId, Dossier, DossierId, Page, PageId, Requester
from offline_store.store import Store
from scanners.clean_up import CleanUpSteps, clean_up
from scanners.png import encode_png
from station.demo.papers import draw_papers
from station.demo.sheet import DPI
from station.hanoi_time import utc_now
from station.page_views import PageViews

_SCREEN = 1000  # pixels of a page's longer side on a screen


def measure(runs: int) -> tuple[Row, ...]:
    """A page of the demo, A4 in colour at 300 dpi, as a scanner's PNG."""
    with tempfile.TemporaryDirectory() as folder:
        with Image.open(draw_papers(Path(folder)).birth_extract) as picture:
            scan = encode_png(np.asarray(picture.convert("RGB")), DPI, rgb=True)
        with Store.open(Path(folder) / "home", keyring_wanted=False) as store:
            page = _kept(store, scan)
            cleaned = in_turn(lambda: _cleaned(scan), lambda: _turned(scan), runs)
            viewed = in_turn(lambda: _viewed(store, page), lambda: _reduced(scan), runs)
    return (
        cleaned.time_row("clean up A4 at 300 dpi", "Pillow: open, turn by 0.7°, save as PNG"),
        viewed.time_row("a page for the screen, seen before", "Pillow: open, reduce, save as JPEG"),
    )


def _kept(store: Store, scan: bytes) -> Page:
    page = Page(
        PageId("page"),
        DocumentId("document"),
        1,
        store.files.keep(scan),
        2480,
        3508,
        DPI,
        utc_now(),
    )
    paper = Document(page.document_id, DossierId("dossier"), 1, "Giấy khai sinh", 1)
    dossier = Dossier(paper.dossier_id, "code", Requester("Thử"), utc_now(), (paper,))
    with store.transaction() as records:
        records.dossiers.add(dossier)
        records.dossiers.add_page(page)
    return page


def _cleaned(scan: bytes) -> float:
    with Stopwatch() as watch:
        clean_up(scan, DPI, CleanUpSteps())
    return watch.seconds


def _turned(scan: bytes) -> float:
    with Stopwatch() as watch, Image.open(io.BytesIO(scan)) as picture:
        level = picture.rotate(-0.7, Image.Resampling.BICUBIC, fillcolor="white")
        level.save(io.BytesIO(), "PNG", compress_level=1)
    return watch.seconds


def _viewed(store: Store, page: Page) -> float:
    with Stopwatch() as watch:
        PageViews(store).reduced(page, _SCREEN)
    return watch.seconds


def _reduced(scan: bytes) -> float:
    with Stopwatch() as watch, Image.open(io.BytesIO(scan)) as picture:
        picture.thumbnail((_SCREEN, _SCREEN))
        picture.save(io.BytesIO(), "JPEG", quality=90)
    return watch.seconds

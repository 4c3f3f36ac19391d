"""Capture: what left the feeder is kept, whatever happens next."""

import io
import json
from dataclasses import replace
from pathlib import Path
from threading import Event

import cv2
import numpy as np
import pytest
from PIL import Image

from offline_store.errors import StoreFull
from offline_store.records import Page
from offline_store.store import Store
from scanners.errors import NotAPicture, PaperJam, ScanCancelled
from scanners.picture_files import read_picture_files
from scanners.png import encode_png
from scanners.values import ScanOptions
from station.spooled import spooled_bytes
from tests.left_session import left_session
from tests.quota import Quota, QuotaDriver, quota
from tests.scanner_fixtures import draw_page, draw_pages, read_pixels
from tests.unit.station.desk_parts import Parts, SetClock

__all__ = ["quota"]


@pytest.fixture
def parts(store: Store, tmp_path: Path) -> Parts:
    """Use cases on a new store."""
    return Parts(store, tmp_path / "spool", SetClock())


def _script(folder: Path, pages: int, **more: int) -> str:
    names = [str(path) for path in draw_pages(folder / "paper", pages)]
    script = folder / "scanner.json"
    script.write_text(json.dumps({"pages": names, **more}), "utf-8")
    return f"script:{script}"


def test_pages_before_a_jam_are_kept_in_order(parts: Parts, tmp_path: Path) -> None:
    """The jam is part of the answer; two pages are kept in order, and none is left in the spool."""
    document = parts.received()
    seen: list[Page] = []

    capture = parts.capture(
        document.id, _script(tmp_path, 3, jam_at=3), ScanOptions(), seen.append, Event()
    )

    assert isinstance(capture.stopped, PaperJam)
    kept = parts.document(document).pages
    assert [page.position for page in kept] == [1, 2]
    assert list(capture.pages) == seen
    assert [page.sha256 for page in kept] == [page.sha256 for page in seen]
    assert [parts.store.files.read(page.sha256) != b"" for page in kept] == [True, True]
    assert list(parts.spool.glob("*/*")) == []


def test_pages_before_the_disk_is_full_are_part_of_the_answer(
    parts: Parts, quota: Quota, tmp_path: Path
) -> None:
    """Two pages are kept; the third waits in the spool, and is kept as soon as there is room."""
    document = parts.received()
    device = _script(tmp_path, 4)
    capture = replace(parts.capture, scanner=QuotaDriver(quota, last=3))(
        document.id, device, ScanOptions(), lambda page: None, Event()
    )
    assert isinstance(capture.stopped, StoreFull)
    assert [page.position for page in capture.pages] == [1, 2]

    seen: list[Page] = []
    again = parts.continue_capture(document.id, device, ScanOptions(), seen.append, Event())
    assert isinstance(again.stopped, StoreFull)
    assert (again.pages, again.recovered, seen) == ((), (), [])

    quota.give_back()
    capture = parts.capture(document.id, device, ScanOptions(), seen.append, Event())
    assert [page.position for page in capture.recovered] == [3]
    assert [page.position for page in capture.pages] == [4, 5, 6, 7]
    assert seen == [*capture.recovered, *capture.pages]


def test_a_page_is_cut_to_the_paper_that_was_to_be_found(parts: Parts, tmp_path: Path) -> None:
    """As it comes; the scan itself stays, and undo gives it back. Unasked, nothing is cut."""
    document = parts.received()
    (tmp_path / "in").mkdir()
    card = np.full((1200, 1400, 3), 30, np.uint8)
    card[200:838, 150:1161] = 235  # ID-1 at 300 dpi
    scan = encode_png(card, 300)
    (tmp_path / "in/card.png").write_bytes(scan)
    script = tmp_path / "glass.json"
    script.write_text(json.dumps({"pages": ["in/card.png"], "sources": ["flatbed"]}), "utf-8")
    device, seen = f"script:{script}", list[Page]()

    whole = parts.capture(document.id, device, ScanOptions(), seen.append, Event())
    found = parts.capture(document.id, device, ScanOptions(find_paper=True), seen.append, Event())

    (page,) = found.pages
    assert [each.width for each in seen] == [1400, page.width]
    assert page.dpi == 300
    assert page.width == pytest.approx(1011, abs=2)
    assert page.height == pytest.approx(638, abs=2)
    assert parts.document(document).pages == (*whole.pages, page)
    parts.pages.undo(document.id)
    original = parts.document(document).pages[1]
    assert original.id == page.id
    assert parts.store.files.read(original.sha256) == scan


def test_stop_ends_within_a_page(parts: Parts, tmp_path: Path) -> None:
    """The page that is moving is kept; no further one is begun."""
    document = parts.received()
    stop = Event()

    capture = parts.capture(
        document.id, _script(tmp_path, 3), ScanOptions(), lambda page: stop.set(), stop
    )

    assert isinstance(capture.stopped, ScanCancelled)
    assert len(parts.document(document).pages) == 1


def test_a_page_keeps_a_small_picture_of_itself(parts: Parts, tmp_path: Path) -> None:
    """Captured or recovered after a crash, each page has its evidence, and the spool nothing."""
    document = parts.received()
    folder = left_session(parts.store, parts.spool, document.id)
    (lost,) = draw_pages(tmp_path / "lost", 1)
    (file,) = read_picture_files(lost, folder)  # a crash: the store has not heard of it
    assert file.thumbnail is not None
    small = spooled_bytes(parts.store, file.thumbnail)
    capture = parts.capture(
        document.id, _script(tmp_path, 1), ScanOptions(), lambda page: None, Event()
    )

    (recovered,), (scanned,) = capture.recovered, capture.pages
    assert recovered.thumbnail is not None
    assert parts.store.files.read(recovered.thumbnail) == small
    assert scanned.thumbnail is not None
    with Image.open(io.BytesIO(parts.store.files.read(scanned.thumbnail))) as picture:
        assert (picture.format, max(picture.size) <= 384) == ("JPEG", True)
    assert [page.thumbnail for page in parts.document(document).pages] == [
        recovered.thumbnail,
        scanned.thumbnail,
    ]
    assert not list(parts.spool.rglob("*.thumb"))

    parts.pages.rotate(scanned.id, 90)
    assert parts.document(document).pages[1].thumbnail != scanned.thumbnail
    parts.pages.undo(document.id)
    assert parts.document(document).pages[1].thumbnail == scanned.thumbnail


def test_a_small_picture_that_a_power_cut_spoilt_is_done_without(
    parts: Parts, tmp_path: Path
) -> None:
    """The page itself is recovered; half a small picture is no evidence."""
    document = parts.received()
    (page,) = draw_pages(tmp_path / "in", 1)
    (file,) = read_picture_files(page, left_session(parts.store, parts.spool, document.id))
    assert file.thumbnail is not None
    file.thumbnail.write_bytes(file.thumbnail.read_bytes()[:100])

    (recovered,) = parts.capture.recover(document.id)

    assert recovered.sha256 == file.sha256
    assert recovered.thumbnail is None


def test_sheets_put_in_again_after_a_jam_drop_out(parts: Parts, tmp_path: Path) -> None:
    """Two sheets, moved and noisy as scans are, are known again; undo gives them back."""
    document = parts.received()
    (tmp_path / "in").mkdir()
    papers = [draw_page(tmp_path / f"in/{n}.png", n, (827, 1170)) for n in (1, 2, 3)]
    again = [_scanned_again(paper, tmp_path / f"again-{paper.name}") for paper in papers[:2]]
    parts.import_pages(document.id, tuple(papers[:2]))
    script = tmp_path / "rest.json"
    script.write_text(json.dumps({"pages": [str(path) for path in (*again, papers[2])]}), "utf-8")

    capture = parts.continue_capture(
        document.id, f"script:{script}", ScanOptions(), lambda page: None, Event()
    )

    assert [len(capture.repeated), len(capture.pages)] == [2, 1]
    assert len(parts.document(document).pages) == 3
    parts.pages.undo(document.id)
    assert len(parts.document(document).pages) == 5


def test_another_paper_of_the_same_form_stays(parts: Parts, tmp_path: Path) -> None:
    """A form filled in otherwise looks nearly the same; it is never taken for the same sheet."""
    document = parts.received()
    form = draw_page(tmp_path / "form.png", 1, (827, 1170))
    picture = read_pixels(form)
    cv2.putText(picture, "Le Van B", (450, 1100), cv2.FONT_HERSHEY_SIMPLEX, 1, (40, 30, 30), 2)
    other = tmp_path / "other.png"
    other.write_bytes(encode_png(picture.astype(np.uint8), 300))
    parts.import_pages(document.id, (form,))
    script = tmp_path / "rest.json"
    script.write_text(json.dumps({"pages": [str(other)]}), "utf-8")

    capture = parts.continue_capture(
        document.id, f"script:{script}", ScanOptions(), lambda page: None, Event()
    )

    assert [len(capture.repeated), len(capture.pages)] == [0, 1]


def _scanned_again(paper: Path, target: Path) -> Path:
    """The same sheet a few millimetres and a third of a degree off, with other noise."""
    pixels = read_pixels(paper).astype(np.uint8)
    height, width = pixels.shape[:2]
    moved = cv2.getRotationMatrix2D((width / 2, height / 2), 0.3, 1.0)
    moved[:, 2] += (12, -9)
    again = cv2.warpAffine(pixels, moved, (width, height), borderValue=(250, 250, 250))
    noise = np.random.default_rng(7).normal(0, 3, again.shape)
    again = np.clip(again + noise, 0, 255).astype(np.uint8)
    target.write_bytes(encode_png(again, 300))
    return target


def test_an_import_keeps_pages_before_the_file_that_fails(parts: Parts, tmp_path: Path) -> None:
    """What was read stays; the broken file is named."""
    document = parts.received()
    good = draw_pages(tmp_path / "in", 1)[0]
    bad = tmp_path / "in/letter.jpg"
    bad.write_bytes(b"Dear clerk")

    with pytest.raises(NotAPicture) as refused:
        parts.import_pages(document.id, (good, bad))

    assert refused.value.facts["file"] == "letter.jpg"
    assert len(parts.document(document).pages) == 1
    assert parts.interrupted() == ()


def test_an_import_tells_each_page_and_stops_within_a_file(parts: Parts, tmp_path: Path) -> None:
    """Stopped after the second page of four, two are kept, and nothing waits to be recovered."""
    document = parts.received()
    files = tuple(draw_pages(tmp_path / "in", 4, size=(413, 585)))
    seen: list[Page] = []
    stop = Event()

    def on_page(page: Page) -> None:
        seen.append(page)
        if len(seen) == 2:
            stop.set()

    kept = parts.import_pages(document.id, files, on_page, stop)

    assert list(kept) == seen == list(parts.document(document).pages)
    assert len(seen) == 2
    assert parts.interrupted() == ()


def test_a_picture_without_a_file_is_kept(parts: Parts, tmp_path: Path) -> None:
    """What was copied elsewhere becomes a page like any other, and leaves nothing in clear."""
    document = parts.received()
    data = draw_page(tmp_path / "copied.png", 1, (413, 585)).read_bytes()

    (page,) = parts.import_pages.picture(document.id, data)

    assert parts.store.files.read(page.sha256) == data
    assert list(parts.spool.rglob("*")) == []

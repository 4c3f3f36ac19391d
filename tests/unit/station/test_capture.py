"""Capture: what left the feeder is kept, whatever happens next."""

import json
from pathlib import Path
from threading import Event

import pytest

from offline_store.records import Page
from offline_store.store import Store
from scanners.errors import NotAPicture, PaperJam, ScanCancelled
from scanners.values import ScanOptions
from tests.scanner_fixtures import draw_pages
from tests.unit.station.desk_parts import Parts, SetClock


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


def test_stop_ends_within_a_page(parts: Parts, tmp_path: Path) -> None:
    """The page that is moving is kept; no further one is begun."""
    document = parts.received()
    stop = Event()

    capture = parts.capture(
        document.id, _script(tmp_path, 3), ScanOptions(), lambda page: stop.set(), stop
    )

    assert isinstance(capture.stopped, ScanCancelled)
    assert len(parts.document(document).pages) == 1


def test_pages_left_in_the_spool_are_recovered_once(parts: Parts, tmp_path: Path) -> None:
    """A desk that died between the spool and the store loses no page and doubles none."""
    document = parts.received()
    folder = parts.spool / document.id
    pages = draw_pages(folder, 2)
    first, second = (path.rename(folder / f"page-000{n}.png") for n, path in enumerate(pages, 1))
    # The first page's row was written before the desk died.
    parts.import_pages(document.id, (first,))

    recovered = list(parts.capture.recover(document.id))

    kept = parts.document(document).pages
    assert len(kept) == 2
    assert [page.sha256 for page in recovered] == [kept[1].sha256]
    assert not first.exists()
    assert not second.exists()


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
    assert list(parts.spool.glob("import-*")) == []

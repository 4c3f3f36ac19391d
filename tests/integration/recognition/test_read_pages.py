"""Reading a document's pages while somebody works on them."""

from collections.abc import Iterator
from concurrent.futures import Future, wait
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from offline_store.errors import FileDamaged
from offline_store.records import Page, PageId, Reading, Requester
from offline_store.store import Store
from station.read import ReadPages
from station.recognition.pool import ReadingPool
from tests.integration.recognition.saboteurs import Saboteur
from tests.store_fixtures import store
from tests.unit.station.desk_parts import Parts, SetClock

__all__ = ["store"]


@pytest.fixture
def pool() -> Iterator[ReadingPool]:
    """One process that reads."""
    with closing(ReadingPool(Saboteur(), 1)) as pool:
        yield pool


@pytest.fixture
def parts(store: Store, tmp_path: Path) -> Parts:
    """Use cases on a new store."""
    return Parts(store, tmp_path / "spool", SetClock())


def six(parts: Parts, tmp_path: Path) -> tuple[Page, ...]:
    """The six pages of a new document."""
    document = parts.receive(Requester("Nguyễn Văn An"), "Trích lục khai sinh", 1).documents[0]
    files = [tmp_path / f"{shade}.png" for shade in (10, 20, 30, 40, 50, 60)]
    for file in files:
        Image.new("L", (40, 60), int(file.stem)).save(file, dpi=(300, 300))
    return parts.import_pages(document.id, tuple(files))


def test_what_is_changed_meanwhile_is_read_as_it_is_then(
    parts: Parts, pool: ReadingPool, tmp_path: Path
) -> None:
    """A page turned is read anew, one taken out is not reported, one that comes is read, too."""
    first, _, turned, removed, *_ = six(parts, tmp_path)
    reported: list[PageId] = []
    came: list[PageId] = []

    def on_reading(page_id: PageId, reading: Reading) -> None:
        if not reported:
            parts.pages.rotate(turned.id, 90)
            parts.pages.remove(removed.id)
            extra = tmp_path / "extra.png"
            Image.new("L", (40, 60), 70).save(extra, dpi=(300, 300))
            came.extend(page.id for page in parts.import_pages(first.document_id, (extra,)))
        reported.append(page_id)

    pages = ReadPages(parts.store, pool)(first.document_id, on_reading)

    assert removed.id not in reported
    assert sorted(reported) == sorted(page.id for page in pages)
    assert came[0] in reported
    assert all(page.reading is not None for page in pages)


def test_the_page_looked_at_is_read_next(parts: Parts, pool: ReadingPool, tmp_path: Path) -> None:
    """And those behind it before those that were passed by."""
    pages = six(parts, tmp_path)
    at = [pages[0].id]
    reported: list[PageId] = []

    def on_reading(page_id: PageId, reading: Reading) -> None:
        reported.append(page_id)
        at[0] = pages[4].id

    ReadPages(parts.store, pool)(pages[0].document_id, on_reading, lambda: at[0])

    # One is read and one waits when the clerk turns to the fifth.
    order = [[page.id for page in pages].index(page_id) + 1 for page_id in reported]
    assert order == [1, 2, 5, 6, 3, 4]


class EndedPool(ReadingPool):
    """Lets nobody look before a page's reading has ended, as a busy machine may."""

    def read(self, picture: Path, dpi: int) -> Future[Reading]:
        """Ask, and wait for the answer."""
        job = super().read(picture, dpi)
        wait([job])
        return job


def test_pages_that_ended_meanwhile_are_told_in_their_order(parts: Parts, tmp_path: Path) -> None:
    """Several have ended when we look: the first asked for is the first told."""
    pages = six(parts, tmp_path)
    reported: list[PageId] = []

    with closing(EndedPool(Saboteur(), 2)) as pool:
        ReadPages(parts.store, pool)(
            pages[0].document_id, lambda page_id, reading: reported.append(page_id)
        )

    assert reported == [page.id for page in pages]


def test_a_page_that_cannot_be_read_stops_no_other(
    parts: Parts, pool: ReadingPool, tmp_path: Path
) -> None:
    """Its file is damaged: the others have their words, and then that is told."""
    pages = six(parts, tmp_path)
    broken = parts.store.files.path(pages[1].sha256)
    broken.write_bytes(b"x" * 100)

    with pytest.raises(FileDamaged):
        ReadPages(parts.store, pool)(pages[0].document_id, lambda page_id, reading: None)

    with parts.store.snapshot() as records:
        kept = records.dossiers.document(pages[0].document_id).pages
    assert [page.reading is not None for page in kept] == [True, False, True, True, True, True]

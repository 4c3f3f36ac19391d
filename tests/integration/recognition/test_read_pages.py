"""Reading a document's pages while somebody works on them."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from offline_store.records import PageId, Reading, Requester
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


def test_words_are_not_laid_on_a_picture_that_was_changed_meanwhile(
    store: Store, pool: ReadingPool, tmp_path: Path
) -> None:
    """A page turned or taken out while it is read stays unread, and the rest is read."""
    parts = Parts(store, tmp_path / "spool", SetClock())
    received = parts.receive(Requester("Nguyễn Văn An"), "Trích lục khai sinh", 1)
    document_id = received.documents[0].id
    files = [tmp_path / f"{shade}.png" for shade in (10, 20, 30, 40)]
    for file in files:
        Image.new("L", (40, 60), int(file.stem)).save(file, dpi=(300, 300))
    first, turned, removed, last = parts.import_pages(document_id, tuple(files))
    reported: list[PageId] = []

    def on_reading(page_id: PageId, reading: Reading) -> None:
        # All pages were begun before the first is reported.
        if not reported:
            parts.pages.rotate(turned.id, 90)
            parts.pages.remove(removed.id)
        reported.append(page_id)

    pages = ReadPages(store, pool)(document_id, on_reading)

    assert [first.id, last.id] == reported
    assert {first.id: True, turned.id: False, last.id: True} == {
        page.id: page.reading is not None for page in pages
    }
    again = ReadPages(store, pool)(document_id, lambda page_id, reading: None)
    assert all(page.reading is not None for page in again)

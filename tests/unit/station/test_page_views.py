"""Pages for the screen are made once, kept sealed, and made again whatever becomes of them."""

import io
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from offline_store.made_files import MadeFiles
from offline_store.purge import collect_orphans
from offline_store.records import Page
from offline_store.store import Store
from scanners.png import encode_png
from station.errors import InputInvalid
from station.page_views import TILE, PageViews
from tests.unit.station.desk_parts import Parts, SetClock

WIDTH, HEIGHT = 2501, 3007


def picture() -> NDArray[np.uint8]:
    """A page of smooth colour in which every place is told apart."""
    down, across = np.mgrid[0:HEIGHT, 0:WIDTH]
    return np.stack([across // 10, down // 12, (across + down) // 22], axis=2).astype(np.uint8)


@pytest.fixture
def page(store: Store, tmp_path: Path) -> Page:
    """A large page, kept."""
    path = tmp_path / "page.png"
    path.write_bytes(encode_png(picture(), 600, rgb=True))
    parts = Parts(store, tmp_path / "spool", SetClock())
    return parts.import_pages(parts.received().id, (path,))[0]


def pixels_of(data: bytes) -> NDArray[np.int16]:
    """The pixels of a picture file."""
    with Image.open(io.BytesIO(data)) as opened:
        return np.asarray(opened, np.int16)


def made(store_home: Path) -> list[Path]:
    """The sealed files that were made."""
    return sorted((store_home / "made").glob("*"))


def home_of(store: Store) -> Path:
    """Where the store lies."""
    return store.files.path("0" * 64).parents[2]


def test_a_page_comes_reduced_as_far_as_it_may(store: Store, page: Page) -> None:
    """Large enough for what is asked, and what its pixels are the mean of."""
    views = PageViews(store)

    assert views.steps(page) == (1, 2, 4)
    half = pixels_of(views.reduced(page, 1500))
    quarter = pixels_of(views.reduced(page, 700))
    assert half.shape == (1504, 1251, 3)
    assert quarter.shape == (752, 626, 3)
    assert np.abs(quarter[:-1, :-1] - picture()[2::4, 2::4][:751, :625]).max() < 12
    assert views.reduced(page, 3000) == store.files.read(page.sha256)


def test_tiles_make_up_the_page(store: Store, page: Page) -> None:
    """At full size to the pixel; beyond the edge there is none."""
    views = PageViews(store)
    rows = [
        np.hstack([pixels_of(views.tile(page, 1, column, row)) for column in range(3)])
        for row in range(3)
    ]

    assert np.array_equal(np.vstack(rows), picture())
    assert pixels_of(views.tile(page, 2, 1, 1)).shape == (1504 - TILE, 1251 - TILE, 3)
    for step, column, row in ((1, 3, 0), (1, 0, -1), (2, 2, 0), (3, 0, 0), (8, 0, 0)):
        with pytest.raises(InputInvalid):
            views.tile(page, step, column, row)


def test_the_page_is_decoded_once(store: Store, page: Page) -> None:
    """What is kept is given, sealed on the disk, also when the page's own file is not looked at."""
    views = PageViews(store)
    first = views.reduced(page, 700)
    tile = views.tile(page, 1, 2, 2)
    store.files.path(page.sha256).unlink()

    assert views.reduced(page, 700) == first
    assert views.tile(page, 1, 2, 2) == tile
    assert views.thumbnail(page)
    assert made(home_of(store))
    for path in made(home_of(store)):
        assert path.read_bytes().startswith(b"TRAMSO")


def test_a_damaged_view_is_made_again(store: Store, page: Page) -> None:
    """Nobody notices but by the time it takes."""
    views = PageViews(store)
    first = views.reduced(page, 700)
    for path in made(home_of(store)):
        path.write_bytes(path.read_bytes()[:-1])

    assert views.reduced(page, 700) == first


def test_views_go_when_pages_are_swept(store: Store, page: Page) -> None:
    """No view outlives its page; one that is asked for later is made again."""
    views = PageViews(store)
    first = views.reduced(page, 700)

    collect_orphans(store, SetClock()(), "clerk")

    assert made(home_of(store)) == []
    assert views.reduced(page, 700) == first


def test_a_page_without_a_thumbnail_gets_one(store: Store, page: Page) -> None:
    """Pages that an earlier version kept have none."""
    views = PageViews(store)
    own = views.thumbnail(page)
    bare = Page(page.id, page.document_id, 1, page.sha256, WIDTH, HEIGHT, 600, page.kept_at)

    assert views.thumbnail(bare) == views.thumbnail(bare)
    assert pixels_of(views.thumbnail(bare)).shape == pixels_of(own).shape


def test_the_oldest_views_go_when_there_are_too_many(store: Store, tmp_path: Path) -> None:
    """The limit holds, and the newest is there."""
    folder = tmp_path / "views"
    few = MadeFiles(folder, store.made._keys, limit_bytes=10_000)
    for number in range(12):
        few.keep("ab" * 32, str(number), bytes(1_500))

    assert sum(path.stat().st_size for path in folder.iterdir()) <= 10_000
    assert few.get("ab" * 32, "11") == bytes(1_500)
    assert few.get("ab" * 32, "0") is None

"""Large pages are painted from tiles, to the pixel, however they are turned, and within bounds."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PyQt6.QtCore import QPoint, QRectF, QSize
from PyQt6.QtGui import QImage
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from offline_store.records import Page
from scanners.png import encode_png
from station.bootstrap import Desk
from tests.integration.views.conftest import LIMIT_MS
from views import pictures as pictures_module
from views.jobs import QtJobs
from views.page_picture import turned_box, unturned
from views.page_view import Fit, PageView
from views.pictures import Pictures, Sheet, page_pictures, sheet_of
from views.theme import Theme, ThemeName

WIDTH, HEIGHT = 4200, 5400
SEEN = (700, 500)


def colour_at(x: float, y: float) -> tuple[float, float, float]:
    """The page's colour there: it changes slowly, so that every place is told apart."""
    return x / 17, y / 22, (x + y) / 40


@cache
def _drawn() -> bytes:
    down, across = np.mgrid[0:HEIGHT, 0:WIDTH]
    pixels = np.stack([across / 17, down / 22, (across + down) / 40], axis=2).astype(np.uint8)
    return encode_png(pixels, 600, rgb=True)


@pytest.fixture
def page(desk: Desk, tmp_path: Path) -> Page:
    """A large page, kept."""
    path = tmp_path / "large.png"
    path.write_bytes(_drawn())
    with desk.store.snapshot() as records:
        document = records.dossiers.list()[0].documents[0]
    return desk.import_pages(document.id, (path,))[0]


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[QtJobs]:
    """The drawing thread."""
    jobs = QtJobs(1, "drawing")
    yield jobs
    jobs.close()


@pytest.fixture
def pictures(desk: Desk, jobs: QtJobs) -> Pictures:
    """The pictures of kept pages."""
    return page_pictures(desk, jobs)


@pytest.fixture
def view(pictures: Pictures, qtbot: QtBot) -> PageView:
    """A page view of one size."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    view = PageView(Theme(ThemeName.LIGHT), pictures, Fit.WIDTH)
    qtbot.addWidget(view)
    view.resize(*SEEN)
    view.show()
    return view


def painted(view: PageView) -> QImage:
    """What is seen of the page."""
    viewport = view.viewport()
    assert viewport is not None
    return viewport.grab().toImage()


def assert_as_page(view: PageView, rotation: int, tolerance: float) -> None:
    """Every place that is seen has the colour that the page has there."""
    image, paper = painted(view), view.paper
    turned = (HEIGHT, WIDTH) if rotation % 180 else (WIDTH, HEIGHT)
    for x in range(60, SEEN[0] - 60, 90):
        for y in range(60, SEEN[1] - 60, 90):
            shown = (
                (x + 0.5 - paper.left()) * turned[0] / paper.width(),
                (y + 0.5 - paper.top()) * turned[1] / paper.height(),
            )
            kept = unturned((*shown, 0, 0), (WIDTH, HEIGHT), rotation)
            found = image.pixelColor(QPoint(x, y))
            there = (found.red(), found.green(), found.blue())
            wanted = colour_at(kept[0], kept[1])
            assert np.abs(np.subtract(there, wanted)).max() < tolerance, (x, y, there, wanted)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_every_place_is_where_it_belongs(
    view: PageView, page: Page, qtbot: QtBot, rotation: int
) -> None:
    """The whole, and tiles at two zooms, scrolled anywhere."""
    view.show_page(page.sha256, QSize(page.width, page.height), rotation)
    qtbot.waitUntil(lambda: view.sharp, timeout=LIMIT_MS)
    assert_as_page(view, rotation, 4)

    for steps in (5, 5):
        view.zoom_by(steps)
        across, down = view.horizontalScrollBar(), view.verticalScrollBar()
        assert across is not None
        assert down is not None
        across.setValue(across.maximum() * 2 // 3)
        down.setValue(down.maximum() // 3)
        qtbot.waitUntil(lambda: not view.sharp, timeout=LIMIT_MS)
        qtbot.waitUntil(lambda: view.sharp, timeout=LIMIT_MS)
        assert_as_page(view, rotation, 4)


def test_a_line_is_magnified_sharp(view: PageView, page: Page, qtbot: QtBot) -> None:
    """First from the whole, then from tiles; its width is the page's."""
    view.show_page(page.sha256, QSize(page.width, page.height))
    qtbot.waitUntil(lambda: view.sharp, timeout=LIMIT_MS)
    box = (2000, 3000, 300, 60)
    arrived: list[int] = []
    view.picture_arrived.connect(lambda: arrived.append(1))

    first = view.strip(box)
    qtbot.waitUntil(lambda: bool(arrived), timeout=LIMIT_MS)
    line = view.strip(box)

    assert first.size() == line.size()
    place = view.strip_place(box)
    middle = QPoint(round(sum(place) / 2 * line.width()), line.height() // 2)
    found = line.pixelColor(middle)
    wanted = colour_at(2150, 3030)
    assert abs(found.red() - wanted[0]) < 4
    assert abs(found.green() - wanted[1]) < 4


def test_what_is_kept_stays_within_its_bounds(
    pictures: Pictures, page: Page, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of all tiles of a page as many are kept as the limit has room for, the last ones."""
    from views.pictures import Tile

    limit = 5 * 4 * 1024 * 1024
    monkeypatch.setattr(pictures._tiles, "_limit", limit)
    sheet = sheet_of(page)
    tiles = [Tile(sheet, 1, column, row, 0) for row in range(5) for column in range(4)]
    came: list[QImage] = []
    for tile in tiles:
        pictures.tile(tile, came.append, lambda: True)
    qtbot.waitUntil(lambda: len(came) == len(tiles), timeout=LIMIT_MS)

    kept = [tile for tile in tiles if pictures.kept_tile(tile) is not None]
    assert kept == tiles[-len(kept) :]
    assert 4 <= len(kept) < len(tiles)


def test_what_nobody_looks_at_any_more_is_not_drawn(
    pictures: Pictures, page: Page, qtbot: QtBot
) -> None:
    """A tile that went out of sight before its turn costs nothing and is not kept."""
    from views.pictures import Tile

    came: list[QImage] = []
    tile = Tile(sheet_of(page), 1, 0, 0, 0)
    pictures.tile(tile, came.append, lambda: False)
    qtbot.waitUntil(lambda: bool(came), timeout=LIMIT_MS)

    assert came[0].isNull()
    assert pictures.kept_tile(tile) is None


def test_a_large_page_is_never_held_whole(pictures: Pictures, page: Page, qtbot: QtBot) -> None:
    """What stands for all of it has a screen's pixels, not the paper's."""
    came: list[QImage] = []
    pictures.whole(sheet_of(page), came.append)
    qtbot.waitUntil(lambda: bool(came), timeout=LIMIT_MS)

    assert max(came[0].width(), came[0].height()) >= pictures_module.WHOLE_SIDE
    assert came[0].sizeInBytes() * 3 < page.width * page.height * 4


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_turn_there_and_back(rotation: int) -> None:
    """A box of the kept picture and of the shown one are the same place."""
    box = (30.0, 40.0, 200.0, 50.0)
    size = (WIDTH, HEIGHT)
    shown = turned_box(box, size, rotation)

    assert unturned(shown, size, rotation) == box
    assert QRectF(*shown).width() == (50 if rotation % 180 else 200)
    assert Sheet("x", *size) == Sheet("x", *size)

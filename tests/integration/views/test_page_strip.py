"""The strip of a very long dossier holds pictures of what is in sight, not of all of it."""

from collections.abc import Iterator

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QImage
from pytestqt.qtbot import QtBot

from offline_store.records import DocumentId, Page, PageId
from station.hanoi_time import utc_now
from tests.integration.views.conftest import LIMIT_MS
from views.jobs import QtJobs
from views.page_strip import PageStrip
from views.pictures import Pictures
from views.theme import Theme, ThemeName

PAGES = 500


@pytest.fixture
def drawn() -> list[str]:
    """The keys of the pictures that were drawn."""
    return []


@pytest.fixture
def strip(drawn: list[str], qtbot: QtBot) -> Iterator[PageStrip]:
    """A strip of 500 pages."""
    jobs = QtJobs(1, "drawing")

    def draw(key: str, small: bool) -> QImage:
        drawn.append(key)
        image = QImage(96, 128, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.black)
        return image

    strip = PageStrip(Theme(ThemeName.LIGHT), Pictures(draw, jobs))
    qtbot.addWidget(strip)
    strip.resize(128, 600)
    strip.show_pages(
        tuple(
            Page(PageId(f"p{at}"), DocumentId("d"), at, f"{at:064}", 2480, 3508, 300, utc_now())
            for at in range(1, PAGES + 1)
        )
    )
    strip.show()
    yield strip
    jobs.close()


def pictured(strip: PageStrip) -> set[int]:
    """The rows that have their picture now."""
    return {
        row
        for row in range(strip.count())
        if (item := strip.item(row)) is not None
        and item.icon().cacheKey() != strip._blank.cacheKey()
    }


def test_only_what_is_near_is_drawn(strip: PageStrip, drawn: list[str], qtbot: QtBot) -> None:
    """The first rows at first; after a jump to the end the last ones, and the first give way."""
    qtbot.waitUntil(lambda: 0 in pictured(strip), timeout=LIMIT_MS)
    bar = strip.verticalScrollBar()
    assert bar is not None
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: PAGES - 1 in pictured(strip), timeout=LIMIT_MS)

    assert 0 not in pictured(strip)
    assert len(pictured(strip)) < 40
    assert len(drawn) < 60

    bar.setValue(0)
    qtbot.waitUntil(lambda: 0 in pictured(strip), timeout=LIMIT_MS)
    assert PAGES - 1 not in pictured(strip)

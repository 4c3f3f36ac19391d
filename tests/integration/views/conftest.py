"""A window on a real desk with three documents, without devices."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from PyQt6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import station.copy_signing
from offline_store.records import Reading, Requester, Word
from station.bootstrap import Desk, open_desk
from station.hanoi_time import HANOI
from station.settings import AgencySettings, CopySettings, Settings, StoreSettings
from tests.window_clerk import open_window
from views.window import Window

LIMIT_MS = 60_000
SETTINGS = Settings(
    agency=AgencySettings(name="Phường Thử Nghiệm", code="H26.99.1"),
    store=StoreSettings(keyring=False),
    copy=CopySettings(lookup_url="https://tra-cuu.example/{code}"),
)


@pytest.fixture(scope="session")
def home_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[date], Path]:
    """The home of such a desk, filled once a day: what is of today at midnight is not after it."""

    @cache
    def filled(day: date) -> Path:
        folder = tmp_path_factory.mktemp(f"filled-{day}")
        with closing(open_desk(folder / "desk", settings=SETTINGS)) as desk:
            desk.receive(Requester("Phạm Thị Ngọc Ánh"), "Giấy chứng nhận đăng ký xe", 1)
            for name, compared in (("Nguyễn Văn An", False), ("Trần Thị Bích Hường", True)):
                dossier = desk.receive(Requester(name), "Bằng tốt nghiệp đại học và bảng điểm", 2)
                for page in desk.import_pages(dossier.documents[0].id, (paper(folder / name),)):
                    with desk.store.transaction() as records:
                        records.dossiers.keep_reading(page.id, READING)
                    if compared:
                        desk.compare.mark(page.id)
        return folder / "desk"

    return filled


@pytest.fixture
def desk(
    tmp_path: Path, home_of: Callable[[date], Path], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    """A desk with a received, a scanned and a compared document."""
    # As where no token's software is installed: none is watched for, by a process of its own.
    monkeypatch.setattr(station.copy_signing, "known_libraries", tuple)
    home = tmp_path / "desk"
    shutil.copytree(home_of(datetime.now(HANOI).date()), home)
    with closing(open_desk(home, settings=SETTINGS)) as desk:
        yield desk


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Iterator[Window]:
    """The window on that desk, with nothing running."""
    with open_window(desk, qtbot) as window:
        qtbot.waitUntil(lambda: not window.busy, timeout=LIMIT_MS)
        yield window


def in_front(widget: QWidget, qtbot: QtBot) -> None:
    """Where there is no window manager, nobody else brings it back after a dialog."""
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow, timeout=LIMIT_MS)


READING = Reading(
    "test",
    tuple(
        Word(text, (200 + 280 * at, 300, 240, 60), doubt, 0)
        for at, (text, doubt) in enumerate((("Trích", 0.02), ("lụt", 0.6), ("khai", 0.4)))
    ),
)


def paper(path: Path) -> Path:
    """A drawn page of A6 at 300 dpi."""
    target = path.with_suffix(".png")
    target.write_bytes(_drawn())
    return target


@cache
def _drawn() -> bytes:
    page = Image.new("RGB", (1240, 1748), "white")
    drawing = ImageDraw.Draw(page)
    for row in range(300, 1600, 120):
        drawing.line((200, row, 1100, row), fill="black", width=8)
    png = BytesIO()
    page.save(png, "PNG", dpi=(300, 300))
    return png.getvalue()

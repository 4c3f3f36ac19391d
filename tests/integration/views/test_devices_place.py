"""The devices' place by keys: scanners, a test page, what the desk lacks, the file for support."""

import json
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from station.bootstrap import Desk, open_desk
from station.desk_check import Status
from station.settings import AgencySettings, ScanningSettings, Settings, StoreSettings
from tests.integration.views.conftest import LIMIT_MS, paper
from tests.keyboard import press
from tests.window_clerk import open_window, page
from views.check_names import check_name
from views.pages.devices import DevicesPage
from views.presenters.counter import Place
from views.window import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with two scanners to train with: one that works, one that is jammed."""
    picture = paper(tmp_path / "sheet").name
    scripts = []
    for name, more in (("Good", {}), ("Jammed", {"jam_at": 1})):
        script = tmp_path / f"{name}.json"
        script.write_text(json.dumps({"name": name, "pages": [picture], **more}), "utf-8")
        scripts.append(str(script))
    settings = Settings(
        agency=AgencySettings(name="Phường Thử Nghiệm", code="H26.99.1"),
        scanning=ScanningSettings(practice_scanners=tuple(scripts)),
        store=StoreSettings(keyring=False),
    )
    with closing(open_desk(tmp_path / "desk", settings=settings)) as desk:
        yield desk


@pytest.fixture
def place(window: Window, qtbot: QtBot) -> DevicesPage:
    """The place, gone to by its key, when it has looked."""
    press(window, Qt.Key.Key_F11)
    place = page(window, Place.DEVICES, DevicesPage)
    assert place.isVisible()
    qtbot.waitUntil(lambda: not window.busy, timeout=LIMIT_MS)
    return place


def texts(place: DevicesPage, name: str) -> list[str]:
    """What the scanners' table says of one."""
    rows = place.scanners.rows_model
    (at,) = (i for i, row in enumerate(rows.rows) if row.device.name == name)
    place.scanners.selectRow(at)
    return [str(rows.data(rows.index(at, column))) for column in range(rows.columnCount())]


def test_scanners_show_as_they_answer(tmp_path: Path, qtbot: QtBot) -> None:
    """One that never answers keeps nobody waiting for those before it, and hides none behind it."""
    picture, scripts = paper(tmp_path / "sheet").name, []
    for name in ("Prompt", "Mute", "Behind"):
        script = {"name": name, "pages": [picture], "never_answers": name == "Mute"}
        (tmp_path / f"{name}.json").write_text(json.dumps(script), "utf-8")
        scripts.append(str(tmp_path / f"{name}.json"))
    settings = Settings(
        scanning=ScanningSettings(practice_scanners=tuple(scripts)),
        store=StoreSettings(keyring=False),
    )

    with closing(open_desk(tmp_path / "desk", settings=settings)) as desk:
        desk.scanner.worker._device_limit_s = 5.0
        with open_window(desk, qtbot) as window:
            press(window, Qt.Key.Key_F11)
            rows = page(window, Place.DEVICES, DevicesPage).scanners.rows_model

            def answering() -> set[str]:
                return {row.device.name for row in rows.rows if row.answers}

            qtbot.waitUntil(lambda: answering() == {"Prompt"}, timeout=LIMIT_MS)
            assert window.devices.searching
            qtbot.waitUntil(lambda: answering() == {"Prompt", "Behind"}, timeout=LIMIT_MS)


def test_what_the_desk_lacks_stands_first(place: DevicesPage) -> None:
    """Each finding has its name; what does not work says why and what to do."""
    rows = place.checks.rows_model
    ill = [row for row in rows.rows if row.status is Status.FAIL]
    assert list(rows.rows[: len(ill)]) == ill
    assert {row.id for row in ill} >= {"settings", "token", "numbers"}
    assert all(check_name(row) != row.id for row in rows.rows)
    for at, row in enumerate(rows.rows):
        words = str(rows.data(rows.index(at, 2)))
        assert bool(words) is (row.status is not Status.OK), row.id
        assert "…" not in words
        assert "went wrong" not in words
    assert place.lacks.text() == f"Does not work: {len(ill)}"


def test_a_test_page_says_how_the_scanner_is(
    place: DevicesPage, window: Window, qtbot: QtBot
) -> None:
    """F6 scans one page of the scanner in hand; its size, or what went wrong, stays in its row."""
    assert texts(place, "Good")[1] == "Answers"
    press(place, Qt.Key.Key_F6)
    assert not place.trial.isEnabled()
    qtbot.waitUntil(lambda: not window.busy, timeout=LIMIT_MS)
    assert texts(place, "Good")[3].endswith("105 × 148 mm")
    assert window.messages.messages[0].code == "tried"

    texts(place, "Jammed")
    press(place, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: not window.busy, timeout=LIMIT_MS)
    assert "jam" in texts(place, "Jammed")[3]
    assert window.messages.messages[0].code == "paper-jam"
    with window.desk.store.snapshot() as records:
        assert records.dossiers.list() == ()


def test_the_file_for_support_has_what_was_seen(
    place: DevicesPage, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    """With codes of what is ill; a file that is there is not written over."""
    target = tmp_path / "tramso.zip"
    for _ in range(2):
        place.presenter.save_bundle(target)
        qtbot.waitUntil(lambda: not window.busy, timeout=LIMIT_MS)

    assert [message.code for message in window.messages.messages] == ["target-exists", "saved"]
    with zipfile.ZipFile(target) as bundle:
        checks = json.loads(bundle.read("checks.json"))
    assert {"id": "settings", "status": "fail", "code": "settings-missing"} in checks

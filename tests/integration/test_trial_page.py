"""A trial page: is this scanner fit for work?"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import pytest

from scanners.errors import WorkerLost
from scanners.values import ScanOptions
from scanners.worker_process import ScanWorker
from station.demo.papers import draw_papers
from station.device_book import DeviceBook, RememberingScanner
from station.trial_page import TryScanner
from tests.scanner_fixtures import WORKER, needs_sane, read_pixels, sane_environment
from tests.unit.station.desk_parts import SetClock


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sheet of A4 as an office scanner sees it."""
    return draw_papers(tmp_path_factory.mktemp("papers")).birth_extract


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[RememberingScanner]:
    """The real worker with SANE's device that gives a picture file as a scan."""
    environment = sane_environment(tmp_path / "sane", pnm=True)
    with ScanWorker(WORKER, environment=environment) as worker:
        yield RememberingScanner(worker, DeviceBook(tmp_path / "devices.json", SetClock()))


@needs_sane
def test_it_tells_size_light_and_skew(
    scanner: RememberingScanner, paper: Path, tmp_path: Path
) -> None:
    """An A4 sheet that lies a degree askew is told as that, and what was scanned is gone."""
    pixels = read_pixels(paper)
    height, width = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -1.0, 1.0)
    tilted = cv2.warpAffine(pixels, turn, (width, height), borderValue=(236, 244, 247))
    (tmp_path / "page.ppm").write_bytes(cv2.imencode(".ppm", tilted)[1].tobytes())
    options = ScanOptions(driver_options=(("filename", str(tmp_path / "page.ppm")),))
    level = ScanOptions(driver_options=(("filename", str(tmp_path / "level.ppm")),))
    (tmp_path / "level.ppm").write_bytes(cv2.imencode(".ppm", pixels)[1].tobytes())

    page = TryScanner(scanner)("sane:pnm:0", options)
    before = TryScanner(scanner)("sane:pnm:0", level)

    assert (page.width_mm, page.height_mm, page.dpi) == (210.0, 297.0, 300)
    assert page.light > 220
    assert page.skew_degrees is not None
    assert before.skew_degrees is not None
    assert abs(page.skew_degrees - before.skew_degrees - 1.0) < 0.25
    assert page.warnings == ()
    assert scanner.book.trials["sane:pnm:0"]["skew_degrees"] == before.skew_degrees


def test_a_driver_that_crashes_counts(
    scanner: RememberingScanner, paper: Path, tmp_path: Path
) -> None:
    """The crash score tells IT which driver to be wary of, and falls when the driver works."""
    script = {"pages": [str(paper)]}
    sound, dying = (tmp_path / f"{name}.json" for name in ("sound", "dying"))
    sound.write_text(json.dumps(script))
    dying.write_text(json.dumps({**script, "die_at": 1}))
    options = replace(ScanOptions(), page_limit=1)

    with pytest.raises(WorkerLost):
        TryScanner(scanner)(f"script:{dying}", options)
    assert scanner.book.crashes["script"] == 1
    assert scanner.book.trials[f"script:{dying}"]["error"] == "worker-lost"
    TryScanner(scanner)(f"script:{sound}", options)
    assert scanner.book.crashes["script"] == 0

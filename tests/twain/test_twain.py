"""TWAIN for real: the scan worker in a Windows Python under Wine, and a data source of our own.

The worker is the product's, pytwain is the real one, and so is TWAIN's way from application to
source. What is not here: a vendor's source, and a 32-bit one.
"""

import hashlib
import os
from pathlib import Path

import cv2
import pytest

from scanners.errors import DeviceNotFound, FeederEmpty, OptionRefused, PaperJam
from scanners.values import Mode, ScanOptions, Source
from scanners.worker_process import ScanWorker
from tests.scanner_fixtures import Outcome, collect, draw_page, read_pixels
from tests.twain.windows_python import WindowsPython, missing

pytestmark = [
    pytest.mark.marathon,
    pytest.mark.skipif(os.name == "nt", reason="on Windows, TWAIN is tried by hand"),
    pytest.mark.skipif(bool(missing()), reason="see installer/twain.packages"),
]

DEVICE = "twain:Test Feeder"
SHEETS = ScanOptions(Source.DUPLEX, 300)


@pytest.fixture(scope="session")
def windows_python(tmp_path_factory: pytest.TempPathFactory) -> WindowsPython:
    """One interpreter for all tests."""
    return WindowsPython.make(tmp_path_factory.mktemp("windows"))


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """Three sheets in the feeder."""
    folder = tmp_path / "paper"
    folder.mkdir()
    for number in (1, 2, 3):
        draw_page(folder / f"{number}.bmp", number, (620, 877))
    return folder


def scan(
    windows_python: WindowsPython,
    paper: Path,
    options: ScanOptions = SHEETS,
    *,
    device: str = DEVICE,
    take: int | None = None,
    **environment: str,
) -> Outcome:
    """Scan through a worker of its own."""
    with worker(windows_python, paper, **environment) as running:
        return collect(running, device, options, paper.parent / "spool", take=take)


def worker(windows_python: WindowsPython, paper: Path, **environment: str) -> ScanWorker:
    """A scan worker under Wine."""
    pages = "Z:" + str(paper).replace("/", "\\")
    return ScanWorker(
        (*windows_python.command, "-m", "scanners.worker"),
        environment={
            **windows_python.environment,
            "TRAMSO_TWAIN_PAGES": pages,
            **environment,
        },
    )


def test_the_source_is_found_and_described(windows_python: WindowsPython, paper: Path) -> None:
    """By its product name, with what its capabilities say."""
    with worker(windows_python, paper) as running:
        (device,) = running.find_devices()

    assert (device.id, device.driver) == (DEVICE, "twain")
    assert device.sources == (Source.FLATBED, Source.FEEDER, Source.DUPLEX)
    assert (device.resolutions, device.modes) == ((300,), (Mode.COLOR,))


def test_every_sheet_comes_pixel_for_pixel(windows_python: WindowsPython, paper: Path) -> None:
    """Whole, durable, in order, and nothing else lies in the spool."""
    outcome = scan(windows_python, paper)

    assert outcome.error is None
    for number, page in enumerate(outcome.pages, start=1):
        expected = cv2.imread(str(paper / f"{number}.bmp"))
        assert expected is not None
        assert (read_pixels(page.path) == expected).all()
        assert hashlib.sha256(page.path.read_bytes()).hexdigest() == page.sha256
        assert page.dpi == 300
    spool = sorted(path.name for path in (paper.parent / "spool").iterdir())
    assert spool == [page.path.name for page in outcome.pages]
    assert len(spool) == 3


def test_a_jam_keeps_what_came_before(windows_python: WindowsPython, paper: Path) -> None:
    """Two sheets, then the source's own word for a jam."""
    outcome = scan(windows_python, paper, TRAMSO_TWAIN_JAM="3")

    assert isinstance(outcome.error, PaperJam)
    assert (len(outcome.pages), outcome.error.facts["page"]) == (2, 2)


def test_a_limit_and_a_stop_end_the_batch(windows_python: WindowsPython, paper: Path) -> None:
    """No more pages than asked for; a closed scan leaves only what it gave."""
    limited = scan(windows_python, paper, ScanOptions(Source.FEEDER, 300, page_limit=1))
    stopped = scan(windows_python, paper, take=1)

    assert [len(limited.pages), len(stopped.pages)] == [1, 1]
    assert len(list((paper.parent / "spool").iterdir())) == 2


def test_an_empty_feeder_says_so(windows_python: WindowsPython, paper: Path) -> None:
    """Before the source is asked to move."""
    for sheet in paper.iterdir():
        sheet.unlink()

    assert isinstance(scan(windows_python, paper).error, FeederEmpty)


def test_what_the_source_does_not_take_is_refused(
    windows_python: WindowsPython, paper: Path
) -> None:
    """A resolution it declines, and a source that is not there."""
    refused = scan(windows_python, paper, ScanOptions(Source.FEEDER, 1200))
    unknown = scan(windows_python, paper, device=DEVICE + " II")

    assert isinstance(refused.error, OptionRefused)
    assert isinstance(unknown.error, DeviceNotFound)

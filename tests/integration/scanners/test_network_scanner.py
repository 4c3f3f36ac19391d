"""The practice scanner behind the real airscan: what is fed is what arrives."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from scanners.errors import DeviceFault, DeviceOffline, FeederEmpty
from scanners.practice.escl_scanner import VirtualScanner
from scanners.values import Mode, ScanOptions, Source
from scanners.worker_process import ScanWorker
from tests.scanner_fixtures import (
    WORKER,
    collect,
    draw_pages,
    needs_sane,
    read_pixels,
    sane_environment,
)

pytestmark = needs_sane

DEVICE = "sane:airscan:e0:Practice MFP"
DUPLEX = ScanOptions(source=Source.DUPLEX)


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three sides at 300 dpi."""
    return draw_pages(tmp_path_factory.mktemp("paper"), 3)


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[ScanWorker]:
    """A worker that is given its scanner by `connect`."""
    environment = sane_environment(tmp_path / "sane")
    with ScanWorker(WORKER, environment=environment) as worker:
        yield worker


def connect(tmp_path: Path, scanner: VirtualScanner) -> None:
    """Let the worker's SANE know the scanner; before the worker's first request."""
    sane_environment(tmp_path / "sane", scanner.url)


def test_a_duplex_pile_arrives_as_it_was_fed(
    worker: ScanWorker, paper: list[Path], tmp_path: Path
) -> None:
    """Both sides come, in order, pixel for pixel."""
    with VirtualScanner([paper[:2]]) as scanner:
        connect(tmp_path, scanner)
        outcome = collect(worker, DEVICE, DUPLEX, tmp_path / "spool")

    assert outcome.error is None
    assert len(outcome.pages) == 2
    for fed, page in zip(paper, outcome.pages, strict=False):
        assert (page.width, page.height, page.dpi) == (2480, 3508, 300)
        assert np.array_equal(read_pixels(fed), read_pixels(page.path))


def test_jpeg_pages_arrive_as_they_decode(worker: ScanWorker, tmp_path: Path) -> None:
    """A scanner that sends JPEG loses nothing more on the way."""
    (side,) = draw_pages(tmp_path / "jpeg", 1, ".jpg")
    with VirtualScanner([[side]]) as scanner:
        connect(tmp_path, scanner)
        outcome = collect(worker, DEVICE, DUPLEX, tmp_path / "spool")

    fed = read_pixels(side).astype(int)
    assert np.abs(fed - read_pixels(outcome.pages[0].path)).max() <= 1


def test_one_scan_takes_one_pile_and_the_piles_come_round(
    worker: ScanWorker, paper: list[Path], tmp_path: Path
) -> None:
    """The feeder gives a whole pile, the flatbed its first side, and after the last the first."""
    counts = []
    with VirtualScanner([paper[:1], paper[1:]]) as scanner:
        connect(tmp_path, scanner)
        for source in (Source.FEEDER, Source.DUPLEX, Source.FLATBED, Source.FEEDER):
            options = ScanOptions(source=source, dpi=75, mode=Mode.GRAY)
            outcome = collect(worker, DEVICE, options, tmp_path / "spool")
            counts.append(len(outcome.pages))

    assert counts == [1, 2, 1, 2]


def test_without_refill_the_feeder_runs_empty(
    worker: ScanWorker, paper: list[Path], tmp_path: Path
) -> None:
    """After the last pile there is no paper."""
    options = ScanOptions(source=Source.FEEDER, dpi=75)
    with VirtualScanner([paper[:1]], refill=False) as scanner:
        connect(tmp_path, scanner)
        first = collect(worker, DEVICE, options, tmp_path / "spool")
        second = collect(worker, DEVICE, options, tmp_path / "spool")

    assert first.error is None
    assert isinstance(second.error, FeederEmpty)


def test_an_open_cover_is_a_fault_of_the_device(
    worker: ScanWorker, paper: list[Path], tmp_path: Path
) -> None:
    """Airscan tells no more than an I/O error; once closed, the pile is still there."""
    with VirtualScanner([paper[:1]]) as scanner:
        connect(tmp_path, scanner)
        scanner.cover_open = True
        refused = collect(worker, DEVICE, DUPLEX, tmp_path / "spool")
        scanner.cover_open = False
        taken = collect(worker, DEVICE, DUPLEX, tmp_path / "spool")

    assert isinstance(refused.error, DeviceFault)
    assert len(taken.pages) == 1


def test_an_unplugged_scanner_is_listed_and_offline(
    worker: ScanWorker, paper: list[Path], tmp_path: Path
) -> None:
    """A scanner that does not answer keeps its line, without abilities, and cannot be opened."""
    with VirtualScanner([paper[:1]]) as scanner:
        connect(tmp_path, scanner)
    (device,) = worker.find_devices()
    outcome = collect(worker, DEVICE, DUPLEX, tmp_path / "spool")

    assert (
        device.id,
        device.sources,
        device.resolutions,
        device.modes,
    ) == (DEVICE, (), (), ())
    assert isinstance(outcome.error, DeviceOffline)

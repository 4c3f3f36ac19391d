"""Scan: our worker beside `scanimage --batch` on the same SANE device with the same options."""

import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.counter import TRAMSO
from benchmarks.rows import Row, Spread
from benchmarks.turns import Measured, Stopwatch, alone, cost_rows, in_turn, run
from scanners.practice.escl_scanner import VirtualScanner, sane_config
from scanners.values import Mode, ScanOptions, Source
from scanners.worker_process import ScanWorker
from station.demo.papers import draw_papers
from station.workers import scan_worker_command

_PEER = "scanimage --batch --format=png"
_DPI = 300
_NETWORK_SHEETS = 3


@dataclass(frozen=True, slots=True)
class _Job:
    """One scan, in the words of both programs; pages: what must come of it."""

    what: str
    device: str
    pages: int
    options: ScanOptions
    scanimage: tuple[str, ...]

    def ours(self, worker: ScanWorker, folder: Path) -> float:
        """Scan with a worker that runs already."""
        spool = _empty(folder)
        with Stopwatch() as watch, closing(worker.scan(self.device, self.options, spool)) as pages:
            count = sum(1 for _ in pages)
        self._check(count)
        return watch.seconds

    def peer(self, environment: Mapping[str, str], folder: Path) -> float:
        """Scan with scanimage."""
        seconds, _ = run(self.peer_command(_empty(folder)), environment)
        self._check(len(list(folder.iterdir())))
        return seconds

    def our_command(self, folder: Path) -> list[str]:
        """The whole program, started for this one scan."""
        source = self.options.source or Source.FEEDER
        command = [*TRAMSO, "--home", str(folder / "home"), "scan", "--device", self.device]
        command += ["--source", source.value, "--dpi", str(_DPI), "--mode", "color"]
        for name, value in self.options.driver_options:
            command += ["--option", f"{name}={value}"]
        return [*command, "--out", str(folder / "pages")]

    def peer_command(self, folder: Path) -> list[str]:
        """Scanimage for this one scan."""
        return [
            *("scanimage", "-d", self.device.removeprefix("sane:"), *self.scanimage),
            *("--resolution", str(_DPI), "--mode", "Color", "--format=png"),
            f"--batch={folder / 'page-%04d.png'}",
        ]

    def _check(self, count: int) -> None:
        if count != self.pages:
            raise RuntimeError(f"{self.what}: {count} pages instead of {self.pages}")


def measure(runs: int) -> tuple[Row, ...]:
    """Pages a second from the first call to the last durable page file."""
    if sys.platform == "win32":
        return ()
    with tempfile.TemporaryDirectory(prefix="tramso-bench-") as name:
        folder = Path(name)
        papers = draw_papers(folder / "papers")
        sheets = [papers.birth_extract, *papers.diploma]
        with VirtualScanner([sheets]) as scanner:
            sane_config(folder / "sane", scanner.url, test=True)
            environment = {**os.environ, "SANE_CONFIG_DIR": str(folder / "sane")}
            with ScanWorker(scan_worker_command(), environment=environment) as worker:
                network = next(d.id for d in worker.find_devices() if "airscan" in d.id)
                jobs = (_network_job(network), _test_job())
                return tuple(
                    row for job in jobs for row in _rows(job, worker, environment, folder, runs)
                )


def _network_job(device: str) -> _Job:
    return _Job(
        what=f"network scanner (eSCL), feeder, {_NETWORK_SHEETS} demo papers, A4 colour 300 dpi",
        device=device,
        pages=_NETWORK_SHEETS,
        options=ScanOptions(Source.FEEDER, _DPI, Mode.COLOR),
        scanimage=("--source", "ADF"),
    )


def _test_job() -> _Job:
    # The device's largest sheet; its feeder holds ten.
    return _Job(
        what="SANE's test device, feeder, 10 sheets of 200 x 200 mm, colour pattern, 300 dpi",
        device="sane:test:0",
        pages=10,
        options=ScanOptions(
            Source.FEEDER, _DPI, Mode.COLOR, driver_options=(("test-picture", "Color pattern"),)
        ),
        scanimage=(
            *("--source", "Automatic Document Feeder", "--test-picture", "Color pattern"),
            *("-x", "200", "-y", "200"),
        ),
    )


def _rows(
    job: _Job, worker: ScanWorker, environment: dict[str, str], folder: Path, runs: int
) -> tuple[Row, ...]:
    def ours() -> float:
        return job.ours(worker, folder / "ours")

    def whole_program() -> float:
        return run(job.our_command(_empty(folder / "whole")), environment)[0]

    def peer() -> float:
        return job.peer(environment, folder / "peer")

    if shutil.which("scanimage") is None:
        return (_without_peer(job, ours, runs),)
    rows = [
        in_turn(ours, peer, runs).rate_row(
            f"{job.what}: worker running",
            job.pages,
            "pages",
            _PEER,
            f"the peer starts anew and makes nothing durable; files of a page: "
            f"ours {_mib(folder / 'ours')}, peer {_mib(folder / 'peer')}",
        ),
        in_turn(whole_program, peer, runs).rate_row(
            f"{job.what}: `tramso scan`, whole program", job.pages, "pages", _PEER
        ),
        *cost_rows(
            f"{job.what}: `tramso scan`",
            job.our_command(_empty(folder / "whole")),
            _PEER,
            job.peer_command(_empty(folder / "peer")),
            environment,
        ),
    ]
    return tuple(rows)


def _without_peer(job: _Job, ours: Measured, runs: int) -> Row:
    seconds = alone(ours, runs)
    return Row(
        what=job.what,
        unit="pages/s",
        more_is_better=True,
        ours=Spread.of(tuple(job.pages / each for each in seconds)),
        peer_name="not installed: scanimage",
        ours_s=Spread.of(seconds),
    )


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _mib(folder: Path) -> str:
    sizes = [path.stat().st_size for path in folder.iterdir()]
    return f"{sum(sizes) / len(sizes) / 2**20:.1f} MiB"

"""Capture: sheets from a device to durable pages in the store, beside `scanimage --batch`."""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from unittest.mock import patch

from benchmarks.paper_tray import paper_tray
from benchmarks.rows import Row, Spread
from benchmarks.turns import Stopwatch, Turns, alone, in_turn, run
from scanners.practice.escl_scanner import sane_config
from scanners.sane_driver import SaneDriver
from scanners.sane_side import SaneSide
from scanners.spool import thumbnail_of
from scanners.values import Mode, ScanOptions, Source
from scanners.worker_process import ScanWorker
from station.workers import scan_worker_command

DEVICE = "airscan:e0:Practice MFP"
_SIDES, _MANY_SIDES = 50, 500
_PEER = "scanimage --batch --format=png"
_WHAT = f"{_SIDES} sides, A4 colour 300 dpi, duplex feeder of a network scanner"


def measure(runs: int) -> tuple[Row, ...]:
    """Pages a second, time from a side's last byte to its durable page, and peak memory."""
    if sys.platform == "win32":
        return ()
    with tempfile.TemporaryDirectory(prefix="tramso-bench-") as name:
        folder = Path(name)
        with paper_tray(folder / "papers", _SIDES) as address:
            sane_config(folder / "sane", address)
            environment = {**os.environ, "SANE_CONFIG_DIR": str(folder / "sane")}
            rows = [
                *_begin(folder, environment, runs),
                *_speed(folder, environment, runs),
                _latency(folder, environment),
                _memory(folder, environment, _SIDES, address),
            ]
        with paper_tray(folder / "papers", _MANY_SIDES) as address:
            rows.append(_memory(folder, environment, _MANY_SIDES, address))
        return tuple(rows)


def _speed(folder: Path, environment: dict[str, str], runs: int) -> tuple[Row, ...]:
    what = f"{_WHAT}: spool, checks, sealed store, register of pages"

    def ours() -> float:
        return float(_once(folder, environment, _SIDES)["seconds"])

    def peer() -> float:
        target = folder / "peer"
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        seconds, _ = run(
            [
                *("scanimage", "-d", DEVICE, "--source", "ADF Duplex", "--resolution", "300"),
                *("--mode", "Color", "--format=png", f"--batch={target / 'p%04d.png'}"),
            ],
            environment,
        )
        if len(list(target.iterdir())) != _SIDES:
            raise RuntimeError("the peer gave other pages")
        return seconds

    if shutil.which("scanimage") is None:
        seconds = alone(ours, runs)
        rate = Spread.of(tuple(_SIDES / each for each in seconds))
        return (Row(what, "pages/s", True, rate, "not installed: scanimage"),)
    note = "ours with the worker running; the peer starts anew, and makes nothing durable"
    return (in_turn(ours, peer, runs).rate_row(what, _SIDES, "pages", _PEER, note),)


def _drop(page: Path) -> None:
    page.unlink()
    thumbnail_of(page).unlink(missing_ok=True)


def _begin(folder: Path, environment: dict[str, str], runs: int) -> tuple[Row, ...]:
    """Devices looked for, and one side read, as a clerk does first thing in the morning."""
    options = ScanOptions(Source.DUPLEX, 300, Mode.COLOR, page_limit=1)

    def first_side(worker: ScanWorker) -> float:
        with Stopwatch() as watch:
            if f"sane:{DEVICE}" not in {device.id for device in worker.find_devices()}:
                raise RuntimeError("not found")
            for page in worker.scan(f"sane:{DEVICE}", options, folder / "spool"):
                _drop(page.path)
        return watch.seconds

    def running() -> float:
        return first_side(worker)

    def anew() -> float:
        with ScanWorker(scan_worker_command(), environment=environment) as own:
            return first_side(own)

    def bare() -> float:
        _, said = run([sys.executable, "-m", "benchmarks.bare_scan", DEVICE], environment)
        return float(said)

    what = "device found, one side A4 colour 300 dpi scanned"
    peer = "python-sane: init, get_devices, open, start, snap"
    with ScanWorker(scan_worker_command(), environment=environment) as worker:
        return tuple(
            turns.time_row(
                f"{what}: {kind}",
                peer,
                f"{1000 * _overhead(turns):.0f} ms over the bare call, for a durable, checked page",
            )
            for kind, ours in (("worker running", running), ("worker started for it", anew))
            for turns in (in_turn(ours, bare, runs),)
        )


def _overhead(turns: Turns) -> float:
    return median(ours - peer for ours, peer in zip(turns.ours, turns.peer, strict=True))


def _latency(folder: Path, environment: dict[str, str]) -> Row:
    """In one process, where the moment of the last byte can be seen."""
    read: list[float] = []
    durable: list[float] = []
    with (
        patch.dict(os.environ, environment),
        patch.object(SaneSide, "bands", _noted(SaneSide.bands, read)),
    ):
        options = ScanOptions(Source.DUPLEX, 300, Mode.COLOR)
        scan = SaneDriver().scan(f"sane:{DEVICE}", options, folder / "spool")
        with closing(scan) as pages:
            for page in pages:
                durable.append(perf_counter())
                _drop(page.path)
    waits = sorted(1000 * (done - last) for last, done in zip(read, durable, strict=False))
    return Row(
        f"{_WHAT}: from a side's last byte to its durable page with thumbnail, hash and checks",
        "ms, 95th percentile",
        more_is_better=False,
        ours=Spread.of((waits[int(len(waits) * 0.95)],)),
        note=f"median {waits[len(waits) // 2]:.0f} ms; the next side is read meanwhile",
    )


def _memory(folder: Path, environment: dict[str, str], sides: int, address: str) -> Row:
    """By eSCL directly: sane-airscan itself hoards what a scanner without mechanics gives."""
    said = _once(folder, environment, sides, f"escl:{address}")
    return Row(
        f"{sides} sides by eSCL directly: peak memory of desk and worker together",
        "MiB",
        more_is_better=False,
        ours=Spread.of((said["together_kib"] / 1024,)),
        note="what both share counts once; each alone at its own peak: "
        f"desk {said['desk_kib'] / 1024:.0f}, worker {said['worker_kib'] / 1024:.0f}; "
        f"{sides / said['seconds']:.2f} pages/s",
    )


def _once(
    folder: Path, environment: dict[str, str], sides: int, device: str = f"sane:{DEVICE}"
) -> dict[str, float]:
    home = folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    _, said = run([sys.executable, "-m", "benchmarks.capture_once", str(home), device], environment)
    result: dict[str, float] = json.loads(said.splitlines()[-1])
    if result["pages"] != sides:
        raise RuntimeError(f"{result['pages']} pages instead of {sides}")
    return result


def _noted(call: Callable[..., Iterator[Any]], moments: list[float]) -> Callable[..., Any]:
    """The same, noting each time the moment when the last has come."""

    def noted(*given: Any) -> Iterator[Any]:
        yield from call(*given)
        moments.append(perf_counter())

    return noted

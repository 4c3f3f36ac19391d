"""Scanners for tests: the real worker, real SANE back-ends, and pages of our own in their trays."""

import itertools
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from scanners.errors import ScannerError
from scanners.png import encode_png
from scanners.practice.escl_scanner import sane_config
from scanners.values import PageFile, ScanOptions
from scanners.worker_process import ScanWorker

WORKER = (sys.executable, "-m", "scanners.worker")

SANED = shutil.which("saned", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or "saned"
SANED_PORT = 6566
_NEXT_ADDRESS = itertools.count(1)

needs_sane = pytest.mark.skipif(sys.platform != "linux", reason="SANE is Linux's scanner library")


@dataclass(slots=True)
class Outcome:
    """What came of a scan: the pages given, and what stopped it."""

    pages: list[PageFile] = field(default_factory=list)
    error: ScannerError | None = None


def draw_page(path: Path, number: int, size: tuple[int, int] = (2480, 3508)) -> Path:
    """Draw a page of width and height `size` that tells its number; the name decides the format."""
    width, height = size
    pixels = np.full((height, width, 3), 250, np.uint8)
    for line in range(1, 12):
        cv2.putText(
            pixels,
            f"Page {number} line {line}",
            (width // 10, height * line // 13),
            cv2.FONT_HERSHEY_SIMPLEX,
            width / 600,
            (30, 20, 10 * number),
            max(width // 400, 1),
        )
    cv2.circle(pixels, (width * 3 // 4, height * 3 // 4), width // 8, (40, 40, 220), width // 60)
    if path.suffix == ".png":
        path.write_bytes(encode_png(pixels, 300))
    else:
        assert cv2.imwrite(str(path), pixels)
    return path


def draw_pages(
    folder: Path, count: int, suffix: str = ".png", size: tuple[int, int] = (2480, 3508)
) -> list[Path]:
    """Draw pages 1 to `count` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    return [draw_page(folder / f"side-{n}{suffix}", n, size) for n in range(1, count + 1)]


def sane_environment(
    folder: Path, escl_url: str | None = None, *, pnm: bool = False, test: bool = False
) -> dict[str, str]:
    """Return an environment whose SANE has a configuration of its own under `folder`."""
    sane_config(folder, escl_url, pnm=pnm, test=test)
    return {**os.environ, "SANE_CONFIG_DIR": str(folder)}


@contextmanager
def saned(folder: Path) -> Iterator[str]:
    """Run the real saned, which serves SANE's test device, on a loopback address of its own.

    Clients find it by its address alone, for SANE's network protocol has one port.
    """
    address = f"127.{os.getpid() >> 8 & 255}.{os.getpid() & 255}.{next(_NEXT_ADDRESS)}"
    folder.mkdir(parents=True)
    (folder / "dll.conf").write_text("test\n", "ascii")
    (folder / "saned.conf").write_text("127.0.0.0/8\n", "ascii")
    process = subprocess.Popen(
        [SANED, "-l", "-b", address, "-e"],
        env={**os.environ, "SANE_CONFIG_DIR": str(folder)},
        stderr=subprocess.DEVNULL,
        process_group=0,
    )
    try:
        while not _listens(address):
            assert process.poll() is None
        yield address
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # with the child that each client gets
        process.wait()


def _listens(address: str) -> bool:
    try:
        socket.create_connection((address, SANED_PORT), timeout=1).close()
    except ConnectionRefusedError:
        time.sleep(0.02)
        return False
    return True


def scan_through_worker(
    device_id: str,
    options: ScanOptions,
    spool: Path,
    environment: Mapping[str, str],
    *,
    take: int | None = None,
    command: Sequence[str] = WORKER,
) -> Outcome:
    """Scan with a worker of its own; close the scan after `take` pages."""
    with ScanWorker(command, environment=environment) as worker:
        return collect(worker, device_id, options, spool, take=take)


def collect(
    worker: ScanWorker,
    device_id: str,
    options: ScanOptions,
    spool: Path,
    *,
    take: int | None = None,
) -> Outcome:
    """Scan with a worker that goes on living; close the scan after `take` pages."""
    outcome = Outcome()
    pages = worker.scan(device_id, options, spool)
    try:
        for page in pages:
            outcome.pages.append(page)
            if len(outcome.pages) == take:
                break
    except ScannerError as error:
        outcome.error = error
    finally:
        pages.close()
    return outcome


def files_of(pages: Sequence[PageFile]) -> list[str]:
    """Return the names of all that pages may leave in a spool: themselves, and small pictures."""
    small = [page.thumbnail for page in pages if page.thumbnail is not None]
    return sorted(path.name for path in (*(page.path for page in pages), *small))


def read_pixels(path: Path) -> NDArray[np.integer]:
    """Return a picture's pixels, unchanged in depth and channels."""
    pixels = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_UNCHANGED)
    assert pixels is not None
    return np.asarray(pixels, pixels.dtype)

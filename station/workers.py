"""The processes that a desk works with, by its settings: scanners and the reading pool."""

import json
import os
import sys
from pathlib import Path

from scanners.twain_driver import TWAIN_32
from scanners.worker import NETWORK_SCANNERS, PRACTICE_SCANNERS, WATCHED_FOLDERS
from scanners.worker_process import ScanWorker
from station.device_book import FILE_NAME as BOOK_NAME
from station.device_book import DeviceBook, RememberingScanner
from station.hanoi_time import Clock
from station.programs import twain_32_program
from station.recognition.page_reader import PageReader, SecondLook
from station.recognition.pool import ReadingPool
from station.settings import Settings


def scan_worker_command() -> tuple[str, ...]:
    """How this program starts itself as a scan worker; a frozen build is its own interpreter."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "scan-worker")
    return (sys.executable, "-m", "station.cli.main", "scan-worker")


def open_scanner(settings: Settings) -> ScanWorker:
    """The scanners of this desk, in a worker process that starts with the first call."""
    scanning = settings.scanning
    environment = {
        **os.environ,
        NETWORK_SCANNERS: " ".join(scanning.network_scanners),
        WATCHED_FOLDERS: os.pathsep.join(scanning.watched_folders),
    }
    if scanning.practice_scanners:
        environment[PRACTICE_SCANNERS] = os.pathsep.join(scanning.practice_scanners)
    if twain_32 := scanning.twain_32_worker or twain_32_program():
        environment[TWAIN_32] = json.dumps(twain_32)
    return ScanWorker(
        scan_worker_command(),
        silence_limit_s=float(scanning.silence_limit_s),
        device_limit_s=float(scanning.device_limit_s),
        environment=environment,
    )


def open_remembering_scanner(home: Path, settings: Settings, now: Clock) -> RememberingScanner:
    """The same, with the device book of this desk."""
    return RememberingScanner(open_scanner(settings), DeviceBook(home / BOOK_NAME, now))


def open_reader(settings: Settings) -> ReadingPool:
    """The reading engine of this desk, several pages at once."""
    reading = settings.reading
    engine = PageReader(
        reading.language,
        float(reading.page_limit_s),
        SecondLook(reading.second_reader),
        reading.left_out(),
    )
    return ReadingPool(
        engine, reading.processes or os.cpu_count() or 1, float(reading.page_limit_s)
    )

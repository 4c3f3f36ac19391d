"""Scanners through TWAIN, the scanner library of Windows: pages of what its data sources give.

Runs only inside the scan worker. Sources of the other bitness are reached through a small worker of
their own (`scanners/twain_worker.py`), which speaks the same protocol.
"""

import json
import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from scanners.driver import MayOpen, ScanDriver, Stopped, always, never
from scanners.errors import DeviceError, DriverMissing
from scanners.spool import Spool
from scanners.twain_sides import keep_side, keep_untaken
from scanners.twain_transfer import TwainTransfer
from scanners.twain_worker import PREFIX_32
from scanners.values import Device, PageFile, ScanOptions
from scanners.worker_process import ScanWorker

PREFIX = "twain:"

TWAIN_32 = "TRAMSO_TWAIN_32"

# Shorter than the desk's own patience, or a source that hangs would cost this worker too.
_DEVICE_LIMIT_S = 8.0
_CANCEL_LIMIT_S = 5.0
# While pages come, the desk's own limit rules: it ends this worker, and with it the small one.
_NO_LIMIT_S = 24 * 3600.0


class TwainDriver:
    """A ScanDriver over the data sources of this Windows, of 64 and, with a command, of 32 bits."""

    def __init__(self, may_open: MayOpen = always, command_32: Sequence[str] | None = None) -> None:
        """Take what is asked before a source is opened in a search.

        command_32: starts the worker for 32-bit sources; without it there are none.
        """
        self._may_open = may_open
        self._own: ScanDriver = TwainTransfer(PREFIX, may_open)
        self._other: ScanWorker | None = None
        if command_32:
            self._other = ScanWorker(
                command_32,
                _NO_LIMIT_S,
                device_limit_s=_DEVICE_LIMIT_S,
                cancel_limit_s=_CANCEL_LIMIT_S,
            )

    def find_devices(self) -> Iterator[Device]:
        """Yield every data source, one that comes in both bitnesses as the 64-bit one.

        One that cannot be opened has empty tuples.

        Raises:
            DriverMissing: this is no Windows, or TWAIN is not installed.
        """
        names: set[str] = set()
        failure: DriverMissing | None = None
        try:
            for device in self._own.find_devices():
                names.add(device.name)
                yield device
        except DriverMissing as error:
            failure = error
        if self._other is not None and self._may_open(PREFIX_32):
            # Told on, so that each of its devices has the desk's patience anew.
            for device in self._other.find_devices(self._may_open):
                if device.name not in names:
                    names.add(device.name)
                    yield device
        if failure is not None and not names:
            raise failure

    def scan(
        self,
        device_id: str,
        options: ScanOptions,
        spool: Path,
        stopped: Stopped = never,
    ) -> Generator[PageFile, None, None]:
        """Yield the sides that the source gives; see `ScanDriver.scan`.

        Raises:
            DriverMissing: this is no Windows, TWAIN is not installed, or the source is a 32-bit one
                and there is no worker for such.
            DeviceError: facts `device`, and `page`, the number of pages yielded before.
            WorkerLost: a 32-bit source took its worker along.
        """
        driver = self._other if device_id.startswith(PREFIX_32) else self._own
        if driver is None:
            raise DriverMissing(driver=PREFIX_32.rstrip(":"))
        pages_to = Spool(spool)
        pages = 0
        try:
            with closing(driver.scan(device_id, options, spool, stopped)) as sides:
                for side in sides:
                    yield keep_side(pages_to, side.path, side.dpi, device_id)
                    pages += 1
        except DeviceError as error:
            error.facts["page"] = pages
            raise
        finally:
            # Sides that had left the feeder when the scan was closed: they are whole, and stay.
            keep_untaken(pages_to, device_id)


def command_for_32() -> Sequence[str] | None:
    """Return the command that the environment variable TRAMSO_TWAIN_32 gives, a JSON list."""
    said = os.environ.get(TWAIN_32)
    return [str(word) for word in json.loads(said)] if said else None

"""Scanners through SANE, the scanner library of Linux.

Runs only inside the scan worker: back-ends crash, hang and write to standard output.
"""

import atexit
import logging
import time
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from scanners.driver import MayOpen, Stopped, always, never
from scanners.errors import DeviceError, DriverMissing, FeederEmpty, OptionRefused
from scanners.native_threads import threads, wait_until_at_rest
from scanners.page_writer import PageWriter
from scanners.reading_ahead import read_ahead
from scanners.sane_device import SaneDevice
from scanners.sane_side import Pixels, SaneSide
from scanners.sane_words import error_from_status
from scanners.spool import Spool
from scanners.values import Device, PageFile, ScanOptions, Source

log = logging.getLogger(__name__)

PREFIX = "sane:"

# For a back-end's thread to come to rest before it is cancelled: see scanners/native_threads.py.
_REST_LIMIT_S = 1.0
_LOOK_S = 0.2  # between two looks at a device's buttons
# Bands of lines that wait while others are packed. More would only wait at the page's end: packing
# is faster than any device.
_BANDS_AHEAD = 2


@dataclass(frozen=True, slots=True)
class _Begins:
    """A side, of which bands of lines follow, and `_Ends` after the last."""

    side: SaneSide
    dpi: int


class _Ends:
    """The last byte of a side has come."""


_Part = _Begins | Pixels | _Ends


class SaneDriver:
    """A ScanDriver over libsane. One per process: the library has one global state."""

    def __init__(self, may_open: MayOpen = always) -> None:
        self._may_open = may_open
        self._library: Any = None

    def find_devices(self) -> Iterator[Device]:
        """Yield every device that SANE lists; one that cannot be opened has empty tuples.

        Raises:
            DriverMissing: python-sane or libsane is not installed.
            DeviceError: SANE could not look for devices.
        """
        # Back-ends for networks ask about while they list, and may wait for who never answers.
        if not self._may_open(PREFIX):
            return
        self._close_library()  # most back-ends look for new devices only when they start
        library = self._open_library()
        try:
            listed = library.get_devices()
        except library._sane.error as error:
            raise error_from_status(str(error)) from error
        for name, vendor, model, _ in listed:
            title = f"{vendor} {model}".strip()
            if self._may_open(PREFIX + name):
                yield _describe(library, name, title)
            else:
                yield Device(PREFIX + name, title, "sane", (), (), ())

    def scan(
        self,
        device_id: str,
        options: ScanOptions,
        spool: Path,
        stopped: Stopped = never,
    ) -> Generator[PageFile, None, None]:
        """Yield the sides that the device gives; see `ScanDriver.scan`.

        A feeder is emptied, or stopped at `page_limit`; a flatbed or a device without a choice
        of sources gives one page.

        Args:
            device_id: `sane:` and SANE's own name, or the bare name.
            options: source, resolution and mode are set where the device has them.
            spool: folder for the page files.
            stopped: asked with every piece of a page, so that the paper is let go within it.

        Raises:
            DriverMissing: python-sane or libsane is not installed.
            DeviceError: facts `device`, and `page`, the number of pages yielded before.
            SpoolFull: no room for a page; those before it stay.
        """
        library = self._open_library()
        name = device_id.removeprefix(PREFIX)
        pages = 0
        parts = read_ahead(lambda: _parts(library, name, options, stopped), _BANDS_AHEAD)
        try:
            with closing(parts), closing(_written(parts, Spool(spool))) as files:
                for file in files:
                    yield file
                    pages += 1
        except DeviceError as error:
            error.facts["page"] = pages
            raise

    def watch(self, device_id: str, stopped: Stopped) -> Iterator[str | None]:
        """Look at the device's own buttons; see `WatchesButtons.watch`.

        A button counts when it goes down: one that was held, or pressed before, does not.
        """
        library = self._open_library()
        device = SaneDevice(library, device_id, device_id.removeprefix(PREFIX))
        try:
            buttons = device.buttons()
            if not buttons:
                raise OptionRefused(device=device_id, option="button", value="")
            before = device.pressed(buttons)
            while not stopped():
                yield None
                time.sleep(_LOOK_S)
                now = device.pressed(buttons)
                for button in sorted(now - before):
                    yield button
                    return
                before = now
        finally:
            device.close()

    def _open_library(self) -> Any:
        if self._library is None:
            try:
                import sane  # type: ignore[import-untyped]  # it ships no types
            except ImportError as error:
                raise DriverMissing(driver="sane") from error
            try:
                sane.init()
            except sane._sane.error as error:
                raise error_from_status(str(error)) from error
            self._library = sane
            # Every device is closed by then: libsane crashes when one is still open.
            atexit.register(self._close_library)
        return self._library

    def _close_library(self) -> None:
        if self._library is not None:
            atexit.unregister(self._close_library)
            self._library.exit()
            self._library = None


def _describe(library: Any, name: str, title: str) -> Device:
    device_id = PREFIX + name
    try:
        device = SaneDevice(library, device_id, name)
    except DeviceError:
        return Device(device_id, title, "sane", (), (), ())
    try:
        return Device(
            device_id,
            title,
            "sane",
            device.sources(),
            device.resolutions(),
            device.modes(),
            device.has_brightness(),
        )
    finally:
        device.close()


def _parts(
    library: Any, name: str, options: ScanOptions, stopped: Stopped
) -> Generator[_Part, None, None]:
    """Yield each side in its parts. All of it on one thread."""
    device = SaneDevice(library, PREFIX + name, name)
    before = threads()
    try:
        device.apply(options)
        dpi = device.dpi(options.dpi)
        from_feeder = device.source() in (Source.FEEDER, Source.DUPLEX)
        limit = options.page_limit if from_feeder else 1
        count = 0
        while limit is None or count < limit:
            try:
                side = device.start_side()
            except FeederEmpty:
                if count == 0:
                    raise
                break
            yield _Begins(side, dpi)
            yield from side.bands(stopped)
            yield _Ends()
            count += 1
    finally:
        if not wait_until_at_rest(before, _REST_LIMIT_S):
            log.debug("cancelled while the back-end was busy")
        device.cancel()
        device.close()


def _written(parts: Iterator[_Part], spool: Spool) -> Generator[PageFile, None, None]:
    """Write each side as it comes; yield it once it is durable. Half of one is never kept."""
    writer: PageWriter | None = None
    try:
        for part in parts:
            match part:
                case _Begins(side, dpi):
                    writer = PageWriter(
                        spool,
                        side.width,
                        side.height,
                        dpi,
                        colour=side.colour,
                        bitonal=side.bitonal,
                    )
                case _Ends() if writer is not None:
                    finished, writer = writer, None
                    yield finished.finish()
                case np.ndarray() if writer is not None:
                    writer.add(part)
    finally:
        if writer is not None:
            writer.discard()

"""Sides as they come from TWAIN's data sources, for one bitness.

Runs only inside a worker: data sources crash, hang and put up windows. A 64-bit process reaches
64-bit sources only, a 32-bit one 32-bit sources. Nothing but pytwain and Python's own library is
needed here, so that the 32-bit worker can be small.
"""

import ctypes
import importlib
import logging
import os
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from scanners.driver import MayOpen, Stopped, always, never
from scanners.errors import (
    DeviceError,
    DeviceFault,
    DeviceNotFound,
    DriverMissing,
    FeederEmpty,
    OptionRefused,
    ScanCancelled,
    ScannerError,
)
from scanners.reading_ahead import Give, NotWanted, handed_over
from scanners.spool import room_in_spool
from scanners.twain_bitmap import Bitmap, check_bitmap, write_bitmap
from scanners.twain_memory import receive_rows
from scanners.twain_source import TwainSource, error_from, failures_of, name_more_conditions
from scanners.values import Device, PageFile, ScanOptions

log = logging.getLogger(__name__)

# Sources number their events by a window; any that exists and is never shown will do.
_WINDOW_CLASS = "STATIC"
# Windows' own manager, where the TWAIN group's newer one is not installed.
_OLD_MANAGER = "twain_32.dll"
# How far across and down may differ: what a page's physical size may be wrong by.
_UNEVEN = 0.005


class TwainTransfer:
    """A ScanDriver whose pages are bitmaps, neither packed nor durable; TwainDriver keeps them.

    Their files are called `page-transfer-….part`, so that what a killed scan leaves is swept.
    """

    def __init__(self, prefix: str, may_open: MayOpen = always) -> None:
        """Take the prefix of its devices' ids, and what is asked before a source is opened."""
        self._prefix = prefix
        self._may_open = may_open

    def find_devices(self) -> Iterator[Device]:
        """Yield every data source; one that cannot be opened has empty tuples.

        Raises:
            DriverMissing: this is no Windows, or TWAIN is not installed.
        """
        twain = _library()
        if not self._may_open(self._prefix):
            return
        with _manager(twain) as manager:
            for name in _names(twain, manager):
                device_id = self._prefix + name
                device = Device(device_id, name, self._prefix.rstrip(":"), (), (), ())
                if self._may_open(device_id):
                    device = _described(twain, manager, device)
                yield device

    def scan(
        self,
        device_id: str,
        options: ScanOptions,
        spool: Path,
        stopped: Stopped = never,
    ) -> Generator[PageFile, None, None]:
        """Yield the sides that the source gives, as bitmaps; see `ScanDriver.scan`.

        Raises:
            DriverMissing: this is no Windows, or TWAIN is not installed.
            DeviceError: facts `device`, and `page`, the number of sides yielded before.
        """
        twain = _library()
        spool.mkdir(parents=True, exist_ok=True)
        sides = 0

        def run(give: Give[PageFile]) -> None:
            name = device_id.removeprefix(self._prefix)
            with _manager(twain) as manager:
                if name not in _names(twain, manager):
                    raise DeviceNotFound(device=device_id)
                with _opened(twain, manager, name, device_id) as handle:
                    source = TwainSource(twain, handle, device_id)
                    source.apply(options)
                    transfer = _Transfer(twain, handle, source, device_id, spool, give, stopped)
                    transfer.run(options)

        try:
            with closing(handed_over(run)) as given:
                for side in given:
                    yield side
                    sides += 1
        except DeviceError as error:
            error.facts["page"] = sides
            raise


class _Transfer:
    """One scan of an open source. All of it runs on one thread, which answers its messages too."""

    def __init__(
        self,
        twain: Any,
        handle: Any,
        source: TwainSource,
        device_id: str,
        spool: Path,
        give: Give[PageFile],
        stopped: Stopped,
    ) -> None:
        self._twain = twain
        self._handle = handle
        self._source = source
        self._id = device_id
        self._spool = spool
        self._give = give
        self._stopped = stopped
        self._count = 0
        self._limit: int | None = None
        self._info: dict[str, Any] = {}
        # What ends the scan before the source does. pytwain's callbacks may raise CancelAll only:
        # after anything else the source would not be brought back into order.
        self._end: Exception | None = None

    def run(self, options: ScanOptions) -> None:
        from_feeder = self._source.takes_from_feeder()
        if from_feeder and self._source.is_empty():
            raise FeederEmpty(device=self._id)
        self._limit = options.page_limit if from_feeder else 1
        try:
            if self._source.transfers_by_memory():
                self._handle._acquire(self._take_rows, show_ui=False, modal=False)
            else:
                self._handle.acquire_natively(
                    after=self._take_picture, before=self._look, show_ui=False, modal=False
                )
        except failures_of(self._twain) as error:
            raise error_from(self._twain, error, self._id) from error
        if self._end is not None:
            raise self._end
        if self._count == 0:
            raise FeederEmpty(device=self._id) if from_feeder else self._nothing_came()

    def _nothing_came(self) -> DeviceError:
        return DeviceFault(device=self._id, status="closed without a page")

    def _look(self, info: dict[str, Any]) -> None:
        """See how the side that is ready will be; called before each transfer."""
        self._info = info
        if self._stopped():
            self._end = ScanCancelled(device=self._id)
            raise self._twain.exceptions.CancelAll
        across, down = info["XResolution"], info["YResolution"]
        if abs(across - down) > _UNEVEN * max(across, down):
            self._end = OptionRefused(device=self._id, option="resolution", value=down)
            raise self._twain.exceptions.CancelAll

    def _take_picture(self, picture: Any, more: int) -> None:
        """Take a side that was transferred natively; the source's memory is let go at once."""
        path = self._next_path()

        def write() -> None:
            try:
                picture.save(str(path))
            finally:
                picture.close()

        self._hand_on(path, write, more)

    def _take_rows(self) -> int:
        """Transfer the side that is ready by memory; return how many are to come."""
        self._look(self._handle.image_info)
        light = self._source.has_lightest_first()
        rows = receive_rows(
            self._twain, self._handle, self._info, self._stopped, lightest_first=light
        )
        more: int = self._handle._end_xfer()
        if rows is None:
            self._end = ScanCancelled(device=self._id)
            self._stop_if(more)
            return 0
        path = self._next_path()
        self._hand_on(path, lambda: write_bitmap(path, rows, self._dpi()), more)
        return more

    def _hand_on(self, path: Path, write: Callable[[], None], more: int) -> None:
        """Write a side that was transferred, and give it."""
        try:
            with room_in_spool(self._bytes()):
                write()
            bitmap = check_bitmap(path, self._source.promised_rows(self._info), self._id)
            self._give(self._page(bitmap))
            self._count += 1
        except NotWanted as error:  # it has left the feeder, and is whole: it stays
            self._end = error
        except ScannerError as error:
            path.unlink(missing_ok=True)
            self._end = error
        if self._end is not None or self._count == self._limit:
            self._stop_if(more)

    def _stop_if(self, more: int) -> None:
        """Stop the source; once nothing is to come it has ended by itself, and refuses a reset."""
        if more:
            raise self._twain.exceptions.CancelAll

    def _page(self, bitmap: Bitmap) -> PageFile:
        """A whole side, under the name that says so."""
        dpi = self._dpi()
        path = bitmap.path.with_name(f"side-{self._count + 1:04}-{dpi}.bmp")
        bitmap.path.replace(path)
        return PageFile(path, bitmap.sha256, bitmap.width, bitmap.height, dpi)

    def _bytes(self) -> int:
        pixels: int = self._info["ImageWidth"] * max(self._info["ImageLength"], 0)
        return pixels * int(self._info["BitsPerPixel"]) // 8

    def _dpi(self) -> int:
        return round(self._info["XResolution"]) or self._source.dpi()

    def _next_path(self) -> Path:
        return self._spool / f"page-transfer-{self._count + 1:04}.part"


def _described(twain: Any, manager: Any, device: Device) -> Device:
    try:
        with _opened(twain, manager, device.name, device.id) as handle:
            source = TwainSource(twain, handle, device.id)
            return Device(
                device.id,
                device.name,
                device.driver,
                source.sources(),
                source.resolutions(),
                source.modes(),
                source.has_brightness(),
            )
    except DeviceError:
        return device


@contextmanager
def _opened(twain: Any, manager: Any, name: str, device_id: str) -> Iterator[Any]:
    try:
        handle = manager.open_source(name)
    except failures_of(twain) as error:
        raise error_from(twain, error, device_id, opening=True) from error
    with _let_go_of(twain, handle):
        yield handle


@contextmanager
def _manager(twain: Any) -> Iterator[Any]:
    window = _hidden_window()
    open_manager: Callable[..., Any] = twain.SourceManager
    for options in ({}, {"dsm_name": _OLD_MANAGER}):
        try:
            manager = open_manager(window, ProductName="TramSo", **options)
            break
        except (twain.exceptions.TwainError, OSError):
            continue
    else:
        raise DriverMissing(driver="twain")
    if not manager._version2:
        # Names are in the system's old code page, not in what pytwain takes for it.
        manager._encode, manager._decode = _to_old_code_page, _from_old_code_page
    with _let_go_of(twain, manager):
        yield manager


def _names(twain: Any, manager: Any) -> list[str]:
    try:
        return list(manager.source_list)
    except failures_of(twain) as error:  # the manager itself is in disorder
        raise DriverMissing(driver="twain") from error


def _to_old_code_page(name: str) -> bytes:
    return name.encode("mbcs")


def _from_old_code_page(name: bytes) -> str:
    return name.decode("mbcs")


@contextmanager
def _let_go_of(twain: Any, opened: Any) -> Iterator[None]:
    """Close a source or the manager; pages that came are no worse when it complains."""
    try:
        yield
    except OSError:
        raise  # the source crashed: the process ends, and calls it no more
    except BaseException:
        _close(twain, opened)
        raise
    _close(twain, opened)


def _close(twain: Any, opened: Any) -> None:
    try:
        opened.close()
    except failures_of(twain) as error:
        log.warning("TWAIN did not close in order: %s", type(error).__name__)


def _library() -> Any:
    if os.name != "nt":  # pytwain loads a library of another system elsewhere
        raise DriverMissing(driver="twain")
    try:
        twain = importlib.import_module("twain")
    except (ImportError, OSError) as error:
        raise DriverMissing(driver="twain") from error
    name_more_conditions(twain)
    return twain


def _hidden_window() -> int:
    """Make a window on this thread; it goes with the thread."""
    create = vars(ctypes)["windll"].user32.CreateWindowExW
    create.restype = ctypes.c_void_p
    create.argtypes = [
        *(ctypes.c_uint, ctypes.c_wchar_p, ctypes.c_wchar_p, ctypes.c_uint),
        *[ctypes.c_int] * 4,
        *[ctypes.c_void_p] * 4,
    ]
    return int(create(0, _WINDOW_CLASS, "TramSo", 0, 0, 0, 1, 1, None, None, None, None) or 0)

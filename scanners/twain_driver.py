"""Scanners through TWAIN, the scanner library of Windows.

Runs only inside the scan worker: data sources crash, hang and put up windows. A 64-bit worker
reaches 64-bit sources only, a 32-bit one 32-bit sources.
"""

import ctypes
import importlib
import io
import os
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from PIL.BmpImagePlugin import BmpImageFile

from scanners.driver import MayOpen, always
from scanners.errors import (
    DeviceError,
    DeviceNotFound,
    DriverMissing,
    FeederEmpty,
)
from scanners.page_looks import look_at
from scanners.picture_files import encode_picture
from scanners.reading_ahead import Give, NotWanted, handed_over
from scanners.spool import Spool
from scanners.twain_source import TwainSource, error_from
from scanners.values import Device, PageFile, ScanOptions

PREFIX = "twain:"

# Sources number their events by a window; any that exists and is never shown will do.
_WINDOW_CLASS = "STATIC"
# Windows' own manager, where the TWAIN group's newer one is not installed.
_OLD_MANAGER = "twain_32.dll"


class TwainDriver:
    """A ScanDriver over the data sources of this Windows and this bitness."""

    def __init__(self, may_open: MayOpen = always) -> None:
        """Take what is asked before a source is opened in a search."""
        self._may_open = may_open

    def find_devices(self) -> Iterator[Device]:
        """Yield every data source; one that cannot be opened has empty tuples.

        Raises:
            DriverMissing: this is no Windows, or TWAIN is not installed.
        """
        twain = _library()
        with _manager(twain) as manager:
            for name in manager.source_list:
                device_id = PREFIX + name
                device = Device(device_id, name, "twain", (), (), ())
                if self._may_open(device_id):
                    device = _described(twain, manager, device)
                yield device

    def scan(
        self, device_id: str, options: ScanOptions, spool: Path
    ) -> Generator[PageFile, None, None]:
        """Yield the sides that the source gives; see `ScanDriver.scan`.

        Raises:
            DriverMissing: this is no Windows, or TWAIN is not installed.
            DeviceError: facts `device`, and `page`, the number of pages yielded before.
        """
        twain = _library()
        pages_to = Spool(spool)
        pages = 0

        def run(give: Give[tuple[Image.Image, int]]) -> None:
            _transfer(twain, device_id, options, spool, give)

        try:
            with closing(handed_over(run)) as sides:
                for picture, dpi in sides:
                    yield _keep(pages_to, picture, dpi)
                    pages += 1
        except DeviceError as error:
            error.facts["page"] = pages
            raise


def _transfer(
    twain: Any,
    device_id: str,
    options: ScanOptions,
    spool: Path,
    give: Give[tuple[Image.Image, int]],
) -> None:
    """Give every side. All of it on one thread, which also answers the source's window messages."""
    name = device_id.removeprefix(PREFIX)
    with _manager(twain) as manager:
        if name not in manager.source_list:
            raise DeviceNotFound(device=device_id)
        with _opened(twain, manager, device_id) as handle:
            source = TwainSource(twain, handle, device_id)
            source.apply(options)
            dpi = source.dpi(options.dpi)
            from_feeder = source.takes_from_feeder()
            if from_feeder and source.is_empty():
                raise FeederEmpty(device=device_id)
            limit = options.page_limit if from_feeder else 1
            count = 0

            def after(image: Any, more: int) -> None:
                nonlocal count
                picture = _picture(image, spool)
                try:
                    give((picture, dpi))
                except NotWanted:
                    raise twain.exceptions.CancelAll from None
                count += 1
                if count == limit:
                    raise twain.exceptions.CancelAll

            try:
                handle.acquire_natively(after=after, show_ui=False, modal=False)
            except _failures(twain) as error:
                raise error_from(twain, error, device_id) from error
            if count == 0:
                raise FeederEmpty(device=device_id)


def _picture(image: Any, spool: Path) -> Image.Image:
    """Read a transferred picture; pytwain hands it out as a BMP file only."""
    path = spool / "page-transfer.part"
    try:
        image.save(str(path))
        data = path.read_bytes()
    finally:
        image.close()
        path.unlink(missing_ok=True)
    picture = BmpImageFile(io.BytesIO(data))
    picture.load()
    return picture if picture.mode in ("1", "L", "RGB") else picture.convert("RGB")


def _keep(spool: Spool, picture: Image.Image, dpi: int) -> PageFile:
    plain = picture.convert("L") if picture.mode == "1" else picture
    warnings = look_at(np.asarray(plain), dpi).warnings
    data = encode_picture(picture, dpi)
    return spool.keep(data, ".png", size=picture.size, dpi=dpi, warnings=warnings)


def _described(twain: Any, manager: Any, device: Device) -> Device:
    try:
        with _opened(twain, manager, device.id) as handle:
            source = TwainSource(twain, handle, device.id)
            return Device(
                device.id,
                device.name,
                "twain",
                source.sources(),
                source.resolutions(),
                source.modes(),
            )
    except DeviceError:
        return device


def _opened(twain: Any, manager: Any, device_id: str) -> Any:
    try:
        return manager.open_source(device_id.removeprefix(PREFIX))
    except _failures(twain) as error:
        raise error_from(twain, error, device_id, opening=True) from error


def _library() -> Any:
    if os.name != "nt":  # pytwain loads a library of another system elsewhere
        raise DriverMissing(driver="twain")
    try:
        return importlib.import_module("twain")
    except (ImportError, OSError) as error:
        raise DriverMissing(driver="twain") from error


def _manager(twain: Any) -> Any:
    window = _hidden_window()
    open_manager: Callable[..., Any] = twain.SourceManager
    for options in ({}, {"dsm_name": _OLD_MANAGER}):
        try:
            return open_manager(window, ProductName="TramSo", **options)
        except (twain.exceptions.SMLoadFileFailed, twain.exceptions.SMOpenFailed, OSError):
            continue
    raise DriverMissing(driver="twain")


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


def _failures(twain: Any) -> tuple[type[Exception], ...]:
    """What pytwain raises for the condition codes of TWAIN."""
    return (twain.exceptions.TwainError, ValueError, MemoryError, OSError)

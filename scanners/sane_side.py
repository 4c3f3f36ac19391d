"""One side out of an open SANE device, in bands of lines, as they come.

python-sane gives a side only when all of it has come, can not be stopped before, and shears lines
that are padded. So the reading alone asks libsane itself, by the handle that python-sane holds.
Runs only inside the scan worker.
"""

import ctypes
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scanners.errors import DeviceFault, PageTruncated, ScanCancelled
from scanners.sane_words import error_from_status

Pixels = NDArray[np.uint8]

_LIBRARY = "libsane.so.1"  # the one that python-sane is linked with
_GOOD, _EOF = 0, 5  # SANE standard 1.06, 4.2.7
_LINES = 128  # in a band: about a megabyte of a colour page at 300 dpi
_BYTES = 32 * 1024  # asked for at once


class SaneSide:
    """A side that has been started. height: None where the device cannot say it beforehand."""

    def __init__(self, device_id: str, handle: Any, parameters: Any) -> None:
        """Take what python-sane holds and says (standard 1.06, 4.3.8).

        Raises:
            DeviceFault: a layout of lines that is not understood.
            PageTruncated: a side without a pixel.
        """
        frame, _, (width, lines), depth, line_bytes = parameters
        self._id = device_id
        self._handle = _sane_handle(device_id, handle)
        self._depth: int = depth
        self._line_bytes: int = line_bytes
        self.width: int = width
        self.height: int | None = lines if lines >= 0 else None
        self.colour: bool = frame == "color"
        # A picture that comes colour by colour is three pictures: no office scanner does it.
        if frame not in ("gray", "color") or depth not in (1, 8, 16):
            raise DeviceFault(device=device_id, status="line-layout-unknown")
        if width < 1 or lines == 0:
            raise PageTruncated(device=device_id, expected=max(lines, 1), got=0)
        if line_bytes < self._pixel_bytes:
            raise DeviceFault(device=device_id, status="line-layout-unknown")

    @property
    def bitonal(self) -> bool:
        """Whether there is only black and white."""
        return self._depth == 1 and not self.colour

    def bands(self, stop: Callable[[], bool]) -> Iterator[Pixels]:
        """Yield bands of (lines, width), or (lines, width, 3) in RGB order, eight bits a sample.

        stop: asked before each reading.

        Raises:
            PageTruncated: fewer lines came than the device had announced.
            ScanCancelled: `stop` said so.
            DeviceError: whatever else the back-end says.
        """
        got = 0
        more = True
        while more:
            buffer = np.empty(_LINES * self._line_bytes, np.uint8)
            filled = self._fill(buffer, stop)
            more = filled == buffer.size
            lines = filled // self._line_bytes
            if lines:
                got += lines
                yield self._pixels(buffer[: lines * self._line_bytes].reshape(lines, -1))
        expected = 1 if self.height is None else self.height
        if got < expected:
            raise PageTruncated(device=self._id, expected=expected, got=got)

    @property
    def _pixel_bytes(self) -> int:
        """Bytes of a line without what pads it."""
        samples = 3 if self.colour else 1
        if self._depth == 1:
            return samples * ((self.width + 7) // 8)
        return samples * self.width * (self._depth // 8)

    def _fill(self, buffer: Pixels, stop: Callable[[], bool]) -> int:
        """Read until the buffer is full or the side has ended; return how many bytes came."""
        library = _libsane()
        start = int(buffer.ctypes.data)
        filled: int = 0
        length = ctypes.c_int()
        while filled < buffer.size:
            if stop():
                raise ScanCancelled(device=self._id)
            room = min(_BYTES, buffer.size - filled)
            status: int = library.sane_read(
                self._handle, start + filled, room, ctypes.byref(length)
            )
            if status == _EOF:
                break
            if status != _GOOD:
                word: bytes = library.sane_strstatus(status)
                raise error_from_status(word.decode("ascii", "replace"), device=self._id)
            filled += length.value
        return filled

    def _pixels(self, lines: Pixels) -> Pixels:
        lines = lines[:, : self._pixel_bytes]
        shape = (len(lines), self.width, 3) if self.colour else (len(lines), self.width)
        if self._depth == 8:
            return np.ascontiguousarray(lines).reshape(shape)
        if self._depth == 16:
            wide = np.ascontiguousarray(lines).view(np.uint16)
            return (wide >> 8).astype(np.uint8).reshape(shape)
        # A bit a sample, eight pixels of a colour in each byte (standard 1.06, 3.2.1).
        samples = 3 if self.colour else 1
        bits = np.unpackbits(lines.reshape(len(lines), -1, samples), axis=1)[:, : self.width]
        light = bits if self.colour else 1 - bits  # black is 1 where there is no colour
        return np.ascontiguousarray(light * np.uint8(255)).reshape(shape)


@cache
def _libsane() -> ctypes.CDLL:
    library = ctypes.CDLL(_LIBRARY)
    library.sane_read.restype = ctypes.c_int
    library.sane_read.argtypes = (
        ctypes.c_void_p,
        ctypes.c_void_p,
        ctypes.c_int,
        ctypes.POINTER(ctypes.c_int),
    )
    library.sane_strstatus.argtypes = (ctypes.c_int,)
    library.sane_strstatus.restype = ctypes.c_char_p
    return library


def _sane_handle(device_id: str, held: Any) -> int:
    """SANE's handle out of python-sane's object: its one field, behind what every object has."""
    if type(held).__basicsize__ != object.__basicsize__ + ctypes.sizeof(ctypes.c_void_p):
        raise DeviceFault(device=device_id, status="python-sane-unknown")
    handle = ctypes.c_void_p.from_address(id(held) + object.__basicsize__).value
    if handle is None:
        raise DeviceFault(device=device_id, status="device-closed")
    return handle

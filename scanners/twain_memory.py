"""TWAIN's buffered memory transfer, which pytwain does not offer (TWAIN 2.5, chapter 4).

A side comes in strips, so that it is never in memory twice, and one that breaks off is seen.
"""

import ctypes
from typing import Any

from scanners.driver import Stopped
from scanners.twain_bitmap import Rows

_OWNED_BY_US = 0x1 | 0x8  # TWMF_APPOWNS, TWMF_POINTER
_MOST_PER_STRIP = 4 << 20


class _Sizes(ctypes.Structure):
    """TW_SETUPMEMXFER."""

    _pack_ = 2
    _fields_ = (
        ("MinBufSize", ctypes.c_uint32),
        ("MaxBufSize", ctypes.c_uint32),
        ("Preferred", ctypes.c_uint32),
    )


class _Memory(ctypes.Structure):
    """TW_MEMORY."""

    _pack_ = 2
    _fields_ = (
        ("Flags", ctypes.c_uint32),
        ("Length", ctypes.c_uint32),
        ("TheMem", ctypes.c_void_p),
    )


class _Strip(ctypes.Structure):
    """TW_IMAGEMEMXFER."""

    _pack_ = 2
    _fields_ = (
        ("Compression", ctypes.c_uint16),
        ("BytesPerRow", ctypes.c_uint32),
        ("Columns", ctypes.c_uint32),
        ("Rows", ctypes.c_uint32),
        ("XOffset", ctypes.c_uint32),
        ("YOffset", ctypes.c_uint32),
        ("BytesWritten", ctypes.c_uint32),
        ("Memory", _Memory),
    )


def receive_rows(
    twain: Any, handle: Any, info: dict[str, Any], stopped: Stopped, *, lightest_first: bool
) -> Rows | None:
    """Return the side that is ready, as many rows of it as came; the transfer is still to be ended.

    handle: pytwain's source, in state 6. info: its image_info. None when `stopped` said so.

    Raises:
        twain.exceptions.TwainError: the source failed, or gave the side up.
    """
    known = twain.lowlevel.constants
    done = (known.TWRC_SUCCESS, known.TWRC_XFERDONE, known.TWRC_CANCEL)
    sizes = _Sizes()
    handle._call(known.DG_CONTROL, known.DAT_SETUPMEMXFER, known.MSG_GET, ctypes.byref(sizes))
    length = max(sizes.MinBufSize, min(sizes.Preferred, _MOST_PER_STRIP))
    buffer = ctypes.create_string_buffer(length)
    taken = memoryview(buffer)
    width, bits = info["ImageWidth"], info["BitsPerPixel"]
    plain = (width * bits + 7) // 8
    pixels = bytearray()
    answer = known.TWRC_SUCCESS
    while answer == known.TWRC_SUCCESS:
        if stopped():
            return None
        strip = _Strip(Memory=_Memory(_OWNED_BY_US, length, ctypes.addressof(buffer)))
        answer = handle._call(
            known.DG_IMAGE, known.DAT_IMAGEMEMXFER, known.MSG_GET, ctypes.byref(strip), done
        )
        if answer == known.TWRC_CANCEL:
            handle._end_xfer()
            raise twain.exceptions.DSTransferCancelled
        if strip.Rows == 0 or strip.BytesPerRow < plain:
            break  # it could go on like this for ever
        for start in range(0, strip.Rows * strip.BytesPerRow, strip.BytesPerRow):
            pixels += taken[start : start + plain]
    return Rows(pixels, width, len(pixels) // max(plain, 1), bits, lightest_first)

"""Bitmaps as TWAIN hands them over, as files: checked, and put right where sources are careless.

A bitmap file is a device-independent bitmap behind fourteen bytes of header (Microsoft,
"Bitmap Storage"). Only Python's own library is used: the worker for 32-bit sources has no other.
"""

import hashlib
import struct
from dataclasses import dataclass
from pathlib import Path

from scanners.errors import DeviceFault, PageTruncated

_FILE_HEADER = struct.Struct("<2sIHHI")
_INFO_HEADER = struct.Struct("<IiiHHIIiiII")
_OFFSET_AT = 10  # in the file header: where the pixels begin
_UNCOMPRESSED = 0  # BI_RGB
_SLACK = 0.99  # a source may round the length that it announces


@dataclass(frozen=True, slots=True)
class Bitmap:
    """A bitmap file. width, height: pixels; sha256: hex digest of its bytes."""

    path: Path
    width: int
    height: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Rows:
    """Pixels as TWAIN's memory transfer gives them: from the top, red first, rows without padding.

    bits: of a pixel, 1, 8 or 24. lightest_first: 0 is white.
    """

    pixels: bytes | bytearray
    width: int
    height: int
    bits: int
    lightest_first: bool = False


def check_bitmap(path: Path, announced_height: int, device_id: str) -> Bitmap:
    """Return what a transferred bitmap file is.

    announced_height: the rows that the source promised; 0 or less: it could not know.

    Raises:
        PageTruncated: rows that it should have are not there. Facts expected and got.
        DeviceFault: it is packed in a way that no source was asked for.
    """
    with path.open("r+b") as file:
        data = file.read(_FILE_HEADER.size + _INFO_HEADER.size)
        if len(data) < _FILE_HEADER.size + _INFO_HEADER.size:
            raise PageTruncated(device=device_id, expected=announced_height, got=0)
        header = _INFO_HEADER.unpack_from(data, _FILE_HEADER.size)
        size, width, height, _, bits, packing, *_, colours, _ = header
        if packing != _UNCOMPRESSED:
            raise DeviceFault(device=device_id, status="packed bitmap")
        if bits <= 8 and colours == 0:  # then it has all that the bits allow
            colours = 1 << bits
        start = _FILE_HEADER.size + size + 4 * colours
        file.seek(_OFFSET_AT)
        file.write(struct.pack("<I", start))
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        there = file.seek(0, 2) - start
    expected = max(abs(height), round(announced_height * _SLACK))
    got = min(abs(height), max(there, 0) // _padded(width * bits))
    if got < expected or width <= 0 or got == 0:
        raise PageTruncated(device=device_id, expected=max(abs(height), announced_height), got=got)
    return Bitmap(path, width, abs(height), digest)


def write_bitmap(path: Path, rows: Rows, dpi: int) -> None:
    """Write rows as a bitmap file."""
    plain = (rows.width * rows.bits + 7) // 8
    padded = _padded(rows.width * rows.bits)
    filling = bytes(padded - plain)
    colours = 0 if rows.bits > 8 else 1 << rows.bits
    start = _FILE_HEADER.size + _INFO_HEADER.size + 4 * colours
    size = padded * rows.height
    per_metre = round(dpi / 0.0254)
    info = (40, rows.width, -rows.height, 1, rows.bits, _UNCOMPRESSED, size, per_metre, per_metre)
    with path.open("wb") as file:
        file.write(_FILE_HEADER.pack(b"BM", start + size, 0, 0, start))
        file.write(_INFO_HEADER.pack(*info, colours, 0))
        levels = range(colours)
        for level in reversed(levels) if rows.lightest_first else levels:
            file.write(bytes([level * 255 // (colours - 1)] * 3 + [0]))
        for top in range(0, rows.height * plain, plain):
            row = bytearray(rows.pixels[top : top + plain])
            if rows.bits == 24:  # a bitmap has blue first
                row[0::3], row[2::3] = row[2::3], row[0::3]
            file.write(row)
            file.write(filling)


def _padded(bits: int) -> int:
    """Bytes of a row: a multiple of four."""
    return (bits + 31) // 32 * 4

"""What really lies in a PNG: decoders fill up missing rows, and ask no checksum, without a word.

Pillow takes a PNG for whole when its packed data ends, however few rows that were, and reads past
the checksums of the data (ISO/IEC 15948, 5.4 and 10.1).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from isal import isal_zlib

_SIGNATURE_LENGTH = 8
_AT_ONCE = 1 << 20  # bytes of pixels: a small file may claim to hold gigabytes
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # by colour type (11.2.2)
# Where each pass of an interlaced picture begins, and its steps: x, y, across, down (8.2).
_PASSES = (
    *((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4)),
    *((0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)),
)


@dataclass(frozen=True, slots=True)
class PngRows:
    """surplus: whole rows more than the head promises; negative where any are missing.

    sound: whether the checksums of the data hold.
    """

    surplus: int
    sound: bool


def png_rows(data: bytes) -> PngRows:
    """Look at a PNG file that Pillow has decoded; some 50 ms for a colour page of A4 at 300 dpi."""
    head: tuple[int, ...] = struct.unpack_from(">IIBBBBB", data, 16)
    width, height, depth, colour, _, _, interlaced = head
    bits = depth * _SAMPLES[colour]

    def row_bytes(pixels: int) -> int:
        return 1 + (pixels * bits + 7) // 8

    promised = height * row_bytes(width)
    if interlaced:
        sizes = (
            (-((left - width) // across), -((top - height) // down))
            for left, top, across, down in _PASSES
        )
        promised = sum(high * row_bytes(wide) for wide, high in sizes if wide > 0 and high > 0)
    unpacking = isal_zlib.decompressobj()
    found, sound = 0, True
    try:
        for body, checksum in _data_chunks(data):
            sound = sound and isal_zlib.crc32(body, isal_zlib.crc32(b"IDAT")) == checksum
            more = True
            while more and not unpacking.eof and found <= promised + row_bytes(width):
                pixels = unpacking.decompress(body, _AT_ONCE)
                found += len(pixels)
                body = unpacking.unconsumed_tail
                more = bool(body) or len(pixels) == _AT_ONCE
    except isal_zlib.error:  # type: ignore[misc]  # its stub has an object in the class's place
        sound = False
    return PngRows((found - promised) // row_bytes(width), sound and unpacking.eof)


def _data_chunks(data: bytes) -> Iterator[tuple[bytes, int]]:
    """The packed data and their checksums; what is cut short is passed over."""
    at = _SIGNATURE_LENGTH
    while at + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 8 + length
        if kind == b"IDAT" and end + 4 <= len(data):
            yield data[at + 8 : end], int.from_bytes(data[end : end + 4], "big")
        at = end + 4

"""The resolution written into a picture file, without touching its pixels."""

import struct

from scanners.png import chunk

_PNG_HEADER_END = 33  # signature 8, then IHDR: length, type, 13 bytes of data and checksum
_JFIF = b"JFIF\0"
_DOTS_PER_INCH = 1


def with_density(data: bytes, dpi: int) -> bytes:
    """Return a PNG or JPEG file that says `dpi`; many scanners write 72 or nothing.

    PNG: pHYs (ISO/IEC 15948, 11.3.5.3). JPEG: the JFIF segment (ITU-T T.871, 10.1).
    """
    if data.startswith(b"\x89PNG"):
        return _png(data, dpi)
    return _jpeg(data, dpi)


def _png(data: bytes, dpi: int) -> bytes:
    per_metre = round(dpi / 0.0254)
    said = chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))
    rest, at = [], _PNG_HEADER_END
    while at + 8 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        end = at + 12 + length
        if data[at + 4 : at + 8] == b"IDAT":
            break
        if data[at + 4 : at + 8] != b"pHYs":
            rest.append(data[at:end])
        at = end
    return b"".join((data[:_PNG_HEADER_END], said, *rest, data[at:]))


def _jpeg(data: bytes, dpi: int) -> bytes:
    density = struct.pack(">BHH", _DOTS_PER_INCH, dpi, dpi)
    if data[2:4] == b"\xff\xe0" and data[6:11] == _JFIF:
        return data[:13] + density + data[18:]
    segment = _JFIF + b"\x01\x02" + density + b"\0\0"
    return data[:2] + b"\xff\xe0" + struct.pack(">H", len(segment) + 2) + segment + data[2:]

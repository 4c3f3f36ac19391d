"""Pixels to PNG: lossless, with the resolution written in."""

import struct
import zlib

import cv2
from cv2.typing import MatLike

# Measured on scanned pages of paper: half as long as zlib's usual way, files equal in size.
_FAST = (
    cv2.IMWRITE_PNG_COMPRESSION,
    1,
    cv2.IMWRITE_PNG_STRATEGY,
    cv2.IMWRITE_PNG_STRATEGY_DEFAULT,
    cv2.IMWRITE_PNG_FILTER,
    cv2.IMWRITE_PNG_FILTER_UP,
)
_END_OF_IHDR = 33  # signature 8, then length, type, 13 bytes of data and checksum


def encode_png(
    pixels: MatLike, dpi: int, *, bitonal: bool = False, profile: bytes | None = None
) -> bytes:
    """Return the PNG of a page.

    Args:
        pixels: eight bits a sample; (height, width) gray, or (height, width, 3) in BGR order.
        dpi: written as pHYs, in pixels per metre (ISO/IEC 15948, 11.3.5.3).
        bitonal: keep one bit a pixel; everything but 0 is white.
        profile: the ICC profile of its colours, written as iCCP (11.3.3.3).
    """
    parameters = [*_FAST, cv2.IMWRITE_PNG_BILEVEL, int(bitonal)]
    encoded, buffer = cv2.imencode(".png", pixels, parameters)
    if not encoded:
        raise ValueError(pixels.shape)
    data = buffer.tobytes()
    per_metre = round(dpi / 0.0254)
    chunks = chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))
    if profile is not None:
        chunks += chunk(b"iCCP", b"ICC\0\0" + zlib.compress(profile))
    return data[:_END_OF_IHDR] + chunks + data[_END_OF_IHDR:]


def chunk(kind: bytes, body: bytes) -> bytes:
    """Return one chunk of a PNG file (5.3)."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

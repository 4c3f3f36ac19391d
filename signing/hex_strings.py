"""pyHanko's reader of hex strings, which goes letter by letter, made to read whole pieces.

A signature is a hex string of tens of thousands of digits, read several times in a verification:
that took more than half of its time. Whatever is not plain hex is left to pyHanko's own reader.
"""

import binascii
from typing import Any

from pyhanko.pdf_utils import generic

_WHITE = b"\0\t\n\f\r "
_PIECE = 16384

_careful = generic.read_hex_string_from_stream


def read_hex_string(stream: Any) -> Any:
    """Read a hex string from where its `<` stands, and leave the stream behind its `>`."""
    start = stream.tell()
    digits = b""
    size = 64
    while (end := digits.find(b">")) < 0:
        piece = stream.read(size)
        if not piece:
            stream.seek(start)
            return _careful(stream)
        digits += piece
        size = _PIECE
    stream.seek(start + end + 1)
    plain = digits[1:end].translate(None, _WHITE)
    try:
        return generic.pdf_string(binascii.unhexlify(plain + b"0" * (len(plain) % 2)))
    except binascii.Error:
        stream.seek(start)
        return _careful(stream)


def install() -> None:
    """Put it in the place of pyHanko's; harmless to do twice."""
    generic.read_hex_string_from_stream = read_hex_string

"""Tag, length, value: how chips write everything (ISO/IEC 7816-4, 5.2.2; ISO/IEC 8825-1)."""

from collections.abc import Iterator
from dataclasses import dataclass

_MOST_TAG_BYTES = 3
_MOST_LENGTH_BYTES = 4


class TlvDamaged(ValueError):
    """The bytes are not objects one after the other."""


@dataclass(frozen=True, slots=True)
class Tlv:
    """One object. tag: its bytes as a number, 0x7F49 for two of them. whole: with its head."""

    tag: int
    value: bytes
    whole: bytes

    @property
    def constructed(self) -> bool:
        """Whether its value is objects again."""
        first = self.tag
        while first > 0xFF:
            first >>= 8
        return bool(first & 0x20)


def head_of(data: bytes) -> tuple[int, int, int]:
    """Tag, length of the head, and length of the value of the first object, as its head says.

    Raises:
        TlvDamaged: the head is cut short, or of indefinite length.
    """
    at = 1
    if data and data[0] & 0x1F == 0x1F:
        while at < len(data) and data[at] & 0x80:
            at += 1
        at += 1
    if at > _MOST_TAG_BYTES or at >= len(data):
        raise TlvDamaged
    tag = int.from_bytes(data[:at], "big")
    first = data[at]
    at += 1
    if first < 0x80:
        return tag, at, first
    count = first & 0x7F
    if not 1 <= count <= _MOST_LENGTH_BYTES or at + count > len(data):
        raise TlvDamaged
    return tag, at + count, int.from_bytes(data[at : at + count], "big")


def each(data: bytes) -> Iterator[Tlv]:
    """The objects, in their order.

    Raises:
        TlvDamaged: one is cut short.
    """
    at = 0
    while at < len(data):
        tag, head, length = head_of(data[at : at + _MOST_TAG_BYTES + _MOST_LENGTH_BYTES + 1])
        end = at + head + length
        if end > len(data):
            raise TlvDamaged
        yield Tlv(tag, data[at + head : end], data[at:end])
        at = end


def find(data: bytes, *path: int) -> bytes:
    """The value of the first object of a tag, then within it of the next tag, and so on.

    Raises:
        TlvDamaged: there is none, or something before it is cut short.
    """
    for tag in path:
        found = next((one for one in each(data) if one.tag == tag), None)
        if found is None:
            raise TlvDamaged
        data = found.value
    return data


def tlv(tag: int, value: bytes) -> bytes:
    """Write one object."""
    count = len(value)
    head = tag.to_bytes((tag.bit_length() + 7) // 8, "big")
    if count < 0x80:
        return head + bytes([count]) + value
    length = count.to_bytes((count.bit_length() + 7) // 8, "big")
    return head + bytes([0x80 | len(length)]) + length + value

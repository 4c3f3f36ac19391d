"""EF.COM and DG1: which groups a chip has, and its three lines (ICAO 9303-10, 4.6 and 4.7.1)."""

from collections.abc import Mapping
from types import MappingProxyType

from station.chip.card_files import CardFile
from station.chip.errors import ChipUnreadable
from station.chip.tlv import TlvDamaged, find
from station.recognition.errors import MrzUnreadable
from station.recognition.mrz import LENGTH, LINES, Mrz, read_mrz

_GROUP_TAGS: Mapping[int, int] = MappingProxyType(
    {
        **{0x61: 1, 0x75: 2, 0x63: 3, 0x76: 4, 0x65: 5, 0x66: 6, 0x67: 7, 0x68: 8},
        **{0x69: 9, 0x6A: 10, 0x6B: 11, 0x6C: 12, 0x6D: 13, 0x6E: 14, 0x6F: 15, 0x70: 16},
    }
)


def read_com(data: bytes) -> tuple[int, ...]:
    """The numbers of the groups that EF.COM lists; nothing signs it.

    Raises:
        ChipUnreadable: it is none.
    """
    try:
        tags = find(data, CardFile.COM.tag, 0x5C)
    except TlvDamaged as error:
        raise ChipUnreadable(file=CardFile.COM.label, reason="structure") from error
    return tuple(_GROUP_TAGS[tag] for tag in tags if tag in _GROUP_TAGS)


def read_dg1(data: bytes) -> Mrz:
    """The machine-readable zone of the chip: three lines of thirty.

    Raises:
        ChipUnreadable: it is of another size of document, or its check digits do not fit.
    """
    try:
        zone = find(data, CardFile.DG1.tag, 0x5F1F)
    except TlvDamaged as error:
        raise ChipUnreadable(file=CardFile.DG1.label, reason="structure") from error
    try:
        text = zone.decode("ascii")
        if len(text) != LINES * LENGTH:
            raise ValueError("another size")
        return read_mrz("\n".join(text[at : at + LENGTH] for at in range(0, len(text), LENGTH)))
    except (ValueError, MrzUnreadable) as error:
        raise ChipUnreadable(file=CardFile.DG1.label, reason="lines") from error

"""DG13: what Vietnam's cards say in Vietnamese.

ICAO leaves this group to the state, and its layout is not published. As seen on cards it is
objects within objects in which a number is followed by one text or more; which number means what is
a setting (`cards.chip_details`). Whatever lies around them is passed over.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from station.chip.card_files import CardFile
from station.chip.errors import ChipUnreadable
from station.chip.tlv import Tlv, TlvDamaged, each, find

_INTEGER = 0x02
_TEXTS = (0x0C, 0x13, 0x16)  # UTF8String, PrintableString, IA5String
_DEEPEST = 8
_LONGEST = 400  # letters of one text

Names = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Details:
    """Texts by their numbers, NFC, as the chip has them; names: which number means what."""

    texts: Mapping[int, tuple[str, ...]]
    names: Names

    def get(self, name: str) -> str:
        """The text of that name; empty where there is none."""
        return next(iter(self.texts.get(self.names.get(name, -1), ())), "")

    def named(self) -> dict[str, str]:
        """All that have a name and say something; several texts parted by a semicolon."""
        return {
            name: "; ".join(self.texts[number])
            for name, number in self.names.items()
            if any(self.texts.get(number, ()))
        }


def read_dg13(data: bytes, names: Names) -> Details:
    """Gather numbers and their texts.

    Raises:
        ChipUnreadable: it is no object of that tag, or not one number with a text is in it.
    """
    texts: dict[int, tuple[str, ...]] = {}
    number = None
    try:
        for part in _leaves(find(data, CardFile.DG13.tag), 0):
            if part.tag == _INTEGER and 1 <= len(part.value) <= 2:
                number = int.from_bytes(part.value, "big")
            elif part.tag in _TEXTS and number is not None:
                texts[number] = (*texts.get(number, ()), _text(part.value))
    except (TlvDamaged, UnicodeDecodeError) as error:
        raise ChipUnreadable(file=CardFile.DG13.label, reason="structure") from error
    if not texts:
        raise ChipUnreadable(file=CardFile.DG13.label, reason="structure")
    return Details(texts, names)


def _leaves(data: bytes, depth: int) -> Iterator[Tlv]:
    for part in each(data):
        if part.constructed and depth < _DEEPEST:
            yield from _leaves(part.value, depth + 1)
        else:
            yield part


def _text(value: bytes) -> str:
    return " ".join(unicodedata.normalize("NFC", value.decode("utf-8")).split())[:_LONGEST]

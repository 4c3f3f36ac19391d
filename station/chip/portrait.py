"""DG2: the owner's portrait (ICAO 9303-10, 4.7.2; ISO/IEC 19794-5:2005, 5).

The picture is in memory alone, for as long as somebody looks at it.
"""

import io
from dataclasses import dataclass, field

import numpy as np
from PIL.Image import Image
from PIL.Jpeg2KImagePlugin import Jpeg2KImageFile
from PIL.JpegImagePlugin import JpegImageFile

from scanners.picture_files import DAMAGE
from station.chip.card_files import CardFile
from station.chip.errors import ChipUnreadable
from station.chip.tlv import TlvDamaged, each, find
from station.recognition.picture import Pixels

JPEG, JPEG2000 = "jpeg", "jpeg2000"

_MAGIC = ((b"\xff\xd8\xff", JPEG), (b"\0\0\0\x0cjP  ", JPEG2000), (b"\xff\x4f\xff\x51", JPEG2000))
_DATA = (0x5F2E, 0x7F2E)
_FACE = b"FAC\x00010\x00"
_HEAD, _FACE_HEAD, _POINT, _PICTURE_HEAD = 14, 20, 8, 12
_MOST_PIXELS = 16_000_000  # a portrait has some 0.3 million
_SHOWN_HIGH = 400


@dataclass(frozen=True, slots=True)
class Portrait:
    """A picture as the chip has it. format: `jpeg` or `jpeg2000`; width, height in pixels."""

    format: str
    width: int
    height: int
    data: bytes = field(repr=False)

    def pixels(self) -> Pixels:
        """Decoded: (height, width, 3) RGB, 0 to 255.

        Raises:
            ChipUnreadable: the picture is damaged.
        """
        return np.asarray(self._decoded())

    def small_jpeg(self) -> bytes:
        """For a screen: 400 pixels high at most.

        Raises:
            ChipUnreadable: the picture is damaged.
        """
        picture = self._decoded()
        picture.thumbnail((picture.width, _SHOWN_HIGH))
        packed = io.BytesIO()
        picture.save(packed, "JPEG", quality=90)
        return packed.getvalue()

    def _decoded(self) -> Image:
        try:
            with _opened(self.format, self.data) as picture:
                return picture.convert("RGB")
        except DAMAGE as error:
            raise _unreadable("picture") from error


def read_dg2(data: bytes) -> Portrait:
    """The first portrait of the group.

    Raises:
        ChipUnreadable: it holds no face record, or no picture of a kind that chips have.
    """
    try:
        templates = find(data, CardFile.DG2.tag, 0x7F61)
        block = find(templates, 0x7F60)
        record = next((part.value for part in each(block) if part.tag in _DATA), b"")
    except TlvDamaged as error:
        raise _unreadable("structure") from error
    picture = _picture_of(record)
    kind = next((kind for magic, kind in _MAGIC if picture.startswith(magic)), None)
    if kind is None:
        raise _unreadable("picture")
    try:
        with _opened(kind, picture) as opened:
            width, height = opened.size
    except DAMAGE as error:
        raise _unreadable("picture") from error
    if width * height > _MOST_PIXELS:
        raise _unreadable("long")
    portrait = Portrait(kind, width, height, picture)
    portrait.pixels()  # what cannot be shown is told now
    return portrait


def _picture_of(record: bytes) -> bytes:
    """What follows the heads of a face record; its own length is that of the record."""
    if not record.startswith(_FACE) or len(record) < _HEAD + _FACE_HEAD:
        raise _unreadable("structure")
    length = int.from_bytes(record[_HEAD : _HEAD + 4], "big")
    points = int.from_bytes(record[_HEAD + 4 : _HEAD + 6], "big")
    begins = _HEAD + _FACE_HEAD + points * _POINT + _PICTURE_HEAD
    if not begins < _HEAD + length <= len(record):
        raise _unreadable("short")
    return record[begins : _HEAD + length]


def _opened(kind: str, data: bytes) -> JpegImageFile | Jpeg2KImageFile:
    opener = JpegImageFile if kind == JPEG else Jpeg2KImageFile
    return opener(io.BytesIO(data))


def _unreadable(reason: str) -> ChipUnreadable:
    return ChipUnreadable(file=CardFile.DG2.label, reason=reason)

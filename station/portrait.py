"""A portrait: the photo that a face is held against, from whichever source it comes."""

from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

from scanners.errors import NotAPicture, PictureTooLarge, PictureTruncated
from scanners.picture_files import LIMIT_PIXELS
from station.recognition.picture import Pixels, open_picture

_OF_CHIPS = ("JPEG", "JPEG2000")  # ICAO 9303-10: what DG2 may hold


class PortraitSource(StrEnum):
    """Where a portrait is from."""

    CARD = "card"
    CHIP = "chip"


@dataclass(frozen=True, slots=True)
class Portrait:
    """A picture (height, width, 3), RGB, with the person's face on it, and where it is from."""

    rgb: Pixels
    source: PortraitSource


def portrait_from(picture: Path) -> Portrait:
    """The photo on a picture of a card; the rest of the card may be on it, too.

    Raises:
        NotAPicture, PictureTruncated, PictureTooLarge, OSError: as `open_picture`.
    """
    return Portrait(open_picture(picture), PortraitSource.CARD)


def portrait_of_chip(data: bytes) -> Portrait:
    """The photo of a card's chip: JPEG or JPEG 2000, as its data group 2 holds it.

    Raises:
        NotAPicture: neither. PictureTruncated: it is damaged. PictureTooLarge: no chip holds that.
    """
    try:
        picture = Image.open(BytesIO(data), formats=_OF_CHIPS)
    except OSError as error:
        raise NotAPicture(file="DG2") from error
    width, height = picture.size
    if width * height > LIMIT_PIXELS:
        raise PictureTooLarge(file="DG2", width=width, height=height, limit_pixels=LIMIT_PIXELS)
    try:
        return Portrait(np.asarray(picture.convert("RGB")), PortraitSource.CHIP)
    except (OSError, SyntaxError, ValueError) as error:
        raise PictureTruncated(file="DG2") from error

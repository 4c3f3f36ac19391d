"""A portrait: the photo that a face is held against, from whichever source it comes."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from scanners.errors import NotAPicture
from station.chip.portrait import Portrait as ChipPortrait
from station.recognition.picture import Pixels, open_picture

CardPhoto = Path | ChipPortrait
"""A picture of a card, or what its chip holds."""


class PortraitSource(StrEnum):
    """Where a portrait is from."""

    CARD = "card"
    CHIP = "chip"


@dataclass(frozen=True, slots=True)
class Portrait:
    """A picture (height, width, 3), RGB, with the person's face on it, and where it is from."""

    rgb: Pixels
    source: PortraitSource


def portrait_from(photo: CardPhoto) -> Portrait:
    """The photo on a picture of a card, with the rest of the card on it, or the one on its chip.

    Raises:
        NotAPicture, PictureTruncated, PictureTooLarge: as `open_picture`. ChipUnreadable: the
        chip's is damaged.
    """
    if not isinstance(photo, Path):
        return Portrait(photo.pixels(), PortraitSource.CHIP)
    try:
        return Portrait(open_picture(photo), PortraitSource.CARD)
    except OSError as error:  # it went since it was chosen, as with a stick
        raise NotAPicture(file=photo.name) from error

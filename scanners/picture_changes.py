"""Changes to a page's picture that lose nothing of what stays: turn, crop, lay together.

Each takes the bytes of page files and returns a new one as PNG; the scanned file is never touched.
Turning is by whole quarters and cropping by whole pixels, so that no pixel is computed anew.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from scanners.errors import PictureTooLarge
from scanners.page_evidence import Evidence, evidence_of
from scanners.picture_files import LIMIT_PIXELS, encode_picture, open_page_picture

_TURNS = {
    90: Image.Transpose.ROTATE_270,  # Pillow turns against the clock
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
QUARTERS = tuple(_TURNS)
_MM_PER_INCH = 25.4


@dataclass(frozen=True, slots=True)
class ChangedPicture:
    """A picture made of page files: its bytes (PNG), width and height in pixels, its evidence."""

    data: bytes
    width: int
    height: int
    evidence: Evidence


def turned(data: bytes, degrees: int, dpi: int) -> ChangedPicture:
    """Turn clockwise by 90, 180 or 270 degrees."""
    picture = open_page_picture(io.BytesIO(data))
    return changed_picture(picture.transpose(_TURNS[degrees]), dpi)


def cropped(data: bytes, box: tuple[int, int, int, int], dpi: int) -> ChangedPicture:
    """Keep the box (x, y, width, height), which lies within the picture.

    Raises:
        ValueError: it does not.
    """
    x, y, width, height = box
    picture = open_page_picture(io.BytesIO(data))
    if not (0 <= x < x + width <= picture.width and 0 <= y < y + height <= picture.height):
        raise ValueError(box)
    return changed_picture(picture.crop((x, y, x + width, y + height)), dpi)


def laid_together(
    pictures: Sequence[bytes], dpi: int, sheet_mm: tuple[float, float] | None = None
) -> ChangedPicture:
    """Lay pictures of one resolution under each other, each at the left, on white.

    sheet_mm: width and height of a sheet on which they lie one under the other in the middle, with
    as much white between them as around; None, or one that has no room: no white around them.

    A colour profile is kept where all have the same.

    Raises:
        PictureTooLarge: together they are more than a page may have.
    """
    opened = [open_page_picture(io.BytesIO(data)) for data in pictures]
    width = max(picture.width for picture in opened)
    height = sum(picture.height for picture in opened)
    if width * height > LIMIT_PIXELS:
        raise PictureTooLarge(width=width, height=height, limit_pixels=LIMIT_PIXELS)
    left, gap = 0, 0
    if sheet_mm is not None:
        wide, tall = (round(length / _MM_PER_INCH * dpi) for length in sheet_mm)
        if wide >= width and tall >= height:
            left, gap = (wide - width) // 2, (tall - height) // (len(opened) + 1)
            width, height = wide, tall
    modes = {picture.mode for picture in opened}
    mode = next(iter(modes)) if len(modes) == 1 else "RGB"
    sheet = Image.new(mode, (width, height), "white")
    top = gap
    for picture in opened:
        sheet.paste(picture.convert(mode), (left, top))
        top += picture.height + gap
    profiles = {picture.info.get("icc_profile") for picture in opened}
    if len(profiles) == 1:
        sheet.info["icc_profile"] = next(iter(profiles))
    return changed_picture(sheet, dpi)


def changed_picture(picture: Image.Image, dpi: int) -> ChangedPicture:
    """Pack a picture that was made, of bits, gray or RGB, with its colour profile if it has one."""
    bitonal = picture.mode == "1"
    pixels = np.asarray(picture.convert("L") if bitonal else picture)
    evidence = evidence_of(pixels, dpi, bitonal=bitonal)
    return ChangedPicture(encode_picture(picture, dpi), picture.width, picture.height, evidence)

"""Page files as pixels. The limit on size is checked before anything is decoded."""

import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile

from scanners.errors import NotAPicture, PictureTooLarge, PictureTruncated
from scanners.picture_files import LIMIT_PIXELS

Pixels = NDArray[np.uint8]

_OPENERS: tuple[tuple[bytes, type[ImageFile]], ...] = (
    (b"\xff\xd8\xff", JpegImageFile),
    (b"\x89PNG\r\n\x1a\n", PngImageFile),
    (b"II*\0", TiffImageFile),
    (b"MM\0*", TiffImageFile),
)
_HEAD_BYTES = 8
# What Pillow's decoders raise on damaged data.
_DAMAGE = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, struct.error)


def open_picture(path: Path) -> Pixels:
    """Decode a JPEG, a PNG or the first picture of a TIFF into (height, width, 3) RGB, 0 to 255.

    Transparent places become white, like paper. Pixels are taken as they lie in the file: an
    orientation mark (Exif) is not applied, so that boxes stay in pixels of the picture given.

    Raises:
        NotAPicture: the file is none of the three. PictureTruncated: it begins as one and does
        not go on as one. PictureTooLarge: more than 150 million pixels.
        OSError: the file cannot be opened.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    opener = next((kind for magic, kind in _OPENERS if head.startswith(magic)), None)
    if opener is None:
        raise NotAPicture(file=path.name)
    try:
        with path.open("rb") as file, opener(file) as picture:
            width, height = picture.size
            if width * height > LIMIT_PIXELS:
                raise PictureTooLarge(
                    file=path.name, width=width, height=height, limit_pixels=LIMIT_PIXELS
                )
            picture.load()
            return np.asarray(_rgb(picture))
    except _DAMAGE as error:
        raise PictureTruncated(file=path.name) from error


def _rgb(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):  # 16 bits a pixel: Pillow's own conversion would clip
        deep = np.asarray(picture).astype(np.uint32)
        picture = Image.fromarray((deep >> 8).clip(0, 255).astype(np.uint8))
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        picture = Image.new("RGB", layer.size, "white")
        picture.paste(layer, mask=layer.getchannel("A"))
    return picture.convert("RGB")

"""A picture of any kind as a page has it: bits, gray or RGB, on white, in colours that are told."""

import io

import numpy as np
from PIL import Image, ImageCms

_SPACE_OF_MODE = {"RGB": b"RGB ", "L": b"GRAY"}
_SPACE_AT = 16  # of the colour space in an ICC profile's header (ISO 15076-1, 7.2.6)
_PROFILE = "icc_profile"


def plain(picture: Image.Image) -> Image.Image:
    """Return the picture as bits, gray or RGB, opaque on white.

    What a printer's profile says of CMYK becomes sRGB by it.
    """
    if picture.mode in ("1", "L", "RGB") and "transparency" not in picture.info:
        return picture
    if picture.mode.startswith("I"):
        # Sixteen bits a sample; converting to L would cut, not scale.
        return Image.fromarray((np.asarray(picture).astype(np.uint32) >> 8).astype(np.uint8))
    if picture.has_transparency_data:
        opaque = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", opaque.size, "white"), opaque).convert("RGB")
    if picture.mode == "CMYK" and picture.info.get(_PROFILE):
        return _by_profile(picture)
    return picture.convert("RGB")


def profile_of(picture: Image.Image) -> bytes | None:
    """The ICC profile that belongs to these pixels; None without one, or one for other colours."""
    profile = picture.info.get(_PROFILE)
    space = _SPACE_OF_MODE.get(picture.mode)
    if not isinstance(profile, bytes) or profile[_SPACE_AT : _SPACE_AT + 4] != space:
        return None
    return profile


def _by_profile(picture: Image.Image) -> Image.Image:
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(picture.info[_PROFILE]))
        seen = ImageCms.profileToProfile(
            picture, given, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError):  # a broken profile says nothing
        seen = None
    return picture.convert("RGB") if seen is None else seen

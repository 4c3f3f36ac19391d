"""The picture of one side as the JPEG (or bitonal PNG) that goes into the copy."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from signing.errors import CopyRefused
from signing.values import PagePicture

# Visually even with the original for documents, at about 400 kB for a colour A4 at 300 dpi.
_QUALITY = 85
# A3 at 1200 dpi has 278 million pixels: no page is larger, and memory is finite.
_LIMIT_PIXELS = 150_000_000
_ORIENTATION = 0x0112


def picture_bytes(side: PagePicture, page: int) -> tuple[str, bytes]:
    """Read a side and give its file name in the copy and its bytes.

    A JPEG in grey or RGB goes through untouched, so that nothing is lost twice; a bitonal PNG
    as well. Everything else is encoded once, 4:2:0 at quality 85.

    Args:
        side: what is expected: the file must have exactly its pixels.
        page: from 1, for the name and for the facts of a refusal.

    Raises:
        CopyRefused: reason `picture-missing`, `picture-damaged`, `picture-too-large` or
            `picture-changed` (other pixels than the draft says); fact page.
    """
    if side.width * side.height > _LIMIT_PIXELS:
        raise CopyRefused(reason="picture-too-large", page=page)
    try:
        raw = side.path.read_bytes()
    except OSError as error:
        raise CopyRefused(reason="picture-missing", page=page) from error
    try:
        with warnings.catch_warnings():
            # Pillow's own, lower limit only warns; ours is checked above and against the file.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(raw), formats=("JPEG", "PNG"))
        with opened as picture:
            upright = picture.getexif().get(_ORIENTATION, 1) == 1
            _check_size(picture, side, page, turned=not upright)
            picture.load()
            if picture.format == "JPEG" and picture.mode in ("RGB", "L") and upright:
                return f"side{page}.jpg", raw
            if picture.mode == "1":
                return f"side{page}.png", raw
            return f"side{page}.jpg", _encode(ImageOps.exif_transpose(picture), side.dpi)
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError) as error:
        raise CopyRefused(reason="picture-damaged", page=page) from error
    except Image.DecompressionBombError as error:
        raise CopyRefused(reason="picture-too-large", page=page) from error


def _check_size(picture: Image.Image, side: PagePicture, page: int, *, turned: bool) -> None:
    sizes = {picture.size, picture.size[::-1]} if turned else {picture.size}
    if (side.width, side.height) not in sizes:
        raise CopyRefused(reason="picture-changed", page=page)


def _encode(picture: Image.Image, dpi: int) -> bytes:
    if picture.mode in ("RGBA", "LA", "P", "PA"):
        # What lies under transparent pixels of a scan is paper.
        rgba = picture.convert("RGBA")
        paper = Image.new("RGBA", rgba.size, "white")
        picture = Image.alpha_composite(paper, rgba)
    if picture.mode not in ("L", "RGB"):
        picture = picture.convert("RGB")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, subsampling="4:2:0", dpi=(dpi, dpi))
    return out.getvalue()

"""The picture of one side as it goes into the copy: small, and as legible as what was scanned."""

import hashlib
import io
import threading
import warnings
from collections import OrderedDict

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from signing.errors import CopyRefused
from signing.values import PagePicture

# A3 at 1200 dpi has 278 million pixels: no page is larger, and memory is finite.
_LIMIT_PIXELS = 150_000_000
_ORIENTATION = 0x0112
# Some two hundred sides.
_KEPT_BYTES = 64 * 1024 * 1024

# Bytes a square inch: 380 kB for an A4 side at 300 dpi. Noisy paper takes a coarser step.
_BUDGET = 380_000 / (8.27 * 11.69)
_QUALITIES = (60, 45, 30)
# Where a letter is made of few pixels, each of them counts.
_COARSE_DPI = 250
_COARSE_QUALITY = 80
# N. Robidoux's quantisation for natural pictures, which mozjpeg has as its default: it spends
# fewer bits on the finest detail, which in a scan is the noise of the paper, than the standard's.
# docs/decisions/0009-small-page-pictures.md has what was measured.
_TABLE = (
    *(16, 16, 16, 18, 25, 37, 56, 85),
    *(16, 17, 20, 27, 34, 40, 53, 75),
    *(16, 20, 24, 31, 43, 62, 91, 135),
    *(18, 27, 31, 40, 53, 74, 106, 156),
    *(25, 34, 43, 53, 69, 94, 131, 189),
    *(37, 40, 62, 74, 94, 124, 169, 238),
    *(56, 53, 91, 106, 131, 169, 226, 311),
    *(85, 75, 135, 156, 189, 238, 311, 418),
)
# Colour that no eye sees on paper: what is left of it is the scanner's own.
_COLOURLESS = 6


def picture_bytes(side: PagePicture, page: int) -> tuple[str, bytes]:
    """Read a side and give its file name in the copy and its bytes.

    A JPEG in grey or RGB that is small enough goes through untouched, so that nothing is lost
    twice; a bitonal PNG as well. Everything else is encoded once, as a JPEG; in grey where the
    side has no colour. The latest results are kept in memory: called while a side is still being
    compared, it saves its second or so from the moment of signing.

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
    key = (hashlib.sha256(raw).digest(), side.width, side.height, side.dpi)
    if (kept := _KEPT.get(key)) is None:
        kept = _KEPT.keep(key, _small(raw, side, page))
    suffix, octets = kept
    return f"side{page}{suffix}", octets


_Key = tuple[bytes, int, int, int]
_Picture = tuple[str, bytes]


class _Kept:
    """The latest pictures, within a bound of bytes."""

    def __init__(self, bound: int) -> None:
        self._bound = bound
        self._size = 0
        self._pictures: OrderedDict[_Key, _Picture] = OrderedDict()
        self._turn = threading.Lock()

    def get(self, key: _Key) -> _Picture | None:
        with self._turn:
            if key in self._pictures:
                self._pictures.move_to_end(key)
            return self._pictures.get(key)

    def keep(self, key: _Key, picture: _Picture) -> _Picture:
        with self._turn:
            if key not in self._pictures:
                self._pictures[key] = picture
                self._size += len(picture[1])
            while self._size > self._bound:
                _, (_, octets) = self._pictures.popitem(last=False)
                self._size -= len(octets)
        return picture


_KEPT = _Kept(_KEPT_BYTES)


def _small(raw: bytes, side: PagePicture, page: int) -> _Picture:
    """Suffix and bytes of what goes into the copy."""
    try:
        with warnings.catch_warnings():
            # Pillow's own, lower limit only warns; ours is checked above and against the file.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(raw), formats=("JPEG", "PNG"))
        with opened as picture:
            upright = picture.getexif().get(_ORIENTATION, 1) == 1
            _check_size(picture, side, page, turned=not upright)
            picture.load()
            small = len(raw) <= _budget(picture, side.dpi)
            if picture.format == "JPEG" and picture.mode in ("RGB", "L") and upright and small:
                return ".jpg", raw
            if picture.mode == "1":
                return ".png", raw
            return ".jpg", _encode(ImageOps.exif_transpose(picture), side.dpi)
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError) as error:
        raise CopyRefused(reason="picture-damaged", page=page) from error
    except Image.DecompressionBombError as error:
        raise CopyRefused(reason="picture-too-large", page=page) from error


def _check_size(picture: Image.Image, side: PagePicture, page: int, *, turned: bool) -> None:
    sizes = {picture.size, picture.size[::-1]} if turned else {picture.size}
    if (side.width, side.height) not in sizes:
        raise CopyRefused(reason="picture-changed", page=page)


def _budget(picture: Image.Image, dpi: int) -> float:
    square_inches = picture.width * picture.height / max(dpi, 1) ** 2
    return square_inches * _BUDGET * max(1.0, dpi / 300)


def _encode(picture: Image.Image, dpi: int) -> bytes:
    picture = _flat(picture)
    if picture.mode == "RGB" and _is_colourless(picture):
        picture = picture.convert("L")
    for quality in (_COARSE_QUALITY, *_QUALITIES) if dpi < _COARSE_DPI else _QUALITIES:
        encoded = _jpeg(picture, dpi, quality)
        if len(encoded) <= _budget(picture, dpi):
            break
    return encoded


def _flat(picture: Image.Image) -> Image.Image:
    """In grey or RGB, without transparency."""
    if picture.mode in ("RGBA", "LA", "P", "PA"):
        # What lies under transparent pixels of a scan is paper.
        rgba = picture.convert("RGBA")
        paper = Image.new("RGBA", rgba.size, "white")
        picture = Image.alpha_composite(paper, rgba)
    return picture if picture.mode in ("L", "RGB") else picture.convert("RGB")


def _is_colourless(picture: Image.Image) -> bool:
    """Whether no place as large as a letter's stroke has colour: a faint seal is colour."""
    small = picture.reduce(4) if min(picture.size) >= 4 else picture
    pixels = np.asarray(small, dtype=np.int16)
    return bool((pixels.max(axis=2) - pixels.min(axis=2)).max() <= _COLOURLESS)


def _jpeg(picture: Image.Image, dpi: int, quality: int) -> bytes:
    scale = 5000 / quality if quality < 50 else 200 - 2 * quality
    table = [min(255, max(1, round(step * scale / 100))) for step in _TABLE]
    out = io.BytesIO()
    picture.save(
        out,
        "JPEG",
        qtables=[table] if picture.mode == "L" else [table, table],
        subsampling="4:2:0",
        progressive=True,
        optimize=True,
        dpi=(dpi, dpi),
    )
    return out.getvalue()

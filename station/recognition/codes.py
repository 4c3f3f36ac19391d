"""QR and bar codes on a page, by zxing-cpp."""

from pathlib import Path
from typing import Any

import cv2
import zxingcpp
from numpy.typing import NDArray

from offline_store.records import Code
from station.recognition.picture import Pixels, open_picture

# Names and not the library's own objects: those complain of leaks when the window's process ends
# before this module is taken down.
# Kinds whose own check sums make a wrong reading improbable (Codabar or ITF would be "found" in
# hatching) and that papers and separators here carry: DataMatrix and PDF417 are on none of them,
# and looking for the two costs three times as much as all of these.
_KINDS = ("QRCode", "Aztec", "Code128", "EAN13")
# Only QR codes are small enough, on identity cards at 200 dpi, to be worth a look at twice the
# size; the other kinds would make that look five times as long.
_KINDS_ENLARGED = ("QRCode",)
_KINDS_LIGHT = ("QRCode",)
_LARGEST_ENLARGED = 50_000_000  # pixels: A4 at 300 dpi, twice as wide and high, and some margin
_FINE_DPI = 250  # from here a card's code is read as it is; a second look costs 0.2 s a page


def find_codes(picture: Path) -> tuple[Code, ...]:
    """Find the codes of a picture file, boxes in its pixels; none is an empty tuple.

    Raises:
        NotAPicture, PictureTruncated, PictureTooLarge: the file cannot be read.
    """
    return codes_in(open_picture(picture))


def codes_in(rgb: Pixels, dpi: int = 0) -> tuple[Code, ...]:
    """Find the codes of a picture: as it is; enlarged; enlarged in black and white.

    Light on dark only QR codes are looked for, which screens show so.

    dpi: its resolution; from 250 on it is only looked at as it is. 0: not known.
    """
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    # All kinds light on dark as well would take a third more.
    found = _decode(grey, 1, _KINDS, light=False) or _decode(grey, 1, _KINDS_LIGHT)
    if found or dpi >= _FINE_DPI or grey.size * 4 > _LARGEST_ENLARGED:
        return found
    large = cv2.resize(grey, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    if found := _decode(large, 2, _KINDS_ENLARGED):
        return found
    crisp = cv2.adaptiveThreshold(large, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 51, 10)
    return _decode(crisp, 2, _KINDS_ENLARGED)


def _decode(
    grey: NDArray[Any], scale: int, kinds: tuple[str, ...], *, light: bool = True
) -> tuple[Code, ...]:
    formats = zxingcpp.BarcodeFormats(tuple(zxingcpp.BarcodeFormat[kind] for kind in kinds))
    return tuple(
        Code(barcode.format.name, barcode.text, _box(barcode.position, scale))
        for barcode in zxingcpp.read_barcodes(grey, formats=formats, try_invert=light)
        if barcode.valid
    )


def _box(place: "zxingcpp.Position", scale: int) -> tuple[int, int, int, int]:
    corners = (place.top_left, place.top_right, place.bottom_left, place.bottom_right)
    left, right = min(c.x for c in corners) // scale, max(c.x for c in corners) // scale
    top, bottom = min(c.y for c in corners) // scale, max(c.y for c in corners) // scale
    return left, top, right - left, bottom - top

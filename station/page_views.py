"""Pages for the screen: small, reduced, or in tiles, without decoding the whole of one each time.

What is made is kept sealed beside the page files (`offline_store/made_files.py`), so that a page of
A3 at 600 dpi is decoded once for all its views. Pixels at full size come lossless: they are what is
compared with the paper.
"""

import io
import math
from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from offline_store.records import Page
from offline_store.store import Store
from scanners.page_evidence import evidence_of
from scanners.picture_files import open_page_picture
from scanners.png import encode_png
from station.errors import InputInvalid

TILE = 1024  # pixels of a tile's side; at the right and lower edge less
_SMALLEST = 512  # pixels of the longer side: a page is not reduced further than this
_QUALITY = 90
_TILE_DPI = 72  # nobody asks a tile for it

Pixels = NDArray[np.uint8]


class Pictured(Protocol):
    """Whose picture it is: its file, and how many pixels that has. A `Page` is one."""

    @property
    def sha256(self) -> str:
        """The kept file's."""
        ...

    @property
    def width(self) -> int:
        """In pixels, unturned."""
        ...

    @property
    def height(self) -> int:
        """The same downwards."""
        ...


@dataclass(frozen=True, slots=True)
class PageViews:
    """Gives pictures of pages as files, JPEG or PNG. Any thread.

    All raise FileMissing and FileDamaged where the page's file is not as it was kept.
    """

    store: Store

    def thumbnail(self, page: Page) -> bytes:
        """A small JPEG, at most 384 pixels long."""
        if page.thumbnail is not None:
            return self.store.files.read(page.thumbnail)
        made = self.store.made.get(page.sha256, "thumbnail")
        if made is None:
            made = evidence_of(self._decoded(page), page.dpi).thumbnail
            self.store.made.keep(page.sha256, "thumbnail", made)
        return made

    def steps(self, page: Pictured) -> tuple[int, ...]:
        """By how much the page can be had reduced: 1, 2, 4 … of its pixels to one."""
        longest = max(page.width, page.height)
        most = max(0, math.floor(math.log2(longest / _SMALLEST))) if longest > _SMALLEST else 0
        return tuple(2**power for power in range(most + 1))

    def reduced(self, page: Pictured, longest: int) -> bytes:
        """The page no smaller than `longest` pixels of its longer side, where it has as many.

        The kept file itself where only that is large enough; else a JPEG.
        """
        fits = [
            step for step in self.steps(page) if max(page.width, page.height) // step >= longest
        ]
        step = max(fits, default=1)
        if step == 1:
            return self.store.files.read(page.sha256)
        made = self.store.made.get(page.sha256, _whole(step))
        return made if made is not None else self._reduce(page)[step]

    def tile(self, page: Pictured, step: int, column: int, row: int) -> bytes:
        """One tile of the page reduced by `step`; columns and rows count from 0.

        At full size a PNG, else a JPEG.

        Raises:
            InputInvalid: the page has no such step or tile.
        """
        if step not in self.steps(page):
            raise InputInvalid(field="step")
        if not (0 <= column * TILE * step < page.width and 0 <= row * TILE * step < page.height):
            raise InputInvalid(field="tile")
        made = self.store.made.get(page.sha256, _tile(step, column, row))
        return made if made is not None else self._cut(page, step)[column, row]

    def _reduce(self, page: Pictured) -> dict[int, bytes]:
        """Make and keep the page at every step; each from the one before."""
        pixels = self._decoded(page)
        made: dict[int, bytes] = {}
        for step in self.steps(page)[1:]:
            pixels = _halved(pixels)
            made[step] = _jpeg(pixels)
            self.store.made.keep(page.sha256, _whole(step), made[step])
        return made

    def _cut(self, page: Pictured, step: int) -> dict[tuple[int, int], bytes]:
        """Make and keep all tiles of one step: the whole is decoded once for all of them."""
        pixels = self._decoded(page)
        for _ in range(step.bit_length() - 1):
            pixels = _halved(pixels)
        made: dict[tuple[int, int], bytes] = {}
        for row, top in enumerate(range(0, pixels.shape[0], TILE)):
            for column, left in enumerate(range(0, pixels.shape[1], TILE)):
                part = np.ascontiguousarray(pixels[top : top + TILE, left : left + TILE])
                data = encode_png(part, _TILE_DPI, rgb=True) if step == 1 else _jpeg(part)
                made[column, row] = data
                self.store.made.keep(page.sha256, _tile(step, column, row), data)
        return made

    def _decoded(self, page: Pictured) -> Pixels:
        picture = open_page_picture(io.BytesIO(self.store.files.read(page.sha256)))
        return np.asarray(picture.convert("L") if picture.mode == "1" else picture, np.uint8)


def _whole(step: int) -> str:
    return f"reduced {step}"


def _tile(step: int, column: int, row: int) -> str:
    return f"tile {step} {column} {row}"


def _halved(pixels: Pixels) -> Pixels:
    """Each pixel the mean of four; an odd last row or column counts as a pair."""
    height, width = pixels.shape[:2]
    size = (math.ceil(width / 2), math.ceil(height / 2))
    even = cv2.copyMakeBorder(pixels, 0, height % 2, 0, width % 2, cv2.BORDER_REPLICATE)
    return np.asarray(cv2.resize(even, size, interpolation=cv2.INTER_AREA), np.uint8)


def _jpeg(pixels: Pixels) -> bytes:
    bgr = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR) if pixels.ndim == 3 else pixels
    _, data = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return data.tobytes()

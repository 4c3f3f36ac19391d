"""Page pictures, decoded off the Qt thread and kept within bounds: small, whole, and in tiles."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from cv2.typing import MatLike
from PyQt6.QtCore import QBuffer, QSize, Qt
from PyQt6.QtGui import QImage, QImageReader, QTransform

from offline_store.errors import FileDamaged, FileMissing
from offline_store.records import Page
from signing.errors import NotAPdf
from station.bootstrap import Desk
from station.page_views import PageViews
from views.jobs import QtJobs
from views.look import THUMBNAIL

# A page of 150 million pixels is the largest that the desk keeps.
DECODER_LIMIT_MB = 1024
WHOLE_LIMIT_BYTES = 32 << 20
TILES_LIMIT_BYTES = 40 << 20
THUMBNAILS_LIMIT_BYTES = 16 << 20
# Beyond this many pixels a side nobody sees a difference on a screen.
LONGEST_SIDE = 5000
# As much of a page's longer side as is kept of all of it; where more is seen, tiles have it.
WHOLE_SIDE = 1600
# Thumbnails stay sharp at 200 %.
THUMBNAIL_SCALE = 2
# By how much a JPEG is reduced while it is decoded, the most first.
_REDUCED = (
    (8, cv2.IMREAD_REDUCED_COLOR_8),
    (4, cv2.IMREAD_REDUCED_COLOR_4),
    (2, cv2.IMREAD_REDUCED_COLOR_2),
)

OnImage = Callable[[QImage], None]
Still = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's picture: what it is asked for by, such as its file's SHA-256, and its pixels."""

    sha256: str
    width: int
    height: int


def sheet_of(page: Page) -> Sheet:
    """The sheet of a kept page."""
    return Sheet(page.sha256, page.width, page.height)


@dataclass(frozen=True, slots=True)
class Tile:
    """A part of a sheet reduced by `step`, turned clockwise by `rotation` degrees."""

    sheet: Sheet
    step: int
    column: int
    row: int
    rotation: int


class _Kept:
    """Pictures by key, the one asked for longest ago goes first; the newest stays, any size."""

    def __init__(self, limit_bytes: int) -> None:
        self._limit = limit_bytes
        self._bytes = 0
        self._images: OrderedDict[Hashable, QImage] = OrderedDict()

    def get(self, key: Hashable) -> QImage | None:
        """The picture, where it is kept."""
        if key in self._images:
            self._images.move_to_end(key)
        return self._images.get(key)

    def drop(self, wanted: Callable[[Hashable], bool]) -> None:
        """Keep no longer what is not wanted."""
        for key in [key for key in self._images if not wanted(key)]:
            self._bytes -= self._images.pop(key).sizeInBytes()

    def keep(self, key: Hashable, image: QImage) -> None:
        """Keep one more."""
        self._images[key] = image
        self._bytes += image.sizeInBytes()
        while self._bytes > self._limit and len(self._images) > 1:
            _, gone = self._images.popitem(last=False)
            self._bytes -= gone.sizeInBytes()


class Pictures:
    """Gives pictures by key, such as the SHA-256 of their file; a null image for what fails.

    draw: makes the picture of a key, small or whole, off the Qt thread; what it raises as a
    `FileMissing`, `FileDamaged` or `NotAPdf` ends in a null image. views: where kept pages come
    from reduced and in tiles, so that none is ever held whole; without it there are no tiles.
    """

    def __init__(
        self,
        draw: Callable[[str, bool], QImage],
        jobs: QtJobs,
        views: PageViews | None = None,
    ) -> None:
        self._draw = draw
        self._jobs = jobs
        self._views = views
        self._whole = _Kept(WHOLE_LIMIT_BYTES)
        self._tiles = _Kept(TILES_LIMIT_BYTES)
        self._thumbnails = _Kept(THUMBNAILS_LIMIT_BYTES)
        self._ahead: frozenset[Sheet] = frozenset()
        self._waiting: dict[Hashable, list[OnImage]] = {}

    def whole(self, sheet: Sheet, then: OnImage) -> None:
        """Give the picture, no larger than a screen wants it, now or later."""
        self._give(self._whole, sheet, lambda: self._drawn_whole(sheet), then)

    def ahead(self, sheets: Sequence[Sheet]) -> None:
        """See that these are there soon, and no longer that those are which were asked for last."""
        self._ahead = frozenset(sheets)
        for sheet in sheets:
            draw = partial(self._drawn_whole, sheet)
            self._give(self._whole, sheet, draw, _ignored, partial(self._still_ahead, sheet))

    def thumbnail(self, key: str, then: OnImage) -> None:
        """Give a small picture, now or later."""
        self._give(self._thumbnails, key, lambda: self._draw(key, True), then)

    def steps(self, sheet: Sheet) -> tuple[int, ...]:
        """By how much tiles may be reduced, from 1; none where there are no tiles."""
        return self._views.steps(sheet) if self._views is not None else ()

    def tile(self, tile: Tile, then: OnImage, still: Still) -> None:
        """Give a tile, now or later; null where by then it is `still` no longer wanted."""
        views = self._views
        assert views is not None

        def draw() -> QImage:
            data = views.tile(tile.sheet, tile.step, tile.column, tile.row)
            return turned(decode(data, False), tile.rotation)

        self._give(self._tiles, tile, draw, then, still)

    def look_at(self, sheet: Sheet | None) -> None:
        """Say which page is looked at: tiles of no other are kept."""
        self._tiles.drop(lambda key: isinstance(key, Tile) and key.sheet == sheet)

    def kept_tile(self, tile: Tile) -> QImage | None:
        """The tile, where it is there already."""
        return self._tiles.get(tile)

    def scaled(self, image: QImage, size: QSize, then: OnImage) -> None:
        """Give the image at another size, smooth, later."""
        self._jobs.start(lambda: _scaled(image, size), then, _defect)

    def _still_ahead(self, sheet: Sheet) -> bool:
        return sheet in self._ahead

    def _drawn_whole(self, sheet: Sheet) -> QImage:
        if self._views is None:
            return self._draw(sheet.sha256, False)
        return decode(self._views.reduced(sheet, WHOLE_SIDE), False)

    def _give(
        self,
        kept: _Kept,
        key: Hashable,
        draw: Callable[[], QImage],
        then: OnImage,
        still: Still | None = None,
    ) -> None:
        there = kept.get(key)
        if there is not None:
            then(there)
            return
        waiting = self._waiting.setdefault((id(kept), key), [])
        waiting.append(then)
        if len(waiting) > 1:
            return

        def work() -> QImage:
            # Others may have come to want it since: whoever asked first need not be the only one.
            if still is not None and len(waiting) == 1 and not still():
                return QImage()
            try:
                return draw()
            except (FileMissing, FileDamaged, NotAPdf):
                return QImage()

        def arrived(image: QImage) -> None:
            if not image.isNull():
                kept.keep(key, image)
            for one in self._waiting.pop((id(kept), key)):
                one(image)

        self._jobs.start(work, arrived, _defect)


def page_pictures(desk: Desk, jobs: QtJobs) -> Pictures:
    """The pictures of kept pages, by the SHA-256 of their files."""
    read = desk.store.files.read
    return Pictures(lambda key, small: decode(read(key), small), jobs, desk.page_views)


def spool_pictures(desk: Desk, jobs: QtJobs) -> Pictures:
    """The pictures of an interrupted scan's pages, by their paths."""
    waiting = desk.interrupted.picture
    return Pictures(lambda key, small: decode(waiting(Path(key), small=small) or b"", small), jobs)


def sheets_beside(pages: Sequence[Page], page: Page) -> tuple[Sheet, ...]:
    """The pages to which one key turns, the next one first."""
    at = page.position - 1
    return tuple(sheet_of(each) for each in (*pages[at + 1 : at + 2], *pages[max(0, at - 1) : at]))


def decode(data: bytes, small: bool) -> QImage:
    """Decode a picture as it lies in its file, unturned, no larger than asked. Any thread."""
    QImageReader.setAllocationLimit(DECODER_LIMIT_MB)
    source = QBuffer()
    source.setData(data)
    reader = QImageReader(source)
    reader.setAutoTransform(False)
    size = reader.size()
    most = THUMBNAIL * THUMBNAIL_SCALE if small else LONGEST_SIDE
    longest = max(size.width(), size.height())
    wanted = size.scaled(most, most, Qt.AspectRatioMode.KeepAspectRatio) if longest > most else size
    pixels = _pixels(data, longest // most) if size.isValid() else None
    if pixels is not None:
        return _image(pixels, wanted)
    if size.isValid():
        reader.setScaledSize(wanted)
    image = reader.read()
    return image if image.isNull() else image.convertToFormat(QImage.Format.Format_RGB32)


def _pixels(data: bytes, too_large: int) -> MatLike | None:
    """The picture, (height, width, 3), blue first; None where only Qt may know its format.

    Not by Qt, which keeps everybody else from Python while it decodes: the window's own thread,
    too. too_large: by how much it may be reduced while it is decoded.
    """
    jpeg = data.startswith(b"\xff\xd8\xff")
    way = next((way for by, way in _REDUCED if jpeg and by <= too_large), cv2.IMREAD_COLOR)
    try:
        return cv2.imdecode(np.frombuffer(data, np.uint8), way | cv2.IMREAD_IGNORE_ORIENTATION)
    except cv2.error:
        return None


def _image(pixels: MatLike, size: QSize) -> QImage:
    """Pixels, (height, width, 3), blue first, as a picture of that size."""
    if (pixels.shape[1], pixels.shape[0]) != (size.width(), size.height()):
        wide, high = max(1, size.width()), max(1, size.height())
        pixels = cv2.resize(pixels, (wide, high), interpolation=cv2.INTER_AREA)
    return _copied(cv2.cvtColor(pixels, cv2.COLOR_BGR2BGRA))


def _copied(pixels: MatLike) -> QImage:
    """Pixels, (height, width, 4), blue first, as a picture of its own."""
    height, width = pixels.shape[:2]
    return QImage(pixels.tobytes(), width, height, width * 4, QImage.Format.Format_RGB32).copy()


def turned(image: QImage, rotation: int) -> QImage:
    """The picture turned clockwise by a quarter or more. Any thread."""
    if image.isNull() or not rotation % 360:
        return image
    return image.transformed(QTransform().rotate(rotation))


def _scaled(image: QImage, size: QSize) -> QImage:
    """The picture at another size. Not by Qt, which keeps everybody else from Python meanwhile."""
    bits = image.constBits()
    if bits is None or size.isEmpty() or image.format() is not QImage.Format.Format_RGB32:
        return image.scaled(
            size,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    bits.setsize(image.sizeInBytes())
    lines = np.asarray(bits, np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    pixels = lines[:, : image.width()]
    smaller = size.width() < image.width()
    way = cv2.INTER_AREA if smaller else cv2.INTER_LINEAR
    return _copied(cv2.resize(pixels, (size.width(), size.height()), interpolation=way))


def _ignored(image: QImage) -> None:
    """It is kept: that is all that was wanted."""


def _defect(error: Exception) -> None:
    raise error

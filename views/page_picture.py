"""A page's picture as it is painted: the whole of it reduced, and tiles where more is seen.

At most as many pixels as are on the screen are in hand: a page of A3 at 600 dpi, four times as
large as on paper, takes no more memory than a letter.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import ceil, floor

from PyQt6.QtCore import QRect, QRectF, QSize, Qt
from PyQt6.QtGui import QImage, QPainter, QPixmap

from station.page_views import TILE
from views.pictures import TILES_LIMIT_BYTES, Pictures, Sheet, Tile, turned

Corner = tuple[float, float, float, float]
"""A box: x, y, width, height."""

# How often a tile is asked for that did not come: its file may be gone.
_TRIES = 3
# On a very large screen fewer pixels are painted than it has: what is painted stays in hand.
_MOST_TILES = TILES_LIMIT_BYTES // (4 * TILE * TILE) * 3 // 4


@dataclass(slots=True)
class _Asked:
    """The tiles that one use of the page waits for, and how often those that failed were tried."""

    wanted: frozenset[Tile] = frozenset()
    failed: dict[Tile, int] = field(default_factory=dict)


class PagePicture:
    """The picture of one page at a time. changed: called when more of it is there to be painted."""

    def __init__(self, pictures: Pictures, changed: Callable[[], None]) -> None:
        self._pictures = pictures
        self._changed = changed
        self._sheet: Sheet | None = None
        self._rotation = 0
        self._steps: tuple[int, ...] = ()
        self._whole = QImage()
        # The whole at the size at which it is seen.
        self._fitting = QPixmap()
        self._painting, self._reading = _Asked(), _Asked()
        self.sharp = False
        """Whether what was painted last had as many pixels as the screen, or all that there are."""

    def show(self, sheet: Sheet | None, rotation: int) -> None:
        """Take another page; nothing of the one before is painted any more."""
        self._sheet, self._rotation = sheet, rotation % 360
        self._steps = self._pictures.steps(sheet) if sheet is not None else ()
        self._pictures.look_at(sheet)
        self._whole, self._fitting, self.sharp = QImage(), QPixmap(), False
        self._painting, self._reading = _Asked(), _Asked()

    def take_whole(self, image: QImage) -> None:
        """The whole of it has come."""
        self._whole = turned(image, self._rotation)

    @property
    def there(self) -> bool:
        """Whether anything of it can be painted."""
        return not self._whole.isNull()

    def fit(self, size: QSize, changed: Callable[[], None]) -> None:
        """Make the whole anew for this size on the screen, in its pixels, where it is smaller."""
        if not self.there or self._fitting.size() == size or self._beyond_whole(size.width()):
            return
        sheet = self._sheet

        def ready(scaled: QImage) -> None:
            if sheet == self._sheet and not scaled.isNull():
                self._fitting = QPixmap.fromImage(scaled)
                changed()

        self._pictures.scaled(self._whole, size, ready)

    def paint(self, painter: QPainter, paper: QRect, seen: QRect, ratio: float) -> None:
        """Paint what is seen of the page. paper: where it lies. ratio: screen pixels to a unit."""
        part = paper.intersected(seen)
        if not self.there or part.isEmpty():
            return
        size = paper.size() * ratio
        if not self._beyond_whole(size.width()):
            self._painting.wanted = frozenset()
            self.sharp = self._fitting.size() == size or self._whole.size() == size
            if self._fitting.size() == size:
                painter.drawPixmap(paper, self._fitting)
            else:
                self._paint_whole(painter, paper, part)
            return
        tiles = self._tiles_for(size.width(), self._on_page(paper, part))
        there = [(tile, self._pictures.kept_tile(tile)) for tile in tiles]
        self.sharp = all(image is not None for _, image in there)
        if not self.sharp:
            self._paint_whole(painter, paper, part)
        scale = paper.width() / max(1, self._size().width())
        for tile, image in there:
            if image is not None:
                painter.drawImage(self._place(tile, paper, scale, image), image)
        self._ask(self._painting, [tile for tile, image in there if image is None])

    def line(self, box: QRectF, least: int, around: float) -> QImage:
        """The page's full width at the height of a box of the turned page; null without a page.

        least: of how many pixels in height it is to be, where the page has as many. around: how
        far to the left and right of the box, in page pixels, it is to be sharp.
        """
        if not self.there:
            return QImage()
        page = self._size()
        of_whole = self._whole.width() / page.width()
        step = max((step for step in self._steps if box.height() / step >= least), default=1)
        density = max(1 / step, of_whole) if self._steps else of_whole
        size = QSize(max(1, round(page.width() * density)), max(1, round(box.height() * density)))
        made = QImage(size, QImage.Format.Format_RGB32)
        made.fill(Qt.GlobalColor.white)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        # The page as a whole, moved so that the box's top is the line's.
        paper = QRect(0, -round(box.top() * density), size.width(), round(page.height() * density))
        self._paint_whole(painter, paper, made.rect())
        missing = []
        if density > of_whole:
            sharp = QRectF(box.left() - around, box.top(), box.width() + 2 * around, box.height())
            for tile in self._tiles(step, sharp):
                image = self._pictures.kept_tile(tile)
                if image is None:
                    missing.append(tile)
                else:
                    painter.drawImage(self._place(tile, paper, density, image), image)
        painter.end()
        self._ask(self._reading, missing)
        return made

    def _ask(self, asked: _Asked, missing: list[Tile]) -> None:
        known = asked.wanted
        asked.wanted = frozenset(missing)
        for tile in missing:
            if tile in known or asked.failed.get(tile, 0) >= _TRIES:
                continue

            def came(image: QImage, tile: Tile = tile) -> None:
                asked.wanted -= {tile}
                if image.isNull():
                    asked.failed[tile] = asked.failed.get(tile, 0) + 1
                if asked is self._painting or asked is self._reading:
                    self._changed()

            def still(tile: Tile = tile) -> bool:
                return tile in asked.wanted

            self._pictures.tile(tile, came, still)

    def _paint_whole(self, painter: QPainter, paper: QRect, part: QRect) -> None:
        scale_x = self._whole.width() / max(1, paper.width())
        scale_y = self._whole.height() / max(1, paper.height())
        source = QRectF(
            (part.left() - paper.left()) * scale_x,
            (part.top() - paper.top()) * scale_y,
            part.width() * scale_x,
            part.height() * scale_y,
        )
        painter.drawImage(QRectF(part), self._whole, source)

    def _beyond_whole(self, width: int) -> bool:
        """Whether tiles have more to show at that width than the whole has."""
        return bool(self._steps) and width > self._whole.width() < self._size().width()

    def _tiles_for(self, width: int, shown: QRectF) -> list[Tile]:
        """Tiles that have as many pixels as a page of that width on the screen, where they may."""
        fits = [step for step in self._steps if self._size().width() / step >= width]
        step = max(fits, default=1)
        tiles = list(self._tiles(step, shown))
        while len(tiles) > _MOST_TILES and step < self._steps[-1]:
            step *= 2
            tiles = list(self._tiles(step, shown))
        return tiles

    def _size(self) -> QSize:
        """Of the page as it is shown, in its own pixels."""
        assert self._sheet is not None
        size = QSize(self._sheet.width, self._sheet.height)
        return size.transposed() if self._rotation % 180 else size

    def _on_page(self, paper: QRect, part: QRect) -> QRectF:
        """A part of what is painted, in pixels of the page as it is shown."""
        scale = self._size().width() / max(1, paper.width())
        return QRectF(
            (part.left() - paper.left()) * scale,
            (part.top() - paper.top()) * scale,
            part.width() * scale,
            part.height() * scale,
        )

    def _tiles(self, step: int, shown: QRectF) -> Iterator[Tile]:
        """The tiles under a part of the page as it is shown."""
        assert self._sheet is not None
        sheet, side = self._sheet, TILE * step
        x, y, width, height = unturned(
            (shown.left(), shown.top(), shown.width(), shown.height()),
            (sheet.width, sheet.height),
            self._rotation,
        )
        columns = range(max(0, floor(x / side)), ceil(min(sheet.width, x + width) / side))
        rows = range(max(0, floor(y / side)), ceil(min(sheet.height, y + height) / side))
        for row in rows:
            for column in columns:
                yield Tile(sheet, step, column, row, self._rotation)

    def _place(self, tile: Tile, paper: QRect, scale: float, image: QImage) -> QRect:
        """Where a tile is painted. Neighbours end and begin at one and the same pixel."""
        side = TILE * tile.step
        width, height = image.width(), image.height()
        if tile.rotation % 180:
            width, height = height, width
        at = turned_box(
            (tile.column * side, tile.row * side, width * tile.step, height * tile.step),
            (tile.sheet.width, tile.sheet.height),
            tile.rotation,
        )
        left, top = round(at[0] * scale), round(at[1] * scale)
        right, bottom = round((at[0] + at[2]) * scale), round((at[1] + at[3]) * scale)
        return QRect(paper.left() + left, paper.top() + top, right - left, bottom - top)


def turned_box(box: Corner, size: tuple[int, int], rotation: int) -> Corner:
    """A box (x, y, width, height) of an unturned picture of that size, once it is turned."""
    x, y, width, height = box
    match rotation % 360:
        case 90:
            return size[1] - y - height, x, height, width
        case 180:
            return size[0] - x - width, size[1] - y - height, width, height
        case 270:
            return y, size[0] - x - width, height, width
        case _:
            return x, y, width, height


def unturned(box: Corner, size: tuple[int, int], rotation: int) -> Corner:
    """A box of the picture as it is shown, on the unturned picture, whose size is given."""
    x, y, width, height = box
    match rotation % 360:
        case 90:
            return y, size[1] - x - width, height, width
        case 180:
            return size[0] - x - width, size[1] - y - height, width, height
        case 270:
            return size[0] - y - height, x, height, width
        case _:
            return x, y, width, height

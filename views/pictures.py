"""Page pictures, decoded off the Qt thread and kept within bounds."""

from collections import OrderedDict
from collections.abc import Callable

from PyQt6.QtCore import QBuffer, QSize, Qt
from PyQt6.QtGui import QImage, QImageReader

from offline_store.errors import FileDamaged, FileMissing
from signing.errors import NotAPdf
from views.jobs import QtJobs
from views.look import THUMBNAIL

# A page of 150 million pixels is the largest that the desk keeps.
DECODER_LIMIT_MB = 1024
WHOLE_LIMIT_BYTES = 192 * 1024 * 1024
# Beyond this many pixels a side nobody sees a difference on a screen.
LONGEST_SIDE = 5000
THUMBNAILS = 400
# Thumbnails stay sharp at 200 %.
THUMBNAIL_SCALE = 2

OnImage = Callable[[QImage], None]


class Pictures:
    """Gives pictures by key, such as the SHA-256 of their file; a null image for what fails.

    draw: makes the picture of a key, small or whole, off the Qt thread; what it raises as a
    `FileMissing`, `FileDamaged` or `NotAPdf` ends in a null image.
    """

    def __init__(self, draw: Callable[[str, bool], QImage], jobs: QtJobs) -> None:
        self._draw = draw
        self._jobs = jobs
        self._whole: OrderedDict[str, QImage] = OrderedDict()
        self._thumbnails: OrderedDict[str, QImage] = OrderedDict()
        self._waiting: dict[tuple[str, bool], list[OnImage]] = {}

    def whole(self, key: str, then: OnImage) -> None:
        """Give the picture at full size, now or later."""
        self._give(key, self._whole, False, then)

    def thumbnail(self, key: str, then: OnImage) -> None:
        """Give a small picture, now or later."""
        self._give(key, self._thumbnails, True, then)

    def scaled(self, image: QImage, size: QSize, then: OnImage) -> None:
        """Give the image at another size, smooth, later."""

        def scale() -> QImage:
            return image.scaled(
                size,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )

        self._jobs.start(scale, then, _defect)

    def _give(self, key: str, cache: OrderedDict[str, QImage], small: bool, then: OnImage) -> None:
        if key in cache:
            cache.move_to_end(key)
            then(cache[key])
            return
        waiting = self._waiting.setdefault((key, small), [])
        waiting.append(then)
        if len(waiting) > 1:
            return

        def arrived(image: QImage) -> None:
            if not image.isNull():
                cache[key] = image
                self._trim()
            for one in self._waiting.pop((key, small)):
                one(image)

        self._jobs.start(lambda: self._drawn(key, small), arrived, _defect)

    def _drawn(self, key: str, small: bool) -> QImage:
        try:
            return self._draw(key, small)
        except (FileMissing, FileDamaged, NotAPdf):
            return QImage()

    def _trim(self) -> None:
        while len(self._thumbnails) > THUMBNAILS:
            self._thumbnails.popitem(last=False)
        # The newest stays, however large.
        while (
            len(self._whole) > 1
            and sum(image.sizeInBytes() for image in self._whole.values()) > WHOLE_LIMIT_BYTES
        ):
            self._whole.popitem(last=False)


def decode(data: bytes, small: bool) -> QImage:
    """Decode a picture as it lies in its file, unturned, no larger than asked. Any thread."""
    QImageReader.setAllocationLimit(DECODER_LIMIT_MB)
    source = QBuffer()
    source.setData(data)
    reader = QImageReader(source)
    reader.setAutoTransform(False)
    size = reader.size()
    longest = THUMBNAIL * THUMBNAIL_SCALE if small else LONGEST_SIDE
    if size.isValid() and max(size.width(), size.height()) > longest:
        reader.setScaledSize(size.scaled(longest, longest, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return image if image.isNull() else image.convertToFormat(QImage.Format.Format_RGB32)


def _defect(error: Exception) -> None:
    raise error

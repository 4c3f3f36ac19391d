"""Text lines found by PP-OCR's detector (PaddleOCR, Apache-2.0): a map of where text is.

The map is turned into boxes as in "Real-time Scene Text Detection with Differentiable
Binarization" (Liao et al., 2020): blobs surer than a threshold, grown by what training shrank.
"""

from pathlib import Path

import cv2
import numpy as np

from station.recognition.onnx_session import open_session
from station.recognition.picture import Pixels
from station.recognition.tesseract import Box

# On 22 synthetic pages no word was missed at 90 dpi, nor at 120; 90 takes 0.3 s a page, 120 0.55.
_DPI = 90
_LARGEST_SIDE = 1600
_STEP = 32  # sides are multiples of this
_TEXT = 0.3
_SURE = 0.5
_SHRUNK = 1.6
_LEAST_PIXELS, _LEAST_SIDE = 12, 3
_FAINT = 30  # grey levels below the paper's; what is paler is no writing
_LEAST_INK = 5  # pixels of it in one; a figure 1 has ten, dust has two
_ROOM = 16  # pixels about what is written: what training saw about its texts


class PaddleLineFinder:
    """The detector, loaded."""

    def __init__(self, model: Path) -> None:
        self._session = open_session(model)
        self._input = self._session.get_inputs()[0].name

    def lines(self, grey: Pixels, dpi: int) -> tuple[Box, ...]:
        """Find lines; text in columns comes as a box for each column's part of the line."""
        scale = min(_DPI / dpi, _LARGEST_SIDE / max(grey.shape))
        height, width = grey.shape
        rows, columns = (max(_STEP, round(side * scale / _STEP) * _STEP) for side in grey.shape)
        reduced = cv2.resize(grey, (columns, rows), interpolation=cv2.INTER_AREA)
        small = reduced.astype(np.uint8, copy=False)
        part = _written(small)
        if part is None:
            return ()
        left, top, right, bottom = part
        written = small[top:bottom, left:right].astype(np.float32)
        picture = np.repeat((written / 127.5 - 1)[None, None], 3, axis=1)
        chance = np.asarray(self._session.run(None, {self._input: picture})[0])[0, 0]
        return tuple(
            _grown((x + left, y + top, wide, tall), width / columns, height / rows, width, height)
            for x, y, wide, tall in _blobs(chance)
        )


def _written(small: Pixels) -> Box | None:
    """Left, top, right, bottom of what anything is written on, in steps; None: nothing is.

    Margins cost as much to look at as text does, and have half of many a page.
    """
    ink = (small < np.median(small) - _FAINT).astype(np.uint8)
    x, y, wide, tall, pixels = cv2.connectedComponentsWithStats(ink)[2][1:].T
    height, width = small.shape
    # The edges of the sheet on the scanner's lid reach the picture's, and are no writing.
    within = (x > 0) & (y > 0) & (x + wide < width) & (y + tall < height)
    writing = within & (pixels >= _LEAST_INK)
    if not writing.any():
        return None
    left, top = (int(near[writing].min()) - _ROOM for near in (x, y))
    right, bottom = (int(far[writing].max()) + _ROOM for far in (x + wide, y + tall))
    return (
        max(0, left // _STEP * _STEP),
        max(0, top // _STEP * _STEP),
        min(width, -(-right // _STEP) * _STEP),
        min(height, -(-bottom // _STEP) * _STEP),
    )


def _blobs(chance: np.ndarray) -> list[Box]:
    count, labels, stats, _ = cv2.connectedComponentsWithStats((chance > _TEXT).astype(np.uint8))
    sums = np.bincount(labels.ravel(), chance.ravel(), count)
    found = []
    for number in range(1, count):
        x, y, width, height, pixels = (int(value) for value in stats[number])
        if (
            pixels >= _LEAST_PIXELS
            and min(width, height) >= _LEAST_SIDE
            and sums[number] / pixels >= _SURE
        ):
            found.append((x, y, width, height))
    return found


def _grown(box: Box, across: float, down: float, width: int, height: int) -> Box:
    x, y, box_width, box_height = box
    more = box_width * box_height * _SHRUNK / (2 * (box_width + box_height))
    left, top = max(0, int((x - more) * across)), max(0, int((y - more) * down))
    right = min(width, int((x + box_width + more) * across))
    bottom = min(height, int((y + box_height + more) * down))
    return left, top, right - left, bottom - top

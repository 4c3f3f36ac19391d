"""The dark shapes of a page, each by a number: found once, asked several times."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from station.recognition.picture import Pixels

_INK = 150


@dataclass(frozen=True, slots=True)
class Blobs:
    """Connected dark shapes of a page.

    labels: (height, width), the number of the shape that a pixel belongs to; 0 is the paper.
    sizes: (shapes, 3), width, height and pixels by number; the paper's are 0. middles: (shapes, 2),
    x and y.
    """

    labels: NDArray[np.int32]
    sizes: NDArray[np.int32]
    middles: NDArray[np.float64]

    def mask(self, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Where the chosen shapes (by number) lie, with a pixel about them."""
        if not chosen.any():
            return np.zeros(self.labels.shape, bool)
        where = chosen[self.labels].astype(np.uint8)
        return np.asarray(cv2.dilate(where, np.ones((3, 3), np.uint8)) > 0)


def blobs_of(grey: Pixels) -> Blobs:
    """Find them on an evenly lit page: (height, width), 0 to 255, ink dark."""
    _, labels, stats, middles = cv2.connectedComponentsWithStats((grey < _INK).astype(np.uint8))
    sizes = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA]]
    sizes[0] = 0
    return Blobs(np.asarray(labels, np.int32), np.asarray(sizes, np.int32), np.asarray(middles))

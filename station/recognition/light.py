"""Light and contrast of a page or a part of one."""

import cv2
import numpy as np

from station.recognition.picture import Pixels

WHITE = 255


def even_light(channel: Pixels) -> Pixels:
    """Divide a grey picture by the paper's brightness: the brightest of each neighbourhood."""
    height, width = channel.shape
    small = cv2.resize(
        channel, (max(1, width // 8), max(1, height // 8)), interpolation=cv2.INTER_AREA
    )
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((9, 9), np.uint8)), 21)
    lit = cv2.divide(channel, cv2.resize(paper, (width, height)), scale=WHITE)
    return lit.astype(np.uint8, copy=False)


def stretched(grey: Pixels, dark: int, light: int) -> Pixels:
    """Contrast stretched: what is `dark` becomes 0, what is `light` 255."""
    table = ((np.arange(256) - dark) * (WHITE / (light - dark))).clip(0, WHITE).astype(np.uint8)
    return cv2.LUT(grey, table).astype(np.uint8, copy=False)

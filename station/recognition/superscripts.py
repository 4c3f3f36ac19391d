"""Raised digits of units (m², m³), which neither reader's alphabet has: told by where they stand.

An area is what a land certificate is about, so `m2` is not good enough where `m²` is printed. The
digit is looked at, not guessed: it must stand on the letter's shoulder.
"""

import re
from collections.abc import Sequence

import cv2
import numpy as np

from station.recognition.picture import Pixels
from station.recognition.tesseract import Box

_UNIT = re.compile(r"(?<![^\W\d_])((?:k|d|c|m)?m)([23?])(?!\w)")
_RAISED = {"2": "²", "3": "³", "?": "²"}
_INK = 150
_LEAST_PIXELS = 6
_ON_SHOULDER = 0.3  # of the letter's height: how far above its foot the digit's foot must be
_AS_TALL = 0.7  # neither a comma nor a dot
_NEAR = 3.0  # letter heights from where the m begins


def with_superscripts(text: str, grey: Pixels, box: Box) -> str:
    """The word with a unit's digit raised where the picture within `box` shows it raised.

    A `?` after a unit is what Tesseract makes of a raised 2.
    """
    found = _UNIT.search(text)
    if found is None or not _is_raised(grey, box, found.end(1) - 1, len(text)):
        return text
    return text[: found.start(2)] + _RAISED[found[2]] + text[found.end(2) :]


def _is_raised(grey: Pixels, box: Box, letter: int, letters: int) -> bool:
    """Whether the blob after the m at place `letter` of `letters` ends well above its foot."""
    x, y, width, height = box
    more = height // 3
    left = max(0, x - more)
    patch = grey[max(0, y) : y + height, left : x + width + more]
    if not patch.size:
        return False
    _, _, stats, _ = cv2.connectedComponentsWithStats((patch < _INK).astype(np.uint8))
    blobs = sorted(
        (
            (int(at), int(top), int(wide), int(tall))
            for at, top, wide, tall, pixels in stats[1:]
            if pixels >= _LEAST_PIXELS
        ),
    )
    if len(blobs) < 2:
        return False
    # The m is the widest blob near where the text has it.
    middle = (x - left) + width * (letter + 0.5) / letters
    near = [
        blob
        for blob in blobs
        if abs(blob[0] + blob[2] / 2 - middle) < height and not _hangs(blob, blobs)
    ]
    if not near:
        return False
    m = max(near, key=lambda blob: blob[2])
    foot, shoulder = m[1] + m[3], m[1] + (1 - _ON_SHOULDER) * m[3]
    # Thin strokes come apart: the m may be three blobs, and a digit on the line two, of which the
    # upper one alone is no raised digit. What begins below the foot is a dotted line.
    after = [blob for blob in blobs if blob[0] >= m[0] + 0.8 * m[2] and blob[1] < foot]
    digit = next((blob for blob in after if blob[1] < m[1]), None)
    if digit is None or digit[0] - m[0] > _NEAR * m[3]:
        return False
    below = (b for b in after if b[0] < digit[0] + digit[2] and digit[0] < b[0] + b[2])
    return all(blob[1] + blob[3] < shoulder for blob in below)


def _hangs(blob: Box, blobs: Sequence[Box]) -> bool:
    """Whether a shape stands on the shoulder of one to the left that is about as tall."""
    x, top, _, tall = blob
    return any(
        left < x < left + across + height
        and below >= top
        and below + height - top - tall > _ON_SHOULDER * height
        and height > _AS_TALL * tall
        for left, below, across, height in blobs
    )

"""Even light, and paper that is white: one smooth factor for each pixel's place and channel.

The light is followed along each side by the paper's brightness: what 90 of 100 pixels of a row or
column are no lighter than. Stamps, drawings and tables do not fill rows and columns from edge to
edge, so the light follows none of them, and what is paler or darker than the paper beside it stays
so. Paper is raised so far that its own grain still has room: nothing that is lighter or darker than
it is lost in pure white.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Factor = NDArray[np.float32]

WORKING_DPI = 50

_PAPER_SHARE = 90  # percentile
_SMOOTH_MM = 4.0  # light and shadow change no faster
_FRAME_MM = 15.0  # wider is no printed frame
_LEAST_SHADE = 0.02  # of the light; less is not seen
_STRONGEST = 1.6  # along each side, and for each channel
_WHITE = 250  # where paper goes at the most
_ROOM = 2.5  # times the paper's grain, above it
_TINT = 24  # levels between a paper's channels; more is a colour on purpose, but for
_YELLOWED = 50  # as many in blue alone: age
_STRIP = 256  # rows that are multiplied at a time


@dataclass(frozen=True, slots=True)
class Light:
    """By what each pixel is multiplied: down[y] * across[x] * channels[c], all 1 or more.

    down, across: as many as the judged picture had rows and columns. shade: by how much the
    darkest place of the paper is darker than its lightest, 0 to 1; 0 where that stays. paper: its
    colour before, a number a channel; None where it stays.
    """

    down: Factor
    across: Factor
    channels: Factor
    shade: float
    paper: tuple[int, ...] | None


def judge_light(small: Pixels, grain: float, *, even: bool, white: bool) -> Light | None:
    """What makes a page, reduced to 50 dpi, evenly lit and white; None where nothing is worth it.

    small: (height, width) grey or (height, width, 3). grain: of the page as it was scanned, see
    `grain_of`. Coloured paper keeps its colour.
    """
    height, width = small.shape[:2]
    channels = small.shape[2] if small.ndim == 3 else 1
    # The lightest channel: coloured ink is dark in the others, a shadow in all.
    level = small.max(axis=2) if small.ndim == 3 else small
    calm = cv2.medianBlur(np.ascontiguousarray(level), 5).astype(np.float32) + 1
    across = _course(np.percentile(calm, _PAPER_SHARE, axis=0))
    down = _course(np.percentile(calm / across, _PAPER_SHARE, axis=1))
    shade = round(1 - float(across.min() * down.min()), 3)
    if not even or shade < _LEAST_SHADE:
        shade, across, down = 0.0, np.ones(width, np.float32), np.ones(height, np.float32)
    one = np.float32(1)
    light = Light(one / down, one / across, np.ones(channels, np.float32), shade, None)
    colour = paper_colour(multiplied(small, light))
    target = min(_WHITE, 255 - _ROOM * grain)
    if white and not _is_coloured(colour) and min(colour) < target - 2:
        factors = np.clip(target / np.asarray(colour, np.float32), 1, _STRONGEST)
        return Light(light.down, light.across, factors.astype(np.float32), shade, colour)
    return light if shade else None


def grain_of(pixels: Pixels) -> float:
    """How much neighbouring pixels of paper differ: a standard deviation, in levels.

    pixels: a page at full resolution; its middle is looked at.
    """
    height, width = pixels.shape[:2]
    middle = pixels[height // 3 : height * 2 // 3, width // 3 : width * 2 // 3]
    grey = cv2.cvtColor(middle, cv2.COLOR_RGB2GRAY) if middle.ndim == 3 else middle
    if grey.size == 0:
        return 0.0
    calm = cv2.medianBlur(np.ascontiguousarray(grey), 5)
    # The median of what differs: ink has its edges in few places.
    return 1.4826 * float(np.median(cv2.absdiff(grey, calm)))


def paper_colour(small: Pixels) -> tuple[int, ...]:
    """The median of the lighter half: paper, where there is more of it than ink."""
    grey = small.max(axis=2) if small.ndim == 3 else small
    light = small[grey >= np.median(grey)]
    return tuple(int(level) for level in np.atleast_1d(np.median(light, axis=0)))


def multiplied(pixels: Pixels, light: Light) -> Pixels:
    """The picture, of any resolution, in that light."""
    height, width = pixels.shape[:2]
    down = _stretched(light.down, height)
    row = np.outer(_stretched(light.across, width), light.channels).astype(np.float32)
    out = np.empty_like(pixels)
    for top in range(0, height, _STRIP):
        strip = slice(top, top + _STRIP)
        factor = down[strip, None, None] * row
        if pixels.ndim == 2:
            factor = factor[:, :, 0]
        cv2.multiply(pixels[strip], np.ascontiguousarray(factor), out[strip], dtype=cv2.CV_8U)
    return out


def _is_coloured(paper: tuple[int, ...]) -> bool:
    """Whether a paper is tinted on purpose, not by a lamp or by age."""
    if max(paper) - min(paper) < _TINT:
        return False
    red, green, blue = paper
    return not (red - _TINT < green <= red and green - blue < _YELLOWED)


def _course(profile: NDArray[np.floating]) -> Factor:
    """A smooth course of the light along one side, 1 where it is brightest."""
    line = np.asarray(profile, np.float32)[:, None]
    # A dip between lighter places is a printed frame, or a fold that stays: shadows reach the edge.
    frame = int(_FRAME_MM * WORKING_DPI / 25.4)
    wide = cv2.copyMakeBorder(line, frame, frame, 0, 0, cv2.BORDER_REPLICATE)
    calm = cv2.morphologyEx(wide, cv2.MORPH_CLOSE, np.ones((frame, 1), np.uint8))[frame:-frame]
    sigma = _SMOOTH_MM * WORKING_DPI / 25.4
    smooth = cv2.GaussianBlur(calm, (1, 0), 1, sigmaY=sigma, borderType=cv2.BORDER_REPLICATE)
    brightest = np.percentile(smooth, 95)
    return np.asarray((smooth.ravel() / brightest).clip(1 / _STRONGEST, 1), np.float32)


def _stretched(factors: Factor, length: int) -> Factor:
    if len(factors) == length:
        return factors
    return np.asarray(cv2.resize(factors[:, None], (1, length)), np.float32).ravel()

"""Laying one scan of a page over another: by features, then, for a slight warp, tile by tile."""

import cv2
import numpy as np
from numpy.typing import NDArray

from station.recognition.picture import Pixels

Homography = NDArray[np.float64]
Shifts = NDArray[np.float32]

_WORKING_SIDE = 1400  # pixels of the longer side: enough for a tenth of a millimetre on A4
_FEATURES = 4000
_CLEARLY_NEAREST = 0.8  # Lowe's ratio between the best and the second match
_LEAST_AGREEING = 25
_LEAST_SHARE_AGREEING = 0.2
_REACH = 3.0  # pixels a match may be off
_SETTLING_SIDE = 2400  # pixels of the longer side for the slight warp: about 200 dpi on A4
_TILE, _TILE_STEP = 128, 64  # pixels there
_LEAST_TILE_INK = 2.0  # mean darkness, of 255, from which a tile has something to say
_FARTHEST = 14.0  # pixels that a slight warp moves anything, and that one pass takes out
_PASSES = 4
_SETTLED = 1.0  # pixels below which another pass gives nothing
_LEAST_RESPONSE = 0.15


def find_homography(original: Pixels, copy: Pixels) -> Homography | None:
    """The 3 × 3 matrix that takes pixels of `copy` to pixels of `original`, both grey.

    Any turn, shift and scale, and a camera's slant. None when they show different papers, or too
    little to tell.
    """
    small_original, to_small = _reduced(original, _WORKING_SIDE)
    small_copy, copy_to_small = _reduced(copy, _WORKING_SIDE)
    rough = _by_features(small_original, small_copy)
    if rough is None:
        return None
    return np.asarray(np.linalg.inv(to_small) @ rough @ copy_to_small, np.float64)


def _reduced(grey: Pixels, side: int) -> tuple[Pixels, Homography]:
    factor = min(1.0, side / max(grey.shape))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return small.astype(np.uint8, copy=False), np.diag([factor, factor, 1.0])


def _by_features(original: Pixels, copy: Pixels) -> Homography | None:
    finder = cv2.ORB.create(nfeatures=_FEATURES)
    points, marks = finder.detectAndCompute(original, None)
    copy_points, copy_marks = finder.detectAndCompute(copy, None)
    if min(len(points), len(copy_points)) < _LEAST_AGREEING:
        return None
    pairs = cv2.BFMatcher(cv2.NORM_HAMMING).knnMatch(copy_marks, marks, k=2)
    good = [p[0] for p in pairs if len(p) == 2 and p[0].distance < _CLEARLY_NEAREST * p[1].distance]
    if len(good) < _LEAST_AGREEING:
        return None
    start = np.array([copy_points[match.queryIdx].pt for match in good], np.float32)
    end = np.array([points[match.trainIdx].pt for match in good], np.float32)
    cv2.setRNGSeed(0)  # the same two pictures always give the same answer
    found, agrees = cv2.findHomography(start, end, cv2.RANSAC, _REACH)
    agreeing = int(agrees.sum()) if agrees is not None else 0
    if found is None or agreeing < max(_LEAST_AGREEING, _LEAST_SHARE_AGREEING * len(good)):
        return None
    return np.asarray(found, np.float64)


def settled(original: Pixels, laid: Pixels) -> Pixels:
    """The copy, laid over the original, with the last pixels of a slight warp taken out.

    A feeder pulls, paper swells: what fits at one end is some pixels off at the other. Each tile
    says by how much it is off; what the tiles about it do not say, too, is not believed, so that a
    moved word stays moved. Both grey, of the same size, ink dark.
    """
    (small, _), (small_laid, _) = (_reduced(page, _SETTLING_SIDE) for page in (original, laid))
    rows, columns = (-(-side // _TILE_STEP) for side in small.shape)
    shifts = np.zeros((rows, columns, 2), np.float32)
    for _ in range(_PASSES):  # the farther off a tile is, the less it tells at first
        more = _shifts(small, _moved(small_laid, shifts, 1.0))
        shifts += more
        if float(np.abs(more).max()) < _SETTLED:
            break
    return _moved(laid, shifts, small.shape[0] / original.shape[0])


def _moved(laid: Pixels, shifts: Shifts, factor: float) -> Pixels:
    """The page with its tiles' shifts taken out. factor: of the tiles' pixels to the page's."""
    height, width = laid.shape
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    # A tile speaks for its middle.
    off = cv2.remap(
        shifts / factor,
        (x * factor - _TILE / 2) / _TILE_STEP,
        (y * factor - _TILE / 2) / _TILE_STEP,
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    moved = cv2.remap(
        laid, x + off[:, :, 0], y + off[:, :, 1], cv2.INTER_LINEAR, borderValue=(255,)
    )
    return moved.astype(np.uint8, copy=False)


def _shifts(original: Pixels, laid: Pixels) -> Shifts:
    """By how many pixels each tile of `laid` is off; none where no tile can tell."""
    height, width = original.shape
    rows, columns = -(-height // _TILE_STEP), -(-width // _TILE_STEP)
    shifts = np.zeros((rows, columns, 2), np.float32)
    trust = np.zeros((rows, columns), np.float32)
    window = cv2.createHanningWindow((_TILE, _TILE), cv2.CV_32F)
    ours, theirs = (
        255 - cv2.copyMakeBorder(page, 0, _TILE, 0, _TILE, cv2.BORDER_REPLICATE).astype(np.float32)
        for page in (original, laid)
    )
    for row in range(rows):
        for column in range(columns):
            place = np.s_[
                row * _TILE_STEP : row * _TILE_STEP + _TILE,
                column * _TILE_STEP : column * _TILE_STEP + _TILE,
            ]
            if min(float(ours[place].mean()), float(theirs[place].mean())) < _LEAST_TILE_INK:
                continue
            (across, down), response = cv2.phaseCorrelate(ours[place], theirs[place], window)
            if max(abs(across), abs(down)) <= _FARTHEST and response > _LEAST_RESPONSE:
                shifts[row, column] = across, down
                trust[row, column] = response
    if not trust.any():
        return shifts
    return _smoothed(_without_outliers(shifts, trust), trust)


def _without_outliers(shifts: Shifts, trust: Shifts) -> Shifts:
    """Each trusted tile's shift replaced by the median of the trusted ones about it."""
    clean = shifts.copy()
    for row, column in np.argwhere(trust > 0):
        about = np.s_[max(0, row - 1) : row + 2, max(0, column - 2) : column + 3]
        clean[row, column] = np.median(shifts[about][trust[about] > 0], axis=0)
    return clean


def _smoothed(shifts: Shifts, trust: Shifts) -> Shifts:
    """Shifts of all tiles: each the mean of those about it, the more of the nearer and surer."""
    weight = cv2.GaussianBlur(trust, (0, 0), 1.2, borderType=cv2.BORDER_CONSTANT)
    total = cv2.GaussianBlur(
        shifts * trust[:, :, None], (0, 0), 1.2, borderType=cv2.BORDER_CONSTANT
    )
    far = cv2.GaussianBlur(trust, (0, 0), 8.0, borderType=cv2.BORDER_CONSTANT) + 1e-6
    far_total = cv2.GaussianBlur(
        shifts * trust[:, :, None], (0, 0), 8.0, borderType=cv2.BORDER_CONSTANT
    )
    # Where no tile near has a say, the farther ones have.
    return np.asarray((total + 0.01 * far_total) / (weight + 0.01 * far)[:, :, None], np.float32)

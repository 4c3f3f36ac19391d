"""Laying one scan of a page over another: by features, then refined on the whole picture."""

import cv2
import numpy as np
from numpy.typing import NDArray

from station.recognition.picture import Pixels

Homography = NDArray[np.float64]

_WORKING_SIDE = 1400  # pixels of the longer side: enough for a tenth of a millimetre on A4
_FEATURES = 4000
_CLEARLY_NEAREST = 0.8  # Lowe's ratio between the best and the second match
_LEAST_AGREEING = 25
_LEAST_SHARE_AGREEING = 0.2
_REACH = 3.0  # pixels a match may be off
_ECC_STEPS = 40
_ECC_GAIN = 1e-5


def find_homography(original: Pixels, copy: Pixels) -> Homography | None:
    """The 3 × 3 matrix that takes pixels of `copy` to pixels of `original`, both grey.

    Any turn, shift and scale, and a camera's slant. None when they show different papers, or too
    little to tell.
    """
    small_original, to_small = _reduced(original)
    small_copy, copy_to_small = _reduced(copy)
    rough = _by_features(small_original, small_copy)
    if rough is None:
        return None
    fine = _refined(small_original, small_copy, rough)
    return np.asarray(np.linalg.inv(to_small) @ fine @ copy_to_small, np.float64)


def _reduced(grey: Pixels) -> tuple[Pixels, Homography]:
    factor = min(1.0, _WORKING_SIDE / max(grey.shape))
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


def _refined(original: Pixels, copy: Pixels, rough: Homography) -> Homography:
    """Correct the last pixel by the enhanced correlation coefficient; the rough one if it fails."""
    warp = np.linalg.inv(rough).astype(np.float32)  # its convention: from original to copy
    enough = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, _ECC_STEPS, _ECC_GAIN)
    try:
        _, found = cv2.findTransformECC(
            original, copy, warp, cv2.MOTION_HOMOGRAPHY, enough, np.empty(0, np.uint8), 5
        )
    except cv2.error:  # it did not converge, as on pages with hardly any ink
        return rough
    return np.asarray(np.linalg.inv(np.asarray(found, np.float64)))

"""Whether a face can be told by a picture: one face, large, sharp, looking here, well lit.

The limits were set by `./dev bench faces` (docs/measurements.md) and by ISO/IEC 19794-5's demands
on portraits where it has any: frontal within some degrees, evenly lit, in focus.
"""

from collections.abc import Sequence
from enum import StrEnum

import cv2
import numpy as np

from station.recognition.faces import SeenFace
from station.recognition.picture import Pixels


class FaceFlaw(StrEnum):
    """Why a picture will not do; each has its words on the screen."""

    NONE = "face-none"
    SEVERAL = "face-several"
    SMALL = "face-small"
    TURNED = "face-turned"
    DARK = "face-dark"
    BRIGHT = "face-bright"
    BLURRED = "face-blurred"


LEAST_EYES = 26.0  # pixels between the eyes; a portrait of 110 pixels has some 28
MOST_TURNED = 0.18  # some 20 degrees
NODS = (0.25, 0.80)  # the nose, between eyes and mouth
MOST_TILTED = 25.0  # degrees
DARK_BELOW, BRIGHT_ABOVE = 55.0, 225.0  # mean grey of the face
LEAST_SHARP = 0.01  # a blur of some 3 pixels with 60 between the eyes
_BESIDE = 0.5  # of the first face's height: whoever is farther away stands behind
_SIDE, _EYES_APART, _EYES_DOWN = 112, 44.0, 40.0  # pixels of a level face


def flaw_of(rgb: Pixels, faces: Sequence[SeenFace]) -> FaceFlaw | None:
    """The first thing that is wrong with a picture for telling whose face it is; None: it will do.

    Faces that are less than half as high as the first are of people farther behind.

    Args:
        rgb: (height, width, 3).
        faces: that were found on it, the largest first.
    """
    if not faces:
        return FaceFlaw.NONE
    face = faces[0]
    if any(other.box[3] >= _BESIDE * face.box[3] for other in faces[1:]):
        return FaceFlaw.SEVERAL
    if face.eye_distance < LEAST_EYES:
        return FaceFlaw.SMALL
    if not _looks_here(face):
        return FaceFlaw.TURNED
    grey = _level_face(rgb, face)
    mean = float(grey.mean())
    if mean < DARK_BELOW:
        return FaceFlaw.DARK
    if mean > BRIGHT_ABOVE:
        return FaceFlaw.BRIGHT
    return FaceFlaw.BLURRED if sharpness(grey) < LEAST_SHARP else None


def _looks_here(face: SeenFace) -> bool:
    return (
        abs(face.turned) <= MOST_TURNED
        and NODS[0] <= face.nod <= NODS[1]
        and abs(face.tilted) <= MOST_TILTED
    )


def sharpness(grey: Pixels) -> float:
    """How much of a level face's contrast is fine: 0 for none; the light does not matter.

    grey: (112, 112), as the reader of faces sees them.
    """
    fine = cv2.Laplacian(grey, cv2.CV_32F)
    return float(fine.var() / max(float(grey.var()), 1.0))


def _level_face(rgb: Pixels, face: SeenFace) -> Pixels:
    """The face alone, level, 112 pixels wide and high, in grey; from chin to forehead."""
    (right_x, right_y), (left_x, left_y) = face.points[:2]
    middle = np.array([(right_x + left_x) / 2, (right_y + left_y) / 2])
    along = np.array([left_x - right_x, left_y - right_y]) / _EYES_APART
    below = np.array([-along[1], along[0]])
    corner = middle - along * _SIDE / 2 - below * _EYES_DOWN
    matrix = np.column_stack([along, below, corner]).astype(np.float32)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    level: Pixels = cv2.warpAffine(  # type: ignore[assignment]
        grey, matrix, (_SIDE, _SIDE), flags=flags, borderMode=cv2.BORDER_REPLICATE
    )
    return level

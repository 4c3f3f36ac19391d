"""Faces on pictures: where they are, and how like one is to another.

Whatever finds and tells faces apart is a `FaceReader`. There are two: YuNet with SFace, which come
with the program, and `insightface` with models that IT chose. A template is what a face became in
numbers: it lives as long as one check and is kept nowhere.
"""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from station.recognition.errors import FaceModelsUnfit
from station.recognition.picture import Pixels

Point = tuple[float, float]
Template = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class SeenFace:
    """A face on a picture.

    box: x, y, width, height in pixels. points: the person's right eye, left eye, tip of the nose,
    right and left corner of the mouth. certainty: 0 to 1, that it is a face.
    """

    box: tuple[float, float, float, float]
    points: tuple[Point, Point, Point, Point, Point]
    certainty: float

    @property
    def eye_distance(self) -> float:
        """Between the two eyes, in pixels."""
        right, left = self.points[:2]
        return math.dist(right, left)

    @property
    def turned(self) -> float:
        """How far the nose is beside the middle between the eyes, in eye distances.

        Measured along the line of the eyes; above 0 where the head is turned to the person's own
        left. Some 0.45 times the tangent of the angle. A flat picture that is turned has it as
        before: all its parts move alike.
        """
        return self._along(self.points[2])[0]

    @property
    def nod(self) -> float:
        """Where the nose is between the line of the eyes (0) and that of the mouth (1)."""
        mouth = (self._along(self.points[3])[1] + self._along(self.points[4])[1]) / 2
        return self._along(self.points[2])[1] / mouth if mouth else 0.0

    @property
    def tilted(self) -> float:
        """How far the line of the eyes is off level, in degrees, -180 to 180."""
        (right_x, right_y), (left_x, left_y) = self.points[:2]
        return math.degrees(math.atan2(left_y - right_y, left_x - right_x))

    def _along(self, point: Point) -> Point:
        """A point in eye distances from the middle of the eyes: along their line, and below it."""
        (right_x, right_y), (left_x, left_y) = self.points[:2]
        wide_x, wide_y = left_x - right_x, left_y - right_y
        square = wide_x * wide_x + wide_y * wide_y
        if not square:
            return 0.0, 0.0
        x, y = point[0] - (right_x + left_x) / 2, point[1] - (right_y + left_y) / 2
        return (x * wide_x + y * wide_y) / square, (y * wide_x - x * wide_y) / square


@dataclass(frozen=True, slots=True)
class FaceModel:
    """What tells faces apart: its name, and the SHA-256 of its file."""

    name: str
    sha256: str


class FaceReader(Protocol):
    """Finds faces and tells them apart. Used by one thread at a time."""

    @property
    def model(self) -> FaceModel:
        """By what faces are told apart: kept with each check."""
        ...

    def faces(self, rgb: Pixels) -> tuple[SeenFace, ...]:
        """The faces on a picture (height, width, 3), the largest first."""
        ...

    def template(self, rgb: Pixels, face: SeenFace) -> Template:
        """A face in numbers, of length 1."""
        ...

    def liveness(self, rgb: Pixels, face: SeenFace) -> float | None:
        """How surely it is a person and no picture of one, 0 to 1; None: it cannot say."""
        ...


def likeness(one: Template, other: Template) -> float:
    """How like two faces are: the cosine between their templates, -1 to 1."""
    return float(np.dot(one, other))


def load_face_reader(folder: str) -> FaceReader:
    """Load what finds faces and tells them apart.

    folder: of models for insightface; empty: what came with the program.

    Raises:
        FaceModelsUnfit: they are not there, not the pinned ones, or cannot be used.
    """
    # Here and not above: both take their time, and the second brings libraries along.
    if not folder:
        from station.recognition.sface import SFaceReader

        return SFaceReader()
    from station.recognition.insight_faces import InsightFaceReader

    place = Path(folder)
    if not place.is_dir():
        raise FaceModelsUnfit(reason="missing", place=folder)
    return InsightFaceReader(place)

"""Faces to test with, and films of them, as a webcam sees somebody who turns their head.

Both pictures come with libraries that only tests use, and are copied nowhere: NASA's portrait of
the astronaut Eileen Collins (public domain, in scikit-image) and a scene with six people (in
insightface).
"""

import importlib.util
from functools import cache
from pathlib import Path

import cv2
import numpy as np

from station.recognition.faces import SeenFace
from station.recognition.head_turn import Side
from station.recognition.picture import Pixels, open_picture
from station.recognition.sface import SFaceReader

WIDE, HIGH = 640, 480


def astronaut_file() -> Path:
    """One face, looking here."""
    return _inside("skimage", "data/astronaut.png")


def scene_file() -> Path:
    """Six faces side by side."""
    return _inside("insightface", "data/images/t1.jpg")


@cache
def astronaut() -> Pixels:
    """The same, as pixels."""
    return open_picture(astronaut_file())


@cache
def stranger() -> Pixels:
    """Another person, who looks here: the one of the six with the largest face."""
    return _alone(max(_scene_faces(), key=lambda face: face.eye_distance))


@cache
def turned(side: Side) -> Pixels:
    """Somebody whose head is turned to that side of theirs: one of the six, or mirrored."""
    away = max(_scene_faces(), key=lambda face: abs(face.turned))
    seen = _alone(away)
    return seen if (away.turned > 0) is (side is Side.LEFT) else np.ascontiguousarray(seen[:, ::-1])


def face_film(path: Path, *parts: tuple[Pixels, int]) -> Path:
    """A film: two frames of nobody, then of each picture so many."""
    film = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 10, (WIDE, HIGH))
    nobody = np.full((HIGH, WIDE, 3), 90, np.uint8)
    for _ in range(2):
        film.write(nobody)
    for rgb, frames in parts:
        scale = min(HIGH / rgb.shape[0], WIDE / rgb.shape[1])
        small = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        frame = nobody.copy()
        begin = (WIDE - small.shape[1]) // 2
        frame[: small.shape[0], begin : begin + small.shape[1]] = small
        for _ in range(frames):
            film.write(cv2.cvtColor(frame, cv2.COLOR_RGB2BGR))
    film.release()
    return path


def turning_film(path: Path, rgb: Pixels, side: Side) -> Path:
    """Somebody looks here, turns and looks here again."""
    return face_film(path, (rgb, 4), (turned(side), 3), (rgb, 6))


@cache
def _scene_faces() -> tuple[SeenFace, ...]:
    return SFaceReader().faces(open_picture(scene_file()))


def _alone(face: SeenFace) -> Pixels:
    """One of the scene cut out, twice as large."""
    scene = open_picture(scene_file())
    left, top, width, height = face.box
    rows = slice(max(0, round(top - height * 0.4)), round(top + height * 1.4))
    columns = slice(max(0, round(left - width * 0.4)), round(left + width * 1.4))
    cut = cv2.resize(scene[rows, columns], None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    return cut  # type: ignore[return-value]


def _inside(package: str, file: str) -> Path:
    """A file of an installed package, found without running a line of it."""
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(spec.submodule_search_locations[0]) / file

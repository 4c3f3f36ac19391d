"""Faces by their five points: turned, tilted; and what is wrong with a picture of one."""

import math
from dataclasses import replace

import cv2
import numpy as np
import pytest

from station.recognition.face_quality import FaceFlaw, flaw_of
from station.recognition.faces import Point, SeenFace
from station.recognition.head_turn import HeadTurn, Side, TurnStage, random_side
from station.recognition.picture import Pixels

FACE = SeenFace(
    (100.0, 80.0, 160.0, 220.0),
    ((140.0, 160.0), (220.0, 160.0), (180.0, 205.0), (150.0, 245.0), (210.0, 245.0)),
    0.95,
)


def moved(face: SeenFace, matrix: np.ndarray) -> SeenFace:
    """Each point laid elsewhere."""
    points: list[Point] = [(float(x), float(y)) for x, y in (matrix @ np.array([*face.points]).T).T]
    right, left, nose, right_mouth, left_mouth = points
    return replace(face, points=(right, left, nose, right_mouth, left_mouth))


def with_nose(face: SeenFace, x: float) -> SeenFace:
    """The tip of the nose so many pixels to the right of the picture."""
    points = list(face.points)
    points[2] = (face.points[2][0] + x, face.points[2][1])
    right, left, nose, right_mouth, left_mouth = points
    return replace(face, points=(right, left, nose, right_mouth, left_mouth))


def paper() -> Pixels:
    """Something to see in every place."""
    rng = np.random.default_rng(1)
    rough = rng.integers(40, 220, (10, 10), np.uint8)
    grey = cv2.resize(rough, (400, 400), interpolation=cv2.INTER_CUBIC)
    fine = rng.integers(-12, 12, (400, 400))
    return np.repeat((grey + fine).clip(0, 255).astype(np.uint8)[..., None], 3, axis=2)


def test_a_nose_beside_the_middle_is_a_turned_head() -> None:
    """To the person's left is to the right of the picture; in eye distances."""
    assert FACE.turned == pytest.approx(0)
    assert with_nose(FACE, 32).turned == pytest.approx(0.4)
    assert with_nose(FACE, -32).turned == pytest.approx(-0.4)


def test_a_tilted_or_turned_picture_is_no_turned_head() -> None:
    """A flat picture that is held askew, or turned away, keeps its nose where it was."""
    angle = math.radians(20)
    tilt = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    assert moved(FACE, tilt).turned == pytest.approx(0, abs=1e-9)
    assert moved(FACE, tilt).tilted == pytest.approx(20)
    assert moved(FACE, tilt).nod == pytest.approx(FACE.nod)
    away = np.array([[math.cos(math.radians(50)), 0], [0, 1]])
    assert moved(FACE, away).turned == pytest.approx(0, abs=1e-9)


def test_each_flaw_has_its_picture() -> None:
    """The first one counts, in the order in which a citizen can do something about it."""
    seen = paper()
    small = moved(FACE, np.eye(2) * 0.3)
    dark = (seen // 8).astype(np.uint8)
    bright = (240 + seen // 32).clip(0, 255).astype(np.uint8)
    blurred: Pixels = cv2.GaussianBlur(seen, (0, 0), 9)  # type: ignore[assignment]
    assert flaw_of(seen, (FACE,)) is None
    assert flaw_of(seen, ()) is FaceFlaw.NONE
    assert flaw_of(seen, (FACE, FACE)) is FaceFlaw.SEVERAL
    assert flaw_of(seen, (small,)) is FaceFlaw.SMALL
    assert flaw_of(seen, (with_nose(FACE, 20),)) is FaceFlaw.TURNED
    assert flaw_of(dark, (FACE,)) is FaceFlaw.DARK
    assert flaw_of(bright, (FACE,)) is FaceFlaw.BRIGHT
    assert flaw_of(blurred, (FACE,)) is FaceFlaw.BLURRED


def test_who_stands_behind_does_not_count() -> None:
    """A queue is no second person before the camera."""
    left, top, width, height = FACE.box
    behind = replace(FACE, box=(left, top, width * 0.4, height * 0.4))
    assert flaw_of(paper(), (FACE, behind)) is None


def test_a_turn_is_one_to_the_side_and_back() -> None:
    """Two pictures in a row say so; a twitch says nothing."""
    turn = HeadTurn(Side.LEFT)
    for turned in (0.0, 0.4, 0.1, 0.4):
        assert turn.see(turned) is TurnStage.ASKED
    assert turn.see(0.4) is TurnStage.TURNED
    assert turn.see(0.05) is TurnStage.TURNED
    assert turn.see(0.05) is TurnStage.DONE


def test_the_other_side_is_wrong() -> None:
    """As far, as long, the other way."""
    turn = HeadTurn(Side.RIGHT)
    turn.see(0.4)
    assert turn.see(0.4) is TurnStage.WRONG


def test_either_side_is_drawn() -> None:
    """Of sixty-four draws none is all of one side, but once in ten trillion runs."""
    assert {random_side() for _ in range(64)} == set(Side)

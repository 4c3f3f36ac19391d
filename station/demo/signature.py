"""A signature as a pen leaves it: loops that get smaller, a flourish, thicker where slower."""

import cv2
import numpy as np
from numpy.typing import NDArray

from station.demo.sheet import Colour, Pixels, px

PEN_BLUE: Colour = (24, 44, 150)

_FINE = 3
_STEPS = 900


def draw_signature(seed: int, width_mm: float = 46.0, height_mm: float = 20.0) -> Pixels:
    """Ink coverage of one signature, (height, width), 0 to 255; each seed is another hand."""
    rng = np.random.default_rng(seed)
    width, height = px(width_mm) * _FINE, px(height_mm) * _FINE
    ink = np.zeros((height, width), np.uint8)
    _stroke(ink, _name(rng), 0.42)
    _stroke(ink, _flourish(rng), 0.34)
    small = cv2.resize(ink, (width // _FINE, height // _FINE), interpolation=cv2.INTER_AREA)
    return (small * 0.93).astype(np.uint8)


def _name(rng: np.random.Generator) -> NDArray[np.float64]:
    """A tall first letter, then a row of narrowing loops: points in the unit square."""
    t = np.linspace(0, 1, _STEPS)
    phase = 2 * np.pi * rng.uniform(3.2, 7.5) * t ** rng.uniform(0.75, 1.1) + rng.uniform(0, 6)
    tall = rng.uniform(0.24, 0.4) * np.exp(-rng.uniform(4, 9) * t) + rng.uniform(0.08, 0.16)
    loop = rng.uniform(0.04, 0.1) * np.exp(-2.5 * t) + rng.uniform(0.015, 0.035)
    wave = 0.06 * np.sin(2 * np.pi * rng.uniform(0.8, 2.8) * t + rng.uniform(0, 6))
    lean = rng.uniform(-0.05, 0.22)
    up = tall * (1 - 0.5 * t) * np.cos(phase)
    x = 0.16 + rng.uniform(0.5, 0.64) * t + loop * np.sin(phase + rng.uniform(0.5, 1.4)) + lean * up
    y = 0.52 - up + wave - rng.uniform(-0.04, 0.16) * t
    return np.stack([x, y], axis=1).clip(0.02, 0.98)


def _flourish(rng: np.random.Generator) -> NDArray[np.float64]:
    """From the last letter back under the name and out to the right."""
    low = rng.uniform(0.68, 0.86)
    ends = np.array(
        [
            [0.70, 0.42],
            [rng.uniform(0.74, 0.86), rng.uniform(0.18, 0.36)],
            [0.72, rng.uniform(0.55, 0.7)],
            [rng.uniform(0.15, 0.4), low],
            [rng.uniform(0.1, 0.3), low - rng.uniform(0.04, 0.14)],
            [0.60, low - rng.uniform(0.02, 0.12)],
            [rng.uniform(0.86, 0.97), rng.uniform(0.36, 0.6)],
        ]
    )
    return _smooth(ends)


def _smooth(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """A Catmull-Rom curve through the points."""
    padded = np.concatenate([points[:1], points, points[-1:]])
    t = np.linspace(0, 1, _STEPS // len(points))[:, None]
    pieces = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        pieces.append(
            0.5
            * (
                2 * b
                + (c - a) * t
                + (2 * a - 5 * b + 4 * c - d) * t**2
                + (3 * b - a - 3 * c + d) * t**3
            )
        )
    return np.concatenate(pieces)


def _stroke(ink: Pixels, points: NDArray[np.float64], width_mm: float) -> None:
    height, width = ink.shape
    places = points * (width, height)
    speed = np.linalg.norm(np.diff(places, axis=0), axis=1)
    slow = 1.35 - 0.7 * speed / max(float(speed.max()), 1e-9)
    thick = np.maximum(1, width_mm * px(1.0) * _FINE * slow).round().astype(int)
    whole = places.round().astype(int)
    for start, end, pen in zip(whole, whole[1:], thick, strict=False):
        cv2.line(ink, tuple(map(int, start)), tuple(map(int, end)), 255, int(pen), cv2.LINE_AA)

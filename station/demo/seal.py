"""A round seal as a rubber stamp leaves it: rings, a text round the rim, a star, uneven ink."""

import math

import cv2
import numpy as np
from PIL import Image, ImageDraw

from station.demo.sheet import DPI, Colour, Faces, Pixels, px

SEAL_RED: Colour = (206, 28, 48)

_FINE = 3  # drawn three times as large, then reduced: smooth edges
_RIM_LETTER_PT = 8.4


def draw_seal(
    faces: Faces, rim: str, middle: tuple[str, ...], seed: int, diameter_mm: float = 36.0
) -> Pixels:
    """Ink coverage of a seal, (height, width), 0 to 255, turned a little as by hand.

    rim: read clockwise round the upper part. middle: short lines below the star.
    """
    side = px(diameter_mm + 4) * _FINE
    picture = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(picture)
    centre = side / 2
    radius = px(diameter_mm) * _FINE / 2
    fine_mm = DPI * _FINE / 25.4
    for ring, width_mm in ((radius, 0.75), (radius - 1.3 * fine_mm, 0.25), (radius * 0.62, 0.3)):
        box = (centre - ring, centre - ring, centre + ring, centre + ring)
        pen.ellipse(box, outline=255, width=round(width_mm * fine_mm))
    _rim_text(picture, faces, rim, radius * 0.735)
    _star(pen, centre, centre - radius * (0.1 if middle else 0.0), radius * 0.3)
    face = faces.face(5.4 * DPI * _FINE / 72, bold=True, italic=False)
    for number, text in enumerate(middle):
        place = (centre, centre + radius * (0.34 + 0.16 * number))
        pen.text(place, text, font=face, fill=255, anchor="mm")
    rng = np.random.default_rng(seed)
    turn = float(rng.uniform(-14, 14))
    picture = picture.rotate(turn, resample=Image.Resampling.BICUBIC)
    small = picture.resize((side // _FINE, side // _FINE), Image.Resampling.LANCZOS)
    return _pressed(np.asarray(small), rng)


def _rim_text(picture: Image.Image, faces: Faces, text: str, radius: float) -> None:
    """Set each letter upright to the rim, the text's middle at the top, at most 300 degrees."""
    face = faces.face(_RIM_LETTER_PT * DPI * _FINE / 72, bold=True, italic=False)
    widths = [face.getlength(letter) * 1.06 for letter in text]
    reach = sum(widths) / radius
    squeeze = min(1.0, math.radians(300) / reach)
    centre = picture.width / 2
    angle = -reach * squeeze / 2
    cell = round(face.size * 2)
    for letter, width in zip(text, widths, strict=True):
        angle += width * squeeze / radius / 2
        tile = Image.new("L", (cell, cell), 0)
        pen = ImageDraw.Draw(tile)
        pen.text((cell / 2, cell / 2 + face.size * 0.33), letter, font=face, fill=255, anchor="ms")
        tile = tile.rotate(-math.degrees(angle), resample=Image.Resampling.BICUBIC)
        x = centre + radius * math.sin(angle) - cell / 2
        y = centre - radius * math.cos(angle) - cell / 2
        picture.paste(255, (round(x), round(y)), tile)
        angle += width * squeeze / radius / 2


def _star(pen: ImageDraw.ImageDraw, x: float, y: float, radius: float) -> None:
    points = []
    for number in range(10):
        reach = radius if number % 2 == 0 else radius * 0.382
        angle = math.pi * number / 5
        points.append((x + reach * math.sin(angle), y - reach * math.cos(angle)))
    pen.polygon(points, fill=255)


def _pressed(ink: Pixels, rng: np.random.Generator) -> Pixels:
    """Thin the ink unevenly: one side pressed harder, blotches, and pores where none took."""
    height, width = ink.shape
    blotches = cv2.resize(
        rng.uniform(0.72, 1.0, (14, 14)).astype(np.float32),
        (width, height),
        interpolation=cv2.INTER_CUBIC,
    )
    side = np.linspace(rng.uniform(0.75, 0.95), 1.0, width)[None, :]
    pores = cv2.GaussianBlur(rng.standard_normal((height, width)).astype(np.float32), (0, 0), 1.3)
    taken = np.where(pores > 0.36, 0.45, 1.0)
    pressed: Pixels = (ink * blotches * side * taken * 0.92).clip(0, 255).astype(np.uint8)
    return pressed

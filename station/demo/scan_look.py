"""A printed sheet as a scanner sees it: paper tone, uneven light, grain, dust, a slight skew."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from station.demo.sheet import Colour, Pixels


@dataclass(frozen=True, slots=True)
class ScanLook:
    """How one sheet was scanned. skew_degrees: counter-clockwise. seed: of grain and dust."""

    seed: int
    skew_degrees: float
    paper: Colour = (247, 244, 236)
    grain: float = 4.0


def scan(sheet: Pixels, look: ScanLook) -> tuple[Pixels, NDArray[np.float64]]:
    """The scanned picture, RGB of the same size, and the 2 × 3 affine from sheet to picture."""
    rng = np.random.default_rng(look.seed)
    height, width = sheet.shape[:2]
    middle = (width / 2, height / 2)
    turn = cv2.getRotationMatrix2D(middle, look.skew_degrees, 1.0).astype(np.float64)
    turn[:, 2] += rng.uniform(-12, 12, 2)
    page = cv2.GaussianBlur(sheet, (0, 0), 0.7)
    # Outside the sheet lies the scanner's lid: pale grey.
    page = cv2.warpAffine(page, turn, (width, height), borderValue=(214, 214, 212))
    # Light falls off a little to one side and waves a little over the length.
    across = np.linspace(1.0, float(rng.uniform(0.955, 0.985)), width, dtype=np.float32)[None, :]
    down = 1 - 0.012 * (1 + np.sin(np.linspace(0, 5, height, dtype=np.float32)))[:, None]
    fibres = cv2.resize(
        rng.uniform(-1.6, 1.6, (height // 6, width // 6)).astype(np.float32), (width, height)
    )
    grain = rng.standard_normal((height, width), np.float32) * np.float32(look.grain)
    rough = cv2.GaussianBlur(grain, (0, 0), 0.6) + fibres
    tone = np.array(look.paper, np.float32) / 255
    lit = page * (tone * (across * down)[:, :, None]) + rough[:, :, None]
    for x, y in rng.integers((20, 20), (width - 20, height - 20), (40, 2)):
        size = int(rng.integers(1, 3))
        lit[y : y + size, x : x + size] *= 0.55
    return lit.clip(0, 255).astype(np.uint8), turn

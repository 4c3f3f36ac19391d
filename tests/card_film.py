"""Films as a webcam sees a card held before it."""

from pathlib import Path

import cv2
import numpy as np
import segno


def film_of(path: Path, code: str) -> Path:
    """A film: nothing for a second, then a code on a grey ground."""
    picture = np.full((480, 640, 3), 200, np.uint8)
    film = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 10, (640, 480))
    for _ in range(10):
        film.write(picture)
    rows = [[0 if cell else 255 for cell in row] for row in segno.make(code).matrix_iter(border=4)]
    cells = np.array(rows, np.uint8)
    large = np.kron(cells, np.ones((6, 6), np.uint8))
    picture[20 : 20 + len(large), 40 : 40 + len(large)] = large[:, :, None]
    for _ in range(10):
        film.write(picture)
    film.release()
    return path

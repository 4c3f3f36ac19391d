"""A small picture of a page, made while the page's lines arrive."""

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

WORKING_DPI = 75  # a scanner's noise has averaged out, a line of text is still one


class Reduction:
    """Each pixel is the mean of a square of pixels of the page; about 75 dpi, and at least that."""

    def __init__(self, dpi: int) -> None:
        self._factor = max(1, dpi // WORKING_DPI)
        self._bands: list[Pixels] = []
        self._rest: Pixels | None = None
        self.dpi = round(dpi / self._factor)

    def add(self, band: MatLike) -> None:
        """Take some lines: (lines, width) or (lines, width, 3), 0 to 255."""
        if self._rest is not None:
            band = np.concatenate((self._rest, band))
        whole = band.shape[0] - band.shape[0] % self._factor
        self._rest = np.asarray(band[whole:], np.uint8)
        if whole:
            self._bands.append(self._reduced(band[:whole]))

    def picture(self) -> Pixels:
        """What came so far, without lines that fill no square; of one pixel at least."""
        if self._bands:
            return np.concatenate(self._bands)
        if self._rest is None:
            raise ValueError("no lines")
        return self._reduced(self._rest)

    def _reduced(self, band: MatLike) -> Pixels:
        height, width = (max(1, length // self._factor) for length in band.shape[:2])
        inner = band[: height * self._factor, : width * self._factor]
        return np.asarray(
            cv2.resize(inner, (width, height), interpolation=cv2.INTER_AREA), np.uint8
        )

"""Separator sheets with patch codes, as office machines print them."""

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
# Kodak A-61599: wide and narrow bars, from the edge inwards.
BARS = {"1": "WWNN", "2": "WNNW", "3": "WNWN", "4": "NWWN", "6": "NNWW", "T": "NWNW"}


def patch_sheet(code: str, dpi: int = 300, *, from_edge: float = 0.5, length: float = 2.0) -> Grey:
    """A sheet of A4 with the bars along its upper edge, all lengths in inches."""
    page = np.full((round(11.69 * dpi), round(8.27 * dpi)), 245, np.uint8)
    y, left = from_edge, 3.0
    for bar in BARS[code]:
        height = 0.20 if bar == "W" else 0.08
        top, bottom = round(y * dpi), round((y + height) * dpi)
        page[top:bottom, round(left * dpi) : round((left + length) * dpi)] = 20
        y += height + 0.08
    return page

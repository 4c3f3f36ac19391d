"""The part of a page that the line finder looks at."""

import numpy as np

from station.recognition.paddle_lines import _written
from station.recognition.picture import Pixels


def page() -> Pixels:
    """A white page as the finder sees it, with dust and the edge of its sheet."""
    small = np.full((1056, 736), 250, np.uint8)
    small[:, 733:] = 90  # the scanner's lid
    small[0:2, 100:300] = 90
    small[500, 40] = small[20, 600] = 100  # dust
    return small


def test_margins_are_left_out_and_a_page_number_is_not() -> None:
    """What is written lies within, with room about it, in steps that the network can take."""
    small = page()
    small[120:700, 150:500:3] = 60
    small[1000:1008, 340:342] = 60  # a figure 1

    box = _written(small)

    assert box == (128, 96, 544, 1024)


def test_an_empty_page_has_no_part() -> None:
    """Dust and edges are no writing, and paper of any tone is paper."""
    assert _written(page()) is None
    assert _written(np.full((64, 32), 120, np.uint8)) is None


def test_text_that_reaches_everywhere_is_looked_at_whole() -> None:
    """The part never reaches beyond the page."""
    small = page()
    small[5:1050, 5:720:3] = 60
    assert _written(small) == (0, 0, 736, 1056)

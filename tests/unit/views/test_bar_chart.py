"""Charts have round lines, and a line above the highest bar."""

import pytest

from views.bar_chart import step_of


@pytest.mark.parametrize(
    ("most", "step"), [(0, 1), (4, 1), (5, 2), (8, 2), (9, 5), (20, 5), (21, 10), (1_234, 500)]
)
def test_lines_are_round(most: int, step: int) -> None:
    """1, 2, 5, 10, 20, 50 …: four of them reach as high as the highest bar."""
    assert step_of(most) == step

"""Start: what is seen of a desk, first and in the end, beside an empty PyQt6 window."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from functools import partial

from benchmarks.counter import demo_counter
from benchmarks.rows import Row
from benchmarks.turns import cost_rows, in_turn

_PEER = "an empty QMainWindow"
_END_LIMIT_S = 60
EMPTY_WINDOW = (sys.executable, "-m", "benchmarks.first_paint")
"""Opens an empty window; with `--home DIR` after it, a desk's."""


def measure(runs: int) -> tuple[Row, ...]:
    """Seconds from the start of the process to the end of the first paint."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    with demo_counter() as demo:
        desk = [*EMPTY_WINDOW, "--home", str(demo.home)]
        empty = partial(until_painted, EMPTY_WINDOW, environment)
        first = in_turn(partial(until_painted, desk, environment), empty, runs)
        whole = in_turn(partial(until_painted, desk, environment, window=2), empty, runs)
        platform = environment["QT_QPA_PLATFORM"]
        return (
            first.time_row(
                f"from process start to first paint ({platform})",
                _PEER,
                "what is seen while the desk is opened",
            ),
            whole.time_row(
                f"from process start to the desk's own window ({platform})",
                _PEER,
                "ours has its store open by then",
            ),
            *cost_rows("start and end", desk, _PEER, EMPTY_WINDOW, environment),
        )


def until_painted(command: Sequence[str], environment: Mapping[str, str], window: int = 1) -> float:
    """Seconds from the start of a process to its first (or so many-th) window's first paint.

    Waits for the process's end, too.

    Raises:
        RuntimeError: it ended without painting.
    """
    begun = time.monotonic()
    with subprocess.Popen(
        command, env=dict(environment), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(window)][-1]
        _, trouble = process.communicate(timeout=_END_LIMIT_S)
    if not said:
        raise RuntimeError(f"the window was not painted: {trouble}")
    # The clock is the system's: the other process read the same one.
    return float(said) - begun

"""Start: the window of a desk at its first paint beside an empty PyQt6 window."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.counter import serving
from benchmarks.rows import Row
from benchmarks.turns import in_turn, memory_row

_PEER = "an empty QMainWindow"
_END_LIMIT_S = 60


def measure(runs: int) -> tuple[Row, ...]:
    """Seconds from the start of the process to the end of the first paint."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    with tempfile.TemporaryDirectory(prefix="tramso-bench-") as name:
        with serving(Path(name)) as demo:
            desk = [sys.executable, "-m", "benchmarks.first_paint", "--home", str(demo.home)]
            empty = [sys.executable, "-m", "benchmarks.first_paint"]
            turns = in_turn(
                lambda: _until_painted(desk, environment),
                lambda: _until_painted(empty, environment),
                runs,
            )
            return (
                turns.time_row(
                    f"from process start to first paint ({environment['QT_QPA_PLATFORM']})",
                    _PEER,
                    "ours has its store open by then",
                ),
                *memory_row("start and end: peak memory", desk, _PEER, empty, environment),
            )


def _until_painted(command: list[str], environment: dict[str, str]) -> float:
    begun = time.monotonic()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        # The clock is the system's: the other process reads the same one.
        painted = float(process.stdout.readline())
        process.wait(_END_LIMIT_S)
    return painted - begun

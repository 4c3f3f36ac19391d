"""Keystrokes: what one two-page certified copy with three doubtful words costs a clerk's hands.

By the keystroke-level model (Card, Moran and Newell, "The keystroke-level model for user
performance time with interactive systems", CACM 23/7, 1980), counted from a run through the real
window.
"""

import json
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.counter import demo_counter
from benchmarks.rows import Row, Spread
from benchmarks.turns import run
from scanners.practice.escl_scanner import VirtualScanner, sane_config
from station.demo.desk import PIN
from station.demo.papers import draw_papers

# Seconds: a key of an average typist, homing, pointing, a click, a thought.
KEY_S, HOMING_S, POINTING_S, CLICK_S, MENTAL_S = 0.28, 0.4, 1.1, 0.2, 1.35
_AIM = 25


def measure(runs: int) -> tuple[Row, ...]:
    """Keys, pointing, and the model's seconds; one run, for every run presses the same keys."""
    with demo_counter() as demo, tempfile.TemporaryDirectory(prefix="tramso-bench-") as name:
        folder = Path(name)
        papers = draw_papers(folder / "papers")
        with VirtualScanner([list(papers.diploma)]) as scanner:
            sane_config(demo.devices / "sane", scanner.url)
            (folder / "Documents").mkdir()
            environment = {
                **os.environ,
                "QT_QPA_PLATFORM": "offscreen",
                "HOME": str(folder),  # where the copy is saved
            }
            script = [sys.executable, "-m", "benchmarks.keystrokes_once"]
            _, said = run([*script, str(demo.home), PIN], environment)
    told = json.loads(said.splitlines()[-1])
    acts = told["acts"]
    steps = Counter(act["step"] for act in acts)
    thoughts = sum(act["thought"] for act in acts)
    keys = len(acts)
    seconds = keys * KEY_S + thoughts * MENTAL_S
    by_step = ", ".join(f"{step} {count}" for step, count in steps.items())
    said_keys = " ".join(act["key"] if act["key"] not in PIN else "•" for act in acts)
    what = "a two-page copy with three doubtful words, from the citizen's card to the saved file"
    return (
        Row(
            f"{what}: keys",
            "keys",
            False,
            Spread.of((float(keys),)),
            note=f"aim {_AIM}; {by_step}; {said_keys}",
        ),
        Row(
            f"{what}: pointing, clicks, hands moved to the mouse",
            "times",
            False,
            Spread.of((0.0,)),
            note="aim 0: the run has no mouse",
        ),
        Row(
            f"{what}: the model's seconds",
            "s",
            False,
            Spread.of((seconds,)),
            note=f"{keys} K of {KEY_S} s and {thoughts} M of {MENTAL_S} s, without reading; "
            f"the machine took {told['waited']:.0f} s beside",
        ),
    )

"""The method: ours and a peer in turn, after a warm-up, compared pair by pair."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from benchmarks.rows import Row, Spread

Measured = Callable[[], float]
"""Does the work once and returns the seconds it took, without its preparations."""


@dataclass(slots=True)
class Stopwatch:
    """Adds up the seconds spent inside its blocks."""

    seconds: float = 0.0

    def __enter__(self) -> Self:
        self.seconds -= time.perf_counter()
        return self

    def __exit__(self, *exception: object) -> None:
        self.seconds += time.perf_counter()


@dataclass(frozen=True, slots=True)
class Turns:
    """Seconds of each run: the first of ours and the first of the peer are neighbours in time."""

    ours: tuple[float, ...]
    peer: tuple[float, ...]

    def rate_row(self, what: str, amount: float, unit: str, peer_name: str, note: str = "") -> Row:
        """A row in `unit` a second, of which each run did `amount`."""
        pairs = zip(self.ours, self.peer, strict=True)
        return Row(
            what=what,
            unit=f"{unit}/s",
            more_is_better=True,
            ours=Spread.of(tuple(amount / seconds for seconds in self.ours)),
            peer_name=peer_name,
            peer=Spread.of(tuple(amount / seconds for seconds in self.peer)),
            ratio=Spread.of(tuple(peer / ours for ours, peer in pairs)),
            ours_s=Spread.of(self.ours),
            peer_s=Spread.of(self.peer),
            note=note,
        )

    def time_row(self, what: str, peer_name: str, note: str = "") -> Row:
        """A row in seconds."""
        pairs = zip(self.ours, self.peer, strict=True)
        return Row(
            what=what,
            unit="s",
            more_is_better=False,
            ours=Spread.of(self.ours),
            peer_name=peer_name,
            peer=Spread.of(self.peer),
            ratio=Spread.of(tuple(ours / peer for ours, peer in pairs)),
            note=note,
        )


def in_turn(ours: Measured, peer: Measured, runs: int) -> Turns:
    """Run ours, peer, ours, peer, …, each once before for warming up."""
    ours()
    peer()
    pairs = [(ours(), peer()) for _ in range(runs)]
    return Turns(tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs))


def alone(ours: Measured, runs: int) -> tuple[float, ...]:
    """Run what has no peer here, after one warm-up."""
    ours()
    return tuple(ours() for _ in range(runs))


def run(
    command: Sequence[str], environment: Mapping[str, str], limit_s: float | None = None
) -> tuple[float, str]:
    """Run a program to its end; return the seconds from its start to its end, and its output.

    Raises:
        subprocess.CalledProcessError: it failed. subprocess.TimeoutExpired: it took longer than
        `limit_s`, and was killed.
    """
    with Stopwatch() as watch:
        done = subprocess.run(
            command,
            env=dict(environment),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
            timeout=limit_s,
        )
    return watch.seconds, done.stdout


def cost_rows(
    what: str,
    ours: Sequence[str],
    peer_name: str,
    peer: Sequence[str],
    environment: Mapping[str, str],
) -> tuple[Row, ...]:
    """Processor time and peak memory of two whole programs, one run of each.

    Other work on the machine stretches seconds, but hardly these. Empty where the system does not
    tell (Windows).
    """
    if sys.platform == "win32":
        return ()
    costs = [_cost(command, environment) for command in (ours, peer)]
    return tuple(
        Row(
            what=f"{what}: {kind}",
            unit=unit,
            more_is_better=False,
            ours=Spread.of((costs[0][key] / divisor,)),
            peer_name=peer_name,
            peer=Spread.of((costs[1][key] / divisor,)),
            ratio=Spread.of((costs[0][key] / costs[1][key],)),
            note=f"{of_what}; one run",
        )
        for kind, key, divisor, unit, of_what in (
            ("processor time", "processor_s", 1, "s", "all processes together"),
            ("peak memory", "peak_kib", 1024, "MiB", "the largest single process"),
        )
    )


def _cost(command: Sequence[str], environment: Mapping[str, str]) -> dict[str, float]:
    # Between this process and the program stands a small one: Linux counts what a process was
    # before it became the program, and this one has grown large.
    script = str(Path(__file__).with_name("program_cost.py"))
    _, said = run([sys.executable, "-I", script, *command], environment)
    cost: dict[str, float] = json.loads(said.splitlines()[-1])
    return cost

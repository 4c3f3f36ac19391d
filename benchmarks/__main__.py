"""`python -m benchmarks`: runs benchmarks one after the other and prints their rows.

A benchmark is no test: it never fails on a time.
"""

import argparse
import importlib
import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.rows import Row, document, lines

BENCHMARKS = (
    "scan",
    "capture",
    "keep",
    "pages",
    "pile",
    "read",
    "second_look",
    "cards",
    "faces",
    "certify",
    "stack",
    "tokens",
    "sync",
    "city",
    "open",
    "start",
    "desk",
    "keystrokes",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks named, all of them when none is."""
    given = _parser().parse_args(arguments)
    if given.list:
        print("\n".join(BENCHMARKS))
        return 0
    tables: dict[str, tuple[Row, ...]] = {}
    for name in given.names or BENCHMARKS:
        print(f"== {name}", file=sys.stderr, flush=True)
        tables[name] = ()
        for row in _measure(name, given):
            tables[name] += (row,)
            if not given.json:
                print("\n".join(lines((row,))), flush=True)
    if given.json:
        print(json.dumps(document(tables, given.runs, os.cpu_count() or 1), indent=2))
    return 0


def _measure(name: str, given: argparse.Namespace) -> Iterable[Row]:
    # Only what is asked for is imported: `--list` waits for no library.
    module = importlib.import_module(f"benchmarks.{name}")
    rows: Iterable[Row]
    match name:
        case "read":
            rows = module.measure(given.runs, given.data)
        case "faces":
            rows = module.measure(given.runs, given.data, given.models)
        case "city":
            rows = module.measure(given.runs, given.desks)
        case _:
            rows = module.measure(given.runs)
    return rows


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", type=benchmark, metavar="NAME", help="default: all")
    parser.add_argument("--list", action="store_true", help="only name the benchmarks")
    parser.add_argument("--runs", type=positive, default=5, help="runs of each side (default 5)")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help="for read: pictures with their truth as JSON; for faces: pictures and their pairs",
    )
    parser.add_argument(
        "--models", default="", metavar="DIR", help="for faces: a folder of insightface's models"
    )
    parser.add_argument(
        "--desks", type=positive, default=1260, metavar="N", help="for city: how many (1260)"
    )
    return parser


def benchmark(name: str) -> str:
    """A benchmark's name, for argparse, whose message says what this function is called."""
    if name not in BENCHMARKS:
        raise ValueError(name)
    return name


def positive(text: str) -> int:
    """A whole number above 0, for argparse."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


if __name__ == "__main__":
    sys.exit(main())

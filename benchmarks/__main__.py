"""`python -m benchmarks`: runs benchmarks one after the other and prints their rows.

A benchmark is no test: it never fails on a time.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks import certify, read, scan, start, sync
from benchmarks.rows import Row, document, lines

Benchmark = Callable[[int], tuple[Row, ...]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks named, all of them when none is."""
    given = _parser().parse_args(arguments)
    benchmarks: dict[str, Benchmark] = {
        "scan": scan.measure,
        "read": partial(read.measure, data=given.data),
        "certify": certify.measure,
        "sync": sync.measure,
        "start": start.measure,
    }
    if given.list:
        print("\n".join(benchmarks))
        return 0
    unknown = set(given.names) - set(benchmarks)
    if unknown:
        print(f"no such benchmark: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    tables: dict[str, tuple[Row, ...]] = {}
    for name in given.names or benchmarks:
        print(f"== {name}", file=sys.stderr, flush=True)
        tables[name] = benchmarks[name](given.runs)
        if not given.json:
            print("\n".join(lines(tables[name])), flush=True)
    if given.json:
        print(json.dumps(document(tables, given.runs, os.cpu_count() or 1), indent=2))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="default: all")
    parser.add_argument("--list", action="store_true", help="only name the benchmarks")
    parser.add_argument("--runs", type=_positive, default=5, help="runs of each side (default 5)")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="for read: pictures with their truth as JSON"
    )
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


if __name__ == "__main__":
    sys.exit(main())

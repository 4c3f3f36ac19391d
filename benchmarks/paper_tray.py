"""A network scanner with a pile of papers in its tray, as a process of its own."""

import itertools
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scanners.practice.escl_scanner import VirtualScanner
from station.demo.papers import draw_papers


@contextmanager
def paper_tray(folder: Path, sides: int) -> Iterator[str]:
    """Run the scanner with so many sides in each tray, demo papers in turn; give its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.paper_tray", str(folder), str(sides)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def main() -> None:
    """Say the address, then serve until killed."""
    folder, sides = Path(sys.argv[1]), int(sys.argv[2])
    papers = draw_papers(folder)
    turns = itertools.cycle([papers.birth_extract, *papers.diploma])
    with VirtualScanner([list(itertools.islice(turns, sides))]) as scanner:
        print(scanner.url, flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()

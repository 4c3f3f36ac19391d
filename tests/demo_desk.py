"""A whole counter for end-to-end tests: the demo desk, its services in a process of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from station.demo.desk import PIN, DemoDesk

TRAMSO = (sys.executable, "-m", "station.cli.main")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one call of `tramso` ended with."""

    status: int
    out: str
    err: str

    def json(self) -> dict[str, "object"]:
        """Its standard output as one JSON document."""
        document: dict[str, object] = json.loads(self.out)
        return document

    def error(self) -> dict[str, object]:
        """The failure it printed on standard error under --json."""
        lines = [line for line in self.err.splitlines() if line.startswith('{"error"')]
        error: dict[str, object] = json.loads(lines[-1])["error"]
        return error


@dataclass(frozen=True, slots=True)
class Counter:
    """A demo desk whose services are running."""

    demo: DemoDesk

    def tramso(self, *words: str, stdin: str = "") -> Answer:
        """Run one command on this desk, as a person would in a shell of its own."""
        environment = {**os.environ, "TRAMSO_HOME": str(self.demo.home)}
        done = subprocess.run(
            [*TRAMSO, *words],
            input=stdin,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=240,
            check=False,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    @property
    def pin(self) -> str:
        """The PIN of the demo's token."""
        return PIN


@contextmanager
def serving_counter(folder: Path) -> Iterator[Counter]:
    """Prepare a demo desk in a folder and keep its services running while the block runs."""
    process = subprocess.Popen(
        [*TRAMSO, "demo", "--serve", "--out", str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline(), "the demo's services did not start"
        yield Counter(DemoDesk(folder))
    finally:
        process.terminate()
        process.wait(30)
        if process.stdout is not None:
            process.stdout.close()

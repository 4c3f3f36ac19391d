"""The demo counter for benchmarks: a desk in this process, its services in another one."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from offline_store.records import DocumentId, Reading
from signing.pin import Pin
from station.bootstrap import Desk, open_desk
from station.desk_settings import read_desk_settings
from station.demo.desk import PIN, DemoDesk
from station.demo.papers import DemoPapers, draw_papers
from station.receive import Requester

TRAMSO = (sys.executable, "-m", "station.cli.main")
_STOP_LIMIT_S = 30


@contextmanager
def serving(folder: Path) -> Iterator[DemoDesk]:
    """Prepare a demo desk in a folder; scanner, time-stamps and central run meanwhile."""
    process = subprocess.Popen(
        [*TRAMSO, "demo", "--serve", "--out", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    try:
        if not process.stdout.readline():
            raise RuntimeError("the demo's services did not start")
        yield DemoDesk(folder.absolute())
    finally:
        process.terminate()
        process.wait(_STOP_LIMIT_S)
        process.stdout.close()

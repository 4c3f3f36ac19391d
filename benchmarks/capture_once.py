"""One capture into a new document of a desk, from a device to durable pages, as a program.

Prints JSON: pages, seconds of the scan with the worker running, peak memory of desk and worker:
of each alone, and of both at one moment, where what they share (libraries) counts once.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event, Thread

from benchmarks.turns import Stopwatch
from offline_store.records import Requester
from scanners.values import Mode, ScanOptions, Source
from station.bootstrap import open_desk
from station.settings import AgencySettings, Settings


def peak_kib(process: str) -> int:
    """Peak memory of a process so far, by Linux; 0 when it has ended."""
    try:
        text = Path(f"/proc/{process}/status").read_text("ascii")
    except FileNotFoundError:
        return 0
    return int(text.partition("VmHWM:")[2].split()[0])


def shared_out_kib(process: str) -> int:
    """Memory of a process now, its part of what it shares with others (PSS); 0 once it ended."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return int(text.partition("Pss:")[2].split()[0])


def children() -> list[str]:
    """The processes that this one started, from its first thread."""
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split()


@contextmanager
def sampling(samples: list[int]) -> Iterator[None]:
    """Note the memory of this process and its children together, some ten times a second."""
    ended = Event()

    def sample() -> None:
        while not ended.wait(0.1):
            samples.append(sum(shared_out_kib(process) for process in ("self", *children())))

    thread = Thread(target=sample)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def main() -> None:
    """Capture once: HOME, then the device's id."""
    worker_kib = 0
    together = [0]

    def note() -> None:
        nonlocal worker_kib
        worker_kib = max([worker_kib, *(peak_kib(child) for child in children())])

    home, device = Path(sys.argv[1]), sys.argv[2]
    settings = Settings(agency=AgencySettings("UBND phường Mẫu", "H26.99.1"))
    with closing(open_desk(home, settings=settings)) as desk:
        document = desk.receive(Requester("Nguyễn Văn An"), "Bằng").documents[0].id
        options = ScanOptions(Source.DUPLEX, 300, Mode.COLOR)
        list(desk.scanner.find_devices())  # the worker runs, as it does at a counter
        with sampling(together), Stopwatch() as watch:
            capture = desk.capture(document, device, options, lambda page: note(), Event())
        if capture.stopped is not None:
            raise capture.stopped
    said = {
        "pages": len(capture.pages),
        "seconds": watch.seconds,
        "desk_kib": peak_kib("self"),
        "worker_kib": worker_kib,
        "together_kib": max(together),
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main()

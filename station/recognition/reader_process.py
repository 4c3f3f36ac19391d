"""What runs inside a reader process: pages in, readings or errors out, over one pipe."""

import signal
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import cv2

from offline_store.records import Reading
from scanners.errors import Fact, ScannerError
from station.recognition.engine import ReadingEngine
from station.recognition.errors import ReadingError

Task = tuple[Path, int]


@dataclass(frozen=True, slots=True)
class ProductFailure:
    """An error of the product on its way through the pipe: its class and its facts."""

    kind: type[ReadingError] | type[ScannerError]
    facts: Mapping[str, Fact]

    def error(self) -> Exception:
        """The error itself."""
        return self.kind(**self.facts)


@dataclass(frozen=True, slots=True)
class SystemFailure:
    """The page file could not be opened: the system's error number and its words for it."""

    errno: int
    text: str

    def error(self) -> Exception:
        """The error itself."""
        return OSError(self.errno, self.text)


Outcome = Reading | ProductFailure | SystemFailure


def serve(line: "Connection[Outcome, Task]", engine: ReadingEngine, scratch: str) -> None:
    """Read pages until the other end of the line is gone.

    Any error that is neither the product's nor the system's is a defect: it ends this process,
    with its traceback on stderr, and fails this one page.
    """
    # Ctrl-C reaches every process of a terminal; the station decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = scratch
    cv2.setNumThreads(1)  # one core for each process
    while True:
        try:
            picture, dpi = line.recv()
        except (EOFError, OSError):
            return
        outcome = _outcome(engine, picture, dpi)
        try:
            line.send(outcome)
        except OSError:
            return


def _outcome(engine: ReadingEngine, picture: Path, dpi: int) -> Outcome:
    try:
        return engine.read(picture, dpi)
    except (ReadingError, ScannerError) as error:
        return ProductFailure(type(error), error.facts)
    except OSError as error:
        return SystemFailure(error.errno or 0, error.strerror or "")

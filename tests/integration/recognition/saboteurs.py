"""Engines that misbehave as a decoder or the system can; importable by reader processes."""

import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from offline_store.records import Reading, Word
from station.recognition.errors import ReadingTimeout


@dataclass(frozen=True, slots=True)
class Saboteur:
    """Does what the page's name says; else answers with the process it ran in.

    `die` ends the process as a crashed decoder does; `fail` raises the product's own error,
    `defect` a programmer's; `wait` goes on only once a file named `go` lies beside it.
    """

    def read(self, picture: Path, dpi: int) -> Reading:
        """Misbehave, or read one word: the picture's name."""
        match picture.stem.split("-")[0]:
            case "die" if sys.platform == "win32":
                os._exit(3)
            case "die":
                os.kill(os.getpid(), signal.SIGKILL)
            case "fail":
                raise ReadingTimeout(limit_s=1.5)
            case "defect":
                raise ZeroDivisionError
            case "wait":
                (picture.parent / f"began-{picture.name}").touch()
                while not (picture.parent / "go").exists():
                    time.sleep(0.01)
            case _:
                pass
        return Reading(str(os.getpid()), (Word(picture.stem, (0, 0, 1, 1), 0.0, 0),))

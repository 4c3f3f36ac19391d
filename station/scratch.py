"""Where what must lie in clear for a moment lies: in memory, on systems that have a folder there.

Typst, Tesseract and the like read files alone. On Linux such files are written into `/dev/shm`,
which has no disk behind it but the swap; elsewhere, or where `TMPDIR` names a folder, they lie
where that or the system says, and are taken away when they have been read.
"""

import atexit
import os
import re
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

_MEMORY = Path("/dev/shm")
_NAME = re.compile(r"tramso-(\d+)-.+")
_NAMED_BY = ("TMPDIR", "TEMP", "TMP")


def use_memory() -> None:
    """Have this process, and those that it starts, put their temporary files into memory.

    What a program that was killed left there is taken away.
    """
    named = tempfile.tempdir is not None or any(os.environ.get(name) for name in _NAMED_BY)
    if named or sys.platform != "linux" or not os.access(_MEMORY, os.W_OK):
        return
    _sweep()
    folder = tempfile.mkdtemp(prefix=f"tramso-{os.getpid()}-", dir=_MEMORY)
    owner = os.getpid()
    tempfile.tempdir = os.environ["TMPDIR"] = folder

    def leave() -> None:
        if os.getpid() == owner:  # a forked child ends before its parent
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(leave)


def _sweep() -> None:
    for path in _MEMORY.glob("tramso-*"):
        found = _NAME.fullmatch(path.name)
        with suppress(OSError):
            if found and path.stat().st_uid == os.getuid() and not _runs(int(found[1])):
                shutil.rmtree(path, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True

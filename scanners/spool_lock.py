"""Who is at a spool folder: those who write into it, or one who takes up what was left in it.

A desk that captures and its scan worker hold the folder together; a worker outlives a desk that was
killed by some seconds, and still writes. Locks of the operating system say so, by way of SQLite on
an empty file beside the folder, `<folder>.lock`: they work alike on Linux and Windows, and a
program that dies lets go of them.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from pathlib import Path

from scanners.errors import DeviceBusy
from scanners.spool import room_in_spool

_JOIN_LIMIT_S = 5.0  # whoever has a folder alone has it for as long as its pages take to be kept
_ASK_AGAIN_S = 0.05


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Be at a folder together with others while the block runs; it need not be there yet.

    Raises:
        DeviceBusy: somebody has it alone. SpoolFull: no room for even an empty file.
    """
    held = _held(folder, alone=False, wait_s=_JOIN_LIMIT_S)
    if held is None:
        raise DeviceBusy(folder=folder.name)
    try:
        yield
    finally:
        _let_go(folder, held)


def joined(folder: Path) -> AbstractContextManager[None]:
    """As `in_use`, for a worker: only where whoever sent it is at the folder in this way."""
    return in_use(folder) if _lock_of(folder).exists() else nullcontext()


@contextmanager
def if_unused(folder: Path, wait_s: float = 0.0) -> Iterator[bool]:
    """Have a folder alone while the block runs; False where others are at it.

    wait_s: how long to wait for them to leave.
    """
    held = _held(folder, alone=True, wait_s=wait_s)
    if held is None:
        yield False
        return
    try:
        yield True
    finally:
        _let_go(folder, held)


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.lock")


def _held(folder: Path, *, alone: bool, wait_s: float) -> sqlite3.Connection | None:
    # Asked again and again rather than waited for: who waits for a lock alone keeps others away.
    deadline = time.monotonic() + wait_s
    while (held := _tried(folder, alone=alone)) is None and time.monotonic() < deadline:
        time.sleep(_ASK_AGAIN_S)
    return held


def _tried(folder: Path, *, alone: bool) -> sqlite3.Connection | None:
    lock = _lock_of(folder)
    if not lock.exists():  # a full disk is said to be full by the file system, not by SQLite
        with room_in_spool(0):
            lock.touch()
    # Not opened otherwise: closing a file drops all locks that the process has on it.
    held = sqlite3.connect(lock, timeout=0.0, isolation_level=None, check_same_thread=False)
    try:
        held.execute("PRAGMA journal_mode=MEMORY")  # no second file: a full disk locks as well
        held.execute("BEGIN EXCLUSIVE" if alone else "BEGIN")
        held.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    except sqlite3.OperationalError as error:
        held.close()
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            return None
        raise
    return held


def _let_go(folder: Path, held: sqlite3.Connection) -> None:
    with closing(held):
        gone = not folder.exists()
    if gone:
        with suppress(OSError):  # Windows keeps a file that somebody has open
            _lock_of(folder).unlink()

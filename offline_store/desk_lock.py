"""Who has a desk's home open: many programs at once, or one alone.

SQLite's own file locks, on a file that stays empty: they work alike on Linux and Windows, and a
program that dies lets go of them.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from offline_store.durable import BINARY
from offline_store.errors import StoreBusy


class DeskLock:
    """The lock of one home. For one program at a time to ask."""

    def __init__(self, home: Path) -> None:
        self._path = home / "desk.lock"
        os.close(os.open(self._path, os.O_CREAT | os.O_RDWR | BINARY, 0o600))
        self._held: sqlite3.Connection | None = None

    def share(self, wait_s: float) -> None:
        """Have the home open together with others, until `release`.

        Raises:
            StoreBusy: somebody has it alone for longer than that.
        """
        self._held = self._connect("SELECT count(*) FROM sqlite_schema", wait_s)

    def release(self) -> None:
        """Let go."""
        if self._held is not None:
            self._held.close()
            self._held = None

    def take(self, wait_s: float) -> None:
        """Have the home alone, until `release`.

        Raises:
            StoreBusy: somebody has it open.
        """
        self._held = self._connect("PRAGMA user_version", wait_s, begin="BEGIN EXCLUSIVE")

    @contextmanager
    def shared(self, wait_s: float = 0.0) -> Iterator[None]:
        """Have the home open together with others while the block runs.

        Raises:
            StoreBusy: somebody has it alone.
        """
        self.share(wait_s)
        try:
            yield
        finally:
            self.release()

    @contextmanager
    def alone(self, wait_s: float = 0.0) -> Iterator[None]:
        """Have the home alone while the block runs.

        Raises:
            StoreBusy: somebody has it open.
        """
        self.take(wait_s)
        try:
            yield
        finally:
            self.release()

    def _connect(self, touch: str, wait_s: float, begin: str = "BEGIN") -> sqlite3.Connection:
        held = sqlite3.connect(
            self._path, timeout=wait_s, isolation_level=None, check_same_thread=False
        )
        try:
            held.execute("PRAGMA journal_mode=MEMORY")  # no second file: a full disk locks as well
            held.execute(begin)
            held.execute(touch).fetchall()
        except sqlite3.OperationalError as error:
            held.close()
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise StoreBusy from error
            raise
        return held

"""Sealed files that can be made again from those that are kept: pictures reduced for the screen.

They spare time and nothing else. Whatever becomes of one, it is made anew: so they are not written
durably, are in no backup, and the oldest go when there are too many. No one is left in clear, and
none outlives what it was made of by more than a purge.
"""

import contextlib
import hashlib
import os
import threading
from pathlib import Path
from uuid import uuid4

from offline_store.desk_key import DeskKeys
from offline_store.durable import make_folder, wipe_folder
from offline_store.sealing import CHUNK_BYTES, SealBroken, seal, unseal

FOLDER = "made"
LIMIT_BYTES = 2 << 30


class MadeFiles:
    """A folder of such files, asked for by what they were made of and how. Any thread may use it.

    sha256 is that of the kept file; `how` any words that tell one way of making from another.
    """

    def __init__(self, folder: Path, keys: DeskKeys, limit_bytes: int = LIMIT_BYTES) -> None:
        self._folder = folder
        self._keys = keys
        self._limit = limit_bytes
        self._lock = threading.Lock()
        self._bytes: int | None = None  # counted when the first is kept

    def get(self, sha256: str, how: str) -> bytes | None:
        """What was made of that file in that way; None where it is not there, or not whole."""
        path = self._path(sha256, how)
        try:
            with path.open("rb") as file:
                data = b"".join(unseal(file, self._keys))
            os.utime(path)  # the oldest goes first: the one that nobody has asked for longest
        except (OSError, SealBroken):
            return None
        return data

    def keep(self, sha256: str, how: str, data: bytes) -> None:
        """Keep what was made, where there is room for it."""
        temporary = self._folder / f"{uuid4().hex}.part"
        # A full disk must not keep anybody from seeing a page.
        with contextlib.suppress(OSError):
            make_folder(self._folder)
            try:
                with temporary.open("xb") as file:
                    seal(_chunks(data), file, self._keys.current)
                temporary.replace(self._path(sha256, how))
            finally:
                temporary.unlink(missing_ok=True)
            self._make_room(len(data))

    def clear(self) -> None:
        """Wipe all of them: what some were made of has gone."""
        with self._lock:
            wipe_folder(self._folder)
            self._bytes = None

    def _path(self, sha256: str, how: str) -> Path:
        name = hashlib.sha256(f"{sha256} {how}".encode()).hexdigest()
        return self._folder / self._keys.current.file_name(name)

    def _make_room(self, added: int) -> None:
        with self._lock:
            if self._bytes is not None and self._bytes + added <= self._limit:
                self._bytes += added
                return
            files = sorted(self._sizes(), reverse=True)  # the one asked for last comes first
            self._bytes = 0
            for _, size, path in files:
                # Down to three quarters, so that not each new one makes others go.
                if self._bytes + size <= self._limit * 3 // 4 or len(files) == 1:
                    self._bytes += size
                else:
                    path.unlink(missing_ok=True)

    def _sizes(self) -> list[tuple[int, int, Path]]:
        """When each was asked for last (ns), its bytes, where it lies."""
        found = []
        for path in self._folder.iterdir():
            with contextlib.suppress(FileNotFoundError):  # another program made room
                told = path.stat()
                found.append((told.st_mtime_ns, told.st_size, path))
        return found


def _chunks(data: bytes) -> list[memoryview]:
    whole = memoryview(data)
    return [whole[start : start + CHUNK_BYTES] for start in range(0, len(whole), CHUNK_BYTES)]

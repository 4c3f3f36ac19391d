"""Page files and signed copies, each named by the SHA-256 of its bytes."""

import hashlib
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from offline_store.durable import make_folder, room_on_disk, sync_folder
from offline_store.errors import FileDamaged, FileMissing

_CHUNK = 1 << 20
_NAME = re.compile(r"[0-9a-f]{64}")
_ABANDONED_AFTER_S = 24 * 3600


class Files:
    """A folder of files that never change: `ab/cd/abcd…`. Any thread, any process may use it.

    A file is first written under `incoming`, then renamed: a name that exists is a whole file.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._incoming = folder / "incoming"
        with room_on_disk():
            make_folder(self._incoming)
        self._sweep()

    def keep(self, source: Path | bytes) -> str:
        """Keep these bytes durably and return their SHA-256; keeping them again changes nothing.

        Raises:
            StoreFull: no room; nothing half-written stays.
        """
        with room_on_disk():
            temporary = self._incoming / uuid4().hex
            try:
                sha256 = _write_through(temporary, source)
                target = self.path(sha256)
                make_folder(target.parent)
                # Not left alone unread: a file damaged since is healed by keeping it again.
                if not (target.is_file() and _sha256_of(target) == sha256):
                    temporary.replace(target)
                sync_folder(target.parent)
            finally:
                temporary.unlink(missing_ok=True)
        return sha256

    def path(self, sha256: str) -> Path:
        """Where the file of that name lies, or would lie.

        Raises:
            FileMissing: that is no SHA-256 in lower-case hex.
        """
        if not _NAME.fullmatch(sha256):
            raise FileMissing(sha256=sha256)
        return self._folder / sha256[:2] / sha256[2:4] / sha256

    def read(self, sha256: str) -> bytes:
        """The bytes of that name, checked.

        Raises:
            FileMissing: there is no such file.
            FileDamaged: its bytes cannot be read, or are no longer those it is named by.
        """
        try:
            data = self.path(sha256).read_bytes()
        except FileNotFoundError:
            raise FileMissing(sha256=sha256) from None
        except OSError as error:
            raise FileDamaged(sha256=sha256, errno=error.errno) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise FileDamaged(sha256=sha256)
        return data

    def _sweep(self) -> None:
        """Remove what a killed program left half-written; a younger file may still be growing."""
        limit = time.time() - _ABANDONED_AFTER_S
        for abandoned in self._incoming.iterdir():
            try:
                if abandoned.stat().st_mtime < limit:
                    abandoned.unlink()
            except FileNotFoundError:
                continue  # another program swept it


def _write_through(target: Path, source: Path | bytes) -> str:
    digest = hashlib.sha256()
    descriptor = os.open(
        target, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600
    )
    with os.fdopen(descriptor, "wb") as file:
        for chunk in _chunks(source):
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _chunks(source: Path | bytes) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    with source.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

"""Files that desks sent, each named by the SHA-256 of its bytes."""

import hashlib
import os
from collections.abc import AsyncIterator, Iterable
from io import RawIOBase
from pathlib import Path
from uuid import uuid4

from anyio import to_thread

from central.errors import Refused
from offline_store.wire import MAX_BLOB_BYTES, Reason


class Blobs:
    """A folder of files that never change: `ab/abcd…`. A name that exists is a whole file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # Who may add to a desk's part: the latest that asked. An earlier one's line is broken.
        self._writers: dict[Path, object] = {}

    def path(self, sha256: str) -> Path:
        """Where the file of that name lies, or would lie. `sha256` was checked by the wire."""
        return self._folder / sha256[:2] / sha256

    def missing(self, hashes: Iterable[str]) -> tuple[str, ...]:
        """Those of the files that are not here."""
        return tuple(sha256 for sha256 in hashes if not self.path(sha256).is_file())

    async def part_size(self, sha256: str, station: str) -> int:
        """How many first bytes of a file a desk has sent in parts so far.

        Who asks has lost the line before: what still comes over that one is not added any more.
        """
        part = self._part(sha256, station)
        self._writers.pop(part, None)
        try:
            return part.stat().st_size
        except FileNotFoundError:
            return 0

    async def keep_part(
        self, sha256: str, station: str, start: int, total: int, chunks: AsyncIterator[bytes]
    ) -> int:
        """Add what arrives to a desk's part of a file; return how many bytes there are now.

        What came before a line broke stays, so that the desk goes on from there. With the last
        byte the file is kept under its name.

        Raises:
            Refused: it does not begin where the part ends, the desk has asked anew meanwhile, the
                file is too large, or it is whole and not what its name says: then the desk begins
                anew.
        """
        if total > MAX_BLOB_BYTES:
            raise Refused(413, Reason.REQUEST_TOO_LARGE)
        part = self._part(sha256, station)
        part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        size = start
        writer = self._writers[part] = object()
        try:
            # Unbuffered: how long the part is must be true whenever it is asked.
            with part.open("ab", buffering=0) as file:
                if file.tell() != start:
                    raise Refused(409, Reason.PART_MISPLACED, (str(file.tell()),))
                async for chunk in chunks:
                    if self._writers.get(part) is not writer:
                        raise Refused(409, Reason.PART_MISPLACED, (str(size),))
                    size += len(chunk)
                    if size > total:
                        raise Refused(413, Reason.REQUEST_TOO_LARGE)
                    _write_all(file, chunk)
        finally:
            if self._writers.get(part) is writer:
                del self._writers[part]
        if size == total:
            await to_thread.run_sync(self._finish, part, sha256)
        return size

    def _finish(self, part: Path, sha256: str) -> None:
        try:
            with part.open("r+b") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                    raise Refused(422, Reason.FILE_MISNAMED, (sha256,))
                os.fsync(file.fileno())
            target = self.path(sha256)
            target.parent.mkdir(mode=0o700, exist_ok=True)
            part.replace(target)
            for folder in (target.parent, self._folder):
                _sync_folder(folder)
        finally:
            part.unlink(missing_ok=True)

    def _part(self, sha256: str, station: str) -> Path:
        return self._folder / "parts" / f"{sha256}.{station}"

    async def keep(self, sha256: str, chunks: AsyncIterator[bytes]) -> int:
        """Keep a file that arrives in chunks, durably; return its size in bytes.

        Raises:
            Refused: too large, or its bytes are not those it is named by; nothing is kept.
        """
        target = self.path(sha256)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = target.with_name(f".{uuid4().hex}")
        digest = hashlib.sha256()
        size = 0
        try:
            with temporary.open("xb") as file:
                async for chunk in chunks:
                    size += len(chunk)
                    if size > MAX_BLOB_BYTES:
                        raise Refused(413, Reason.REQUEST_TOO_LARGE)
                    digest.update(chunk)
                    file.write(chunk)
                if digest.hexdigest() != sha256:
                    raise Refused(422, Reason.FILE_MISNAMED, (sha256,))
                file.flush()
                await to_thread.run_sync(os.fsync, file.fileno())
            temporary.replace(target)
            for folder in (target.parent, self._folder):
                await to_thread.run_sync(_sync_folder, folder)
        finally:
            temporary.unlink(missing_ok=True)
        return size


def _write_all(file: RawIOBase, content: bytes) -> None:
    while content:
        content = content[file.write(content) or 0 :]


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows has no such call, NTFS journals its names."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

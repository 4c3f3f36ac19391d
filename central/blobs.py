"""Files that desks sent, each named by the SHA-256 of its bytes.

What arrives lies in a folder of central's home until it is whole and checked; where it is kept then
is the business of a place: another folder, or a bucket.
"""

import hashlib
import os
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from anyio import Event, move_on_after, to_thread
from fastapi.responses import StreamingResponse

from central.arriving import Arriving, Digest, nothing_yet
from central.errors import Refused
from offline_store.wire import MAX_BLOB_BYTES, Reason

_BATCH = 1 << 20
# Of a part less: what a killed central has not written is sent again.
_PART_BATCH = 1 << 18
_DRAINED_WITHIN_S = 2.0


class BlobPlace(Protocol):
    """Where whole files are kept. `sha256` was checked by the wire. Any thread may call.

    Raises:
        Refused: (by each) the place does not answer now; status 503.
    """

    def missing(self, hashes: Iterable[str]) -> tuple[str, ...]:
        """Those of the files that are not here."""
        ...

    def put(self, whole: Path, sha256: str) -> None:
        """Keep a checked file, durably; the file given is taken away."""
        ...

    def reading(self, sha256: str) -> AbstractContextManager[Path]:
        """The file under a path of this machine, while the block runs."""
        ...

    def size(self, sha256: str) -> int:
        """How many bytes it has."""
        ...

    def chunks(self, sha256: str) -> Iterator[bytes]:
        """Its bytes."""
        ...


class Blobs:
    """The way of files to their place and back. folder: what has not arrived whole yet."""

    def __init__(self, folder: Path, place: BlobPlace) -> None:
        self._folder = folder
        self._place = place
        # Who may add to a desk's part: the latest that asked. An earlier one's line is broken.
        # Set once its request is over.
        self._writers: dict[Path, Event] = {}
        # Over what this process has received of each part, and how many bytes that is.
        self._digests: dict[Path, tuple[int, Digest]] = {}

    def missing(self, hashes: Iterable[str]) -> tuple[str, ...]:
        """Those of the files that are not here."""
        return self._place.missing(hashes)

    def reading(self, sha256: str) -> AbstractContextManager[Path]:
        """The file under a path of this machine, while the block runs."""
        return self._place.reading(sha256)

    def response(
        self, sha256: str, media_type: str, headers: Mapping[str, str] | None = None
    ) -> StreamingResponse:
        """An answer with the file's bytes."""
        length = {"Content-Length": str(self._place.size(sha256))}
        return StreamingResponse(
            self._place.chunks(sha256), media_type=media_type, headers={**(headers or {}), **length}
        )

    async def part_size(self, sha256: str, station: str) -> int:
        """How many first bytes of a file a desk has sent in parts so far.

        Who asks has lost the line before. What had arrived over that one is still added, for a
        moment; what comes after the answer is not.
        """
        part = self._part(sha256, station)
        if (writer := self._writers.get(part)) is not None:
            with move_on_after(_DRAINED_WITHIN_S):
                await writer.wait()
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
        writer = self._writers[part] = Event()
        try:
            # Unbuffered: how long the part is must be true whenever it is asked.
            with part.open("ab", buffering=0) as file:
                if file.tell() != start:
                    raise Refused(409, Reason.PART_MISPLACED, (str(file.tell()),))
                arriving = Arriving(file, _PART_BATCH, self._digest_at(part, start))
                try:
                    async for chunk in chunks:
                        if self._writers.get(part) is not writer:
                            raise Refused(409, Reason.PART_MISPLACED, (str(size),))
                        size += len(chunk)
                        if size > total:
                            raise Refused(413, Reason.REQUEST_TOO_LARGE)
                        await arriving.add(chunk)
                finally:
                    # What came before a line broke stays, unless the desk has asked meanwhile.
                    if self._writers.get(part) is writer:
                        arriving.finish()
        finally:
            writer.set()
            if self._writers.get(part) is writer:
                del self._writers[part]
        if size == total:
            await to_thread.run_sync(self._finish, part, sha256, arriving.digest)
        elif arriving.digest is not None:
            self._digests[part] = (size, arriving.digest)
        return size

    def _digest_at(self, part: Path, start: int) -> Digest | None:
        """The digest over a part's bytes so far, where this process has received all of them."""
        size, digest = self._digests.pop(part, (0, None))
        if start == 0:
            return nothing_yet()
        return digest if size == start else None

    def _finish(self, part: Path, sha256: str, digest: Digest | None) -> None:
        try:
            with part.open("r+b") as file:
                known: Digest = hashlib.file_digest(file, "sha256") if digest is None else digest
                if known.hexdigest() != sha256:
                    raise Refused(422, Reason.FILE_MISNAMED, (sha256,))
                os.fsync(file.fileno())
            self._place.put(part, sha256)
        finally:
            part.unlink(missing_ok=True)

    def _part(self, sha256: str, station: str) -> Path:
        return self._folder / "parts" / f"{sha256}.{station}"

    def begin(self) -> "Whole":
        """Begin a file that comes as a whole."""
        return Whole(self._folder / "parts", self._place)

    async def keep(self, sha256: str, chunks: AsyncIterator[bytes]) -> int:
        """Keep a file that arrives in chunks, durably; return its size in bytes.

        Raises:
            Refused: too large, or its bytes are not those it is named by; nothing is kept.
        """
        size = 0
        whole = self.begin()
        try:
            async for chunk in chunks:
                size += len(chunk)
                if size > MAX_BLOB_BYTES:
                    raise Refused(413, Reason.REQUEST_TOO_LARGE)
                await whole.add(chunk)
            await to_thread.run_sync(whole.keep, sha256)
        finally:
            whole.drop()
        return size


class Whole:
    """A file on its way in, under a name of its own until it is checked."""

    def __init__(self, folder: Path, place: BlobPlace) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._temporary = folder / f".{uuid4().hex}"
        self._place = place
        self._file = self._temporary.open("xb", buffering=0)
        self._arriving = Arriving(self._file, _BATCH, nothing_yet())

    async def add(self, chunk: bytes) -> None:
        """Take what has come."""
        await self._arriving.add(chunk)

    def keep(self, sha256: str) -> None:
        """Check it and keep it, durably; waits for the disk.

        Raises:
            Refused: its bytes are not those it is named by; nothing is kept.
        """
        try:
            if self._arriving.finish() != sha256:
                raise Refused(422, Reason.FILE_MISNAMED, (sha256,))
            os.fsync(self._file.fileno())
            self._file.close()
            self._place.put(self._temporary, sha256)
        finally:
            self.drop()

    def drop(self) -> None:
        """Leave nothing of what was not kept."""
        self._file.close()
        self._temporary.unlink(missing_ok=True)

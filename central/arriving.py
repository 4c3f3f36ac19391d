"""A file as it arrives. Each byte is hashed as it comes, and is not read again for that."""

import asyncio
import hashlib
import os
from concurrent.futures import Future, ThreadPoolExecutor
from io import FileIO
from typing import Protocol

# As many as there may be files coming whose bytes a processor is free for.
_hashing = ThreadPoolExecutor(min(8, os.cpu_count() or 1), thread_name_prefix="arriving")


class Digest(Protocol):
    """A hash over what came so far."""

    def update(self, data: bytes, /) -> None:
        """Take more."""
        ...

    def hexdigest(self) -> str:
        """The hash, in hex."""
        ...


class Arriving:
    """What has come of a file.

    file: unbuffered, at the place where the next byte belongs. batch: bytes that are written at a
    time: what a killed process loses at most. digest: over what came before; None: not known.
    """

    def __init__(self, file: FileIO, batch: int, digest: Digest | None) -> None:
        self._file = file
        self._batch = batch
        self.digest = digest
        self._pieces: list[bytes] = []
        self._held = 0
        self._place = file.tell()
        self._before: Future[None] | None = None

    async def add(self, piece: bytes) -> None:
        """Take what has come."""
        self._pieces.append(piece)
        self._held += len(piece)
        if self._held < self._batch:
            return
        # Written at once, so that nobody else's bytes come between. While it is hashed the next
        # comes, and no more than that: a desk that is faster than this machine waits.
        before = self._begin()
        if before is not None:
            await asyncio.wrap_future(before)

    def finish(self) -> str:
        """Write and hash the rest; the hash over all, in hex, empty where it is not known."""
        self._begin()
        if self._before is not None:
            self._before.result()
        return "" if self.digest is None else self.digest.hexdigest()

    def _begin(self) -> Future[None] | None:
        """Write what is held and begin to hash it; what was begun before."""
        content = b"".join(self._pieces)
        self._pieces.clear()
        self._held = 0
        left = memoryview(content)
        while left:
            left = left[self._file.write(left) or 0 :]
        before = self._before
        self._before = _hashing.submit(self._take, before, self._place, content)
        self._place += len(content)
        return before

    def _take(self, before: Future[None] | None, place: int, content: bytes) -> None:
        if before is not None:
            before.result()
        # The disk begins while the rest still comes: whoever makes it durable waits for less.
        if content and hasattr(os, "posix_fadvise"):
            os.posix_fadvise(self._file.fileno(), place, len(content), os.POSIX_FADV_DONTNEED)
        if self.digest is not None:
            self.digest.update(content)


def nothing_yet() -> Digest:
    """The digest over no byte."""
    return hashlib.sha256()

"""A file as it arrives. Each byte is hashed as it comes, and is not read again for that."""

import hashlib
from io import FileIO
from typing import Protocol

from anyio import to_thread


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

    async def add(self, piece: bytes) -> None:
        """Take what has come."""
        self._pieces.append(piece)
        self._held += len(piece)
        if self._held < self._batch:
            return
        # Written at once, so that nobody else's bytes come between; hashed beside the loop.
        content = self._write()
        if self.digest is not None:
            await to_thread.run_sync(self.digest.update, content)

    def finish(self) -> str:
        """Write and hash the rest; the hash over all, in hex, empty where it is not known."""
        content = self._write()
        if self.digest is None:
            return ""
        self.digest.update(content)
        return self.digest.hexdigest()

    def _write(self) -> bytes:
        content = b"".join(self._pieces)
        self._pieces.clear()
        self._held = 0
        left = memoryview(content)
        while left:
            left = left[self._file.write(left) or 0 :]
        return content


def nothing_yet() -> Digest:
    """The digest over no byte."""
    return hashlib.sha256()

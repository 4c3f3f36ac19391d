"""A bundle as it arrives: file after file. Each is made durable while the next ones come."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from central.blobs import Blobs, Whole
from central.errors import Refused
from offline_store.bundle_wire import MAX_BUNDLE_BYTES
from offline_store.wire import Reason

# They wait for the disk, which makes several durable in the time of one.
_keeping = ThreadPoolExecutor(8, thread_name_prefix="bundle")


async def keep_bundle(
    blobs: Blobs, files: Sequence[tuple[str, int]], chunks: AsyncIterator[bytes]
) -> tuple[str, ...]:
    """Keep the files that arrive one after the other; those that are kept, by SHA-256.

    files: the SHA-256 and the size of each. One that is not what its name says is left out. What
    came whole before the line breaks is kept all the same.

    Raises:
        Refused: too much, or not as many bytes as were said.
    """
    if sum(size for _, size in files) > MAX_BUNDLE_BYTES:
        raise Refused(413, Reason.REQUEST_TOO_LARGE)
    arriving = _InTurn(chunks)
    ending = list[tuple[str, Future[None]]]()
    for sha256, size in files:
        whole = blobs.begin()
        try:
            await arriving.fill(whole, size)
        except BaseException:
            whole.drop()
            raise
        ending.append((sha256, _keeping.submit(whole.keep, sha256)))
    kept = []
    for sha256, end in ending:
        try:
            # A request that is cancelled takes back no file: each is kept, or dropped, to its end.
            await asyncio.shield(asyncio.wrap_future(end))
        except Refused as refused:
            if refused.refusal.reason != Reason.FILE_MISNAMED.value:
                raise
        else:
            kept.append(sha256)
    await arriving.end()
    return tuple(kept)


class _InTurn:
    """Bytes that come in chunks of any length, given to one file after the other."""

    def __init__(self, chunks: AsyncIterator[bytes]) -> None:
        self._chunks = chunks
        self._held = b""

    async def fill(self, whole: Whole, size: int) -> None:
        """Give a file the next so many bytes."""
        while size > 0:
            if not self._held:
                self._held = await self._next()
            piece, self._held = self._held[:size], self._held[size:]
            size -= len(piece)
            await whole.add(piece)

    async def end(self) -> None:
        """See that nothing more comes."""
        while not self._held:
            try:
                self._held = await anext(self._chunks)
            except StopAsyncIteration:
                return
        raise Refused(422, Reason.REQUEST_MALFORMED)

    async def _next(self) -> bytes:
        try:
            return await anext(self._chunks)
        except StopAsyncIteration:
            raise Refused(422, Reason.REQUEST_MALFORMED) from None

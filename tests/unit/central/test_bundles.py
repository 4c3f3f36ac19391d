"""A bundle whose request ends before its files are durable."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from central.blob_folder import BlobFolder
from central.blobs import Blobs
from central.bundles import keep_bundle

CONTENT = b"%PDF signed" * 100
NAME = hashlib.sha256(CONTENT).hexdigest()


def test_a_request_that_is_cancelled_still_keeps_what_came_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its file waits for the disk behind others; none is left open, none half-written."""
    pool, disk = ThreadPoolExecutor(1), Event()
    monkeypatch.setattr("central.bundles._keeping", pool)
    pool.submit(disk.wait, 60)
    place = BlobFolder(tmp_path / "blobs")

    async def cancelled() -> None:
        ended = asyncio.Event()

        async def chunks() -> AsyncIterator[bytes]:
            yield CONTENT
            ended.set()

        blobs = Blobs(tmp_path / "blobs", place)
        keeping = asyncio.create_task(keep_bundle(blobs, [(NAME, len(CONTENT))], chunks()))
        # The file is handed over in the same turn in which its last bytes are taken.
        while pool._work_queue.empty():
            await asyncio.sleep(0)
        keeping.cancel()
        with pytest.raises(asyncio.CancelledError):
            await keeping

    try:
        asyncio.run(cancelled())
    finally:
        disk.set()
        pool.shutdown()
    assert place.missing([NAME]) == ()
    assert list((tmp_path / "blobs" / "parts").iterdir()) == []

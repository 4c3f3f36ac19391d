"""A kept file in clear, for readers that take nothing but a path."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from offline_store.durable import make_folder, wipe


@contextmanager
def plain_copy(data: bytes, folder: Path) -> Iterator[Path]:
    """A path under which these bytes can be read while the block runs, by other processes too.

    On Linux the bytes are in memory alone and go with the process, however it ends. Elsewhere
    they are a file in `folder`, overwritten at the end; the store wipes that folder when it opens.
    """
    if hasattr(os, "memfd_create"):
        descriptor = os.memfd_create("tramso")
        try:
            with os.fdopen(os.dup(descriptor), "wb") as memory:
                memory.write(data)
            yield Path(f"/proc/{os.getpid()}/fd/{descriptor}")
        finally:
            os.close(descriptor)
        return
    make_folder(folder)
    descriptor, name = tempfile.mkstemp(dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        yield Path(name)
    finally:
        wipe(Path(name))

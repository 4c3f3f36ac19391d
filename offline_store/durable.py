"""Writing a file so that it is whole after a power cut, or not there at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from offline_store.errors import StoreFull, StoreReadOnly

# Windows would write line ends otherwise.
BINARY = getattr(os, "O_BINARY", 0)
_NO_ROOM = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}
# A disk that fails answers what is under way with the first, and with the second from then on.
_FAILING = {errno.EIO, errno.EROFS}


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable. Windows has no such call: NTFS journals its names."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def begin_writing(descriptor: int, start: int, size: int) -> None:
    """Let the disk begin with these bytes of a file: whoever syncs it later waits for less.

    Promises nothing. Linux begins to write pages out that it is told nobody needs; those that are
    not on the disk yet stay in memory all the same. Other systems are not asked.
    """
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(descriptor, start, size, os.POSIX_FADV_DONTNEED)


def sync_file(path: Path) -> None:
    """Make the bytes of a file durable that another library wrote."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, readable to their owner alone; durable, name by name."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)


def write_whole(target: Path, data: bytes) -> None:
    """Write a file for its owner alone that is whole and durable under its name, or not there."""
    part = target.with_name(f".{target.name}.{uuid4().hex}")
    try:
        descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | BINARY, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(target.parent)


def wipe(path: Path) -> None:
    """Overwrite a file and remove it; nothing happens where there is none.

    A disk that moves its blocks (flash) may keep the old ones: what must not be found is best
    never written in clear.
    """
    try:
        with path.open("r+b", buffering=0) as file:
            left = os.fstat(file.fileno()).st_size
            while left > 0:
                left -= file.write(bytes(min(left, 1 << 20)))
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return


def wipe_folder(folder: Path) -> None:
    """Wipe every file in a folder and those below it, and remove them."""
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            wipe_folder(path)
        else:
            wipe(path)
    folder.rmdir()


def takes_no_writing(folder: Path) -> bool:
    """Whether the disk is read-only or failing: asked by writing, for a disk hides it."""
    probe = folder / f".{uuid4().hex}"
    try:
        probe.touch()
    except OSError as error:
        return error.errno in _FAILING
    probe.unlink()
    return False


def lacks_room(error: OSError) -> bool:
    """Whether a full disk or a used-up quota is what the system says."""
    return error.errno in _NO_ROOM


@contextmanager
def room_on_disk() -> Iterator[None]:
    """Turn a full disk or quota into StoreFull, a read-only or failing one into StoreReadOnly."""
    try:
        yield
    except OSError as error:
        if lacks_room(error):
            raise StoreFull from error
        if error.errno in _FAILING:
            raise StoreReadOnly from error
        raise

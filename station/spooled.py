"""What lies in a capture's folder: sealed, or in clear where an earlier version left it."""

from collections.abc import Iterator
from pathlib import Path

from offline_store.durable import wipe, write_whole
from offline_store.session_keys import FILE_NAME as KEY
from offline_store.store import Store
from scanners.sealed_files import opened, public_part
from scanners.spool import SEAL, is_sealed, thumbnail_of

_CHUNK = 1 << 20


def seal_folder(store: Store, folder: Path) -> None:
    """Have everything that is written into this folder from now on sealed, for this desk alone.

    Raises:
        StoreFull: no room.
    """
    secret = store.sessions.new(folder)
    write_whole(folder / SEAL, public_part(secret))


def spooled_chunks(store: Store, path: Path) -> Iterator[bytes]:
    """What a file of a capture's folder holds.

    Raises:
        PictureTruncated: it is damaged. DeskKeyMissing: the folder's key is. OSError: it is gone.
    """
    if is_sealed(path):
        yield from opened(path, store.sessions.of(path.parent))
        return
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def spooled_bytes(store: Store, path: Path) -> bytes:
    """The same as a whole."""
    return b"".join(spooled_chunks(store, path))


def drop_spooled(path: Path) -> None:
    """Take a page that is kept by now out of the spool, and its small picture."""
    for each in (thumbnail_of(path), path):
        if each.exists():
            # Nobody reads what was sealed; overwriting it would cost another wait for the disk.
            each.unlink() if is_sealed(each) else wipe(each)


def forget_key(folder: Path) -> None:
    """What is left in this folder, or of it on the disk, does not open any more."""
    wipe(folder / KEY)

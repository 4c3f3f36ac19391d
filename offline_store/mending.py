"""Reads every kept file; what is damaged is set aside, and fetched back where central has it.

Central has signed copies. A page that is damaged has no other place than a backup.
"""

from collections.abc import Callable
from dataclasses import dataclass

from offline_store.central_client import CentralClient
from offline_store.errors import CentralRefused, FileDamaged, FileMissing
from offline_store.named_files import NamedFile, named_files
from offline_store.store import Store


@dataclass(frozen=True, slots=True)
class MendReport:
    """How many files were read; those that came back from central; those that are lost here."""

    read: int
    mended: tuple[NamedFile, ...]
    lost: tuple[NamedFile, ...]


def mend_files(
    store: Store,
    client: CentralClient | None = None,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> MendReport:
    """Read every file that a record names, and mend what can be mended.

    client: None where central cannot be asked; then nothing comes back. Stopped in the middle, it
    has changed nothing but what it mended. progress: files read, and of how many.

    Raises:
        CentralUnreachable, CentralLogin, CentralFailed: central does not answer; what was found
            damaged is set aside already, and is found missing the next time.
        StoreFull: no room for what came back.
    """
    with store.snapshot() as records:
        named = named_files(records)
    mended, lost = list[NamedFile](), list[NamedFile]()
    for done, file in enumerate(named.values(), 1):
        if not _is_whole(store, file.sha256):
            came_back = client is not None and _fetch(store, client, file.sha256)
            (mended if came_back else lost).append(file)
        progress(done, len(named))
    return MendReport(len(named), tuple(mended), tuple(lost))


def _is_whole(store: Store, sha256: str) -> bool:
    try:
        store.files.read(sha256)
    except FileMissing:
        return False
    except FileDamaged:
        store.files.set_aside(store.files.path(sha256))
        return False
    return True


def _fetch(store: Store, client: CentralClient, sha256: str) -> bool:
    try:
        content = client.fetch_blob(sha256)
    except CentralRefused:
        return False
    store.files.keep(content)
    return True

"""Files in a folder of central's own, `ab/abcd…`. A name that exists is a whole file."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

_CHUNK = 1 << 18


class BlobFolder:
    """A folder of files that never change."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # Folders whose names are durable: 256 at most, each found out once.
        self._durable: set[str] = set()

    def missing(self, hashes: Iterable[str]) -> tuple[str, ...]:
        """Those of the files that are not here."""
        return tuple(sha256 for sha256 in hashes if not self._path(sha256).is_file())

    def put(self, whole: Path, sha256: str) -> None:
        """Keep a checked and synced file, durably; it lies in a folder below this one."""
        target = self._path(sha256)
        if target.parent.name not in self._durable:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _sync_folder(self._folder)
            self._durable.add(target.parent.name)
        whole.replace(target)
        _sync_folder(target.parent)

    @contextmanager
    def reading(self, sha256: str) -> Iterator[Path]:
        """The file itself."""
        yield self._path(sha256)

    def size(self, sha256: str) -> int:
        """How many bytes it has."""
        return self._path(sha256).stat().st_size

    def chunks(self, sha256: str) -> Iterator[bytes]:
        """Its bytes."""
        with self._path(sha256).open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows has no such call, NTFS journals its names."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""A kept file on its way out: opened chunk by chunk, while it leaves."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from offline_store.desk_key import DeskKeys
from offline_store.errors import FileDamaged, FileMissing
from offline_store.sealing import CHUNK_BYTES, SealBroken, plain_size, unseal


class Outgoing:
    """A sealed file's bytes in clear; any part of them, as often as wanted.

    Raises:
        FileMissing: there is no such file. FileDamaged: it cannot be one.
    """

    def __init__(self, path: Path, sha256: str, keys: DeskKeys) -> None:
        self._path = path
        self._sha256 = sha256
        self._keys = keys
        with self._open() as file:
            try:
                self._size = plain_size(file.seek(0, 2))
            except (OSError, SealBroken) as error:
                raise self._damaged(error) from error

    def __len__(self) -> int:
        return self._size

    def chunks(self, start: int, size: int) -> Iterator[memoryview]:
        """So many bytes from there on, in pieces of 1 MiB at the most.

        Raises:
            FileMissing, FileDamaged: it is not, or no longer, as it was sealed.
        """
        first, skipped = divmod(start, CHUNK_BYTES)
        with self._open() as file:
            opened = unseal(file, self._keys, first)
            while size > 0:
                try:
                    chunk = memoryview(next(opened))[skipped:]
                except StopIteration:
                    raise self._damaged() from None
                except (OSError, SealBroken) as error:
                    # A disk that fails must not be taken for a line that does.
                    raise self._damaged(error) from error
                skipped = 0
                yield chunk[:size]
                size -= len(chunk[:size])

    def _open(self) -> IO[bytes]:
        try:
            return self._path.open("rb")
        except FileNotFoundError:
            raise FileMissing(sha256=self._sha256) from None
        except OSError as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception | None = None) -> FileDamaged:
        if isinstance(error, OSError):
            return FileDamaged(sha256=self._sha256, errno=error.errno)
        return FileDamaged(sha256=self._sha256)

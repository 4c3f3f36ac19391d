"""The key of one capture: it opens the pages in that capture's spool folder until they are kept.

32 random bytes, sealed under the desk's key, in the folder itself: whatever becomes of the database
meanwhile, pages that a crash left open, and with this file gone nothing in the folder does.
"""

import io
import secrets
from pathlib import Path

from offline_store.desk_key import SECRET_BYTES, DeskKeys
from offline_store.durable import room_on_disk, write_whole
from offline_store.errors import DeskKeyMissing
from offline_store.sealing import SealBroken, key_id_of, seal, unseal

FILE_NAME = "session.key"


class SessionKeys:
    """Makes and opens them. Any thread may use it."""

    def __init__(self, keys: DeskKeys) -> None:
        self._keys = keys

    def new(self, folder: Path) -> bytes:
        """Make a folder's key, durably, and return it.

        Raises:
            StoreFull: no room.
        """
        secret = secrets.token_bytes(SECRET_BYTES)
        with room_on_disk():
            write_whole(folder / FILE_NAME, self._sealed(secret))
        return secret

    def of(self, folder: Path) -> bytes:
        """A folder's key.

        Raises:
            DeskKeyMissing: the folder has none that this desk can open.
        """
        try:
            return self._opened((folder / FILE_NAME).read_bytes())
        except (FileNotFoundError, SealBroken):
            raise DeskKeyMissing(place=FILE_NAME) from None

    def reseal(self, spool: Path) -> None:
        """Seal those of all captures under the desk's current key."""
        for path in spool.rglob(FILE_NAME):
            data = path.read_bytes()
            if key_id_of(io.BytesIO(data)) != self._keys.current.id:
                try:
                    secret = self._opened(data)
                except SealBroken:
                    continue  # it opened nothing before, either
                write_whole(path, self._sealed(secret))

    def _sealed(self, secret: bytes) -> bytes:
        file = io.BytesIO()
        seal((secret,), file, self._keys.current)
        return file.getvalue()

    def _opened(self, data: bytes) -> bytes:
        return b"".join(unseal(io.BytesIO(data), self._keys))

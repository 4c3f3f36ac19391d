"""Central's records for whoever administers it by a command, beside the server or without it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from central.database import Database
from central.home import Home


@contextmanager
def writing_at(folder: Path) -> Iterator[tuple[Connection, Ed25519PrivateKey]]:
    """One transaction, durable at the end of the block, and the key that signs for this central.

    Raises:
        CentralMissing: no central was made at that folder.
    """
    home = Home(folder)
    key = home.load_receipt_key()
    database = Database(home)
    try:
        with database.transaction() as connection:
            yield connection, key
    finally:
        database.close()

"""Encrypts a home that an earlier program wrote in clear. Killed anywhere, the next start goes on.

The order: seal each file beside the clear one; copy the database encrypted; keep a second encrypted
copy as the backup; put the first in the clear one's place; wipe what is left in clear. Until the
database is in its place the clear home is whole, and afterwards the sealed one is.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from offline_store.database import copy_encrypted, in_our_codes, is_in_clear
from offline_store.desk_key import DeskKeys
from offline_store.durable import make_folder, sync_folder, wipe, write_whole
from offline_store.errors import StoreDamaged
from offline_store.files import Files


def is_due(home: Path) -> bool:
    """Whether anything in a home is in clear that should not be."""
    return is_in_clear(home / "store.db") or _mark(home).exists()


def convert(home: Path, keys: DeskKeys) -> None:
    """Encrypt database, backups and files of a home that nobody else has open.

    Raises:
        StoreDamaged: the database in clear is not whole; it stays as it is. StoreFull.
    """
    database, backups, folder = home / "store.db", home / "backups", home / "files"
    key = keys.current.database_key()
    if is_in_clear(database):
        _settle(database)
        write_whole(_mark(home), b"")
        files = Files(folder, keys, home / "plain")
        for path in _clear_files(folder):
            files.keep(path)
        make_folder(backups)
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
        copy_encrypted(database, None, backups / f"store-in-clear-{stamp}.db", key)
        _replace_by_encrypted(database, key)
    for backup in backups.glob("*.db"):
        if is_in_clear(backup):
            _replace_by_encrypted(backup, key)
    for remains in (*home.glob("*.clear"), *backups.glob("*.clear"), *_clear_files(folder)):
        wipe(remains)
    for lower in folder.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]"):
        lower.rmdir()
    _mark(home).unlink(missing_ok=True)


def _mark(home: Path) -> Path:
    """There from before the first change until nothing is left in clear."""
    return home / "encrypting"


def _settle(database: Path) -> None:
    """Bring everything into the one file, as a journal in clear would stay behind."""
    try:
        with closing(sqlite3.connect(database, isolation_level=None)) as connection:
            if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise StoreDamaged
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.DatabaseError as error:
        raise StoreDamaged from error


def _clear_files(folder: Path) -> Iterator[Path]:
    """Page files in clear: `ab/cd/abcd…`, where sealed ones are `ab/abcd…`."""
    return folder.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")


def _replace_by_encrypted(database: Path, key: bytes) -> None:
    part = database.with_name(f"{database.name}.encrypting")
    clear = database.with_name(f"{database.name}.clear")
    with in_our_codes(database):
        copy_encrypted(database, None, part, key)
    # The clear file's bytes are wiped through a second name, as its own goes to the new one; a
    # file system without such names (FAT) leaves them to be overwritten in time.
    clear.unlink(missing_ok=True)
    with suppress(OSError):
        clear.hardlink_to(database)
    part.replace(database)
    sync_folder(database.parent)
    wipe(clear)

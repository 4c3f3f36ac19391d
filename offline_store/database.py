"""SQLite as this room uses it: encrypted, durable, one writer at a time, its errors in our codes.

The pages on disk are encrypted by SQLCipher (AES-256, an HMAC on each page), also those of the
write-ahead log; what SQLite sorts aside stays in memory.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sqlcipher

from offline_store.durable import sync_file, takes_no_writing
from offline_store.errors import (
    LotClosed,
    RecordRefused,
    StoreBusy,
    StoreDamaged,
    StoreFull,
    StoreReadOnly,
)

# Longer than any transaction of ours lasts: who waits this long waits for a program that hangs.
BUSY_TIMEOUT_S = 30

_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_CANNOT = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}
_PRIMARY = 0xFF
_LEAST_FREE_BYTES = 1024**2


def open_engine(database: Path, key: bytes) -> Engine:
    """An engine on a database file, made readable to its owner alone when it is new."""
    os.close(os.open(database, os.O_CREAT | os.O_RDWR, 0o600))

    def connect() -> sqlcipher.Connection:
        connection = open_encrypted(database, key)
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")
        return connection

    engine = create_engine(
        URL.create("sqlite", database=str(database)),
        module=sqlcipher,
        creator=connect,
        poolclass=QueuePool,
    )
    event.listen(engine, "begin", _begin)
    return engine


def open_encrypted(database: Path, key: bytes | None) -> sqlcipher.Connection:
    """One connection, whose transactions begin where its user says so. key: None for no key."""
    connection = sqlcipher.connect(
        str(database), timeout=BUSY_TIMEOUT_S, check_same_thread=False, isolation_level=None
    )
    # SQLCipher would write to standard error; what it has to say comes as an error too.
    connection.execute("PRAGMA cipher_log_level = NONE")
    if key is not None:
        connection.execute(f"PRAGMA key = {_raw(key)}")
    return connection


def is_in_clear(database: Path) -> bool:
    """Whether a database file can be read without any key."""
    try:
        with database.open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except FileNotFoundError:
        return False


def opens_with(database: Path, key: bytes) -> bool:
    """Whether this is the key of a database."""
    with closing(open_encrypted(database, key)) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlcipher.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_NOTADB:
                return False
            raise
    return True


def copy_encrypted(source: Path, source_key: bytes | None, target: Path, key: bytes) -> None:
    """Write a whole copy of a database under a key; the copy is durable, and checked.

    Raises:
        StoreDamaged: the copy is not whole. StoreFull.
    """
    target.unlink(missing_ok=True)
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with in_our_codes(target):
        with closing(open_encrypted(source, source_key)) as connection:
            connection.execute(f"ATTACH DATABASE ? AS copy KEY {_raw(key)}", [str(target)])
            connection.execute("SELECT sqlcipher_export('copy')")
            connection.execute("DETACH DATABASE copy")
        with closing(open_encrypted(target, key)) as connection:
            if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                raise StoreDamaged
    sync_file(target)


def _raw(key: bytes) -> str:
    """A key as SQLCipher takes one that needs no stretching."""
    return f"\"x'{key.hex()}'\""


def _begin(connection: Connection) -> None:
    # A writer takes its turn at once: a reader that turned writer later could be refused.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that holds the write lock from its start; all of it happens, or nothing.

    Raises:
        StoreFull, StoreDamaged, StoreBusy, RecordRefused.
    """
    with (
        in_our_codes(_file_of(engine)),
        engine.connect().execution_options(writes=True) as connection,
        connection.begin(),
    ):
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A view of one moment, whatever others write meanwhile; a write in it is refused.

    Raises:
        StoreFull, StoreDamaged, StoreBusy, RecordRefused.
    """
    with in_our_codes(_file_of(engine)), engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlcipher.Connection)
        driver.execute("PRAGMA query_only=ON")
        try:
            with connection.begin():
                yield connection
        finally:
            driver.execute("PRAGMA query_only=OFF")


@contextmanager
def in_our_codes(database: Path) -> Iterator[None]:
    """Turn what SQLite reports of a database into this room's errors.

    What has no code of ours passes: a defect of the program.
    """
    try:
        yield
    except MemoryError as error:
        # What SQLCipher makes of a page whose proof does not hold, where SQLite does not expect
        # it. A machine without the few kilobytes that SQLite asks for would have died before.
        if _is_databases_own(error):
            raise StoreDamaged from error
        raise
    except (DBAPIError, sqlcipher.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_OK)
        if code in _FULL:
            raise StoreFull from error
        if code & _PRIMARY in _CANNOT:
            # SQLCipher does not say whether the disk is full or broken: the disk does.
            if shutil.disk_usage(database.parent).free < _LEAST_FREE_BYTES:
                raise StoreFull from error
            if takes_no_writing(database.parent):
                raise StoreReadOnly from error
            raise StoreDamaged from error
        if code & _PRIMARY in _DAMAGED:
            raise StoreDamaged from error
        if code & _PRIMARY == sqlite3.SQLITE_BUSY:
            raise StoreBusy from error
        if code & _PRIMARY == sqlite3.SQLITE_READONLY and takes_no_writing(database.parent):
            raise StoreReadOnly from error
        if code & _PRIMARY == sqlite3.SQLITE_CONSTRAINT and str(cause) == LotClosed.code:
            raise LotClosed from error
        if code & _PRIMARY in {sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_READONLY}:
            raise RecordRefused(rule=sqlite_name(cause)) from error
        raise


def _is_databases_own(error: MemoryError) -> bool:
    """Whether it came out of a call of SQLite, and not out of what else a transaction does."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    name = "" if trace is None else str(trace.tb_frame.f_globals.get("__name__"))
    return name.startswith(("sqlalchemy.", "offline_store.database", "offline_store.store"))


def _file_of(engine: Engine) -> Path:
    return Path(engine.url.database or "")


def sqlite_name(cause: object) -> str:
    """SQLite's own name of an error, such as SQLITE_CONSTRAINT_TRIGGER."""
    return str(getattr(cause, "sqlite_errorname", "unknown"))

"""SQLite as this room uses it: durable commits, one writer at a time, its errors in our codes."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from offline_store.errors import RecordRefused, StoreBusy, StoreDamaged, StoreFull

# Longer than any transaction of ours lasts: who waits this long waits for a program that hangs.
BUSY_TIMEOUT_S = 30

_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_PRIMARY = 0xFF


def open_engine(database: Path) -> Engine:
    """An engine on a database file, made readable to its owner alone when it is new."""
    descriptor = os.open(database, os.O_CREAT | os.O_RDWR, 0o600)
    os.close(descriptor)
    engine = create_engine(
        URL.create("sqlite", database=str(database)), connect_args={"timeout": BUSY_TIMEOUT_S}
    )
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begin)
    return engine


def _connected(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions begin where this module says so
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=FULL")


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
        in_our_codes(),
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
    with in_our_codes(), engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.execute("PRAGMA query_only=ON")
        try:
            with connection.begin():
                yield connection
        finally:
            driver.execute("PRAGMA query_only=OFF")


@contextmanager
def in_our_codes() -> Iterator[None]:
    """Turn what SQLite reports into this room's errors; what has no code of ours passes."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_OK)
        if code in _FULL:
            raise StoreFull from error
        if code & _PRIMARY in _DAMAGED:
            raise StoreDamaged from error
        if code & _PRIMARY == sqlite3.SQLITE_BUSY:
            raise StoreBusy from error
        if code & _PRIMARY in {sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_READONLY}:
            raise RecordRefused(rule=sqlite_name(cause)) from error
        raise


def sqlite_name(cause: object) -> str:
    """SQLite's own name of an error, such as SQLITE_CONSTRAINT_TRIGGER."""
    return str(getattr(cause, "sqlite_errorname", "unknown"))

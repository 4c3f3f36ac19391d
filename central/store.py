"""Central's database: its tables, and transactions on them."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    create_engine,
    event,
)
from sqlalchemy.engine import URL
from sqlalchemy.pool import ConnectionPoolEntry

metadata = MetaData()

# Moments are ISO 8601 texts in UTC. Secrets are kept as their SHA-256 alone.

agency = Table(
    "agency",
    metadata,
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    sqlite_strict=True,
)

enrolment_code = Table(
    "enrolment_code",
    metadata,
    Column("code_sha256", Text, primary_key=True),
    Column("agency", Text, ForeignKey("agency.code"), nullable=False),
    Column("made_at", Text, nullable=False),
    Column("used_at", Text),
    sqlite_strict=True,
)

station = Table(
    "station",
    metadata,
    Column("id", Text, primary_key=True),
    Column("agency", Text, ForeignKey("agency.code"), nullable=False),
    Column("name", Text, nullable=False),
    Column("credential_sha256", Text, nullable=False, unique=True),
    Column("enrolled_at", Text, nullable=False),
    sqlite_strict=True,
)

# Of a desk that enrolled over TLS: its credential alone is worth nothing.
station_certificate = Table(
    "station_certificate",
    metadata,
    Column("station", Text, ForeignKey("station.id"), primary_key=True),
    Column("sha256", Text, nullable=False, unique=True),
    sqlite_strict=True,
)

# What a desk had before it enrolled again: no key any more, but it proves who asks for a place.
former_place = Table(
    "former_place",
    metadata,
    Column("credential_sha256", Text, primary_key=True),
    Column("station", Text, ForeignKey("station.id"), nullable=False),
    Column("certificate_sha256", Text),
    Column("enrolled_at", Text, nullable=False),
    sqlite_strict=True,
)

revocation = Table(
    "revocation",
    metadata,
    Column("station", Text, ForeignKey("station.id"), primary_key=True),
    Column("at", Text, nullable=False),
    sqlite_strict=True,
)

block = Table(
    "block",
    metadata,
    Column("id", Text, primary_key=True),
    Column("station", Text, ForeignKey("station.id"), nullable=False),
    Column("agency", Text, ForeignKey("agency.code"), nullable=False),
    Column("book", Text, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("leased_at", Text, nullable=False),
    # Two desks that ask at once never get the same numbers.
    UniqueConstraint("agency", "book", "first"),
    sqlite_strict=True,
)

# Numbers up to here are taken as leased: a central from a backup has forgotten by whom.
number_floor = Table(
    "number_floor",
    metadata,
    Column("agency", Text, ForeignKey("agency.code"), primary_key=True),
    Column("book", Text, primary_key=True),
    Column("last", Integer, nullable=False),
    sqlite_strict=True,
)

submission = Table(
    "submission",
    metadata,
    Column("item", Text, primary_key=True),
    Column("station", Text, ForeignKey("station.id"), nullable=False),
    Column("agency", Text, ForeignKey("agency.code"), nullable=False),
    Column("body", Text, nullable=False),  # the submission's own JSON, in one spelling
    Column("book", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("code", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("signer", Text, nullable=False),
    Column("signed_at", Text, nullable=False),
    Column("copy_sha256", Text, nullable=False, unique=True),
    Column("received_at", Text, nullable=False),
    Column("receipt", Text, nullable=False),
    UniqueConstraint("agency", "book", "number"),
    Index("submission_station", "station"),
    sqlite_strict=True,
)


class Database:
    """Central's database; any thread may open a transaction."""

    def __init__(self, path: Path) -> None:
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        os.close(descriptor)
        url = URL.create("sqlite", database=str(path))
        self._engine: Engine = create_engine(url, connect_args={"timeout": 30})
        event.listen(self._engine, "connect", _connected)
        event.listen(self._engine, "begin", _begin)
        with self.transaction() as connection:
            metadata.create_all(connection)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One writer at a time; all of the block is durable at its end, or nothing happened."""
        with (
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A view of one moment for reading, which no writer holds up."""
        with self._engine.connect() as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def _connected(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions begin where this module says so
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=FULL")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

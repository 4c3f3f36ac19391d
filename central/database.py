"""Central's database: a SQLite file in its home, or the PostgreSQL that its administrator named."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, Table, create_engine, event, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from central.errors import DatabaseUrlInvalid, SchemaNewer
from central.home import Home

_MIGRATIONS = Path(__file__).with_name("migrations")
# Any number, the same in every program of a central: who holds it is the one writer.
_WRITER = 0x54_53
_DRIVER = "postgresql+psycopg"


def postgresql_url(text: str) -> URL:
    """The address of a PostgreSQL database, `postgresql://[user@]host[:port]/name`.

    Its password is libpq's affair (`.pgpass`, `PGPASSWORD`): it stands in no command line.

    Raises:
        DatabaseUrlInvalid: it is none, or holds a password.
    """
    try:
        url = make_url(text)
    except ArgumentError:
        raise DatabaseUrlInvalid from None
    if url.drivername not in {"postgresql", _DRIVER} or url.password is not None:
        raise DatabaseUrlInvalid
    return url.set(drivername=_DRIVER)


def use_postgresql(home: Home, text: str) -> None:
    """Keep everything of this central in that database from now on, and make its tables there.

    Raises:
        DatabaseUrlInvalid: that is no address of one.
        sqlalchemy.exc.OperationalError: it does not answer.
    """
    postgresql_url(text)
    home.database_name.write_text(text + "\n", "utf-8")
    try:
        Database(home).close()
    except BaseException:
        home.database_name.unlink()
        raise


class Database:
    """Central's database, in the shape that this program knows; any thread may open a transaction.

    Raises:
        SchemaNewer: a newer central wrote it; it stays untouched.
        DatabaseUrlInvalid: what the home names is no address of a database.
    """

    def __init__(self, home: Home) -> None:
        named = home.database_url()
        self._engine = _sqlite(home.database) if named is None else _postgresql(named)
        try:
            with self.transaction() as connection:
                _migrate(connection)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One writer at a time; all of the block is durable at its end, or nothing happened."""
        with (
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            if connection.dialect.name == "postgresql":
                # As on SQLite: what a rule has looked at does not change under it.
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER})")
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A view of one moment for reading, which no writer holds up."""
        with self._engine.connect() as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(
                    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
                )
            yield connection

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def insert_or(connection: Connection, table: Table) -> Any:
    """An INSERT with `on_conflict_do_nothing` and `on_conflict_do_update`, as both databases have.

    Any: the two classes share these methods, not their base.
    """
    on_postgresql = connection.dialect.name == "postgresql"
    return postgresql.insert(table) if on_postgresql else sqlite.insert(table)


def _sqlite(path: Path) -> Engine:
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    os.close(descriptor)
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, connect_args={"timeout": 30})
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begin)
    return engine


def _postgresql(named: str) -> Engine:
    # A server that was started anew in between is no reason for an error.
    return create_engine(postgresql_url(named), pool_pre_ping=True, pool_size=8)


def _connected(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions begin where this module says so
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=FULL")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _migrate(connection: Connection) -> None:
    """Run the steps that are due, inside the caller's transaction."""
    config = Config()
    # Alembic reads this through an interpolating parser: a per cent sign in a path is doubled.
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    script = ScriptDirectory.from_config(config)
    known = script.get_current_head()
    found = _revision(connection)
    if found == known:
        return
    if found is not None and found not in {step.revision for step in script.walk_revisions()}:
        raise SchemaNewer(found, known)
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)

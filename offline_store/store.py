"""The store: one object for the database and the files. Tests use the real one.

Home layout: `store.db` (with `-wal` and `-shm` while in use), `files/`, `backups/`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine

from offline_store.audit import Audit
from offline_store.database import in_our_codes, open_engine, reading, writing
from offline_store.desk import Desk
from offline_store.dossiers import Dossiers
from offline_store.durable import make_folder, room_on_disk
from offline_store.errors import StoreDamaged, StoreMissing
from offline_store.files import Files
from offline_store.outbox import Outbox
from offline_store.page_edits import PageEdits
from offline_store.register import Register
from offline_store.schema import migrate


@dataclass(frozen=True, slots=True)
class Records:
    """All records, bound to one transaction."""

    dossiers: Dossiers
    page_edits: PageEdits
    register: Register
    outbox: Outbox
    audit: Audit
    desk: Desk

    @classmethod
    def within(cls, connection: Connection) -> Self:
        """The records as one connection's transaction sees and changes them."""
        return cls(
            Dossiers(connection),
            PageEdits(connection),
            Register(connection),
            Outbox(connection),
            Audit(connection),
            Desk(connection),
        )


class Store:
    """What must survive, at one home. Any thread may open its own transaction on it.

    files: the page files and signed copies.
    """

    def __init__(self, engine: Engine, files: Files) -> None:
        self._engine = engine
        self.files = files

    @classmethod
    def open(cls, home: Path, *, create: bool = True) -> Self:
        """Open the store at a home folder, bring it up to this program's shape, and check it.

        Where there is none, one is made, unless `create` is false.

        Raises:
            StoreMissing: there is none, and none is to be made.
            SchemaNewer: a newer program wrote it; it stays untouched.
            StoreDamaged: it does not pass SQLite's quick check, or is no database.
            StoreFull: no room.
        """
        database = home / "store.db"
        if not create and not database.is_file():
            raise StoreMissing
        with room_on_disk():
            make_folder(home)
            engine = open_engine(database)
            try:
                _prepare(engine, database, home / "backups")
                return cls(engine, Files(home / "files"))
            except BaseException:
                engine.dispose()
                raise

    def close(self) -> None:
        """Let go of the database; open transactions must have ended."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[Records]:
        """Records to change: all of it is durable at the end of the block, or nothing happened.

        One writer at a time: another waits its turn. Not to be opened twice by one thread.

        Raises:
            StoreFull, StoreDamaged, StoreBusy: as the database reports.
            RecordRefused: a rule of the database refuses a record.
        """
        with writing(self._engine) as connection:
            yield Records.within(connection)

    @contextmanager
    def snapshot(self) -> Iterator[Records]:
        """Records to read, all as of one moment; a change is refused with RecordRefused."""
        with reading(self._engine) as connection:
            yield Records.within(connection)


def _prepare(engine: Engine, database: Path, backups: Path) -> None:
    with in_our_codes(), engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA journal_mode=WAL")
        verdict = driver.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != ("ok",):
        raise StoreDamaged
    with in_our_codes(), writing(engine) as connection:
        migrate(connection, database, backups)

"""The store: one object for the database and the files. Tests use the real one.

Home layout: `store.db` (with `-wal` and `-shm` while in use), `files/`, `backups/`, all encrypted;
`keys.json` and, where no keyring has it, `desk.key`; `desk.lock`, which is empty.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine

from offline_store.accounts import Accounts
from offline_store.attached_copies import AttachedCopies
from offline_store.audit import Audit
from offline_store.catalogue import Catalogues
from offline_store.citizens_copies import CitizensCopies
from offline_store.code_numbers import CodeNumbers
from offline_store.conversion import convert, is_due
from offline_store.corrections import Corrections
from offline_store.database import (
    BUSY_TIMEOUT_S,
    in_our_codes,
    open_engine,
    opens_with,
    reading,
    writing,
)
from offline_store.descriptions import Descriptions
from offline_store.desk import Desk
from offline_store.desk_key import DeskKeys
from offline_store.desk_lock import DeskLock
from offline_store.dossiers import Dossiers
from offline_store.durable import make_folder, room_on_disk, wipe_folder
from offline_store.elsewhere import Elsewhere
from offline_store.errors import StoreDamaged, StoreMissing
from offline_store.files import Files
from offline_store.filled_forms import FilledForms
from offline_store.handling import Handlings
from offline_store.issued_papers import IssuedPapers
from offline_store.key_box import FILE_NAME as KEYS_NAME
from offline_store.key_box import KeyBox
from offline_store.keyings import Keyings
from offline_store.lot_checks import LotChecks
from offline_store.lots import Lots
from offline_store.made_files import FOLDER as MADE
from offline_store.made_files import MadeFiles
from offline_store.mail_queue import MailQueue
from offline_store.outbox import Outbox
from offline_store.page_edits import PageEdits
from offline_store.payments import Payments
from offline_store.register import Register
from offline_store.returned_blocks import ReturnedBlocks
from offline_store.schema import migrate
from offline_store.session_keys import SessionKeys
from offline_store.signed_papers import SignedPapers
from offline_store.tickets import Tickets
from offline_store.told_handlings import ToldHandlings
from offline_store.told_lots import ToldLots
from offline_store.training import Training
from offline_store.work_done import WorkDone

_CHECKED_AT_OPENING_BYTES = 16 << 20


@dataclass(frozen=True, slots=True)
class Records:
    """All records, bound to one transaction."""

    dossiers: Dossiers
    page_edits: PageEdits
    corrections: Corrections
    register: Register
    returned: ReturnedBlocks
    elsewhere: Elsewhere
    outbox: Outbox
    mail: MailQueue
    audit: Audit
    desk: Desk
    accounts: Accounts
    catalogue: Catalogues
    handling: Handlings
    issued_papers: IssuedPapers
    filled_forms: FilledForms
    payments: Payments
    told_handlings: ToldHandlings
    descriptions: Descriptions
    codes: CodeNumbers
    citizens_copies: CitizensCopies
    work_done: WorkDone
    lots: Lots
    lot_checks: LotChecks
    keyings: Keyings
    training: Training
    attached: AttachedCopies
    tickets: Tickets
    signed_papers: SignedPapers
    told_lots: ToldLots

    @classmethod
    def within(cls, connection: Connection) -> Self:
        """The records as one connection's transaction sees and changes them."""
        return cls(
            Dossiers(connection),
            PageEdits(connection),
            Corrections(connection),
            Register(connection),
            ReturnedBlocks(connection),
            Elsewhere(connection),
            Outbox(connection),
            MailQueue(connection),
            Audit(connection),
            Desk(connection),
            Accounts(connection),
            Catalogues(connection),
            Handlings(connection),
            IssuedPapers(connection),
            FilledForms(connection),
            Payments(connection),
            ToldHandlings(connection),
            Descriptions(connection),
            CodeNumbers(connection),
            CitizensCopies(connection),
            WorkDone(connection),
            Lots(connection),
            LotChecks(connection),
            Keyings(connection),
            Training(connection),
            AttachedCopies(connection),
            Tickets(connection),
            SignedPapers(connection),
            ToldLots(connection),
        )


# What looks at a desk in its new shape, and raises where it will not do.
Trial = Callable[[Records, Files], None]


class Store:
    """What must survive, at one home. Any thread may open its own transaction on it.

    files: the page files and signed copies. made: what can be made of them again at any time.
    sessions: the keys of captures under way, or interrupted.
    """

    def __init__(
        self,
        engine: Engine,
        files: Files,
        lock: DeskLock,
        made: MadeFiles,
        sessions: SessionKeys,
    ) -> None:
        self._engine = engine
        self.lock = lock
        self.files = files
        self.made = made
        self.sessions = sessions

    @classmethod
    def open(
        cls,
        home: Path,
        *,
        create: bool = True,
        keyring_wanted: bool = True,
        alone: bool = False,
        trial: Trial | None = None,
    ) -> Self:
        """Open the store at a home folder, bring it up to this program's shape, and check it.

        Where there is none, one is made, unless `create` is false. One that an earlier program
        wrote in clear is encrypted first. keyring_wanted: whether a new desk's secret goes to the
        system's keyring, where one answers. alone: nobody else may have it open meanwhile. trial:
        run when a desk has got a new shape, before that is final; what it raises leaves the desk
        in the shape it had.

        Raises:
            StoreMissing: there is none, and none is to be made.
            DeskKeyMissing: this computer does not give the desk's key.
            SchemaNewer: a newer program wrote it; it stays untouched.
            StoreDamaged: it is no database; or a small one does not pass SQLite's quick check.
            StoreBusy: another program has the desk for itself. StoreFull: no room.
        """
        database = home / "store.db"
        if not create and not database.is_file():
            raise StoreMissing
        with room_on_disk():
            make_folder(home)
            lock = DeskLock(home)
            _prepare_home(home, database, lock, keyring_wanted=keyring_wanted)
            if alone:
                lock.take(0.0)
            else:
                lock.share(BUSY_TIMEOUT_S)
            try:
                return cls._opened(home, database, lock, trial)
            except BaseException:
                lock.release()
                raise

    @classmethod
    def _opened(cls, home: Path, database: Path, lock: DeskLock, trial: Trial | None) -> Self:
        keys = KeyBox.read(home).open(home)
        with in_our_codes(database):
            key = _database_key(database, keys)
        engine = open_engine(database, key)
        try:
            files = Files(home / "files", keys, home / "plain")
            with _prepared(engine, database, key, home / "backups") as upgraded:
                if upgraded is not None and trial is not None:
                    trial(upgraded, files)
            made = MadeFiles(home / MADE, keys)
            return cls(engine, files, lock, made, SessionKeys(keys))
        except BaseException:
            engine.dispose()
            raise

    def close(self) -> None:
        """Let go of the database; open transactions must have ended."""
        self._engine.dispose()
        self.lock.release()

    def check(self) -> None:
        """Look at the whole database, indexes too; seconds, where there are many dossiers.

        Raises:
            StoreDamaged: it does not pass SQLite's integrity check, or a record names another that
                is not there.
        """
        with in_our_codes(Path(self._engine.url.database or "")):
            _check(self._engine, "integrity_check(1)", ("ok",))
            _check(self._engine, "foreign_key_check", None)

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


def _prepare_home(home: Path, database: Path, lock: DeskLock, *, keyring_wanted: bool) -> None:
    """What only one program may do, and only when it is due: make keys, encrypt, sweep."""
    plain = home / "plain"
    if (home / KEYS_NAME).is_file() and not is_due(home) and not plain.exists():
        return
    with lock.alone(BUSY_TIMEOUT_S):
        wipe_folder(plain)
        # Asked again: another program may have done it while this one waited. A database that is
        # there without any keys is never given new ones: they would not open it.
        if not (home / KEYS_NAME).is_file() and (is_due(home) or not _is_kept(database)):
            KeyBox.create(home, keyring_wanted=keyring_wanted)
        if is_due(home):
            convert(home, KeyBox.read(home).open(home))


def _is_kept(database: Path) -> bool:
    return database.is_file() and database.stat().st_size > 0


def _database_key(database: Path, keys: DeskKeys) -> bytes:
    """The key of the database: the current one, unless a change of the key was cut short."""
    current, *earlier = (key.database_key() for key in keys)
    if earlier and not opens_with(database, current):
        return next((key for key in earlier if opens_with(database, key)), current)
    return current


def _check(engine: Engine, pragma: str, well: tuple[str, ...] | None) -> None:
    """Ask the database how it is. well: the first row of its answer, if it is."""
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        if driver.execute(f"PRAGMA {pragma}").fetchone() != well:
            raise StoreDamaged


@contextmanager
def _prepared(
    engine: Engine, database: Path, key: bytes, backups: Path
) -> Iterator[Records | None]:
    """Check the database and bring it to this program's shape, which is final after the block.

    Yields the records where that shape is a new one.
    """
    with in_our_codes(database):
        with engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("PRAGMA journal_mode=WAL")
        # A large one opens at once: each page that is read bears its own proof (SQLCipher's HMAC),
        # and the doctor and every backup look at all of them.
        if database.stat().st_size <= _CHECKED_AT_OPENING_BYTES:
            _check(engine, "quick_check(1)", ("ok",))
        with writing(engine) as connection:
            upgraded = migrate(connection, database, key, backups)
            yield Records.within(connection) if upgraded else None

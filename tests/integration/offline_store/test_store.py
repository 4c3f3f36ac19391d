import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from offline_store.errors import (
    RecordRefused,
    SchemaNewer,
    StoreDamaged,
    StoreFull,
    StoreMissing,
)
from offline_store.records import DossierId
from offline_store.store import Store
from offline_store.tables import metadata
from tests.store_fixtures import NOON, add_dossier, make_dossier, opened_database

SEARCH = ("dossier_text", "page_text", "dossier_parts", "page_words")
STEPS = Path(Store.__module__.split(".")[0]).resolve() / "migrations"
HEAD = max(path.stem.removeprefix("step_") for path in (STEPS / "versions").glob("step_*.py"))


def test_a_new_store_is_made_where_it_may_be(tmp_path: Path) -> None:
    """Into folders with any name; but only when asked to make one."""
    home = tmp_path / "bàn số 1" / "50% #2"
    with pytest.raises(StoreMissing):
        Store.open(home, create=False)
    assert not home.exists()
    Store.open(home).close()
    Store.open(home, create=False).close()


def test_the_migrations_make_what_the_queries_name(store: Store) -> None:
    """Tables and columns in the database are those that the code names, no more, no fewer."""
    with store.snapshot() as records:
        context = MigrationContext.configure(records.dossiers.connection)
        found = [
            change
            for change in compare_metadata(context, metadata)
            # Indexes and constraints are written in the migrations alone.
            if change[0] in {"add_table", "remove_table", "add_column", "remove_column"}
            # The search indexes are written by triggers, and named in one query of text.
            and not str(getattr(change[1], "name", "")).startswith(SEARCH)
        ]
    assert found == []


def test_the_database_is_durable_strict_and_keeps_its_references(tmp_path: Path) -> None:
    """WAL, synchronous FULL, foreign keys on, every table of ours STRICT."""
    with Store.open(tmp_path) as store, store.snapshot() as records:
        ask = records.dossiers.connection.exec_driver_sql
        assert [
            ask(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ] == ["wal", 2, 1]
        strict = ask("SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict")
        assert {"sqlite_schema", "sqlite_temp_schema", "alembic_version"} == {
            row[0] for row in strict if not row[0].startswith(SEARCH)
        }


def test_a_newer_store_is_left_untouched(tmp_path: Path) -> None:
    """There is no way back: an older program says so and changes nothing."""
    Store.open(tmp_path).close()
    with opened_database(tmp_path, tmp_path / "store.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaNewer) as newer:
        Store.open(tmp_path)
    assert newer.value.facts["found"] == "9999"
    assert not (tmp_path / "backups").exists()


def test_an_older_store_is_copied_before_it_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next step runs on a desk full of records, and the copy holds them as they were."""
    home = tmp_path / "home"
    with Store.open(home) as store:
        add_dossier(store, make_dossier())
    steps = tmp_path / "migrations"
    shutil.copytree(STEPS, steps)
    (steps / "versions/step_next.py").write_text(
        "from alembic import op\n"
        "revision = 'next'\n"
        f"down_revision = '{HEAD}'\n"
        "def upgrade() -> None:\n"
        "    op.execute('CREATE TABLE added (id TEXT) STRICT')\n",
        "utf-8",
    )
    monkeypatch.setattr("offline_store.schema._SCRIPTS", steps)
    monkeypatch.setattr("offline_store.schema.HEAD", "next")

    with Store.open(home) as store, store.snapshot() as records:
        assert len(records.dossiers.list()) == 1
        records.dossiers.connection.exec_driver_sql("SELECT * FROM added")
    (copy,) = (home / "backups").iterdir()
    with opened_database(home, copy) as database:
        assert database.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
        assert database.execute("SELECT count(*) FROM dossier").fetchall() == [(1,)]


def test_a_step_that_fails_leaves_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a migration is no migration."""
    home = tmp_path / "home"
    Store.open(home).close()
    steps = tmp_path / "migrations"
    shutil.copytree(STEPS, steps)
    (steps / "versions/step_next.py").write_text(
        "from alembic import op\n"
        "revision = 'next'\n"
        f"down_revision = '{HEAD}'\n"
        "def upgrade() -> None:\n"
        "    op.execute('CREATE TABLE added (id TEXT) STRICT')\n"
        "    op.execute('INSERT INTO number_block VALUES (1, 2, 3, 4, 5, 6)')\n",
        "utf-8",
    )
    with monkeypatch.context() as patched:
        patched.setattr("offline_store.schema._SCRIPTS", steps)
        patched.setattr("offline_store.schema.HEAD", "next")
        with pytest.raises(RecordRefused):
            Store.open(home)
    with Store.open(home) as store, store.snapshot() as records:
        ask = records.dossiers.connection.exec_driver_sql
        assert ask("SELECT count(*) FROM sqlite_schema WHERE name = 'added'").scalar() == 0


def test_two_programs_may_open_a_new_store_at_once(tmp_path: Path) -> None:
    """The window and the command line start together on a new desk."""
    problems: list[BaseException] = []

    def open_it() -> None:
        try:
            Store.open(tmp_path).close()
        except Exception as problem:  # noqa: BLE001 — whatever it is, the test shows it
            problems.append(problem)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []


@pytest.mark.parametrize("damage", ["no-database", "torn"])
def test_a_damaged_database_is_said_to_be_damaged(tmp_path: Path, damage: str) -> None:
    """Neither a foreign file nor a torn one is opened, and neither is overwritten."""
    with Store.open(tmp_path) as store:
        for number in range(50):
            add_dossier(store, make_dossier(f"H26-261122-{number:04d}"))
    database = tmp_path / "store.db"
    content = database.read_bytes()
    if damage == "no-database":
        broken = b"This is no database. " * 500
    else:
        middle = len(content) // 2 // 4096 * 4096
        broken = content[:middle] + b"\xff" * 8192 + content[middle + 8192 :]
    database.write_bytes(broken)

    with pytest.raises(StoreDamaged):
        Store.open(tmp_path)
    assert broken == database.read_bytes()


def test_a_full_database_keeps_what_it_has(store: Store) -> None:
    """SQLite's own limit on pages fails a write just as a full disk does."""
    add_dossier(store, make_dossier())
    with store.transaction() as records:
        ask = records.dossiers.connection.exec_driver_sql
        ask(f"PRAGMA max_page_count = {ask('PRAGMA page_count').scalar_one()}")
    large = make_dossier("H26-261122-0002", title="x" * 100_000)

    with pytest.raises(StoreFull):
        add_dossier(store, large)
    with store.snapshot() as records:
        assert len(records.dossiers.list()) == 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB, where the system lets us have one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if sys.platform == "win32" or os.geteuid() != 0 or mount is None:
        pytest.skip("only root may mount a small disk")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], check=False
    )
    if made.returncode != 0:
        pytest.skip("this system lets nobody mount a disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_keeps_what_it_has(small_disk: Path) -> None:
    """Files and records say so; what was kept is there after a restart."""
    with Store.open(small_disk / "home") as store:
        add_dossier(store, make_dossier())
        kept = store.files.keep(b"page")
        with pytest.raises(StoreFull):
            store.files.keep(b"page" * 1_000_000)
        large = make_dossier("H26-261122-0002", title="x" * 4_000_000)
        with pytest.raises(StoreFull):
            add_dossier(store, large)
    with Store.open(small_disk / "home") as store, store.snapshot() as records:
        assert len(records.dossiers.list()) == 1
        assert store.files.read(kept) == b"page"
    with pytest.raises(StoreFull):
        Store.open(small_disk / "another")


def test_an_error_takes_the_whole_transaction_back(store: Store) -> None:
    """All of it happens, or nothing."""
    dossier = make_dossier()
    twice = replace(dossier, documents=dossier.documents * 2)
    with pytest.raises(RecordRefused):
        add_dossier(store, twice)
    with store.snapshot() as records:
        assert records.dossiers.list() == ()


def test_a_snapshot_stands_still_and_changes_nothing(store: Store) -> None:
    """A reader sees one moment, while a writer goes on."""
    with store.snapshot() as seen:
        assert seen.dossiers.list() == ()
        add_dossier(store, make_dossier())
        assert seen.dossiers.list() == ()
    with store.snapshot() as records:
        assert len(records.dossiers.list()) == 1
    with pytest.raises(RecordRefused), store.snapshot() as records:
        records.dossiers.add(make_dossier("H26-261122-0002"))
    add_dossier(store, make_dossier("H26-261122-0002"))


def test_threads_take_turns(store: Store) -> None:
    """Every thread has its own transaction; none is lost."""

    def append(name: str) -> None:
        for number in range(20):
            with store.transaction() as records:
                records.audit.append(NOON, name, "tested", DossierId(str(number)))

    threads = [threading.Thread(target=append, args=(f"t{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.snapshot() as records:
        assert len(records.audit.lines()) == 80
        assert records.audit.verify() is None

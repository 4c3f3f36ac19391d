"""Central's records in a PostgreSQL, in an older shape, and in a newer one."""

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

import central.database
from central import tables
from central.database import Database, use_postgresql
from central.enrolment import Desk
from central.errors import DatabaseUrlInvalid, SchemaNewer
from central.home import Home, init
from central.leases import is_leased, lease
from central.migrations.versions import step_0001
from offline_store.wire import LeaseRequest
from tests.integration.central.conftest import change
from tests.postgresql_server import PostgresqlServer


def test_a_central_from_before_the_steps_is_taken_over(tmp_path: Path) -> None:
    """Its records stay, and from then on it counts its steps."""
    home = init(tmp_path / "central")
    with closing(sqlite3.connect(home.database)) as before, before:
        for statement in step_0001.STATEMENTS:
            before.execute(statement)
        before.execute("INSERT INTO agency VALUES ('H26.99.1', 'UBND phường Thử')")

    with closing(Database(home)) as database, database.snapshot() as connection:
        kept = connection.exec_driver_sql("SELECT code, name FROM agency").one()
        steps = connection.exec_driver_sql("SELECT count(*) FROM alembic_version").scalar()
    assert (tuple(kept), steps) == (("H26.99.1", "UBND phường Thử"), 1)


def test_a_newer_database_stays_untouched(central_home: Path) -> None:
    """An older program says so, and changes nothing."""
    change(central_home, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaNewer):
        Database(Home(central_home))


@pytest.mark.parametrize(
    "text", ["", "central", "mysql://host/central", "postgresql://central:secret@host/central"]
)
def test_what_is_no_address_or_tells_a_password_is_refused(text: str, tmp_path: Path) -> None:
    """The home stays without a name for a database."""
    home = init(tmp_path / "central")
    with pytest.raises(DatabaseUrlInvalid):
        use_postgresql(home, text)
    assert home.database_url() is None


def test_a_database_that_does_not_answer_is_not_taken(tmp_path: Path) -> None:
    """`central init` says so with status 3, and the next try begins anew."""
    folder = tmp_path / "central"
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "central",
            "init",
            "--home",
            folder,
            "--json",
            "--database",
            f"postgresql:///central?host={tmp_path}",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert json.loads(done.stderr)["error"]["code"] == "database-unreachable"
    assert Home(folder).database_url() is None


def test_no_file_is_made_beside_a_postgresql(tmp_path: Path, postgresql: PostgresqlServer) -> None:
    """Nothing of central's records lies in its home then."""
    home = init(tmp_path / "central")
    use_postgresql(home, postgresql.new_database())
    assert not home.database.exists()


SHAPES = sorted(
    path.stem.removeprefix("step_")
    for path in (Path(central.database.__file__).parent / "migrations/versions").glob("step_*.py")
)
AT = "2026-11-22T05:00:00.000000+00:00"
RECORDS = (
    "INSERT INTO agency VALUES ('H26.99.1', 'UBND phường Thử')",
    f"INSERT INTO station VALUES ('s1', 'H26.99.1', 'Quầy 1', 'hash', '{AT}')",
    f"INSERT INTO block VALUES ('b1', 's1', 'H26.99.1', 'book', 1, 10, '{AT}')",
    f"INSERT INTO block VALUES ('b2', 's1', 'H26.99.1', 'book', 11, 20, '{AT}')",
    f"""
    INSERT INTO submission VALUES ('i1', 's1', 'H26.99.1', '{{}}', 'book', 1, 'TS-1', 'Bằng',
        'Mẫu', '{AT}', 'copy', '{AT}', 'receipt')
    """,
)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_central_of_any_shape_opens_with_all_it_had(
    shape: str,
    tmp_path: Path,
    database_url: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On both databases; it leases on after the last number that it ever leased."""
    home = init(tmp_path / "central")
    if database_url is not None:
        home.database_name.write_text(database_url, "utf-8")
    for known in (SHAPES[0], shape):
        steps = tmp_path / f"steps-{known}"
        shutil.copytree(
            Path(central.database.__file__).parent / "migrations", steps, dirs_exist_ok=True
        )
        for path in (steps / "versions").glob("step_*.py"):
            if path.stem.removeprefix("step_") > known:
                path.unlink()
        with monkeypatch.context() as patched:
            patched.setattr("central.database._MIGRATIONS", steps)
            with closing(Database(home)) as database, database.transaction() as connection:
                has = connection.exec_driver_sql("SELECT count(*) FROM agency").scalar()
                for statement in RECORDS if not has else ():
                    connection.exec_driver_sql(statement.replace("%", "%%"))

    desk = Desk("s1", "H26.99.1")
    with closing(Database(home)) as database, database.transaction() as connection:
        kept = connection.execute(select(tables.submission)).one()
        assert (kept.item, kept.code, kept.number) == ("i1", "TS-1", 1)
        assert is_leased(connection, desk, "book", 20)
        assert not is_leased(connection, desk, "book", 21)
        again = lease(connection, desk, LeaseRequest(id="b2", book="book", size=10))
        assert (again.first, again.last, again.expires_at) == (11, 20, None)
        assert lease(connection, desk, LeaseRequest(id="b3", book="book", size=5)).first == 21

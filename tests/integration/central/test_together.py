"""What many threads write at the same moment is one transaction, and each gets its own answer."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, select
from sqlalchemy.exc import IntegrityError

from central.database import Database, use_postgresql
from central.errors import Refused
from central.home import init
from central.tables import agency
from central.together import Together
from offline_store.wire import Reason


@pytest.fixture
def database(tmp_path: Path, database_url: str | None) -> Iterator[Database]:
    """A new one."""
    home = init(tmp_path / "central")
    if database_url is not None:
        use_postgresql(home, database_url)
    with closing(Database(home)) as opened:
        yield opened


def _add(connection: Connection, code: str) -> str:
    connection.execute(agency.insert().values(code=code, name="Phường"))
    return code


def test_one_that_is_refused_undoes_none_of_the_others(database: Database) -> None:
    """Nor does one that breaks a rule of the database; both have written nothing."""
    together = Together(database)
    commits: list[object] = []
    event.listen(database._engine, "commit", commits.append)
    begun, go_on = threading.Event(), threading.Event()

    def first(connection: Connection) -> str:
        begun.set()
        assert go_on.wait(60)
        return _add(connection, "first")

    def refused(connection: Connection) -> str:
        _add(connection, "refused")
        raise Refused(409, Reason.NUMBER_TAKEN)

    with ThreadPoolExecutor(5) as threads:
        leader = threads.submit(together.write, first)
        assert begun.wait(60)
        works = [
            lambda connection: _add(connection, "second"),
            refused,
            lambda connection: _add(connection, "first"),
            lambda connection: _add(connection, "third"),
        ]
        others = [threads.submit(together.write, work) for work in works]
        for _ in range(6000):
            if len(together._asked) == len(works):
                break
            threading.Event().wait(0.01)
        go_on.set()
        assert leader.result() == "first"
        assert (others[0].result(), others[3].result()) == ("second", "third")
        assert isinstance(others[1].exception(), Refused)
        assert isinstance(others[2].exception(), IntegrityError)
    with database.snapshot() as connection:
        kept = set(connection.execute(select(agency.c.code)).scalars())
    assert kept == {"first", "second", "third"}
    assert len(commits) == 3  # the leader's, the others' together, and the look at them

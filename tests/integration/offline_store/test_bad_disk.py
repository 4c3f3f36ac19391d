"""A disk that lies: what is read is what was kept, or it is said that it is not."""

from pathlib import Path
from random import Random

import pytest

from offline_store.errors import FileDamaged, StoreDamaged
from offline_store.store import Store
from tests.store_fixtures import BOOK, add_dossier, certify, make_block, make_dossier

COPY = b"%PDF a signed copy " * 500


def a_desk(home: Path) -> str:
    """A desk with a certified document; returns the hash of its copy."""
    with Store.open(home, keyring_wanted=False) as store:
        with store.transaction() as records:
            records.register.add_block(make_block())
        for number in range(20):
            add_dossier(store, make_dossier(f"H26-261122-{number:04d}", pages=3))
        _, item = certify(store, add_dossier(store, make_dossier("H26-261122-0100")), COPY)
    return item.sha256


def everything(store: Store) -> tuple[object, ...]:
    """All that the records say."""
    with store.snapshot() as records:
        return (
            records.dossiers.list(limit=1000),
            records.register.lines(BOOK),
            records.outbox.items(),
            records.audit.lines(),
        )


@pytest.mark.parametrize(
    "flips", [40, pytest.param(2000, marks=pytest.mark.marathon)], ids=["some", "many"]
)
def test_a_flipped_bit_is_never_read_as_if_nothing_were(tmp_path: Path, flips: int) -> None:
    """In the database and in a page file, wherever it is: the truth, or a refusal."""
    sha256 = a_desk(tmp_path / "desk")
    with Store.open(tmp_path / "desk", create=False) as store:
        truth = everything(store)
        sealed = store.files.path(sha256)
    database = tmp_path / "desk/store.db"
    chance = Random(20261127)
    refused = {"database": 0, "file": 0}
    for _ in range(flips):
        for what, path in (("database", database), ("file", sealed)):
            whole = path.read_bytes()
            changed = bytearray(whole)
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
            path.write_bytes(changed)
            try:
                with Store.open(tmp_path / "desk", create=False) as store:
                    store.check()
                    assert everything(store) == truth
                    assert store.files.read(sha256) == COPY
            except StoreDamaged:
                assert what == "database"
                refused[what] += 1
            except FileDamaged:
                assert what == "file"
                refused[what] += 1
            path.write_bytes(whole)
    # Every byte of a sealed file is bound; of the database all but a few of its reserved ones.
    assert refused["file"] == flips
    assert refused["database"] > flips * 0.9
    with Store.open(tmp_path / "desk", create=False) as store:
        assert everything(store) == truth


def test_an_index_that_no_longer_fits_its_table_is_found(tmp_path: Path) -> None:
    """Each page of the database bears its proof all the same: only the whole check sees it."""
    a_desk(tmp_path / "desk")
    with Store.open(tmp_path / "desk", create=False) as store, store.transaction() as records:
        store.check()
        connection = records.dossiers.connection
        connection.exec_driver_sql("PRAGMA writable_schema=ON")
        connection.exec_driver_sql(
            "UPDATE sqlite_schema SET sql = 'CREATE INDEX outbox_state ON outbox "
            "(created_at, state)' WHERE name = 'outbox_state'"
        )
    with Store.open(tmp_path / "desk", create=False) as store, pytest.raises(StoreDamaged):
        store.check()


def test_want_of_memory_elsewhere_is_not_taken_for_damage(store: Store) -> None:
    """What a transaction does beside the database is not the database's."""
    with pytest.raises(MemoryError), store.transaction():
        bytearray(1 << 62)

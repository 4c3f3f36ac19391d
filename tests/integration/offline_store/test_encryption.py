"""Nothing that a thief finds on the disk says anything of a person."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from offline_store.errors import DeskKeyMissing, StoreBusy
from offline_store.store import Store
from tests.integration.offline_store.clear_home import (
    COPY,
    ID_NUMBER,
    NAME,
    PAGE,
    sha256,
    write_clear_home,
)
from tests.integration.offline_store.dying import died_at
from tests.store_fixtures import BOOK, NOON, add_dossier, certify, make_block, make_dossier


def in_clear(folder: Path, *planted: bytes) -> list[str]:
    """Files in which one of these is found, by themselves or in their names."""
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file()
        and any(each in path.read_bytes() or each in os.fsencode(path.name) for each in planted)
    ]


PLANTED = (
    NAME.encode(),
    b"lo lieu",
    ID_NUMBER.encode(),
    PAGE[:40],
    COPY,
    sha256(PAGE).encode(),
    sha256(COPY).encode(),
)


def assert_whole(home: Path) -> None:
    """Everything that the clear home held is there, and nothing of it in clear."""
    with Store.open(home, create=False) as store:
        with store.snapshot() as records:
            (dossier,) = records.dossiers.list()
            (document,) = dossier.documents
            (line,) = records.register.lines(BOOK)
            assert records.register.remaining(BOOK, NOON) == 8
        assert document.copy is not None
        kept = [store.files.read(document.pages[0].sha256), store.files.read(document.copy.sha256)]
    assert (dossier.requester.name, line.entry.requester_name) == (NAME, NAME)
    assert kept == [PAGE, COPY]
    assert in_clear(home, *PLANTED) == []


def test_a_home_in_clear_is_encrypted_when_it_is_opened(tmp_path: Path) -> None:
    """Records, pages and backups of the first version; a backup of before the change stays."""
    home = tmp_path / "home"
    write_clear_home(home)
    assert len(in_clear(home, NAME.encode(), PAGE[:40], COPY)) == 4
    assert_whole(home)
    assert len(list((home / "backups").glob("store-in-clear-*.db"))) == 1


@pytest.mark.parametrize(
    "stride", [7, pytest.param(1, marks=pytest.mark.marathon)], ids=["some steps", "every step"]
)
def test_killed_anywhere_while_encrypting_nothing_is_lost(tmp_path: Path, stride: int) -> None:
    """One durable step after the other is the last one; the next start goes on."""
    clear = tmp_path / "clear"
    write_clear_home(clear)
    step, died = 1, True
    while died:
        home = tmp_path / f"home-{step}"
        shutil.copytree(clear, home)
        died = died_at("open", home, step)
        assert_whole(home)
        shutil.rmtree(home)
        step += stride
    assert step > 15


def test_a_thief_reads_nothing(tmp_path: Path) -> None:
    """While the desk is open, too: the journal of the database is encrypted like the rest."""
    home = tmp_path / "home"
    with Store.open(home) as store:
        with store.transaction() as records:
            records.register.add_block(make_block())
        document = add_dossier(store, make_dossier(name=NAME))
        certify(store, document, COPY)
        store.files.keep(PAGE)
        assert (home / "store.db-wal").stat().st_size > 0
        assert in_clear(home, *PLANTED, b"khal", b"SQLite format", b"Tr\xe1\xba\xa7n") == []
    assert in_clear(home, *PLANTED, b"khal", b"SQLite format", b"Tr\xe1\xba\xa7n") == []


def test_readers_of_paths_get_a_copy_that_goes_with_them(tmp_path: Path) -> None:
    """Other processes read it; nothing of it comes to the disk on a system with memory files."""
    with Store.open(tmp_path) as store:
        name = store.files.keep(PAGE)
        with store.files.plain_copy(name) as path:
            reader = [
                sys.executable,
                "-c",
                "import sys; print(len(open(sys.argv[1], 'rb').read()))",
            ]
            read = subprocess.run([*reader, str(path)], capture_output=True, text=True, check=True)
            assert int(read.stdout) == len(PAGE)
            if sys.platform == "linux":
                assert in_clear(tmp_path, PAGE[:40]) == []
        assert not path.exists()
    assert in_clear(tmp_path, PAGE[:40]) == []


def test_without_its_key_a_desk_does_not_open(tmp_path: Path) -> None:
    """It says so, makes no new key, and changes nothing."""
    Store.open(tmp_path).close()
    secret = (tmp_path / "desk.key").read_bytes()
    (tmp_path / "desk.key").unlink()
    for wrong in (None, b"no secret", b"00" * 32):
        if wrong is not None:
            (tmp_path / "desk.key").write_bytes(wrong)
        with pytest.raises(DeskKeyMissing):
            Store.open(tmp_path)
    (tmp_path / "keys.json").rename(tmp_path / "elsewhere")
    with pytest.raises(DeskKeyMissing):
        Store.open(tmp_path)
    (tmp_path / "elsewhere").rename(tmp_path / "keys.json")
    (tmp_path / "desk.key").write_bytes(secret)
    Store.open(tmp_path, create=False).close()


def test_an_open_desk_is_not_had_alone(tmp_path: Path) -> None:
    """Who changes the whole home waits until nobody else has it open."""
    with Store.open(tmp_path) as store, pytest.raises(StoreBusy), store.lock.alone():
        pass
    with store.lock.alone():
        pass

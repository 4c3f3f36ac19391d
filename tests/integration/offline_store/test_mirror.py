"""A desk's second copy in a folder: whole whatever is killed, and a desk comes back from it."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from offline_store.errors import (
    BackupDamaged,
    HomeTaken,
    MirrorAway,
    RecoveryKeyNotMade,
    RecoveryKeyWrong,
)
from offline_store.key_change import change_key
from offline_store.mirror import mirrored_at, restore_mirror, write_mirror
from offline_store.records import DocumentId
from offline_store.recovery_key import new_recovery_key
from offline_store.store import Store
from tests.integration.offline_store.dying import died_at
from tests.integration.offline_store.test_backup import COPY, NAME, _working_desk
from tests.integration.offline_store.test_encryption import in_clear
from tests.store_fixtures import BOOK, NOON, add_dossier, certify, make_dossier

LATER = NOON + timedelta(hours=2)


def restored(folder: Path, home: Path, key: str) -> Store:
    """The desk of that folder, made anew and open."""
    restore_mirror(folder, home, key, LATER, keyring_wanted=False)
    return Store.open(home, create=False)


def test_a_dead_desk_comes_back_on_another_computer(tmp_path: Path) -> None:
    """With what was done until the last time; no number it may have given is given again."""
    key = _working_desk(tmp_path / "desk")
    folder = tmp_path / "mirror"
    first = write_mirror(tmp_path / "desk", folder, NOON)
    with Store.open(tmp_path / "desk") as store:
        certify(store, add_dossier(store, make_dossier("H26-261122-0002")), b"%PDF 2" * 9000)
        second = write_mirror(tmp_path / "desk", folder, LATER)
        certify(store, add_dossier(store, make_dossier("H26-261122-0003")), b"%PDF 3")
    assert (first.files, second.files) == (1, 2)
    assert mirrored_at(folder) == LATER
    assert in_clear(folder, COPY, NAME.encode(), b"H26-261122-0001") == []
    shutil.rmtree(tmp_path / "desk")

    with restored(folder, tmp_path / "elsewhere", key) as store, store.snapshot() as records:
        assert len(records.dossiers.list()) == 2
        copies = [line.document_id for line in records.register.lines(BOOK)]
        assert [store.files.read(_copy_of(store, each)) for each in copies] == [
            COPY,
            b"%PDF 2" * 9000,
        ]
        assert len(records.outbox.due(LATER)) == 2
        assert records.register.remaining(BOOK, NOON) == 0
    with pytest.raises(HomeTaken):
        restored(folder, tmp_path / "elsewhere", key)


def _copy_of(store: Store, document_id: DocumentId) -> str:
    with store.snapshot() as records:
        copy = records.dossiers.document(document_id).copy
    assert copy is not None
    return copy.sha256


def test_only_what_changed_travels_and_what_went_here_goes_there(tmp_path: Path) -> None:
    """A second run copies the database alone; a file that was wiped is wiped there too."""
    _working_desk(tmp_path / "desk")
    folder = tmp_path / "mirror"
    write_mirror(tmp_path / "desk", folder, NOON)
    (kept,) = folder.glob("files/*/*")
    before = kept.stat().st_ino
    again = write_mirror(tmp_path / "desk", folder, LATER)
    assert kept.stat().st_ino == before
    assert again.copied == next(folder.glob("store-*")).stat().st_size
    assert len(list(folder.glob("store-*"))) == 1
    assert len(list(folder.glob("keys-*"))) == 1
    assert len(list(folder.glob("list-*"))) == 1
    (tmp_path / "desk" / kept.relative_to(folder)).unlink()
    write_mirror(tmp_path / "desk", folder, LATER)
    assert list(folder.glob("files/*/*")) == []


@pytest.mark.parametrize(
    "stride", [9, pytest.param(1, marks=pytest.mark.marathon)], ids=["some steps", "every step"]
)
def test_a_desk_killed_while_it_copies_leaves_one_whole_state(tmp_path: Path, stride: int) -> None:
    """At any of its steps: the copy of before or that of now comes back, with its files."""
    key = _working_desk(tmp_path / "desk")
    write_mirror(tmp_path / "desk", tmp_path / "mirror", NOON)
    with Store.open(tmp_path / "desk") as store:
        certify(store, add_dossier(store, make_dossier("H26-261122-0002")), b"%PDF 2")
    found = set()
    step, died = 1, True
    while died:
        both = tmp_path / f"both-{step}"
        for name in ("desk", "mirror"):
            shutil.copytree(tmp_path / name, both / name)
        died = died_at("mirror", both, step)
        with restored(both / "mirror", both / "home", key) as store:
            with store.snapshot() as records:
                lines = records.register.lines(BOOK)
            for line in lines:
                store.files.read(_copy_of(store, line.document_id))
        found.add(len(lines))
        write_mirror(both / "desk", both / "mirror", LATER)
        assert [path for path in (both / "mirror").rglob(".*") if path.is_file()] == []
        step += stride
    assert found == {1, 2}
    assert step > 10


def test_after_a_change_of_the_key_the_copy_lies_there_under_the_new_one(tmp_path: Path) -> None:
    """The new paper opens it, the old one no more."""
    desk, folder = tmp_path / "desk", tmp_path / "mirror"
    old = _working_desk(desk)
    write_mirror(desk, folder, NOON)
    new = change_key(desk)
    write_mirror(desk, folder, LATER)
    assert len(list(folder.glob("files/*/*"))) == 1
    with pytest.raises(RecoveryKeyWrong):
        restored(folder, tmp_path / "home", old)
    with restored(folder, tmp_path / "home", new) as store, store.snapshot() as records:
        (line,) = records.register.lines(BOOK)
        assert store.files.read(_copy_of(store, line.document_id)) == COPY


@pytest.mark.parametrize("damage", ["file", "store", "list", "state", "gone"])
def test_a_damaged_copy_is_not_restored(tmp_path: Path, damage: str) -> None:
    """And says so; the home stays empty."""
    key = _working_desk(tmp_path / "desk")
    folder = tmp_path / "mirror"
    write_mirror(tmp_path / "desk", folder, NOON)
    names = {"file": "files/*/*", "store": "store-*", "list": "list-*", "state": "mirror.json"}
    (path,) = folder.glob(names.get(damage, "store-*"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(data if damage != "state" else b"{}")
    with pytest.raises(BackupDamaged):
        restored(folder, tmp_path / "home", key)
    assert not (tmp_path / "home/store.db").exists()


def test_without_the_right_paper_nothing_opens(tmp_path: Path) -> None:
    """No recovery key, no copy; another one's, no desk."""
    with Store.open(tmp_path / "bare", keyring_wanted=False), pytest.raises(RecoveryKeyNotMade):
        write_mirror(tmp_path / "bare", tmp_path / "none", NOON)
    assert not (tmp_path / "none").exists()
    _working_desk(tmp_path / "desk")
    write_mirror(tmp_path / "desk", tmp_path / "mirror", NOON)
    with pytest.raises(RecoveryKeyWrong):
        restored(tmp_path / "mirror", tmp_path / "home", new_recovery_key())


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The disk is out: the desk says so, and loses nothing."""
    _working_desk(tmp_path / "desk")
    (tmp_path / "a-file").write_bytes(b"")
    with pytest.raises(MirrorAway):
        write_mirror(tmp_path / "desk", tmp_path / "a-file" / "mirror", NOON)
    assert list((tmp_path / "desk/backups").glob(".mirror*")) == []


def test_another_desks_copy_is_not_written_over(tmp_path: Path) -> None:
    """Two desks that were given one folder: the second is told."""
    key = _working_desk(tmp_path / "desk")
    _working_desk(tmp_path / "other")
    write_mirror(tmp_path / "desk", tmp_path / "mirror", NOON)
    with pytest.raises(MirrorAway) as taken:
        write_mirror(tmp_path / "other", tmp_path / "mirror", NOON)
    assert taken.value.facts["reason"] == "another-desk"
    restored(tmp_path / "mirror", tmp_path / "home", key).close()

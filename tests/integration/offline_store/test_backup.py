"""A dead desk comes back on another computer, and nothing it gave is given twice."""

import io
import shutil
import tarfile
from datetime import timedelta
from pathlib import Path

import pytest

from offline_store.backup import restore_backup, write_backup
from offline_store.errors import (
    BackupDamaged,
    HomeTaken,
    NumbersExhausted,
    RecoveryKeyNotMade,
    RecoveryKeyWrong,
)
from offline_store.key_box import KeyBox
from offline_store.key_change import change_key, make_recovery_key, recover
from offline_store.recovery_key import new_recovery_key
from offline_store.store import Store
from tests.integration.offline_store.dying import died_at
from tests.integration.offline_store.test_encryption import in_clear
from tests.store_fixtures import (
    BOOK,
    ENTRY,
    NOON,
    add_dossier,
    certify,
    make_block,
    make_dossier,
)

NAME = "Nguyễn Thị Kín Đáo"
COPY = b"%PDF a copy that nobody reads"
LATER = NOON + timedelta(hours=2)


def _working_desk(home: Path) -> str:
    """A desk with a certified document and settings of its own; returns its recovery key."""
    with Store.open(home) as store:
        with store.transaction() as records:
            records.register.add_block(make_block())
            records.register.wanted_block("02/2026-SCT/BS")
            assert records.codes.next(NOON.date()) == 1
        certify(store, add_dossier(store, make_dossier(name=NAME)), COPY)
    (home / "tramso.toml").write_text("[agency]\n", "utf-8")
    (home / "trust").mkdir()
    (home / "trust/root.pem").write_text("certificate", "utf-8")
    return make_recovery_key(home)


def test_a_dead_desk_comes_back_elsewhere(tmp_path: Path) -> None:
    """Records, copies, outbox, settings and trust; the number it gave after the backup stays."""
    key = _working_desk(tmp_path / "desk")
    backup = tmp_path / "desk.backup"
    with Store.open(tmp_path / "desk") as store:  # the clerk works on meanwhile
        said = write_backup(tmp_path / "desk", backup, NOON)
        certify(store, add_dossier(store, make_dossier("H26-261122-0002")), b"%PDF 2")
    assert (said.files, said.size) == (1, backup.stat().st_size)
    shutil.rmtree(tmp_path / "desk")

    home = tmp_path / "elsewhere"
    assert restore_backup(backup, home, key.lower(), LATER, keyring_wanted=False).made_at == NOON
    with Store.open(home, create=False) as store:
        with store.transaction() as records:
            (dossier,) = records.dossiers.list()
            copy = dossier.documents[0].copy
            assert copy is not None
            assert store.files.read(copy.sha256) == COPY
            assert [item.document_id for item in records.outbox.due(LATER)] == [copy.document_id]
            assert records.register.remaining(BOOK, NOON) == 0
            assert records.codes.next(NOON.date()) > 1000
            wanted = records.register.wanted_block("02/2026-SCT/BS")
        other = add_dossier(store, make_dossier("H26-261122-1001"))
        with pytest.raises(NumbersExhausted), store.transaction() as records:
            records.register.reserve(BOOK, other, ENTRY, LATER)
        with store.transaction() as records:
            records.register.add_block(make_block(6, 9))
            assert records.register.reserve(BOOK, other, ENTRY, LATER).number == 6
            assert records.register.wanted_block("02/2026-SCT/BS") == wanted
    assert (home / "tramso.toml").read_text("utf-8") == "[agency]\n"
    assert (home / "trust/root.pem").read_text("utf-8") == "certificate"
    with pytest.raises(HomeTaken):
        restore_backup(backup, home, key, LATER, keyring_wanted=False)


def test_what_others_lay_between_the_files_is_left_out(tmp_path: Path) -> None:
    """A file manager's notes are no part of a desk, and do not spoil its backup."""
    key = _working_desk(tmp_path / "desk")
    (sealed,) = (path for path in (tmp_path / "desk/files").glob("??/*") if path.is_file())
    (sealed.parent / "Thumbs.db").write_bytes(b"small pictures")
    backup = tmp_path / "desk.backup"
    assert write_backup(tmp_path / "desk", backup, NOON).files == 1
    home = tmp_path / "elsewhere"
    assert restore_backup(backup, home, key, LATER, keyring_wanted=False).files == 1
    assert (home / "files" / sealed.parent.name / sealed.name).is_file()
    assert not (home / "restoring").exists()


def test_a_backup_is_closed_to_all_but_its_key(tmp_path: Path) -> None:
    """Nobody reads it, nobody else's key opens it, and without a recovery key there is none."""
    home, backup = tmp_path / "desk", tmp_path / "desk.backup"
    Store.open(home).close()
    with pytest.raises(RecoveryKeyNotMade):
        write_backup(home, backup, NOON)
    shutil.rmtree(home)
    _working_desk(home)
    write_backup(home, backup, NOON)
    assert in_clear(tmp_path, NAME.encode(), COPY, b"SQLite format") == []
    with tarfile.open(backup) as tar:
        assert "desk.key" not in tar.getnames()
        box = tar.extractfile("keys.json")
        assert box is not None
        assert b'"file"' not in box.read().replace(b'"place": "file"', b"")
    for wrong in (new_recovery_key(), "mistyped"):
        with pytest.raises(RecoveryKeyWrong):
            restore_backup(backup, tmp_path / "new", wrong, LATER, keyring_wanted=False)


def _changed(backup: Path, change: str) -> None:
    """Write the backup anew with one thing changed in it."""
    with tarfile.open(backup) as tar:
        members = {}
        for entry in tar:
            content = tar.extractfile(entry)
            assert content is not None
            members[entry.name] = content.read()
    match change:
        case "trust":
            members["trust/root.pem"] = b"another authority"
        case "added":
            members = {"keys.json": members["keys.json"], "trust/other.pem": b"", **members}
        case "dropped":
            del members["trust/root.pem"]
        case "outside":
            members = {"keys.json": members["keys.json"], "trust/../../out": b"", **members}
        case "no manifest":
            del members["manifest.sealed"]
        case "database":
            data = members["store.db"]
            members["store.db"] = data[:9000] + bytes([data[9000] ^ 1]) + data[9001:]
    with tarfile.open(backup, "w") as tar:
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))


@pytest.mark.parametrize(
    "change", ["trust", "added", "dropped", "outside", "no manifest", "database", "cut", "no tar"]
)
def test_a_changed_backup_is_not_restored(tmp_path: Path, change: str) -> None:
    """Whatever was changed, also where it is not secret, no desk comes of it."""
    key = _working_desk(tmp_path / "desk")
    backup = tmp_path / "desk.backup"
    write_backup(tmp_path / "desk", backup, NOON)
    if change == "cut":
        backup.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])
    elif change == "no tar":
        backup.write_bytes(b"no backup at all")
    else:
        _changed(backup, change)
    with pytest.raises(BackupDamaged):
        restore_backup(backup, tmp_path / "new/home", key, LATER, keyring_wanted=False)
    assert list((tmp_path / "new/home").iterdir()) == []
    assert not (tmp_path / "new/out").exists()
    assert not (tmp_path / "out").exists()


def test_the_recovery_key_opens_a_desk_whose_user_is_gone(tmp_path: Path) -> None:
    """The daily secret is lost; the paper gives a new one, and stays good."""
    key = _working_desk(tmp_path)
    (tmp_path / "desk.key").unlink()
    recover(tmp_path, key, keyring_wanted=False)
    Store.open(tmp_path, create=False).close()
    (tmp_path / "desk.key").unlink()
    with pytest.raises(RecoveryKeyWrong):
        recover(tmp_path, new_recovery_key(), keyring_wanted=False)
    recover(tmp_path, key, keyring_wanted=False)
    assert KeyBox.read(tmp_path).has_recovery


@pytest.mark.parametrize(
    "stride", [6, pytest.param(1, marks=pytest.mark.marathon)], ids=["some steps", "every step"]
)
def test_a_new_key_seals_everything_anew(tmp_path: Path, stride: int) -> None:
    """Killed anywhere, the desk opens, and the change goes on when it is run again."""
    old_home = tmp_path / "old"
    old_paper = _working_desk(old_home)
    (old,) = KeyBox.read(old_home).open(old_home)
    step, died = 1, True
    while died:
        home = tmp_path / f"home-{step}"
        shutil.copytree(old_home, home)
        died = died_at("change-key", home, step)
        Store.open(home, create=False).close()
        if died:
            change_key(home)
        (new,) = KeyBox.read(home).open(home)
        assert new.id != old.id
        with pytest.raises(RecoveryKeyWrong):
            recover(home, old_paper, keyring_wanted=False)
        with Store.open(home, create=False) as store, store.snapshot() as records:
            (dossier,) = records.dossiers.list()
            copy = dossier.documents[0].copy
            assert copy is not None
            assert store.files.read(copy.sha256) == COPY
        sealed = [path.read_bytes() for path in (home / "files").rglob("*") if path.is_file()]
        # A file that was being written when it was killed may lie beside, under the new key.
        assert sealed
        assert not any(old.id in each for each in sealed)
        step += stride
    assert step > 10

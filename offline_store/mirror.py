"""A desk's second place: an encrypted copy in a folder elsewhere, brought up to date now and then.

The folder (a network drive, a disk of its own) holds what lies encrypted in the home, and is of no
use without the recovery key. `mirror.json` names the state that counts: its keys, its database and
its list of files, each under a name of its own. All of a new state lies there, durably, before
`mirror.json` names it; what the old one had is taken away after that. Killed anywhere, one whole
state is there.
"""

import hashlib
import json
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from offline_store.backup import (
    DATABASE,
    MEMBER,
    Backup,
    members_of,
    put_in_place,
    retire_numbers,
    sealed,
)
from offline_store.database import copy_encrypted
from offline_store.desk_key import DeskKeys
from offline_store.desk_lock import DeskLock
from offline_store.durable import make_folder, room_on_disk, sync_file, sync_folder, write_whole
from offline_store.errors import BackupDamaged, HomeTaken, MirrorAway, RecoveryKeyNotMade
from offline_store.key_box import KeyBox
from offline_store.moments import moment_text
from offline_store.sealing import SealBroken, unseal

_STATE = "mirror.json"
_CHUNK = 1 << 20
# Under one of these names lie parts of a state.
_KINDS = ("keys", "list", "store")


@dataclass(frozen=True, slots=True)
class Mirrored:
    """What a run brought: how many files are there, how many bytes were copied, as of when."""

    files: int
    copied: int
    made_at: datetime


def write_mirror(home: Path, folder: Path, at: datetime) -> Mirrored:
    """Bring the copy of a desk, which may be open meanwhile, up to date.

    Only what changed is copied. What was purged here goes there as well.

    Raises:
        RecoveryKeyNotMade: nothing would open it. DeskKeyMissing: the desk does not open.
        MirrorAway: the folder cannot be written. StoreFull: no room here.
    """
    box = KeyBox.read(home)
    keys = box.open(home)
    if not box.has_recovery:
        raise RecoveryKeyNotMade
    database = home / "backups" / ".mirror.db"
    key = keys.current.database_key()
    with DeskLock(home).shared():
        with room_on_disk():
            make_folder(database.parent)
            # Before the files: all that it names were there then.
            copy_encrypted(home / DATABASE, key, database, key)
        try:
            return _write_state(home, folder, box, keys, database, at)
        except OSError as error:
            raise MirrorAway(errno=error.errno) from error
        finally:
            database.unlink(missing_ok=True)


def mirrored_at(folder: Path) -> datetime | None:
    """As of when the copy in a folder is; None: there is none that can be read."""
    try:
        return datetime.fromisoformat(json.loads((folder / _STATE).read_bytes())["made_at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def restore_mirror(
    folder: Path, home: Path, recovery_key: str, at: datetime, *, keyring_wanted: bool
) -> Backup:
    """Make the desk of a mirror anew in an empty home; otherwise as `restore_backup`.

    Raises:
        HomeTaken, RecoveryKeyWrong, StoreFull: as there.
        BackupDamaged: the folder holds no whole state.
    """
    if (home / DATABASE).exists():
        raise HomeTaken
    restoring = home / "restoring"
    with room_on_disk():
        shutil.rmtree(restoring, ignore_errors=True)
        make_folder(restoring)
        try:
            keys, said = _state(folder, recovery_key)
            size = _copy_checked(folder, restoring, said["members"])
            made_at = datetime.fromisoformat(said["made_at"])
            retire_numbers(restoring / DATABASE, keys.current.database_key(), at)
            KeyBox.closed_over(home, keys, recovery_key, keyring_wanted=keyring_wanted)
            put_in_place(restoring, home)
        finally:
            shutil.rmtree(restoring, ignore_errors=True)
    files = sum(name.startswith("files/") for name in said["members"])
    return Backup(files, size, made_at)


def _write_state(
    home: Path, folder: Path, box: KeyBox, keys: DeskKeys, database: Path, at: datetime
) -> Mirrored:
    make_folder(folder)
    _require_own(folder, box)
    before = _known(folder, keys)
    copied = 0
    members: dict[str, list[object]] = {}
    for name, path in members_of(home):
        stat = path.stat()
        had = before.get(name)
        # Sealed files never change; one that was healed was written anew.
        if had is None or had[2] != stat.st_mtime_ns or not (folder / name).is_file():
            make_folder((folder / name).parent)
            members[name] = [*_copy(path, folder / name), stat.st_mtime_ns]
            copied += stat.st_size
        else:
            members[name] = had
    digest, size = _digest(database), database.stat().st_size
    store = f"store-{digest[:32]}"
    _copy(database, folder / store)
    members[DATABASE] = [size, digest, store]
    said = {"format": 1, "made_at": moment_text(at), "members": members}
    parts = {
        "keys": box.for_recovery_alone().to_bytes(),
        "list": sealed(json.dumps(said).encode(), keys),
    }
    names = {"store": store}
    for kind, data in parts.items():
        names[kind] = f"{kind}-{hashlib.sha256(data).hexdigest()[:32]}"
        write_whole(folder / names[kind], data)
    sync_folder(folder)
    state = {"format": 1, "desk": box.id, "made_at": moment_text(at), **names}
    write_whole(folder / _STATE, json.dumps(state).encode())
    _sweep(folder, set(members), set(names.values()))
    return Mirrored(sum(n.startswith("files/") for n in members), copied + size, at)


def _copy(source: Path, target: Path) -> tuple[int, str]:
    """Copy a file whole, durably; return its size and SHA-256."""
    part = target.with_name(f".{target.name}.part")
    digest = hashlib.sha256()
    size = 0
    try:
        with source.open("rb") as read, part.open("wb") as written:
            while chunk := read.read(_CHUNK):
                digest.update(chunk)
                size += written.write(chunk)
        sync_file(part)
        part.replace(target)
        sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)
    return size, digest.hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _known(folder: Path, keys: DeskKeys) -> dict[str, list[object]]:
    """What the last state listed, as far as this desk's key opens it."""
    try:
        state = json.loads((folder / _STATE).read_bytes())
        with (folder / state["list"]).open("rb") as file:
            said = json.loads(b"".join(unseal(file, keys)))
    except (OSError, ValueError, KeyError, TypeError, SealBroken):
        return {}
    return dict(said["members"])


def _require_own(folder: Path, box: KeyBox) -> None:
    """Refuse a folder in which another desk's copy lies: this one would take its place."""
    try:
        desk = json.loads((folder / _STATE).read_bytes())["desk"]
    except FileNotFoundError:
        return
    except (ValueError, KeyError, TypeError):
        desk = None
    if desk != box.id:
        raise MirrorAway(reason="another-desk")


def _state(folder: Path, recovery_key: str) -> tuple[DeskKeys, dict[str, Any]]:
    try:
        state = json.loads((folder / _STATE).read_bytes())
        box = KeyBox.read(_within(folder, state["keys"]).read_bytes())
        listed = _within(folder, state["list"])
        keys = box.open_by_recovery(recovery_key)
        with listed.open("rb") as file:
            return keys, json.loads(b"".join(unseal(file, keys)))
    except (OSError, ValueError, KeyError, TypeError, SealBroken) as error:
        raise BackupDamaged(reason=_STATE) from error


def _within(folder: Path, name: object) -> Path:
    text = str(name)
    if "/" in text or "\\" in text or text.partition("-")[0] not in _KINDS:
        raise ValueError("name")
    return folder / text


def _copy_checked(folder: Path, target: Path, members: dict[str, list[object]]) -> int:
    whole = 0
    for name, (size, digest, mark) in members.items():
        if not MEMBER.fullmatch(name) or name.endswith("/.."):
            raise BackupDamaged(reason="unknown-member")
        source = _within(folder, mark) if name == DATABASE else folder / name
        make_folder((target / name).parent)
        try:
            came = _copy(source, target / name)
        except FileNotFoundError:
            raise BackupDamaged(reason=name) from None
        if came != (size, digest):
            raise BackupDamaged(reason=name)
        whole += came[0]
    return whole


def _sweep(folder: Path, members: set[str], names: set[str]) -> None:
    """Take away what the state that counts now does not name."""
    for path in folder.iterdir():
        # Also what was being written when a run was killed: `.name.part`, `.name.….`
        kind = path.name.lstrip(".").partition("-")[0]
        ours = kind in _KINDS or path.name.startswith(f".{_STATE}.")
        if ours and path.is_file() and path.name not in names:
            path.unlink()
    for pattern in ("files/[0-9a-f][0-9a-f]/*", "trust/*"):
        for path in folder.glob(pattern):
            if path.is_file() and path.relative_to(folder).as_posix() not in members:
                path.unlink()

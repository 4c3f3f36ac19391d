"""A desk as one file, and a desk from that file on another computer.

A backup is a tar of what lies encrypted in the home anyway: `keys.json` that only the recovery key
opens, the database, the page files; and beside them the settings and certificates, which are not
secret. `manifest.sealed` comes last: sizes and hashes of all the others, sealed with the desk's
key, so that nothing can be changed, added or left out unseen.
"""

import hashlib
import io
import json
import re
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from offline_store.counter_zone import COUNTER_ZONE
from offline_store.database import copy_encrypted, in_our_codes, open_encrypted
from offline_store.desk_key import DeskKeys
from offline_store.desk_lock import DeskLock
from offline_store.durable import make_folder, room_on_disk, sync_file, sync_folder, write_whole
from offline_store.errors import BackupDamaged, HomeTaken, RecoveryKeyNotMade
from offline_store.key_box import FILE_NAME as KEYS_NAME
from offline_store.key_box import KeyBox
from offline_store.moments import moment_text
from offline_store.sealing import CHUNK_BYTES, SealBroken, seal, unseal

_MANIFEST = "manifest.sealed"
DATABASE = "store.db"
MEMBER = re.compile(r"tramso\.toml|trust/[^/\\]+|files/[0-9a-f]{2}/[0-9a-f]{64}|store\.db")
_LARGEST_JSON = 1 << 20
# Codes that the lost desk may have given after its last backup are not given again.
_SKIPPED_CODES = 1000


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds: page files and copies, bytes in all, and when it was made."""

    files: int
    size: int
    made_at: datetime


def write_backup(home: Path, target: Path, at: datetime) -> Backup:
    """Write a backup of a desk, which may be open meanwhile; whole under its name, or not there.

    Raises:
        RecoveryKeyNotMade: nothing would open it. DeskKeyMissing: the desk does not open.
        StoreFull: no room.
    """
    box = KeyBox.read(home)
    keys = box.open(home)
    if not box.has_recovery:
        raise RecoveryKeyNotMade
    part = target.with_name(f".{target.name}.part")
    database = home / "backups" / f".{target.name}.db"
    key = keys.current.database_key()
    members: dict[str, list[object]] = {}
    with room_on_disk(), DeskLock(home).shared():
        make_folder(database.parent)
        try:
            copy_encrypted(home / DATABASE, key, database, key)
            with tarfile.open(part, "w", format=tarfile.PAX_FORMAT) as tar:
                _add(tar, KEYS_NAME, box.for_recovery_alone().to_bytes())
                for name, path in (*members_of(home), (DATABASE, database)):
                    data = path.read_bytes()
                    members[name] = [len(data), hashlib.sha256(data).hexdigest()]
                    _add(tar, name, data)
                said = {"format": 1, "made_at": moment_text(at), "members": members}
                _add(tar, _MANIFEST, sealed(json.dumps(said).encode(), keys))
            sync_file(part)
            size = part.stat().st_size
            part.replace(target)
            sync_folder(target.parent)
        finally:
            database.unlink(missing_ok=True)
            part.unlink(missing_ok=True)
    return Backup(sum(name.startswith("files/") for name in members), size, at)


def restore_backup(
    source: Path, home: Path, recovery_key: str, at: datetime, *, keyring_wanted: bool
) -> Backup:
    """Make the desk of a backup anew in an empty home. Killed, it is run again.

    All of it is read into a folder of its own and held against the manifest, before anything is
    put where a desk would look for it.

    No number and no code that the lost desk may have given since is given again: what was left of
    its blocks is retired, and the codes of the day skip a thousand.

    Raises:
        HomeTaken: there is a desk already.
        RecoveryKeyWrong: it does not open this backup.
        BackupDamaged: not as it was written; nothing of it opens. StoreFull: no room.
    """
    if (home / DATABASE).exists():
        raise HomeTaken
    restoring = home / "restoring"
    with room_on_disk():
        shutil.rmtree(restoring, ignore_errors=True)
        make_folder(restoring)
        try:
            with tarfile.open(source, "r:") as tar:
                entries = iter(tar)
                keys = _keys(tar, next(entries, None), recovery_key)
                made_at, count = _extract(tar, entries, restoring, keys)
            retire_numbers(restoring / DATABASE, keys.current.database_key(), at)
            KeyBox.closed_over(home, keys, recovery_key, keyring_wanted=keyring_wanted)
            put_in_place(restoring, home)
        except tarfile.TarError as error:
            raise BackupDamaged(reason="no-archive") from error
        finally:
            shutil.rmtree(restoring, ignore_errors=True)
    return Backup(count, source.stat().st_size, made_at)


def members_of(home: Path) -> Iterator[tuple[str, Path]]:
    """Settings, certificates and sealed files of a home: their names there, and where they lie."""
    yield from ((path.name, path) for path in [home / "tramso.toml"] if path.is_file())
    for pattern in ("trust/*", "files/[0-9a-f][0-9a-f]/*"):
        for path in sorted(home.glob(pattern)):
            name = path.relative_to(home).as_posix()
            # What others lay there, such as a file manager's notes, is none of the desk's.
            if MEMBER.fullmatch(name) and path.is_file():
                yield name, path


def _add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(data), 0o600
    tar.addfile(entry, io.BytesIO(data))


def sealed(data: bytes, keys: DeskKeys) -> bytes:
    """Bytes under the current key."""
    target = io.BytesIO()
    seal(
        (data[n : n + CHUNK_BYTES] for n in range(0, len(data), CHUNK_BYTES)), target, keys.current
    )
    return target.getvalue()


def _keys(tar: tarfile.TarFile, entry: tarfile.TarInfo | None, recovery_key: str) -> DeskKeys:
    if entry is None or entry.name != KEYS_NAME or entry.size > _LARGEST_JSON:
        raise BackupDamaged(reason=KEYS_NAME)
    return KeyBox.read(_content(tar, entry).read()).open_by_recovery(recovery_key)


def _extract(
    tar: tarfile.TarFile, entries: Iterator[tarfile.TarInfo], folder: Path, keys: DeskKeys
) -> tuple[datetime, int]:
    """Write the members into a folder, then hold them against the manifest."""
    found: dict[str, list[object]] = {}
    for entry in entries:
        content = _content(tar, entry)
        if entry.name == _MANIFEST:
            return _checked(content, found, keys), sum(name.startswith("files/") for name in found)
        if not MEMBER.fullmatch(entry.name) or entry.name.endswith("/.."):
            raise BackupDamaged(reason="unknown-member")
        data = content.read()
        found[entry.name] = [len(data), hashlib.sha256(data).hexdigest()]
        make_folder((folder / entry.name).parent)
        write_whole(folder / entry.name, data)
    raise BackupDamaged(reason=_MANIFEST)


def put_in_place(folder: Path, home: Path) -> None:
    """Put the members where they belong; the database last, as it makes the home a desk."""
    names = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    others = [name for name in names if name != Path(DATABASE)]
    for name in others:
        make_folder((home / name).parent)
        (folder / name).replace(home / name)
    for parent in {(home / name).parent for name in others}:
        sync_folder(parent)
    (folder / DATABASE).replace(home / DATABASE)
    sync_folder(home)


def _content(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes]:
    content = tar.extractfile(entry) if entry.isreg() else None
    if content is None:
        raise BackupDamaged(reason="unknown-member")
    return content


def _checked(content: IO[bytes], found: dict[str, list[object]], keys: DeskKeys) -> datetime:
    try:
        said = json.loads(b"".join(unseal(content, keys)))
    except SealBroken as error:
        raise BackupDamaged(reason=_MANIFEST) from error
    for name in sorted({*said["members"], *found}):
        if said["members"].get(name) != found.get(name):
            raise BackupDamaged(reason=name)
    return datetime.fromisoformat(said["made_at"])


def retire_numbers(database: Path, key: bytes, at: datetime) -> None:
    """Let nothing be given again that the lost desk may have given since."""
    day = at.astimezone(COUNTER_ZONE).date().isoformat()
    with in_our_codes(database), closing(open_encrypted(database, key)) as connection:
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT OR IGNORE INTO retired_block (id, at) SELECT id, ? FROM number_block",
            [moment_text(at)],
        )
        # A block asked for under this id may have come, and been used up, on the lost desk.
        connection.execute("DELETE FROM wanted_block")
        # Codes, too: their blocks, and the number under which the lost desk gave codes by itself.
        connection.execute("DELETE FROM code_block")
        connection.execute("DELETE FROM wanted_code_block")
        connection.execute(
            "INSERT INTO code_counter (day, last) VALUES (?1, ?2) "
            "ON CONFLICT (day) DO UPDATE SET last = last + ?2",
            [day, _SKIPPED_CODES],
        )
        connection.execute("COMMIT")

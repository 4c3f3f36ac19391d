"""Acts on the desk's keys: a recovery key printed or used, the key itself changed."""

from contextlib import closing
from pathlib import Path

from offline_store.database import copy_encrypted, in_our_codes, open_encrypted, opens_with
from offline_store.desk_key import DeskKey, DeskKeys
from offline_store.desk_lock import DeskLock
from offline_store.durable import sync_folder, wipe_folder
from offline_store.errors import StoreMissing
from offline_store.files import Files
from offline_store.key_box import KeyBox
from offline_store.key_places import KeyPlace, forget_secret
from offline_store.made_files import FOLDER as MADE
from offline_store.session_keys import SessionKeys

SPOOL = "spool"  # where captures have their folders, in a desk's home


def make_recovery_key(home: Path) -> str:
    """A new recovery key, to be printed now: it is kept nowhere. An earlier one opens no more.

    Raises:
        StoreMissing, DeskKeyMissing: there is no desk, or it does not open.
    """
    box, keys = _open(home)
    box, text = box.with_new_recovery(keys)
    box.write(home)
    return text


def recover(home: Path, typed: str, *, keyring_wanted: bool) -> KeyPlace:
    """Give this computer's user the desk's key anew, by the recovery key; say where it lies.

    Raises:
        StoreMissing: there is no desk. RecoveryKeyWrong: that key does not open it.
    """
    _require(home)
    before = KeyBox.read(home)
    keys = before.open_by_recovery(typed)
    after = KeyBox.closed_over(home, keys, typed, keyring_wanted=keyring_wanted)
    if before.place is not after.place or after.place is KeyPlace.KEYRING:
        forget_secret(home, before.id, before.place)
    return after.place


def change_key(home: Path) -> str:
    """Encrypt everything under a new key, and return a new recovery key. Killed, it is run again.

    Raises:
        StoreMissing, DeskKeyMissing: there is no desk, or it does not open.
        StoreBusy: another program has it open. StoreFull: no room for a second database.
    """
    _require(home)
    with DeskLock(home).alone():
        box, keys = _open(home)
        if len(keys.keys) == 1:
            new = DeskKey.new()
            box = box.with_key_in_front(home, keys, new)
            keys = DeskKeys((new, *keys))
        box, text = box.with_new_recovery(keys)
        box.write(home)
        for database in (home / "store.db", *(home / "backups").glob("*.db")):
            _change_database(database, keys)
        Files(home / "files", keys, home / "plain").reseal()
        SessionKeys(keys).reseal(home / SPOOL)
        wipe_folder(home / MADE)  # made again when somebody asks, under the new key
        box.with_current_alone().write(home)
    return text


def _open(home: Path) -> tuple[KeyBox, DeskKeys]:
    _require(home)
    box = KeyBox.read(home)
    return box, box.open(home)


def _require(home: Path) -> None:
    if not (home / "store.db").is_file():
        raise StoreMissing


def _change_database(database: Path, keys: DeskKeys) -> None:
    current, *earlier = (key.database_key() for key in keys)
    with in_our_codes(database):
        if opens_with(database, current):
            return
        key = next((key for key in earlier if opens_with(database, key)), None)
        if key is None:
            return  # an old backup under a key that is gone already
        with closing(open_encrypted(database, key)) as connection:
            # Brings the journal in: a new file under an old journal would be another database.
            connection.execute("PRAGMA journal_mode=DELETE")
    part = database.with_name(f"{database.name}.changing")
    copy_encrypted(database, key, part, current)
    part.replace(database)
    sync_folder(database.parent)

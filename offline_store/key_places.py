"""Where the secret lies that opens the desk's key: with the system, or in a file of its own.

The system's keyring is the Secret Service on Linux and DPAPI on Windows. A desk that has none (a
server, a session without a keyring) keeps the secret in `desk.key`, for its owner alone: that
guards against a lost page file or backup, not against somebody who takes the whole disk.
"""

import secrets
from enum import StrEnum
from pathlib import Path

from offline_store.desk_key import SECRET_BYTES
from offline_store.durable import wipe, write_whole

SERVICE = "TramSo"


class KeyPlace(StrEnum):
    """Where the secret lies."""

    KEYRING = "keyring"
    FILE = "file"


def put_secret(home: Path, box: str, *, keyring_wanted: bool) -> tuple[KeyPlace, bytes]:
    """Make a secret for the key box of that id and put it where it lies best."""
    secret = secrets.token_bytes(SECRET_BYTES)
    if keyring_wanted and _put_into_keyring(box, secret):
        return KeyPlace.KEYRING, secret
    write_whole(_file(home), secret.hex().encode())
    return KeyPlace.FILE, secret


def find_secret(home: Path, box: str, place: KeyPlace) -> bytes | None:
    """The secret, if the place gives it to this user."""
    text: str | None
    if place is KeyPlace.KEYRING:
        text = _ask_keyring(box)
    else:
        try:
            text = _file(home).read_text("ascii")
        except (FileNotFoundError, UnicodeDecodeError):
            text = None
    try:
        return None if text is None else bytes.fromhex(text)
    except ValueError:
        return None


def forget_secret(home: Path, box: str, place: KeyPlace) -> None:
    """Take the secret out of its place."""
    if place is KeyPlace.FILE:
        wipe(_file(home))
        return
    # Imported here, as it looks through all installed packages for keyrings.
    import keyring
    import keyring.errors

    try:
        keyring.delete_password(SERVICE, box)
    except keyring.errors.KeyringError:
        return  # it is not there, or the keyring went away with it


def _file(home: Path) -> Path:
    return home / "desk.key"


def _put_into_keyring(box: str, secret: bytes) -> bool:
    import keyring
    import keyring.errors

    try:
        keyring.set_password(SERVICE, box, secret.hex())
    except keyring.errors.KeyringError:
        return False
    # A keyring that forgets at once (a null one) holds nothing.
    return _ask_keyring(box) == secret.hex()


def _ask_keyring(box: str) -> str | None:
    import keyring
    import keyring.errors

    try:
        return keyring.get_password(SERVICE, box)
    except keyring.errors.KeyringError:
        return None

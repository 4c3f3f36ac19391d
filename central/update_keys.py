"""The keys of the repository of updates: Ed25519, PKCS #8 in PEM, in clear or under a password."""

from collections.abc import Mapping
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from securesystemslib.signer import CryptoSigner

from central.errors import UpdateRefused
from central.home import write_secret

OFFLINE_ROLES = ("root", "targets")


def make_signers(
    keys: Path, password: bytes | None, online_key: Path
) -> Mapping[str, CryptoSigner]:
    """Make and write three keys: root's and targets' in `keys`, one for snapshot and timestamp."""
    keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    signers = {role: _make(keys / f"{role}.pem", password) for role in OFFLINE_ROLES}
    online = _make(online_key, None)
    return {**signers, "snapshot": online, "timestamp": online}


def load_signer(file: Path, password: bytes | None) -> CryptoSigner:
    """What signs by a key.

    Raises:
        UpdateRefused: no such key is there, or the password is another (reason `key-missing`,
            `key-wrong`).
    """
    try:
        key = load_pem_private_key(file.read_bytes(), password)
    except OSError:
        raise UpdateRefused(reason="key-missing") from None
    except (TypeError, ValueError):
        # No password where one is needed, one where none is, another one.
        raise UpdateRefused(reason="key-wrong") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise UpdateRefused(reason="key-wrong")
    return CryptoSigner(key)


def _make(file: Path, password: bytes | None) -> CryptoSigner:
    key = Ed25519PrivateKey.generate()
    sealing = NoEncryption() if password is None else BestAvailableEncryption(password)
    write_secret(file, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, sealing))
    return CryptoSigner(key)

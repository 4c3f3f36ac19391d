"""The desk's key, and the keys that are derived from it for each use."""

import hmac
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Self

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_ID_BYTES = 16
SECRET_BYTES = 32


def derived(secret: bytes, use: str, salt: bytes | None = None) -> bytes:
    """32 bytes for one use alone (HKDF, RFC 5869): knowing them gives no other use's away."""
    return HKDF(SHA256(), SECRET_BYTES, salt, f"tramso {use}".encode()).derive(secret)


@dataclass(frozen=True, slots=True)
class DeskKey:
    """One key of the desk: 16 bytes that name it in each file, and 32 secret ones."""

    id: bytes
    secret: bytes = field(repr=False)

    @classmethod
    def new(cls) -> Self:
        """A key from the system's random source."""
        return cls(secrets.token_bytes(KEY_ID_BYTES), secrets.token_bytes(SECRET_BYTES))

    def database_key(self) -> bytes:
        """The key of the database."""
        return derived(self.secret, "database")

    def file_key(self, salt: bytes) -> bytes:
        """The key of the one file that has this salt."""
        return derived(self.secret, "file", salt)

    def file_name(self, sha256: str) -> str:
        """Under which name a file lies: without the key, nobody can ask for a known paper."""
        return hmac.digest(derived(self.secret, "names"), sha256.encode(), "sha256").hex()


@dataclass(frozen=True, slots=True)
class DeskKeys:
    """The desk's keys, the current one first. There are two only while the key is changed."""

    keys: tuple[DeskKey, ...]

    @property
    def current(self) -> DeskKey:
        """The key under which everything new is sealed."""
        return self.keys[0]

    def __iter__(self) -> Iterator[DeskKey]:
        return iter(self.keys)

    def find(self, key_id: bytes) -> DeskKey | None:
        """The key of that id, if it is one of the desk's."""
        return next((key for key in self.keys if key.id == key_id), None)

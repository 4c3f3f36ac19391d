"""Central's home folder.

`central.db` the database, unless `database-url` names another; `blobs/` the files by SHA-256,
unless `bucket` names a bucket for them;
`receipt-key.pem` the Ed25519 private key that signs receipts; `authority.pem` the key and
certificate under which desks and central know each other; `trust/` certificates (PEM or DER) under
which copies are verified, put there by the administrator.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from central.errors import CentralMissing


@dataclass(frozen=True, slots=True)
class Home:
    """Where central's things lie."""

    folder: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.folder / "central.db"

    def database_url(self) -> str | None:
        """The address of the PostgreSQL database that was named, if one was."""
        try:
            return self.database_name.read_text("utf-8").strip()
        except FileNotFoundError:
            return None

    @property
    def database_name(self) -> Path:
        """The file that names a PostgreSQL database."""
        return self.folder / "database-url"

    @property
    def blobs(self) -> Path:
        """The folder of files by SHA-256."""
        return self.folder / "blobs"

    @property
    def bucket_name(self) -> Path:
        """The file that names a bucket for the files."""
        return self.folder / "bucket"

    def bucket(self) -> str | None:
        """The address of the bucket that was named, if one was."""
        try:
            return self.bucket_name.read_text("utf-8").strip()
        except FileNotFoundError:
            return None

    @property
    def trust(self) -> Path:
        """The folder of trusted certificates."""
        return self.folder / "trust"

    @property
    def authority(self) -> Path:
        """Key and certificate of central's own authority."""
        return self.folder / "authority.pem"

    @property
    def receipt_key(self) -> Path:
        """The private key that signs receipts."""
        return self.folder / "receipt-key.pem"

    def load_receipt_key(self) -> Ed25519PrivateKey:
        """The key that signs receipts.

        Raises:
            CentralMissing: no central was made at this home.
        """
        try:
            pem = self.receipt_key.read_bytes()
        except FileNotFoundError:
            raise CentralMissing from None
        key = load_pem_private_key(pem, password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise CentralMissing
        return key


def init(folder: Path) -> Home:
    """Make a central at a folder; what is there already stays as it is."""
    home = Home(folder)
    for each in (home.folder, home.blobs, home.trust):
        each.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not home.receipt_key.exists():
        pem = Ed25519PrivateKey.generate().private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        )
        write_secret(home.receipt_key, pem)
    return home


def write_secret(target: Path, pem: bytes) -> None:
    """Write a key whole under its name, or not at all: what a lost one signed is worth nothing."""
    temporary = target.with_name(f".{target.name}-{os.getpid()}")
    descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(target)

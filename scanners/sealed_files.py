"""Spool files that only the desk reads: whoever writes them holds nothing that opens them.

A spool folder in which a file `seal` lies, the 32 bytes of an X25519 public key, wants everything
in it sealed to that key. The key that opens is the desk's alone (`offline_store/session_keys.py`):
a scan worker is given none, and a driver need not know of it.

Format:

    bytes 0 to 7    TRAMSO, a zero byte, the format's number 2
          8 to 87   the file's own key, sealed by HPKE (RFC 9180; X25519, HKDF-SHA256, AES-256-GCM)
         88 …       chunks of 1 MiB, the last one shorter or empty, AES-256-GCM, each with its tag

Nonce: the chunk's index from 0, 12 bytes big-endian; no two files share a key, so none comes
twice. Associated data: the 88 bytes, the index in 8 bytes, and one byte that is 1 on the last
chunk: a chunk changed, moved, taken from another file, or a tail cut off does not open.
"""

import io
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from scanners.errors import PictureTruncated
from scanners.spool import SEALED

_CHUNK = 1 << 20
_TAG = 16
_KEY = 32
_WRAPPED = _KEY + _KEY + _TAG  # the sender's public key, the file's key, a tag
_HEADER = len(SEALED) + _WRAPPED
_INFO = b"tramso spool"

_suite = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


def public_part(secret: bytes) -> bytes:
    """What is to lie in a folder as its seal, of the 32 secret bytes that open it."""
    return X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


class SealedPart:
    """A file under way. Its first chunk waits in memory: what a page begins with may change.

    A chunk that was written is never written again: two texts under one key and nonce would give
    both away.
    """

    def __init__(self, file: IO[bytes], seal: bytes) -> None:
        """Begin at the start of a file that is open to be written and read."""
        key = secrets.token_bytes(_KEY)
        self._file = file
        self._cipher = AESGCM(key)
        self._header = SEALED + _suite.encrypt(key, X25519PublicKey.from_public_bytes(seal), _INFO)
        self._first = b""
        self._held = bytearray()
        self._index = 0
        file.write(self._header)

    def write(self, data: bytes | memoryview) -> None:
        """Add bytes."""
        self._held += data
        while len(self._held) > _CHUNK:
            self._put(bytes(self._held[:_CHUNK]), last=False)
            del self._held[:_CHUNK]

    def rewrite_beginning(self, data: bytes) -> None:
        """Put other bytes in place of as many of the first ones, 1 MiB at most."""
        if self._index == 0:
            self._held[: len(data)] = data
        else:
            self._first = data + self._first[len(data) :]

    def content(self) -> Iterator[bytes]:
        """What has been written so far, from its beginning."""
        if self._index:
            yield self._first
        self._file.seek(_place(1))
        for index in range(1, self._index):
            yield self._cipher.decrypt(*_bound(self._header, index, self._file.read(_CHUNK + _TAG)))
        yield bytes(self._held)

    def finish(self) -> None:
        """Write what was held back; nothing can be added any more."""
        alone = self._index == 0
        self._put(bytes(self._held), last=True)
        self._file.seek(_place(0))
        first = _bound(self._header, 0, self._first, last=alone)
        self._file.write(self._cipher.encrypt(*first))

    def _put(self, chunk: bytes, *, last: bool) -> None:
        if self._index == 0:
            self._first = chunk
        else:
            bound = _bound(self._header, self._index, chunk, last=last)
            self._file.seek(_place(self._index))
            self._file.write(self._cipher.encrypt(*bound))
        self._index += 1


def sealed(data: bytes, seal: bytes) -> bytes:
    """These bytes as a sealed file has them."""
    file = io.BytesIO()
    part = SealedPart(file, seal)
    part.write(data)
    part.finish()
    return file.getvalue()


def opened(path: Path, secret: bytes) -> Iterator[bytes]:
    """What a file holds, in chunks; each is whole and in its place when it is given.

    Raises:
        PictureTruncated: it is not what was sealed, or was sealed to another key.
        OSError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
            private = X25519PrivateKey.from_private_bytes(secret)
            cipher = AESGCM(_suite.decrypt(header[len(SEALED) :], private, _INFO))
            index, chunk = 0, file.read(_CHUNK + _TAG)
            while chunk:
                after = file.read(_CHUNK + _TAG)
                yield cipher.decrypt(*_bound(header, index, chunk, last=not after))
                index, chunk = index + 1, after
            if index == 0:
                raise PictureTruncated(file=path.name, page=0)
    except (InvalidTag, ValueError) as error:
        raise PictureTruncated(file=path.name, page=0) from error


def _place(index: int) -> int:
    return _HEADER + index * (_CHUNK + _TAG)


def _bound(
    header: bytes, index: int, chunk: bytes, *, last: bool = False
) -> tuple[bytes, bytes, bytes]:
    """Nonce, data and associated data of a chunk."""
    place = header + index.to_bytes(8, "big") + (b"\1" if last else b"\0")
    return index.to_bytes(12, "big"), chunk, place

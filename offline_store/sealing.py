"""How a file is sealed: AES-256-GCM in chunks, under a key of the file's own.

Format, all of it bound to every chunk:

    bytes  0 to 7    TRAMSO, a zero byte, the format's number 1
           8 to 23   id of the desk's key
          24 to 55   salt of the file; key = HKDF-SHA256(desk's key, salt, "tramso file")
          56 …       chunks of 1 MiB, the last one shorter or empty, each with its 16 byte tag

Nonce: the chunk's index from 0, 12 bytes big-endian; no two files share a key, so none comes
twice. Associated data: the 56 bytes, the index in 8 bytes, and one byte that is 1 on the last
chunk: a chunk changed, moved, taken from another file, or a tail cut off does not open.
"""

import os
import secrets
from collections.abc import Iterable, Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from offline_store.desk_key import KEY_ID_BYTES, DeskKey, DeskKeys

MAGIC = b"TRAMSO\0\1"
CHUNK_BYTES = 1 << 20
_SALT_BYTES = 32
_HEADER_BYTES = len(MAGIC) + KEY_ID_BYTES + _SALT_BYTES
_TAG_BYTES = 16


class SealBroken(Exception):
    """The bytes are not what was sealed, or not under a key of this desk. Stays in this room."""


def seal(chunks: Iterable[bytes | memoryview], target: IO[bytes], key: DeskKey) -> None:
    """Write the chunks sealed. Each is CHUNK_BYTES long, except that the last may be shorter."""
    salt = secrets.token_bytes(_SALT_BYTES)
    header = MAGIC + key.id + salt
    cipher = AESGCM(key.file_key(salt))
    target.write(header)
    index = 0
    held: bytes | memoryview = b""
    for number, chunk in enumerate(chunks):
        if number:
            target.write(cipher.encrypt(*_bound(header, index, last=False, chunk=held)))
            index += 1
        held = chunk
    target.write(cipher.encrypt(*_bound(header, index, last=True, chunk=held)))


def plain_size(sealed_size: int) -> int:
    """How many bytes were sealed, of how many the sealed file has.

    Raises:
        SealBroken: no sealed file is so short.
    """
    chunks = sealed_size - _HEADER_BYTES
    if chunks < _TAG_BYTES:
        raise SealBroken
    return chunks - -(-chunks // (CHUNK_BYTES + _TAG_BYTES)) * _TAG_BYTES


def unseal(source: IO[bytes], keys: DeskKeys, first: int = 0) -> Iterator[bytes]:
    """The chunks that were sealed; each is whole and in its place when it is given.

    first: the number of the first chunk wanted, from 0.

    Raises:
        SealBroken: at the first chunk that is not, and at an end that is not the true one.
    """
    header = source.read(_HEADER_BYTES)
    key = keys.find(header[len(MAGIC) : len(MAGIC) + KEY_ID_BYTES])
    if len(header) != _HEADER_BYTES or not header.startswith(MAGIC) or key is None:
        raise SealBroken
    cipher = AESGCM(key.file_key(header[-_SALT_BYTES:]))
    index = first
    if first:
        source.seek(first * (CHUNK_BYTES + _TAG_BYTES), os.SEEK_CUR)
    chunk = source.read(CHUNK_BYTES + _TAG_BYTES)
    while True:
        after = source.read(CHUNK_BYTES + _TAG_BYTES)
        try:
            yield cipher.decrypt(*_bound(header, index, last=not after, chunk=chunk))
        except (InvalidTag, ValueError) as error:
            raise SealBroken from error
        if not after:
            return
        chunk = after
        index += 1


def key_id_of(source: IO[bytes]) -> bytes:
    """The id of the key under which a file says that it was sealed; empty if it is no such file."""
    head = source.read(len(MAGIC) + KEY_ID_BYTES)
    return head[len(MAGIC) :] if head.startswith(MAGIC) else b""


def _bound(
    header: bytes, index: int, *, last: bool, chunk: bytes | memoryview
) -> tuple[bytes, bytes | memoryview, bytes]:
    """Nonce, data and associated data of a chunk."""
    place = header + index.to_bytes(8, "big") + (b"\1" if last else b"\0")
    return index.to_bytes(12, "big"), chunk, place

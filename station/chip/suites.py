"""Block ciphers with their checksums, and keys from secrets (ICAO 9303-11, 9.7 and 9.8)."""

from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha1, sha256

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext, algorithms, modes
from cryptography.hazmat.primitives.cmac import CMAC

CHECKSUM = 8  # bytes
_DES_BLOCK, _AES_BLOCK = 8, 16
_SHA1_UP_TO = 16  # bytes of key: longer ones come from SHA-256


class Purpose(IntEnum):
    """What a key is for: the counter in its making."""

    ENCRYPT = 1
    CHECK = 2
    PASSWORD = 3


@dataclass(frozen=True, slots=True)
class Suite:
    """A cipher with its checksum of 8 bytes.

    3DES goes with retail MAC (ISO/IEC 9797-1, algorithm 3), AES with CMAC, cut short. key_bytes:
    16, 24 or 32; block: 8 or 16.
    """

    name: str
    key_bytes: int
    block: int

    def key(self, secret: bytes, purpose: Purpose) -> bytes:
        """A key from a secret (9303-11, 9.7.1)."""
        digest = sha1 if self.key_bytes <= _SHA1_UP_TO else sha256
        made = digest(secret + purpose.to_bytes(4, "big")).digest()[: self.key_bytes]
        return bytes(map(_odd, made)) if self.block == _DES_BLOCK else made

    def encrypt(self, key: bytes, data: bytes, start: bytes = b"") -> bytes:
        """In CBC mode. data: whole blocks. start: a block, zeros where none is given."""
        return _all(self._cipher(key, start).encryptor(), data)

    def decrypt(self, key: bytes, data: bytes, start: bytes = b"") -> bytes:
        """In CBC mode. data: whole blocks.

        Raises:
            ValueError: they are none.
        """
        return _all(self._cipher(key, start).decryptor(), data)

    def encrypt_block(self, key: bytes, block: bytes) -> bytes:
        """A single block, for the start of a message under AES (9303-11, 9.8.6.3)."""
        return _all(Cipher(algorithms.AES(key), modes.ECB()).encryptor(), block)

    def checksum(self, key: bytes, padded: bytes) -> bytes:
        """Of whole blocks; under AES of any bytes."""
        if self.block == _DES_BLOCK:
            return _retail(key, padded)
        made = CMAC(algorithms.AES(key))
        made.update(padded)
        return made.finalize()[:CHECKSUM]

    def token(self, key: bytes, data: bytes) -> bytes:
        """The checksum of a data object of PACE: 3DES pads it, CMAC has its own way."""
        return self.checksum(key, pad(data, self.block) if self.block == _DES_BLOCK else data)

    def _cipher(self, key: bytes, start: bytes) -> Cipher[modes.CBC]:
        mode = modes.CBC(start or bytes(self.block))
        if self.block == _AES_BLOCK:
            return Cipher(algorithms.AES(key), mode)
        return Cipher(TripleDES(key + key[:8]), mode)


TRIPLE_DES = Suite("3des", 16, _DES_BLOCK)
AES_128 = Suite("aes-128", 16, _AES_BLOCK)
AES_192 = Suite("aes-192", 24, _AES_BLOCK)
AES_256 = Suite("aes-256", 32, _AES_BLOCK)


def pad(data: bytes, block: int) -> bytes:
    """0x80, then zeros up to whole blocks (ISO/IEC 9797-1, method 2)."""
    return data + b"\x80" + bytes(-(len(data) + 1) % block)


def unpad(data: bytes) -> bytes:
    """Take that off again.

    Raises:
        ValueError: it is not there.
    """
    bare = data.rstrip(b"\0")
    if not bare.endswith(b"\x80"):
        raise ValueError
    return bare[:-1]


def _retail(key: bytes, padded: bytes) -> bytes:
    """DES over all blocks by the first half of the key; the last one by the second, and back."""
    one, two = key[:8], key[8:16]
    chained = _all(Cipher(_des(one), modes.CBC(bytes(8))).encryptor(), padded)[-8:]
    between = _all(Cipher(_des(two), modes.ECB()).decryptor(), chained)
    return _all(Cipher(_des(one), modes.ECB()).encryptor(), between)


def _des(key: bytes) -> TripleDES:
    """DES is 3DES with one key three times."""
    return TripleDES(key * 3)


def _all(context: CipherContext, data: bytes) -> bytes:
    return context.update(data) + context.finalize()


def _odd(byte: int) -> int:
    """With the last bit as DES wants it: an odd number of ones."""
    return byte & 0xFE | (byte >> 1).bit_count() % 2 ^ 1

"""The recovery key: what is printed for the ward's safe, and typed in when all else is gone."""

import hashlib
import secrets
from base64 import b32encode

from offline_store.errors import RecoveryKeyWrong

_SECRET_BYTES = 20
_GROUP = 4
_CHECK = 4
# Crockford's letters: none looks like another one, and those that people mix up are read alike.
_FROM_RFC = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
_READ_AS = str.maketrans("OILU", "011V")


def new_recovery_key() -> str:
    """160 random bits and a check, as nine groups of four letters and digits."""
    text = b32encode(secrets.token_bytes(_SECRET_BYTES)).decode().translate(_FROM_RFC)
    whole = text + _check(text)
    return "-".join(whole[start : start + _GROUP] for start in range(0, len(whole), _GROUP))


def recovery_secret(typed: str) -> bytes:
    """What the key's text stands for, however its letters were typed.

    Raises:
        RecoveryKeyWrong: a letter is missing or wrong. Facts: reason.
    """
    letters = "".join(filter(str.isalnum, typed.upper())).translate(_READ_AS)
    text, check = letters[:-_CHECK], letters[-_CHECK:]
    if not text or check != _check(text):
        raise RecoveryKeyWrong(reason="mistyped")
    return text.encode()


def _check(text: str) -> str:
    digest = b32encode(hashlib.sha256(b"tramso recovery " + text.encode()).digest())
    return digest.decode().translate(_FROM_RFC)[:_CHECK]

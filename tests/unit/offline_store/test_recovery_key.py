import pytest

from offline_store.errors import RecoveryKeyWrong
from offline_store.recovery_key import new_recovery_key, recovery_secret


def test_a_key_is_read_however_it_was_typed() -> None:
    """Small letters, no hyphens, spaces, and letters that people mix up."""
    text = new_recovery_key()
    typed = text.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert recovery_secret(typed) == recovery_secret(text)


def test_a_typing_error_is_seen_before_anything_is_tried() -> None:
    """One letter wrong, two exchanged, one missing."""
    text = new_recovery_key()
    letters = list(text)
    letters[0] = "Z" if letters[0] != "Z" else "Y"
    for wrong in ("".join(letters), text[1:], text[:-1], ""):
        with pytest.raises(RecoveryKeyWrong):
            recovery_secret(wrong)


def test_no_key_comes_twice() -> None:
    """160 bits from the system's random source."""
    assert len({new_recovery_key() for _ in range(50)}) == 50

"""A PIN on its way from the clerk to the token."""

import io
import pickle

import pytest

from signing.pin import Pin
from signing.token_messages import Wiped


def test_pin_is_not_shown() -> None:
    """Neither printing nor formatting a PIN tells it."""
    pin = Pin("147258")

    assert "Pin(…)" == repr(pin) == f"{pin}"


def test_erased_pin_is_gone() -> None:
    """After erasing, the PIN can be neither used nor mistaken for an empty one."""
    pin = Pin("147258")
    assert pin
    assert pin.reveal() == "147258"

    pin.erase()

    assert not pin
    with pytest.raises(ValueError, match="erased"):
        pin.reveal()


def test_pin_is_not_written_anywhere() -> None:
    """A PIN cannot be pickled into a file or to another process."""
    with pytest.raises(TypeError):
        pickle.dumps(Pin("147258"))


def test_pin_handed_over_is_gone() -> None:
    """The bytes given away are the PIN's own, and are zeros and none afterwards."""
    pin = Pin("147258")
    seen: list[bytes] = []
    pin.hand_over(lambda octets: seen.append(bytes(octets)))

    assert (seen, len(pin)) == ([b"147258"], 0)


def test_pipe_keeps_nothing_that_was_taken() -> None:
    """The reader's buffer holds neither a line nor a PIN once they were taken out."""
    raw = io.BytesIO(b"first\n147258second\n")
    pipe = Wiped(raw)

    assert pipe.line() == bytearray(b"first\n")
    assert pipe.exactly(6) == b"147258"
    assert b"147258" not in pipe._buffer
    assert pipe.line() == bytearray(b"second\n")
    assert not any(pipe._buffer)
    assert pipe.line() is None

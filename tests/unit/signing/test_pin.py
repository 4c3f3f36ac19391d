"""A PIN and the thread on which it is used."""

import pickle
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from signing.pin import Pin
from signing.token_thread import TokenThread


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


def test_calls_share_one_thread() -> None:
    """Calls from many threads run on one, and a call from within does not wait for itself."""
    thread = TokenThread()

    def nested() -> int:
        thread.assert_here()
        return thread.run(threading.get_ident)

    with ThreadPoolExecutor(4) as pool:
        idents = set(pool.map(lambda _: thread.run(nested), range(20)))

    assert len(idents) == 1
    assert threading.get_ident() not in idents
    with pytest.raises(RuntimeError):
        thread.assert_here()


def test_failure_reaches_the_caller() -> None:
    """What a call raises is raised where it was asked for."""
    with pytest.raises(ZeroDivisionError):
        TokenThread().run(lambda: 1 // 0)

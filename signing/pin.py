"""A PIN between the clerk's fingers and the token, erased as soon as it was tried."""

from collections.abc import Callable
from typing import Self


class Pin:
    """A PIN that prints as nothing and can be wiped.

    Its bytes live in one mutable place; `erase` overwrites them. It goes from the desk to a token
    worker by `hand_over`, and only there to the library: the copy that the PKCS#11 binding makes
    for the login cannot be wiped by us, but dies with the worker.

    may_lock: whether who typed it agreed that it is tried even if one more wrong PIN locks the
    token.
    """

    __slots__ = ("_bytes", "may_lock")

    def __init__(self, text: str, *, may_lock: bool = False) -> None:
        self._bytes = bytearray(text.encode("utf-8"))
        self.may_lock = may_lock

    @classmethod
    def received(cls, octets: bytearray) -> Self:
        """A PIN in the very bytes in which it was received; erasing it wipes them."""
        pin = cls("")
        pin._bytes = octets
        return pin

    def hand_over(self, write: Callable[[bytearray], object]) -> None:
        """Write the PIN's own bytes, UTF-8, and wipe them."""
        try:
            write(self._bytes)
        finally:
            self.erase()

    def reveal(self) -> str:
        """The PIN as typed; only for the one call that logs in.

        Raises:
            ValueError: it was erased.
        """
        if not self._bytes:
            raise ValueError("erased")
        return self._bytes.decode("utf-8")

    def erase(self) -> None:
        """Overwrite the PIN with zeros and forget it."""
        self._bytes[:] = bytes(len(self._bytes))
        self._bytes.clear()

    def __len__(self) -> int:
        """How many bytes there are to try; none after it was erased."""
        return len(self._bytes)

    def __repr__(self) -> str:
        return "Pin(…)"

    def __reduce__(self) -> str:
        raise TypeError("a PIN is not written anywhere")

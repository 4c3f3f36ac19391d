"""A PIN between the clerk's fingers and the token, erased as soon as it was tried."""


class Pin:
    """A PIN that prints as nothing and can be wiped.

    Its bytes live in one mutable place; `erase` overwrites them. The one copy that the PKCS#11
    binding makes during the login cannot be wiped by us.
    """

    __slots__ = ("_bytes",)

    def __init__(self, text: str) -> None:
        self._bytes = bytearray(text.encode("utf-8"))

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

    def __bool__(self) -> bool:
        """Whether there is still something to try."""
        return bool(self._bytes)

    def __repr__(self) -> str:
        return "Pin(…)"

    def __reduce__(self) -> str:
        raise TypeError("a PIN is not written anywhere")

"""What a PKCS#11 library's refusals mean, in one table."""

from collections.abc import Iterator
from contextlib import contextmanager

import pkcs11

from signing.errors import (
    KeyMissing,
    PinIncorrect,
    PinLocked,
    TokenError,
    TokenLost,
    TokenMissing,
    TokenRefused,
)

# Which of the "gone" codes comes depends on the library and on when the token was pulled out.
_MEANINGS: dict[type[pkcs11.PKCS11Error], type[TokenError]] = {
    pkcs11.PinIncorrect: PinIncorrect,
    # The token compared nothing it would accept; some count such a try all the same.
    pkcs11.PinInvalid: PinIncorrect,
    pkcs11.PinLenRange: PinIncorrect,
    pkcs11.PinLocked: PinLocked,
    pkcs11.GeneralError: TokenLost,
    pkcs11.DeviceError: TokenLost,
    pkcs11.DeviceRemoved: TokenLost,
    pkcs11.SessionClosed: TokenLost,
    pkcs11.SessionHandleInvalid: TokenLost,
    pkcs11.ObjectHandleInvalid: TokenLost,
    pkcs11.KeyHandleInvalid: TokenLost,
    pkcs11.TokenNotPresent: TokenLost,
    pkcs11.TokenNotRecognised: TokenLost,
    pkcs11.SlotIDInvalid: TokenLost,
    pkcs11.NoSuchToken: TokenMissing,
    pkcs11.NoSuchKey: KeyMissing,
}


@contextmanager
def token_errors(token: str) -> Iterator[None]:
    """Turn the binding's exceptions into this room's, with the token's label as a fact."""
    try:
        yield
    except pkcs11.PKCS11Error as error:
        meaning = _MEANINGS.get(type(error), TokenRefused)
        if meaning is TokenRefused:
            raise TokenRefused(token=token, status=_status(error)) from error
        raise meaning(token=token) from error


def _status(error: pkcs11.PKCS11Error) -> str:
    name = type(error).__name__
    # A vendor's own code comes without a class; its number stands in the arguments.
    return name if name != "PKCS11Error" else f"PKCS11Error {error}".strip()

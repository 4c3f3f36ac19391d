"""What can go wrong between checked pages and a signed copy.

SigningError
├── CopyRefused             the copy cannot be composed as asked (facts: reason)
├── TokenError              the token or its library said no
│   ├── TokenLibraryMissing no PKCS#11 library at that path
│   ├── TokenMissing        no token with that label
│   ├── TokenAmbiguous      two tokens with that label, and no serial to tell them apart
│   ├── TokenLost           pulled out, or its library crashed
│   ├── TokenSilent         its library did not answer in time and was ended
│   ├── KeyMissing          the token has no such certificate or key
│   ├── PinIncorrect        wrong PIN: tried exactly once
│   ├── PinLocked           the token refuses any PIN
│   ├── PinFinalTry         one more wrong PIN locks it, and nobody agreed to that
│   └── TokenRefused        any other refusal (facts: status)
├── CertificateRefused      the certificate may not sign this, now (facts: reason)
├── TimestampMissing        no time-stamp server answered and no debt is allowed
└── NotAPdf                 the file to verify is no readable PDF
"""

from typing import ClassVar

Fact = str | int | float | bool | None


class SigningError(Exception):
    """Root of this room's errors: a stable code, whether trying again may help, and facts."""

    code: ClassVar[str] = "signing-error"
    retryable: ClassVar[bool] = False

    def __init__(self, **facts: Fact) -> None:
        super().__init__(self.code, facts)
        self.facts: dict[str, Fact] = facts


class CopyRefused(SigningError):
    """The copy cannot be composed as asked. Facts: reason."""

    code = "copy-refused"


class TokenError(SigningError):
    """The token or its library said no. Facts: token, the label asked for."""

    code = "token-error"


class TokenLibraryMissing(TokenError):
    """No PKCS#11 library answers at that path.

    Facts: module, the file's name; reason, where it is known: `absent`, `other-machine` (another
    bitness or processor) or `not-pkcs11`.
    """

    code = "token-library-missing"


class TokenMissing(TokenError):
    """No token with that label is plugged in."""

    code = "token-missing"
    retryable = True


class TokenAmbiguous(TokenError):
    """Two tokens bear that label, and no serial number says which is meant. No PIN was tried."""

    code = "token-ambiguous"


class TokenLost(TokenError):
    """The token was pulled out, or its library crashed, in the middle of the work."""

    code = "token-lost"
    retryable = True


class TokenSilent(TokenError):
    """The token's library did not answer in time and was ended. Facts: limit_s."""

    code = "token-silent"
    retryable = True


class KeyMissing(TokenError):
    """The token holds no certificate or key with that label. Facts: key."""

    code = "key-missing"


class PinIncorrect(TokenError):
    """The PIN is wrong. It was tried exactly once.

    Facts: count_low, final_try, locked, as the token says after the try.
    """

    code = "pin-incorrect"


class PinLocked(TokenError):
    """The token refuses any PIN until its issuer unlocks it."""

    code = "pin-locked"


class PinFinalTry(TokenError):
    """One more wrong PIN locks the token: it is only tried with a separate consent."""

    code = "pin-final-try"


class TokenRefused(TokenError):
    """The library refused for a reason of its own. Facts: status."""

    code = "token-refused"


class CertificateRefused(SigningError):
    """The certificate may not sign this, now. Facts: reason, certificate."""

    code = "certificate-refused"


class TimestampMissing(SigningError):
    """No time-stamp server answered, and the settings allow no debt."""

    code = "timestamp-missing"
    retryable = True


class NotAPdf(SigningError):
    """The file is no PDF that can be read. Facts: file, the name without its folder."""

    code = "not-a-pdf"

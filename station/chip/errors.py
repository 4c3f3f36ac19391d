"""What can go wrong between a card on the reader and what its chip says.

ChipError
├── CardServiceMissing   the system's service for card readers does not answer
├── CardReaderMissing    no card reader, or not that one (facts: reader)
├── ChipMissing          no card with a chip was laid on the reader in time
├── ChipLost             the card was taken away, or the line to it broke
├── ChipKeyMissing       this chip wants another key than was given (facts: wanted)
├── ChipKeyWrong         what was given of the card is not this chip's (facts: key)
├── ChipRefused          the chip refused a command (facts: command, status)
├── ChipLineBroken       an answer was not protected as agreed: it cannot be believed
├── ChipNotSupported     the chip works in a way that is not known here (facts: what)
└── ChipUnreadable       a file of the chip is not what it should be (facts: file, reason)

Facts never hold anything that a card says of its owner, nor a key.
"""

from typing import ClassVar

Fact = str | int | float | bool | None


class ChipError(Exception):
    """Root of this room's errors: a stable code, whether trying again may help, and facts."""

    code: ClassVar[str] = "chip-error"
    retryable: ClassVar[bool] = False

    def __init__(self, **facts: Fact) -> None:
        super().__init__(self.code, facts)
        self.facts: dict[str, Fact] = facts


class CardServiceMissing(ChipError):
    """The system's service for card readers (PC/SC) is not installed, or does not run."""

    code = "card-service-missing"
    retryable = True


class CardReaderMissing(ChipError):
    """No card reader is plugged in, or not the one that is named. Facts: reader, maybe None."""

    code = "card-reader-missing"
    retryable = True


class ChipMissing(ChipError):
    """No card with a chip was laid on the reader before the time was up."""

    code = "chip-missing"
    retryable = True


class ChipLost(ChipError):
    """The card was taken away while it was read, or the line to it broke."""

    code = "chip-lost"
    retryable = True


class ChipKeyMissing(ChipError):
    """This chip opens by something that was not given. Facts: wanted, `lines`."""

    code = "chip-key-missing"


class ChipKeyWrong(ChipError):
    """What was given is not what stands on this chip's card. Facts: key, `number` or `lines`."""

    code = "chip-key-wrong"


class ChipRefused(ChipError):
    """The chip refused a command. Facts: command and status, two bytes each, hexadecimal."""

    code = "chip-refused"
    retryable = True


class ChipLineBroken(ChipError):
    """An answer did not bear the protection that was agreed on, or not the right one."""

    code = "chip-line-broken"
    retryable = True


class ChipNotSupported(ChipError):
    """The chip has no application of an identity card, or works by means not known here.

    Facts: what, one of `application`, `pace`.
    """

    code = "chip-not-supported"


class ChipUnreadable(ChipError):
    """A file of the chip is not what it should be.

    Facts: file, its name as in ICAO 9303-10; reason, one of `short`, `long`, `structure`,
    `lines`, `picture`.
    """

    code = "chip-unreadable"

"""What of a card opens its chip: two of its lines, or the number for access (ICAO 9303-11, 9.7).

Neither is a secret from who holds the card; but both say who somebody is, so they are in no log and
no error.
"""

import re
from dataclasses import dataclass, field
from hashlib import sha1
from typing import TypeAlias

from station.recognition.mrz import FILLER, Mrz, check_digit

NUMBER_DIGITS = 6
_DOCUMENT = 9
_NEVER = "991231"  # as it stands on cards without an end


@dataclass(frozen=True, slots=True)
class LinesKey:
    """Of the machine-readable zone: document number, day of birth and end of validity, YYMMDD."""

    document_number: str = field(repr=False)
    born: str = field(repr=False)
    ends: str = field(repr=False)

    @classmethod
    def of(cls, zone: Mrz) -> "LinesKey":
        """The key of a zone that was read."""
        return cls(zone.document_number, _short(zone.birth_date), _short(zone.valid_until))

    @property
    def secret(self) -> bytes:
        """20 bytes: SHA-1 over the three, each with its check digit."""
        number = self.document_number.ljust(_DOCUMENT, FILLER)
        parts = (number, self.born, self.ends)
        return sha1("".join(part + check_digit(part) for part in parts).encode("ascii")).digest()


@dataclass(frozen=True, slots=True)
class NumberKey:
    """The card access number (CAN): six digits."""

    digits: str = field(repr=False)

    def __post_init__(self) -> None:
        if re.fullmatch(f"[0-9]{{{NUMBER_DIGITS}}}", self.digits) is None:
            raise ValueError("six digits")

    @property
    def secret(self) -> bytes:
        """The digits."""
        return self.digits.encode("ascii")


AccessKey: TypeAlias = LinesKey | NumberKey


def _short(day: str) -> str:
    """dd/mm/yyyy as YYMMDD; no day is that of a card without an end."""
    return _NEVER if not day else day[8:10] + day[3:5] + day[:2]

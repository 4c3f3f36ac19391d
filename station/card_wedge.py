"""What a barcode reader types when it is a keyboard: an identity card's code among other keys.

Such a reader (keyboard wedge) types the code's text and ends with Enter. Nobody types twelve
digits and a bar, so that is how a code is known, whatever the speed; until the bar the digits are
anybody's and go where the focus is. Readers have two ways to type a letter that no key has: its
number on the keypad while Alt is held; or its bytes in UTF-8, one letter a byte (which
`read_card_qr` puts right).
"""

from collections.abc import Callable
from enum import Enum, auto

DIGITS = 12
_BAR = "|"
_LONGEST = 2000  # a card's code has some 120 letters
_LAST_CODE_POINT = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


class Stroke(Enum):
    """What becomes of a key."""

    PASSED = auto()  # anybody's: it goes where the focus is
    BEGUN = auto()  # a code has begun: the twelve digits before it are the code's, too
    TAKEN = auto()  # the code's


class CardWedge:
    """Takes codes out of a stream of keys. `finished` gets the text of each, whole or not."""

    def __init__(self, finished: Callable[[str], None]) -> None:
        self._finished = finished
        self._digits = ""
        self._text: list[str] | None = None
        self._alt = ""

    @property
    def reading(self) -> bool:
        """Whether a code has begun and not ended."""
        return self._text is not None

    @property
    def digits(self) -> int:
        """How many digits came one after the other just now, at most twelve."""
        return len(self._digits)

    def typed(self, text: str) -> Stroke:
        """A key with a letter came."""
        if self._text is not None:
            if len(self._text) < _LONGEST:
                self._text.append(text)
            return Stroke.TAKEN
        if text == _BAR and len(self._digits) == DIGITS:
            self._text = [self._digits, text]
            self._digits = ""
            return Stroke.BEGUN
        digit = len(text) == 1 and text.isascii() and text.isdecimal()
        self._digits = (self._digits + text)[-DIGITS:] if digit else ""
        return Stroke.PASSED

    def keypad(self, digit: str) -> None:
        """A digit of the keypad came while Alt was held."""
        self._alt += digit

    def alt_released(self) -> str:
        """The letter whose number was typed with Alt held; empty where there was none."""
        number, self._alt = self._alt[:8], ""
        code = int(number) if number else 0
        known = 0 < code <= _LAST_CODE_POINT and code not in _SURROGATES
        return chr(code) if known else ""

    def other_key(self) -> None:
        """A key without a letter came: digits before and after it are not one number."""
        self._digits = ""

    def end(self) -> None:
        """Enter, or silence: hand the code over."""
        if self._text is not None:
            text, self._text = "".join(self._text), None
            self._finished(text)

    def drop(self) -> None:
        """Forget a code that has begun."""
        self._text, self._digits, self._alt = None, "", ""

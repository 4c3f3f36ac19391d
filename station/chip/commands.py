"""Commands and answers (ISO/IEC 7816-4), and the plain line that carries them.

Only short ones are used: every reader and chip takes them.
"""

from dataclasses import dataclass
from typing import Protocol

from station.chip.errors import ChipLost, ChipRefused

MOST_EXPECTED = 256
DONE = 0x9000

_GET_RESPONSE = 0xC0
_MORE, _OTHER_LENGTH = 0x61, 0x6C  # first byte of a status
_MOST_PARTS = 64


class Carrier(Protocol):
    """Takes the bytes of a command to a chip and brings its answer, status included."""

    def transmit(self, command: bytes) -> bytes:
        """Send and wait.

        Raises:
            ChipLost: the card is gone.
        """
        ...


@dataclass(frozen=True, slots=True)
class Command:
    """A command. expected: how many bytes the answer may have, 1 to 256; None: none."""

    cla: int
    ins: int
    p1: int
    p2: int
    data: bytes = b""
    expected: int | None = None

    def encoded(self) -> bytes:
        """As it goes over the line; data of up to 255 bytes."""
        packed = bytes([self.cla, self.ins, self.p1, self.p2])
        if self.data:
            packed += bytes([len(self.data)]) + self.data
        if self.expected is not None:
            packed += bytes([self.expected % MOST_EXPECTED])
        return packed

    def refused(self, status: int) -> ChipRefused:
        """What to raise where the chip says no to it."""
        return ChipRefused(command=f"{self.cla & 0xF0:02x}{self.ins:02x}", status=f"{status:04x}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. status: both its bytes as a number."""

    data: bytes
    status: int


class Line(Protocol):
    """Speaks with a chip, plainly or secured."""

    def exchange(self, command: Command) -> Answer:
        """Send a command and return the answer, whatever its status.

        Raises:
            ChipLost: the card is gone. ChipLineBroken: the answer cannot be believed.
        """
        ...


class PlainLine:
    """Commands as they are; fetches what a chip holds back (61xx) or measures anew (6Cxx)."""

    def __init__(self, carrier: Carrier) -> None:
        self._carrier = carrier

    def exchange(self, command: Command) -> Answer:
        """Send a command."""
        answer = self._once(command)
        if answer.status >> 8 == _OTHER_LENGTH:
            length = (answer.status & 0xFF) or MOST_EXPECTED
            again = Command(command.cla, command.ins, command.p1, command.p2, command.data, length)
            answer = self._once(again)
        data = answer.data
        for _ in range(_MOST_PARTS):
            if answer.status >> 8 != _MORE:
                break
            length = (answer.status & 0xFF) or MOST_EXPECTED
            answer = self._once(Command(0, _GET_RESPONSE, 0, 0, expected=length))
            data += answer.data
        return Answer(data, answer.status)

    def _once(self, command: Command) -> Answer:
        raw = self._carrier.transmit(command.encoded())
        if len(raw) < 2:
            raise ChipLost  # a reader whose card is gone may say nothing at all
        return Answer(raw[:-2], int.from_bytes(raw[-2:], "big"))


def demand(line: Line, command: Command) -> bytes:
    """Send a command that must be done, and return what came.

    Raises:
        ChipRefused: the chip said no. ChipLost, ChipLineBroken: as the line has it.
    """
    answer = line.exchange(command)
    if answer.status != DONE:
        raise command.refused(answer.status)
    return answer.data

"""Files of a chip, piece by piece over a line (ICAO 9303-10, 3.6)."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from station.chip.commands import DONE, Command, Line
from station.chip.errors import ChipUnreadable
from station.chip.tlv import TlvDamaged, find, head_of, tlv

_PIECE = 0xDF  # the most that fits into a short answer once it is protected
_HEAD = 8  # bytes that hold any object's tag and length
_MOST = 1 << 18  # bytes of a file
_FAR = 0x8000  # from here on READ BINARY has no room for the offset in its head
_NOT_FOUND = (0x6A82, 0x6A83)
_END_REACHED = 0x6282


class ReadingStopped(Exception):
    """Somebody asked for it; no error of the card's."""


class CardFile(Enum):
    """Name, file identifier and tag (9303-10, tables 32, 34 and 37)."""

    CARD_ACCESS = ("EF.CardAccess", 0x011C, 0x31)
    COM = ("EF.COM", 0x011E, 0x60)
    SOD = ("EF.SOD", 0x011D, 0x77)
    DG1 = ("EF.DG1", 0x0101, 0x61)
    DG2 = ("EF.DG2", 0x0102, 0x75)
    DG13 = ("EF.DG13", 0x010D, 0x6D)
    DG14 = ("EF.DG14", 0x010E, 0x6E)

    @property
    def label(self) -> str:
        """As ICAO calls it."""
        return self.value[0]

    @property
    def id(self) -> int:
        """By what it is selected."""
        return self.value[1]

    @property
    def tag(self) -> int:
        """What it begins with."""
        return self.value[2]

    @property
    def group(self) -> int:
        """The data group's number; 0 for what is none."""
        return self.id & 0xFF if self.label.startswith("EF.DG") else 0


@dataclass(frozen=True, slots=True)
class Watch:
    """Who waits for a chip to be read. read: gets how many bytes came, of how many."""

    stop: threading.Event
    read: Callable[[CardFile, int, int], None] = lambda file, got, size: None

    def require(self) -> None:
        """Go on.

        Raises:
            ReadingStopped: not any more.
        """
        if self.stop.is_set():
            raise ReadingStopped


def read_file(line: Line, file: CardFile, watch: Watch) -> bytes | None:
    """A whole file; None where the chip has none of that name.

    Raises:
        ChipUnreadable: it is no object of its tag, breaks off, or is longer than 256 KiB.
        ChipRefused: the chip does not give it. ReadingStopped. ChipLost, ChipLineBroken.
    """
    watch.require()
    select = Command(0x00, 0xA4, 0x02, 0x0C, file.id.to_bytes(2, "big"))
    status = line.exchange(select).status
    if status in _NOT_FOUND:
        return None
    if status != DONE:
        raise select.refused(status)
    data = _piece(line, 0, _HEAD)
    try:
        tag, head, length = head_of(data)
    except TlvDamaged as error:
        raise ChipUnreadable(file=file.label, reason="structure") from error
    if tag != file.tag:
        raise ChipUnreadable(file=file.label, reason="structure")
    size = head + length
    if size > _MOST:
        raise ChipUnreadable(file=file.label, reason="long")
    while len(data) < size:
        watch.require()
        watch.read(file, len(data), size)
        more = _piece(line, len(data), min(_PIECE, size - len(data)))
        if not more:
            raise ChipUnreadable(file=file.label, reason="short")
        data += more
    watch.read(file, size, size)
    return data[:size]


def _piece(line: Line, offset: int, count: int) -> bytes:
    if offset < _FAR:
        command = Command(0x00, 0xB0, offset >> 8, offset & 0xFF, expected=count)
        far = False
    else:
        where = tlv(0x54, offset.to_bytes(3, "big"))
        command, far = Command(0x00, 0xB1, 0, 0, where, count), True
    answer = line.exchange(command)
    if answer.status not in (DONE, _END_REACHED):
        raise command.refused(answer.status)
    if not far:
        return answer.data
    try:
        return find(answer.data, 0x53)
    except TlvDamaged as error:
        raise command.refused(answer.status) from error

"""The secured line to a chip (ICAO 9303-11, 9.8): each command and answer encrypted and counted.

An answer that does not bear the right checksum ends the line: nothing it says is believed, and the
chip would take no further command either.
"""

from hmac import compare_digest

from station.chip.commands import MOST_EXPECTED, Answer, Command, Line
from station.chip.errors import ChipLineBroken
from station.chip.suites import Suite, pad, unpad
from station.chip.tlv import TlvDamaged, each, tlv

_SECURED = 0x0C
_DATA, _DATA_ODD, _EXPECTED, _STATUS, _CHECKSUM = 0x87, 0x85, 0x97, 0x99, 0x8E
_PADDED = b"\x01"  # before data whose padding is ours


class SecureLine:
    """Speaks with a chip under session keys.

    base: the line below it. counter: what both sides start to count from.
    """

    def __init__(
        self, line: Line, suite: Suite, encrypting: bytes, checking: bytes, counter: bytes = b""
    ) -> None:
        self.base = line
        self._suite = suite
        self._encrypting = encrypting
        self._checking = checking
        self._counter = int.from_bytes(counter, "big")
        self._broken = False

    def exchange(self, command: Command) -> Answer:
        """Send a command protected, and return the answer without its protection.

        Raises:
            ChipLineBroken: the answer was not protected as agreed, now or before. ChipLost.
        """
        if self._broken:
            raise ChipLineBroken
        answer = self.base.exchange(self.protected(command))
        try:
            return self.plain(answer)
        except (TlvDamaged, ValueError) as error:
            self._broken = True
            raise ChipLineBroken from error

    def protected(self, command: Command) -> Command:
        """The command as it goes out; counts."""
        suite, odd = self._suite, command.ins & 1
        self._counter += 1
        cla = command.cla | _SECURED
        head = pad(bytes([cla, command.ins, command.p1, command.p2]), suite.block)
        body = b""
        if command.data:
            hidden = suite.encrypt(self._encrypting, pad(command.data, suite.block), self._start())
            body = tlv(_DATA_ODD, hidden) if odd else tlv(_DATA, _PADDED + hidden)
        if command.expected is not None:
            body += tlv(_EXPECTED, bytes([command.expected % MOST_EXPECTED]))
        body += tlv(_CHECKSUM, self._checksum(head + body))
        return Command(cla, command.ins, command.p1, command.p2, body, MOST_EXPECTED)

    def plain(self, answer: Answer) -> Answer:
        """What an answer says; counts.

        Raises:
            TlvDamaged, ValueError: it is not protected as it must be.
        """
        suite = self._suite
        self._counter += 1
        checked, data, said, checksum = b"", b"", b"", b""
        for part in each(answer.data):
            if part.tag == _CHECKSUM:
                checksum = part.value
                continue
            checked += part.whole
            if part.tag == _DATA and part.value[:1] == _PADDED:
                data = part.value[1:]
            elif part.tag == _DATA_ODD:
                data = part.value
            elif part.tag == _STATUS:
                said = part.value
        if not compare_digest(self._checksum(checked), checksum):
            raise ValueError("checksum")
        if said != answer.status.to_bytes(2, "big"):
            raise ValueError("status")
        if data:
            data = unpad(suite.decrypt(self._encrypting, data, self._start()))
        return Answer(data, answer.status)

    def _start(self) -> bytes:
        """3DES starts at zero, AES at the encrypted counter."""
        if self._suite.block == 8:
            return bytes(8)
        return self._suite.encrypt_block(self._encrypting, self._count())

    def _count(self) -> bytes:
        block = self._suite.block
        return (self._counter % (1 << 8 * block)).to_bytes(block, "big")

    def _checksum(self, data: bytes) -> bytes:
        return self._suite.checksum(self._checking, pad(self._count() + data, self._suite.block))

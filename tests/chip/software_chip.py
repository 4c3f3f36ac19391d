"""An identity card's chip in software: BAC, PACE, secured answers, files, its own key.

The chip's half of ICAO 9303-11, written for itself: of the product only ciphers and curves are
used, which are held against the standard's worked examples.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import ec

from station.chip.access_keys import LinesKey, NumberKey
from station.chip.curves import CURVES
from station.chip.elliptic import Curve, Point
from station.chip.errors import ChipLost
from station.chip.suites import (
    AES_128,
    AES_192,
    AES_256,
    TRIPLE_DES,
    Purpose,
    Suite,
    pad,
    unpad,
)
from station.chip.tlv import TlvDamaged, each, find, tlv
from station.demo.page_texts import CARD_MRZ, ID_NUMBER
from station.recognition.mrz import read_mrz
from tests.chip.chip_files import Authority, chip_groups, com, sod

ATR = bytes.fromhex("3B80800101")  # of a card without contacts that says nothing of itself
LINES_KEY = LinesKey.of(read_mrz("\n".join(CARD_MRZ)))
NUMBER_KEY = NumberKey(ID_NUMBER[-6:])
APPLICATION = bytes.fromhex("A0000002471001")
SUITES = {1: TRIPLE_DES, 2: AES_128, 3: AES_192, 4: AES_256}
PACE_BASE = bytes.fromhex("04007F0007020204")

OK, NOT_FOUND, NOT_ALLOWED, WRONG_KEY = 0x9000, 0x6A82, 0x6982, 0x6300
NOT_KNOWN, SECURED_MISSING, SECURED_WRONG = 0x6D00, 0x6987, 0x6988


@dataclass
class Session:
    """Session keys and the counter."""

    suite: Suite
    encrypting: bytes
    checking: bytes
    counter: int

    def start(self) -> bytes:
        """What a message starts from."""
        if self.suite is TRIPLE_DES:
            return bytes(8)
        return self.suite.encrypt_block(self.encrypting, self.counted())

    def counted(self) -> bytes:
        """The counter as a block."""
        return self.counter.to_bytes(self.suite.block, "big")

    def checksum(self, data: bytes) -> bytes:
        """Over counter and data."""
        return self.suite.checksum(self.checking, pad(self.counted() + data, self.suite.block))


@dataclass
class SoftwareChip:
    """Answers commands as a chip does.

    files: by identifier, below its application. pace: mapping, suite and curve by number, as in
    an OID; None: the chip is of the time before. own_key: for chip authentication. tampered: number
    of the secured answer in which a bit is turned. pulled_after: commands.
    """

    files: Mapping[int, bytes]
    pace: tuple[int, int, int] | None = (2, 2, 13)
    basic: bool = True
    own_key: ec.EllipticCurvePrivateKey | None = None
    own_suite: Suite = AES_128
    withheld: frozenset[int] = frozenset()
    tampered: int = 0
    pulled_after: int = 1_000_000
    scalar: Callable[[Curve], int] = Curve.scalar
    nonce: Callable[[int], bytes] = os.urandom
    commands: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """As after power came."""
        self.session: Session | None = None
        self.next_session: Session | None = None
        self.chosen: bytes | None = None
        self.challenge = b""
        self.secured_answers = 0
        self.in_application = False
        self.password: bytes = b""
        self.generator: Point | None = None
        self.secret = 0
        self.theirs: Point | None = None
        self.nonce_now = b""

    @property
    def card_access(self) -> bytes:
        """EF.CardAccess."""
        assert self.pace is not None
        mapping, suite, curve = self.pace
        oid = tlv(0x06, PACE_BASE + bytes([mapping, suite]))
        info = tlv(0x30, oid + tlv(0x02, b"\x02") + tlv(0x02, bytes([curve])))
        return tlv(0x31, info)

    def transmit(self, command: bytes) -> bytes:
        """Answer one command; gone once it was pulled."""
        self.commands.append(command)
        if len(self.commands) > self.pulled_after:
            raise ChipLost
        if command[0] & 0x0C:
            return self._secured(command)
        if self.session is not None:
            self.session = None  # a plain command ends it (9303-11, 9.8.3)
        data, expected = _body(command)
        said, status = self._answer(command[0], command[1], command[2], command[3], data, expected)
        self.session, self.next_session = self.next_session or self.session, None
        return said + status.to_bytes(2, "big")

    def _secured(self, command: bytes) -> bytes:
        session = self.session
        if session is None:
            return SECURED_MISSING.to_bytes(2, "big")
        session.counter += 1
        body, _ = _body(command)
        try:
            parts = {part.tag: part for part in each(body)}
            covered = b"".join(part.whole for part in each(body) if part.tag != 0x8E)
            checksum = parts[0x8E].value
        except (TlvDamaged, KeyError):
            return SECURED_MISSING.to_bytes(2, "big")
        head = pad(command[:4], session.suite.block)
        # A chip that has nothing but its head to pad adds no block more (9303-11, 9.8.7).
        if checksum != session.checksum(head + covered):
            self.session = None
            return SECURED_WRONG.to_bytes(2, "big")
        data = b""
        if 0x87 in parts:
            hidden = parts[0x87].value[1:]
            data = unpad(session.suite.decrypt(session.encrypting, hidden, session.start()))
        elif 0x85 in parts:
            hidden = parts[0x85].value
            data = unpad(session.suite.decrypt(session.encrypting, hidden, session.start()))
        expected = None
        if 0x97 in parts:
            expected = parts[0x97].value[0] or 256
        said, status = self._answer(
            command[0] & 0xF0, command[1], command[2], command[3], data, expected
        )
        return self._protected(session, said, status, odd=bool(command[1] & 1))

    def _protected(self, session: Session, said: bytes, status: int, *, odd: bool) -> bytes:
        session.counter += 1
        body = b""
        if said:
            padded = pad(said, session.suite.block)
            hidden = session.suite.encrypt(session.encrypting, padded, session.start())
            body = tlv(0x85, hidden) if odd else tlv(0x87, b"\x01" + hidden)
        body += tlv(0x99, status.to_bytes(2, "big"))
        body += tlv(0x8E, session.checksum(body))
        self.secured_answers += 1
        if self.secured_answers == self.tampered:
            body = body[:3] + bytes([body[3] ^ 0x10]) + body[4:]
        if self.next_session is not None:
            self.session, self.next_session = self.next_session, None
        assert len(body) <= 256, "does not fit into a short answer"
        return body + status.to_bytes(2, "big")

    def _answer(
        self, cla: int, ins: int, p1: int, p2: int, data: bytes, expected: int | None
    ) -> tuple[bytes, int]:
        match ins:
            case 0xA4:
                return b"", self._select(p1, data)
            case 0xB0 | 0xB1:
                return self._read(ins, p1, p2, data, expected or 256)
            case 0x84:
                self.challenge = self.nonce(8)
                return self.challenge, OK
            case 0x82:
                return self._mutual(data)
            case 0x22:
                return b"", self._set(p1, p2, data)
            case 0x86:
                return self._general(cla, data)
            case _:
                return b"", NOT_KNOWN

    def _select(self, p1: int, data: bytes) -> int:
        self.chosen = None
        if p1 == 0x04:
            self.in_application = data == APPLICATION
            return OK if self.in_application else NOT_FOUND
        if p1 == 0x00:
            self.in_application = False
            return OK
        identifier = int.from_bytes(data, "big")
        if not self.in_application:
            if identifier == 0x011C and self.pace is not None:
                self.chosen = self.card_access
                return OK
            return NOT_FOUND
        if self.session is None or identifier in self.withheld:
            return NOT_ALLOWED
        self.chosen = self.files.get(identifier)
        return NOT_FOUND if self.chosen is None else OK

    def _read(self, ins: int, p1: int, p2: int, data: bytes, expected: int) -> tuple[bytes, int]:
        if self.chosen is None:
            return b"", NOT_ALLOWED
        if ins == 0xB0:
            at = p1 << 8 | p2
            return self.chosen[at : at + expected], OK
        at = int.from_bytes(find(data, 0x54), "big")
        room = min(expected, 0xD0)
        return tlv(0x53, self.chosen[at : at + room]), OK

    def _mutual(self, data: bytes) -> tuple[bytes, int]:
        """BAC: EXTERNAL AUTHENTICATE."""
        suite, seed = TRIPLE_DES, LINES_KEY.secret[:16]
        encrypting, checking = suite.key(seed, Purpose.ENCRYPT), suite.key(seed, Purpose.CHECK)
        hidden, checksum = data[:32], data[32:]
        if not self.basic or checksum != suite.checksum(checking, pad(hidden, 8)):
            return b"", WRONG_KEY
        said = suite.decrypt(encrypting, hidden)
        theirs, challenge, half = said[:8], said[8:16], said[16:]
        if challenge != self.challenge:
            return b"", WRONG_KEY
        mine = self.nonce(16)
        hidden = suite.encrypt(encrypting, challenge + theirs + mine)
        shared = bytes(a ^ b for a, b in zip(half, mine, strict=True))
        counter = int.from_bytes(challenge[-4:] + theirs[-4:], "big")
        self.next_session = _session(suite, shared, counter)
        return hidden + suite.checksum(checking, pad(hidden, 8)), OK

    def _set(self, p1: int, p2: int, data: bytes) -> int:
        """MSE:Set AT for PACE or chip authentication; Set KAT for the latter under 3DES."""
        if (p1, p2) == (0xC1, 0xA4):
            if self.pace is None:
                return NOT_KNOWN
            mapping, suite, _ = self.pace
            if find(data, 0x80) != PACE_BASE + bytes([mapping, suite]):
                return NOT_FOUND
            by = find(data, 0x83)
            self.password = LINES_KEY.secret if by == b"\x01" else NUMBER_KEY.secret
            self.generator = None
            self.nonce_now = b""
            return OK
        if (p1, p2) == (0x41, 0xA6) and self.own_key is not None:
            self._agree(find(data, 0x91))
            return OK
        return OK if (p1, p2) == (0x41, 0xA4) and self.own_key is not None else NOT_KNOWN

    def _general(self, cla: int, data: bytes) -> tuple[bytes, int]:
        """PACE's four steps, or chip authentication's one."""
        said = next(each(find(data, 0x7C)), None)
        if said is not None and said.tag == 0x80:
            self._agree(said.value)
            return tlv(0x7C, b""), OK
        assert self.pace is not None
        mapping, number, parameters = self.pace
        suite, curve = SUITES[number], CURVES[parameters]
        oid = PACE_BASE + bytes([mapping, number])
        if said is None:
            self.nonce_now = self.nonce(16)
            key = suite.key(self.password, Purpose.PASSWORD)
            return tlv(0x7C, tlv(0x80, suite.encrypt(key, self.nonce_now))), OK
        if said.tag == 0x81:
            secret = self.scalar(curve)
            shared = curve.times(secret, curve.decoded(said.value))
            moved = curve.times(int.from_bytes(self.nonce_now, "big"), curve.generator)
            assert shared is not None
            assert moved is not None
            self.generator = curve.plus(moved, shared)
            mine = curve.times(secret, curve.generator)
            assert mine is not None
            return tlv(0x7C, tlv(0x82, curve.encoded(mine))), OK
        if said.tag == 0x83:
            assert self.generator is not None
            self.secret = self.scalar(curve)
            self.theirs = curve.decoded(said.value)
            mine = curve.times(self.secret, self.generator)
            assert mine is not None
            self.mine = mine
            return tlv(0x7C, tlv(0x84, curve.encoded(mine))), OK
        assert self.theirs is not None
        shared = curve.times(self.secret, self.theirs)
        assert shared is not None
        session = _session(suite, shared[0].to_bytes(curve.size, "big"), 0)
        if said.value != suite.token(session.checking, _object(oid, curve, self.mine)):
            return b"", WRONG_KEY
        token = suite.token(session.checking, _object(oid, curve, self.theirs))
        self.next_session = session
        return tlv(0x7C, tlv(0x86, token)), OK

    def _agree(self, public: bytes) -> None:
        assert self.own_key is not None
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(self.own_key.curve, public)
        self.next_session = _session(self.own_suite, self.own_key.exchange(ec.ECDH(), theirs), 0)


def chip_of(
    authority: Authority,
    *,
    own_key: ec.EllipticCurvePrivateKey | None = None,
    groups: Mapping[int, bytes] | None = None,
    changed: Mapping[int, bytes] | None = None,
    pace: tuple[int, int, int] | None = (2, 2, 13),
) -> SoftwareChip:
    """A whole chip. changed: groups that are put in after the others were signed."""
    made = dict(groups or chip_groups(chip_key=None if own_key is None else own_key.public_key()))
    files = {0x011E: com(made), 0x011D: sod(made, authority)}
    files |= {0x0100 + number: data for number, data in {**made, **(changed or {})}.items()}
    return SoftwareChip(files, pace=pace, own_key=own_key)


def _session(suite: Suite, secret: bytes, counter: int) -> Session:
    return Session(
        suite, suite.key(secret, Purpose.ENCRYPT), suite.key(secret, Purpose.CHECK), counter
    )


def _object(oid: bytes, curve: Curve, point: Point) -> bytes:
    return tlv(0x7F49, tlv(0x06, oid) + tlv(0x86, curve.encoded(point)))


def _body(command: bytes) -> tuple[bytes, int | None]:
    """Data and expected length of a short command."""
    rest = command[4:]
    if not rest:
        return b"", None
    if len(rest) == 1:
        return b"", rest[0] or 256
    count = rest[0]
    data, after = rest[1 : 1 + count], rest[1 + count :]
    return data, (after[0] or 256) if after else None

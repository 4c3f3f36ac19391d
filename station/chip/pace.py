"""PACE with generic mapping over elliptic curves (ICAO 9303-11, 4.4): the way in of newer chips."""

from collections.abc import Callable
from hmac import compare_digest

from station.chip.access_keys import AccessKey, NumberKey
from station.chip.card_access import PaceWay
from station.chip.commands import DONE, MOST_EXPECTED, Command, Line
from station.chip.elliptic import Curve, Point
from station.chip.errors import ChipKeyWrong, ChipLineBroken
from station.chip.secure_messaging import SecureLine
from station.chip.suites import Purpose
from station.chip.tlv import TlvDamaged, find, tlv

_BY_LINES, _BY_NUMBER = b"\x01", b"\x02"
_DYNAMIC = 0x7C
_WARNING = 0x63  # first byte of a status: wrong, or so many tries are left


def open_pace(
    line: Line,
    way: PaceWay,
    key: AccessKey,
    *,
    scalar: Callable[[Curve], int] = Curve.scalar,
) -> SecureLine:
    """Authenticate to the chip, and it to us; return the secured line.

    Raises:
        ChipKeyWrong: the key is not this card's. ChipRefused: the chip does not go along.
        ChipLineBroken: what it sends is not what the protocol wants. ChipLost.
    """
    suite, curve = way.suite, way.curve
    wrong = ChipKeyWrong(key="number" if isinstance(key, NumberKey) else "lines")
    _choose(line, way, _BY_NUMBER if isinstance(key, NumberKey) else _BY_LINES)
    try:
        hidden = _step(line, b"", 0x80)
        if not hidden or len(hidden) % suite.block:
            raise ValueError("nonce")
        nonce = suite.decrypt(suite.key(key.secret, Purpose.PASSWORD), hidden)
        mine = scalar(curve)
        public = _point(curve.times(mine, curve.generator))
        theirs = curve.decoded(_step(line, tlv(0x81, curve.encoded(public)), 0x82))
        shared = _point(curve.times(mine, theirs))
        moved = curve.times(int.from_bytes(nonce, "big"), curve.generator)
        generator = shared if moved is None else _point(curve.plus(moved, shared))
        mine = scalar(curve)
        public = _point(curve.times(mine, generator))
        theirs = curve.decoded(_step(line, tlv(0x83, curve.encoded(public)), 0x84))
        if theirs == public:
            raise ValueError("our own key came back")
        secret = _point(curve.times(mine, theirs))[0].to_bytes(curve.size, "big")
        encrypting, checking = suite.key(secret, Purpose.ENCRYPT), suite.key(secret, Purpose.CHECK)
        ours = suite.token(checking, _object(way, theirs))
        said = _step(line, tlv(0x85, ours), 0x86, last=True, wrong=wrong)
        if not compare_digest(said, suite.token(checking, _object(way, public))):
            raise ValueError("token")
    except (TlvDamaged, ValueError) as error:
        raise ChipLineBroken from error
    return SecureLine(line, suite, encrypting, checking)


def _choose(line: Line, way: PaceWay, password: bytes) -> None:
    """MSE:Set AT; the curve is named only where the chip has several for this way."""
    data = tlv(0x80, way.oid) + tlv(0x83, password)
    if way.ambiguous:
        data += tlv(0x84, bytes([way.parameters]))
    command = Command(0x00, 0x22, 0xC1, 0xA4, data)
    status = line.exchange(command).status
    if status != DONE and status >> 8 != _WARNING:  # it may say how many tries are left
        raise command.refused(status)


def _step(
    line: Line, data: bytes, tag: int, *, last: bool = False, wrong: ChipKeyWrong | None = None
) -> bytes:
    """GENERAL AUTHENTICATE: give an object, get the one of `tag`. wrong: what a refusal means."""
    cla = 0x00 if last else 0x10
    command = Command(cla, 0x86, 0, 0, tlv(_DYNAMIC, data), MOST_EXPECTED)
    answer = line.exchange(command)
    if answer.status != DONE:
        raise wrong or command.refused(answer.status)
    return find(answer.data, _DYNAMIC, tag)


def _object(way: PaceWay, point: Point) -> bytes:
    """A public key as both sides check it (9303-11, 9.4.1)."""
    return tlv(0x7F49, tlv(0x06, way.oid) + tlv(0x86, way.curve.encoded(point)))


def _point(point: Point | None) -> Point:
    if point is None:
        raise ValueError("infinity")
    return point

"""Chip authentication, version 1 (ICAO 9303-11, 6.2): whether this is the chip that was signed.

DG14 holds a public key that the security object covers; only the chip that it was written to has
the other half. With it both agree on new session keys, and an answer under these is the proof. So
it comes last: a line to a copy is of no use after it.
"""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from station.chip.card_files import CardFile
from station.chip.commands import DONE, MOST_EXPECTED, Command, Line
from station.chip.errors import ChipLineBroken
from station.chip.passive_authentication import Original
from station.chip.secure_messaging import SecureLine
from station.chip.signatures import MethodUnknown, public_key
from station.chip.suites import AES_128, AES_192, AES_256, TRIPLE_DES, Purpose, Suite
from station.chip.tlv import Tlv, TlvDamaged, each, find, tlv

_SET, _OID, _INTEGER = 0x31, 0x06, 0x02
_BASE = bytes.fromhex("04007F00070202")  # 0.4.0.127.0.7.2.2
_KEY_BY_ECDH = _BASE + b"\x01\x02"
_BY_ECDH = _BASE + b"\x03\x02"
_SUITES = {1: TRIPLE_DES, 2: AES_128, 3: AES_192, 4: AES_256}
_DYNAMIC = 0x7C


@dataclass(frozen=True, slots=True)
class ChipKey:
    """A key that a chip can prove to have. number: by which it is chosen; empty: the only one."""

    public: ec.EllipticCurvePublicKey
    oid: bytes
    suite: Suite
    number: bytes = b""


def read_dg14(data: bytes) -> ChipKey | None:
    """The first key of a sort that is known here, with its suite; None where there is none."""
    try:
        infos = [list(each(info.value)) for info in each(find(data, CardFile.DG14.tag, _SET))]
    except TlvDamaged:
        return None
    ways = {_number(info): info[0].value for info in infos if _is_way(info)}
    for info in infos:
        if len(info) < 2 or info[0].tag != _OID or info[0].value != _KEY_BY_ECDH:
            continue
        number = _number(info)
        # A chip of old that names no way of its own uses 3DES (9303-11, 6.2.2).
        oid = ways.get(number, _BY_ECDH + b"\x01" if not ways else b"")
        try:
            key = public_key(info[1].whole)
        except MethodUnknown:
            continue
        if oid and isinstance(key, ec.EllipticCurvePublicKey):
            return ChipKey(key, oid, _SUITES[oid[-1]], number)
    return None


def ask_for(key: ChipKey, line: Line) -> Original:
    """Have a chip prove that it has the key; `line` must not be used afterwards.

    Raises:
        ChipLost: the card is gone.
    """
    mine = ec.generate_private_key(key.public.curve)
    public = mine.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    try:
        if not _agreed(key, line, public):
            return Original.REFUSED
    except ChipLineBroken:
        return Original.REFUSED
    secret, suite = mine.exchange(ec.ECDH(), key.public), key.suite
    encrypting, checking = suite.key(secret, Purpose.ENCRYPT), suite.key(secret, Purpose.CHECK)
    base = line.base if isinstance(line, SecureLine) else line
    proven = SecureLine(base, suite, encrypting, checking)
    try:
        proven.exchange(Command(0x00, 0xA4, 0x02, 0x0C, CardFile.COM.id.to_bytes(2, "big")))
    except ChipLineBroken:
        return Original.NO
    return Original.YES


def _agreed(key: ChipKey, line: Line, public: bytes) -> bool:
    """Give the chip our half, the way its suite wants it."""
    chosen = tlv(0x84, key.number) if key.number else b""
    if key.suite is TRIPLE_DES:
        give = Command(0x00, 0x22, 0x41, 0xA6, tlv(0x91, public) + chosen)
        return line.exchange(give).status == DONE
    choose = Command(0x00, 0x22, 0x41, 0xA4, tlv(0x80, key.oid) + chosen)
    if line.exchange(choose).status != DONE:
        return False
    body = tlv(_DYNAMIC, tlv(0x80, public))
    return line.exchange(Command(0x00, 0x86, 0, 0, body, MOST_EXPECTED)).status == DONE


def _is_way(info: list[Tlv]) -> bool:
    """ChipAuthenticationInfo of a suite that is known here."""
    if not info or info[0].tag != _OID:
        return False
    oid = info[0].value
    return oid[:-1] == _BY_ECDH and oid[-1] in _SUITES


def _number(info: list[Tlv]) -> bytes:
    """The key's number: the last of an info's parts, after key or version."""
    return info[2].value if len(info) > 2 and info[2].tag == _INTEGER else b""

"""EF.CardAccess: by which ways of PACE a chip can be opened (ICAO 9303-11, 9.2.1 and 9.2.11)."""

from dataclasses import dataclass

from station.chip.curves import CURVES
from station.chip.elliptic import Curve
from station.chip.suites import AES_128, AES_192, AES_256, TRIPLE_DES, Suite
from station.chip.tlv import TlvDamaged, each

_SET, _SEQUENCE, _OID, _INTEGER = 0x31, 0x30, 0x06, 0x02
_PACE = bytes.fromhex("04007F0007020204")  # 0.4.0.127.0.7.2.2.4
_GENERIC, _GENERIC_AND_CHIP = 2, 6  # ECDH with generic mapping, and with chip authentication
_SUITES = {1: TRIPLE_DES, 2: AES_128, 3: AES_192, 4: AES_256}
_VERSION = 2


@dataclass(frozen=True, slots=True)
class PaceWay:
    """A way that is known here. oid: its encoded value; parameters: the curve's number."""

    oid: bytes
    suite: Suite
    curve: Curve
    parameters: int
    ambiguous: bool = False


def read_card_access(data: bytes) -> tuple[bool, tuple[PaceWay, ...]]:
    """Whether PACE is offered at all, and the ways of it that are known here, best first.

    Raises:
        TlvDamaged: it is no set of such infos.
    """
    infos = [info for outer in each(data) if outer.tag == _SET for info in each(outer.value)]
    if not infos:
        raise TlvDamaged
    offered: list[tuple[bytes, int | None]] = []
    for info in infos:
        if info.tag != _SEQUENCE:
            raise TlvDamaged
        parts = list(each(info.value))
        if not parts or parts[0].tag != _OID:
            raise TlvDamaged
        # What goes deeper than a mapping and a suite; parameters of one's own have no suite.
        if parts[0].value[: len(_PACE)] == _PACE and len(parts[0].value) == len(_PACE) + 2:
            numbers = [int.from_bytes(part.value, "big") for part in parts if part.tag == _INTEGER]
            if numbers[:1] == [_VERSION]:
                offered.append((parts[0].value, numbers[1] if len(numbers) > 1 else None))
    ways = [
        PaceWay(
            oid,
            _SUITES[oid[-1]],
            CURVES[parameters],
            parameters,
            ambiguous=sum(other == oid for other, _ in offered) > 1,
        )
        for oid, parameters in offered
        if oid[-2] in (_GENERIC, _GENERIC_AND_CHIP)
        and oid[-1] in _SUITES
        and parameters is not None
        and parameters in CURVES
        and not (oid[-2] == _GENERIC_AND_CHIP and oid[-1] == 1)
    ]
    ways.sort(key=_rank, reverse=True)
    return bool(offered), tuple(ways)


def _rank(way: PaceWay) -> tuple[int, bool, int]:
    """AES before 3DES, the plain mapping before the one whose extra is not used, longer keys."""
    return way.suite.block, way.oid[-2] == _GENERIC, way.suite.key_bytes

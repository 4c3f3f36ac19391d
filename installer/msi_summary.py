"""The times in an MSI's summary, which msibuild sets to the moment at which it runs."""

from pathlib import Path
from uuid import UUID

# [MS-OLEPS] 2.21: a stream of one property set, under this format identifier.
_SUMMARY = UUID("f29f85e0-4ff9-1068-ab91-08002b27b3d9").bytes_le
_CREATED, _SAVED = 12, 13
_FILETIME = 0x40
_SECONDS_FROM_1601 = 11_644_473_600


def set_times(package: Path, moment: int) -> None:
    """Set both times of the summary.

    Args:
        package: the MSI, changed in place.
        moment: seconds since 1970.

    Raises:
        ValueError: the file has no summary as msibuild writes it.
    """
    raw = bytearray(package.read_bytes())
    header = raw.find(_SUMMARY)
    if header < 0:
        raise ValueError(f"{package.name}: no summary")
    # The set begins where its entry in the stream's header says, counted from the stream's begin,
    # 28 bytes before the identifier.
    stream = header - 28
    start = stream + _number(raw, header + 16)
    ticks = ((moment + _SECONDS_FROM_1601) * 10_000_000).to_bytes(8, "little")
    found = 0
    for entry in range(_number(raw, start + 4)):
        at = start + 8 + entry * 8
        if _number(raw, at) in (_CREATED, _SAVED):
            value = start + _number(raw, at + 4)
            if _number(raw, value) != _FILETIME:
                raise ValueError(f"{package.name}: a time of another kind")
            raw[value + 4 : value + 12] = ticks
            found += 1
    if found != 2:
        raise ValueError(f"{package.name}: {found} times instead of 2")
    package.write_bytes(raw)


def _number(raw: bytearray, at: int) -> int:
    return int.from_bytes(raw[at : at + 4], "little")

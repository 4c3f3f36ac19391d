"""Whatever a chip sends: a value or an error with a code, and never anything else."""

import contextlib
import threading
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st

from station.card_settings import CardSettings
from station.chip.card_access import read_card_access
from station.chip.chip_authentication import read_dg14
from station.chip.data_groups import read_com, read_dg1
from station.chip.errors import ChipError, ChipLost, ChipUnreadable
from station.chip.issuers import Issuers
from station.chip.passive_authentication import prove
from station.chip.personal_details import read_dg13
from station.chip.portrait import read_dg2
from station.chip.security_object import read_sod
from station.chip.tlv import TlvDamaged, each, find, tlv
from station.hanoi_time import utc_now
from station.read_chip import ReadChip
from tests.chip.chip_files import chip_groups, com, dg2, dg14, jpeg, jpeg2000, make_authority, sod
from tests.chip.software_chip import NUMBER_KEY, SoftwareChip, chip_of

NAMES = CardSettings().details()


@lru_cache
def real() -> dict[str, bytes]:
    """One file of each kind as it should be."""
    authority = make_authority()
    groups = chip_groups()
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    return {
        "com": com(groups),
        "dg1": groups[1],
        "dg2": dg2(jpeg2000()),
        "jpeg": dg2(jpeg()),
        "dg13": groups[13],
        "dg14": dg14(key, 2),
        "sod": sod(groups, authority),
        "access": SoftwareChip({}).card_access,
    }


@st.composite
def harmed(draw: st.DrawFn, name: str) -> bytes:
    """A file with bytes changed, left out, put in, or cut off; or any bytes at all."""
    data = bytearray(real()[name])
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=400))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data) - 1)) if data else 0
        # Heads are where structure is.
        at = at if draw(st.booleans()) else at % 120 % max(1, len(data))
        match draw(st.sampled_from(("change", "drop", "put", "cut"))):
            case "change" if data:
                data[at] = draw(st.integers(0, 255))
            case "drop":
                del data[at : at + draw(st.integers(1, 9))]
            case "put":
                data[at:at] = draw(st.binary(min_size=1, max_size=9))
            case _:
                del data[at:]
    return bytes(data)


READERS = {
    "com": read_com,
    "dg1": read_dg1,
    "dg2": read_dg2,
    "jpeg": read_dg2,
    "dg13": lambda data: read_dg13(data, NAMES),
    "sod": read_sod,
}


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=60)
@given(st.data())
def test_a_harmed_file_is_a_value_or_unreadable(name: str, data: st.DataObject) -> None:
    """No other error, whatever was done to it."""
    with contextlib.suppress(ChipUnreadable):
        READERS[name](data.draw(harmed(name)))


@settings(max_examples=60)
@given(harmed("dg14"), harmed("access"), harmed("sod"))
def test_what_says_how_is_taken_or_left(key: bytes, access: bytes, signed: bytes) -> None:
    """The chip's key, its ways in, and the verdict over any security object."""
    read_dg14(key)
    with contextlib.suppress(TlvDamaged):
        read_card_access(access)
    proof = prove(signed, {1: real()["dg1"]}, Issuers(), utc_now())
    assert proof.reasons


@given(st.integers(1, 0xFE).filter(lambda tag: tag & 0x1F != 0x1F), st.binary(max_size=70_000))
@settings(max_examples=50)
def test_objects_come_back_as_they_were_written(tag: int, value: bytes) -> None:
    """Of every length's own form."""
    (one,) = each(tlv(tag, value))
    assert (one.tag, one.value) == (tag, value)
    assert find(tlv(0x7F49, tlv(tag, value)), 0x7F49, tag) == value


@dataclass
class Unruly:
    """A real chip until some command; from then on it answers as it likes."""

    chip: SoftwareChip
    honest: int
    answers: list[bytes]
    count: int = field(default=0)

    def transmit(self, command: bytes) -> bytes:
        """The next answer; nothing more when there is none left."""
        self.count += 1
        if self.count <= self.honest:
            return self.chip.transmit(command)
        if not self.answers:
            raise ChipLost
        return self.answers.pop(0)


AUTHORITY = make_authority()
PLAIN = chip_of(AUTHORITY)
BASIC = chip_of(AUTHORITY, pace=None)


@settings(max_examples=60)
@given(
    st.sampled_from([PLAIN, BASIC]),
    st.integers(0, 14),
    st.lists(
        st.one_of(
            st.binary(max_size=40),
            st.binary(max_size=40).map(lambda data: data + b"\x90\x00"),
            st.sampled_from([b"\x6c\x04", b"\x61\x10", b"\x6a\x82", b"\x7c\x00\x90\x00", b""]),
        ),
        max_size=12,
    ),
)
def test_a_chip_that_answers_as_it_likes(
    chip: SoftwareChip, honest: int, answers: list[bytes]
) -> None:
    """Before and after the line is secured: an error with a code, and never a value."""
    chip.reset()
    read = ReadChip(Path("/nonexistent"), CardSettings(chip_portrait=False), utc_now)
    with pytest.raises(ChipError):
        read.over(Unruly(chip, honest, answers), NUMBER_KEY, threading.Event())

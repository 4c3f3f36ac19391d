"""What is asked, on devices that cannot be had here: duplex as an option of its own, scan areas.

The device here is a table of options as SANE's own description of them gives it; the back-ends that
can be run are in tests/contracts.
"""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from scanners.errors import OptionRefused
from scanners.sane_device import SaneDevice
from scanners.values import ScanOptions, Source

UNITS = {0: "UNIT_NONE", 3: "UNIT_MM"}
TYPES = {0: "TYPE_BOOL", 2: "TYPE_FIXED", 3: "TYPE_STRING"}


@dataclass(frozen=True)
class Option:
    """One option as python-sane describes it."""

    constraint: Any
    type: int = 3
    unit: int = 0
    size: int = 64

    def is_active(self) -> bool:
        """Every option here can be set."""
        return True


@dataclass
class Handle:
    """An open device: option values are attributes, as in python-sane."""

    opt: dict[str, Option]
    values: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["values"][name]
        except KeyError:
            raise AttributeError(name) from None


def device(options: dict[str, Option], **values: Any) -> tuple[SaneDevice, Handle]:
    """An open device with these options, and where its values are kept."""
    handle = Handle(options)
    for name, value in values.items():
        setattr(handle, name, value)
    library = SimpleNamespace(
        _sane=SimpleNamespace(error=RuntimeError),
        TYPE_STR=TYPES,
        UNIT_STR=UNITS,
        open=lambda name: handle,
    )
    return SaneDevice(library, "sane:x", "x"), handle


SOURCES = Option(["Flatbed", "ADF"])
ADF_MODE = Option(["Simplex", "Duplex"])
DUPLEX = Option(None, type=0)


@pytest.mark.parametrize(
    ("options", "name", "one_side", "both_sides"),
    [
        ({"source": SOURCES, "adf_mode": ADF_MODE}, "adf_mode", "Simplex", "Duplex"),
        ({"source": SOURCES, "duplex": DUPLEX}, "duplex", 0, 1),
    ],
)
def test_both_sides_may_be_an_option_of_their_own(
    options: dict[str, Option], name: str, one_side: Any, both_sides: Any
) -> None:
    """The feeder is chosen and the sides beside it; going back to one side is set as well."""
    scanner, handle = device(options, source="Flatbed", **{name: one_side})
    assert scanner.sources() == (Source.FLATBED, Source.FEEDER, Source.DUPLEX)

    for asked, set_to in ((Source.DUPLEX, both_sides), (Source.FEEDER, one_side)):
        scanner.apply(ScanOptions(asked))
        assert (handle.source, getattr(handle, name)) == ("ADF", set_to)
        assert scanner.source() == asked


def test_a_feeder_for_one_side_refuses_both() -> None:
    """Without such an option the back of a sheet cannot be had."""
    scanner, _ = device({"source": SOURCES}, source="Flatbed")

    with pytest.raises(OptionRefused):
        scanner.apply(ScanOptions(Source.DUPLEX))


def test_the_paper_s_size_becomes_the_scan_area() -> None:
    """From the upper left corner; a device may end a little short of it, but not by much."""
    reach = {
        "tl_x": Option((0.0, 215.0, 0.0), 2, 3),
        "tl_y": Option((0.0, 215.0, 0.0), 2, 3),
        "br_x": Option((0.0, 215.0, 0.0), 2, 3),
        "br_y": Option((0.0, 297.0, 0.0), 2, 3),
    }
    scanner, handle = device(reach, tl_x=5.0, tl_y=5.0, br_x=100.0, br_y=100.0)

    scanner.apply(ScanOptions(area_mm=(219.0, 265.0)))
    with pytest.raises(OptionRefused):
        scanner.apply(ScanOptions(area_mm=(297.0, 420.0)))

    assert [handle.tl_x, handle.tl_y, handle.br_x, handle.br_y] == [0.0, 0.0, 215.0, 265.0]


@pytest.mark.parametrize("name", ["swcrop", "ald", "crop", "adf_crp"])
def test_a_device_that_finds_the_paper_is_asked_to(name: str) -> None:
    """It sees all of its glass up to A3 then; nobody else's switch is touched without being asked.

    An option of the same name that is no switch is left alone.
    """
    options = {
        name: Option(None, type=0),
        "br_x": Option((0.0, 305.0, 0.0), 2, 3),
        "br_y": Option((0.0, 860.0, 0.0), 2, 3),
    }
    values = {name: 0, "br_x": 100.0, "br_y": 100.0}
    scanner, handle = device(options, **values)
    scanner.apply(ScanOptions())
    assert (getattr(handle, name), handle.br_x, handle.br_y) == (0, 210.0, 297.0)

    scanner.apply(ScanOptions(find_paper=True))
    assert (getattr(handle, name), handle.br_x, handle.br_y) == (1, 297.0, 420.0)

    scanner, handle = device({name: Option(["no", "yes"])}, **{name: "no"})
    scanner.apply(ScanOptions(find_paper=True))
    assert getattr(handle, name) == "no"


@pytest.mark.parametrize(
    ("reach", "asked", "expected"),
    [((-100, 100, 1), 50, 50), ((-100, 100, 1), -100, -100), ((0, 255, 1), -50, 63)],
)
def test_brightness_is_within_what_the_device_has(
    reach: tuple[int, int, int], asked: int, expected: int
) -> None:
    """From the middle of the device's range to its ends."""
    scanner, handle = device({"brightness": Option(reach, 2)}, brightness=0)

    scanner.apply(ScanOptions(brightness=asked))

    assert handle.brightness == expected

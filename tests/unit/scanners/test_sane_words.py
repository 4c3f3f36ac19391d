"""Words of SANE back-ends and what they mean here."""

import pytest

from scanners.errors import DeviceFault, DeviceNotFound, DeviceOffline, OptionRefused
from scanners.sane_words import error_from_status, mode_from_word, source_from_word
from scanners.values import Mode, Source


@pytest.mark.parametrize(
    ("word", "source"),
    [
        ("Flatbed", Source.FLATBED),
        ("Normal", Source.FLATBED),
        ("ADF", Source.FEEDER),
        ("ADF Front", Source.FEEDER),
        ("Automatic Document Feeder", Source.FEEDER),
        ("Automatic Document Feeder(left aligned)", Source.FEEDER),
        ("ADF Duplex", Source.DUPLEX),
        ("Automatic Document Feeder(left aligned,Duplex)", Source.DUPLEX),
        ("Transparency Unit", None),
        ("Card Front", None),
    ],
)
def test_sources(word: str, source: Source | None) -> None:
    """Back-ends name the same place differently."""
    assert source == source_from_word(word)


@pytest.mark.parametrize(
    ("word", "mode"),
    [
        ("Color", Mode.COLOR),
        ("24bit Color[Fast]", Mode.COLOR),
        ("Gray", Mode.GRAY),
        ("True Gray", Mode.GRAY),
        ("Gray[Error Diffusion]", None),
        ("Halftone", None),
        ("Lineart", Mode.BITONAL),
        ("Black & White", Mode.BITONAL),
    ],
)
def test_modes(word: str, mode: Mode | None) -> None:
    """Dithered modes are never taken for plain ones."""
    assert mode == mode_from_word(word)


def test_opening_gives_statuses_another_sense() -> None:
    """What is a wrong option in a scan is a wrong name at the opening, and I/O is the line."""
    assert OptionRefused is type(error_from_status("Invalid argument"))
    assert DeviceNotFound is type(error_from_status("Invalid argument", opening=True))
    assert DeviceOffline is type(error_from_status("Error during device I/O", opening=True))


def test_an_unknown_status_keeps_its_word() -> None:
    """A word that is in no table is a fault, and its fact tells the word."""
    error = error_from_status("Paper on fire", device="sane:x")

    assert DeviceFault is type(error)
    assert error.facts == {"status": "Paper on fire", "device": "sane:x"}

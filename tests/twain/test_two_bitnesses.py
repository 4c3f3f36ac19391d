"""64-bit and 32-bit TWAIN sources side by side, each in a worker of its own bitness."""

from pathlib import Path

import pytest

from scanners.errors import DriverMissing, WorkerLost
from tests.scanner_fixtures import files_of
from tests.twain.conftest import Feeder, Workshop


@pytest.fixture
def both(workshop: Workshop, tmp_path: Path) -> Feeder:
    """A 32-bit source, beside which there is a 64-bit one."""
    return workshop.feeder("32", tmp_path / "spool")


@pytest.mark.marathon
def test_a_source_of_both_bitnesses_is_listed_once(both: Feeder) -> None:
    """As the 64-bit one; the other source is reached through the 32-bit worker."""
    found = {device.id: device.driver for device in both.worker.find_devices()}

    assert found == {
        "twain:Test Feeder": "twain",
        "twain:Máy quét": "twain",
        "twain32:Old Feeder": "twain32",
    }


@pytest.mark.marathon
def test_a_32_bit_source_that_crashes_takes_only_its_own_worker(both: Feeder) -> None:
    """The 64-bit worker tells of it and goes on living."""
    before = both.scan()
    process = both.worker._process
    both.behave(crash_at=2)
    crashed = both.scan()
    both.behave()
    after = both.scan()

    assert isinstance(crashed.error, WorkerLost)
    assert both.worker._process is process
    assert both.left() == files_of([*before.pages, *crashed.pages, *after.pages])
    assert (len(crashed.pages), len(after.pages)) == (1, 3)


def test_without_a_32_bit_worker_its_sources_are_not_there(
    workshop: Workshop, tmp_path: Path
) -> None:
    """A device that was remembered from another day says what is missing."""
    alone = workshop.feeder("64", tmp_path / "spool")
    alone.device_id = "twain32:Old Feeder"

    outcome = alone.scan()

    assert isinstance(outcome.error, DriverMissing)
    assert outcome.error.facts["driver"] == "twain32"

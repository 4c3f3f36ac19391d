"""What the scan worker is told of the settings."""

import json

from scanners.twain_driver import TWAIN_32
from scanners.worker import PRACTICE_SCANNERS
from station.settings import ScanningSettings, Settings
from station.workers import open_scanner


def test_the_worker_knows_the_one_for_32_bit_sources() -> None:
    """Word by word, so that a path may have blanks; without the setting, nothing is said."""
    words = (r"C:\Program Files\Python 32\python.exe", "-m", "scanners.twain_worker")
    told = open_scanner(Settings(scanning=ScanningSettings(twain_32_worker=words)))
    untold = open_scanner(Settings())

    assert told._environment is not None
    assert untold._environment is not None
    assert tuple(json.loads(told._environment[TWAIN_32])) == words
    assert TWAIN_32 not in untold._environment


def test_the_worker_knows_the_scanners_to_train_with() -> None:
    """Only where the settings name some."""
    told = open_scanner(Settings(scanning=ScanningSettings(practice_scanners=("a.json",))))
    untold = open_scanner(Settings())

    assert told._environment is not None
    assert untold._environment is not None
    assert told._environment[PRACTICE_SCANNERS] == "a.json"
    assert PRACTICE_SCANNERS not in untold._environment

"""A desk to train at: a scanner that follows a script, a soft token, a book of its own.

It is a home of its own. Its settings are made here and read from no settings file, so that neither
the machine's real token nor the real book can come into it; its store is marked and lets nothing
leave it (`offline_store.training`). Whatever it makes bears TẬP HUẤN. What is needed for it is made
by `station.demo.training`.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from station.copy_settings import CopySettings
from station.demo.invented import AGENCY_CODE, OFFICER, PIN, TITLE
from station.settings import (
    AgencySettings,
    DeviceSettings,
    OfficerSettings,
    RegisterSettings,
    ScanningSettings,
    Settings,
    SigningSettings,
    StoreSettings,
)

WATERMARK = "TẬP HUẤN"
"""Stands on every page; every book of a desk to train at begins with it, as its store demands."""

TRAINING_PIN = PIN
TOKEN = "TRAMSO TRAINING"
_FILE_NAME = "training.json"
# RFC 2606: a name that no server ever has.
_LOOKUP = "https://tap-huan.invalid/{code}"


@dataclass(frozen=True, slots=True)
class TrainingGear:
    """What a desk to train at works with.

    agency: the real one's name. timestamp_url: of a server on this computer, there while the window
    is open. token_library, environment: of the soft token. scanners: script files.
    """

    agency: str
    timestamp_url: str
    token_library: str
    environment: Mapping[str, str]
    scanners: tuple[str, ...]


def training_home(home: Path) -> Path:
    """Where the desk to train at lies: beside the real one, never in it."""
    return home.with_name(f"{home.name}-training")


def training_agency(name: str) -> str:
    """The agency's name behind the mark: what bears it is seen to be worth nothing."""
    return f"{WATERMARK} – {name}" if name else WATERMARK


def keep_gear(home: Path, gear: TrainingGear) -> None:
    """Write down what the desk to train at works with."""
    text = json.dumps(asdict(gear), ensure_ascii=False, indent=1)
    (home / _FILE_NAME).write_text(text, "utf-8")


def is_training(home: Path) -> bool:
    """Whether that is the home of a desk to train at."""
    return (home / _FILE_NAME).is_file()


def training_settings(home: Path) -> Settings:
    """The settings of the desk to train at: no settings file has a word in them."""
    said = json.loads((home / _FILE_NAME).read_text("utf-8"))
    gear = TrainingGear(**{**said, "scanners": tuple(said["scanners"])})
    return Settings(
        agency=AgencySettings(training_agency(gear.agency), AGENCY_CODE),
        officer=OfficerSettings(OFFICER, TITLE),
        register=RegisterSettings(book=f"{WATERMARK} {{volume}}/{{year}}"),
        copy=CopySettings(watermark=WATERMARK, lookup_url=_LOOKUP),
        signing=SigningSettings(
            officer_module=gear.token_library,
            officer_token=TOKEN,
            timestamp_servers=(gear.timestamp_url,),
            timestamp_limit_s=20,
        ),
        scanning=ScanningSettings(source="feeder", practice_scanners=gear.scanners),
        # The folder may be deleted at any time: nothing of it stays in anybody's keyring.
        store=StoreSettings(keyring=False),
        devices=DeviceSettings(gear.environment),
        training=True,
    )

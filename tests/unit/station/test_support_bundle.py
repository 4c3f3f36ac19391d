"""The file for whoever helps from afar: enough to help, and nothing of anybody."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from scanners.values import Device, Mode, Source
from station.desk_check import Check, Status
from station.device_book import DeviceBook
from station.errors import TargetExists
from station.settings import (
    AgencySettings,
    OfficerSettings,
    ScanningSettings,
    Settings,
    SigningSettings,
)
from station.support_bundle import write_support_bundle
from tests.unit.station.desk_parts import SetClock

PERSON, PIN, PLACE = "Nguyễn Thị Thử", "73914628", "Phường Mẫu Lâm"
PLANTED = (PERSON, "Thử", PIN, PLACE, "192.0.2.7", "chi-thu", "001099000123", "H26.99.1")
SETTINGS = Settings(
    agency=AgencySettings(PLACE, "H26.99.1"),
    officer=OfficerSettings(PERSON, ("CHỦ TỊCH",)),
    signing=SigningSettings(officer_module="/home/chi-thu/token.so", officer_token=PERSON),
    scanning=ScanningSettings(
        device="escl:http://192.0.2.7/eSCL", network_scanners=("http://192.0.2.7/eSCL",)
    ),
)
CHECKS = (
    Check("disk", Status.OK, "9000 MiB free"),
    Check("token", Status.FAIL, f"no token {PERSON} [token-missing]", "plug in", "token-missing"),
    Check("store", Status.OK, "/home/chi-thu/tramso"),
)
LOG = f"""\
2026-11-21 08:00:01,000 INFO station.capture page kept 01a2 for 001099000123
2026-11-21 08:00:02,000 WARNING scanners.worker_process worker ended while cancelling: worker-silent
2026-11-22 09:00:02,000 ERROR views.presenters.sign pin-incorrect {PERSON} {PIN}
2026-11-22 09:00:03,000 ERROR views.presenters.sign pin-incorrect
"""


def device(device_id: str, name: str) -> Device:
    """A device of which the driver is the id's first word."""
    sources, modes = (Source.FEEDER,), (Mode.COLOR,)
    return Device(device_id, name, device_id.partition(":")[0], sources, (300,), modes)


def bundle(home: Path) -> Path:
    """The bundle of a desk with much to hide."""
    book = DeviceBook(home / "devices.json", SetClock())
    book.saw(device("sane:genesys:libusb:001:004", "Canon LiDE 210"))
    book.saw(device("sane:airscan:e0:Máy chị Thử", "eSCL Máy chị Thử"))
    book.saw(device("folder:/home/chi-thu/scan", "scan của Thử"))
    book.crashed("sane")
    book.tried("sane:genesys:libusb:001:004", dpi=300, light=231, warnings=("blurred",))
    (home / "logs").mkdir()
    (home / "logs/desk.log").write_text(LOG, "utf-8")
    target = home / "bundle.zip"
    write_support_bundle(
        target,
        settings=SETTINGS,
        checks=CHECKS,
        book=book,
        logs=home / "logs",
        at=SetClock()(),
    )
    return target


def parts_of(target: Path) -> dict[str, Any]:
    """Every part of a bundle."""
    with zipfile.ZipFile(target) as file:
        return {name: json.loads(file.read(name)) for name in file.namelist()}


def test_it_tells_what_helps(tmp_path: Path) -> None:
    """Versions, crash scores, devices by make, codes of checks, and errors by day and code."""
    parts = parts_of(bundle(tmp_path))

    assert parts["about.json"]["tramso"]
    assert parts["about.json"]["libraries"]["numpy"]
    assert parts["devices.json"]["crashes"] == {"sane": 1}
    seen = parts["devices.json"]["seen"]
    assert [each["driver"] for each in seen] == ["folder", "sane", "sane"]  # which crashed
    assert [each["trial"]["light"] for each in seen if each["name"] == "Canon LiDE 210"] == [231]
    assert {"id": "token", "status": "fail", "code": "token-missing"} in parts["checks.json"]
    assert parts["settings.json"]["scanning.dpi"] == 300
    assert parts["settings.json"]["signing.level"] == "B-T"
    assert parts["settings.json"]["officer.name"] == {"given": True}
    assert parts["errors.json"] == {
        "2026-11-21": {"worker-silent": 1},
        "2026-11-22": {"pin-incorrect": 2},
    }


def test_nobody_is_in_it(tmp_path: Path) -> None:
    """No name, number, PIN, place, path or address that the desk knows is anywhere in the file."""
    target = bundle(tmp_path)
    told = json.dumps(parts_of(target), ensure_ascii=False)

    assert [secret for secret in (*PLANTED, str(tmp_path)) if secret in told] == []


def test_no_file_is_written_over(tmp_path: Path) -> None:
    """An earlier bundle stays as it is."""
    target = bundle(tmp_path)
    before = target.read_bytes()
    with pytest.raises(TargetExists):
        write_support_bundle(
            target,
            settings=SETTINGS,
            checks=(),
            book=DeviceBook(tmp_path / "devices.json", SetClock()),
            logs=tmp_path / "no-logs",
            at=SetClock()(),
        )

    assert target.read_bytes() == before

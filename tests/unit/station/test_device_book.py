"""The device book: scanners are remembered, and drivers that crash come last."""

import json
import os
from pathlib import Path

import pytest

from scanners.errors import WorkerLost
from scanners.values import Device, Mode, ScanOptions, Source
from scanners.worker import PRACTICE_SCANNERS
from scanners.worker_process import ScanWorker
from station.device_book import DeviceBook, RememberingScanner
from station.scan_profiles import PROFILES, options_for
from tests.scanner_fixtures import WORKER, draw_page, sane_environment
from tests.unit.station.desk_parts import SetClock


def device(driver: str, *sources: Source) -> Device:
    """A scanner under a driver."""
    return Device(f"{driver}:one", "MFP", driver, sources, (300,), (Mode.COLOR,))


def test_a_device_is_remembered_over_a_restart(tmp_path: Path) -> None:
    """What it can do is known before it is looked for again."""
    clock = SetClock()
    DeviceBook(tmp_path / "devices.json", clock).saw(device("sane", Source.FEEDER))

    (known,) = DeviceBook(tmp_path / "devices.json", clock).devices

    assert (known.device, known.seen_at) == (device("sane", Source.FEEDER), clock.at)


def test_a_damaged_book_is_begun_anew(tmp_path: Path) -> None:
    """Losing it costs a search, nothing else."""
    path = tmp_path / "devices.json"
    path.write_text("{half", "utf-8")

    book = DeviceBook(path, SetClock())
    book.saw(device("sane"))

    assert len(DeviceBook(path, SetClock()).devices) == 1


def test_a_book_that_cannot_be_written_stops_no_scan(tmp_path: Path) -> None:
    """What it learns is known for as long as the desk is open."""
    path = tmp_path / "devices.json"
    book = DeviceBook(path, SetClock())
    path.mkdir()  # so that no file can take its place

    book.saw(device("sane"))
    book.crashed("sane")

    assert [known.device.driver for known in book.devices] == ["sane"]
    assert book.crashes == {"sane": 1}


def test_looking_makes_no_home(tmp_path: Path) -> None:
    """A folder that is not there stays away."""
    DeviceBook(tmp_path / "home/devices.json", SetClock()).saw(device("sane"))

    assert not (tmp_path / "home").exists()


def test_a_driver_that_crashes_comes_last_until_it_works(tmp_path: Path) -> None:
    """The real worker dies of its driver, twice; then it scans well, twice."""
    draw_page(tmp_path / "page.png", 1, (310, 438))
    bad, good = tmp_path / "bad.json", tmp_path / "good.json"
    bad.write_text(json.dumps({"pages": ["page.png"], "die_at": 1}), "utf-8")
    good.write_text(json.dumps({"pages": ["page.png"]}), "utf-8")
    book = DeviceBook(tmp_path / "devices.json", SetClock())
    both = (device("script"), device("escl"))
    with ScanWorker(WORKER) as worker:
        scanner = RememberingScanner(worker, book)
        for _ in range(2):
            with pytest.raises(WorkerLost):
                list(scanner.scan(f"script:{bad}", ScanOptions(), tmp_path / "spool"))
        assert book.crashes == {"script": 2}
        assert book.in_fallback_order(both) == both[::-1]
        for _ in range(2):
            list(scanner.scan(f"script:{good}", ScanOptions(), tmp_path / "spool"))
    assert book.in_fallback_order(both) == both


def test_a_driver_that_dies_when_looked_for_is_counted_once(tmp_path: Path) -> None:
    """The scanner behind it is found; one that is only mute is no fault of its driver."""
    draw_page(tmp_path / "page.png", 1, (310, 438))
    scripts = []
    for name, more in (("bad", {"die_at": 0}), ("mute", {"never_answers": True}), ("good", {})):
        script = tmp_path / f"{name}.json"
        script.write_text(json.dumps({"name": name, "pages": ["page.png"], **more}), "utf-8")
        scripts.append(str(script))
    book = DeviceBook(tmp_path / "devices.json", SetClock())
    environment = {
        **sane_environment(tmp_path / "sane"),
        PRACTICE_SCANNERS: os.pathsep.join(scripts),
    }
    with ScanWorker(WORKER, device_limit_s=5.0, environment=environment) as worker:
        found = list(RememberingScanner(worker, book).find_devices())

    assert [(each.name, bool(each.sources)) for each in found] == [
        ("bad", False),
        ("mute", False),
        ("good", True),
    ]
    assert book.crashes == {"script": 1}
    assert [known.device.name for known in book.devices] == ["good"]


def test_a_fragile_original_never_meets_a_feeder() -> None:
    """A device that has only a feeder will refuse it by name; others give their glass."""
    fragile = PROFILES["fragile-original"]

    assert options_for(fragile, device("sane", Source.FEEDER)).source is Source.FLATBED
    assert options_for(fragile, device("sane")).source is None
    office = options_for(PROFILES["office-sheets"], device("sane", Source.FLATBED, Source.FEEDER))
    assert (office.source, office.area_mm) == (Source.FEEDER, (210.0, 297.0))

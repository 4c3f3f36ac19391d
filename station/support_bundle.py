"""A file for whoever helps from afar: what this desk is and what failed, and nobody's data.

What goes in is chosen, not what stays out: numbers, switches and a few words of settings, codes of
checks and errors, devices by make and driver. No names, no addresses, no paths, no ids.
"""

import importlib.metadata
import json
import platform
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from scanners.values import Device
from station.desk_check import Check
from station.device_book import DeviceBook
from station.errors import TargetExists
from station.problems import SENTENCES
from station.settings import Settings

_LIBRARIES = (
    *("cryptography", "isal", "numpy", "opencv-python-headless", "pikepdf", "pillow", "pyhanko"),
    *("pypdfium2", "PyQt6", "python-pkcs11", "python-sane", "pytwain", "sqlalchemy"),
    *("sqlcipher3-wheels", "typst", "zxing-cpp"),
)
# Settings whose words say nothing of people or places; of any other word only whether it is given.
_OPEN_WORDS = frozenset(
    {"copy.pdfa", "signing.level", "scanning.source", "scanning.mode", "reading.language"}
)
# Devices that people name: after a folder, a file, a room, whoever sits there.
_NAMED_BY_HAND = ("folder:", "script:", "sane:airscan:", "sane:net:")
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def write_support_bundle(
    target: Path,
    *,
    settings: Settings,
    checks: Sequence[Check],
    book: DeviceBook,
    logs: Path,
    at: datetime,
) -> None:
    """Write the bundle, a ZIP of JSON files.

    Args:
        target: never over another file.
        settings: of which only what is harmless goes in.
        checks: of the doctor.
        book: the scanners that answered, and how often drivers crashed.
        logs: the folder of the desk's logs; it need not be there.
        at: the moment that the bundle bears.

    Raises:
        TargetExists: there is such a file already.
        OSError: it cannot be written.
    """
    parts: Mapping[str, object] = {
        "about.json": _about(at),
        "settings.json": _open_settings(settings),
        "checks.json": [_check(check) for check in checks],
        "devices.json": {
            # In the order in which they are offered where all of them answer.
            "seen": [
                {**_device(device), "trial": book.trials.get(device.id)}
                for device in book.in_fallback_order(tuple(each.device for each in book.devices))
            ],
            "crashes": dict(book.crashes),
        },
        "errors.json": _errors_by_day(_lines(logs)),
    }
    try:
        with target.open("xb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle:
            for name, part in parts.items():
                bundle.writestr(name, json.dumps(part, indent=1, sort_keys=True))
    except FileExistsError:
        raise TargetExists(file=target.name) from None


def _about(at: datetime) -> dict[str, object]:
    return {
        "at": at.isoformat(timespec="seconds"),
        "tramso": importlib.metadata.version("tramso"),
        "system": f"{platform.system()} {platform.release()}",
        "machine": platform.machine(),
        "python": platform.python_version(),
        "libraries": {name: _version(name) for name in _LIBRARIES},
    }


def _version(library: str) -> str | None:
    try:
        return importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:
        return None


def _open_settings(settings: Settings) -> dict[str, object]:
    """Every key: numbers and switches as they are, of words whether they are given."""
    told: dict[str, object] = {}
    for section in fields(settings):
        values = getattr(settings, section.name)
        if not is_dataclass(values):
            continue
        for each in fields(values):
            key, value = f"{section.name}.{each.name}", getattr(values, each.name)
            told[key] = value if _is_open(key, value) else {"given": bool(value)}
    return told


def _is_open(key: str, value: Any) -> bool:
    return isinstance(value, bool | int | float) or key in _OPEN_WORDS


def _check(check: Check) -> dict[str, object]:
    return {"id": check.id, "status": check.status, "code": check.case or None}


def make_of(device: Device) -> str | None:
    """What its driver calls a device; None where somebody may have named it by hand."""
    return None if device.id.startswith(_NAMED_BY_HAND) else device.name


def _device(device: Device) -> dict[str, object]:
    return {
        "driver": device.driver,
        "name": make_of(device),
        "sources": device.sources,
        "resolutions": device.resolutions,
        "modes": device.modes,
        "brightness": device.brightness,
    }


def _lines(logs: Path) -> Iterable[str]:
    for path in sorted(logs.glob("*.log*")):
        with path.open(encoding="utf-8", errors="replace") as file:
            yield from file


def _errors_by_day(lines: Iterable[str]) -> dict[str, dict[str, int]]:
    """How often each known error code was written, by day."""
    days: dict[str, Counter[str]] = {}
    for line in lines:
        day = _DAY.match(line)
        codes = set(_WORD.findall(line)) & SENTENCES.keys()
        if day and codes:
            days.setdefault(day[0], Counter()).update(codes)
    return {day: dict(counts) for day, counts in days.items()}

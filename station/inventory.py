"""How this desk stands, told to central now and then for whoever looks after the fleet.

What goes in is chosen, not what stays out, and the wire has room for nothing else: codes of the
doctor's findings, versions, scanners by make, days and counts. Nobody's data.
"""

import importlib.metadata
import logging
import platform
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from offline_store.errors import CentralError, NotEnrolled, TrainingOnly
from offline_store.inventory_wire import (
    MOST_SCANNERS,
    PATH_INVENTORY,
    FindingOnWire,
    InventoryOnWire,
    InventoryTaken,
    Make,
    ScannerOnWire,
    Version,
)
from offline_store.records import OutboxState
from offline_store.store import Records, Store
from station.central_line import open_central
from station.desk_check import Check
from station.device_book import DeviceBook
from station.doctor import Doctor
from station.hanoi_time import Clock, hanoi_day
from station.settings import Settings
from station.support_bundle import make_of

log = logging.getLogger(__name__)

_TOLD, _INVENTORY = "inventory-told", "inventory"
_MAKE: TypeAdapter[str] = TypeAdapter(Make)
_VERSION: TypeAdapter[str] = TypeAdapter(Version)
_UNKNOWN = "unknown"
_OTHER_SIGNS = re.compile(r"[^0-9A-Za-z.+~_-]+")


@dataclass(slots=True)
class TellInventory:
    """Tells it, where the settings want it told and it is time to. For one thread at a time."""

    home: Path
    store: Store
    settings: Settings
    doctor: Doctor
    book: DeviceBook
    clerk: str
    now: Clock
    _tried_at: datetime | None = field(default=None, init=False)

    def __call__(self) -> bool:
        """Tell central if it is time to; whether it was told. One that is away is told later.

        Raises:
            StoreError: the store cannot be read.
        """
        if not self._due():
            return False
        self._tried_at = self.now()
        try:
            with open_central(self.store, self.settings.sync) as central:
                central.line.ask("POST", PATH_INVENTORY, InventoryTaken, self.take())
        except (CentralError, NotEnrolled, TrainingOnly) as error:
            log.info("the inventory was not told: %s", error.code)
            return False
        except ValidationError as error:
            # Where, never what: it is what the wire has no room for.
            log.warning("the inventory does not fit: %s", [each["loc"] for each in error.errors()])
            return False
        with self.store.transaction() as records:
            records.audit.append(self.now(), self.clerk, _TOLD, _INVENTORY)
        return True

    def take(self) -> InventoryOnWire:
        """What would be told now; no device is disturbed for it."""
        settings, at = self.settings, self.now()
        findings = tuple(_finding(check) for check in self.doctor.quietly(self.store))
        with self.store.snapshot() as records:
            counts = _counts(records, settings.register.book_of(hanoi_day(at).year), at)
        told = {
            "taken_at": at,
            "version": _version(importlib.metadata.version("tramso")),
            "system": _version(platform.system()),
            "release": _version(platform.release()),
            "machine": _version(platform.machine()),
            "python": _version(platform.python_version()),
            "free_mb": shutil.disk_usage(self.home).free // 10**6,
            "findings": findings,
            "scanners": tuple(_scanners(self.book)),
            "crashes": dict(self.book.crashes),
            "keys": [
                {"role": role, "ends_on": hanoi_day(ends_at)}
                for role, ends_at in sorted(self.book.key_ends.items())
            ],
        }
        return InventoryOnWire.model_validate(told | counts)

    def _due(self) -> bool:
        every = timedelta(hours=self.settings.sync.inventory_hours)
        if not every:
            return False
        now = self.now()
        with self.store.snapshot() as records:
            last = records.audit.last(_TOLD, _INVENTORY)
        # A clock that was put back must not put the next one off for years.
        moments = (None if last is None else last.at, self._tried_at)
        return not any(at is not None and timedelta(0) <= now - at < every for at in moments)


def _counts(records: Records, book: str, at: datetime) -> dict[str, object]:
    states = [item.state for item in records.outbox.items()]
    owing = [document.copy for _, document in records.dossiers.owing() if document.copy is not None]
    deadlines = [debt.deadline for copy in owing for debt in copy.debts]
    waiting = (OutboxState.QUEUED, OutboxState.SENDING)
    return {
        "queued": sum(state in waiting for state in states),
        "refused": states.count(OutboxState.REFUSED),
        "owing": len(owing),
        "owed_by": hanoi_day(min(deadlines)) if deadlines else None,
        "numbers_left": records.register.remaining(book, at),
    }


def _finding(check: Check) -> FindingOnWire:
    return FindingOnWire(id=check.id, status=check.status.value, code=check.case or None)


def _scanners(book: DeviceBook) -> Iterable[ScannerOnWire]:
    # Each once, however often it was plugged in; the last seen first.
    for known in book.silent(())[:MOST_SCANNERS]:
        make = make_of(known.device)
        try:
            fit = None if make is None else _MAKE.validate_python(make)
        except ValidationError:
            fit = None  # a name that somebody may have given it
        yield ScannerOnWire(driver=known.device.driver, make=fit, seen_on=hanoi_day(known.seen_at))


def _version(text: str) -> str:
    """What of a version the wire has room for."""
    try:
        return _VERSION.validate_python(_OTHER_SIGNS.sub("-", text)[:60])
    except ValidationError:
        return _UNKNOWN

"""What this desk knows of its devices: scanners that answered, drivers that crash, ends of keys."""

import json
import logging
import re
import threading
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from errno import errorcode
from pathlib import Path
from types import MappingProxyType
from typing import Any

from offline_store.durable import write_whole
from scanners import worker_messages as messages
from scanners.driver import Stopped, never
from scanners.errors import WorkerLost, WorkerSilent
from scanners.values import Device, PageFile, ScanOptions
from scanners.worker_process import ScanWorker
from station.hanoi_time import Clock

log = logging.getLogger(__name__)

FILE_NAME = "devices.json"
_WORST = 10  # a driver that crashed more often is no worse
_Kept = dict[str, Any]
_NUMBER = re.compile(r"\d+")


def place_of(device_id: str) -> str:
    """The id without what changes when a scanner is switched off and on.

    SANE counts a USB scanner's plug-ins (`sane:genesys:libusb:001:004`, then `:005`) and numbers
    network scanners anew in each search; other drivers' ids stay.
    """
    return _NUMBER.sub("#", device_id) if device_id.startswith("sane:") else device_id


@dataclass(frozen=True, slots=True)
class KnownDevice:
    """A scanner that answered, as it described itself, and when it did last."""

    device: Device
    seen_at: datetime


class DeviceBook:
    """A small file in the desk's home; losing it costs nothing but a search.

    On a disk that takes no writing it is known only for as long as the desk is open.

    A driver's crash score grows by one each time its process dies or hangs, and falls by one with
    each scan that ends well: 0 to 10.
    """

    def __init__(self, path: Path, now: Clock) -> None:
        """Read what is known; a file that cannot be read is begun anew."""
        self._path = path
        self._now = now
        self._lock = threading.Lock()
        self._kept: _Kept = {"devices": {}, "crashes": {}, "trials": {}, "keys": {}}
        try:
            self._kept |= json.loads(path.read_text("utf-8"))
        except FileNotFoundError:
            return
        except (ValueError, TypeError):
            log.warning("the device book cannot be read and is begun anew")

    @property
    def devices(self) -> tuple[KnownDevice, ...]:
        """Every scanner that ever answered, the last seen first."""
        known = (
            KnownDevice(
                messages.device_from_body(body["device"]), datetime.fromisoformat(body["seen_at"])
            )
            for body in self._kept["devices"].values()
        )
        return tuple(sorted(known, key=lambda each: each.seen_at, reverse=True))

    def silent(self, answering: Iterable[Device]) -> tuple[KnownDevice, ...]:
        """Those that answered once and are not among these, the last seen first, each once.

        One that answers under a new number is among them; one that was seen under several is told
        by the last.
        """
        told = {(place_of(device.id), device.name) for device in answering}
        silent = []
        for known in self.devices:
            own = (place_of(known.device.id), known.device.name)
            if own not in told:
                told.add(own)
                silent.append(known)
        return tuple(silent)

    @property
    def crashes(self) -> MappingProxyType[str, int]:
        """The crash score of each driver that has one."""
        return MappingProxyType(self._kept["crashes"])

    @property
    def trials(self) -> Mapping[str, Mapping[str, Any]]:
        """What the last test page of each device was like, by its id; see `tried`."""
        return MappingProxyType(self._kept["trials"])

    def in_fallback_order(self, devices: tuple[Device, ...]) -> tuple[Device, ...]:
        """The same devices, those of drivers that crash less first."""
        return tuple(sorted(devices, key=lambda device: self.crashes.get(device.driver, 0)))

    def saw(self, device: Device) -> None:
        """Remember a device that answered."""
        body = {
            "device": messages.device_to_body(device),
            "seen_at": self._now().isoformat(timespec="seconds"),
        }
        with self._lock:
            self._kept["devices"][device.id] = body
            self._write()

    def tried(self, device_id: str, **what: Any) -> None:
        """Remember what a test page was like: numbers and codes, or the code of its error."""
        at = self._now().isoformat(timespec="seconds")
        with self._lock:
            self._kept["trials"][device_id] = {"at": at, **what}
            self._write()

    @property
    def key_ends(self) -> Mapping[str, datetime]:
        """When the certificates end that sign here, by whose key it is, as they were seen last."""
        return {role: datetime.fromisoformat(at) for role, at in self._kept["keys"].items()}

    def saw_key(self, role: str, ends_at: datetime) -> None:
        """Remember when a signing certificate ends."""
        text = ends_at.isoformat(timespec="seconds")
        with self._lock:
            if self._kept["keys"].get(role) != text:
                self._kept["keys"][role] = text
                self._write()

    def crashed(self, driver: str) -> None:
        """Count a crash or a hang against a driver."""
        self._count(driver, 1)

    def worked(self, driver: str) -> None:
        """Count a scan that ended well for a driver."""
        if self.crashes.get(driver, 0):
            self._count(driver, -1)

    def _count(self, driver: str, change: int) -> None:
        with self._lock:
            score = min(_WORST, max(0, self._kept["crashes"].get(driver, 0) + change))
            self._kept["crashes"] |= {driver: score}
            self._write()

    def _write(self) -> None:
        if not self._path.parent.is_dir():
            return  # no desk there yet: nothing is to be made by looking
        try:
            write_whole(self._path, json.dumps(self._kept, indent=1).encode())
        except OSError as error:  # what the scan itself has to say is not to be lost for a note
            log.warning("the device book cannot be written: %s", errorcode.get(error.errno or 0))


@dataclass(frozen=True, slots=True)
class RememberingScanner:
    """A ScanDriver over the scan worker that writes into the device book what it sees."""

    worker: ScanWorker
    book: DeviceBook

    def find_devices(self) -> Iterator[Device]:
        """Yield devices as they answer, and remember them; see `ScanWorker.find_devices`.

        A driver of which the worker dies meanwhile has that counted against it, too.
        """
        for device in self.worker.find_devices(
            died=lambda tried: self.book.crashed(tried.partition(":")[0])
        ):
            if device.in_time:
                self.book.saw(device)
            yield device

    def scan(
        self,
        device_id: str,
        options: ScanOptions,
        spool: Path,
        stopped: Stopped = never,
    ) -> Generator[PageFile, None, None]:
        """Yield pages; see `ScanWorker.scan`. A lost or silent worker counts against the driver."""
        driver = device_id.partition(":")[0]
        try:
            with closing(self.worker.scan(device_id, options, spool, stopped)) as pages:
                yield from pages
        except (WorkerLost, WorkerSilent):
            self.book.crashed(driver)
            raise
        self.book.worked(driver)

    def wait_for_button(self, device_id: str, stopped: Stopped) -> str:
        """Wait for a press of the device's own button; see `ScanWorker.wait_for_button`."""
        return self.worker.wait_for_button(device_id, stopped)

    def close(self) -> None:
        """End the worker."""
        self.worker.close()

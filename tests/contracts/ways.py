"""A device with paper in it, and the two ways to its driver: directly, and through the worker."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from scanners import worker_messages as messages
from scanners.practice.escl_scanner import VirtualScanner
from scanners.values import Device, ScanOptions
from scanners.worker_process import ScanWorker
from tests.scanner_fixtures import WORKER, Outcome, scan_through_worker


@dataclass(frozen=True)
class Rig:
    """A device with paper in it, and the options that empty it.

    troubles: what makes a device of the test's own misbehave: `jam` before the third side, `empty`,
    `half` of the first side, `no-duplex`. python: starts the interpreter in which drivers run.
    """

    device_id: str
    environment: dict[str, str]
    options: ScanOptions
    page_count: int
    has_sources: bool = True
    has_brightness: bool = False
    scripts: tuple[Path, ...] = ()
    scanner: VirtualScanner | None = None
    watched: Path | None = None
    troubles: Mapping[str, Callable[[], object]] = field(default_factory=dict)
    python: tuple[str, ...] = (sys.executable,)

    def with_options(self, *more: tuple[str, str]) -> ScanOptions:
        """Return the options with driver options added."""
        return replace(self.options, driver_options=(*self.options.driver_options, *more))


class Way(Protocol):
    """A way to a driver."""

    def find(self, rig: Rig) -> list[Device]:
        """Return the devices found."""
        ...

    def scan(self, rig: Rig, options: ScanOptions, spool: Path, take: int | None = None) -> Outcome:
        """Scan; close the scan after `take` pages."""
        ...


class Direct:
    """The driver in a process without the worker's protocol around it."""

    def find(self, rig: Rig) -> list[Device]:
        """Return the devices found."""
        lines = self._run(rig, {"device_id": None})
        return [messages.device_from_body(body) for kind, body in lines if kind == "device"]

    def scan(self, rig: Rig, options: ScanOptions, spool: Path, take: int | None = None) -> Outcome:
        """Scan; close the scan after `take` pages."""
        request: dict[str, object] = {
            "device_id": rig.device_id,
            "options": messages.options_to_body(options),
            "spool": str(spool),
            "take": take,
        }
        lines = self._run(rig, request)
        pages = [messages.page_from_body(body, spool) for kind, body in lines if kind == "page"]
        kind, body = lines[-1]
        return Outcome(pages, messages.error_from_body(body) if kind == "error" else None)

    def _run(self, rig: Rig, request: dict[str, object]) -> list[tuple[str, messages.Body]]:
        driver, _, name = rig.device_id.partition(":")
        request |= {"driver": driver, "names": [name]}
        done = subprocess.run(
            [*rig.python, "-m", "tests.contracts.direct_scan", json.dumps(request)],
            env=rig.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,  # Wine takes no file in the place of a pipe
            timeout=60,
            check=True,
        )
        return [messages.from_line(line) for line in done.stdout.splitlines()]


class ThroughWorker:
    """The driver behind the worker process."""

    def find(self, rig: Rig) -> list[Device]:
        """Return the devices found."""
        command = (*rig.python, *WORKER[1:])
        with ScanWorker(command, environment=rig.environment) as worker:
            return list(worker.find_devices())

    def scan(self, rig: Rig, options: ScanOptions, spool: Path, take: int | None = None) -> Outcome:
        """Scan; close the scan after `take` pages."""
        command = (*rig.python, *WORKER[1:])
        return scan_through_worker(
            rig.device_id, options, spool, rig.environment, take=take, command=command
        )

"""The scan worker in a Windows Python under Wine, and paper in the feeder of our data sources."""

import json
import os
from collections.abc import Callable, Iterator
from configparser import ConfigParser
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from scanners.twain_driver import TWAIN_32
from scanners.values import Device, Mode, ScanOptions, Source
from scanners.worker_process import ScanWorker
from tests.scanner_fixtures import Outcome, collect, draw_page

if os.name == "nt":  # there, TWAIN is tried by hand: tests/hardware
    collect_ignore_glob = ["test_*"]
else:
    from tests.twain.windows_python import (
        BITS_32,
        BITS_64,
        Bits,
        WindowsPython,
        missing,
        windows_path,
    )

# How long a worker may be silent; the shorter ones are for sources that hang. On a busy machine a
# new worker needs some of it to start, a small 32-bit one behind it most.
_PATIENT_S = 60.0
_IMPATIENT_S = {"64": 15.0, "32": 60.0}

A4_DPI, A4_SIZE = 75, (620, 877)
DUPLEX = ScanOptions(Source.DUPLEX, A4_DPI, Mode.COLOR)


@dataclass
class Feeder:
    """A data source behind a worker, and the folder that holds its paper and its ways.

    python, environment: what starts the interpreter that reaches it, and with which variables.
    """

    device_id: str
    folder: Path
    worker: ScanWorker
    spool: Path
    impatient_worker: Callable[[], ScanWorker]
    python: tuple[str, ...]
    environment: dict[str, str]

    def fill(self, sheets: int) -> list[Path]:
        """Put sheets of A4 in; return their pictures."""
        for old in self.folder.iterdir():
            old.unlink()
        return [draw_page(self.folder / f"{n}.bmp", n, A4_SIZE) for n in range(1, sheets + 1)]

    def behave(self, **ways: int) -> None:
        """Say what the source is like from its next opening on; see data_source.c."""
        said = ConfigParser()
        said[self.device_id.partition(":")[2]] = {name: str(value) for name, value in ways.items()}
        with (self.folder / "source.ini").open("w", encoding="ascii") as file:
            said.write(file)

    def describe(self) -> Device:
        """Return the device as a search finds it."""
        return {device.id: device for device in self.worker.find_devices()}[self.device_id]

    def scan(self, options: ScanOptions = DUPLEX, *, take: int | None = None) -> Outcome:
        """Scan with the worker that goes on living; close the scan after `take` sides."""
        return collect(self.worker, self.device_id, options, self.spool, take=take)

    def left(self) -> list[str]:
        """The names of all that lies in the spool."""
        return sorted(path.name for path in self.spool.iterdir())


def needed_for(*every: "Bits") -> None:
    """Skip the test where Wine cannot be had; where every change is judged, none is left out."""
    lacking = missing(*every)
    if lacking and "CI" not in os.environ:
        pytest.skip(f"a Windows Python under Wine needs {', '.join(lacking)}")


class Workshop:
    """Starts scan workers under Wine; one is kept for each bitness until it is lost."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack
        self._kept: dict[tuple[str, float], ScanWorker] = {}

    def feeder(self, bits: str, spool: Path) -> Feeder:
        """Return a feeder of this bitness with three sheets in it."""
        needed_for(*((BITS_64,) if bits == "64" else (BITS_64, BITS_32)))
        windows = WindowsPython.made(with_32_bits=bits == "32")
        if not any(known == bits for known, _ in self._kept):
            windows.start_services()
        folder = self._folder / bits
        folder.mkdir(exist_ok=True)
        environment = {**windows.environment, "TRAMSO_TWAIN_PAGES": windows_path(folder)}
        if bits == "32":
            words = (*windows.command_32, "-m", "scanners.twain_worker")
            environment[TWAIN_32] = json.dumps(words)

        command = (*windows.command, "-m", "scanners.worker")

        def kept(limit_s: float) -> ScanWorker:
            if (bits, limit_s) not in self._kept:
                worker = ScanWorker(
                    command, limit_s, device_limit_s=limit_s, environment=environment
                )
                self._kept[bits, limit_s] = self._stack.enter_context(worker)
            return self._kept[bits, limit_s]

        name = "twain:Test Feeder" if bits == "64" else "twain32:Old Feeder"
        made = Feeder(
            name,
            folder,
            kept(_PATIENT_S),
            spool,
            lambda: kept(_IMPATIENT_S[bits]),
            windows.command,
            environment,
        )
        made.fill(3)
        return made


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """One for all tests."""
    with ExitStack() as stack:
        yield Workshop(tmp_path_factory.mktemp("paper"), stack)


@pytest.fixture(params=["64", pytest.param("32", marks=pytest.mark.marathon)])
def feeder(request: pytest.FixtureRequest, workshop: Workshop, tmp_path: Path) -> Feeder:
    """Three sheets of A4 in a feeder whose source has 64, or 32, bits."""
    bits: str = request.param
    return workshop.feeder(bits, tmp_path / "spool")

"""The scan worker: driver code in a process of its own, where it may crash or hang.

Started as `tramso scan-worker` (or `python -m scanners.worker`) by `ScanWorker`, and spoken to
in the lines of `worker_messages`. It lives no longer than the desk that started it.
"""

import os
import sys
from pathlib import Path

from scanners.driver import MayOpen
from scanners.escl_driver import PREFIX as ESCL_PREFIX
from scanners.escl_driver import EsclDriver
from scanners.folder_driver import PREFIX as FOLDER_PREFIX
from scanners.folder_driver import FolderDriver
from scanners.sane_driver import PREFIX as SANE_PREFIX
from scanners.sane_driver import SaneDriver
from scanners.scripted_driver import PREFIX as SCRIPT_PREFIX
from scanners.scripted_driver import ScriptedDriver
from scanners.serving import NO_PREFIX, Drivers, serve
from scanners.twain_driver import PREFIX as TWAIN_PREFIX
from scanners.twain_driver import TwainDriver, command_for_32
from scanners.twain_worker import PREFIX_32

PRACTICE_SCANNERS = "TRAMSO_PRACTICE_SCANNERS"
WATCHED_FOLDERS = "TRAMSO_WATCHED_FOLDERS"
NETWORK_SCANNERS = "TRAMSO_NETWORK_SCANNERS"


def main() -> int:
    """Serve one desk until it closes the pipe; return the exit status.

    Environment variables name what is listed among the devices beside those that the system's own
    scanner library finds: TRAMSO_PRACTICE_SCANNERS script files and TRAMSO_WATCHED_FOLDERS folders,
    both separated as in PATH, TRAMSO_NETWORK_SCANNERS addresses of eSCL services, by spaces
    (`announced` among them: also those that announce themselves);
    TRAMSO_TWAIN_32 the command that starts the worker for 32-bit TWAIN sources, a JSON list.
    """
    return serve(_drivers)


def _drivers(may_open: MayOpen) -> Drivers:
    at_hand: Drivers = {
        SCRIPT_PREFIX: ScriptedDriver(_paths(PRACTICE_SCANNERS), may_open),
        FOLDER_PREFIX: FolderDriver(_paths(WATCHED_FOLDERS), may_open),
    }
    # Last, for an address where nobody answers takes its time.
    addresses = os.environ.get(NETWORK_SCANNERS, "").split()
    far: Drivers = {ESCL_PREFIX: EsclDriver(addresses, may_open=may_open)}
    if sys.platform == "win32":
        twain = TwainDriver(may_open, command_for_32())
        return {**at_hand, TWAIN_PREFIX: twain, PREFIX_32: twain, NO_PREFIX: twain, **far}
    sane = SaneDriver(may_open)
    return {**at_hand, SANE_PREFIX: sane, NO_PREFIX: sane, **far}


def _paths(variable: str) -> list[Path]:
    return [Path(name) for name in os.environ.get(variable, "").split(os.pathsep) if name]


if __name__ == "__main__":
    sys.exit(main())

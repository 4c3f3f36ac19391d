"""A process that drives a driver directly, because SANE may take its process down with it.

Prints one line of `worker_messages` for each device or page, then `error` or `done`.
"""

import json
import sys
from pathlib import Path

from scanners import worker_messages as messages
from scanners.driver import ScanDriver
from scanners.errors import ScannerError
from scanners.escl_driver import EsclDriver
from scanners.folder_driver import FolderDriver
from scanners.sane_driver import SaneDriver
from scanners.scripted_driver import ScriptedDriver
from scanners.twain_driver import TwainDriver, command_for_32


def main() -> None:
    """Scan as the JSON argument says; without a device, list the devices."""
    request = json.loads(sys.argv[1])
    driver = driver_of(request["driver"], request["names"])
    try:
        if request["device_id"] is None:
            for device in driver.find_devices():
                say("device", messages.device_to_body(device))
        else:
            options = messages.options_from_body(request["options"])
            pages = driver.scan(request["device_id"], options, Path(request["spool"]))
            for count, page in enumerate(pages, start=1):
                say("page", messages.page_to_body(page))
                if count == request["take"]:
                    break
            pages.close()
    except ScannerError as error:
        say("error", messages.error_to_body(error))
    else:
        say("done", {})


def driver_of(name: str, names: list[str]) -> ScanDriver:
    """Make a driver that lists these devices."""
    match name:
        case "script":
            return ScriptedDriver([Path(script) for script in names])
        case "folder":
            return FolderDriver([Path(folder) for folder in names])
        case "escl":
            return EsclDriver(names)
        case "twain" | "twain32":
            return TwainDriver(command_32=command_for_32())
        case _:
            return SaneDriver()


def say(kind: str, body: messages.Body) -> None:
    """Print one message."""
    sys.stdout.buffer.write(messages.to_line(kind, body))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()

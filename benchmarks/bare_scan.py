"""Devices found and one side read by python-sane alone, as a program; prints its seconds.

The argument is SANE's name of the device, which is opened as it stands: A4, 300 dpi, colour.
"""

import sys
from typing import Any

from benchmarks.turns import Stopwatch


def main() -> None:
    """Find, open, read, close."""
    import sane  # type: ignore[import-untyped]  # it ships no types

    with Stopwatch() as watch:
        sane.init()
        if sys.argv[1] not in [name for name, *_ in sane.get_devices()]:
            raise RuntimeError("not found")
        device: Any = sane.open(sys.argv[1])
        device.source, device.mode, device.resolution = "ADF Duplex", "Color", 300
        device.start()
        device.dev.snap(True, True)
        device.cancel()
        device.close()
        sane.exit()
    print(watch.seconds)


if __name__ == "__main__":
    main()

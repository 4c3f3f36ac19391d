"""The one thing every driver is."""

from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Protocol, runtime_checkable

from scanners.values import Device, PageFile, ScanOptions

# Asked before a device is opened while devices are looked for: opening may never return. False:
# leave that one closed and describe it by its name alone. Asked about a driver's prefix, such as
# `sane:`, before its library looks about: False leaves out what it would have found.
MayOpen = Callable[[str], bool]


def always(device_id: str) -> bool:
    """Open any device."""
    return True


# Asked while a side is read, from any thread: True ends it as soon as the device lets go.
Stopped = Callable[[], bool]


def never() -> bool:
    """Nobody stops it."""
    return False


@runtime_checkable
class WatchesButtons(Protocol):
    """A driver whose devices may have buttons of their own."""

    def watch(self, device_id: str, stopped: Stopped) -> Iterator[str | None]:
        """Look at the device's buttons again and again: yield None each time, and last the pressed.

        Ends without one when `stopped` says so. The device is held meanwhile.

        Raises:
            OptionRefused: it has no button that a program may see. Fact option: `button`.
            DeviceError: it cannot be opened, or goes away.
        """
        ...


class ScanDriver(Protocol):
    """One way to reach scanners.

    A driver that talks to hardware lives only inside the worker process; `ScanWorker` is the
    same protocol on the desk's side of the pipe.
    """

    def find_devices(self) -> Iterator[Device]:
        """Yield devices as they answer.

        Raises:
            DriverMissing: the library is not installed.
        """
        ...

    def scan(
        self,
        device_id: str,
        options: ScanOptions,
        spool: Path,
        stopped: Stopped = never,
    ) -> Generator[PageFile, None, None]:
        """Yield each page once its file is complete and durable in `spool`.

        Closing the generator cancels the scan within a page; a page that is whole in `spool` then,
        yielded or not, stays. So does `stopped`, which is asked from
        time to time, also within a page where the device lets go of it there.

        Raises:
            ScanCancelled: `stopped` said so.
            DeviceError: pages yielded before it stay valid; the fact `page` counts them.
        """
        ...

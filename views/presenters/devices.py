"""The scanners to choose from: as they answer, and those remembered from other days."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from scanners.values import Device
from views.presenters.counter import Counter
from views.presenters.jobs import Jobs


@dataclass(frozen=True, slots=True)
class KnownScanner:
    """One scanner of the list.

    answers: whether it answered in this search. seen_at: when it answered last, as remembered.
    crashes: how often its driver died or hung lately, 0 to 10.
    """

    device: Device
    answers: bool
    seen_at: datetime | None
    crashes: int


class DevicesView(Protocol):
    """What shows the scanners."""

    def show_devices(self, known: tuple[KnownScanner, ...], preferred: str) -> None:
        """The scanners, the best first, and the id of the one to start with."""
        ...

    def show_searching(self, searching: bool) -> None:
        """Say whether scanners are being looked for."""
        ...


class DevicesPresenter:
    """Looks for scanners; each is shown when it answers, remembered ones at once."""

    def __init__(self, counter: Counter, view: DevicesView, parallel: Jobs) -> None:
        self._counter = counter
        self._view = view
        self._parallel = parallel
        self._answering: dict[str, Device] = {}
        self.searching = False

    @property
    def answering(self) -> tuple[Device, ...]:
        """Those that answered, of drivers that crash less first."""
        return self._counter.desk.scanner.book.in_fallback_order(tuple(self._answering.values()))

    def find(self) -> None:
        """Look for scanners; this takes seconds. Nothing while a search or a scan is under way."""
        if self.searching or self._counter.scanning is not None:
            return
        self.searching = True
        self._answering = {}
        self._show()
        self._view.show_searching(True)
        scanner = self._counter.desk.scanner
        arrived = self._parallel.here(self._arrived)

        def look() -> None:
            for device in scanner.find_devices():
                arrived(device)

        def found(_: None) -> None:
            self._done()

        def failed(error: Exception) -> None:
            self._done()
            self._counter.report(error)

        self._parallel.start(look, found, failed)

    def _arrived(self, device: Device) -> None:
        # One that is there and does not say what it can do did not answer in time.
        if device.sources or device.resolutions or device.modes:
            self._answering[device.id] = device
            self._show()

    def _done(self) -> None:
        self.searching = False
        self._view.show_searching(False)
        self._show()

    def _show(self) -> None:
        desk = self._counter.desk
        book = desk.scanner.book
        remembered = {each.device.id: each for each in book.devices}
        silent = (each.device for each in book.silent(self._answering.values()))
        known = tuple(
            KnownScanner(
                device,
                device.id in self._answering,
                remembered[device.id].seen_at if device.id in remembered else None,
                book.crashes.get(device.driver, 0),
            )
            for device in (*self.answering, *silent)
        )
        self._view.show_devices(known, desk.settings.scanning.device)

"""The scanners to choose from: as they answer, and those remembered from other days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from scanners.values import Device
from views.presenters.counter import Counter
from views.presenters.jobs import Jobs


@dataclass(frozen=True, slots=True)
class LastTrial:
    """How a scanner's last test page went: the size of the sheet in mm, or the error's code."""

    at: datetime
    error: str | None
    width_mm: float = 0.0
    height_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class KnownScanner:
    """One scanner of the list.

    answers: whether it answered in this search. seen_at: when it answered last, as remembered.
    crashes: how often its driver died or hung lately, 0 to 10. trial: its last test page, if any.
    """

    device: Device
    answers: bool
    seen_at: datetime | None
    crashes: int
    trial: LastTrial | None = None


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

    def __init__(self, counter: Counter, views: tuple[DevicesView, ...], parallel: Jobs) -> None:
        self._counter = counter
        self._views = views
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
        self.show_known()
        self._show_searching()
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
        if device.in_time:
            self._answering[device.id] = device
            self.show_known()

    def _done(self) -> None:
        self.searching = False
        self._show_searching()
        self.show_known()

    def _show_searching(self) -> None:
        for view in self._views:
            view.show_searching(self.searching)

    def show_known(self) -> None:
        """Show the list anew, with what the device book says by now."""
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
                _last_trial(book.trials.get(device.id)),
            )
            for device in (*self.answering, *silent)
        )
        for view in self._views:
            view.show_devices(known, desk.settings.scanning.device)


def _last_trial(kept: Mapping[str, Any] | None) -> LastTrial | None:
    if kept is None:
        return None
    at, error = datetime.fromisoformat(kept["at"]), kept.get("error")
    return LastTrial(at, error, kept.get("width_mm", 0.0), kept.get("height_mm", 0.0))

"""Devices: whether this desk is ready, a test page of a scanner, and the file for whoever helps."""

from pathlib import Path
from typing import Protocol

from scanners.values import Device
from station.desk_check import Check
from station.doctor import Doctor
from station.support_bundle import write_support_bundle
from station.trial_page import TrialPage, TryScanner, trial_options
from views.presenters.counter import Counter, Work
from views.presenters.devices import DevicesPresenter
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode
from views.presenters.refused_files import refusals_told


class DeskChecksView(Protocol):
    """What the devices' place must show."""

    def show_checks(self, checks: tuple[Check, ...], looking: bool) -> None:
        """What was seen so far; `looking`: more is to come."""
        ...

    def show_trying(self, trying: bool) -> None:
        """Whether a test page is under way."""
        ...


class DeskChecksPresenter:
    """Looks at everything that the main job needs; each finding is shown as it is made."""

    def __init__(
        self, counter: Counter, view: DeskChecksView, devices: DevicesPresenter, parallel: Jobs
    ) -> None:
        self._counter = counter
        self._view = view
        self._devices = devices
        self._parallel = parallel
        self._checks: tuple[Check, ...] = ()
        self._looking = False
        self._trying = False

    def show(self, work: Work | None) -> None:
        """Show what was seen last; the first time, look."""
        if self._checks or self._looking:
            self._show()
        else:
            self.look()

    def look(self) -> None:
        """Look anew, scanners too. Not while a scanner works: the search would wait for it."""
        if self._looking or self._trying or self._counter.scanning is not None:
            return
        self._looking, self._checks = True, ()
        self._show()
        self._devices.find()
        desk = self._counter.desk
        arrived = self._parallel.here(self._arrived)

        def look() -> None:
            for check in Doctor(desk.home, desk.settings, desk.scanner, desk.now)():
                arrived(check)

        def looked(_: None) -> None:
            self._looking = False
            self._show()

        def failed(error: Exception) -> None:
            looked(None)
            self._counter.report(error)

        self._parallel.start(look, looked, failed)

    def try_page(self, device: Device) -> None:
        """Scan one page there and tell what it is like; its picture is not kept."""
        if self._looking or self._trying or self._counter.scanning is not None:
            return
        self._trying = True
        self._view.show_trying(True)
        desk = self._counter.desk
        options = trial_options(desk.settings.scanning)

        def ended() -> None:
            self._trying = False
            self._view.show_trying(False)
            self._devices.show_known()

        def done(page: TrialPage) -> None:
            ended()
            self._counter.note(
                NoteCode.TRIED,
                device=device.name,
                width=round(page.width_mm),
                height=round(page.height_mm),
                dpi=page.dpi,
            )

        def failed(error: Exception) -> None:
            ended()
            self._counter.report(error)

        self._parallel.start(lambda: TryScanner(desk.scanner)(device.id, options), done, failed)

    def save_bundle(self, target: Path) -> None:
        """Write the file for whoever helps from afar, with what was seen last; else look first."""
        desk, seen = self._counter.desk, self._checks

        def write() -> Path:
            checks = seen or tuple(Doctor(desk.home, desk.settings, desk.scanner, desk.now)())
            with refusals_told():
                write_support_bundle(
                    target,
                    settings=desk.settings,
                    checks=checks,
                    book=desk.scanner.book,
                    logs=desk.home / "logs",
                    at=desk.now(),
                )
            return target

        def done(path: Path) -> None:
            self._counter.note(NoteCode.SAVED, file=path.name)

        self._parallel.start(write, done, self._counter.report)

    def _arrived(self, check: Check) -> None:
        self._checks = (*self._checks, check)
        self._show()

    def _show(self) -> None:
        self._view.show_checks(self._checks, self._looking)

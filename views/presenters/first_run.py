"""The first run: ward, scanner, token, central, test signature, and a look at everything.

It can be left at any step and is taken up where the desk stands.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from scanners.values import Device
from signing.pin import Pin
from signing.token_libraries import known_libraries
from signing.tokens import find_tokens
from signing.values import Token
from station.bootstrap import Desk, with_settings
from station.change_settings import Value, change_settings
from station.desk_check import Check
from station.doctor import Doctor
from station.first_run import SetUpStep, next_set_up, steps_set_up
from station.join_central import JoinCentral, place_of
from station.problems import PRODUCT_ERRORS
from station.trial_page import TrialPage, TryScanner, trial_options
from station.try_signing import TrialSignature, TrySigning
from views.presenters.counter import Counter
from views.presenters.jobs import Jobs
from views.presenters.sign import OnPins

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class KeyChoice:
    """A key that could sign here. twin: another token answers under the same label."""

    token: Token
    certificate: str
    twin: bool = False

    def settings(self, role: str) -> Mapping[str, Value]:
        """The settings that name it. role: `officer` or `agency`."""
        return {
            f"signing.{role}_module": str(self.token.module),
            f"signing.{role}_token": self.token.label,
            f"signing.{role}_serial": self.token.serial if self.twin else "",
            f"signing.{role}_key": self.certificate,
        }


class FirstRunView(Protocol):
    """What the sheet shows."""

    def show_step(self, step: SetUpStep, done: frozenset[SetUpStep], desk: Desk) -> None:
        """This step, with what the desk has of it already, and which are done."""
        ...

    def show_busy(self, busy: bool) -> None:
        """Whether something is under way, for which nothing else is begun."""
        ...

    def show_scanners(self, devices: tuple[Device, ...], looking: bool) -> None:
        """Those that answered; `looking`: more may come."""
        ...

    def show_trial_page(self, page: TrialPage) -> None:
        """What the test page was like."""
        ...

    def show_keys(self, keys: tuple[KeyChoice, ...]) -> None:
        """The keys on the tokens that answer."""
        ...

    def ask_pins(self, tokens: tuple[Token, ...], answer: OnPins) -> None:
        """Ask for the PINs of these tokens."""
        ...

    def show_trial_signature(self, trial: TrialSignature) -> None:
        """What came of the test signature."""
        ...

    def show_checks(self, checks: tuple[Check, ...], looking: bool) -> None:
        """The lights; `looking`: more are to come."""
        ...

    def show_problem(self, error: Exception | None) -> None:
        """Why it went no further, on the sheet itself; None: it goes on."""
        ...


class FirstRunPresenter:
    """Each step changes the desk by itself; nothing waits for the end."""

    def __init__(self, counter: Counter, view: FirstRunView, parallel: Jobs) -> None:
        self._counter = counter
        self._view = view
        self._parallel = parallel
        self._busy = False
        self._step = SetUpStep.WARD
        self._devices: tuple[Device, ...] = ()
        self._checks: tuple[Check, ...] = ()

    def open(self) -> None:
        """Take it up where the desk stands."""
        self._look_at_steps(None)

    def go(self, step: SetUpStep) -> None:
        """Go to a step, done or not."""
        self._look_at_steps(step)

    def keep_ward(self, values: Mapping[str, str]) -> None:
        """Whose desk this is: settings by key."""
        self._change({key: value.strip() for key, value in values.items()})

    def find_scanners(self) -> None:
        """Look for scanners; each is shown when it answers."""
        if self._busy or self._counter.scanning is not None:
            return
        scanner = self._counter.desk.scanner
        self._devices = ()
        arrived = self._parallel.here(self._scanner_arrived)

        def look() -> None:
            for device in scanner.find_devices():
                arrived(device)

        def found(_: None) -> None:
            self._view.show_scanners(self._devices, False)

        self._view.show_scanners((), True)
        self._start(look, found)

    def try_scanner(self, device: Device) -> None:
        """Scan a test page; a scanner that gives one is this desk's from then on."""
        desk = self._counter.desk

        def scan() -> tuple[TrialPage, Desk]:
            page = TryScanner(desk.scanner)(device.id, trial_options(desk.settings.scanning))
            changed = change_settings(desk.home, {"scanning.device": device.id})
            return page, with_settings(desk, changed)

        def done(result: tuple[TrialPage, Desk]) -> None:
            page, self._counter.desk = result
            self._view.show_trial_page(page)
            self._look_at_steps(self._step)

        self._start(scan, done)

    def find_keys(self) -> None:
        """Look for tokens, whatever the settings name so far."""

        def found(tokens: tuple[Token, ...]) -> None:
            labels = [token.label for token in tokens]
            self._view.show_keys(
                tuple(
                    KeyChoice(token, certificate, labels.count(token.label) > 1)
                    for token in tokens
                    for certificate in token.certificates
                )
            )

        self._start(lambda: find_tokens(known_libraries()), found)

    def keep_keys(self, officer: KeyChoice, agency: KeyChoice) -> None:
        """These two sign here."""
        self._change({**officer.settings("officer"), **agency.settings("agency")})

    def join(self, url: str, code: str, name: str) -> None:
        """Enrol at central, and lease the first numbers."""
        desk = self._counter.desk

        def enrol() -> None:
            with desk.store.snapshot() as records:
                place = place_of(records)
            if place is None:
                join = JoinCentral(desk.store, desk.clerk, desk.now)
                join(url.strip(), code.strip(), name.strip() or "desk")
            # Before central says who may sign in here: from then on somebody must be.
            desk.synchronise.lease(desk.certify.book(desk.now()))

        self._start(enrol, lambda _: self._look_at_steps(None))

    def ask_signature(self) -> None:
        """Ask for the PINs, and sign a test page with both keys."""
        trial = self._trial()

        def ready(tokens: tuple[Token, ...]) -> None:
            self._view.ask_pins(tokens, self._sign)

        self._start(trial.tokens, ready)

    def look(self) -> None:
        """Look at everything, as the doctor does."""
        desk = self._counter.desk
        self._checks = ()
        arrived = self._parallel.here(self._check_arrived)

        def look() -> None:
            for check in Doctor(desk.home, desk.settings, desk.scanner, desk.now)():
                arrived(check)

        def looked(_: None) -> None:
            self._view.show_checks(self._checks, False)

        self._view.show_checks((), True)
        self._start(look, looked)

    def _sign(self, pins: Mapping[str, Pin] | None) -> None:
        if pins is None:
            return
        trial = self._trial()

        def sign() -> TrialSignature:
            try:
                return trial(pins)
            finally:
                for pin in pins.values():
                    pin.erase()

        def done(result: TrialSignature) -> None:
            self._view.show_trial_signature(result)
            self._look_at_steps(self._step)

        self._start(sign, done)

    def _trial(self) -> TrySigning:
        desk = self._counter.desk
        return TrySigning(desk.home, desk.store, desk.settings, desk.signing, desk.clerk, desk.now)

    def _change(self, changes: Mapping[str, Value]) -> None:
        desk = self._counter.desk

        def change() -> Desk:
            return with_settings(desk, change_settings(desk.home, changes))

        def changed(new: Desk) -> None:
            self._counter.desk = new
            self._look_at_steps(None)

        self._start(change, changed)

    def _look_at_steps(self, step: SetUpStep | None) -> None:
        """Show a step; None: the one where to go on."""
        desk = self._counter.desk

        def looked(done: frozenset[SetUpStep]) -> None:
            self._step = next_set_up(done) if step is None else step
            self._view.show_step(self._step, done, self._counter.desk)

        self._parallel.start(lambda: steps_set_up(desk), looked, self._counter.report)

    def _scanner_arrived(self, device: Device) -> None:
        if device.in_time:
            self._devices = (*self._devices, device)
            self._view.show_scanners(self._devices, True)

    def _check_arrived(self, check: Check) -> None:
        self._checks = (*self._checks, check)
        self._view.show_checks(self._checks, True)

    def _start(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """One thing at a time; what goes wrong is said on the sheet."""
        if self._busy:
            return
        self._set_busy(True)
        self._view.show_problem(None)

        def over(result: T) -> None:
            self._set_busy(False)
            done(result)

        def failed(error: Exception) -> None:
            self._set_busy(False)
            if not isinstance(error, PRODUCT_ERRORS):
                raise error
            self._view.show_problem(error)

        self._parallel.start(work, over, failed)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._view.show_busy(busy)

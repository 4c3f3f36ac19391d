"""Sign: what waits for its number and signatures, what it lacks, and the act itself."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from offline_store.records import CertifiedCopy, Document, DocumentId
from signing.pin import Pin
from signing.values import Token
from station.desk_check import Check
from station.refusal import warnings_of
from station.sheet_gate import SheetGate
from station.sign_stack import StackedCopy
from views.presenters.counter import Counter, Place, Work
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode
from views.presenters.stack import OnPins as OnPins
from views.presenters.stack import StackPresenter, StackRow, StackView
from views.presenters.tray import (
    OF_TIME,
    Gate,
    Means,
    Waiting,
    held_against,
    look_at_tray,
    with_checks,
)

# What the time-stamp servers said holds so long for the list of gates.
_TIME_HOLDS = timedelta(minutes=5)


class SignView(Protocol):
    """What the sign place must show and ask."""

    def show_waiting(self, waiting: tuple[Waiting, ...], means: Means) -> None:
        """The tray."""
        ...

    def show_chosen(self, chosen: Waiting | None, means: Means) -> None:
        """The one in hand, with what it lacks."""
        ...

    def show_signing(self, signing: bool) -> None:
        """Say whether signatures are being made."""
        ...

    def ask_pins(self, tokens: tuple[Token, ...], answer: OnPins) -> None:
        """Ask a PIN for each token; `answer` gets None when the clerk gives up."""
        ...

    def ask_grounds(
        self, title: str, warnings: tuple[str, ...], answer: Callable[[int | None, str], None]
    ) -> None:
        """Show the grounds for refusing; `answer` gets one (0: no original) or None, and words."""
        ...

    def ask_sides(self, title: str, sheets: SheetGate, answer: Callable[[int], None]) -> None:
        """Show what became of the scanned sides; `answer` gets how many the original has."""
        ...

    def print_slip(self, pdf: bytes) -> None:
        """Give the citizen's slip to a printer."""
        ...


class SignPresenter:
    """Signs the document in hand. A PIN goes to the token once and is never kept."""

    def __init__(self, counter: Counter, view: SignView, serial: Jobs, parallel: Jobs) -> None:
        self._counter = counter
        self._view = view
        self._serial = serial
        self._parallel = parallel
        self._signing = False
        self._asking = False
        self._asked = 0
        self._means: Means | None = None
        self._waiting: tuple[Waiting, ...] = ()
        self._time: tuple[Check, ...] = ()
        self._time_at: datetime | None = None
        self._asking_time = False
        self._chosen: DocumentId | None = None
        self._stack: StackPresenter | None = None

    def show(self, work: Work | None) -> None:
        """Look at the tray and at the tokens anew."""
        if work is not None:
            self._chosen = work.document.id
        self._asked += 1
        asked = self._asked
        desk = self._counter.desk

        def show(found: tuple[tuple[Waiting, ...], Means]) -> None:
            if asked != self._asked:
                return
            self._show_tray(*found)
            self._look_at_time()

        self._parallel.start(lambda: look_at_tray(desk), show, self._counter.report)

    def _show_tray(self, waiting: tuple[Waiting, ...], means: Means) -> None:
        kept = {gate: check for gate, check in means.checks.items() if gate not in OF_TIME}
        self._means = means = with_checks(replace(means, checks=kept), self._time)
        self._waiting = tuple(self._while_scanning(held_against(w, means)) for w in waiting)
        self._view.show_waiting(self._waiting, means)
        if self._in_hand() is None and self._waiting:
            self._chosen = self._waiting[0].document.id
        self._view.show_chosen(self._in_hand(), means)

    def _look_at_time(self) -> None:
        """Ask the time-stamp servers, beside all else and not each time: they may be slow."""
        if self._asking_time or self._time_told() is not None:
            return
        desk = self._counter.desk
        now = desk.now()
        self._asking_time = True

        def told(checks: tuple[Check, ...]) -> None:
            self._asking_time = False
            self._time, self._time_at = checks, now
            if self._means is not None:
                self._show_tray(self._waiting, self._means)

        def failed(error: Exception) -> None:
            self._asking_time = False
            self._counter.report(error)

        self._parallel.start(lambda: tuple(desk.check_readiness.time()), told, failed)

    def _time_told(self) -> tuple[Check, ...] | None:
        """What the time-stamp servers said lately; None where they must be asked."""
        now = self._counter.desk.now()
        lately = self._time_at is not None and abs(now - self._time_at) < _TIME_HOLDS
        return self._time if lately else None

    def choose(self, document_id: DocumentId) -> None:
        """Take another document of the tray in hand."""
        self._chosen = document_id
        if self._means is not None:
            self._view.show_chosen(self._in_hand(), self._means)

    def cure(self, gate: Gate) -> None:
        """Go where the missing gate is passed."""
        chosen = self._in_hand()
        if gate is Gate.NUMBER:
            self.lease()
        elif gate in OF_TIME:
            self._time_at = None
            self._counter.refresh()
        elif gate in (Gate.TOKEN, Gate.CERTIFICATE, Gate.REVOCATION, Gate.DISK):
            self._counter.refresh()
        elif gate is Gate.SHEETS:
            self.count()
        elif gate is Gate.ALLOWED:
            self.judge()
        elif chosen is not None:
            place = Place.SCAN if gate is Gate.SCANNED else Place.COMPARE
            self._counter.open(chosen.dossier.id, chosen.document.id, place)

    def lease(self) -> None:
        """Lease register numbers from central."""
        desk = self._counter.desk
        book = desk.certify.book(desk.now())

        def done(_: object) -> None:
            self._counter.note(NoteCode.NUMBERS_LEASED, book=book)
            self._counter.refresh()

        self._parallel.start(lambda: desk.synchronise.lease(book), done, self._counter.report)

    def sign(self) -> None:
        """Ask for the PIN and sign the document in hand."""
        chosen, means = self._in_hand(), self._means
        if chosen is None or means is None or not chosen.ready or self._signing or self._asking:
            return
        if chosen.document.id == self._counter.scanning:
            # The scan began after the tray was looked at: more pages are on their way.
            self._counter.refresh()
            return
        desk, document_id, time = self._counter.desk, chosen.document.id, self._time_told()
        self._asking = True
        asked_at = desk.now()
        if time is None:
            # Servers may be slow: meanwhile the list of gates says that they are being asked.
            self._time = ()
            self._show_tray(self._waiting, means)

        def require() -> tuple[Check, ...]:
            desk.certify.require_ready(document_id)
            told = tuple(desk.check_readiness.time()) if time is None else time
            desk.check_readiness.require(told)
            return told

        def fit(told: tuple[Check, ...]) -> None:
            if time is None:
                self._time, self._time_at = told, asked_at
                self._show_tray(self._waiting, means)
            self._ask(chosen, means)

        # What stands in the way is said before anybody types a PIN for it.
        self._serial.start(require, fit, self._not_asked)

    def count(self) -> None:
        """Ask the clerk how many sides the original in hand has."""
        chosen, desk = self._in_hand(), self._counter.desk
        if chosen is None or self._signing or self._asking:
            return

        def counted(sides: int) -> None:
            self._serial.start(
                lambda: desk.require_sheets(chosen.document.id, sides), done, self._counter.report
            )

        def done(_: None) -> None:
            self._counter.note(NoteCode.SIDES_COUNTED)
            self._counter.refresh()

        self._view.ask_sides(chosen.document.title, chosen.sheets, counted)

    def judge(self) -> None:
        """Ask the clerk whether a ground for refusing stands against the paper in hand."""
        chosen, desk = self._in_hand(), self._counter.desk
        if chosen is None or self._signing or self._asking:
            return
        document_id, title = chosen.document.id, chosen.document.title

        def look() -> Document:
            with desk.store.snapshot() as records:
                return records.dossiers.document(document_id)

        def ask(seen: Document) -> None:
            self._view.ask_grounds(
                title, warnings_of(seen), lambda ground, note: self._decided(seen, ground, note)
            )

        self._serial.start(look, ask, self._counter.report)

    def _decided(self, seen: Document, ground: int | None, note: str) -> None:
        judge = self._counter.desk.judge_grounds

        def allowed(_: object) -> None:
            self._counter.note(NoteCode.GROUNDS_JUDGED)
            self._counter.refresh()

        def refused(slip: bytes) -> None:
            self._counter.note(NoteCode.COPY_REFUSED)
            self._counter.refresh()
            self._view.print_slip(slip)

        if ground is None:
            self._serial.start(
                lambda: judge.none_applies(seen.id, seen), allowed, self._counter.report
            )
        else:
            self._serial.start(
                lambda: judge.refuse(seen.id, ground, note), refused, self._counter.report
            )

    def stack(self, view: StackView) -> StackPresenter | None:
        """All that is ready, to be signed under one PIN entry; None while that cannot be."""
        # The tray has the newest first; numbers follow who came first.
        ready = [each for each in reversed(self._waiting) if each.ready]
        if self._means is None or not ready or self._signing or self._asking:
            return None
        rows = tuple(
            StackRow(
                each.dossier,
                each.document.title,
                len(each.document.pages),
                StackedCopy(each.document.id),
            )
            for each in ready
            if each.document.id != self._counter.scanning
        )
        tokens = tuple(token for token in self._means.tokens if token is not None)
        self._stack = StackPresenter(
            self._counter, view, self._serial, rows, tokens, self._time_told
        )
        return self._stack

    def failed(self, error: Exception) -> None:
        """Printing went wrong."""
        self._counter.report(error)

    def stop_stack(self) -> None:
        """Let a stack that is being signed begin no other copy."""
        if self._stack is not None:
            self._stack.stop()

    def _ask(self, chosen: Waiting, means: Means) -> None:
        tokens = tuple(token for token in means.tokens if token is not None)

        def answered(pins: Mapping[str, Pin] | None) -> None:
            self._asking = False
            if pins is not None:
                self._certify(chosen, pins)

        self._view.ask_pins(tokens, answered)

    def _not_asked(self, error: Exception) -> None:
        self._asking = False
        self._counter.report(error)
        self._counter.refresh()

    def _certify(self, chosen: Waiting, pins: Mapping[str, Pin]) -> None:
        self._signing = True
        self._view.show_signing(True)
        desk = self._counter.desk

        def certify() -> CertifiedCopy:
            try:
                return desk.certify(chosen.document.id, pins)
            finally:
                for pin in pins.values():
                    pin.erase()

        def done(copy: CertifiedCopy) -> None:
            self._over()
            self._counter.note(NoteCode.SIGNED, number=copy.number, book=copy.book)
            self._counter.open(chosen.dossier.id, chosen.document.id, Place.HAND_OVER)

        def failed(error: Exception) -> None:
            self._over()
            self._counter.report(error)
            # The token's flags have changed; the clerk asks for the next try, nobody else.
            self._counter.refresh()

        self._serial.start(certify, done, failed)

    def _while_scanning(self, waiting: Waiting) -> Waiting:
        if waiting.document.id != self._counter.scanning:
            return waiting
        return replace(waiting, passed=waiting.passed - {Gate.SCANNED}, scanning=True)

    def _over(self) -> None:
        self._signing = False
        self._view.show_signing(False)

    def _in_hand(self) -> Waiting | None:
        return next((w for w in self._waiting if w.document.id == self._chosen), None)

"""The stack: what is ready, signed under one PIN entry, each with what became of it.

Certified copies, or the described papers of dossiers for procedures.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from threading import Event
from typing import Protocol

from offline_store.records import DocumentId, Dossier
from signing.pin import Pin
from signing.values import Token
from station.bootstrap import Desk
from station.desk_check import Check
from station.sign_stack import StackedCopy, StackedPaper, StackState
from views.presenters.counter import Counter, Place
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode

OnPins = Callable[[Mapping[str, Pin] | None], None]
TimeTold = Callable[[], tuple[Check, ...] | None]
"""What the time-stamp servers said lately; None where they must be asked."""
Signed = tuple[StackedCopy, ...] | tuple[StackedPaper, ...]


class StackWork(Protocol):
    """What a stack signs. told: a note's code, for how many of how many."""

    told: NoteCode

    def require(self, desk: Desk, time: tuple[Check, ...] | None) -> None:
        """Refuse what could not be signed now, before a PIN is asked for."""
        ...

    def sign(
        self,
        desk: Desk,
        documents: tuple[DocumentId, ...],
        pins: Mapping[str, Pin],
        told: Callable[[StackedCopy | StackedPaper], None],
        stop: Event,
    ) -> Signed:
        """Sign them."""
        ...


class CopyWork:
    """Certified copies, with the officer's and the agency's key."""

    told = NoteCode.STACK_SIGNED

    def require(self, desk: Desk, time: tuple[Check, ...] | None) -> None:
        """As `StackWork`."""
        desk.signing.require_fit(desk.now())
        desk.check_readiness.require(time)

    def sign(
        self,
        desk: Desk,
        documents: tuple[DocumentId, ...],
        pins: Mapping[str, Pin],
        told: Callable[[StackedCopy | StackedPaper], None],
        stop: Event,
    ) -> Signed:
        """As `StackWork`."""
        return desk.sign_stack(documents, pins, told, stop)


class PaperWork:
    """Papers of dossiers, with the key of who scanned."""

    told = NoteCode.PAPERS_SIGNED

    def require(self, desk: Desk, time: tuple[Check, ...] | None) -> None:
        """As `StackWork`."""
        desk.sign_papers.require_fit()
        desk.check_readiness.require(time, desk.sign_papers.find_needed())

    def sign(
        self,
        desk: Desk,
        documents: tuple[DocumentId, ...],
        pins: Mapping[str, Pin],
        told: Callable[[StackedCopy | StackedPaper], None],
        stop: Event,
    ) -> Signed:
        """As `StackWork`."""
        return desk.sign_papers_stack(documents, pins, told, stop)


@dataclass(frozen=True, slots=True)
class StackRow:
    """One copy of the stack: whose, of what, and where it stands."""

    dossier: Dossier
    title: str
    pages: int
    copy: StackedCopy | StackedPaper

    @property
    def document_id(self) -> DocumentId:
        """Of which document."""
        return self.copy.document_id


class StackView(Protocol):
    """What the stack must show and ask."""

    def show_rows(self, rows: tuple[StackRow, ...]) -> None:
        """The stack, in its order."""
        ...

    def show_signing(self, signing: bool, stopping: bool) -> None:
        """Say whether copies are being signed, and whether no other will be begun."""
        ...

    def ask_pins(self, tokens: tuple[Token, ...], answer: OnPins) -> None:
        """Ask a PIN for each token; `answer` gets None when the clerk gives up."""
        ...

    def done(self) -> None:
        """Put the stack away."""
        ...


class StackPresenter:
    """Signs a stack in its order. A PIN goes to each token once and is never kept."""

    def __init__(
        self,
        counter: Counter,
        view: StackView,
        serial: Jobs,
        rows: tuple[StackRow, ...],
        tokens: tuple[Token, ...],
        time: TimeTold,
        work: StackWork | None = None,
    ) -> None:
        """work: None for certified copies."""
        self._work = work or CopyWork()
        self._counter = counter
        self._view = view
        self._serial = serial
        self._tokens = tokens
        self._time = time
        self._stop = Event()
        self.rows = rows
        self.signing = False

    def show(self) -> None:
        """Show the stack as it is."""
        self._view.show_rows(self.rows)
        self._view.show_signing(self.signing, self._stop.is_set())

    def see(self, document_id: DocumentId) -> None:
        """Put the stack away and open one of its papers, to look at its pages."""
        if self.signing:
            return
        row = next(row for row in self.rows if row.document_id == document_id)
        self._view.done()
        self._counter.open(row.dossier.id, document_id, Place.COMPARE)

    def sign_all(self) -> None:
        """Look whether the tokens could sign, ask for the PIN, and sign what is not signed yet."""
        if self.signing or not self._waiting():
            return
        desk = self._counter.desk
        self._busy(True)

        def fit() -> None:
            self._view.ask_pins(self._tokens, answered)

        def answered(pins: Mapping[str, Pin] | None) -> None:
            if pins is None:
                self._busy(False)
            else:
                self._sign(pins)

        time = self._time()

        self._serial.start(lambda: self._work.require(desk, time), lambda _: fit(), self._failed)

    def stop(self) -> None:
        """Begin no other copy; those in hand are finished."""
        if self.signing:
            self._stop.set()
            self._view.show_signing(True, True)

    def _sign(self, pins: Mapping[str, Pin]) -> None:
        desk, stop = self._counter.desk, self._stop
        documents = self._waiting()
        told = self._serial.here(self._told)

        def sign() -> Signed:
            try:
                return self._work.sign(desk, documents, pins, told, stop)
            finally:
                for pin in pins.values():
                    pin.erase()

        self._serial.start(sign, self._done, self._failed)

    def _waiting(self) -> tuple[DocumentId, ...]:
        return tuple(r.document_id for r in self.rows if r.copy.state is not StackState.SIGNED)

    def _told(self, copy: StackedCopy | StackedPaper) -> None:
        self.rows = tuple(
            replace(row, copy=copy) if row.document_id == copy.document_id else row
            for row in self.rows
        )
        self._view.show_rows(self.rows)

    def _done(self, copies: Signed) -> None:
        for copy in copies:
            self._told(copy)
        self._busy(False)
        signed = sum(copy.state is StackState.SIGNED for copy in copies)
        self._counter.note(self._work.told, signed=signed, count=len(copies))
        for copy in copies:
            if copy.ends_stack and copy.error is not None:
                self._counter.problem(copy.error.code, **copy.error.facts)
                break
        self._counter.refresh()

    def _failed(self, error: Exception) -> None:
        self._busy(False)
        self._counter.report(error)
        self._counter.refresh()

    def _busy(self, signing: bool) -> None:
        self.signing = signing
        self._stop.clear()
        self._view.show_signing(signing, False)

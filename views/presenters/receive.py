"""Receive: who asks, for copies of what or for which procedure; typed, or off the card's code."""

import threading
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from offline_store.citizens_copies import SaidOfCopies
from offline_store.copies_wire import figures_of
from offline_store.procedure_wire import MAX_PROCEDURES, Procedure
from offline_store.queue_wire import read_ticket_code
from offline_store.records import Document, Dossier, DossierId, Requester
from offline_store.tickets import Ticket
from station.check_card import CardCheck
from station.errors import CatalogueMissing, InputInvalid, InputMissing, ProcedureUnknown
from station.hanoi_time import hanoi_day
from station.portrait import CardPhoto
from station.problems import PRODUCT_ERRORS
from station.queue import Called
from station.read_card import requester_of
from station.recognition.card_qr import CardData, read_card_qr
from station.recognition.errors import CardUnreadable, ReadingError
from station.recognition.personal_id import IdDoubt, PersonalId, doubts_of, read_personal_id
from views.presenters.card_in_hand import CardInHand
from views.presenters.chip import ChipPresenter, ChipView
from views.presenters.counter import Counter, Place, Work
from views.presenters.for_procedure import ForProcedure
from views.presenters.identify import IdentifyPresenter
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode

# Of an ID number, the old one of nine figures among them.
_LENGTHS = (9, 12)

_Offered = tuple[tuple[str, datetime, date], tuple[Procedure, ...]]
"""By which catalogue, taken when, on which day; and its procedures, as they are in the list."""


class ReceiveView(ChipView, Protocol):
    """What the form must show."""

    def show_number(self, says: PersonalId | None, doubts: tuple[IdDoubt, ...]) -> None:
        """Say beside the number what it says of its owner, and what of that does not fit."""
        ...

    def show_copies(self, said: SaidOfCopies | None) -> None:
        """Say beside the number what central said last of its owner's copies; None: nothing."""
        ...

    def show_names(self, names: tuple[str, ...]) -> None:
        """Offer these while the original's name is typed."""
        ...

    def show_procedures(self, procedures: tuple[Procedure, ...]) -> None:
        """Offer these while a procedure is typed; none where this desk has no list of them."""
        ...

    def show_wrong_field(self, field: str, missing: bool) -> None:
        """Mark a field as empty or impossible and put the cursor there."""
        ...

    def show_called(self, called: Called | None) -> None:
        """Say who was called from the queue, and how many still wait; None: nobody was."""
        ...

    def show_busy(self, busy: bool) -> None:
        """Say whether the dossier or the card is on its way."""
        ...

    def show_watching(self, watching: bool) -> None:
        """Say whether the camera looks for a card."""
        ...

    def show_seen(self, jpeg: bytes) -> None:
        """Show what the camera sees."""
        ...

    def show_empty(self) -> None:
        """An empty form."""
        ...


class ReceivePresenter:
    """Opens a dossier and goes on to the scanner."""

    def __init__(self, counter: Counter, view: ReceiveView, serial: Jobs, parallel: Jobs) -> None:
        self._counter = counter
        self._view = view
        self._serial = serial
        self._parallel = parallel
        self._busy = False
        self.hand = CardInHand()
        self.chip = ChipPresenter(counter, view, parallel, self.hand)
        self._stop: threading.Event | None = None
        self._copies_of = ""
        self._offered: _Offered | None = None
        # Shows the checklist of a dossier that was just received.
        self.received_for: Callable[[DossierId], None] = lambda dossier_id: None
        self.identify = IdentifyPresenter(counter, parallel)
        # Is told of each dossier: its card's picture, and whether its face is to be checked now.
        self.received_with: Callable[[DossierId, CardPhoto | None, bool], None] = lambda *_: None
        self._picture: tuple[str, Path] | None = None  # and whose number it shows
        self.check_face = False
        self._calling = False
        self._ticket: Ticket | None = None

    @property
    def queue_used(self) -> bool:
        """Whether this desk calls numbers."""
        return self._counter.desk.settings.queue.used

    def call_next(self) -> None:
        """Call who waits longest."""
        self._call(lambda: self._counter.desk.call_citizens())

    def _call(self, call: Callable[[], Called]) -> None:
        if self._calling:
            return
        self._calling = True

        def called(answer: Called) -> None:
            self._calling = False
            self._ticket = answer.ticket
            self._view.show_called(answer)
            if answer.ticket is None:
                self._counter.note(NoteCode.NOBODY_WAITS)

        def failed(error: Exception) -> None:
            self._calling = False
            self._counter.report(error)

        self._parallel.start(call, called, failed)

    def show(self, work: Work | None) -> None:
        """What was typed before stays: a look at another place loses nothing."""

    def read_card(self, picture: Path) -> None:
        """Fill the form from a picture of an identity card."""

        def read(card: CardData) -> None:
            self._set_busy(False)
            self._picture = card.id_number, picture
            self._take(card)
            self._check_card(picture)

        def failed(error: Exception) -> None:
            self._set_busy(False)
            if isinstance(error, CardUnreadable):
                self._check_card(picture, without_code=True)
            else:
                self._failed(error)

        self.hand.check = None
        self._view.show_mismatches(())
        self._set_busy(True)
        self._parallel.start(lambda: self._counter.desk.read_card(picture), read, failed)

    def _check_card(self, picture: Path, *, without_code: bool = False) -> None:
        """Hold the card's places against each other, which takes seconds; the clerk goes on.

        without_code: fill the form from the lines at its back, as far as they go.
        """
        self.hand.turn += 1
        turn = self.hand.turn

        def checked(check: CardCheck) -> None:
            if turn != self.hand.turn:
                return  # another card, or another dossier
            if without_code and check.requester is None:
                self._counter.report(CardUnreadable())
                return
            if without_code and check.requester is not None:
                self._picture = check.requester.id_number, picture
                self._view.show_requester(check.requester)
                self._counter.note(NoteCode.CARD_READ)
            self.hand.take_check(check)
            self._forget_other_chip()
            self._view.show_mismatches(self.hand.mismatches())

        def failed(error: Exception) -> None:
            # Who has the form filled in misses only a hint: nothing to be told without Tesseract.
            if turn == self.hand.turn and (without_code or not isinstance(error, ReadingError)):
                self._failed(error)

        self._parallel.start(lambda: self._counter.desk.check_card(picture), checked, failed)

    def take_code(self, text: str) -> None:
        """Fill the form from what a barcode reader typed; a ticket's code calls its number."""
        if read_ticket_code(text) is not None:
            self._call(lambda: self._counter.desk.call_citizens.shown(text))
            return
        self.hand.turn += 1
        self._view.show_mismatches(())
        try:
            self._take(read_card_qr(text))
            self._view.show_mismatches(self.hand.mismatches())
        except CardUnreadable as error:
            self._counter.report(error)

    @property
    def watching(self) -> bool:
        """Whether the camera looks for a card."""
        return self._stop is not None

    def watch_card(self) -> None:
        """Look for a card through the camera, and fill the form from it."""
        if self._stop is not None:
            return
        stop = self._stop = threading.Event()

        def seen(card: CardData | None) -> None:
            ended()
            if card is not None:
                self._take(card)

        def failed(error: Exception) -> None:
            ended()
            self._failed(error)

        def ended() -> None:
            self._stop = None
            self._view.show_watching(False)

        def show(jpeg: bytes) -> None:
            if not stop.is_set():
                self._view.show_seen(jpeg)

        preview = self._parallel.here(show)
        self._view.show_watching(True)
        self._parallel.start(
            lambda: self._counter.desk.watch_card(stop=stop, preview=preview), seen, failed
        )

    def stop_watching(self) -> None:
        """Let the camera go, and the chip."""
        self.chip.stop()
        if self._stop is not None:
            self._stop.set()

    def check_number(self, number: str, born: str) -> None:
        """Hold a number against the date of birth beside it, and against the card's sex."""
        desk = self._counter.desk
        number = number.strip()
        self.chip.stays_with(number)
        doubts = doubts_of(
            number,
            born=born.strip(),
            sex=self.hand.sex_of(number),
            today=hanoi_day(desk.now()),
            rules=desk.id_rules,
        )
        self._view.show_number(read_personal_id(number), doubts)
        self._look_for_copies(figures_of(number))

    def _look_for_copies(self, number: str) -> None:
        """What is kept here alone: central is asked in a dossier, once there is one."""
        if number == self._copies_of:
            return
        self._copies_of = number
        self._view.show_copies(None)
        if len(number) not in _LENGTHS:
            return
        find = self._counter.desk.find_copies

        def known(said: SaidOfCopies | None) -> None:
            if number == self._copies_of:
                self._view.show_copies(said)

        def failed(error: Exception) -> None:
            # Whoever may not receive is told so when they try.
            if not isinstance(error, PRODUCT_ERRORS):
                raise error

        self._parallel.start(lambda: find.kept_of(number), known, failed)

    def look_for_names(self) -> None:
        """Offer what papers are usually called at this desk."""
        self._parallel.start(
            self._counter.desk.usual_papers, self._view.show_names, self._counter.report
        )

    def look_for_procedures(self) -> None:
        """Offer the procedures of today's catalogue; read anew only where it or the day is new."""
        desk, offered = self._counter.desk, self._offered

        def look() -> _Offered | None:
            kept = desk.procedures.kept()
            by = (kept.version, kept.taken_at, hanoi_day(desk.now()))
            if offered is not None and offered[0] == by:
                return None
            return by, desk.procedures(limit=MAX_PROCEDURES)

        def found(new: _Offered | None) -> None:
            if new is not None:
                self._offered = new
                self._view.show_procedures(new[1])

        def failed(error: Exception) -> None:
            # Nobody who receives for copies alone is to be told that no list is here.
            self._offered = None
            self._view.show_procedures(())
            if not isinstance(error, CatalogueMissing):
                self._counter.report(error)

        self._parallel.start(look, found, failed)

    def receive_for(self, requester: Requester, said: ForProcedure) -> None:
        """Keep a new dossier for a procedure, with an empty pile; its checklist is shown."""
        if self._busy:
            return
        desk, ticket = self._counter.desk, self._ticket
        vouched = self.identify.vouched_for(requester)

        def act() -> tuple[Dossier, Document]:
            dossier = desk.receive_for_procedure(
                requester,
                said.code,
                owner=said.owner,
                channel=said.channel,
                resolving_unit=said.resolving_unit,
                queue_number=said.queue_number,
                identified_by=vouched,
            )
            if ticket is not None:
                desk.call_citizens.serve(ticket, dossier.id)
            return dossier, desk.sort_pile.open(dossier.id)

        def kept(received: tuple[Dossier, Document]) -> None:
            dossier, pile = received
            self._kept(dossier)
            self._counter.open(dossier.id, pile.id, Place.SCAN)
            self.received_for(dossier.id)

        if not said.code:
            self._failed(InputMissing(field="procedure"))
            return
        self._set_busy(True)
        self._serial.start(act, kept, self._failed)

    def receive(self, requester: Requester, title: str, copies: int) -> None:
        """Keep a new dossier; the same press twice makes one."""
        if self._busy:
            return
        desk, ticket = self._counter.desk, self._ticket
        vouched = self.identify.vouched_for(requester)

        def keep() -> Dossier:
            dossier = desk.receive(requester, title, copies, identified_by=vouched)
            if ticket is not None:
                desk.call_citizens.serve(ticket, dossier.id)
            return dossier

        def kept(dossier: Dossier) -> None:
            self._kept(dossier)
            self._counter.open(dossier.id, dossier.documents[0].id, Place.SCAN)

        self._set_busy(True)
        self._serial.start(keep, kept, self._failed)

    def _kept(self, dossier: Dossier) -> None:
        self._set_busy(False)
        number, picture = self._picture or ("", None)
        asks = dossier.requester.id_number
        card = picture if number == asks else None  # not of whoever was here before
        self.received_with(dossier.id, self.hand.proven_photo(asks) or card, self.check_face)
        self._picture, self.check_face = None, False
        self._ticket = None
        self.chip.stop()
        self.hand.forget()
        self.identify.forget()
        self._view.show_called(None)
        self._view.show_empty()
        self._counter.note(NoteCode.RECEIVED, dossier=dossier.code)

    def _take(self, card: CardData) -> None:
        self.hand.take_code(card)
        self._forget_other_chip()
        self._view.show_requester(requester_of(card))
        self._counter.note(NoteCode.CARD_READ)

    def _forget_other_chip(self) -> None:
        """Nobody's portrait stands beside another's data."""
        if self.hand.chip is None:
            self._view.show_chip(None, b"")

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        if isinstance(error, ProcedureUnknown):
            error = InputInvalid(field="procedure")
        if isinstance(error, InputMissing | InputInvalid):
            field = str(error.facts["field"])
            self._view.show_wrong_field(field, isinstance(error, InputMissing))
        else:
            self._counter.report(error)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._view.show_busy(busy)

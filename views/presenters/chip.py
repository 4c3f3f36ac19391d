"""The chip of the card in hand: read on a card reader, beside the form that it fills in."""

import threading
from typing import Protocol

from offline_store.records import Requester
from station.check_card import Mismatch, Seen
from station.chip.errors import ChipKeyMissing
from station.chip.passive_authentication import Verdict
from station.read_chip import ChipReading, Progress, key_of
from views.presenters.card_in_hand import CardInHand
from views.presenters.counter import Counter
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode


class ChipView(Protocol):
    """What must be shown of a chip."""

    def show_chip_busy(self, busy: bool) -> None:
        """Say whether a chip is waited for or read."""
        ...

    def show_chip_progress(self, progress: Progress) -> None:
        """Say how far it is."""
        ...

    def show_chip(self, chip: ChipReading | None, portrait: bytes) -> None:
        """Show what proves it, and the portrait as a small JPEG; None: forget both."""
        ...

    def show_requester(self, requester: Requester) -> None:
        """Put the card's data into the fields; what the card does not say stays as typed."""
        ...

    def show_mismatches(self, mismatches: tuple[Mismatch, ...]) -> None:
        """Show what on the card does not agree."""
        ...


class ChipPresenter:
    """Reads one chip at a time; nothing of it outlives the form."""

    def __init__(self, counter: Counter, view: ChipView, parallel: Jobs, hand: CardInHand) -> None:
        self._counter = counter
        self._view = view
        self._parallel = parallel
        self._hand = hand
        self._stop: threading.Event | None = None

    @property
    def reading(self) -> bool:
        """Whether a chip is waited for or read."""
        return self._stop is not None

    def read(self, number: str) -> None:
        """Read the chip of the card with this personal number."""
        if self._stop is not None:
            return
        desk = self._counter.desk
        number = number.strip()
        try:
            key = key_of(self._hand.zone_of(number), number, desk.settings.cards)
        except ChipKeyMissing as error:
            self._counter.report(error)
            return
        stop = self._stop = threading.Event()

        def show(progress: Progress) -> None:
            if not stop.is_set():
                self._view.show_chip_progress(progress)

        told = self._parallel.here(show)

        def read() -> tuple[ChipReading, bytes, tuple[Seen, ...]] | None:
            chip = desk.read_chip(key, stop=stop, told=told)
            if chip is None:
                return None
            portrait = b"" if chip.portrait is None else chip.portrait.small_jpeg()
            return chip, portrait, tuple(desk.check_card.earlier(chip.zone.id_number))

        def done(said: tuple[ChipReading, bytes, tuple[Seen, ...]] | None) -> None:
            self._ended(stop)
            if said is not None and not stop.is_set():
                chip, portrait, earlier = said
                self._hand.take_chip(chip, earlier)
                self._view.show_chip(chip, portrait)
                self._view.show_mismatches(self._hand.mismatches())
                if chip.proof.verdict is not Verdict.FALSE:
                    self._view.show_requester(chip.requester)
                    self._counter.note(NoteCode.CHIP_READ)

        def failed(error: Exception) -> None:
            self._ended(stop)
            if not stop.is_set():
                self._counter.report(error)

        self.forget()
        self._view.show_chip_busy(True)
        self._parallel.start(read, done, failed)

    def stays_with(self, number: str) -> None:
        """Forget a chip that filled the form in, where another number stands there now."""
        chip = self._hand.chip
        if chip is None or chip.proof.verdict is Verdict.FALSE:
            return
        if chip.zone.id_number != number:
            self.forget()

    def forget(self) -> None:
        """Another person's data, or another reading, is next."""
        self._hand.forget_chip()
        self._view.show_chip(None, b"")

    def stop(self) -> None:
        """Leave the chip that is waited for or read."""
        if self._stop is not None:
            self._stop.set()
            self._view.show_chip_busy(False)
            self._stop = None

    def _ended(self, stop: threading.Event) -> None:
        if self._stop is stop:
            self._stop = None
            self._view.show_chip_busy(False)

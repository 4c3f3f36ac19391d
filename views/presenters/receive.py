"""Receive: who asks, for copies of what; typed, or read off the card's QR code."""

from pathlib import Path
from typing import Protocol

from offline_store.records import Dossier, Requester
from station.errors import InputInvalid, InputMissing
from views.presenters.counter import Counter, Place, Work
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode


class ReceiveView(Protocol):
    """What the form must show."""

    def show_requester(self, requester: Requester) -> None:
        """Put the card's data into the fields; what the card does not say stays as typed."""
        ...

    def show_wrong_field(self, field: str, missing: bool) -> None:
        """Mark a field as empty or impossible and put the cursor there."""
        ...

    def show_busy(self, busy: bool) -> None:
        """Say whether the dossier or the card is on its way."""
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

    def show(self, work: Work | None) -> None:
        """What was typed before stays: a look at another place loses nothing."""

    def read_card(self, picture: Path) -> None:
        """Fill the form from a picture of an identity card."""

        def read(requester: Requester) -> None:
            self._set_busy(False)
            self._view.show_requester(requester)
            self._counter.note(NoteCode.CARD_READ)

        self._set_busy(True)
        self._parallel.start(lambda: self._counter.desk.read_card(picture), read, self._failed)

    def receive(self, requester: Requester, title: str, copies: int) -> None:
        """Keep a new dossier; the same press twice makes one."""
        if self._busy:
            return

        def kept(dossier: Dossier) -> None:
            self._set_busy(False)
            self._view.show_empty()
            self._counter.note(NoteCode.RECEIVED, dossier=dossier.code)
            self._counter.open(dossier.id, dossier.documents[0].id, Place.SCAN)

        self._set_busy(True)
        self._serial.start(
            lambda: self._counter.desk.receive(requester, title, copies), kept, self._failed
        )

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        if isinstance(error, InputMissing | InputInvalid):
            field = str(error.facts["field"])
            self._view.show_wrong_field(field, isinstance(error, InputMissing))
        else:
            self._counter.report(error)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._view.show_busy(busy)

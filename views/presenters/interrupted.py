"""Captures that a crash of the desk interrupted: offered again, and never dropped in silence."""

from typing import Protocol

from offline_store.records import DocumentId, DossierId
from station.interrupted import Interrupted
from views.presenters.counter import Counter, Place
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode


class InterruptedView(Protocol):
    """What offers them."""

    def show_interrupted(self, offered: Interrupted | None, at: int, of: int) -> None:
        """The one to decide on, the `at`-th of so many; None: there is none."""
        ...

    def show_aside(self, count: int) -> None:
        """How many were set aside, and wait there."""
        ...


class InterruptedPresenter:
    """Offers them one after the other: to be kept with their paper, or set aside."""

    def __init__(self, counter: Counter, view: InterruptedView, serial: Jobs) -> None:
        self._counter = counter
        self._view = view
        self._serial = serial
        self._found: tuple[Interrupted, ...] = ()
        self._aside_wanted = False

    @property
    def offered(self) -> tuple[Interrupted, ...]:
        """Those to decide on: those set aside only when they were asked for."""
        return tuple(each for each in self._found if self._aside_wanted or not each.set_aside)

    def look(self) -> None:
        """Look for them. Not while pages arrive: a capture that runs would be waited for."""
        if self._counter.scanning is not None:
            return
        self._serial.start(self._counter.desk.interrupted, self._show, self._counter.report)

    def show_aside(self) -> None:
        """Offer also those that were set aside."""
        self._aside_wanted = True
        self.look()

    def into(self, session: Interrupted) -> DocumentId | None:
        """The paper that its pages would go to: its own, or where that is gone the open one."""
        work = self._counter.work
        return session.document_id or (work.document.id if work is not None else None)

    def recover(self) -> None:
        """Keep the pages of the one offered, and open the paper that has them then."""
        if not self.offered or self._counter.scanning is not None:
            return
        session, desk = self.offered[0], self._counter.desk
        into = self.into(session)
        if into is None:
            return

        def keep() -> tuple[int, DossierId, DocumentId]:
            kept = desk.interrupted.recover(session.session, into)
            with desk.store.snapshot() as records:
                return len(kept), records.dossiers.document(into).dossier_id, into

        def kept(done: tuple[int, DossierId, DocumentId]) -> None:
            pages, dossier_id, document_id = done
            self._counter.note(NoteCode.RECOVERED, pages=pages)
            self._counter.open(dossier_id, document_id, Place.SCAN)
            self.look()

        def failed(error: Exception) -> None:
            self._counter.report(error)
            self.look()  # what could be kept is kept

        self._serial.start(keep, kept, failed)

    def set_aside(self) -> None:
        """Put the one offered out of the way; one that is there already is hidden again."""
        if not self.offered:
            return
        session = self.offered[0]
        if session.set_aside:
            self._aside_wanted = False
            self._show(self._found)
            return

        def done(_: None) -> None:
            self._counter.note(NoteCode.SET_ASIDE, pages=len(session.pages))
            self.look()

        self._serial.start(
            lambda: self._counter.desk.interrupted.set_aside(session.session),
            done,
            self._counter.report,
        )

    def _show(self, found: tuple[Interrupted, ...]) -> None:
        # Those that were not decided on come first.
        self._found = tuple(sorted(found, key=lambda each: each.set_aside))
        offered = self.offered
        self._view.show_interrupted(offered[0] if offered else None, 1, len(offered))
        self._view.show_aside(sum(each.set_aside for each in found))

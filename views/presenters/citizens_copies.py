"""The copies that the requester of the open dossier has already, as far as central said so."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from offline_store.attached_copies import AttachedCopy
from offline_store.citizens_copies import SaidOfCopies
from offline_store.copies_wire import figures_of
from offline_store.records import Dossier, DossierId
from station.bootstrap import Desk
from station.checklist import mark_of
from station.problems import PRODUCT_ERRORS
from views.presenters.counter import Counter, Work
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode

# Nobody waits for what the desk asks by itself, and a line that is down is left alone for a while.
_QUIET_LIMIT_S = 10
_REST = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class PaperAsked:
    """A component of the open dossier. settled: something is said of it already."""

    position: int
    name: str
    settled: bool


class CitizensCopiesView(Protocol):
    """What the copies are shown on: a quiet line beside the dossier, and their list."""

    def show_copies(self, dossier_id: DossierId | None, said: SaidOfCopies | None) -> None:
        """What central said last of this dossier's requester; None: nothing is known.

        dossier_id: None where nothing is open, or its requester gave no number.
        """
        ...

    def show_papers(self, papers: tuple[PaperAsked, ...]) -> None:
        """The papers of the open dossier for which a copy could stand, if any."""
        ...

    def show_asking(self, asking: bool) -> None:
        """Central is being asked, because the clerk wants it."""
        ...


class CitizensCopiesPresenter:
    """Asks central once for each dossier whose originals are still to be scanned, and quietly."""

    def __init__(self, counter: Counter, view: CitizensCopiesView, parallel: Jobs) -> None:
        self._counter = counter
        self._view = view
        self._parallel = parallel
        self._looked_at: DossierId | None = None
        self._rests_until = counter.desk.now()
        self._asking = False

    def look(self, work: Work | None) -> None:
        """Something else is open: what is known of its requester, and what central says now."""
        desk = self._counter.desk
        dossier = None if work is None else work.dossier
        known_by = "" if dossier is None else figures_of(dossier.requester.id_number)
        looked_at = dossier.id if dossier is not None and known_by else None
        if looked_at == self._looked_at:
            return
        self._looked_at = looked_at
        self._view.show_copies(looked_at, None)
        self._view.show_papers(())
        if dossier is None or looked_at is None:
            return
        self._look_at_papers(dossier.id)

        def known(said: SaidOfCopies | None) -> None:
            self._show(dossier.id, said)
            if _wants_asking(dossier, said) and desk.now() >= self._rests_until:
                self._ask_quietly(dossier.id)

        self._parallel.start(lambda: desk.find_copies.kept(dossier.id), known, self._unsaid)

    def ask(self) -> None:
        """Ask central now, because the clerk wants it."""
        desk, dossier_id = self._counter.desk, self._looked_at
        if dossier_id is None or self._asking:
            return
        self._set_asking(True)

        def told(said: SaidOfCopies) -> None:
            self._set_asking(False)
            self._show(dossier_id, said)

        def failed(error: Exception) -> None:
            self._set_asking(False)
            self._counter.report(error)

        self._parallel.start(lambda: desk.find_copies(dossier_id), told, failed)

    def attach(self, code: str, position: int) -> None:
        """Let a copy stand for a paper of the open dossier."""
        desk, dossier_id = self._counter.desk, self._looked_at
        if dossier_id is None or self._asking:
            return
        self._set_asking(True)

        def attached(copy: AttachedCopy) -> None:
            self._set_asking(False)
            self._counter.note(NoteCode.COPY_ATTACHED, paper=copy.title)
            self._look_at_papers(dossier_id)
            self._counter.refresh()

        def failed(error: Exception) -> None:
            self._set_asking(False)
            self._counter.report(error)

        self._parallel.start(lambda: desk.attach_copy(dossier_id, position, code), attached, failed)

    def _look_at_papers(self, dossier_id: DossierId) -> None:
        desk = self._counter.desk

        def looked(papers: tuple[PaperAsked, ...]) -> None:
            if dossier_id == self._looked_at:
                self._view.show_papers(papers)

        self._parallel.start(lambda: _papers_of(desk, dossier_id), looked, self._unsaid)

    def _ask_quietly(self, dossier_id: DossierId) -> None:
        desk = self._counter.desk

        def failed(error: Exception) -> None:
            self._rests_until = desk.now() + _REST
            self._unsaid(error)

        self._parallel.start(
            lambda: desk.find_copies(dossier_id, _QUIET_LIMIT_S),
            lambda said: self._show(dossier_id, said),
            failed,
        )

    def _show(self, dossier_id: DossierId, said: SaidOfCopies | None) -> None:
        if dossier_id == self._looked_at:
            self._view.show_copies(dossier_id, said)

    def _set_asking(self, asking: bool) -> None:
        self._asking = asking
        self._view.show_asking(asking)

    def _unsaid(self, error: Exception) -> None:
        # Without central, a place there or the role for it, the work goes on as it always did.
        if not isinstance(error, PRODUCT_ERRORS):
            raise error


def _wants_asking(dossier: Dossier, said: SaidOfCopies | None) -> bool:
    """Whether nobody asked since the dossier came, and something of it is still to be made."""
    papers = dossier.documents
    unfinished = not papers or any(document.copy is None for document in papers)
    return unfinished and (said is None or said.said_at < dossier.created_at)


def _papers_of(desk: Desk, dossier_id: DossierId) -> tuple[PaperAsked, ...]:
    with desk.store.snapshot() as records:
        handling = records.handling.of(dossier_id)
    if handling is None:
        return ()
    return tuple(
        PaperAsked(position, asked.name, mark_of(handling, position) is not None)
        for position, asked in enumerate(handling.procedure.components, start=1)
    )

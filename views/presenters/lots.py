"""Lots: dossiers digitised in a row by an operator, and checked by somebody else."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Event
from typing import Protocol

from offline_store.descriptions import Description
from offline_store.keyings import Keying
from offline_store.lot_checks import LotError, LotSample, Verdict
from offline_store.lots import Lot, LotCount, LotId, LotState
from offline_store.procedure_wire import MAX_PROCEDURES, Procedure
from offline_store.records import DocumentId, DossierId
from station.bootstrap import Desk
from station.export_lot import LotExport
from station.key_again import ToKey
from station.lot_figures import as_xlsx
from views.presenters.counter import Counter, Place, Work
from views.presenters.jobs import Jobs
from views.presenters.lot_sheet import LotRow, LotSheet, PaperPage, look_at_lot, pages_of
from views.presenters.messages import NoteCode
from views.presenters.refused_files import refusals_told, save_to


class LotsView(Protocol):
    """What the place of lots must show and ask."""

    def show_lots(self, lots: tuple[LotCount, ...]) -> None:
        """All lots, newest first."""
        ...

    def show_lot(self, sheet: LotSheet) -> None:
        """One lot."""
        ...

    def show_pages(self, dossier_id: DossierId, pages: tuple[PaperPage, ...]) -> None:
        """The pages of the dossier in hand."""
        ...

    def show_progress(self, done: int, total: int) -> None:
        """So much of long work is done; `done` as `total` where nothing is under way."""
        ...

    def ask_lot(self, procedures: tuple[Procedure, ...]) -> None:
        """Which lot is to be opened."""
        ...

    def ask_keys(self, paper: ToKey) -> None:
        """What the fields of a paper say, blind."""
        ...

    def ask_decision(self, paper: ToKey, difference: Keying) -> None:
        """What holds of a field that two typed differently."""
        ...


class LotsPresenter:
    """The list of lots, and the one that is open."""

    def __init__(self, counter: Counter, view: LotsView, serial: Jobs, parallel: Jobs) -> None:
        self._counter = counter
        self._view = view
        self._serial = serial
        self._parallel = parallel
        self._asked = 0
        self._looked = 0
        self._lot: LotId | None = None
        self.sheet: LotSheet | None = None
        self._stop = Event()
        self.running = False

    def show(self, work: Work | None) -> None:
        """Read the list, or the open lot, anew."""
        self._asked += 1
        asked, desk, lot_id = self._asked, self._counter.desk, self._lot

        def listed(lots: tuple[LotCount, ...]) -> None:
            if asked == self._asked:
                self.sheet = None
                self._view.show_lots(lots)

        def looked(sheet: LotSheet) -> None:
            if asked == self._asked:
                self.sheet = sheet
                self._view.show_lot(sheet)

        if lot_id is None:
            self._parallel.start(lambda: _all_lots(desk), listed, self._counter.report)
        else:
            self._parallel.start(lambda: look_at_lot(desk, lot_id), looked, self._counter.report)

    def open(self, lot_id: LotId | None) -> None:
        """Open a lot; None: go back to the list."""
        self._lot = lot_id
        self.show(None)

    def look_at(self, row: LotRow | None) -> None:
        """The pages of a dossier, to be looked at."""
        self._looked += 1
        if row is None:
            return
        looked, desk, dossier_id = self._looked, self._counter.desk, row.dossier.dossier_id

        def found(pages: tuple[PaperPage, ...]) -> None:
            if looked == self._looked:
                self._view.show_pages(dossier_id, pages)

        self._parallel.start(lambda: pages_of(desk, dossier_id), found, self._counter.report)

    # The operator's acts.

    def ask_new(self) -> None:
        """Ask which lot is to be opened."""
        desk = self._counter.desk
        self._parallel.start(lambda: _procedures(desk), self._view.ask_lot, self._counter.report)

    def create(self, procedure_code: str, name: str, code: str, component: int) -> None:
        """Open a new lot."""
        desk = self._counter.desk

        def opened(lot: Lot) -> None:
            self._counter.note(NoteCode.LOT_OPENED, lot=lot.code)
            self.open(lot.id)

        self._serial.start(
            lambda: desk.lots.open(procedure_code, name, code=code, component=component),
            opened,
            self._counter.report,
        )

    def scan_next(self) -> None:
        """Put a new dossier into the lot, and go to the scanner with it."""
        lot_id, desk = self._lot, self._counter.desk
        if lot_id is None:
            return

        def added(found: tuple[DossierId, DocumentId]) -> None:
            self._counter.open(*found, Place.SCAN)

        self._serial.start(lambda: desk.lots.add(lot_id), added, self._failed)

    def open_dossier(self, row: LotRow) -> None:
        """Open a dossier in its own places: its pile, or its first paper."""
        desk, dossier_id = self._counter.desk, row.dossier.dossier_id

        def found(document_id: DocumentId | None) -> None:
            if document_id is not None:
                self._counter.open(dossier_id, document_id)

        self._parallel.start(lambda: _first_document(desk, dossier_id), found, self._counter.report)

    def feed(self, files: Sequence[Path]) -> None:
        """Add a dossier for each of these files, one after the other, until it is stopped."""
        lot_id, desk = self._lot, self._counter.desk
        if lot_id is None or self.running or not files:
            return
        left = list(files)
        self._begin()

        def one() -> None:
            if not left or self._stop.is_set():
                self._end()
                return
            self._view.show_progress(len(files) - len(left), len(files))
            path = left.pop(0)
            self._parallel.start(
                lambda: desk.feed_lot(lot_id, (path,), sort=True), lambda _: one(), failed
            )

        def failed(error: Exception) -> None:
            self._end()
            self._counter.report(error)

        one()

    def cut(self, row: LotRow) -> None:
        """Cut a dossier, into which a whole batch was scanned, apart at its sheets."""
        desk, dossier_id = self._counter.desk, row.dossier.dossier_id

        def done(dossiers: tuple[DossierId, ...]) -> None:
            self._counter.note(NoteCode.LOT_CUT, dossiers=len(dossiers))
            self.show(None)

        self._serial.start(lambda: desk.feed_lot.cut_dossier(dossier_id), done, self._failed)

    def call_done(self, row: LotRow) -> None:
        """Say that a dossier is digitised; what is proposed of its papers is kept first."""
        desk, dossier_id = self._counter.desk, row.dossier.dossier_id

        def called(_: None) -> None:
            self._counter.note(NoteCode.LOT_DOSSIER_DONE, dossier=row.dossier.code)
            self.show(None)

        self._serial.start(
            lambda: desk.lots.call_done(dossier_id, describe=True), called, self._failed
        )

    def hand_in(self) -> None:
        """Hand the lot in for its check."""
        lot_id, desk = self._lot, self._counter.desk
        if lot_id is None:
            return

        def handed(sample: LotSample) -> None:
            self._counter.note(
                NoteCode.LOT_HANDED_IN, sample=len(sample.dossiers), size=sample.size
            )
            self.show(None)

        self._serial.start(lambda: desk.lots.hand_in(lot_id), handed, self._failed)

    # Double keying.

    def key_again(self) -> None:
        """Ask for the next paper that this person may type, or for a decision that is theirs."""
        sheet, desk = self.sheet, self._counter.desk
        if sheet is None:
            return
        others = [paper for paper in sheet.to_key if paper.first_who != desk.clerk]
        for paper in others:
            if paper.fields:
                self._view.ask_keys(paper)
                return
        for paper in others:
            if paper.differing:
                self._view.ask_decision(paper, paper.differing[0])
                return
        if sheet.to_key:
            self._counter.problem("keyed-before")

    def keyed(self, paper: ToKey, said: Mapping[str, str]) -> None:
        """Keep what was typed blind."""
        desk = self._counter.desk

        def kept(differing: tuple[Keying, ...]) -> None:
            self._counter.note(NoteCode.KEYED_AGAIN, differing=len(differing))
            self.show(None)

        self._serial.start(lambda: desk.key_again.key(paper.document_id, said), kept, self._failed)

    def decide_key(self, paper: ToKey, field: str, text: str) -> None:
        """Keep what holds of a difference."""
        desk = self._counter.desk

        def decided(described: Description) -> None:
            self._counter.note(NoteCode.PAPER_DESCRIBED, described=described.code)
            self.show(None)

        self._serial.start(
            lambda: desk.key_again.decide(paper.document_id, field, text), decided, self._failed
        )

    # The checker's acts.

    def judge(self, row: LotRow, errors: Sequence[LotError] = ()) -> None:
        """Say what is wrong with a dossier of the sample; nothing: it is right."""
        desk, dossier_id = self._counter.desk, row.dossier.dossier_id

        def said(_: Verdict) -> None:
            self.show(None)

        self._serial.start(lambda: desk.check_lots.judge(dossier_id, errors), said, self._failed)

    def decide(self) -> None:
        """Accept the lot, or send it back, as its sample has it."""
        lot_id, desk = self._lot, self._counter.desk
        if lot_id is None:
            return

        def decided(lot: Lot) -> None:
            accepted = lot.state is LotState.ACCEPTED
            self._counter.note(
                NoteCode.LOT_ACCEPTED if accepted else NoteCode.LOT_SENT_BACK, lot=lot.code
            )
            self.show(None)

        self._serial.start(lambda: desk.check_lots.decide(lot_id), decided, self._failed)

    # What goes out.

    def save_figures(self, target: Path) -> None:
        """The figures of the open lot, or of all, as a spreadsheet."""
        desk = self._counter.desk
        lots = () if self._lot is None else (self._lot,)

        def make() -> bytes:
            return as_xlsx(desk.count_lots(lots), desk.now())

        save_to(target, make, self._counter, self._parallel)

    def export(self, folder: Path) -> None:
        """Write the accepted lot into a folder, until it is stopped."""
        lot_id, desk = self._lot, self._counter.desk
        if lot_id is None or self.running:
            return
        self._begin()
        tell: Callable[[tuple[int, int]], None] = self._parallel.here(
            lambda progress: self._view.show_progress(*progress)
        )

        def write() -> LotExport:
            with refusals_told():
                return desk.export_lot(
                    lot_id, folder, lambda done, total: tell((done, total)), self._stop
                )

        def written(export: LotExport) -> None:
            self._end()
            if export.whole:
                self._counter.note(
                    NoteCode.LOT_EXPORTED, papers=len(export.papers), folder=export.folder.name
                )

        def failed(error: Exception) -> None:
            self._end()
            self._counter.report(error)

        self._parallel.start(write, written, failed)

    def stop(self) -> None:
        """Let long work end after the step it is at."""
        self._stop.set()

    def _begin(self) -> None:
        self.running = True
        self._stop = Event()

    def _end(self) -> None:
        self.running = False
        self._view.show_progress(0, 0)
        self.show(None)

    def _failed(self, error: Exception) -> None:
        self._counter.report(error)
        self.show(None)


def _all_lots(desk: Desk) -> tuple[LotCount, ...]:
    with desk.store.snapshot() as records:
        return records.lots.list()


def _procedures(desk: Desk) -> tuple[Procedure, ...]:
    return desk.procedures(limit=MAX_PROCEDURES)


def _first_document(desk: Desk, dossier_id: DossierId) -> DocumentId | None:
    with desk.store.snapshot() as records:
        documents = records.dossiers.get(dossier_id).documents
    with_pages = [document for document in documents if document.pages]
    pile = [document for document in with_pages if document.component == 0]
    found = [*pile, *with_pages, *documents]
    return found[0].id if found else None

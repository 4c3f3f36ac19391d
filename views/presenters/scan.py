"""Scan: pages from a device or from files, read as they come; and a scan that must wait."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from threading import Event
from typing import Protocol

from offline_store.records import Document, DocumentId, Page, PageId
from scanners.errors import DeviceNotFound, ScanCancelled
from scanners.values import Source
from station.capture import Capture
from station.problems import PRODUCT_ERRORS
from station.scan_profiles import PAPER_SIZES
from views.presenters.counter import Counter, Place, Work
from views.presenters.jobs import Jobs
from views.presenters.messages import SIDES_DIFFER, NoteCode
from views.presenters.page_acts import PageActs
from views.presenters.reading import BackgroundReading
from views.presenters.refused_files import refusals_told
from views.presenters.scan_order import Interlude, Runs, ScanOrder, ScanRun
from views.presenters.suggestions import SuggestionsPresenter, SuggestionsView


class Arriving(StrEnum):
    """Where pages that are on their way come from; at first maybe from a press of a button."""

    SCANNER = "scanner"
    BUTTON = "button"
    FILES = "files"


class ScanView(SuggestionsView, Protocol):
    """What the scan place must show."""

    def show_document(self, document: Document | None) -> None:
        """The document that takes pages; None when none is open."""
        ...

    def show_pages(self, pages: tuple[Page, ...]) -> None:
        """All pages of the document."""
        ...

    def show_page(self, page: Page) -> None:
        """One page more, just arrived."""
        ...

    def show_arriving(self, arriving: Arriving | None, stopping: bool = False) -> None:
        """Say whether pages are on their way, and whether they were told to stop."""
        ...

    def show_interlude(self, interlude: Interlude | None) -> None:
        """What is to be done with the paper before the scan goes on; None: nothing."""
        ...

    def show_reading(self, reading: bool) -> None:
        """Say whether pages are being read."""
        ...


class ScanPresenter:
    """Takes pages into the open document. A scan is stopped by an event the device's side sees."""

    def __init__(
        self,
        counter: Counter,
        view: ScanView,
        serial: Jobs,
        parallel: Jobs,
        reading: BackgroundReading,
    ) -> None:
        self._counter = counter
        self._view = view
        self.acts = PageActs(counter, serial)
        self.suggestions = SuggestionsPresenter(counter, view, self.acts, serial, parallel)
        self._serial = serial
        self._parallel = parallel
        self._stop = Event()
        self._reading = reading
        self._shown: DocumentId | None = None
        self._arriving: Arriving | None = None
        self._run: ScanRun | None = None
        self._interlude: Interlude | None = None

    def show(self, work: Work | None) -> None:
        """Show the open document's pages, and what its scan waits for."""
        self._shown = work.document.id if work else None
        self._view.show_document(work.document if work else None)
        self._view.show_pages(work.document.pages if work else ())
        self._show_interlude()
        self.suggestions.show(work if not self.scanning and self._interlude is None else None)
        if work is not None and not self.scanning:
            self._reading.read(work.document)
        self._view.show_reading(work is not None and self._reading.running(work.document.id))

    @property
    def scanning(self) -> bool:
        """Whether pages are on their way."""
        return self._counter.scanning is not None

    def scan(self, order: ScanOrder) -> None:
        """Scan into the open document until the device has no more, fails, or is stopped."""
        work = self._counter.work
        if work is None or self.scanning:
            return
        self.leave_off()
        self._run = ScanRun(work.document.id, order)
        self._start(self._run, at_button=order.on_button)

    def go_on(self, *, turned: bool = True, device_id: str | None = None) -> None:
        """Scan on after the interlude.

        turned: the pile was turned over as a whole; else sheet by sheet, in the same order.
        device_id: the scanner is another one now, or has another id; None: it is the same.
        """
        run, interlude = self._run, self._interlude
        if run is None or interlude is None or self.scanning:
            return
        self._interlude = None
        self._show_interlude()
        if device_id is not None:
            run.order = replace(run.order, device_id=device_id)
        if interlude.problem is None:
            run.first, run.pages = tuple(run.pages), []
            run.turned, run.began = turned, False
        self._start(run)

    def leave_off(self) -> None:
        """Do not scan on: the pages kept so far are all there are."""
        run, waits = self._run, self._interlude is not None
        if run is not None and waits:
            self._interlude = None
            self._show_interlude()
            self._settle(run)

    def stop(self) -> None:
        """Take no page any more after the one that is on its way."""
        if self.scanning:
            self._stop.set()
            self._view.show_arriving(self._arriving, stopping=True)

    def import_files(self, files: tuple[Path, ...], after: PageId | None = None) -> None:
        """Take pages from picture and PDF files, to the end or behind a page."""
        desk = self._counter.desk

        def take(document_id: DocumentId, on_page: Callable[[Page], None]) -> tuple[Page, ...]:
            with refusals_told():
                return desk.import_pages(document_id, files, on_page, self._stop)

        if files:
            self._take(take, after)

    def paste(self, encode: Callable[[], bytes]) -> None:
        """Take a picture that was copied elsewhere. encode: gives it as PNG, on any thread."""
        desk = self._counter.desk
        self._take(lambda document_id, _: desk.import_pages.picture(document_id, encode()), None)

    def compare(self) -> None:
        """Go on to the next step."""
        self.leave_off()
        self._counter.go(Place.COMPARE)

    def _take(
        self,
        take: Callable[[DocumentId, Callable[[Page], None]], tuple[Page, ...]],
        after: PageId | None,
    ) -> None:
        work = self._counter.work
        if work is None or self.scanning:
            return
        document_id = work.document.id
        self._begin(document_id, Arriving.FILES)
        arrived = self._parallel.here(self._shows(document_id))

        def done(pages: tuple[Page, ...]) -> None:
            stopped = self._stop.is_set()
            self._end()
            self._counter.note(
                NoteCode.SCAN_STOPPED if stopped else NoteCode.PAGES_KEPT, pages=len(pages)
            )
            new = [page.id for page in pages]
            if after is not None and new:
                self._arrange(document_id, lambda: self._counter.desk.pages.move(new, after))
            else:
                self._look_again(document_id)

        def failed(error: Exception) -> None:
            self._end()
            # Pages of the files before the one that failed are kept.
            self._look_again(document_id)
            self._counter.report(error)

        self._parallel.start(lambda: take(document_id, arrived), done, failed)

    def _start(self, run: ScanRun, *, at_button: bool = False) -> None:
        document_id, order, goes_on = run.document_id, run.order, run.began
        self._begin(document_id, Arriving.BUTTON if at_button else Arriving.SCANNER)
        desk = self._counter.desk
        capturing = desk.continue_capture if goes_on else desk.capture
        arrived = self._parallel.here(self._shows(document_id))
        pressed = self._parallel.here(self._button_pressed)

        def scan() -> Capture:
            if at_button:
                desk.scanner.wait_for_button(order.device_id, self._stop.is_set)
                pressed(None)
            return capturing(document_id, order.device_id, order.options, arrived, self._stop)

        def done(capture: Capture) -> None:
            self._end()
            if goes_on:
                run.pages.extend(capture.recovered)
            run.pages.extend(capture.pages)
            run.began = True
            if capture.repeated:
                self._counter.note(NoteCode.REPEATED_DROPPED, pages=len(capture.repeated))
            if capture.stopped is None:
                self._ended(run)
            elif isinstance(capture.stopped, ScanCancelled):
                self._counter.note(NoteCode.SCAN_STOPPED, pages=len(capture.pages))
                self._settle(run)
            else:
                self._trouble(run, capture.stopped)

        def failed(error: Exception) -> None:
            self._end()
            if isinstance(error, ScanCancelled):
                self._settle(run)
            else:
                self._trouble(run, error)

        self._parallel.start(scan, done, failed)

    def _button_pressed(self, _: None) -> None:
        self._arriving = Arriving.SCANNER
        self._view.show_arriving(self._arriving, stopping=self._stop.is_set())

    def _ended(self, run: ScanRun) -> None:
        """The device has no more pages."""
        self._counter.note(NoteCode.PAGES_KEPT, pages=len(run.pages))
        if run.turns_over and run.pages:
            card = run.order.runs is Runs.CARD
            last = run.pages[-1]
            self._wait(run, Interlude(run.document_id, len(run.pages), last, card=card))
        else:
            self._settle(run)

    def _trouble(self, run: ScanRun, error: Exception) -> None:
        """Something stopped the scan: where trying again may help, the clerk's hands are needed."""
        self._counter.report(error)
        may_help = isinstance(error, PRODUCT_ERRORS) and error.retryable
        # Switched off and on, the scanner may be away for a while, or have another id since.
        away = isinstance(error, DeviceNotFound) and bool(run.pages or run.first)
        if not isinstance(error, PRODUCT_ERRORS) or not (may_help or away):
            self._settle(run)
            return
        self._wait(
            run,
            Interlude(
                run.document_id,
                len(run.pages),
                run.pages[-1] if run.pages else None,
                error.code,
                error.facts,
                two_sided=run.order.options.source is Source.DUPLEX,
            ),
        )

    def _wait(self, run: ScanRun, interlude: Interlude) -> None:
        self._interlude = interlude
        self._show_interlude()
        self._look_again(run.document_id)

    def _settle(self, run: ScanRun) -> None:
        """Put what was scanned where it belongs."""
        self._run = None
        new = [page.id for page in run.pages]
        if run.first is not None:
            sides = run.fronts_and_backs()
            new = [*sides[0], *sides[1]]
            if run.order.runs is not Runs.CARD and len(sides[0]) != len(sides[1]):
                self._counter.problem(SIDES_DIFFER, fronts=len(sides[0]), backs=len(sides[1]))
                self._look_again(run.document_id)
                return
        if new:
            self._arrange(run.document_id, lambda: self._put(run, new))
        else:
            self._look_again(run.document_id)

    def _put(self, run: ScanRun, new: list[PageId]) -> None:
        pages, order = self._counter.desk.pages, run.order
        if run.first is not None and order.runs is Runs.CARD:
            if len(new) > 1:
                new = [pages.merge(new, PAPER_SIZES["a4"]).id]
        elif run.first is not None:
            fronts, backs = run.fronts_and_backs()
            pages.interleave(fronts, backs, turned=False)
            new = [side for sheet in zip(fronts, backs, strict=True) for side in sheet]
        if order.instead_of is not None:
            pages.replace(order.instead_of, new)
        elif order.after is not None:
            pages.move(new, order.after)

    def _arrange(self, document_id: DocumentId, act: Callable[[], None]) -> None:
        def done(_: None) -> None:
            self._look_again(document_id)

        def failed(error: Exception) -> None:
            # Where a page is gone to which these belong, they stay at the end.
            self._look_again(document_id)
            self._counter.report(error)

        self._serial.start(act, done, failed)

    def _shows(self, document_id: DocumentId) -> Callable[[Page], None]:
        def on_page(page: Page) -> None:
            if self._shown == document_id:
                self._view.show_page(page)

        return on_page

    def _show_interlude(self) -> None:
        interlude = self._interlude
        here = interlude is not None and interlude.document_id == self._shown
        self._view.show_interlude(interlude if here else None)

    def _look_again(self, document_id: DocumentId) -> None:
        # The tray to be signed holds other documents than the open one too.
        if self._counter.place is Place.SIGN:
            self._counter.refresh()
        else:
            self._counter.refresh_if(document_id)

    def _begin(self, document_id: DocumentId, arriving: Arriving) -> None:
        self._stop.clear()
        self._arriving = arriving
        self._counter.scanning = document_id
        self.suggestions.show(None)
        self._view.show_arriving(arriving)

    def _end(self) -> None:
        self._arriving = self._counter.scanning = None
        self._view.show_arriving(None)

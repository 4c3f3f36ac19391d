"""Scan: pages from a device or from files, read as they come."""

from pathlib import Path
from threading import Event
from typing import Protocol

from offline_store.records import Document, DocumentId, Page
from scanners.errors import ScanCancelled
from scanners.values import Device, ScanOptions
from station.capture import Capture
from views.presenters.counter import Counter, Place, Work
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode
from views.presenters.page_acts import PageActs
from views.presenters.reading import BackgroundReading


class ScanView(Protocol):
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

    def show_devices(self, devices: tuple[Device, ...], preferred: str) -> None:
        """The scanners to choose from, and the id of the one to start with."""
        ...

    def show_searching(self, searching: bool) -> None:
        """Say whether scanners are being looked for."""
        ...

    def show_scanning(self, scanning: bool) -> None:
        """Say whether pages are on their way."""
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
        self._parallel = parallel
        self._stop = Event()
        self._searched = False
        self._reading = reading
        self._shown: DocumentId | None = None
        self.devices: tuple[Device, ...] = ()

    def show(self, work: Work | None) -> None:
        """Show the open document's pages; look for scanners the first time."""
        self._shown = work.document.id if work else None
        self._view.show_document(work.document if work else None)
        self._view.show_pages(work.document.pages if work else ())
        if not self._searched:
            self.find_devices()
        if work is not None and not self.scanning:
            self._reading.read(work.document)
        self._view.show_reading(work is not None and self._reading.running(work.document.id))

    def find_devices(self) -> None:
        """Look for scanners; this takes seconds."""
        self._searched = True
        self._view.show_searching(True)
        desk = self._counter.desk

        def found(devices: tuple[Device, ...]) -> None:
            self.devices = devices
            self._view.show_searching(False)
            self._view.show_devices(devices, desk.settings.scanning.device)

        def failed(error: Exception) -> None:
            self._view.show_searching(False)
            self._view.show_devices((), "")
            self._counter.report(error)

        self._parallel.start(lambda: tuple(desk.scanner.find_devices()), found, failed)

    def scan(self, device_id: str, options: ScanOptions) -> None:
        """Scan into the open document until the device has no more, fails, or is stopped."""
        work = self._counter.work
        if work is None or self.scanning:
            return
        document_id = work.document.id
        self._stop.clear()
        self._set_scanning(document_id)
        desk = self._counter.desk

        def on_page(page: Page) -> None:
            if self._shown == document_id:
                self._view.show_page(page)

        arrived = self._parallel.here(on_page)

        def done(capture: Capture) -> None:
            self._set_scanning(None)
            if isinstance(capture.stopped, ScanCancelled):
                self._counter.note(NoteCode.SCAN_STOPPED, pages=len(capture.pages))
            elif capture.stopped is not None:
                self._counter.report(capture.stopped)
            else:
                self._counter.note(NoteCode.PAGES_KEPT, pages=len(capture.pages))
            self._look_again(document_id)

        def failed(error: Exception) -> None:
            self._set_scanning(None)
            self._look_again(document_id)
            self._counter.report(error)

        self._parallel.start(
            lambda: desk.capture(document_id, device_id, options, arrived, self._stop), done, failed
        )

    def stop(self) -> None:
        """Stop the scan after the page that is on its way."""
        self._stop.set()

    def import_files(self, files: tuple[Path, ...]) -> None:
        """Take pages from picture and PDF files."""
        work = self._counter.work
        if work is None or not files or self.scanning:
            return
        document_id = work.document.id
        self._set_scanning(document_id)

        def done(pages: tuple[Page, ...]) -> None:
            self._set_scanning(None)
            self._counter.note(NoteCode.PAGES_KEPT, pages=len(pages))
            self._look_again(document_id)

        def failed(error: Exception) -> None:
            self._set_scanning(None)
            # Pages of the files before the one that failed are kept.
            self._look_again(document_id)
            self._counter.report(error)

        self._parallel.start(
            lambda: self._counter.desk.import_pages(document_id, files), done, failed
        )

    def compare(self) -> None:
        """Go on to the next step."""
        self._counter.go(Place.COMPARE)

    @property
    def scanning(self) -> bool:
        """Whether pages are on their way."""
        return self._counter.scanning is not None

    def _look_again(self, document_id: DocumentId) -> None:
        # The tray to be signed holds other documents than the open one too.
        if self._counter.place is Place.SIGN:
            self._counter.refresh()
        else:
            self._counter.refresh_if(document_id)

    def _set_scanning(self, document_id: DocumentId | None) -> None:
        self._counter.scanning = document_id
        self._view.show_scanning(self.scanning)

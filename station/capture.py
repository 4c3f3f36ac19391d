"""Capture: from a device or a file to pages that are safe on disk."""

import contextlib
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from offline_store.durable import wipe_folder
from offline_store.records import DocumentId, Page
from offline_store.store import Store
from scanners.driver import ScanDriver
from scanners.errors import ScanCancelled, ScannerError
from scanners.picture_files import pages_of
from scanners.spool import Spool
from scanners.values import PageFile, ScanOptions
from station.errors import AlreadyCertified
from station.hanoi_time import Clock
from station.interrupted import keep_page, keep_session, new_session, sessions_of
from station.pages import EditPages
from station.repeated import RepeatedSheets

OnPage = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class Capture:
    """What came of a scan: the pages kept, and what stopped it before its end, if anything.

    repeated: pages that were scanned a second time after a jam, and taken out again.
    """

    pages: tuple[Page, ...]
    stopped: ScannerError | None
    repeated: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class CapturePages:
    """Scan pages into a document. Each page is durable before the next is asked for."""

    store: Store
    scanner: ScanDriver
    spool: Path
    clerk: str
    now: Clock

    def __call__(
        self,
        document_id: DocumentId,
        device_id: str,
        options: ScanOptions,
        on_page: OnPage,
        stop: Event,
    ) -> Capture:
        """Scan until the device has no more pages, fails, or `stop` is set.

        A failure of the device is part of the answer: the pages before it are kept.

        Raises:
            AlreadyCertified: the document takes no more pages. StoreFull: the disk is full.
        """
        _must_be_open(self.store, document_id)
        kept = []
        for page in self.recover(document_id):
            kept.append(page)
            on_page(page)
        folder = new_session(self.spool, document_id)
        stopped: ScannerError | None = None
        try:
            for file in self._pages(device_id, options, folder, stop):
                page = self._keep(document_id, file)
                kept.append(page)
                on_page(page)
        except ScannerError as error:
            stopped = error
        # What was whole when the worker died, and had not been said yet.
        for page in keep_session(self.store, folder, document_id, self.clerk, self.now):
            kept.append(page)
            on_page(page)
        return Capture(tuple(kept), stopped)

    def recover(self, document_id: DocumentId) -> Iterator[Page]:
        """Keep whole pages that an earlier, interrupted scan of this document left in the spool."""
        for folder in list(sessions_of(self.spool, document_id)):
            yield from keep_session(self.store, folder, document_id, self.clerk, self.now)

    def _pages(
        self, device_id: str, options: ScanOptions, folder: Path, stop: Event
    ) -> Generator[PageFile, None, None]:
        scan = self.scanner.scan(device_id, options, folder, stop.is_set)
        with contextlib.closing(scan) as files:
            for file in files:
                yield file
                if stop.is_set():
                    raise ScanCancelled(device=device_id)

    def _keep(self, document_id: DocumentId, file: PageFile) -> Page:
        return keep_page(self.store, document_id, file, self.clerk, self.now)


@dataclass(frozen=True, slots=True)
class ContinueCapture:
    """Scan on after a jam: sheets that were put in again although they had been scanned drop out.

    What drops out can be given back by undo.
    """

    capture: CapturePages
    pages: EditPages

    def __call__(
        self,
        document_id: DocumentId,
        device_id: str,
        options: ScanOptions,
        on_page: OnPage,
        stop: Event,
    ) -> Capture:
        """As `CapturePages`; `repeated` are the pages that dropped out, and not among `pages`."""
        store = self.capture.store
        recovered = list(self.capture.recover(document_id))
        for page in recovered:
            on_page(page)
        with store.snapshot() as records:
            before = records.dossiers.document(document_id).pages
        capture = self.capture(document_id, device_id, options, on_page, stop)
        count = RepeatedSheets(store).overlap(before, capture.pages)
        repeated, new = capture.pages[:count], capture.pages[count:]
        if repeated:
            self.pages.drop_repeated(repeated)
        return Capture((*recovered, *new), capture.stopped, repeated)


@dataclass(frozen=True, slots=True)
class ImportPages:
    """Take pages from picture and PDF files, as if they had been scanned."""

    store: Store
    spool: Path
    clerk: str
    now: Clock

    def __call__(
        self,
        document_id: DocumentId,
        files: tuple[Path, ...],
        on_page: OnPage = lambda page: None,
        stop: Event | None = None,
    ) -> tuple[Page, ...]:
        """Keep every page of every file, in order; a file that cannot be read stops there.

        on_page: told each page once it is kept. stop: when it is set, no further page is taken.

        Raises:
            PictureError: what is wrong with the file; pages before it stay.
            AlreadyCertified: the document takes no more pages.
        """
        _must_be_open(self.store, document_id)
        folder = new_session(self.spool, document_id)
        try:
            return tuple(self._kept(document_id, files, folder, on_page, stop or Event()))
        finally:
            wipe_folder(folder)

    def picture(self, document_id: DocumentId, data: bytes) -> tuple[Page, ...]:
        """Keep a picture that lies in no file, such as one that was copied elsewhere.

        data: as a file of it would be, PNG or JPEG.

        Raises:
            PictureError, AlreadyCertified: as for files.
        """
        _must_be_open(self.store, document_id)
        folder = new_session(self.spool, document_id)
        file = folder / "pasted"
        try:
            file.write_bytes(data)
            return tuple(self._kept(document_id, (file,), folder, lambda page: None, Event()))
        finally:
            wipe_folder(folder)

    def _kept(
        self,
        document_id: DocumentId,
        files: tuple[Path, ...],
        folder: Path,
        on_page: OnPage,
        stop: Event,
    ) -> Iterator[Page]:
        spool = Spool(folder)
        for path in files:
            for file in pages_of(path, spool):
                page = keep_page(self.store, document_id, file, self.clerk, self.now)
                on_page(page)
                yield page
                if stop.is_set():
                    return


def _must_be_open(store: Store, document_id: DocumentId) -> None:
    with store.snapshot() as records:
        if records.dossiers.document(document_id).copy is not None:
            raise AlreadyCertified()

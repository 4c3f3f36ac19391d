"""Capture: from a device or a file to pages that are safe on disk."""

import contextlib
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from offline_store.durable import wipe_folder
from offline_store.errors import NotFound, StoreError
from offline_store.records import DocumentId, Page
from offline_store.store import Store
from scanners.driver import ScanDriver
from scanners.errors import ScanCancelled, ScannerError, SpoolDamaged
from scanners.picture_files import Given, HeldPicture, pages_of
from scanners.spool import Spool
from scanners.values import PageFile, ScanOptions
from station.clean_pages import CleanPages
from station.errors import AlreadyCertified, PagesChanged
from station.hanoi_time import Clock
from station.interrupted import keep_session, live_session, recover_sessions
from station.keep_pages import keep_page, keep_pages
from station.pages import EditPages
from station.people import Act, require
from station.repeated import RepeatedSheets
from station.scan_profiles import PAPER_STEPS

OnPage = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class Capture:
    """What came of a scan: the pages kept, and what stopped it before its end, if anything.

    repeated: pages that were scanned a second time after a jam, and taken out again. recovered:
    pages that an earlier scan of the document had left in the spool, kept first; not among `pages`.
    """

    pages: tuple[Page, ...]
    stopped: ScannerError | StoreError | None
    repeated: tuple[Page, ...] = ()
    recovered: tuple[Page, ...] = ()


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

        With `options.find_paper` each page is cut to its paper as it comes, where that is to be
        told: a working picture, which undo takes back.

        A failure of the device or the store is part of the answer: the pages before it are kept,
        and what the store has no room for waits in the spool.

        Raises:
            AlreadyCertified: the document takes no more pages.
            StoreError: an earlier scan's pages cannot be kept; nothing was scanned.
            SpoolDamaged: nor all of them be read: what could is kept, and nothing was scanned.
            SignInNeeded, RoleMissing: the clerk may not.
        """
        _must_be_open(self.store, document_id, self.clerk)
        recovered = []
        for page in self.recover(document_id):
            recovered.append(page)
            on_page(page)
        kept = []
        stopped: ScannerError | StoreError | None = None
        with live_session(self.store, self.spool, document_id) as folder:
            try:
                with contextlib.closing(self._pages(device_id, options, folder, stop)) as files:
                    for file in files:
                        kept.append(self._keep(document_id, file))
                        kept[-1] = self._cut_out(kept[-1], options)
                        on_page(kept[-1])
            except (ScannerError, StoreError) as error:
                stopped = error
            try:
                # What was whole when the scan ended, and had not been taken yet.
                for page in keep_session(self.store, folder, document_id, self.clerk, self.now):
                    kept.append(page)
                    kept[-1] = self._cut_out(page, options)
                    on_page(kept[-1])
            except (ScannerError, StoreError) as error:
                stopped = stopped or error
        return Capture(tuple(kept), stopped, recovered=tuple(recovered))

    def recover(self, document_id: DocumentId) -> Iterator[Page]:
        """Keep whole pages that an earlier, interrupted scan of this document left in the spool."""
        yield from recover_sessions(self.store, self.spool, document_id, self.clerk, self.now)

    def _pages(
        self, device_id: str, options: ScanOptions, folder: Path, stop: Event
    ) -> Generator[PageFile, None, None]:
        scan = self.scanner.scan(device_id, options, folder, stop.is_set)
        with contextlib.closing(scan) as files:
            for file in files:
                yield file
                if stop.is_set():
                    raise ScanCancelled(device=device_id)

    def _cut_out(self, page: Page, options: ScanOptions) -> Page:
        """Where the paper's edges are asked for: the page as a working picture of it alone."""
        if not options.find_paper:
            return page
        try:
            cleaned = CleanPages(self.store, self.clerk, self.now)((page.id,), PAPER_STEPS)
        except (PagesChanged, NotFound, AlreadyCertified):  # somebody was at it before
            return page
        return cleaned[0] if cleaned else page

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
        """As `CapturePages`; `repeated` are the pages that dropped out, and not among `pages`.

        What cannot be kept of the scan that stopped is part of the answer, too.
        """
        store = self.capture.store
        _must_be_open(store, document_id, self.capture.clerk)
        recovered = []
        try:
            for page in self.capture.recover(document_id):
                recovered.append(page)
                on_page(page)
        except (StoreError, SpoolDamaged) as error:
            return Capture((), error, recovered=tuple(recovered))
        with store.snapshot() as records:
            before = records.dossiers.document(document_id).pages
        capture = self.capture(document_id, device_id, options, on_page, stop)
        count = RepeatedSheets(store).overlap(before, capture.pages)
        repeated, new = capture.pages[:count], capture.pages[count:]
        if repeated:
            self.pages.drop_repeated(repeated)
        return Capture(new, capture.stopped, repeated, tuple(recovered))


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
        _must_be_open(self.store, document_id, self.clerk)
        with self._session(document_id) as folder:
            return tuple(self._kept(document_id, files, folder, on_page, stop or Event()))

    def picture(self, document_id: DocumentId, data: bytes) -> tuple[Page, ...]:
        """Keep a picture that lies in no file, such as one that was copied elsewhere.

        data: as a file of it would be, PNG or JPEG.

        Raises:
            PictureError, AlreadyCertified: as for files.
        """
        _must_be_open(self.store, document_id, self.clerk)
        with self._session(document_id) as folder:
            pasted = HeldPicture("pasted", data)
            return tuple(self._kept(document_id, (pasted,), folder, lambda page: None, Event()))

    @contextlib.contextmanager
    def _session(self, document_id: DocumentId) -> Iterator[Path]:
        with live_session(self.store, self.spool, document_id) as folder:
            try:
                yield folder
            finally:
                wipe_folder(folder)

    def _kept(
        self,
        document_id: DocumentId,
        files: tuple[Given, ...],
        folder: Path,
        on_page: OnPage,
        stop: Event,
    ) -> Iterator[Page]:
        spool = Spool(folder)
        taken = (file for path in files for file in pages_of(path, spool))
        keeping = keep_pages(self.store, document_id, taken, self.clerk, self.now)
        with contextlib.closing(keeping):
            for page in keeping:
                on_page(page)
                yield page
                if stop.is_set():
                    return


def _must_be_open(store: Store, document_id: DocumentId, clerk: str) -> None:
    with store.snapshot() as records:
        require(records, clerk, Act.PAGES)
        if records.dossiers.document(document_id).fixed:
            raise AlreadyCertified()

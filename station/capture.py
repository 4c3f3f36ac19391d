"""Capture: from a device or a file to pages that are safe on disk."""

import contextlib
import shutil
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from uuid_utils import uuid7

from offline_store.records import DocumentId, Page, PageId
from offline_store.store import Store
from scanners.driver import ScanDriver
from scanners.errors import ScanCancelled, ScannerError
from scanners.picture_files import read_picture_files
from scanners.recovery import spooled_pages
from scanners.values import PageFile, ScanOptions
from station.errors import AlreadyCertified
from station.hanoi_time import Clock

OnPage = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class Capture:
    """What came of a scan: the pages kept, and what stopped it before its end, if anything."""

    pages: tuple[Page, ...]
    stopped: ScannerError | None


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
        with self.store.snapshot() as records:
            if records.dossiers.document(document_id).copy is not None:
                raise AlreadyCertified()
        # The folder's name is the document's, so that a desk that died finds whose pages lie here.
        folder = self.spool / document_id
        kept = list(self.recover(document_id))
        for page in kept:
            on_page(page)
        folder.mkdir(parents=True, exist_ok=True)
        stopped: ScannerError | None = None
        try:
            for file in self._pages(device_id, options, folder, stop):
                page = self._keep(document_id, file)
                kept.append(page)
                on_page(page)
        except ScannerError as error:
            stopped = error
        self._tidy(folder)
        return Capture(tuple(kept), stopped)

    def recover(self, document_id: DocumentId) -> Iterator[Page]:
        """Keep whole pages that an earlier, interrupted scan of this document left in the spool."""
        folder = self.spool / document_id
        if not folder.is_dir():
            return
        with self.store.snapshot() as records:
            known = {page.sha256 for page in records.dossiers.document(document_id).pages}
        for file in spooled_pages(folder):
            # Killed after the row and before the spool file went: the page is there already.
            if file.sha256 not in known:
                yield self._keep(document_id, file)
            file.path.unlink(missing_ok=True)
        self._tidy(folder)

    def _pages(
        self, device_id: str, options: ScanOptions, folder: Path, stop: Event
    ) -> Generator[PageFile, None, None]:
        with contextlib.closing(self.scanner.scan(device_id, options, folder)) as files:
            for file in files:
                yield file
                if stop.is_set():
                    raise ScanCancelled(device=device_id)

    def _keep(self, document_id: DocumentId, file: PageFile) -> Page:
        return keep_page(self.store, document_id, file, self.clerk, self.now)

    @staticmethod
    def _tidy(folder: Path) -> None:
        """Drop what is no page: half files of a page that never became whole."""
        if not any(spooled_pages(folder)):
            shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class ImportPages:
    """Take pages from picture and PDF files, as if they had been scanned."""

    store: Store
    spool: Path
    clerk: str
    now: Clock

    def __call__(self, document_id: DocumentId, files: tuple[Path, ...]) -> tuple[Page, ...]:
        """Keep every page of every file, in order; a file that cannot be read stops there.

        Raises:
            PictureError: what is wrong with the file; pages before it stay.
            AlreadyCertified: the document takes no more pages.
        """
        with self.store.snapshot() as records:
            if records.dossiers.document(document_id).copy is not None:
                raise AlreadyCertified()
        folder = self.spool / f"import-{uuid7()}"
        folder.mkdir(parents=True)
        kept: list[Page] = []
        try:
            for path in files:
                kept.extend(
                    keep_page(self.store, document_id, file, self.clerk, self.now)
                    for file in read_picture_files(path, folder)
                )
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return tuple(kept)


def keep_page(
    store: Store, document_id: DocumentId, file: PageFile, clerk: str, now: Clock
) -> Page:
    """Make one page file durable and write its row; the spool's copy goes afterwards."""
    sha256 = store.files.keep(file.path)
    at = now()
    with store.transaction() as records:
        pages = records.dossiers.document(document_id).pages
        page = Page(
            PageId(str(uuid7())),
            document_id,
            position=len(pages) + 1,
            sha256=sha256,
            width=file.width,
            height=file.height,
            dpi=file.dpi,
            kept_at=at,
            warnings=file.warnings,
        )
        records.dossiers.add_page(page)
        records.audit.append(at, clerk, "page-kept", page.id, sha256=sha256)
    file.path.unlink(missing_ok=True)
    return page

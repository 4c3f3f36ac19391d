"""Read: the words of each page, kept with the page."""

from collections.abc import Callable
from dataclasses import dataclass

from offline_store.records import DocumentId, Page, PageId, Reading
from offline_store.store import Store
from station.recognition.pool import ReadingPool

OnReading = Callable[[PageId, Reading], None]


@dataclass(frozen=True, slots=True)
class ReadPages:
    """Read the pages of a document that were not read yet, several at once."""

    store: Store
    pool: ReadingPool

    def __call__(self, document_id: DocumentId, on_reading: OnReading) -> tuple[Page, ...]:
        """Read, keep, and report page by page; return the document's pages with their readings.

        Raises:
            ReadingError: the engine is missing, or a page failed; readings before it are kept.
        """
        with self.store.snapshot() as records:
            pages = records.dossiers.document(document_id).pages
        unread = [page for page in pages if page.reading is None]
        jobs = [
            (page, self.pool.read(self.store.files.path(page.sha256), page.dpi)) for page in unread
        ]
        for page, job in jobs:
            reading = job.result()
            with self.store.transaction() as records:
                records.dossiers.keep_reading(page.id, reading)
            on_reading(page.id, reading)
        with self.store.snapshot() as records:
            return records.dossiers.document(document_id).pages

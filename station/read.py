"""Read: the words of each page, kept with the page."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import dataclass

from offline_store.errors import NotFound
from offline_store.records import DocumentId, Page, PageId, Reading
from offline_store.store import Store
from station.recognition.pool import ReadingPool

OnReading = Callable[[PageId, Reading], None]

# Pages begun before the first is finished: enough for any desk's cores, and few in memory.
AT_ONCE = 16


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
        jobs: deque[tuple[Page, Future[Reading]]] = deque()
        for page in unread:
            jobs.append((page, self._begin(page)))
            if len(jobs) == AT_ONCE:
                self._finish(*jobs.popleft(), on_reading)
        while jobs:
            self._finish(*jobs.popleft(), on_reading)
        with self.store.snapshot() as records:
            return records.dossiers.document(document_id).pages

    def _begin(self, page: Page) -> Future[Reading]:
        """Have a page read from a copy in clear, which goes as soon as it is read."""
        with ExitStack() as copy:
            path = copy.enter_context(self.store.files.plain_copy(page.sha256))
            job = self.pool.read(path, page.dpi)
            done = copy.pop_all()
        job.add_done_callback(lambda _: done.close())
        return job

    def _finish(self, page: Page, job: Future[Reading], on_reading: OnReading) -> None:
        reading = job.result()
        with self.store.transaction() as records:
            try:
                now = records.dossiers.page(page.id)
            except NotFound:
                return  # taken out meanwhile
            if now.sha256 != page.sha256:
                return  # turned or cut meanwhile: these words lie on another picture
            records.dossiers.keep_reading(page.id, reading)
        on_reading(page.id, reading)

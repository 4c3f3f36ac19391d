"""Read: the words of each page, kept with the page."""

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import ExitStack
from dataclasses import dataclass

from offline_store.errors import NotFound
from offline_store.records import DocumentId, Page, PageId, Reading
from offline_store.store import Store
from station.problems import PRODUCT_ERRORS
from station.recognition.errors import LanguageMissing, TesseractMissing
from station.recognition.kinds import Kind
from station.recognition.pool import ReadingPool
from station.recognition.rule_doubt import weighed

OnReading = Callable[[PageId, Reading], None]
LookedAt = Callable[[], PageId | None]

# What no other page would be spared.
_HOPELESS = (TesseractMissing, LanguageMissing)

_Picture = tuple[PageId, str]


@dataclass(frozen=True, slots=True)
class ReadPages:
    """Read the pages of a document that were not read yet, several at once.

    The next page is chosen when a process is about to be free: the one that is looked at, then
    those behind it. A page that goes before its turn is not read, one that is turned or cut is
    read as it is then, one that comes meanwhile is read, too.

    kinds: of papers, whose rules weigh on the doubt of their words.
    """

    store: Store
    pool: ReadingPool
    kinds: Sequence[Kind] = ()

    def __call__(
        self,
        document_id: DocumentId,
        on_reading: OnReading,
        looked_at: LookedAt = lambda: None,
    ) -> tuple[Page, ...]:
        """Read, keep, and report page by page; return the document's pages with their readings.

        looked_at: which page somebody looks at now; any thread.

        Raises:
            ReadingError, PictureError: a page failed, the first of them; all others were read all
            the same, unless the engine is missing.
        """
        with self.store.snapshot() as records:
            pages = records.dossiers.document(document_id).pages
        seen: set[_Picture] = {_picture(page) for page in pages if page.reading is not None}
        jobs: dict[Future[Reading], Page] = {}
        failures: list[Exception] = []
        while True:
            pages = self._pages(document_id)
            self._drop_gone(pages, jobs)
            # One more than are read at once, so that no process waits for us.
            while len(jobs) <= self.pool.processes:
                page = _next(pages, seen, looked_at())
                if page is None:
                    break
                seen.add(_picture(page))
                try:
                    jobs[self._begin(page)] = page
                except PRODUCT_ERRORS as error:  # its file is gone or damaged
                    failures.append(error)
            if not jobs:
                break
            done = wait(jobs, return_when=FIRST_COMPLETED).done
            # In the order asked: when a busy machine lets several end before we look, `done` is a
            # set and has none.
            for job in [job for job in jobs if job in done]:
                page = jobs.pop(job)
                try:
                    reading = job.result()
                except CancelledError:
                    continue
                except PRODUCT_ERRORS as error:
                    failures.append(error)
                    if isinstance(error, _HOPELESS):
                        self._let_go(jobs)
                        raise
                else:
                    self._keep(page, reading, on_reading)
        if failures:
            raise failures[0]
        with self.store.snapshot() as records:
            return records.dossiers.document(document_id).pages

    def _pages(self, document_id: DocumentId) -> tuple[Page, ...]:
        """The pages as they are now, without their readings."""
        with self.store.snapshot() as records:
            return records.dossiers.light_pages(document_id)

    def _begin(self, page: Page) -> Future[Reading]:
        """Have a page read from a copy in clear, which goes as soon as it is read."""
        with ExitStack() as copy:
            path = copy.enter_context(self.store.files.plain_copy(page.sha256))
            job = self.pool.read(path, page.dpi)
            done = copy.pop_all()
        job.add_done_callback(lambda _: done.close())
        return job

    @staticmethod
    def _drop_gone(pages: tuple[Page, ...], jobs: dict[Future[Reading], Page]) -> None:
        """Cancel what waits and is no page any more; what was begun ends by itself."""
        here = {_picture(page) for page in pages}
        for job, page in jobs.items():
            if _picture(page) not in here:
                job.cancel()

    @staticmethod
    def _let_go(jobs: dict[Future[Reading], Page]) -> None:
        for job in jobs:
            job.cancel()

    def _keep(self, page: Page, read: Reading, on_reading: OnReading) -> None:
        reading = weighed(read, self.kinds)
        with self.store.transaction() as records:
            try:
                now = records.dossiers.page(page.id)
            except NotFound:
                return  # taken out meanwhile
            if now.sha256 != page.sha256 or now.reading is not None:
                # Turned or cut meanwhile: these words lie on another picture. Or it went and came
                # back with what was read on it, and maybe put right.
                return
            records.dossiers.keep_reading(page.id, reading)
        on_reading(page.id, reading)


def _picture(page: Page) -> _Picture:
    return page.id, page.sha256


def _next(pages: tuple[Page, ...], seen: set[_Picture], looked_at: PageId | None) -> Page | None:
    """The page that is looked at, else the first behind it, else the first of all."""
    at = next((page.position for page in pages if page.id == looked_at), 0)
    unread = [page for page in pages if _picture(page) not in seen]
    return next((page for page in unread if page.position >= at), next(iter(unread), None))

"""Reading in the background: pages are read as soon as they are kept, one run per document."""

from collections.abc import Callable

from offline_store.records import Document, DocumentId, Page, PageId
from views.presenters.counter import Counter
from views.presenters.jobs import Jobs


class BackgroundReading:
    """Reads what was not read yet. What failed is not tried again until a new picture comes."""

    def __init__(self, counter: Counter, parallel: Jobs) -> None:
        self._counter = counter
        self._parallel = parallel
        self._running: set[DocumentId] = set()
        self._given_up: dict[DocumentId, frozenset[str]] = {}
        self._looked_at: PageId | None = None
        self._listeners: list[Callable[[DocumentId], None]] = []

    def when_done(self, listener: Callable[[DocumentId], None]) -> None:
        """Tell also somebody else when a document is read to its end, or was given up."""
        self._listeners.append(listener)

    def running(self, document_id: DocumentId) -> bool:
        """Whether pages of this document are being read."""
        return document_id in self._running

    def look_at(self, page_id: PageId | None) -> None:
        """Say which page is in hand: it and those behind it are read first."""
        self._looked_at = page_id

    def read(self, document: Document) -> None:
        """See that the document's pages are read; the counter shows them as they are."""
        unread = sum(page.reading is None for page in document.pages)
        if unread == 0 or document.id in self._running:
            return
        pictures = frozenset(page.sha256 for page in document.pages)
        if self._given_up.get(document.id) == pictures:
            return
        self._running.add(document.id)
        desk = self._counter.desk
        one_more: Callable[[DocumentId], None] = self._parallel.here(self._counter.refresh_if)

        def done(pages: tuple[Page, ...]) -> None:
            self._ended(document.id)

        def failed(error: Exception) -> None:
            self._given_up[document.id] = pictures
            self._ended(document.id)
            self._counter.report(error)

        self._parallel.start(
            lambda: desk.read(
                document.id,
                lambda page, reading: one_more(document.id),
                lambda: self._looked_at,
            ),
            done,
            failed,
        )

    def _ended(self, document_id: DocumentId) -> None:
        self._running.discard(document_id)
        self._counter.refresh_if(document_id)
        for listener in self._listeners:
            listener(document_id)

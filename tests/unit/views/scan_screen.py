"""A scan place without widgets: it remembers what it was told."""

from dataclasses import dataclass, field

from offline_store.records import Document, Page, PageId
from station.interrupted import Interrupted
from views.presenters.devices import KnownScanner
from views.presenters.scan import Arriving
from views.presenters.scan_order import Interlude
from views.presenters.suggested import Suggestion


@dataclass(slots=True)
class ScanScreen:
    """What the scan place, its devices, and what was interrupted would show."""

    document: Document | None = None
    pages: tuple[Page, ...] = ()
    arrived: list[Page] = field(default_factory=list)
    arriving: list[tuple[Arriving | None, bool]] = field(default_factory=list)
    interlude: Interlude | None = None
    suggestion: Suggestion | None = None
    suggestions: int = 0
    chosen: PageId | None = None
    devices: list[tuple[KnownScanner, ...]] = field(default_factory=list)
    searching: bool = False
    interrupted: Interrupted | None = None
    aside: int = 0

    def show_document(self, document: Document | None) -> None:
        """Remember it."""
        self.document = document

    def show_pages(self, pages: tuple[Page, ...]) -> None:
        """Remember them."""
        self.pages = pages

    def show_page(self, page: Page) -> None:
        """Remember it."""
        self.arrived.append(page)

    def show_arriving(self, arriving: Arriving | None, stopping: bool = False) -> None:
        """Remember it."""
        self.arriving.append((arriving, stopping))

    def show_interlude(self, interlude: Interlude | None) -> None:
        """Remember it."""
        self.interlude = interlude

    def show_reading(self, reading: bool) -> None:
        """Nothing to remember."""

    def show_suggestion(self, suggestion: Suggestion | None, at: int, of: int) -> None:
        """Remember it."""
        self.suggestion, self.suggestions = suggestion, of

    def choose_page(self, page_id: PageId) -> None:
        """Remember it."""
        self.chosen = page_id

    def show_devices(self, known: tuple[KnownScanner, ...], preferred: str) -> None:
        """Remember them."""
        self.devices.append(known)

    def show_searching(self, searching: bool) -> None:
        """Remember it."""
        self.searching = searching

    def show_interrupted(self, offered: Interrupted | None, at: int, of: int) -> None:
        """Remember it."""
        self.interrupted = offered

    def show_aside(self, count: int) -> None:
        """Remember it."""
        self.aside = count

"""Use cases on a real store, with a clock that the test sets."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from offline_store.records import Document, Dossier, Page, Requester
from offline_store.store import Store
from scanners.scripted_driver import ScriptedDriver
from station.blank_sides import BlankSides
from station.capture import CapturePages, ContinueCapture, ImportPages
from station.clean_pages import CleanPages
from station.compare import ComparePages
from station.correct import CorrectReadings
from station.give_pages import GivePages
from station.interrupted import InterruptedSessions
from station.page_checks import CheckPages
from station.pages import EditPages
from station.papers import RecognisePapers
from station.receive import ReceiveDossier
from station.recognition.kinds import load_kinds
from station.separators import CutBatch


@dataclass(slots=True)
class SetClock:
    """A clock that stands where it is set."""

    at: datetime = field(default_factory=lambda: datetime(2026, 11, 22, 3, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        """The time it was set to."""
        return self.at


@dataclass(slots=True)
class Parts:
    """The use cases of a desk without devices."""

    store: Store
    spool: Path
    clock: SetClock

    @property
    def receive(self) -> ReceiveDossier:
        """Receive, for the agency H26.99.1."""
        return ReceiveDossier(self.store, "H26.99.1", "clerk", self.clock)

    @property
    def capture(self) -> CapturePages:
        """Capture from a scripted scanner."""
        return CapturePages(self.store, ScriptedDriver(), self.spool, "clerk", self.clock)

    @property
    def continue_capture(self) -> ContinueCapture:
        """Go on after a jam."""
        return ContinueCapture(self.capture, self.pages)

    @property
    def interrupted(self) -> InterruptedSessions:
        """What a crash left."""
        return InterruptedSessions(self.store, self.spool, "clerk", self.clock)

    @property
    def import_pages(self) -> ImportPages:
        """Import from files."""
        return ImportPages(self.store, self.spool, "clerk", self.clock)

    @property
    def pages(self) -> EditPages:
        """Edit pages."""
        return EditPages(self.store, "clerk", self.clock)

    @property
    def give_pages(self) -> GivePages:
        """Give pages to another paper."""
        return GivePages(self.store, "clerk", self.clock)

    @property
    def clean_pages(self) -> CleanPages:
        """Clean pages up."""
        return CleanPages(self.store, "clerk", self.clock)

    @property
    def blank_sides(self) -> BlankSides:
        """Take blank sides out."""
        return BlankSides(self.store, "clerk", self.clock)

    @property
    def check_pages(self) -> CheckPages:
        """Propose what to look at."""
        return CheckPages(self.store)

    @property
    def cut_batch(self) -> CutBatch:
        """Cut at separator sheets."""
        return CutBatch(self.store, "clerk", self.clock)

    @property
    def compare(self) -> ComparePages:
        """Compare."""
        return ComparePages(self.store, "clerk", self.clock)

    @property
    def correct(self) -> CorrectReadings:
        """Correct what was read."""
        return CorrectReadings(self.store, load_kinds(), "clerk", self.clock)

    @property
    def papers(self) -> RecognisePapers:
        """Recognise papers."""
        return RecognisePapers(self.store, load_kinds())

    def received(self) -> Document:
        """The one document of a new dossier."""
        return self.receive(Requester("Nguyễn Thị Thử"), "Giấy khai sinh").documents[0]

    def document(self, document: Document) -> Document:
        """The document as it is kept now."""
        with self.store.snapshot() as records:
            return records.dossiers.document(document.id)

    def document_of(self, page: Page) -> Document:
        """The document of a page as it is kept now."""
        with self.store.snapshot() as records:
            return records.dossiers.document(page.document_id)

    def dossier(self, dossier: Dossier) -> Dossier:
        """The dossier as it is kept now."""
        with self.store.snapshot() as records:
            return records.dossiers.get(dossier.id)

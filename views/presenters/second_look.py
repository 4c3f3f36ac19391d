"""Second look: the page in hand beside another picture of the same paper."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from offline_store.records import DocumentId, Page, PageId
from scanners.values import ScanOptions
from station.look_again import EarlierCopy, LookedAgain
from station.recognition.second_look import Difference
from views.presenters.counter import Counter
from views.presenters.jobs import Jobs


class Looking(StrEnum):
    """What a second look is doing."""

    SCANNING = "scanning"
    COMPARING = "comparing"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known of the page in hand beside another picture.

    looked: None until there is another picture. current: the difference in hand. settled: those
    that the clerk has looked at. earlier: certified copies of the same requester.
    """

    page_id: PageId
    looked: LookedAgain | None
    looking: Looking | None
    current: int | None
    settled: frozenset[int]
    earlier: tuple[EarlierCopy, ...] = ()

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What differs, what is to be looked at first first."""
        return self.looked.differences if self.looked is not None else ()


class SecondLookView(Protocol):
    """What shows the differences."""

    def show_beside(self, beside: Beside | None) -> None:
        """The page beside another picture; None while no page is in hand."""
        ...


class SecondLookPresenter:
    """Lays another picture over the page in hand, and walks what differs. Nothing of it is kept."""

    def __init__(self, counter: Counter, view: SecondLookView, parallel: Jobs) -> None:
        self._counter = counter
        self._view = view
        self._parallel = parallel
        self._page: Page | None = None
        self._of: tuple[PageId, str] | None = None
        self._looked: LookedAgain | None = None
        self._looking: Looking | None = None
        self._current: int | None = None
        self._settled: frozenset[int] = frozenset()
        self._asked = 0
        self._earlier: tuple[EarlierCopy, ...] = ()
        self._earlier_of: DocumentId | None = None

    def show_page(self, page: Page | None) -> None:
        """Take a page in hand; what was laid over another page, or another picture of it, goes."""
        self._page = page
        self._find_earlier()
        of = (page.id, page.sha256) if page is not None else None
        if of != self._of:
            self._of = of
            self.clear()
        else:
            self._show()

    def clear(self) -> None:
        """Let go of the other picture."""
        self._asked += 1
        self._looked, self._looking, self._current = None, None, None
        self._settled = frozenset()
        self._show()

    def look_at_file(self, file: Path) -> None:
        """Lay a picture or a page of a PDF over the page in hand."""
        page, look = self._page, self._counter.desk.look_again
        if page is not None and not self._busy:
            self._start(Looking.COMPARING, lambda: look.at_file(page.id, file))

    def look_at_copy(self, document_id: DocumentId) -> None:
        """Lay a page of a certified copy that this desk keeps over the page in hand."""
        page, look = self._page, self._counter.desk.look_again
        if page is not None and not self._busy:
            self._start(Looking.COMPARING, lambda: look.at_copy(page.id, document_id))

    def look_at_scan(self, device_id: str, options: ScanOptions) -> None:
        """Scan the paper once more, and lay that over the page in hand."""
        page, look = self._page, self._counter.desk.look_again
        if page is None or self._busy or self._counter.scanning is not None:
            return
        # The scanner is taken, and nothing of this document is signed meanwhile.
        self._counter.scanning = page.document_id
        self._start(
            Looking.SCANNING,
            lambda: look.at_scan(page.id, device_id, options),
            self._scanned,
        )

    def choose(self, index: int) -> None:
        """Take a difference in hand."""
        if self._looked is not None and 0 <= index < len(self._looked.differences):
            self._current = index
            self._show()

    def settle(self) -> None:
        """The difference in hand was looked at: take the next one that was not."""
        if self._looked is None or self._current is None:
            return
        self._settled |= {self._current}
        count = len(self._looked.differences)
        after = [*range(self._current + 1, count), *range(self._current)]
        self._current = next((at for at in after if at not in self._settled), self._current)
        self._show()

    def step_back(self) -> None:
        """Take the difference before."""
        if self._current:
            self.choose(self._current - 1)

    def _find_earlier(self) -> None:
        """Once for each document that comes into hand."""
        document = self._page.document_id if self._page is not None else None
        if document == self._earlier_of:
            return
        self._earlier, self._earlier_of = (), document
        if document is None:
            return

        def found(earlier: tuple[EarlierCopy, ...]) -> None:
            if self._earlier_of == document:
                self._earlier = earlier
                self._show()

        look = self._counter.desk.look_again
        self._parallel.start(lambda: look.earlier_copies(document), found, self._counter.report)

    @property
    def _busy(self) -> bool:
        return self._looking in (Looking.SCANNING, Looking.COMPARING)

    def _scanned(self) -> None:
        self._counter.scanning = None
        self._counter.refresh()

    def _start(
        self,
        looking: Looking,
        work: Callable[[], LookedAgain],
        finally_: Callable[[], None] = lambda: None,
    ) -> None:
        self._asked += 1
        asked = self._asked
        self._looked, self._looking, self._current = None, looking, None
        self._settled = frozenset()
        self._show()

        def done(looked: LookedAgain) -> None:
            finally_()
            if asked == self._asked:
                self._arrived(looked, asked)

        def failed(error: Exception) -> None:
            finally_()
            self._failed(asked, error)

        self._parallel.start(work, done, failed)

    def _arrived(self, looked: LookedAgain, asked: int) -> None:
        """Ink first; words follow, they take longer."""
        self._looked = looked
        self._current = 0 if looked.differences else None
        self._looking = Looking.READING
        self._show()
        look = self._counter.desk.look_again

        def read(named: LookedAgain) -> None:
            if asked != self._asked:
                return
            before = self._differences
            in_hand = before[self._current].box if self._current is not None else None
            seen = {before[at].box for at in self._settled}
            self._looked, self._looking = named, None
            boxes = [each.box for each in named.differences]
            self._settled = frozenset(at for at, box in enumerate(boxes) if box in seen)
            self._current = boxes.index(in_hand) if in_hand in boxes else 0 if boxes else None
            self._show()

        self._parallel.start(
            lambda: look.with_words(looked), read, lambda error: self._failed(asked, error)
        )

    @property
    def _differences(self) -> tuple[Difference, ...]:
        return self._looked.differences if self._looked is not None else ()

    def _failed(self, asked: int, error: Exception) -> None:
        if asked == self._asked:
            self._looking = None
            self._show()
        self._counter.report(error)

    def _show(self) -> None:
        if self._page is None:
            self._view.show_beside(None)
            return
        self._view.show_beside(
            Beside(
                self._page.id,
                self._looked,
                self._looking,
                self._current,
                self._settled,
                self._earlier,
            )
        )

"""Compare: doubts, seals, signatures, photos in their order, then the page by the clerk's word."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from offline_store.records import Corrected, Correction, Document, Page, PageId, Word
from offline_store.spots import Spot
from station.recognition.doubt import DOUBTFUL
from station.recognition.risk import by_risk
from views.presenters.counter import Counter, Place, Work
from views.presenters.fields import FieldsPresenter
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode
from views.presenters.reading import BackgroundReading
from views.presenters.second_look import SecondLookPresenter


@dataclass(frozen=True, slots=True)
class Marked:
    """A page as it is compared: what is to be looked at, what of it the clerk has settled.

    Places are told by index: words in reading order, then the reading's spots. doubtful: doubtful
    words and all spots in the order in which they are walked, what does most harm first. current:
    the place in hand; None when there is none.
    """

    page: Page
    doubtful: tuple[int, ...]
    settled: frozenset[int]
    current: int | None

    @property
    def words(self) -> tuple[Word, ...]:
        """The words in reading order; none when the page was not read."""
        return self.page.reading.words if self.page.reading else ()

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Seals, signatures and photos; none when the page was not read."""
        return self.page.reading.spots if self.page.reading else ()

    @property
    def places(self) -> tuple[Word | Spot, ...]:
        """All that can be in hand."""
        return (*self.words, *self.spots)

    def spot(self, index: int | None) -> Spot | None:
        """The spot at a place; None where a word is, or nothing."""
        at = -1 if index is None else index - len(self.words)
        return self.spots[at] if at >= 0 else None

    @property
    def left(self) -> int:
        """How many of them nobody has looked at."""
        return len([index for index in self.doubtful if index not in self.settled])

    @property
    def spots_left(self) -> tuple[Spot, ...]:
        """The spots among them."""
        first = len(self.words)
        return tuple(spot for at, spot in enumerate(self.spots, first) if at not in self.settled)

    @property
    def differing(self) -> frozenset[int]:
        """The places where the original is not as the picture."""
        return frozenset(index for index, place in enumerate(self.places) if place.differs)


class CompareView(Protocol):
    """What the compare place must show."""

    def show_document(self, document: Document | None, reading: bool) -> None:
        """The document and its pages; `reading` while the engine is at work on it."""
        ...

    def show_page(self, marked: Marked | None) -> None:
        """The page in hand: its picture, its words, the word in hand."""
        ...


class ComparePresenter:
    """Walks the doubts of a page; a correction and the page's "compared" are written at once."""

    def __init__(
        self,
        counter: Counter,
        view: CompareView,
        serial: Jobs,
        reading: BackgroundReading,
        fields: FieldsPresenter,
        second: SecondLookPresenter,
    ) -> None:
        self._counter = counter
        self._fields = fields
        self._second = second
        self._work: Work | None = None
        self._view = view
        self._serial = serial
        self._reading = reading
        self._document: Document | None = None
        self._page: PageId | None = None
        self._current: dict[PageId, int] = {}
        self._settled: dict[PageId, frozenset[int]] = {}
        self._pictures: dict[PageId, str] = {}
        # The place that was said to differ last, while it is in hand for want of another.
        self._held: tuple[PageId, int] | None = None

    def show(self, work: Work | None) -> None:
        """Show the open document; the page and the word in hand stay in hand."""
        self._work = work
        self._document = work.document if work else None
        if self._document is None:
            self._page = None
        else:
            pages = self._document.pages
            self._forget_changed(pages)
            if self._page not in {page.id for page in pages}:
                first = next((page for page in pages if page.compared_at is None), None)
                self._page = (first or pages[0]).id if pages else None
            self._reading.look_at(self._page)
            self._reading.read(self._document)
        self._show()

    def _forget_changed(self, pages: Iterable[Page]) -> None:
        """A picture that was turned or cut is read anew: places there are others."""
        for page in pages:
            if self._pictures.setdefault(page.id, page.sha256) != page.sha256:
                self._pictures[page.id] = page.sha256
                self._current.pop(page.id, None)
                self._settled.pop(page.id, None)
                self._held = None

    def choose_page(self, page_id: PageId) -> None:
        """Take another page in hand."""
        if page_id != self._page:
            self._page = page_id
            self._reading.look_at(page_id)
            self._show()

    def turn(self, by: int) -> None:
        """Go `by` pages on, or back when negative."""
        if self._document is None or self._page is None:
            return
        ids = [page.id for page in self._document.pages]
        at = ids.index(self._page) + by
        if 0 <= at < len(ids):
            self.choose_page(ids[at])

    def choose_word(self, index: int) -> None:
        """Take a word or a spot in hand, doubtful or not."""
        if self._page is not None:
            self._held = None
            self._current[self._page] = index
            self._show()

    def step_back(self) -> None:
        """Take the doubt before the word in hand."""
        marked = self._marked()
        if marked is None or marked.current is None:
            return
        before = marked.doubtful
        if marked.current in before:
            before = before[: before.index(marked.current)]
        if before:
            self.choose_word(before[-1])

    def settle(self, text: str) -> None:
        """The word in hand reads as `text`: keep a correction, then go to the next doubt.

        A spot in hand is as on the original, whatever the text. What was just said to differ stays
        so: the key that walks on does not take that back, before the place is chosen again.
        """
        marked = self._marked()
        if marked is None or marked.current is None:
            return
        if self._held == (marked.page.id, marked.current):
            return
        if marked.places[marked.current].differs:
            self._say_differs(marked, False)
        self._put(marked, " ".join(text.split()) or None)

    def differs(self) -> None:
        """The original is not so there as the picture; said again: it is.

        A page with such a place is not compared. Another scan of it begins anew.
        """
        marked = self._marked()
        if marked is None or marked.current is None:
            return
        differs = not marked.places[marked.current].differs
        self._say_differs(marked, differs)
        self._held = (marked.page.id, marked.current) if differs else None
        if differs:
            self._put(marked)

    def _say_differs(self, marked: Marked, differs: bool) -> None:
        page_id, index = marked.page.id, marked.current
        assert index is not None
        compare, words = self._counter.desk.compare, len(marked.words)

        def say() -> Page:
            if index < words:
                return compare.differs(page_id, index, differs)
            return compare.spot_differs(page_id, index - words, differs)

        self._serial.start(
            say, lambda page: self._counter.refresh_if(page.document_id), self._failed
        )

    def strike(self) -> None:
        """The word in hand is none: a pen stroke, a stain. It goes from the text, until undo."""
        marked = self._marked()
        if marked is None or marked.current is None or marked.spot(marked.current) is not None:
            return
        self._put(marked, "")

    def _put(self, marked: Marked, text: str | None = None) -> None:
        """Settle the place in hand and take the next. text: of a word; None: as it stands."""
        page, index = marked.page, marked.current
        assert index is not None
        settled = self._settled[page.id] = self._settled.get(page.id, frozenset()) | {index}
        at = marked.doubtful.index(index) if index in marked.doubtful else 0
        walk = (*marked.doubtful[at:], *marked.doubtful[:at])
        self._current[page.id] = next((i for i in walk if i not in settled), index)
        if text is not None and marked.spot(index) is None and text != marked.words[index].text:
            desk = self._counter.desk
            self._serial.start(
                lambda: desk.correct.word(page.id, index, text),
                lambda page: self._counter.refresh_if(page.document_id),
                self._failed,
            )
        self._show()

    def mark_page(self, compared: bool = True) -> None:
        """The page in hand was compared with the original (or that is taken back).

        After the last one of a paper that is to be certified the place to sign it comes.
        """
        marked = self._marked()
        if marked is None:
            return
        page = marked.page
        desk = self._counter.desk

        def done(kept: Page) -> None:
            document = self._document
            if compared and document is not None and self._page == page.id:
                # This page's own mark may not have reached the window yet.
                following = (p for p in document.pages if p.id != page.id and p.compared_at is None)
                self._page = next((p.id for p in following), self._page)
                whole = self._page == page.id and document.component is None
                if whole and self._counter.place is Place.COMPARE:
                    self.sign()
            self._counter.refresh_if(kept.document_id)

        self._serial.start(lambda: desk.compare.mark(page.id, compared), done, self._failed)

    def undo(self) -> None:
        """Take back the last correction, and bring its place into hand."""
        document = self._document
        if document is None:
            return
        desk = self._counter.desk

        def done(last: Correction | None) -> None:
            if last is None:
                self._counter.note(NoteCode.NO_CORRECTION_LEFT)
                return
            if self._document is not None and self._document.id == document.id:
                self._page = last.page_id
                if last.what is Corrected.WORD:
                    self._held = None
                    self._current[last.page_id] = int(last.place)
            self._counter.note(NoteCode.CORRECTION_UNDONE)
            self._counter.refresh_if(document.id)

        self._serial.start(lambda: desk.correct.undo(document.id), done, self._failed)

    def sign(self) -> None:
        """Go on to the next step."""
        self._counter.go(Place.SIGN)

    def _failed(self, error: Exception) -> None:
        self._counter.refresh()
        self._counter.report(error)

    def _marked(self) -> Marked | None:
        if self._document is None:
            return None
        page = next((page for page in self._document.pages if page.id == self._page), None)
        if page is None:
            return None
        words = page.reading.words if page.reading else ()
        spots = page.reading.spots if page.reading else ()
        doubtful = by_risk(
            words,
            (
                i
                for i, word in enumerate(words)
                if word.doubt > DOUBTFUL or word.read_as is not None
            ),
            spots,
        )
        settled = self._settled.get(page.id, frozenset()) | {
            index for index, word in enumerate(words) if word.read_as is not None
        }
        if page.compared_at is not None:
            settled |= set(doubtful)
        current = self._current.get(page.id)
        if current is None or current >= len(words) + len(spots):
            open_doubts = [index for index in doubtful if index not in settled]
            current = (open_doubts or doubtful or (None,))[0]
        return Marked(page, doubtful, frozenset(settled), current)

    def _show(self) -> None:
        document = self._document
        self._view.show_document(
            document, document is not None and self._reading.running(document.id)
        )
        marked = self._marked()
        self._view.show_page(marked)
        page = marked.page if marked is not None else None
        self._fields.show_page(
            page, self._work.dossier.requester if self._work is not None else None
        )
        self._second.show_page(page)

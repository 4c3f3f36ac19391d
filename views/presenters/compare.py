"""Compare: doubtful words one after the other, then the whole page by the clerk's own word."""

from dataclasses import dataclass
from typing import Protocol

from offline_store.records import Corrected, Correction, Document, Page, PageId, Word
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
    """A page as it is compared: which words are doubtful, which of them the clerk has settled.

    doubtful: in the order in which they are walked, what does most harm first. current: index of
    the word in hand; None when there is none.
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
    def left(self) -> int:
        """How many doubts nobody has looked at."""
        return len([index for index in self.doubtful if index not in self.settled])

    @property
    def differing(self) -> frozenset[int]:
        """The words where the original says something else than the picture."""
        return frozenset(index for index, word in enumerate(self.words) if word.differs)


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

    def show(self, work: Work | None) -> None:
        """Show the open document; the page and the word in hand stay in hand."""
        self._work = work
        self._document = work.document if work else None
        if self._document is None:
            self._page = None
        else:
            pages = self._document.pages
            if self._page not in {page.id for page in pages}:
                first = next((page for page in pages if page.compared_at is None), None)
                self._page = (first or pages[0]).id if pages else None
            self._reading.look_at(self._page)
            self._reading.read(self._document)
        self._show()

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
        """Take a word in hand, doubtful or not."""
        if self._page is not None:
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
        """The word in hand reads as `text`: keep a correction, then go to the next doubt."""
        marked = self._marked()
        if marked is None or marked.current is None:
            return
        index = marked.current
        clean = " ".join(text.split())
        if marked.words[index].differs:
            self._say_differs(marked.page.id, index, False)
        self._put(marked, clean or marked.words[index].text)

    def differs(self) -> None:
        """The original says something else there than the picture; said again: it does not.

        A page with such a place is not compared. Another scan of it begins anew.
        """
        marked = self._marked()
        if marked is None or marked.current is None:
            return
        differs = not marked.words[marked.current].differs
        self._say_differs(marked.page.id, marked.current, differs)
        if differs:
            self._put(marked, marked.words[marked.current].text)

    def _say_differs(self, page_id: PageId, index: int, differs: bool) -> None:
        desk = self._counter.desk
        self._serial.start(
            lambda: desk.compare.differs(page_id, index, differs),
            lambda page: self._counter.refresh_if(page.document_id),
            self._failed,
        )

    def strike(self) -> None:
        """The word in hand is none: a pen stroke, a stain. It goes from the text, until undo."""
        marked = self._marked()
        if marked is not None and marked.current is not None:
            self._put(marked, "")

    def _put(self, marked: Marked, clean: str) -> None:
        page, index = marked.page, marked.current
        assert index is not None
        settled = self._settled[page.id] = self._settled.get(page.id, frozenset()) | {index}
        at = marked.doubtful.index(index) if index in marked.doubtful else 0
        walk = (*marked.doubtful[at:], *marked.doubtful[:at])
        self._current[page.id] = next((i for i in walk if i not in settled), index)
        if clean != marked.words[index].text:
            desk = self._counter.desk
            self._serial.start(
                lambda: desk.correct.word(page.id, index, clean),
                lambda page: self._counter.refresh_if(page.document_id),
                self._failed,
            )
        self._show()

    def mark_page(self, compared: bool = True) -> None:
        """The page in hand was compared with the original (or that is taken back)."""
        marked = self._marked()
        if marked is None:
            return
        page = marked.page
        desk = self._counter.desk

        def done(kept: Page) -> None:
            if compared and self._document is not None and self._page == page.id:
                # This page's own mark may not have reached the window yet.
                following = (
                    p for p in self._document.pages if p.id != page.id and p.compared_at is None
                )
                self._page = next((p.id for p in following), self._page)
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
        doubtful = by_risk(
            words,
            (
                i
                for i, word in enumerate(words)
                if word.doubt > DOUBTFUL or word.read_as is not None
            ),
        )
        settled = self._settled.get(page.id, frozenset()) | {
            index for index, word in enumerate(words) if word.read_as is not None
        }
        if page.compared_at is not None:
            settled |= set(doubtful)
        current = self._current.get(page.id)
        if current is None or current >= len(words):
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

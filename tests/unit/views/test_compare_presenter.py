"""Comparing: doubts one after the other, corrections and marks written at once."""

from dataclasses import dataclass, field, replace

import pytest

from offline_store.records import Document, Reading, Word
from offline_store.spots import Spot, SpotKind
from station.bootstrap import Desk
from station.recognition.text import text_of
from tests.unit.views.scripted import CounterScreen, JobsAtOnce
from views.presenters.compare import ComparePresenter, Marked
from views.presenters.counter import Counter, Place
from views.presenters.fields import Fielded, FieldsPresenter
from views.presenters.reading import BackgroundReading
from views.presenters.second_look import Beside, SecondLookPresenter


@dataclass(slots=True)
class CompareScreen:
    """Remembers the last page shown."""

    documents: list[Document | None] = field(default_factory=list)
    marked: Marked | None = None

    def show_document(self, document: Document | None, reading: bool) -> None:
        """Remember the document."""
        self.documents.append(document)

    def show_page(self, marked: Marked | None) -> None:
        """Remember the page."""
        self.marked = marked

    @property
    def word(self) -> str:
        """The word in hand."""
        assert self.marked is not None
        assert self.marked.current is not None
        return self.marked.words[self.marked.current].text


@dataclass(slots=True)
class FieldsScreen:
    """Remembers the fields last shown."""

    fielded: Fielded | None = None

    def show_fields(self, fielded: Fielded | None) -> None:
        """Remember them."""
        self.fielded = fielded


@dataclass(slots=True)
class SecondLookScreen:
    """Remembers what lies beside the page."""

    beside: Beside | None = None

    def show_beside(self, beside: Beside | None) -> None:
        """Remember it."""
        self.beside = beside


@pytest.fixture
def page_screen() -> CompareScreen:
    """The compare place, without widgets."""
    return CompareScreen()


@pytest.fixture
def presenter(counter: Counter, document: Document, page_screen: CompareScreen) -> ComparePresenter:
    """Comparing the document, its first page in hand."""
    jobs = JobsAtOnce()
    fields = FieldsPresenter(counter, FieldsScreen(), jobs, jobs)
    reading = BackgroundReading(counter, jobs)
    second = SecondLookPresenter(counter, SecondLookScreen(), jobs)
    presenter = ComparePresenter(counter, page_screen, jobs, reading, fields, second)
    counter.places[Place.COMPARE] = counter.places[Place.SIGN] = presenter
    counter.open(document.dossier_id, document.id, Place.COMPARE)
    return presenter


def test_the_first_doubt_is_in_hand(
    presenter: ComparePresenter, page_screen: CompareScreen
) -> None:
    """Comparing begins at the first word that the engine doubts."""
    assert page_screen.word == "ngờ"
    assert page_screen.marked is not None
    assert page_screen.marked.left == 2


def test_a_word_that_is_the_same_goes_to_the_next_doubt_and_changes_nothing(
    presenter: ComparePresenter, page_screen: CompareScreen, desk: Desk, document: Document
) -> None:
    """Enter on an unchanged word only settles it."""
    presenter.settle("ngờ")

    assert page_screen.word == "lạ"
    with desk.store.snapshot() as records:
        assert records.dossiers.document(document.id).pages == document.pages


def test_a_typed_word_is_kept_beside_what_was_read(
    presenter: ComparePresenter, page_screen: CompareScreen, desk: Desk, document: Document
) -> None:
    """The clerk's text replaces the engine's, which stays beside it."""
    presenter.settle("  ngỡ ")

    with desk.store.snapshot() as records:
        reading = records.dossiers.document(document.id).pages[0].reading
    assert reading is not None
    assert (reading.words[1].text, reading.words[1].read_as) == ("ngỡ", "ngờ")
    assert page_screen.word == "lạ"


def test_a_correction_is_taken_back_and_its_word_is_in_hand(
    presenter: ComparePresenter, page_screen: CompareScreen, screen: CounterScreen
) -> None:
    """Ctrl+Z brings back the engine's word; with nothing to take back it says so."""
    presenter.settle("ngỡ")
    presenter.undo()
    assert page_screen.word == "ngờ"

    presenter.undo()
    assert [message.code for message in screen.messages] == [
        "correction-undone",
        "no-correction-left",
    ]


def test_what_is_no_word_goes_from_the_text_and_comes_back(
    presenter: ComparePresenter, page_screen: CompareScreen, desk: Desk, document: Document
) -> None:
    """A pen stroke that was read as a word; the next doubt is in hand, and undo brings it back."""
    presenter.strike()
    assert page_screen.word == "lạ"

    def text() -> str:
        with desk.store.snapshot() as records:
            reading = records.dossiers.document(document.id).pages[0].reading
        assert reading is not None
        return text_of(reading)

    assert text() == "giống chắc lạ"
    presenter.undo()
    assert text() == "giống ngờ chắc lạ"


def test_an_emptied_word_corrects_nothing(
    presenter: ComparePresenter, page_screen: CompareScreen
) -> None:
    """An empty field is no word."""
    presenter.settle("   ")

    assert page_screen.marked is not None
    assert page_screen.marked.words[1].text == "ngờ"


def test_a_compared_page_gives_way_to_the_next(
    presenter: ComparePresenter,
    page_screen: CompareScreen,
    screen: CounterScreen,
    document: Document,
) -> None:
    """The page that is still to be compared comes into hand; after the last one it is signed."""
    presenter.mark_page()
    assert page_screen.marked is not None
    assert page_screen.marked.page.id == document.pages[1].id
    before = list(screen.places)

    presenter.mark_page()
    assert [*before, Place.SIGN] == screen.places

    presenter.show(presenter._counter.work)
    assert page_screen.marked.page.compared_at is not None
    assert page_screen.marked.left == 0


def test_seals_signatures_and_photos_are_walked_with_the_words(
    presenter: ComparePresenter,
    page_screen: CompareScreen,
    screen: CounterScreen,
    desk: Desk,
    document: Document,
) -> None:
    """After dates, before other doubts; Enter there changes no word, and one that differs holds."""
    texts = ("đề", "5/9/2001", "Trần", "Hường")
    words = tuple(Word(text, (60 * at, 40, 50, 20), 0.4, 0) for at, text in enumerate(texts))
    spots = (
        Spot(SpotKind.PHOTO, (10, 80, 60, 80)),
        Spot(SpotKind.SIGNATURE, (200, 200, 90, 40)),
        Spot(SpotKind.SEALED_SIGNATURE, (300, 200, 90, 90)),
    )
    reading = Reading("test", words, spots=spots)
    with desk.store.transaction() as records:
        records.dossiers.keep_reading(document.pages[0].id, reading)
    presenter._counter.refresh()
    assert page_screen.marked is not None
    presenter.choose_word(page_screen.marked.doubtful[0])

    walked: list[str] = []
    while page_screen.marked.left:
        at = page_screen.marked.current
        spot = page_screen.marked.spot(at)
        walked.append(page_screen.word if spot is None else spot.kind.value)
        presenter.settle("" if spot is not None else page_screen.word)
    assert walked == ["Trần", "Hường", "5/9/2001", "sealed-signature", "signature", "photo", "đề"]

    presenter.choose_word(len(words))
    presenter.strike()  # there is no word to strike out
    presenter.differs()
    assert page_screen.marked.differing == {len(words)}
    presenter.mark_page()
    assert screen.messages[-1].code == "page-differs"
    presenter.choose_word(len(words))
    presenter.settle("")
    presenter.mark_page()
    with desk.store.snapshot() as records:
        page = records.dossiers.document(document.id).pages[0]
        acts = [line.act for line in records.audit.lines()]
    assert page.compared_at is not None
    assert page.reading == reading
    assert acts[-3:] == ["spot-differs", "spot-does-not-differ", "page-compared"]


def test_a_comparison_can_be_taken_back(
    presenter: ComparePresenter, page_screen: CompareScreen, document: Document
) -> None:
    """A page marked too soon is open again."""
    presenter.mark_page()
    presenter.turn(-1)
    presenter.mark_page(False)

    assert page_screen.marked is not None
    assert page_screen.marked.page.id == document.pages[0].id
    assert page_screen.marked.page.compared_at is None


def test_pages_turn_within_the_document(
    presenter: ComparePresenter, page_screen: CompareScreen, document: Document
) -> None:
    """Before the first and behind the last there is nothing."""
    for by, expected in ((-1, 0), (1, 1), (1, 1), (-1, 0)):
        presenter.turn(by)
        assert page_screen.marked is not None
        assert page_screen.marked.page.id == document.pages[expected].id


def test_the_doubt_before_comes_back_into_hand(
    presenter: ComparePresenter, page_screen: CompareScreen
) -> None:
    """F7 goes back, and stays at the first."""
    presenter.settle("ngờ")
    presenter.step_back()
    assert page_screen.word == "ngờ"
    presenter.step_back()
    assert page_screen.word == "ngờ"


def test_a_page_of_another_hand_is_told(
    presenter: ComparePresenter, screen: CounterScreen, desk: Desk, document: Document
) -> None:
    """A page that went away meanwhile is a message, and the rest is shown as it is."""
    desk.compare.remove(document.pages[0].id)

    presenter.mark_page()

    assert [message.code for message in screen.messages] == ["not-found"]


def test_what_does_most_harm_is_looked_at_first(
    presenter: ComparePresenter, page_screen: CompareScreen, desk: Desk, document: Document
) -> None:
    """Names, then numbers, then dates, then other doubts; back again the same way."""
    texts = ("đề", "nghị", "5/9/2001", "117", "bà", "Trần", "Hường")
    words = tuple(Word(text, (60 * at, 40, 50, 20), 0.4, 0) for at, text in enumerate(texts))
    with desk.store.transaction() as records:
        records.dossiers.keep_reading(document.pages[0].id, Reading("test", words))
    presenter._counter.refresh()
    presenter.choose_word(5)

    walked = [page_screen.word]
    while page_screen.marked is not None and page_screen.marked.left > 1:
        presenter.settle(page_screen.word)
        walked.append(page_screen.word)

    assert walked == ["Trần", "Hường", "117", "5/9/2001", "đề", "nghị", "bà"]
    presenter.step_back()
    assert page_screen.word == "nghị"


def test_a_place_that_differs_keeps_its_page_from_being_compared(
    presenter: ComparePresenter,
    page_screen: CompareScreen,
    screen: CounterScreen,
    desk: Desk,
    document: Document,
) -> None:
    """The mark is kept at once and the next doubt taken; Enter there takes it back."""
    presenter.differs()

    assert page_screen.word == "lạ"
    assert page_screen.marked is not None
    assert page_screen.marked.differing == {1}
    presenter.mark_page()
    assert screen.messages[-1].code == "page-differs"

    presenter.choose_word(1)
    presenter.settle("ngờ")
    presenter.mark_page()

    with desk.store.snapshot() as records:
        assert records.dossiers.document(document.id).pages[0].compared_at is not None


def test_the_key_that_walks_on_takes_no_difference_back(
    presenter: ComparePresenter, page_screen: CompareScreen, screen: CounterScreen
) -> None:
    """F10 on the last doubt keeps it in hand: Enter there is no word on it, however often."""
    presenter.settle("ngờ")
    presenter.differs()
    assert page_screen.marked is not None
    assert (page_screen.word, page_screen.marked.left) == ("lạ", 0)
    for _ in range(2):
        presenter.settle("lạ")
        assert page_screen.marked.differing
    presenter.mark_page()
    assert screen.messages[-1].code == "page-differs"
    presenter.differs()
    assert not page_screen.marked.differing


def test_another_picture_of_a_page_is_walked_anew(
    presenter: ComparePresenter, page_screen: CompareScreen, document: Document
) -> None:
    """Turned or cut, its reading is new: what was settled was of the old one."""
    presenter.settle("ngờ")
    work = presenter._counter.work
    assert work is not None
    assert work.document is not None
    assert page_screen.marked is not None
    assert page_screen.marked.left == 1
    first, *rest = work.document.pages
    turned = replace(work.document, pages=(replace(first, sha256="ab" * 32), *rest))
    presenter.show(replace(work, document=turned))
    assert (page_screen.marked.left, page_screen.word) == (2, "ngờ")

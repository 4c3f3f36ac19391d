"""Page acts: turned, moved and removed pages, and each act taken back."""

import pytest

from offline_store.records import Document, Page
from station.bootstrap import Desk
from station.scan_profiles import EVERY_STEP
from tests.unit.views.scripted import CounterScreen, JobsAtOnce
from views.presenters.counter import Counter, Place, Work
from views.presenters.page_acts import PageActs


class Quiet:
    """A place in front that has nothing to show."""

    def show(self, work: Work | None) -> None:
        """Nothing to remember."""


@pytest.fixture
def acts(counter: Counter, document: Document) -> PageActs:
    """Page acts on the open document of two pages."""
    counter.places = {place: Quiet() for place in Place}
    counter.open(document.dossier_id, document.id, Place.SCAN)
    return PageActs(counter, JobsAtOnce())


def pages(desk: Desk, document: Document) -> tuple[Page, ...]:
    """The pages as they are kept now."""
    with desk.store.snapshot() as records:
        return records.dossiers.document(document.id).pages


def test_a_page_is_turned_and_turned_back(
    acts: PageActs, desk: Desk, document: Document, counter: Counter
) -> None:
    """A turned page is unread; what is open shows it; taking it back gives all of it back."""
    first = document.pages[0]
    acts.turn(first.id, 90)

    (turned, _) = pages(desk, document)
    assert (turned.width, turned.height) == (first.height, first.width)
    assert turned.reading is None
    assert counter.work is not None
    assert counter.work.document.pages[0].sha256 == turned.sha256

    acts.undo()
    assert pages(desk, document) == document.pages


def test_a_page_moves_within_its_document(acts: PageActs, desk: Desk, document: Document) -> None:
    """Up at the top and down at the end change nothing."""
    first, second = (page.id for page in document.pages)
    for page_id, by, expected in (
        (first, -1, [first, second]),
        (first, 1, [second, first]),
        (first, 1, [second, first]),
        (first, -1, [first, second]),
    ):
        acts.move([page_id], by)
        assert expected == [page.id for page in pages(desk, document)]


def test_a_removed_page_comes_back(
    acts: PageActs, desk: Desk, document: Document, screen: CounterScreen
) -> None:
    """With its words; and when nothing is left to take back, that is said."""
    acts.remove([document.pages[0].id])
    assert [page.id for page in pages(desk, document)] == [document.pages[1].id]

    acts.undo()
    acts.undo()

    assert pages(desk, document) == document.pages
    codes = [message.code for message in screen.messages]
    assert codes == ["pages-removed", "act-taken-back", "no-act-left"]


def test_a_page_that_is_gone_is_told(
    acts: PageActs, desk: Desk, document: Document, screen: CounterScreen
) -> None:
    """An act on a page that went away meanwhile is a message."""
    desk.pages.remove(document.pages[0].id)

    acts.turn(document.pages[0].id, 90)
    acts.move([document.pages[0].id], 1)

    assert [message.code for message in screen.messages] == ["not-found", "not-found"]


def test_pages_become_another_paper_of_the_dossier(
    acts: PageActs, desk: Desk, document: Document, counter: Counter
) -> None:
    """Undone where they went, that paper is none any more: nothing is open then. All pages stay."""
    acts.give([page.id for page in document.pages])
    assert pages(desk, document) == document.pages

    acts.give([document.pages[1].id])
    with desk.store.snapshot() as records:
        first, second = records.dossiers.get(document.dossier_id).documents
    assert [page.id for page in second.pages] == [document.pages[1].id]

    counter.open(second.dossier_id, second.id, Place.SCAN)
    acts.undo()
    assert counter.work is None
    assert [page.id for page in pages(desk, first)] == [page.id for page in document.pages]


def test_pages_are_cleaned_up_and_the_scan_stays(
    acts: PageActs, desk: Desk, document: Document, screen: CounterScreen
) -> None:
    """A page that has nothing to clean is left alone, and that is said."""
    acts.clean([document.pages[0].id], EVERY_STEP)

    cleaned = screen.messages[-1]
    assert cleaned.code == "pages-cleaned"
    changed = [
        one.id
        for one, other in zip(pages(desk, document), document.pages, strict=True)
        if one.sha256 != other.sha256
    ]
    assert len(changed) == cleaned.facts["pages"]
    for page in document.pages:
        desk.store.files.read(page.sha256)

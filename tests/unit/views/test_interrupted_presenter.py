"""Captures that a crash interrupted: offered, kept with their paper, or set aside."""

from pathlib import Path

import pytest

from offline_store.records import Document, DocumentId
from scanners.picture_files import pages_of
from scanners.spool import Spool
from station.bootstrap import Desk
from tests.left_session import left_session
from tests.scanner_fixtures import draw_pages
from tests.unit.views.scan_screen import ScanScreen
from tests.unit.views.scripted import CounterScreen, JobsAtOnce
from views.presenters.counter import Counter, Place, Work
from views.presenters.interrupted import InterruptedPresenter


class Quiet:
    """A place in front that has nothing to show."""

    def show(self, work: Work | None) -> None:
        """Nothing to remember."""


@pytest.fixture
def shown() -> ScanScreen:
    """What is offered."""
    return ScanScreen()


@pytest.fixture
def offers(counter: Counter, shown: ScanScreen) -> InterruptedPresenter:
    """The presenter."""
    counter.places = {place: Quiet() for place in Place}
    return InterruptedPresenter(counter, shown, JobsAtOnce())


def crashed(desk: Desk, document_id: DocumentId, folder: Path) -> None:
    """A capture of two pages that never came to its end."""
    spool = Spool(left_session(desk.store, desk.home / "spool", document_id))
    for paper in draw_pages(folder, 2, size=(413, 585)):
        list(pages_of(paper, spool))


def test_an_interrupted_capture_is_kept_and_opened(
    offers: InterruptedPresenter,
    counter: Counter,
    shown: ScanScreen,
    screen: CounterScreen,
    desk: Desk,
    document: Document,
    tmp_path: Path,
) -> None:
    """With its dossier's code and its number of pages; afterwards nothing is offered."""
    crashed(desk, document.id, tmp_path / "paper")
    offers.look()
    offered = shown.interrupted
    assert offered is not None
    assert len(offered.pages) == 2
    assert offered.code is not None

    offers.recover()

    assert shown.interrupted is None
    assert counter.place is Place.SCAN
    assert counter.work is not None
    assert len(counter.work.document.pages) == len(document.pages) + 2
    assert screen.messages[-1].code == "recovered"


def test_what_is_set_aside_waits_until_it_is_asked_for(
    offers: InterruptedPresenter,
    shown: ScanScreen,
    desk: Desk,
    document: Document,
    tmp_path: Path,
) -> None:
    """It is counted, hidden again when left, and can still be kept."""
    crashed(desk, document.id, tmp_path / "paper")
    offers.look()
    offers.set_aside()
    assert (shown.interrupted, shown.aside) == (None, 1)

    offers.show_aside()
    asked_for = shown.interrupted
    assert asked_for is not None
    offers.set_aside()
    assert (shown.interrupted, shown.aside) == (None, 1)

    offers.show_aside()
    offers.recover()
    assert (shown.interrupted, shown.aside) == (None, 0)


def test_pages_whose_paper_is_gone_need_one_that_is_open(
    offers: InterruptedPresenter,
    counter: Counter,
    shown: ScanScreen,
    desk: Desk,
    document: Document,
    tmp_path: Path,
) -> None:
    """They are kept in the open one, and in none otherwise."""
    crashed(desk, DocumentId("gone"), tmp_path / "paper")
    offers.look()
    offers.recover()
    still_there = shown.interrupted
    assert still_there is not None

    counter.open(document.dossier_id, document.id, Place.SCAN)
    offers.recover()
    assert shown.interrupted is None
    assert counter.work is not None
    assert len(counter.work.document.pages) == len(document.pages) + 2


def test_a_capture_that_runs_is_not_offered(
    offers: InterruptedPresenter,
    counter: Counter,
    shown: ScanScreen,
    desk: Desk,
    document: Document,
    tmp_path: Path,
) -> None:
    """While pages arrive nobody looks."""
    crashed(desk, document.id, tmp_path / "paper")
    counter.scanning = document.id
    offers.look()
    assert shown.interrupted is None

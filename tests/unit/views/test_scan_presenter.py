"""The scan place without widgets: orders, interludes, two runs, files, and where pages go."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from offline_store.records import Document, Page, Requester
from scanners.driver import Stopped
from scanners.png import encode_png
from scanners.scripted_driver import ScriptedDriver
from scanners.spool import Spool
from scanners.values import ScanOptions, Source
from station.bootstrap import Desk
from station.capture import CapturePages, ContinueCapture
from station.device_book import RememberingScanner
from tests.left_session import left_session
from tests.quota import Quota, QuotaDriver, quota
from tests.scanner_fixtures import draw_page, draw_pages
from tests.unit.views.scan_screen import ScanScreen
from tests.unit.views.scripted import CounterScreen, JobsAtOnce, JobsLater
from views.presenters.counter import Counter, Place, Work
from views.presenters.messages import SIDES_DIFFER
from views.presenters.reading import BackgroundReading
from views.presenters.scan import Arriving, ScanPresenter
from views.presenters.scan_order import Runs, ScanOrder

SMALL = (413, 585)
__all__ = ["quota"]


class NoReading(BackgroundReading):
    """Pages of these tests are not read."""

    def read(self, document: Document) -> None:
        """Leave them."""


@pytest.fixture
def scripted_desk(desk: Desk) -> Desk:
    """The desk with the practice scanner in this process."""
    capture = CapturePages(desk.store, ScriptedDriver(), desk.home / "spool", desk.clerk, desk.now)
    return replace(desk, capture=capture, continue_capture=ContinueCapture(capture, desk.pages))


@pytest.fixture
def empty(scripted_desk: Desk) -> Document:
    """A document without pages."""
    return scripted_desk.receive(Requester("Nguyễn Văn An"), "Bảng điểm", 1).documents[0]


@pytest.fixture
def shown() -> ScanScreen:
    """What the place shows."""
    return ScanScreen()


class Front:
    """Hands what is open to the scan place."""

    presenter: ScanPresenter

    def show(self, work: Work | None) -> None:
        """Show it there."""
        self.presenter.show(work)


@pytest.fixture
def scan(
    scripted_desk: Desk, screen: CounterScreen, empty: Document, shown: ScanScreen
) -> ScanPresenter:
    """The presenter with the empty document open in front."""
    return _presenter(scripted_desk, screen, empty, shown, JobsAtOnce())


def _presenter(
    desk: Desk, screen: CounterScreen, document: Document, shown: ScanScreen, parallel: JobsAtOnce
) -> ScanPresenter:
    counter = Counter(desk, screen, JobsAtOnce())
    front = Front()
    counter.places = {place: front for place in Place}
    presenter = ScanPresenter(
        counter, shown, JobsAtOnce(), parallel, NoReading(counter, JobsAtOnce())
    )
    front.presenter = presenter
    presenter.suggestions.stop()  # what could be suggested is not looked for here
    counter.open(document.dossier_id, document.id, Place.SCAN)
    return presenter


def order(folder: Path, pages: list[Path], runs: Runs = Runs.ONE, **script: int) -> ScanOrder:
    """A scan of these pages from a scanner that follows a script."""
    path = folder / f"{len(list(folder.glob('*.json')))}.json"
    path.write_text(json.dumps({"pages": [str(page) for page in pages], **script}), "utf-8")
    return ScanOrder(f"script:{path}", ScanOptions(source=Source.FEEDER), runs)


def rewrite(given: ScanOrder, pages: list[Path]) -> None:
    """Put another pile into the scanner of an order."""
    script = Path(given.device_id.removeprefix("script:"))
    script.write_text(json.dumps({"pages": [str(page) for page in pages]}), "utf-8")


def which(desk: Desk, papers: list[Path]) -> Callable[[tuple[Page, ...]], list[int]]:
    """Tell pages by which paper they are of, from 1."""
    known = {paper.read_bytes(): number for number, paper in enumerate(papers, start=1)}
    return lambda pages: [known[desk.store.files.read(page.sha256)] for page in pages]


def test_a_jam_waits_with_the_last_good_side_and_goes_on_in_place(
    scan: ScanPresenter, scripted_desk: Desk, shown: ScanScreen, tmp_path: Path
) -> None:
    """After the jam the third sheet lies in the feeder again with the second: that drops out."""
    papers = draw_pages(tmp_path / "paper", 4, size=(1240, 1754))
    number = which(scripted_desk, papers)
    given = order(tmp_path, papers, jam_at=3)
    scan.scan(given)

    waits = shown.interlude
    assert waits is not None
    assert waits.last is not None
    assert (waits.problem, waits.sides, number((waits.last,))) == ("paper-jam", 2, [2])

    rewrite(given, papers[1:])
    scan.go_on()

    assert shown.interlude is None
    assert number(shown.pages) == [1, 2, 3, 4]


def test_a_scan_that_is_left_off_keeps_its_pages(
    scan: ScanPresenter, shown: ScanScreen, tmp_path: Path
) -> None:
    """Nothing is waited for any more, and nothing is lost."""
    scan.scan(order(tmp_path, draw_pages(tmp_path / "paper", 3, size=SMALL), jam_at=3))
    scan.leave_off()

    assert shown.interlude is None
    assert len(shown.pages) == 2
    scan.go_on()
    assert len(shown.pages) == 2


def _with_quota(desk: Desk, quota: Quota) -> Desk:
    """The desk, with no room for the third page of a scan."""
    capture = replace(desk.capture, scanner=QuotaDriver(quota, last=3))
    return replace(desk, capture=capture, continue_capture=ContinueCapture(capture, desk.pages))


def test_a_full_disk_waits_with_the_last_good_side_and_goes_on_in_place(
    scripted_desk: Desk,
    screen: CounterScreen,
    empty: Document,
    shown: ScanScreen,
    quota: Quota,
    tmp_path: Path,
) -> None:
    """Two fronts are kept, the third waits in the spool; room is made, and all find their backs."""
    desk = _with_quota(scripted_desk, quota)
    scan = _presenter(desk, screen, empty, shown, JobsAtOnce())
    papers = draw_pages(tmp_path / "paper", 8, size=(1240, 1754))
    number = which(desk, papers)
    given = order(tmp_path, [papers[n - 1] for n in (1, 3, 5, 7)], Runs.FRONTS_FIRST)
    scan.scan(given)

    waits = shown.interlude
    assert waits is not None
    assert waits.last is not None
    assert (waits.problem, waits.sides, number((waits.last,))) == ("disk-full", 2, [3])

    quota.give_back()
    rewrite(given, [papers[6]])
    scan.go_on()
    turns = shown.interlude
    assert turns is not None
    assert (turns.problem, turns.sides) == (None, 4)

    rewrite(given, [papers[n - 1] for n in (8, 6, 4, 2)])
    scan.go_on()
    assert shown.interlude is None
    assert number(shown.pages) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_pages_of_an_earlier_scan_do_not_go_in_a_page_s_place(
    scan: ScanPresenter, scripted_desk: Desk, empty: Document, shown: ScanScreen, tmp_path: Path
) -> None:
    """What a crash left in the spool is kept at the end; only the new scan replaces the page."""
    papers = draw_pages(tmp_path / "paper", 4, size=SMALL)
    number = which(scripted_desk, papers)
    given = order(tmp_path, papers[:2])
    scan.scan(given)
    left = Spool(left_session(scripted_desk.store, scripted_desk.home / "spool", empty.id))
    left.keep(papers[2].read_bytes(), ".png", size=SMALL, dpi=300)

    rewrite(given, [papers[3]])
    scan.scan(replace(given, instead_of=shown.pages[0].id))

    assert number(shown.pages) == [4, 2, 3]


def test_two_runs_that_do_not_fit_are_told(
    scan: ScanPresenter, screen: CounterScreen, shown: ScanScreen, tmp_path: Path
) -> None:
    """A back is missing: all sides stay as they were scanned."""
    papers = draw_pages(tmp_path / "paper", 3, size=SMALL)
    given = order(tmp_path, papers[:2], Runs.FRONTS_FIRST)
    scan.scan(given)
    rewrite(given, papers[2:])
    scan.go_on()

    assert len(shown.pages) == 3
    assert screen.messages[-1].code == SIDES_DIFFER
    assert screen.messages[-1].facts == {"fronts": 2, "backs": 1}


def test_pages_go_behind_a_page_or_in_its_place(
    scan: ScanPresenter, scripted_desk: Desk, shown: ScanScreen, tmp_path: Path
) -> None:
    """Inserted behind the first; then the last one is scanned again, and undo gives it back."""
    papers = draw_pages(tmp_path / "paper", 4, size=SMALL)
    number = which(scripted_desk, papers)
    given = order(tmp_path, papers[:2])
    scan.scan(given)
    rewrite(given, [papers[2]])
    scan.scan(replace(given, after=shown.pages[0].id))
    assert number(shown.pages) == [1, 3, 2]

    rewrite(given, [papers[3]])
    scan.scan(replace(given, instead_of=shown.pages[2].id))
    assert number(shown.pages) == [1, 3, 4]
    scan.acts.undo()
    assert number(shown.pages) == [1, 3, 2, 4]


def test_a_refusal_that_trying_again_cannot_mend_is_only_told(
    scan: ScanPresenter, screen: CounterScreen, shown: ScanScreen, tmp_path: Path
) -> None:
    """Where the scanner takes no such choice there is nothing to do with the paper."""
    given = order(tmp_path, draw_pages(tmp_path / "paper", 1, size=SMALL))
    scan.scan(replace(given, options=ScanOptions(source=Source.FLATBED)))

    assert shown.interlude is None
    assert screen.messages[-1].code == "option-refused"


class Pressed(RememberingScanner):
    """A scanner whose button is pressed as soon as somebody waits for it."""

    def wait_for_button(self, device_id: str, stopped: Stopped) -> str:
        """It was."""
        assert not stopped()
        return "scan"


def test_a_scan_begins_at_the_scanner_s_own_button(
    scripted_desk: Desk,
    screen: CounterScreen,
    empty: Document,
    shown: ScanScreen,
    tmp_path: Path,
) -> None:
    """The clerk sees what is waited for; going on after a jam waits for no button."""
    scanner = Pressed(scripted_desk.scanner.worker, scripted_desk.scanner.book)
    desk = replace(scripted_desk, scanner=scanner)
    scan = _presenter(desk, screen, empty, shown, JobsAtOnce())
    papers = draw_pages(tmp_path / "paper", 2, size=SMALL)
    scan.scan(replace(order(tmp_path, papers, jam_at=2), on_button=True))

    assert [arriving for arriving, _ in shown.arriving] == [
        Arriving.BUTTON,
        Arriving.SCANNER,
        None,
    ]
    assert len(shown.pages) == 1


def test_a_scanner_without_a_button_is_told(
    scan: ScanPresenter, screen: CounterScreen, shown: ScanScreen, tmp_path: Path
) -> None:
    """The practice scanner has none: nothing is scanned."""
    papers = draw_pages(tmp_path / "paper", 1, size=SMALL)
    scan.scan(replace(order(tmp_path, papers), on_button=True))

    assert (screen.messages[-1].code, screen.messages[-1].facts["option"]) == (
        "option-refused",
        "button",
    )
    assert shown.pages == ()


def test_files_are_taken_behind_a_page_and_one_that_is_gone_is_told(
    scan: ScanPresenter,
    scripted_desk: Desk,
    screen: CounterScreen,
    shown: ScanScreen,
    tmp_path: Path,
) -> None:
    """Each page shows as it comes; what the system refuses is a message, not a fault."""
    papers = draw_pages(tmp_path / "paper", 3, size=SMALL)
    scan.import_files(tuple(papers[:2]))
    scan.import_files((papers[2],), after=shown.pages[0].id)

    assert which(scripted_desk, papers)(shown.pages) == [1, 3, 2]
    assert len(shown.arrived) == 3
    assert shown.arriving[-1] == (None, False)

    scan.import_files((tmp_path / "gone.pdf",))
    assert (screen.messages[-1].code, screen.messages[-1].facts["file"]) == (
        "file-refused",
        "gone.pdf",
    )


def test_a_copied_picture_becomes_a_page(
    scan: ScanPresenter, shown: ScanScreen, tmp_path: Path
) -> None:
    """Pasted like a file."""
    scan.paste(lambda: encode_png(np.full((60, 40, 3), 200, np.uint8), 300))

    assert [(page.width, page.height) for page in shown.pages] == [(40, 60)]


def test_stopping_is_said_at_once_and_ends_after_the_page_under_way(
    scripted_desk: Desk,
    screen: CounterScreen,
    empty: Document,
    shown: ScanScreen,
    tmp_path: Path,
) -> None:
    """Of three files one is taken; the clerk sees that the desk is stopping meanwhile."""
    jobs = JobsLater()
    scan = _presenter(scripted_desk, screen, empty, shown, jobs)
    scan.import_files(tuple(draw_pages(tmp_path / "paper", 3, size=SMALL)))
    assert shown.arriving[-1] == (Arriving.FILES, False)
    scan.stop()
    assert shown.arriving[-1] == (Arriving.FILES, True)
    jobs.run()

    assert len(shown.pages) == 1
    assert (screen.messages[-1].code, screen.messages[-1].facts["pages"]) == ("scan-stopped", 1)


def test_no_second_scan_begins_meanwhile(
    scripted_desk: Desk,
    screen: CounterScreen,
    empty: Document,
    shown: ScanScreen,
    tmp_path: Path,
) -> None:
    """A second press does nothing, whichever way pages arrive."""
    jobs = JobsLater()
    scan = _presenter(scripted_desk, screen, empty, shown, jobs)
    paper = draw_page(tmp_path / "paper.png", 1, SMALL)
    scan.scan(order(tmp_path, [paper]))
    scan.scan(order(tmp_path, [paper]))
    scan.import_files((paper,))
    assert len(jobs.waiting) == 1
    jobs.run()
    assert len(shown.pages) == 1

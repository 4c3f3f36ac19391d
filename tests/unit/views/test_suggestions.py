"""Suggestions: blank sides, sheets scanned twice, and a batch to be cut; one key each."""

from dataclasses import replace
from pathlib import Path

import pytest
import segno
from PIL import Image, ImageDraw

from offline_store.records import Code, Document, DossierId, Page, Reading, Requester, Word
from scanners.page_looks import BLANK, NEARLY_BLANK
from scanners.png import encode_png
from station.bootstrap import Desk
from station.separators import Separator
from tests.patch_sheets import patch_sheet
from tests.scanner_fixtures import draw_pages
from tests.unit.views.scan_screen import ScanScreen
from tests.unit.views.scripted import CounterScreen, JobsAtOnce
from views.page_warnings import page_warnings
from views.presenters.counter import Counter, Place, Work
from views.presenters.page_acts import PageActs
from views.presenters.suggested import FEW_WORDS, Kind
from views.presenters.suggestions import SuggestionsPresenter
from views.suggestion_texts import page_numbers, suggestion_text


class Front:
    """Hands what is open to the suggestions."""

    presenter: SuggestionsPresenter

    def show(self, work: Work | None) -> None:
        """Show it there."""
        self.presenter.show(work)


@pytest.fixture
def shown() -> ScanScreen:
    """What is suggested."""
    return ScanScreen()


@pytest.fixture
def counter(desk: Desk, screen: CounterScreen) -> Counter:
    """The counter with suggestions in front."""
    return Counter(desk, screen, JobsAtOnce())


@pytest.fixture
def suggestions(counter: Counter, shown: ScanScreen) -> SuggestionsPresenter:
    """The presenter in front."""
    jobs, front = JobsAtOnce(), Front()
    counter.places = {place: front for place in Place}
    front.presenter = SuggestionsPresenter(counter, shown, PageActs(counter, jobs), jobs, jobs)
    return front.presenter


def received(desk: Desk, papers: list[Path]) -> Document:
    """A document of these pages."""
    document = desk.receive(Requester("Nguyễn Văn An"), "Bảng điểm", 1).documents[0]
    desk.import_pages(document.id, tuple(papers))
    return now(desk, document)


def now(desk: Desk, document: Document) -> Document:
    """The document as it is kept now."""
    with desk.store.snapshot() as records:
        return records.dossiers.document(document.id)


def blank(path: Path, faint: bool = False) -> Path:
    """An empty side, or one with a pale stroke."""
    side = Image.new("RGB", (1240, 1754), (250, 250, 250))
    if faint:
        side.paste((205, 205, 225), (400, 600, 440, 640))
    side.save(path, dpi=(200, 200))
    return path


def test_blank_sides_go_with_one_key_and_come_back(
    counter: Counter,
    suggestions: SuggestionsPresenter,
    shown: ScanScreen,
    desk: Desk,
    tmp_path: Path,
) -> None:
    """All that are blank at once; a nearly blank one is looked at before it can go."""
    papers = draw_pages(tmp_path / "paper", 1, size=(1240, 1754))
    sides = [blank(tmp_path / "a.png"), blank(tmp_path / "b.png", faint=True)]
    document = received(desk, [papers[0], *sides])
    assert [page.warnings for page in document.pages[1:]] == [(BLANK,), (NEARLY_BLANK,)]
    counter.open(document.dossier_id, document.id, Place.SCAN)

    assert shown.suggestion is not None
    assert (shown.suggestion.kind, shown.suggestions) == (Kind.BLANK, 2)
    suggestions.accept()
    assert len(now(desk, document).pages) == 2
    assert shown.suggestion.kind is Kind.NEARLY_BLANK

    suggestions.accept()
    assert shown.chosen == document.pages[2].id
    assert shown.suggestion.looked
    assert len(now(desk, document).pages) == 2
    suggestions.accept()
    assert [page.id for page in now(desk, document).pages] == [document.pages[0].id]
    assert shown.suggestion is None


def test_what_is_left_alone_is_not_suggested_again(
    counter: Counter,
    suggestions: SuggestionsPresenter,
    shown: ScanScreen,
    desk: Desk,
    tmp_path: Path,
) -> None:
    """Also not when the place is shown anew."""
    document = received(desk, [blank(tmp_path / "a.png")])
    counter.open(document.dossier_id, document.id, Place.SCAN)
    suggestions.leave_alone()
    assert shown.suggestion is None
    counter.refresh()
    assert shown.suggestion is None
    assert len(now(desk, document).pages) == 1


def test_a_sheet_scanned_twice_is_named_with_its_like(
    counter: Counter,
    suggestions: SuggestionsPresenter,
    shown: ScanScreen,
    desk: Desk,
    tmp_path: Path,
) -> None:
    """The later one goes; the earlier stays."""
    papers = draw_pages(tmp_path / "paper", 2, size=(1240, 1754))
    document = received(desk, [papers[0], papers[1], papers[0]])
    counter.open(document.dossier_id, document.id, Place.SCAN)

    assert shown.suggestion is not None
    assert (shown.suggestion.kind, shown.suggestion.like) == (Kind.REPEATED, document.pages[0])
    suggestions.accept()
    assert [page.id for page in now(desk, document).pages] == [p.id for p in document.pages[:2]]
    assert shown.suggestion is None


def test_a_batch_is_shown_as_it_would_be_cut_and_then_cut(
    counter: Counter,
    suggestions: SuggestionsPresenter,
    shown: ScanScreen,
    screen: CounterScreen,
    desk: Desk,
    tmp_path: Path,
) -> None:
    """Two pages, a sheet, one page: the words say so, the key does so."""
    sheet = tmp_path / "sheet.png"
    _draw_sheet(sheet)
    papers = draw_pages(tmp_path / "paper", 3, size=(827, 1170))
    document = received(desk, [papers[0], papers[1], sheet, papers[2]])
    _read_sheet(desk, document.pages[2])
    counter.open(document.dossier_id, document.id, Place.SCAN)

    assert shown.suggestion is not None
    assert shown.suggestion.kind is Kind.CUT
    assert suggestion_text(shown.suggestion).words == (
        "Separator sheets: page 3. Cut: 1–2 stays; 4 becomes another paper."
    )
    suggestions.accept()

    assert [len(each.pages) for each in _documents(desk, document.dossier_id)] == [2, 1]
    assert screen.messages[-1].code == "batch-cut"
    assert shown.suggestion is None


def test_a_patch_sheet_with_a_few_words_cuts_a_batch(
    counter: Counter,
    suggestions: SuggestionsPresenter,
    shown: ScanScreen,
    desk: Desk,
    tmp_path: Path,
) -> None:
    """Office machines print beside the bars what they are for; a page full of words is no sheet."""
    patch = tmp_path / "patch.png"
    patch.write_bytes(encode_png(patch_sheet("T"), 300))
    papers = draw_pages(tmp_path / "paper", 2, size=(827, 1170))
    document = received(desk, [papers[0], patch, papers[1]])
    for page, count in zip(document.pages, (FEW_WORDS + 1, 8, FEW_WORDS + 1), strict=True):
        words = tuple(Word("Patch", (10, 30 * at, 90, 20), 0.01, at) for at in range(count))
        with desk.store.transaction() as records:
            records.dossiers.keep_reading(page.id, Reading("test", words))
    counter.open(document.dossier_id, document.id, Place.SCAN)

    assert shown.suggestion is not None
    assert shown.suggestion.kind is Kind.CUT
    assert [part.new for part in shown.suggestion.parts] == [False, True]
    suggestions.accept()
    assert [len(each.pages) for each in _documents(desk, document.dossier_id)] == [1, 1]


def test_printed_page_numbers_propose_an_order(
    counter: Counter,
    suggestions: SuggestionsPresenter,
    shown: ScanScreen,
    desk: Desk,
    tmp_path: Path,
) -> None:
    """Pages 1, 3, 2 of 4 are put in order, and the missing one is named."""
    papers = draw_pages(tmp_path / "paper", 3, size=(413, 585))
    document = received(desk, papers)
    for page, number in zip(document.pages, (1, 3, 2), strict=True):
        words = tuple(
            Word(text, (180 + 40 * at, 560, 30, 15), 0.01, 0)
            for at, text in enumerate(("Trang", f"{number}/4"))
        )
        with desk.store.transaction() as records:
            records.dossiers.keep_reading(page.id, Reading("test", words))
    counter.open(document.dossier_id, document.id, Place.SCAN)

    proposed = shown.suggestion
    assert proposed is not None
    assert proposed.kind is Kind.ORDER
    assert suggestion_text(proposed).words == ("By the printed page numbers the order is: 1, 3, 2.")
    suggestions.accept()
    one, two, three = (page.id for page in document.pages)
    assert [page.id for page in now(desk, document).pages] == [one, three, two]

    missing = shown.suggestion
    assert missing is not None
    assert (missing.kind, missing.missing) == (Kind.MISSING, (4,))
    suggestions.accept()
    assert all(each.kind is not Kind.MISSING for each in suggestions.suggestions)


def test_two_papers_on_one_glass_are_cut_apart(
    counter: Counter,
    suggestions: SuggestionsPresenter,
    shown: ScanScreen,
    desk: Desk,
    tmp_path: Path,
) -> None:
    """Between the two, where the lid is seen."""
    glass = Image.new("RGB", (1240, 1754), (60, 60, 60))
    for top in (80, 940):
        sheet = Image.new("RGB", (1000, 700), (250, 250, 250))
        drawing = ImageDraw.Draw(sheet)
        for row in range(80, 640, 40):
            drawing.line((80, row, 900, row), fill="black", width=4)
        glass.paste(sheet, (100, top))
    path = tmp_path / "glass.png"
    glass.save(path, dpi=(150, 150))
    document = received(desk, [path])
    counter.open(document.dossier_id, document.id, Place.SCAN)

    proposed = shown.suggestion
    assert proposed is not None
    assert proposed.kind is Kind.SPLIT
    suggestions.accept()
    upper, lower = now(desk, document).pages
    assert upper.height + lower.height == 1754
    assert 780 <= upper.height <= 940


def test_pages_that_lie_on_side_or_head_are_stood_up_in_one_act(
    counter: Counter,
    suggestions: SuggestionsPresenter,
    shown: ScanScreen,
    desk: Desk,
    tmp_path: Path,
) -> None:
    """The copy shows pages as they are kept: what was read turned is to be turned, too."""
    papers = draw_pages(tmp_path / "paper", 3, size=(413, 585))
    document = received(desk, papers)
    for page, rotation in zip(document.pages, (0, 180, 90), strict=True):
        with desk.store.transaction() as records:
            records.dossiers.keep_reading(page.id, Reading("test", (), (), rotation))
    counter.open(document.dossier_id, document.id, Place.SCAN)

    proposed = shown.suggestion
    assert proposed is not None
    assert (proposed.kind, proposed.turns) == (Kind.LYING, (180, 90))
    assert "2–3" in suggestion_text(proposed).words
    # Who leaves it alone is reminded at each of these pages.
    assert [len(page_warnings(page)) for page in now(desk, document).pages] == [0, 1, 1]
    suggestions.accept()

    upright, head, side = now(desk, document).pages
    assert upright.sha256 == document.pages[0].sha256
    assert (head.width, head.height, head.reading) == (413, 585, None)
    assert (side.width, side.height, side.reading) == (585, 413, None)
    assert not page_warnings(head)
    assert shown.suggestion is None
    desk.pages.undo(document.id)
    assert [page.sha256 for page in now(desk, document).pages] == [
        page.sha256 for page in document.pages
    ]


def test_page_numbers_are_written_as_people_write_them(document: Document) -> None:
    """Runs are drawn together."""
    page = document.pages[0]
    pages = [replace(page, position=at) for at in (1, 2, 3, 5, 7, 8)]
    assert page_numbers(pages) == "1–3, 5, 7–8"


def _documents(desk: Desk, dossier_id: DossierId) -> tuple[Document, ...]:
    with desk.store.snapshot() as records:
        return records.dossiers.get(dossier_id).documents


def _draw_sheet(path: Path) -> None:
    """A separator sheet as it comes out of a scanner."""
    code = segno.make(Separator().text, error="h", micro=False)
    code.save(str(path), scale=20, border=8, dpi=300)


def _read_sheet(desk: Desk, page: Page) -> None:
    """Keep what reading found on a sheet."""
    code = Code("QRCode", Separator().text, (0, 0, 10, 10))
    with desk.store.transaction() as records:
        records.dossiers.keep_reading(page.id, Reading("test", (), (code,)))

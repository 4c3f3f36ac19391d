"""The register in the window: months, print, spreadsheet, and the end of the year."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from offline_store.records import LineEntry, LineState, RegisterLine
from station.bootstrap import Desk
from station.settings import OfficerSettings
from tests.store_fixtures import add_dossier, make_block, make_dossier
from tests.unit.views.scripted import CounterScreen, JobsAtOnce
from views.presenters.counter import Counter, Place
from views.presenters.messages import NoteCode
from views.presenters.register import BookView, RegisterPresenter

BOOK = "01/2026-SCT/BS"
ENTRY = LineEntry("Nguyễn Văn An", "Giấy khai sinh", "Trần Văn Mẫu", "CHỦ TỊCH", 2, 4_000)
DAYS = (datetime(2026, 10, 31, 16, 0, tzinfo=UTC), datetime(2026, 10, 31, 18, 0, tzinfo=UTC))
NEW_YEARS_EVE = datetime(2026, 12, 31, 10, 0, tzinfo=UTC)


@dataclass(slots=True)
class RegisterScreen:
    """Remembers the book, and answers as told."""

    shown: BookView | None = None
    printed: list[bytes] = field(default_factory=list)
    asked: list[tuple[str, int]] = field(default_factory=list)
    closes: bool = True
    given_up: list[int] = field(default_factory=list)
    gives_up: bool = True

    def show_book(self, shown: BookView) -> None:
        """Remember it."""
        self.shown = shown

    def print_book(self, pdf: bytes) -> None:
        """Remember it."""
        self.printed.append(pdf)

    def ask_close(self, book: str, signed: int, answer: Callable[[], None]) -> None:
        """Answer at once."""
        self.asked.append((book, signed))
        if self.closes:
            answer()

    def ask_give_up(self, line: RegisterLine, answer: Callable[[], None]) -> None:
        """Answer at once."""
        self.given_up.append(line.number)
        if self.gives_up:
            answer()


@dataclass(slots=True)
class Shelf:
    """The register place on a desk with one line in October and one in November."""

    desk: Desk
    screen: CounterScreen
    view: RegisterScreen = field(default_factory=RegisterScreen)

    def presenter(self, at: datetime) -> RegisterPresenter:
        """The place as it is at a time."""
        settings = replace(self.desk.settings, officer=OfficerSettings("Trần Văn Mẫu"))
        desk = replace(self.desk, now=lambda: at, settings=settings)
        certify = replace(self.desk.certify, now=lambda: at)
        counter = Counter(replace(desk, certify=certify), self.screen, JobsAtOnce())
        presenter = RegisterPresenter(counter, self.view, JobsAtOnce(), JobsAtOnce())
        counter.place = Place.REGISTER
        counter.places[Place.REGISTER] = presenter
        presenter.show(None)
        return presenter

    @property
    def shown(self) -> BookView:
        """What stands there."""
        assert self.view.shown is not None
        return self.view.shown


@pytest.fixture
def shelf(desk: Desk, screen: CounterScreen) -> Shelf:
    """Two signed lines, one an hour before November began at the counter and one after it."""
    with desk.store.transaction() as records:
        records.register.add_block(make_block(book=BOOK))
    for number, at in enumerate(DAYS, start=1):
        document = add_dossier(desk.store, make_dossier(f"H26-{number}"))
        with desk.store.transaction() as records:
            records.register.reserve(BOOK, document, ENTRY, at)
            records.register.sign(BOOK, number, at)
    return Shelf(desk, screen)


def test_a_month_is_shown_alone(shelf: Shelf) -> None:
    """Months are the counter's; the whole book comes back."""
    presenter = shelf.presenter(DAYS[1])
    october, november = date(2026, 10, 1), date(2026, 11, 1)
    assert shelf.shown.months == (november, october)
    assert [line.number for line in shelf.shown.lines] == [1, 2]
    presenter.choose_month(october)
    assert (shelf.shown.month, [line.number for line in shelf.shown.lines]) == (october, [1])
    presenter.choose_month(None)
    assert len(shelf.shown.lines) == 2


def test_what_is_shown_is_printed_and_saved(shelf: Shelf, tmp_path: Path) -> None:
    """As PDF for the printer's preview, and in the form that the file's name says."""
    presenter = shelf.presenter(DAYS[1])
    presenter.choose_month(date(2026, 11, 1))
    presenter.print()
    assert [pdf[:5] for pdf in shelf.view.printed] == [b"%PDF-"]

    presenter.export(tmp_path / "book.xlsx")
    presenter.export(tmp_path / "book.csv")
    with ZipFile(tmp_path / "book.xlsx") as workbook:
        texts = workbook.read("xl/sharedStrings.xml").decode("utf-8")
    assert "<t>02</t>" in texts
    assert "<t>01</t>" not in texts
    assert "02,01/11/2026,Nguyễn Văn An" in (tmp_path / "book.csv").read_text("utf-8-sig")
    presenter.export(tmp_path / "none" / "book.csv")
    assert [message.code for message in shelf.screen.messages] == ["saved", "saved", "file-refused"]


def test_a_book_is_closed_once_its_year_ends(shelf: Shelf) -> None:
    """Not before, not without the clerk's word, and only once."""
    presenter = shelf.presenter(DAYS[1])
    presenter.close()
    assert (shelf.shown.may_close, shelf.view.asked) == (False, [])

    presenter = shelf.presenter(NEW_YEARS_EVE)
    shelf.view.closes = False
    presenter.close()
    assert not shelf.shown.closed
    shelf.view.closes = True
    presenter.close()

    assert shelf.view.asked == [(BOOK, 2)] * 2
    assert (shelf.shown.closed, shelf.shown.may_close) == (True, False)
    with shelf.desk.store.snapshot() as records:
        assert records.audit.lines()[-1].act == "book-closed"
        assert {line.state for line in records.register.lines(BOOK)} == {LineState.SIGNED}
    assert [message.code for message in shelf.screen.messages] == [NoteCode.BOOK_CLOSED]


def test_last_years_book_can_be_closed_later(shelf: Shelf) -> None:
    """In the new year it is still on the shelf."""
    presenter = shelf.presenter(datetime(2027, 1, 4, 2, 0, tzinfo=UTC))
    assert shelf.shown.book == "01/2027-SCT/BS"
    presenter.choose(BOOK)
    assert shelf.shown.may_close


def test_a_number_that_is_not_signed_is_given_up_and_the_book_closed(shelf: Shelf) -> None:
    """On the clerk's word; it stays in the book as cancelled, and keeps it open no more."""
    document = add_dossier(shelf.desk.store, make_dossier("H26-3"))
    with shelf.desk.store.transaction() as records:
        records.register.reserve(BOOK, document, ENTRY, DAYS[1])
    presenter = shelf.presenter(NEW_YEARS_EVE)
    presenter.close()
    assert shelf.screen.messages[-1].code == "book-unfinished"
    signed, reserved = shelf.shown.lines[0], shelf.shown.lines[2]

    presenter.give_up(signed)
    shelf.view.gives_up = False
    presenter.give_up(reserved)
    assert shelf.shown.lines[2] == reserved
    shelf.view.gives_up = True
    presenter.give_up(reserved)

    assert shelf.view.given_up == [3, 3]
    line = shelf.shown.lines[2]
    assert (line.number, line.state, line.reason) == (3, LineState.CANCELLED, "abandoned")
    assert shelf.screen.messages[-1].code == NoteCode.NUMBER_CANCELLED
    presenter.close()
    assert shelf.shown.closed

"""The register: the lines of a book, and what is made of it: print, spreadsheet, year's end."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from offline_store.records import LineState, RegisterLine
from station.bootstrap import Desk
from station.hanoi_time import hanoi_day
from station.register_book import BookPart, CloseBook, ReadBook, as_csv, as_pdf, as_xlsx
from views.presenters.counter import Counter, Work
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode
from views.presenters.refused_files import save_to

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class BookView:
    """A book as it stands, or a month of it: its lines by number, how many numbers are left.

    months: those that have lines, the first of each, newest first. closed: whether the book is.
    may_close: whether its year is over, so that it can be.
    """

    books: tuple[str, ...]
    book: str
    months: tuple[date, ...]
    month: date | None
    lines: tuple[RegisterLine, ...]
    numbers_left: int
    closed: bool
    may_close: bool


class RegisterView(Protocol):
    """What the register place must show and ask."""

    def show_book(self, shown: BookView) -> None:
        """A book."""
        ...

    def print_book(self, pdf: bytes) -> None:
        """Show the pages and give them to a printer."""
        ...

    def ask_close(self, book: str, signed: int, answer: Callable[[], None]) -> None:
        """Ask whether a book is to be closed for good; `answer` is called if so."""
        ...

    def ask_give_up(self, line: RegisterLine, answer: Callable[[], None]) -> None:
        """Ask whether a reserved number is to be cancelled; `answer` is called if so."""
        ...


class RegisterPresenter:
    """Shows a book; this year's when none was chosen."""

    def __init__(self, counter: Counter, view: RegisterView, serial: Jobs, parallel: Jobs) -> None:
        self._counter = counter
        self._view = view
        self._serial = serial
        self._parallel = parallel
        self._book: str | None = None
        self._month: date | None = None
        self._asked = 0
        self._shown: BookView | None = None

    def show(self, work: Work | None) -> None:
        """Read the book anew."""
        self._asked += 1
        asked, book, month = self._asked, self._book, self._month
        desk = self._counter.desk

        def show(shown: BookView) -> None:
            if asked == self._asked:
                self._shown = shown
                self._view.show_book(shown)

        self._parallel.start(lambda: look_at_book(desk, book, month), show, self._counter.report)

    def choose(self, book: str) -> None:
        """Take another book off the shelf."""
        self._book, self._month = book, None
        self.show(None)

    def choose_month(self, month: date | None) -> None:
        """Show only that month of the book; None: all of it."""
        self._month = month
        self.show(None)

    def print(self) -> None:
        """Typeset what is shown, to be printed, signed and bound."""
        desk = self._counter.desk
        shown = self._shown
        if shown is not None:
            self._parallel.start(
                lambda: as_pdf(_part(desk, shown), desk.settings, desk.now()),
                self._view.print_book,
                self._counter.report,
            )

    def export(self, target: Path) -> None:
        """Write what is shown with the columns of the form, as the file's name says."""
        shown, desk = self._shown, self._counter.desk
        if shown is None:
            return
        written = as_csv if target.suffix.lower() == ".csv" else as_xlsx
        save_to(target, lambda: written(_part(desk, shown)), self._counter, self._parallel)

    def close(self) -> None:
        """Ask, and close the book for its year."""
        shown, desk = self._shown, self._counter.desk
        if shown is None or not shown.may_close:
            return
        book = shown.book

        def closed(total: int) -> None:
            self._counter.note(NoteCode.BOOK_CLOSED, book=book, total=total)
            self._counter.refresh()

        def close() -> None:
            closing = CloseBook(desk.store, desk.clerk, desk.now)
            self._serial.start(lambda: closing(book), closed, self._counter.report)

        def ask(part: BookPart) -> None:
            self._view.ask_close(book, len(part.signed), close)

        self._parallel.start(lambda: ReadBook(desk.store)(book), ask, self._counter.report)

    def give_up(self, line: RegisterLine) -> None:
        """Ask, and cancel a number whose signing will not be finished; it stays in the book."""
        desk = self._counter.desk
        if line.state is not LineState.RESERVED:
            return

        def done(_: None) -> None:
            self._counter.note(NoteCode.NUMBER_CANCELLED, book=line.book, number=line.number)
            self._counter.refresh()

        def give_up() -> None:
            # Signing runs on the same queue: what is being signed is signed first, and stays.
            self._serial.start(
                lambda: desk.certify.abandon(line.document_id), done, self._counter.report
            )

        self._view.ask_give_up(line, give_up)

    def failed(self, error: Exception) -> None:
        """Drawing or printing went wrong."""
        self._counter.report(error)


def _part(desk: Desk, shown: BookView) -> BookPart:
    """What of a book is shown, as it stands now."""
    return ReadBook(desk.store)(shown.book, shown.month)


def look_at_book(desk: Desk, wanted: str | None, month: date | None) -> BookView:
    """A book, or a month of it, as it stands now."""
    today = hanoi_day(desk.now())
    this_year = desk.certify.book(desk.now())
    book = wanted or this_year
    with desk.store.snapshot() as records:
        known = {entry.name: entry for entry in records.register.books()}
        left = records.register.remaining(book, desk.now())
    lines = ReadBook(desk.store)(book).lines
    closed = book in known and known[book].closed_at is not None
    last_day = (today.month, today.day) == (12, 31)
    months = _months(lines)
    return BookView(
        books=tuple(sorted({this_year, *known})),
        book=book,
        months=months,
        month=month if month in months else None,
        lines=lines if month not in months else ReadBook(desk.store)(book, month).lines,
        numbers_left=left,
        closed=closed,
        # NĐ 23/2015 Điều 13: a book is closed at the end of its year.
        may_close=book in known and not closed and (book != this_year or last_day),
    )


def _months(lines: Iterable[RegisterLine]) -> tuple[date, ...]:
    days = {hanoi_day(line.reserved_at).replace(day=1) for line in lines}
    return tuple(sorted(days, reverse=True))

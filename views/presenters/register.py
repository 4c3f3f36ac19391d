"""The register: the lines of a certification book, signed, reserved and cancelled alike."""

from dataclasses import dataclass
from typing import Protocol

from offline_store.records import RegisterLine
from views.presenters.counter import Counter, Work
from views.presenters.jobs import Jobs


@dataclass(frozen=True, slots=True)
class BookView:
    """One book as it stands: its lines by number, and how many numbers are left."""

    books: tuple[str, ...]
    book: str
    lines: tuple[RegisterLine, ...]
    numbers_left: int


class RegisterView(Protocol):
    """What the register place must show."""

    def show_book(self, shown: BookView) -> None:
        """A book."""
        ...


class RegisterPresenter:
    """Shows a book; this year's when none was chosen."""

    def __init__(self, counter: Counter, view: RegisterView, parallel: Jobs) -> None:
        self._counter = counter
        self._view = view
        self._parallel = parallel
        self._book: str | None = None
        self._asked = 0

    def show(self, work: Work | None) -> None:
        """Read the book anew."""
        self._asked += 1
        asked = self._asked
        desk = self._counter.desk

        def read() -> BookView:
            this_year = desk.certify.book(desk.now())
            book = self._book or this_year
            with desk.store.snapshot() as records:
                known = {entry.name for entry in records.register.books()}
                return BookView(
                    tuple(sorted({this_year, *known})),
                    book,
                    records.register.lines(book),
                    records.register.remaining(book, desk.now()),
                )

        def show(shown: BookView) -> None:
            if asked == self._asked:
                self._view.show_book(shown)

        self._parallel.start(read, show, self._counter.report)

    def choose(self, book: str) -> None:
        """Take another book off the shelf."""
        self._book = book
        self.show(None)

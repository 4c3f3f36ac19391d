"""The certification book on paper and in files, with all columns of the form.

Columns: NĐ 23/2015, mẫu sổ SCT/BS; a new form gets a new list. NĐ 23/2015 Điều 13: a book kept by
computer is printed and bound each month.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from offline_store.records import Book, LineState, RegisterLine
from offline_store.store import Store
from signing.typesetting import drawable, find_fonts, typeset
from station.cancel_reasons import words_of
from station.hanoi_time import HANOI, Clock, hanoi_day
from station.people import Act, require
from station.settings import Settings
from station.workbook import workbook_of

HEADINGS = (
    "Số chứng thực",
    "Ngày, tháng, năm chứng thực",
    "Họ tên của người yêu cầu chứng thực",
    "Tên của bản chính giấy tờ, văn bản",
    "Họ tên, chức danh người ký chứng thực",
    "Số bản sao đã được chứng thực",
    "Lệ phí/Phí chứng thực",
    "Ghi chú",
)
_WIDTHS = (10, 14, 30, 40, 36, 12, 14, 30)
# What spreadsheet programs take for the beginning of a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int


@dataclass(frozen=True, slots=True)
class BookPart:
    """A book, or one month of it. month: the first of that month; None for the whole book."""

    book: Book
    lines: tuple[RegisterLine, ...]
    month: date | None = None

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """A row for each line, with the columns of `HEADINGS`."""
        return tuple(map(_row, self.lines))

    @property
    def signed(self) -> tuple[RegisterLine, ...]:
        """The lines that stand for signed copies."""
        return tuple(line for line in self.lines if line.state is LineState.SIGNED)


@dataclass(frozen=True, slots=True)
class ReadBook:
    """Take a book, or a month of it, out of the register."""

    store: Store

    def __call__(self, name: str, month: date | None = None) -> BookPart:
        """The part asked for; of a book that is not known here, no lines.

        month: any day of the month, at the counter.
        """
        with self.store.snapshot() as records:
            lines = records.register.lines(name)
            books = {book.name: book for book in records.register.books()}
        first = month.replace(day=1) if month is not None else None
        kept = tuple(line for line in lines if first is None or _month(line) == first)
        return BookPart(books.get(name, Book(name)), kept, first)


@dataclass(frozen=True, slots=True)
class CloseBook:
    """Close a book for its year: no number of it is given any more."""

    store: Store
    clerk: str
    now: Clock

    def __call__(self, book: str) -> int:
        """How many of its lines are signed.

        Raises:
            NotFound: there is no such book. BookClosed: it is closed already.
            BookUnfinished: a line is still reserved. SignInNeeded, RoleMissing: the clerk may not.
        """
        at = self.now()
        with self.store.transaction() as records:
            require(records, self.clerk, Act.BOOK)
            total = records.register.close(book, at)
            records.audit.append(at, self.clerk, "book-closed", book, total=total)
        return total


def as_csv(part: BookPart) -> bytes:
    """UTF-8 with a byte order mark, by which spreadsheet programs read the Vietnamese rightly.

    A text that such a program would take for a formula gets an apostrophe before it.
    """
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(HEADINGS)
    rows.writerows([_defused(cell) for cell in row] for row in part.rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(part: BookPart) -> bytes:
    """A workbook of one sheet; texts are texts, whatever they begin with."""
    columns = tuple(zip(HEADINGS, _WIDTHS, strict=True))
    return workbook_of(part.book.name, "Sổ chứng thực", columns, part.rows, _made(part))


def as_pdf(part: BookPart, settings: Settings, at: datetime) -> bytes:
    """The pages to print and bind, PDF/A: title, lines, sums, and room for signature and seal.

    A letter that the fonts do not have is printed as its number, `[U+4E2D]`.

    Raises:
        CopyRefused: no fonts, or a text too long for a page.
    """
    closed = part.book.closed_at
    values = {
        "agency": settings.agency.name,
        "book": part.book.name,
        "month": "" if part.month is None else f"{part.month.month:02d}/{part.month.year}",
        "headings": HEADINGS,
        "rows": [[drawable(_shown(cell)) for cell in row] for row in part.rows],
        "signed": len(part.signed),
        "cancelled": sum(line.state is LineState.CANCELLED for line in part.lines),
        "fees": _grouped(sum(line.entry.fee_vnd for line in part.signed)),
        "closed": "" if closed is None else f"{hanoi_day(closed):%d/%m/%Y}",
        "total": part.book.total or 0,
        "printed": f"{at.astimezone(HANOI):%d/%m/%Y %H:%M}",
        "title_lines": settings.officer.title,
    }
    return typeset("register_book.typ", values, {}, find_fonts(), at)


def _row(line: RegisterLine) -> tuple[Cell, ...]:
    entry = line.entry
    note = "; ".join(filter(None, (entry.note, _standing(line))))
    return (
        f"{line.number:02d}",
        f"{_day(line):%d/%m/%Y}",
        entry.requester_name,
        entry.document_title,
        f"{entry.signer_name}, {entry.signer_title}",
        entry.copies,
        entry.fee_vnd,
        note,
    )


def _standing(line: RegisterLine) -> str:
    """What the book says beside a number that stands for no copy."""
    match line.state:
        case LineState.SIGNED:
            return ""
        case LineState.RESERVED:
            return "Đã giữ số, chưa ký"
        case LineState.CANCELLED:
            return f"Đã hủy: {words_of(line.reason)}"


def _day(line: RegisterLine) -> date:
    """The day that the copy's statement names."""
    return hanoi_day(line.reserved_at)


def _month(line: RegisterLine) -> date:
    return _day(line).replace(day=1)


def _made(part: BookPart) -> datetime:
    """The same lines give the same bytes: the file is as old as its last line."""
    moments: Sequence[datetime] = [line.signed_at or line.reserved_at for line in part.lines]
    return max(moments, default=datetime(2000, 1, 1, tzinfo=HANOI)).astimezone(HANOI)


def _defused(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _shown(cell: Cell) -> str:
    return cell if isinstance(cell, str) else _grouped(cell)


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")

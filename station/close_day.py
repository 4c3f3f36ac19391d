"""The day's close: what the cashier took since the last one, by way and by fee, then fixed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from offline_store.payments import DayClose, Payment, Way
from offline_store.records import Dossier, LineState, RegisterLine
from offline_store.store import Records, Store
from signing.typesetting import drawable, find_fonts, typeset
from station.cashier import number_text
from station.errors import NothingToClose
from station.form_values import short_moment
from station.hanoi_time import HANOI, Clock, hanoi_day
from station.people import NOBODY, Act, require
from station.settings import Settings
from station.workbook import Cell, workbook_of

HEADINGS = ("Số phiếu", "Thời gian", "Mã hồ sơ", "Người nộp", "Khoản thu", "Hình thức", "Số tiền")
_WIDTHS = (20, 18, 28, 28, 44, 24, 14)
_WAYS: Mapping[Way, str] = {Way.CASH: "Tiền mặt", Way.TRANSFER: "Chuyển khoản"}


@dataclass(frozen=True, slots=True)
class DayTaken:
    """What was taken. number: of the close; 0 while it is not closed. at: when it was read.

    rows: as `HEADINGS`, the amount in đồng. A receipt that was cancelled meanwhile has a row of its
    own for that, with its ground and the amount below zero, whichever close has the receipt.
    by_way, by_fee: sums in đồng, what was cancelled taken off. copies: how many copies were
    certified meanwhile, and their fees, which stand in the register. signed: the lines of
    them there, by book and number; no other close has them.
    """

    number: int
    at: datetime
    who: str
    rows: tuple[tuple[str, ...], ...]
    by_way: Mapping[str, int]
    by_fee: Mapping[str, int]
    copies: int
    copies_vnd: int
    signed: tuple[tuple[str, int], ...] = ()

    @property
    def vnd(self) -> int:
        """The sum of what was taken for procedures."""
        return sum(self.by_way.values())

    @property
    def receipts(self) -> tuple[tuple[str, ...], ...]:
        """The rows of receipts that were given."""
        return tuple(row for row in self.rows if int(row[-1]) > 0)

    @property
    def cancelled(self) -> tuple[tuple[str, ...], ...]:
        """The rows of receipts that were cancelled."""
        return tuple(row for row in self.rows if int(row[-1]) < 0)


@dataclass(frozen=True, slots=True)
class CloseDay:
    """Look at what was taken, close it, and write it as PDF or as a spreadsheet."""

    store: Store
    settings: Settings
    clerk: str
    now: Clock

    def open(self) -> DayTaken:
        """What no close has yet.

        Raises:
            SignInNeeded, RoleMissing: the clerk may not.
        """
        at = self.now()
        with self.store.snapshot() as records:
            require(records, self.clerk, Act.DECIDE)
            return self._taken(records, 0, at)

    def __call__(self) -> DayTaken:
        """Close it: its receipts are in this close for good, later ones in the next.

        Raises:
            NothingToClose: no receipt, and no copy that was certified, since the last close.
            SignInNeeded, RoleMissing: the clerk may not.
        """
        with self.store.transaction() as records:
            require(records, self.clerk, Act.DECIDE)
            # Not before the turn to write came: what was signed while waiting is in this close.
            at = self.now()
            last = next(iter(records.payments.closes()), None)
            number = 1 if last is None else last.number + 1
            taken = self._taken(records, number, at)
            if not taken.rows and not taken.copies:
                raise NothingToClose
            records.payments.close(DayClose(number, at, self.clerk, _content(taken)))
            records.audit.append(
                at,
                self.clerk,
                "day-closed",
                str(number),
                receipts=len(taken.receipts),
                vnd=taken.vnd,
            )
            return taken

    def read(self, number: int) -> DayTaken:
        """A close of before, as it was.

        Raises:
            NotFound: there is none of that number. SignInNeeded, RoleMissing: the clerk may not.
        """
        with self.store.snapshot() as records:
            require(records, self.clerk, Act.DECIDE)
            closed = records.payments.close_of(number)
        said: Mapping[str, Any] = closed.content
        return DayTaken(
            closed.number,
            closed.at,
            closed.who,
            tuple(tuple(row) for row in said["rows"]),
            said["by_way"],
            said["by_fee"],
            said["copies"],
            said["copies_vnd"],
            tuple((book, line) for book, line in said.get("signed", ())),
        )

    def closes(self) -> tuple[DayClose, ...]:
        """Every close, the last one first.

        Raises:
            SignInNeeded, RoleMissing: the clerk may not.
        """
        with self.store.snapshot() as records:
            require(records, self.clerk, Act.DECIDE)
            return records.payments.closes()

    def pdf(self, taken: DayTaken) -> bytes:
        """The sheet to print and sign, PDF/A.

        Raises:
            CopyRefused: no fonts.
        """
        who = taken.who if taken.who != NOBODY else ""
        values = {
            "agency": self.settings.agency.name,
            "number": f"{taken.number:04d}" if taken.number else "",
            "at": short_moment(taken.at),
            "who": drawable(who),
            "headings": HEADINGS,
            "rows": [[*map(drawable, row[:-1]), _grouped(int(row[-1]))] for row in taken.rows],
            "ways": [[drawable(name), _grouped(vnd)] for name, vnd in taken.by_way.items()],
            "fees": [[drawable(name), _grouped(vnd)] for name, vnd in taken.by_fee.items()],
            "total": _grouped(taken.vnd),
            "receipts": _range(taken.receipts),
            "cancelled": ", ".join(row[0] for row in taken.cancelled),
            "copies": str(taken.copies),
            "copies_vnd": _grouped(taken.copies_vnd),
        }
        return typeset("day_close.typ", values, {}, find_fonts(), taken.at)

    def xlsx(self, taken: DayTaken) -> bytes:
        """The same receipts as a spreadsheet, amounts as numbers."""
        rows: list[tuple[Cell, ...]] = [(*row[:-1], int(row[-1])) for row in taken.rows]
        columns = tuple(zip(HEADINGS, _WIDTHS, strict=True))
        title = f"Khóa sổ thu {taken.number:04d}"
        return workbook_of(title, "Khóa sổ thu", columns, rows, taken.at.astimezone(HANOI))

    def _taken(self, records: Records, number: int, at: datetime) -> DayTaken:
        payments = records.payments.not_closed()
        cancelled = records.payments.cancelled_not_closed()
        headings = records.dossiers.headings([paid.dossier_id for paid in (*payments, *cancelled)])
        copies = self._copies(records, at)
        lines = [_Line(paid, paid.at, paid.vnd) for paid in payments]
        lines += [
            _Line(paid, paid.cancelled.at, -paid.vnd, paid.cancelled.ground)
            for paid in cancelled
            if paid.cancelled is not None
        ]
        return DayTaken(
            number,
            at,
            self.clerk,
            tuple(line.row(headings[line.paid.dossier_id]) for line in lines),
            _by_way(lines),
            _by_fee(lines),
            sum(line.entry.copies for line in copies),
            sum(line.entry.fee_vnd for line in copies),
            tuple((line.book, line.number) for line in copies),
        )

    def _copies(self, records: Records, at: datetime) -> Sequence[RegisterLine]:
        """Lines signed since the day of the last close that no close has; without one, today's.

        By the lines that closes name and not by the moment: a copy may have been signed before a
        close, and come into the register after it.
        """
        today = hanoi_day(at)
        closes = records.payments.closes()
        first = hanoi_day(closes[0].at) if closes else today
        of_then = [each for each in closes if hanoi_day(each.at) >= first]
        counted = {
            (book, number) for each in of_then for book, number in each.content.get("signed", ())
        }
        # Closes of before this was kept name none: they have what was signed until then.
        unnamed = max((each.at for each in of_then if "signed" not in each.content), default=None)
        books = {
            self.settings.register.book_of(year): None for year in range(first.year, today.year + 1)
        }
        return [
            line
            for book in books
            for line in records.register.lines(book)
            if line.state is LineState.SIGNED and line.signed_at is not None
            if hanoi_day(line.signed_at) >= first
            if (line.book, line.number) not in counted
            if unnamed is None or line.signed_at > unnamed
        ]


@dataclass(frozen=True, slots=True)
class _Line:
    """A receipt that was given, or cancelled: then with its ground, and an amount below zero."""

    paid: Payment
    at: datetime
    vnd: int
    ground: str = ""

    def row(self, dossier: Dossier) -> tuple[str, ...]:
        fees = "; ".join(line.name for line in self.paid.lines)
        return (
            number_text(self.paid),
            short_moment(self.at),
            dossier.code,
            dossier.requester.name,
            f"Hủy phiếu thu: {self.ground}" if self.ground else fees,
            " ".join(filter(None, (_WAYS[self.paid.way], self.paid.reference))),
            str(self.vnd),
        )


def _by_way(lines: Iterable[_Line]) -> dict[str, int]:
    sums = defaultdict[str, int](int)
    for line in lines:
        sums[_WAYS[line.paid.way]] += line.vnd
    return dict(sums)


def _by_fee(lines: Iterable[_Line]) -> dict[str, int]:
    sums = defaultdict[str, int](int)
    for line in lines:
        for fee in line.paid.lines:
            sums[fee.name] += fee.vnd if line.vnd > 0 else -fee.vnd
    return dict(sums)


def _content(taken: DayTaken) -> dict[str, Any]:
    return {
        "rows": [list(row) for row in taken.rows],
        "by_way": dict(taken.by_way),
        "by_fee": dict(taken.by_fee),
        "copies": taken.copies,
        "copies_vnd": taken.copies_vnd,
        "signed": [list(each) for each in taken.signed],
    }


def _range(rows: Sequence[Sequence[str]]) -> str:
    return "" if not rows else f"{rows[0][0]} – {rows[-1][0]}"


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")

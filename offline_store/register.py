"""The certification book: leased numbers, each given once, each line kept for good.

NĐ 23/2015 Điều 13: numbers run on without gaps or blanks; NĐ 23/2015 and TT 01/2020: a number
stands for one original at one moment. What a failed signing used up stays as a cancelled line.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from offline_store import tables
from offline_store.errors import (
    BookClosed,
    BookUnfinished,
    LineSettled,
    NotFound,
    NumbersExhausted,
)
from offline_store.records import (
    Book,
    DocumentId,
    LineEntry,
    LineState,
    NumberBlock,
    RegisterLine,
)
from offline_store.tables import number_block, register_line, wanted_block


@dataclass(frozen=True, slots=True)
class Register:
    """The register within one transaction. The database itself refuses a broken rule."""

    connection: Connection

    def wanted_block(self, book: str) -> str:
        """The id under which the book's next block is asked for; the same until it has come.

        So that an answer lost on the way does not cost a block of numbers.
        """
        known = select(wanted_block.c.id).where(wanted_block.c.book == book)
        if (found := self.connection.execute(known).scalar()) is not None:
            return str(found)
        block_id = str(uuid4())
        self.connection.execute(wanted_block.insert().values(book=book, id=block_id))
        return block_id

    def add_block(self, block: NumberBlock) -> None:
        """Add leased numbers; the same block again changes nothing.

        Raises:
            RecordRefused: it overlaps another block of the book.
        """
        self.connection.execute(
            delete(wanted_block).where(
                wanted_block.c.book == block.book, wanted_block.c.id == block.id
            )
        )
        known = select(number_block).where(number_block.c.id == block.id)
        row = self.connection.execute(known).one_or_none()
        if row is not None and (row.book, row.first, row.last) == (
            block.book,
            block.first,
            block.last,
        ):
            return
        self.connection.execute(
            insert(tables.book).values(name=block.book).on_conflict_do_nothing()
        )
        self.connection.execute(number_block.insert().values(**asdict(block)))

    def remaining(self, book: str, at: datetime) -> int:
        """How many leased numbers of a book are not given yet and may be given at that moment."""
        return sum(last - used for last, used in self._use_of_blocks(book, at))

    def next_number(self, book: str, at: datetime) -> int:
        """The number that the book would give at that moment; nothing is reserved.

        Raises:
            BookClosed: the book is closed.
            NumbersExhausted: no leased number is left, or the lease of what is left is over.
        """
        self._must_be_open(book)
        free = (used + 1 for last, used in self._use_of_blocks(book, at) if used < last)
        number = next(free, None)
        if number is None:
            raise NumbersExhausted(book=book)
        return number

    def reserve(
        self, book: str, document_id: DocumentId, entry: LineEntry, at: datetime
    ) -> RegisterLine:
        """Give a document the book's next number, before anything is signed with it.

        A document that holds a reserved line gets that very line back, entry and book as they
        were: whoever wants another entry cancels the line first.

        Raises:
            BookClosed: the book is closed.
            NumbersExhausted: no leased number is left.
            LineSettled: the document is signed already.
            RecordRefused: there is no such document.
        """
        held = self.line_of(document_id)
        if held is not None and held.state is LineState.RESERVED:
            return held
        if held is not None and held.state is LineState.SIGNED:
            raise _settled(held)
        number = self.next_number(book, at)
        line = RegisterLine(book, number, LineState.RESERVED, document_id, at, entry)
        self.connection.execute(
            register_line.insert().values(
                book=book,
                number=number,
                state=line.state.value,
                document_id=document_id,
                reserved_at=at,
                reason="",
                **asdict(entry),
            )
        )
        return line

    def sign(self, book: str, number: int, at: datetime) -> None:
        """Say that what carries the number is signed.

        Raises:
            NotFound, LineSettled: there is no such line, or it is not reserved.
        """
        self._settle(book, number, state=LineState.SIGNED.value, signed_at=at)

    def cancel(self, book: str, number: int, reason: str) -> None:
        """Leave the number as a visible cancelled line with its reason, which is not empty.

        Raises:
            NotFound, LineSettled: there is no such line, or it is not reserved.
            RecordRefused: no reason is given.
        """
        self._settle(book, number, state=LineState.CANCELLED.value, reason=reason)

    def lines(self, book: str) -> tuple[RegisterLine, ...]:
        """All lines of a book by number."""
        rows = self.connection.execute(
            select(register_line)
            .where(register_line.c.book == book)
            .order_by(register_line.c.number)
        )
        return tuple(_line(row) for row in rows)

    def line_of(self, document_id: DocumentId) -> RegisterLine | None:
        """The line that stands for a document: reserved or signed, else the last cancelled."""
        row = self.connection.execute(
            select(register_line)
            .where(register_line.c.document_id == document_id)
            .order_by(
                register_line.c.state == LineState.CANCELLED.value,
                register_line.c.reserved_at.desc(),
                register_line.c.number.desc(),
            )
            .limit(1)
        ).one_or_none()
        return None if row is None else _line(row)

    def books(self) -> tuple[Book, ...]:
        """The books known here, by name."""
        rows = self.connection.execute(select(tables.book).order_by(tables.book.c.name))
        return tuple(Book(row.name, row.closed_at, row.total) for row in rows)

    def close(self, book: str, at: datetime) -> int:
        """Close a book for the year and return how many of its lines are signed.

        Raises:
            NotFound: there is no such book.
            BookClosed: it is closed already.
            BookUnfinished: a line is still reserved.
        """
        if book not in {known.name for known in self.books()}:
            raise NotFound(kind="book", id=book)
        self._must_be_open(book)
        lines = self.lines(book)
        for line in lines:
            if line.state is LineState.RESERVED:
                raise BookUnfinished(book=book, number=line.number)
        total = sum(line.state is LineState.SIGNED for line in lines)
        self.connection.execute(
            update(tables.book).where(tables.book.c.name == book).values(closed_at=at, total=total)
        )
        return total

    def _use_of_blocks(self, book: str, at: datetime) -> list[tuple[int, int]]:
        """(last number, last given or first - 1) of each block that may be used, lowest first."""
        given = (
            select(func.max(register_line.c.number))
            .where(
                register_line.c.book == number_block.c.book,
                register_line.c.number.between(number_block.c.first, number_block.c.last),
            )
            .scalar_subquery()
        )
        rows = self.connection.execute(
            select(number_block.c.last, func.coalesce(given, number_block.c.first - 1))
            .where(
                number_block.c.book == book,
                number_block.c.id.not_in(select(tables.retired_block.c.id)),
                or_(number_block.c.expires_at.is_(None), number_block.c.expires_at > at),
            )
            .order_by(number_block.c.first)
        )
        return [(last, used) for last, used in rows]

    def _must_be_open(self, book: str) -> None:
        row = self.connection.execute(
            select(tables.book).where(tables.book.c.name == book)
        ).one_or_none()
        if row is not None and row.closed_at is not None:
            raise BookClosed(book=book)

    def _settle(self, book: str, number: int, **values: object) -> None:
        asked = (register_line.c.book == book, register_line.c.number == number)
        row = self.connection.execute(select(register_line).where(*asked)).one_or_none()
        if row is None:
            raise NotFound(kind="register-line", id=f"{book}/{number}")
        if row.state != LineState.RESERVED.value:
            raise _settled(_line(row))
        self.connection.execute(update(register_line).where(*asked).values(**values))


def _settled(line: RegisterLine) -> LineSettled:
    return LineSettled(book=line.book, number=line.number, state=line.state.value)


def _line(row: Row[Any]) -> RegisterLine:
    return RegisterLine(
        book=row.book,
        number=row.number,
        state=LineState(row.state),
        document_id=DocumentId(row.document_id),
        reserved_at=row.reserved_at,
        entry=LineEntry(
            requester_name=row.requester_name,
            document_title=row.document_title,
            signer_name=row.signer_name,
            signer_title=row.signer_title,
            copies=row.copies,
            fee_vnd=row.fee_vnd,
            note=row.note,
        ),
        signed_at=row.signed_at,
        reason=row.reason,
    )

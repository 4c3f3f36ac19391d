"""What a desk gives back of its leased numbers: first never to be used here, then told to central.

A number is written down as returned before central hears of it, so that it is free there only when
nothing here can give it any more. Killed in between, the same return is told again.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, or_, select, update

from offline_store import tables
from offline_store.records import NumberBlock, ReturnedBlock
from offline_store.tables import number_block, register_line, retired_block, returned_block
from offline_store.wire import MAX_BOOKS


@dataclass(frozen=True, slots=True)
class ReturnedBlocks:
    """The returned numbers within one transaction."""

    connection: Connection

    def give_back(self, at: datetime, *, everything: bool = False) -> tuple[ReturnedBlock, ...]:
        """Give up what is unused of blocks whose lease is over or whose book is closed.

        everything: of all blocks, because this desk needs no numbers any more.
        """
        blocks = self.unused(at, everything=everything)
        for block in blocks:
            self.connection.execute(retired_block.insert().values(id=block.id, at=at))
            self.connection.execute(
                returned_block.insert().values(id=block.id, first=block.first, told_at=None)
            )
        return blocks

    def unused(self, at: datetime, *, everything: bool = False) -> tuple[ReturnedBlock, ...]:
        """What `give_back` would give up."""
        given = (
            select(func.max(register_line.c.number))
            .where(
                register_line.c.book == number_block.c.book,
                register_line.c.number.between(number_block.c.first, number_block.c.last),
            )
            .scalar_subquery()
        )
        unused = func.coalesce(given, number_block.c.first - 1) + 1
        over = or_(number_block.c.expires_at <= at, tables.book.c.closed_at.is_not(None))
        rows = self.connection.execute(
            select(
                number_block.c.id, number_block.c.book, unused.label("first"), number_block.c.last
            )
            .join(tables.book, tables.book.c.name == number_block.c.book)
            .where(
                number_block.c.id.not_in(select(retired_block.c.id)),
                unused <= number_block.c.last,
                *(() if everything else (over,)),
            )
            .order_by(number_block.c.book, number_block.c.first)
        ).all()
        return tuple(ReturnedBlock(row.id, row.book, row.first, row.last) for row in rows)

    def untold(self) -> tuple[ReturnedBlock, ...]:
        """What central does not know of yet."""
        return self._returned(untold=True)

    def all(self) -> tuple[ReturnedBlock, ...]:
        """Everything that was ever given back."""
        return self._returned(untold=False)

    def mark_told(self, block_id: str, at: datetime) -> None:
        """Say that central has these numbers back."""
        self.connection.execute(
            update(returned_block)
            .where(returned_block.c.id == block_id, returned_block.c.told_at.is_(None))
            .values(told_at=at)
        )

    def block_of(self, book: str, number: int) -> NumberBlock | None:
        """The block in which a number of this desk's lies, and was not returned."""
        row = self.connection.execute(
            select(number_block)
            .outerjoin(returned_block, returned_block.c.id == number_block.c.id)
            .where(
                number_block.c.book == book,
                number_block.c.first <= number,
                func.coalesce(returned_block.c.first - 1, number_block.c.last) >= number,
            )
            .order_by(number_block.c.leased_at.desc())
            .limit(1)
        ).one_or_none()
        if row is None:
            return None
        return NumberBlock(row.id, row.book, row.first, row.last, row.leased_at, row.expires_at)

    def highest(self) -> dict[str, int]:
        """By book, the highest number that this desk ever had; the latest books, if too many."""
        rows = self.connection.execute(
            select(number_block.c.book, func.max(number_block.c.last).label("last"))
            .group_by(number_block.c.book)
            .order_by(func.max(number_block.c.leased_at).desc())
            .limit(MAX_BOOKS)
        )
        return {row.book: row.last for row in rows}

    def _returned(self, *, untold: bool) -> tuple[ReturnedBlock, ...]:
        rows = self.connection.execute(
            select(
                number_block.c.id, number_block.c.book, returned_block.c.first, number_block.c.last
            )
            .join(returned_block, returned_block.c.id == number_block.c.id)
            .where(*((returned_block.c.told_at.is_(None),) if untold else ()))
            .order_by(number_block.c.book, number_block.c.first)
        )
        return tuple(ReturnedBlock(*row) for row in rows)

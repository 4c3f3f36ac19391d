"""The running numbers in dossier codes: no two desks of an agency give the same one of a day.

Online or not, in this order:

    NNNN     of a block that central leased to this desk for that day
    DDDNNN   without one: the desk's own number at its agency, and a count of the day
    1NNNN    without that either, until central was reached once
    NNNN     a desk without a central, which has nobody to share with

QĐ 20/2020 says what comes before the number; that it has four digits is practice.
"""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from offline_store.errors import NumbersExhausted
from offline_store.series import DESK_SERIES, code_series
from offline_store.tables import code_block, code_counter, enrolment, wanted_code_block

_MOST_LEASED = 9_999
_OF_A_DESK = 1_000
_FIRST_DESK, _LAST_DESK = 100, 999
_UNSHARED_FROM, _UNSHARED_TO = 10_000, 19_999


@dataclass(frozen=True, slots=True)
class CodeNumbers:
    """The numbers of dossier codes within one transaction."""

    connection: Connection

    def next(self, day: date) -> int:
        """A number that neither this desk nor another of its agency gives again that day.

        Raises:
            NumbersExhausted: a thousand dossiers were received that day without a leased block.
        """
        leased = self._next_leased(code_series(day))
        if leased is not None:
            return leased
        if self.connection.execute(select(enrolment.c.only)).first() is None:
            return self._count(day.isoformat())
        own = self.own_number()
        if own is None:
            most = _UNSHARED_TO
            number = _UNSHARED_FROM + self._count(day.isoformat())
        else:
            most = own * _OF_A_DESK + _OF_A_DESK - 1
            # A desk that was restored has another number: its count begins anew.
            number = own * _OF_A_DESK + self._count(f"{day.isoformat()}/{own}")
        if number > most:
            raise NumbersExhausted(book=code_series(day))
        return number

    def left(self, series: str) -> int:
        """How many leased numbers of a series are not given yet."""
        left = select(func.sum(code_block.c.last - code_block.c.used)).where(
            code_block.c.series == series, code_block.c.last <= _MOST_LEASED
        )
        return int(self.connection.execute(left).scalar() or 0)

    def wanted(self, series: str) -> str:
        """The id under which the next block is asked for; the same until it has come."""
        known = select(wanted_code_block.c.id).where(wanted_code_block.c.series == series)
        if (found := self.connection.execute(known).scalar()) is not None:
            return str(found)
        block_id = str(uuid4())
        self.connection.execute(wanted_code_block.insert().values(series=series, id=block_id))
        return block_id

    def add(self, series: str, block_id: str, first: int, last: int) -> None:
        """Add a leased block; the same again changes nothing."""
        self.connection.execute(
            delete(wanted_code_block).where(
                wanted_code_block.c.series == series, wanted_code_block.c.id == block_id
            )
        )
        self.connection.execute(
            insert(code_block)
            .values(id=block_id, series=series, first=first, last=last, used=first - 1)
            .on_conflict_do_nothing()
        )

    def highest(self) -> dict[str, int]:
        """By series, the highest number leased here: of days that are not over, and the own one."""
        rows = self.connection.execute(
            select(code_block.c.series, func.max(code_block.c.last).label("last")).group_by(
                code_block.c.series
            )
        )
        return {row.series: row.last for row in rows}

    def forget(self) -> None:
        """Let go of every block, and of the desk's own number."""
        for table in (code_block, wanted_code_block):
            self.connection.execute(delete(table))

    def forget_before(self, day: date) -> None:
        """Let go of the blocks of days that are over."""
        for table in (code_block, wanted_code_block):
            self.connection.execute(delete(table).where(table.c.series < code_series(day)))

    def _next_leased(self, series: str) -> int | None:
        block = self.connection.execute(
            select(code_block)
            .where(
                code_block.c.series == series,
                code_block.c.used < code_block.c.last,
                code_block.c.last <= _MOST_LEASED,
            )
            .order_by(code_block.c.first)
            .limit(1)
        ).one_or_none()
        if block is None:
            return None
        number = int(block.used) + 1
        self.connection.execute(
            update(code_block).where(code_block.c.id == block.id).values(used=number)
        )
        return number

    def own_number(self) -> int | None:
        """This desk's own number at its agency, three digits, if central gave one."""
        first = select(func.min(code_block.c.first)).where(code_block.c.series == DESK_SERIES)
        given = self.connection.execute(first).scalar()
        own = None if given is None else _FIRST_DESK + int(given) - 1
        return own if own is not None and own <= _LAST_DESK else None

    def _count(self, day: str) -> int:
        counted = (
            insert(code_counter)
            .values(day=day, last=1)
            .on_conflict_do_update(
                index_elements=[code_counter.c.day], set_={"last": code_counter.c.last + 1}
            )
            .returning(code_counter.c.last)
        )
        return int(self.connection.execute(counted).scalar_one())

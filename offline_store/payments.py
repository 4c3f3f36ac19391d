"""What was paid for dossiers for procedures, the day's closes, and what central told of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    Row,
    Table,
    Text,
    func,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from offline_store.errors import NotFound
from offline_store.moments import Moment
from offline_store.records import DossierId
from offline_store.tables import metadata

payment = Table(
    "payment",
    metadata,
    Column("id", Text, primary_key=True),
    Column("dossier_id", Text, nullable=False),
    Column("series", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("vnd", Integer, nullable=False),
    Column("way", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("lines", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("close", Integer),
)
payment_cancelled = Table(
    "payment_cancelled",
    metadata,
    Column("payment_id", Text, primary_key=True),
    Column("ground", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("close", Integer),
)
day_close = Table(
    "day_close",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("content", Text, nullable=False),
)
told_payment = Table(
    "told_payment",
    metadata,
    Column("id", Text, primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("dossier_code", Text, nullable=False),
    Column("vnd", Integer, nullable=False),
    Column("reference", Text, nullable=False),
    Column("paid_at", Moment, nullable=False),
    Column("heard_at", Moment, nullable=False),
    Column("outcome", Text, nullable=False),
)


class Way(StrEnum):
    """How it was paid: to the cashier, or by a transfer of which central told."""

    CASH = "cash"
    TRANSFER = "transfer"


@dataclass(frozen=True, slots=True)
class PaidLine:
    """One fee as it was paid, in đồng. exemption: who paid less, and on what ground; or empty."""

    name: str
    vnd: int
    exemption: str = ""


@dataclass(frozen=True, slots=True)
class Cancellation:
    """That a receipt was cancelled, and on what ground. close: the day's close that has it."""

    ground: str
    at: datetime
    who: str
    close: int | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """What was paid for a dossier. series, number: of its receipt; never used again.

    reference: of the transfer; empty for cash. close: the day's close that has it, or None.
    cancelled: None while it stands.
    """

    id: str
    dossier_id: DossierId
    series: str
    number: int
    vnd: int
    way: Way
    reference: str
    lines: tuple[PaidLine, ...]
    at: datetime
    who: str
    close: int | None = None
    cancelled: Cancellation | None = None


@dataclass(frozen=True, slots=True)
class DayClose:
    """A day's close. number: from 1, over the whole desk. content: what it said."""

    number: int
    at: datetime
    who: str
    content: Mapping[str, Any]


class Outcome(StrEnum):
    """What came of a word of central's.

    DIFFERS: another amount than is owed. NOT_DUE: nothing was owed. ELSEWHERE: no dossier of here.
    RELEASED: it was taken, and the receipt was cancelled: the cashier says what it pays.
    """

    TAKEN = "taken"
    DIFFERS = "differs"
    NOT_DUE = "not-due"
    ELSEWHERE = "elsewhere"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class ToldPayment:
    """A transfer of which central told. sequence: its count at central, which rises."""

    id: str
    sequence: int
    dossier_code: str
    vnd: int
    reference: str
    paid_at: datetime
    heard_at: datetime
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Payments:
    """Payments within one transaction."""

    connection: Connection

    def next_number(self, series: str) -> int:
        """The number that the next receipt of a series bears."""
        last = select(func.max(payment.c.number)).where(payment.c.series == series)
        return (self.connection.scalar(last) or 0) + 1

    def add(self, paid: Payment) -> None:
        """Keep a payment.

        Raises:
            RecordRefused: the dossier is paid, or the number was given before.
        """
        lines = [[line.name, line.vnd, line.exemption] for line in paid.lines]
        self.connection.execute(
            payment.insert().values(
                id=paid.id,
                dossier_id=paid.dossier_id,
                series=paid.series,
                number=paid.number,
                vnd=paid.vnd,
                way=paid.way.value,
                reference=paid.reference,
                lines=json.dumps(lines, ensure_ascii=False),
                at=paid.at,
                who=paid.who,
            )
        )

    def of(self, dossier_id: DossierId) -> Payment | None:
        """What was paid for a dossier and stands; None where nothing does."""
        found = self._payments(
            payment.c.dossier_id == dossier_id, payment_cancelled.c.payment_id.is_(None)
        )
        return next(iter(found), None)

    def numbered(self, series: str, number: int) -> Payment:
        """The payment of that receipt, whether it stands or not.

        Raises:
            NotFound: there is none.
        """
        found = self._payments(payment.c.series == series, payment.c.number == number)
        if not found:
            raise NotFound(kind="receipt", id=f"{series}-{number}")
        return found[0]

    def cancel(self, payment_id: str, said: Cancellation) -> None:
        """Keep that a receipt was cancelled; its number stays used.

        Raises:
            RecordRefused: it was before, or there is no such payment.
        """
        self.connection.execute(
            payment_cancelled.insert().values(
                payment_id=payment_id, ground=said.ground, at=said.at, who=said.who
            )
        )

    def not_closed(self) -> tuple[Payment, ...]:
        """What no day's close has yet, oldest first."""
        return self._payments(payment.c.close.is_(None))

    def cancelled_not_closed(self) -> tuple[Payment, ...]:
        """What was cancelled, and no day's close has the cancelling yet, oldest first."""
        return self._payments(
            payment_cancelled.c.payment_id.is_not(None), payment_cancelled.c.close.is_(None)
        )

    def closed_by(self, number: int) -> tuple[Payment, ...]:
        """What a day's close has."""
        return self._payments(payment.c.close == number)

    def _payments(self, *conditions: ColumnElement[bool]) -> tuple[Payment, ...]:
        rows = self.connection.execute(
            select(
                payment,
                payment_cancelled.c.ground.label("cancelled_ground"),
                payment_cancelled.c.at.label("cancelled_at"),
                payment_cancelled.c.who.label("cancelled_who"),
                payment_cancelled.c.close.label("cancelled_close"),
            )
            .join(payment_cancelled, payment_cancelled.c.payment_id == payment.c.id, isouter=True)
            .where(*conditions)
            .order_by(payment.c.series, payment.c.number)
        )
        return tuple(_payment(row) for row in rows)

    def close(self, closed: DayClose) -> None:
        """Keep a day's close, with everything, cancelled or not, that none has yet.

        Raises:
            RecordRefused: its number was given before.
        """
        self.connection.execute(
            day_close.insert().values(
                number=closed.number,
                at=closed.at,
                who=closed.who,
                content=json.dumps(closed.content, ensure_ascii=False),
            )
        )
        for table in (payment, payment_cancelled):
            self.connection.execute(
                update(table).where(table.c.close.is_(None)).values(close=closed.number)
            )

    def closes(self) -> tuple[DayClose, ...]:
        """Every day's close, the last one first."""
        rows = self.connection.execute(select(day_close).order_by(day_close.c.number.desc()))
        return tuple(_close(row) for row in rows)

    def close_of(self, number: int) -> DayClose:
        """One day's close.

        Raises:
            NotFound: there is none of that number.
        """
        asked = select(day_close).where(day_close.c.number == number)
        row = self.connection.execute(asked).one_or_none()
        if row is None:
            raise NotFound(kind="day's close", id=number)
        return _close(row)

    def heard_up_to(self) -> int:
        """The count of central's last word that was heard here; 0 before any."""
        return self.connection.scalar(select(func.max(told_payment.c.sequence))) or 0

    def keep_told(self, told: ToldPayment) -> None:
        """Keep a word of central's with what came of it; the same again takes its place."""
        values = {
            "sequence": told.sequence,
            "dossier_code": told.dossier_code,
            "vnd": told.vnd,
            "reference": told.reference,
            "paid_at": told.paid_at,
            "heard_at": told.heard_at,
            "outcome": told.outcome.value,
        }
        self.connection.execute(
            insert(told_payment)
            .values(id=told.id, **values)
            .on_conflict_do_update(index_elements=[told_payment.c.id], set_=values)
        )

    def told(self, code: str | None = None) -> tuple[ToldPayment, ...]:
        """What central told, of all dossiers or of that one, oldest first."""
        asked = select(told_payment).order_by(told_payment.c.sequence)
        if code is not None:
            asked = asked.where(told_payment.c.dossier_code == code)
        return tuple(_told(row) for row in self.connection.execute(asked))


def _payment(row: Row[Any]) -> Payment:
    cancelled = None
    if row.cancelled_ground is not None:
        cancelled = Cancellation(
            row.cancelled_ground, row.cancelled_at, row.cancelled_who, row.cancelled_close
        )
    return Payment(
        id=row.id,
        dossier_id=DossierId(row.dossier_id),
        series=row.series,
        number=row.number,
        vnd=row.vnd,
        way=Way(row.way),
        reference=row.reference,
        lines=tuple(PaidLine(*each) for each in json.loads(row.lines)),
        at=row.at,
        who=row.who,
        close=row.close,
        cancelled=cancelled,
    )


def _close(row: Row[Any]) -> DayClose:
    return DayClose(row.number, row.at, row.who, json.loads(row.content))


def _told(row: Row[Any]) -> ToldPayment:
    return ToldPayment(
        id=row.id,
        sequence=row.sequence,
        dossier_code=row.dossier_code,
        vnd=row.vnd,
        reference=row.reference,
        paid_at=row.paid_at,
        heard_at=row.heard_at,
        outcome=Outcome(row.outcome),
    )

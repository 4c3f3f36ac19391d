"""What was done at this desk in a span of time, copy by copy: when each step of it was."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from offline_store.records import LineState, ReadingTally
from offline_store.tables import document, dossier, page, reading_tally, register_line


@dataclass(frozen=True, slots=True)
class CopyDone:
    """A signed original: when it was received, scanned, compared, signed, handed over.

    scanned_at, compared_at: of its last page; None where its pages have gone since, and
    handed_over_at where nobody has it yet. copies: how many were asked for. fee_vnd: as the
    register says.
    """

    received_at: datetime
    scanned_at: datetime | None
    compared_at: datetime | None
    signed_at: datetime
    handed_over_at: datetime | None
    pages: int
    copies: int
    fee_vnd: int


@dataclass(frozen=True, slots=True)
class WorkDone:
    """Counts within one transaction; one query for all copies of the span."""

    connection: Connection

    def copies(self, since: datetime, until: datetime) -> tuple[CopyDone, ...]:
        """The originals signed from `since` on and before `until`, the first signed first."""
        rows = self.connection.execute(
            select(
                dossier.c.created_at.label("received_at"),
                func.max(page.c.kept_at, type_=page.c.kept_at.type).label("scanned_at"),
                func.max(page.c.compared_at, type_=page.c.compared_at.type).label("compared_at"),
                register_line.c.signed_at,
                document.c.handed_over_at,
                func.count(page.c.id).label("pages"),
                register_line.c.copies,
                register_line.c.fee_vnd,
            )
            .select_from(register_line)
            .join(document, document.c.id == register_line.c.document_id)
            .join(dossier, dossier.c.id == document.c.dossier_id)
            .outerjoin(page, page.c.document_id == document.c.id)
            .where(
                register_line.c.state == LineState.SIGNED.value,
                register_line.c.signed_at >= since,
                register_line.c.signed_at < until,
            )
            .group_by(register_line.c.book, register_line.c.number)
            .order_by(register_line.c.signed_at)
        )
        return tuple(CopyDone(**row._mapping) for row in rows)

    def reading(self, since: datetime, until: datetime) -> ReadingTally:
        """How well the pages compared in that span were read."""
        names = ("words", "wrong", "digits", "digits_wrong", "doubtful", "doubtful_wrong")
        sums = [func.coalesce(func.sum(reading_tally.c[name]), 0) for name in names]
        row = self.connection.execute(
            select(func.count(), *sums).where(
                reading_tally.c.at >= since, reading_tally.c.at < until
            )
        ).one()
        return ReadingTally(*row)

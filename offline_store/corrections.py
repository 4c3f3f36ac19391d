"""What clerks put right in readings: the log of it, and counts by month.

The log holds what stands on citizens' papers and goes with them (`purge.py`); the counts hold
nothing of it and stay.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from offline_store.counter_zone import COUNTER_ZONE
from offline_store.records import Corrected, Correction, DocumentId, PageId, ReadingTally
from offline_store.tables import correction, reading_tally

_COUNTS = ("words", "wrong", "digits", "digits_wrong", "doubtful", "doubtful_wrong")


@dataclass(frozen=True, slots=True)
class Corrections:
    """The log and the counts within one transaction."""

    connection: Connection

    def add(
        self,
        document_id: DocumentId,
        page_id: PageId,
        what: Corrected,
        place: str,
        *,
        read_as: str,
        before: str | None,
        text: str,
        at: datetime,
        who: str,
    ) -> Correction:
        """Log one, the newest of the desk; see `Correction` for what is what."""
        last = self.connection.execute(select(func.max(correction.c.sequence))).scalar_one()
        new = Correction(
            (last or 0) + 1, document_id, page_id, at, who, what, place, read_as, before, text
        )
        self.connection.execute(
            correction.insert().values(
                sequence=new.sequence,
                document_id=document_id,
                page_id=page_id,
                at=at,
                who=who,
                what=what.value,
                place=place,
                read_as=read_as,
                before=before,
                text=text,
                undone=0,
            )
        )
        return new

    def of_pages(self, page_ids: Sequence[PageId]) -> tuple[Correction, ...]:
        """All that was put right on these pages, oldest first, also what was taken back."""
        rows = self.connection.execute(
            select(correction)
            .where(correction.c.page_id.in_(page_ids))
            .order_by(correction.c.sequence)
        )
        return tuple(
            Correction(
                row.sequence,
                DocumentId(row.document_id),
                PageId(row.page_id),
                row.at,
                row.who,
                Corrected(row.what),
                row.place,
                row.read_as,
                row.before,
                row.text,
                bool(row.undone),
            )
            for row in rows
        )

    def mark_undone(self, sequence: int) -> None:
        """Say that one was taken back."""
        self.connection.execute(
            update(correction).where(correction.c.sequence == sequence).values(undone=1)
        )

    def count(self, page_id: PageId, at: datetime, tally: ReadingTally | None) -> None:
        """Keep how well a compared page was read, in place of an earlier count; None forgets it."""
        if tally is None:
            self.connection.execute(delete(reading_tally).where(reading_tally.c.page_id == page_id))
            return
        values = {name: getattr(tally, name) for name in _COUNTS}
        self.connection.execute(
            insert(reading_tally)
            .values(page_id=page_id, at=at, **values)
            .on_conflict_do_update(index_elements=[reading_tally.c.page_id], set_=values)
        )

    def by_month(self, since: datetime | None = None) -> Mapping[str, ReadingTally]:
        """The counts of all pages that clerks compared, by month at the counter (`2026-11`).

        since: only of pages compared from then on.
        """
        sums: dict[str, list[int]] = defaultdict(lambda: [0] * (1 + len(_COUNTS)))
        asked = select(reading_tally).order_by(reading_tally.c.at)
        if since is not None:
            asked = asked.where(reading_tally.c.at >= since)
        for row in self.connection.execute(asked):
            month = f"{row.at.astimezone(COUNTER_ZONE):%Y-%m}"
            counts = (1, *(getattr(row, name) for name in _COUNTS))
            sums[month] = [one + more for one, more in zip(sums[month], counts, strict=True)]
        return {month: ReadingTally(*counts) for month, counts in sums.items()}

"""What central was told of dossiers for procedures: by entity tag, and when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, Table, Text, func, or_, select
from sqlalchemy.dialects.sqlite import insert

from offline_store.filled_forms import filled_form
from offline_store.handling import Axis
from offline_store.lot_tables import of_no_lot
from offline_store.moments import Moment
from offline_store.records import DossierId
from offline_store.tables import (
    component,
    description,
    handling,
    metadata,
    outbox,
    state_change,
)

handling_told = Table(
    "handling_told",
    metadata,
    Column("dossier_id", Text, primary_key=True),
    Column("etag", Text, nullable=False),
    Column("told_at", Moment, nullable=False),
)


@dataclass(frozen=True, slots=True)
class ToldHandlings:
    """What was told, within one transaction."""

    connection: Connection

    def to_tell(
        self, axes: Collection[str], limit: int, *, refused: str = "", refused_limit: int = 0
    ) -> tuple[DossierId, ...]:
        """Dossiers never told, or changed since on one of these axes, in a paper or a form.

        A paper changes by what is said of it, by its description and by being signed: once it is
        on its way, for the time in its signature may lie minutes before it was kept.

        refused: the state of those that central did not take. They come after the others, so many
        of them at the most, and each time by lot: they never end to wait, and must hold up neither
        the others nor each other.

        None of lots: their cases were closed long ago, and the national system knows of no lots.
        """
        moved = (
            select(func.max(state_change.c.at))
            .where(
                state_change.c.dossier_id == handling.c.dossier_id, state_change.c.axis.in_(axes)
            )
            .correlate(handling)
            .scalar_subquery()
        )
        marked = (
            select(func.max(component.c.at))
            .where(component.c.dossier_id == handling.c.dossier_id)
            .correlate(handling)
            .scalar_subquery()
        )
        filled = (
            select(func.max(filled_form.c.at))
            .where(filled_form.c.dossier_id == handling.c.dossier_id)
            .correlate(handling)
            .scalar_subquery()
        )
        described, signed = (
            select(func.max(at))
            .select_from(component.join(said, said.c.document_id == component.c.document_id))
            .where(component.c.dossier_id == handling.c.dossier_id)
            .correlate(handling)
            .scalar_subquery()
            for said, at in (
                (description, description.c.at),
                (outbox, outbox.c.created_at),
            )
        )
        stands = (
            select(state_change.c.state)
            .where(
                state_change.c.dossier_id == handling.c.dossier_id,
                state_change.c.axis == Axis.SYNC.value,
            )
            .order_by(state_change.c.sequence.desc())
            .limit(1)
            .correlate(handling)
            .scalar_subquery()
        )
        waiting = (
            select(handling.c.dossier_id)
            .join(handling_told, handling_told.c.dossier_id == handling.c.dossier_id, isouter=True)
            .where(
                of_no_lot(handling.c.dossier_id),
                or_(
                    handling_told.c.told_at.is_(None),
                    moved > handling_told.c.told_at,
                    marked > handling_told.c.told_at,
                    filled > handling_told.c.told_at,
                    described > handling_told.c.told_at,
                    signed > handling_told.c.told_at,
                ),
            )
        )
        first = waiting.where(stands.is_distinct_from(refused)).order_by(handling.c.dossier_id)
        again = waiting.where(stands == refused).order_by(func.random())
        return tuple(
            DossierId(each)
            for asked in (first.limit(limit), again.limit(refused_limit))
            for each in self.connection.scalars(asked)
        )

    def etag(self, dossier_id: DossierId) -> str | None:
        """The tag of what central has; None where it has nothing."""
        asked = select(handling_told.c.etag).where(handling_told.c.dossier_id == dossier_id)
        return self.connection.scalar(asked)

    def keep(self, dossier_id: DossierId, etag: str, at: datetime) -> None:
        """Central has that. at: when it was read here, not when the answer came."""
        values = {"etag": etag, "told_at": at}
        self.connection.execute(
            insert(handling_told)
            .values(dossier_id=dossier_id, **values)
            .on_conflict_do_update(index_elements=[handling_told.c.dossier_id], set_=values)
        )

"""How dossiers for a procedure are handled: for whom, by whom, what of each paper, and its states.

The rules about what may follow what are the station's.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import Connection, Row, func, select
from sqlalchemy.dialects.sqlite import insert

from offline_store.errors import NotFound
from offline_store.lot_tables import of_no_lot
from offline_store.moments import day_bounds
from offline_store.procedure_wire import Procedure
from offline_store.records import DocumentId, DossierId
from offline_store.tables import component, dossier, handling, state_change


class Channel(IntEnum):
    """How a dossier came, by the national message's codes (KenhThucHien)."""

    IN_PERSON = 1
    ONLINE = 2
    POST = 3


class OwnerKind(IntEnum):
    """Whose dossier it is, by the national message's codes (LoaiDoiTuong)."""

    PERSON = 1
    ENTERPRISE = 2
    AGENCY = 3
    OTHER = 4


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose dossier it is (chủ hồ sơ), who need not be the one who asks.

    relation: what whoever asks is to them, in their words; only where the procedure wants to know.
    """

    name: str
    id_number: str = ""
    kind: OwnerKind = OwnerKind.PERSON
    relation: str = ""


class Axis(StrEnum):
    """The four ways in which a dossier stands somewhere; none says anything of another."""

    BUSINESS = "business"
    MONEY = "money"
    DELIVERY = "delivery"
    SYNC = "sync"


@dataclass(frozen=True, slots=True)
class StateChange:
    """sequence: within the dossier, from 1. reason: in the clerk's words; may be empty."""

    sequence: int
    axis: Axis
    state: str
    at: datetime
    who: str
    reason: str = ""


class Standing(StrEnum):
    """What is with a component.

    SCAN: scanned now. DIGITAL: there already, in a wallet or as shared data; not digitised again.
    ON_PAPER: may not be digitised. NOT_NEEDED: by a rule. SUPPLEMENT: to be brought.
    """

    SCAN = "scan"
    DIGITAL = "digital"
    ON_PAPER = "on-paper"
    NOT_NEEDED = "not-needed"
    SUPPLEMENT = "supplement"


@dataclass(frozen=True, slots=True)
class ComponentMark:
    """What somebody said of a component.

    position: in the procedure's list, from 1. why: the rule, the place where it is digital, the
    ground for which it stays on paper, or what is to be brought. document_id: holds its pages.
    """

    position: int
    standing: Standing
    why: str
    document_id: DocumentId | None
    at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class Handling:
    """How a dossier is handled.

    procedure: as it was when the dossier was opened. catalogue_version: of what said so.
    receiving_unit, resolving_unit: agencies' codes. changes: oldest first. queue_number: that the
    citizen drew at the counter; may be empty.
    """

    dossier_id: DossierId
    procedure: Procedure
    catalogue_version: str
    channel: Channel
    owner: Owner
    receiving_unit: str
    resolving_unit: str
    marks: tuple[ComponentMark, ...] = ()
    changes: tuple[StateChange, ...] = ()
    queue_number: str = ""

    def state(self, axis: Axis) -> str:
        """Where it stands on that axis now."""
        return [change.state for change in self.changes if change.axis is axis][-1]


@dataclass(frozen=True, slots=True)
class Handlings:
    """Handlings within one transaction."""

    connection: Connection

    def add(self, new: Handling) -> None:
        """Keep how a new dossier is handled, with its first states.

        Raises:
            RecordRefused: the dossier is unknown, or handled already.
        """
        self.connection.execute(
            handling.insert().values(
                dossier_id=new.dossier_id,
                procedure=new.procedure.model_dump_json(),
                catalogue_version=new.catalogue_version,
                channel=int(new.channel),
                owner_name=new.owner.name,
                owner_id_number=new.owner.id_number,
                owner_kind=int(new.owner.kind),
                owner_relation=new.owner.relation,
                receiving_unit=new.receiving_unit,
                resolving_unit=new.resolving_unit,
                queue_number=new.queue_number,
            )
        )
        for change in new.changes:
            self._put(new.dossier_id, change)

    def of(self, dossier_id: DossierId) -> Handling | None:
        """How a dossier is handled; None where it is for no procedure."""
        return next(iter(self.many([dossier_id])), None)

    def many(self, dossiers: Collection[DossierId]) -> tuple[Handling, ...]:
        """How these are handled, those for a procedure, in no order; a few queries for all."""
        rows = self.connection.execute(
            select(handling).where(handling.c.dossier_id.in_(dossiers))
        ).all()
        marks = defaultdict[str, list[ComponentMark]](list)
        for each in self.connection.execute(
            select(component)
            .where(component.c.dossier_id.in_(dossiers))
            .order_by(component.c.position)
        ):
            marks[each.dossier_id].append(_mark(each))
        changes = defaultdict[str, list[StateChange]](list)
        for each in self.connection.execute(
            select(state_change)
            .where(state_change.c.dossier_id.in_(dossiers))
            .order_by(state_change.c.sequence)
        ):
            changes[each.dossier_id].append(_change(each))
        # Many dossiers are for the same few procedures.
        procedures = {
            text: Procedure.model_validate_json(text) for text in {row.procedure for row in rows}
        }
        return tuple(
            Handling(
                dossier_id=DossierId(row.dossier_id),
                procedure=procedures[row.procedure],
                catalogue_version=row.catalogue_version,
                channel=Channel(row.channel),
                owner=Owner(
                    row.owner_name,
                    row.owner_id_number,
                    OwnerKind(row.owner_kind),
                    row.owner_relation,
                ),
                receiving_unit=row.receiving_unit,
                resolving_unit=row.resolving_unit,
                marks=tuple(marks[row.dossier_id]),
                changes=tuple(changes[row.dossier_id]),
                queue_number=row.queue_number,
            )
            for row in rows
        )

    def standing_in(self, axis: Axis, states: Collection[str], limit: int) -> tuple[Handling, ...]:
        """Those that stand in one of these states of an axis, the newest; none of lots."""
        last = (
            select(state_change.c.dossier_id, func.max(state_change.c.sequence).label("sequence"))
            .where(state_change.c.axis == axis.value)
            .group_by(state_change.c.dossier_id)
            .subquery()
        )
        asked = (
            select(state_change.c.dossier_id)
            .join(
                last,
                (last.c.dossier_id == state_change.c.dossier_id)
                & (last.c.sequence == state_change.c.sequence),
            )
            .where(state_change.c.state.in_(states), of_no_lot(state_change.c.dossier_id))
            # Ids rise with time (UUIDv7).
            .order_by(state_change.c.dossier_id.desc())
            .limit(limit)
        )
        return self.many([DossierId(each) for each in self.connection.scalars(asked)])

    def received_between(self, first: date, last: date) -> tuple[DossierId, ...]:
        """The dossiers for a procedure that came from that day to that day, oldest first.

        Those of lots are left out: they came once, long ago.
        """
        asked = (
            select(handling.c.dossier_id)
            .join(dossier, dossier.c.id == handling.c.dossier_id)
            .where(
                dossier.c.created_at >= day_bounds(first)[0],
                dossier.c.created_at < day_bounds(last)[1],
                of_no_lot(dossier.c.id),
            )
            .order_by(dossier.c.created_at, dossier.c.id)
        )
        return tuple(DossierId(each) for each in self.connection.scalars(asked))

    def get(self, dossier_id: DossierId) -> Handling:
        """The same.

        Raises:
            NotFound: the dossier is for no procedure.
        """
        found = self.of(dossier_id)
        if found is None:
            raise NotFound(kind="procedure of dossier", id=dossier_id)
        return found

    def mark(self, dossier_id: DossierId, said: ComponentMark) -> None:
        """Keep what was said of a component instead of what was said before."""
        values = {
            "standing": said.standing.value,
            "why": said.why,
            "document_id": said.document_id,
            "at": said.at,
            "who": said.who,
        }
        self.connection.execute(
            insert(component)
            .values(dossier_id=dossier_id, position=said.position, **values)
            .on_conflict_do_update(
                index_elements=[component.c.dossier_id, component.c.position], set_=values
            )
        )

    def change(
        self, dossier_id: DossierId, axis: Axis, state: str, at: datetime, who: str, reason: str
    ) -> StateChange:
        """Keep that a dossier stands elsewhere on an axis from now on."""
        asked = select(func.max(state_change.c.sequence)).where(
            state_change.c.dossier_id == dossier_id
        )
        last = self.connection.scalar(asked) or 0
        change = StateChange(last + 1, axis, state, at, who, reason)
        self._put(dossier_id, change)
        return change

    def _put(self, dossier_id: DossierId, change: StateChange) -> None:
        self.connection.execute(
            state_change.insert().values(
                dossier_id=dossier_id,
                sequence=change.sequence,
                axis=change.axis.value,
                state=change.state,
                at=change.at,
                who=change.who,
                reason=change.reason,
            )
        )


def _mark(row: Row[Any]) -> ComponentMark:
    return ComponentMark(
        row.position,
        Standing(row.standing),
        row.why,
        None if row.document_id is None else DocumentId(row.document_id),
        row.at,
        row.who,
    )


def _change(row: Row[Any]) -> StateChange:
    return StateChange(row.sequence, Axis(row.axis), row.state, row.at, row.who, row.reason)

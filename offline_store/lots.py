"""Lots of dossiers that are digitised in a row (lô số hóa): whose, which dossiers, how far.

The rules about what may follow what are the station's; see `lot_checks.py` for the check.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType

from sqlalchemy import ColumnElement, Connection, Row, and_, func, select, update
from sqlalchemy.dialects.sqlite import insert

from offline_store.errors import NotFound
from offline_store.lot_tables import lot, lot_change, lot_done, lot_dossier
from offline_store.procedure_wire import Procedure
from offline_store.records import DossierId
from offline_store.tables import component, correction, document, dossier, page

LotId = NewType("LotId", str)


class LotState(StrEnum):
    """Where a lot stands."""

    IN_WORK = "in-work"
    TO_CHECK = "to-check"
    SENT_BACK = "sent-back"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot.

    procedure: whose papers its dossiers have, as it was when the lot was opened. component: the one
    paper, from 1, that every page is of; 0: pages are sorted in each dossier's pile. level, aql: of
    the check by ISO 2859-1, as text. round: from 1; each re-do of the whole lot is another.
    """

    id: LotId
    code: str
    name: str
    procedure: Procedure
    catalogue_version: str
    component: int
    operator: str
    opened_at: datetime
    level: str
    aql: str
    state: LotState = LotState.IN_WORK
    round: int = 1

    @property
    def worked_on(self) -> bool:
        """Whether it is digitised now."""
        return self.state in (LotState.IN_WORK, LotState.SENT_BACK)


@dataclass(frozen=True, slots=True)
class LotChange:
    """That a lot stands there since then. sequence: in the lot, from 1. reason: may be empty."""

    sequence: int
    state: LotState
    round: int
    at: datetime
    who: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LotDossier:
    """A dossier of a lot.

    number: within the lot, from 1. pages: on all its papers, the pile among them. pile: of these in
    the pile. done_at, done_by: when and by whom it was called done in the lot's present round; None
    where it is not yet.
    """

    dossier_id: DossierId
    lot_id: LotId
    number: int
    code: str
    added_at: datetime
    who: str
    pages: int = 0
    pile: int = 0
    done_at: datetime | None = None
    done_by: str | None = None


@dataclass(frozen=True, slots=True)
class LotDone:
    """That somebody called a dossier done in a round."""

    dossier_id: DossierId
    round: int
    at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class LotCount:
    """A lot with how many dossiers it has, and how many of them are done in its round."""

    lot: Lot
    dossiers: int
    done: int


@dataclass(frozen=True, slots=True)
class Lots:
    """Lots within one transaction."""

    connection: Connection

    def add(self, new: Lot) -> None:
        """Keep a new lot, with its first state.

        Raises:
            RecordRefused: its code is taken.
        """
        self.connection.execute(
            lot.insert().values(
                id=new.id,
                code=new.code,
                name=new.name,
                procedure=new.procedure.model_dump_json(),
                catalogue_version=new.catalogue_version,
                component=new.component,
                operator=new.operator,
                opened_at=new.opened_at,
                level=new.level,
                aql=new.aql,
                state=new.state.value,
                round=new.round,
            )
        )
        self._log(new.id, new.state, new.round, new.opened_at, new.operator, "")

    def get(self, lot_id: LotId) -> Lot:
        """One lot.

        Raises:
            NotFound: there is none with that id.
        """
        return self._one(lot.c.id == lot_id, lot_id)

    def find(self, code: str) -> Lot:
        """One lot by its code.

        Raises:
            NotFound: there is none with that code.
        """
        return self._one(lot.c.code == code, code)

    def is_taken(self, code: str) -> bool:
        """Whether a lot here bears that code."""
        return self.connection.scalar(select(lot.c.id).where(lot.c.code == code)) is not None

    def list(self) -> tuple[LotCount, ...]:
        """All lots, the newest first."""
        counted = select(func.count()).where(lot_dossier.c.lot_id == lot.c.id).scalar_subquery()
        done = (
            select(func.count())
            .select_from(lot_dossier.join(lot_done, _DONE_OF))
            .where(lot_dossier.c.lot_id == lot.c.id, lot_done.c.round == lot.c.round)
            .scalar_subquery()
        )
        asked = select(lot, counted.label("dossiers"), done.label("done"))
        rows = self.connection.execute(asked.order_by(lot.c.opened_at.desc(), lot.c.id.desc()))
        return tuple(LotCount(_lot(row), row.dossiers, row.done) for row in rows)

    def of(self, dossier_id: DossierId) -> Lot | None:
        """The lot that a dossier belongs to; None where to none."""
        found = self.connection.scalar(
            select(lot_dossier.c.lot_id).where(lot_dossier.c.dossier_id == dossier_id)
        )
        return None if found is None else self.get(LotId(found))

    def changes(self, lot_id: LotId) -> tuple[LotChange, ...]:
        """Where a lot stood, oldest first."""
        rows = self.connection.execute(
            select(lot_change).where(lot_change.c.lot_id == lot_id).order_by(lot_change.c.sequence)
        )
        return tuple(
            LotChange(row.sequence, LotState(row.state), row.round, row.at, row.who, row.reason)
            for row in rows
        )

    def move(self, lot_id: LotId, state: LotState, at: datetime, who: str, reason: str = "") -> Lot:
        """Keep that a lot stands there from now on; sent back, it begins another round.

        Raises:
            RecordRefused: it was accepted, which is for good.
        """
        before = self.get(lot_id)
        count = before.round + (state is LotState.SENT_BACK)
        self.connection.execute(
            update(lot).where(lot.c.id == lot_id).values(state=state.value, round=count)
        )
        self._log(lot_id, state, count, at, who, reason)
        return self.get(lot_id)

    def add_dossier(self, lot_id: LotId, dossier_id: DossierId, at: datetime, who: str) -> int:
        """Put a dossier at a lot's end; return its number there, from 1.

        Raises:
            RecordRefused: it belongs to a lot already.
        """
        number = self.next_number(lot_id)
        self.connection.execute(
            lot_dossier.insert().values(
                dossier_id=dossier_id, lot_id=lot_id, number=number, added_at=at, who=who
            )
        )
        return number

    def next_number(self, lot_id: LotId) -> int:
        """The number that the next dossier of a lot gets."""
        asked = select(func.max(lot_dossier.c.number)).where(lot_dossier.c.lot_id == lot_id)
        return (self.connection.scalar(asked) or 0) + 1

    def dossiers(self, lot_id: LotId, number: int | None = None) -> tuple[LotDossier, ...]:
        """The dossiers of a lot, in its order; with a number that one alone, or none."""
        wanted = lot_dossier.c.lot_id == lot_id
        if number is not None:
            wanted = and_(wanted, lot_dossier.c.number == number)
        counts = self._pages(wanted)
        asked = (
            select(lot_dossier, dossier.c.code, lot_done.c.at, lot_done.c.who.label("done_by"))
            .join(lot, lot.c.id == lot_dossier.c.lot_id)
            .join(dossier, dossier.c.id == lot_dossier.c.dossier_id)
            .outerjoin(lot_done, and_(_DONE_OF, lot_done.c.round == lot.c.round))
            .where(wanted)
            .order_by(lot_dossier.c.number)
        )
        found = []
        for row in self.connection.execute(asked):
            pages, pile = counts.get(row.dossier_id, (0, 0))
            found.append(
                LotDossier(
                    DossierId(row.dossier_id),
                    lot_id,
                    row.number,
                    row.code,
                    row.added_at,
                    row.who,
                    pages,
                    pile,
                    row.at,
                    row.done_by,
                )
            )
        return tuple(found)

    def added_by(self, lot_id: LotId) -> frozenset[str]:
        """Who put dossiers into a lot."""
        asked = select(lot_dossier.c.who).distinct().where(lot_dossier.c.lot_id == lot_id)
        return frozenset(self.connection.scalars(asked))

    def call_done(self, dossier_id: DossierId, round_: int, at: datetime, who: str) -> None:
        """Keep that a dossier is done in that round; the last word holds."""
        values = {"at": at, "who": who}
        self.connection.execute(
            insert(lot_done)
            .values(dossier_id=dossier_id, round=round_, **values)
            .on_conflict_do_update(
                index_elements=[lot_done.c.dossier_id, lot_done.c.round], set_=values
            )
        )

    def done(self, lot_id: LotId) -> tuple[LotDone, ...]:
        """What was called done, of all rounds, in the order of time."""
        asked = (
            select(lot_done)
            .join(lot_dossier, _DONE_OF)
            .where(lot_dossier.c.lot_id == lot_id)
            .order_by(lot_done.c.at, lot_dossier.c.number)
        )
        return tuple(
            LotDone(DossierId(row.dossier_id), row.round, row.at, row.who)
            for row in self.connection.execute(asked)
        )

    def papers(self, lot_id: LotId) -> dict[DossierId, int]:
        """By dossier: how many papers with pages it has."""
        asked = (
            select(lot_dossier.c.dossier_id, func.count(document.c.id.distinct()).label("papers"))
            .join(document, document.c.dossier_id == lot_dossier.c.dossier_id)
            .join(component, component.c.document_id == document.c.id)
            .join(page, page.c.document_id == document.c.id)
            .where(lot_dossier.c.lot_id == lot_id)
            .group_by(lot_dossier.c.dossier_id)
        )
        return {DossierId(row.dossier_id): row.papers for row in self.connection.execute(asked)}

    def corrections(self, lot_id: LotId) -> dict[str, int]:
        """By person: how many words, fields and kinds they put right in a lot, and let stand."""
        asked = (
            select(correction.c.who, func.count().label("corrections"))
            .join(document, document.c.id == correction.c.document_id)
            .join(lot_dossier, lot_dossier.c.dossier_id == document.c.dossier_id)
            .where(lot_dossier.c.lot_id == lot_id, correction.c.undone == 0)
            .group_by(correction.c.who)
        )
        return {row.who: row.corrections for row in self.connection.execute(asked)}

    def _pages(self, belongs: ColumnElement[bool]) -> dict[str, tuple[int, int]]:
        """By dossier: its pages, and those of them in documents of no component."""
        held = select(component.c.document_id).where(component.c.document_id.is_not(None))
        asked = (
            select(
                document.c.dossier_id,
                func.count().label("pages"),
                func.sum(document.c.id.not_in(held)).label("pile"),
            )
            .select_from(page)
            .join(document, document.c.id == page.c.document_id)
            .join(lot_dossier, lot_dossier.c.dossier_id == document.c.dossier_id)
            .where(belongs)
            .group_by(document.c.dossier_id)
        )
        return {
            row.dossier_id: (row.pages, int(row.pile or 0))
            for row in self.connection.execute(asked)
        }

    def _one(self, condition: ColumnElement[bool], asked: str) -> Lot:
        row = self.connection.execute(select(lot).where(condition)).one_or_none()
        if row is None:
            raise NotFound(kind="lot", id=asked)
        return _lot(row)

    def _log(
        self, lot_id: LotId, state: LotState, round_: int, at: datetime, who: str, reason: str
    ) -> None:
        asked = select(func.max(lot_change.c.sequence)).where(lot_change.c.lot_id == lot_id)
        self.connection.execute(
            lot_change.insert().values(
                lot_id=lot_id,
                sequence=(self.connection.scalar(asked) or 0) + 1,
                state=state.value,
                round=round_,
                at=at,
                who=who,
                reason=reason,
            )
        )


_DONE_OF = lot_done.c.dossier_id == lot_dossier.c.dossier_id


def _lot(row: Row[Any]) -> Lot:
    return Lot(
        LotId(row.id),
        row.code,
        row.name,
        Procedure.model_validate_json(row.procedure),
        row.catalogue_version,
        row.component,
        row.operator,
        row.opened_at,
        row.level,
        row.aql,
        LotState(row.state),
        row.round,
    )

"""How lots are checked: the sample of a round, and what the checker said of each dossier in it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from offline_store.json_columns import canonical
from offline_store.lot_tables import lot, lot_sample, lot_sampled, lot_verdict
from offline_store.lots import LotId, LotState
from offline_store.records import DossierId


@dataclass(frozen=True, slots=True)
class LotSample:
    """What is drawn of a round of a lot, to be checked.

    size: dossiers in the lot. severity, letter: by which the plan was found (ISO 2859-1). accept:
    the lot is accepted with so many wrong ones or fewer; refuse: it is sent back with so many.
    seed: by which they were drawn. dossiers: in the order in which they were drawn.
    """

    lot_id: LotId
    round: int
    size: int
    severity: str
    letter: str
    accept: int
    refuse: int
    seed: str
    drawn_at: datetime
    who: str
    dossiers: tuple[DossierId, ...]


@dataclass(frozen=True, slots=True)
class LotError:
    """What is wrong with a dossier. what: a stable code. component: which paper, from 1, 0: none.

    note: in the checker's words; may be empty.
    """

    what: str
    component: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a checker said of a dossier of the sample. sequence: over all lots, rising.

    errors: none where the dossier is right.
    """

    sequence: int
    round: int
    dossier_id: DossierId
    at: datetime
    who: str
    errors: tuple[LotError, ...]

    @property
    def right(self) -> bool:
        """Whether nothing is wrong."""
        return not self.errors


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the check of a round of a lot ended. severity: under which it was checked."""

    lot_id: LotId
    round: int
    severity: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class LotChecks:
    """Samples and verdicts within one transaction; none of them is changed or goes."""

    connection: Connection

    def draw(self, new: LotSample) -> None:
        """Keep what was drawn.

        Raises:
            RecordRefused: the round has its sample already.
        """
        self.connection.execute(
            lot_sample.insert().values(
                lot_id=new.lot_id,
                round=new.round,
                size=new.size,
                severity=new.severity,
                letter=new.letter,
                count=len(new.dossiers),
                accept=new.accept,
                refuse=new.refuse,
                seed=new.seed,
                drawn_at=new.drawn_at,
                who=new.who,
            )
        )
        self.connection.execute(
            lot_sampled.insert(),
            [
                {"lot_id": new.lot_id, "round": new.round, "place": place, "dossier_id": each}
                for place, each in enumerate(new.dossiers, start=1)
            ],
        )

    def samples(self, lot_id: LotId) -> tuple[LotSample, ...]:
        """What was drawn of a lot, the first round first."""
        rows = self.connection.execute(
            select(lot_sample).where(lot_sample.c.lot_id == lot_id).order_by(lot_sample.c.round)
        ).all()
        return tuple(
            LotSample(
                lot_id,
                row.round,
                row.size,
                row.severity,
                row.letter,
                row.accept,
                row.refuse,
                row.seed,
                row.drawn_at,
                row.who,
                self._drawn(lot_id, row.round),
            )
            for row in rows
        )

    def sample(self, lot_id: LotId, round_: int) -> LotSample | None:
        """What was drawn of that round; None where nothing was yet."""
        return next((each for each in self.samples(lot_id) if each.round == round_), None)

    def say(
        self,
        lot_id: LotId,
        round_: int,
        dossier_id: DossierId,
        errors: Sequence[LotError],
        at: datetime,
        who: str,
    ) -> Verdict:
        """Keep what a checker says of a dossier.

        Raises:
            RecordRefused: it is not in that sample; or who says it is the lot's own operator.
        """
        sequence = (self.connection.scalar(select(func.max(lot_verdict.c.sequence))) or 0) + 1
        self.connection.execute(
            lot_verdict.insert().values(
                sequence=sequence,
                lot_id=lot_id,
                round=round_,
                dossier_id=dossier_id,
                at=at,
                who=who,
                errors=canonical([asdict(error) for error in errors]),
            )
        )
        return Verdict(sequence, round_, dossier_id, at, who, tuple(errors))

    def verdicts(self, lot_id: LotId) -> tuple[Verdict, ...]:
        """All that was said of a lot, oldest first."""
        rows = self.connection.execute(
            select(lot_verdict)
            .where(lot_verdict.c.lot_id == lot_id)
            .order_by(lot_verdict.c.sequence)
        )
        return tuple(
            Verdict(
                row.sequence,
                row.round,
                DossierId(row.dossier_id),
                row.at,
                row.who,
                tuple(LotError(**error) for error in json.loads(row.errors)),
            )
            for row in rows
        )

    def outcomes(self, operator: str) -> tuple[Outcome, ...]:
        """How the first checks of an operator's lots ended, oldest first.

        Checks of lots that were done again are left out, as ISO 2859-1 has it of what is submitted
        anew; so are those that are under way.
        """
        asked = (
            select(lot_sample, lot.c.state, lot.c.round.label("now"))
            .join(lot, lot.c.id == lot_sample.c.lot_id)
            .where(lot.c.operator == operator, lot_sample.c.round == 1)
            .order_by(lot_sample.c.drawn_at, lot_sample.c.lot_id)
        )
        return tuple(
            Outcome(LotId(row.lot_id), row.round, row.severity, row.now == row.round)
            for row in self.connection.execute(asked)
            if row.now > row.round or row.state == LotState.ACCEPTED.value
        )

    def _drawn(self, lot_id: LotId, round_: int) -> tuple[DossierId, ...]:
        drawn = self.connection.scalars(
            select(lot_sampled.c.dossier_id)
            .where(lot_sampled.c.lot_id == lot_id, lot_sampled.c.round == round_)
            .order_by(lot_sampled.c.place)
        )
        return tuple(DossierId(each) for each in drawn)

"""The check of a lot by its sample: what is wrong with each dossier, then accepted or sent back.

A checker is never the lot's operator, nor anybody who digitised a dossier of it. A lot that is sent
back is done again as a whole. What was found wrong in a lot that is accepted all the same is put
right, and looked at again, before the lot is handed on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from offline_store.errors import NotFound
from offline_store.lot_checks import LotError, LotSample, Verdict
from offline_store.lots import Lot, LotId, LotState
from offline_store.records import DossierId
from offline_store.store import Records, Store
from station.errors import InputInvalid
from station.hanoi_time import Clock
from station.lot_errors import CheckerIsOperator, LotElsewhere, SampleUnjudged
from station.lots import lot_of
from station.people import Act, require
from station.typed_text import clean_text, require_sendable

ERRORS = ("pages-missing", "unreadable", "order", "wrong-paper", "description", "other")
"""What may be wrong with a dossier: pages that were not scanned; not to be read; in the wrong
order; with another paper; what is said of a paper; anything else, which wants words."""


@dataclass(frozen=True, slots=True)
class CheckLots:
    """What a checker does. Raises SignInNeeded or RoleMissing where one may not."""

    store: Store
    clerk: str
    now: Clock

    def judge(self, dossier_id: DossierId, errors: Sequence[LotError] = ()) -> Verdict:
        """Say what is wrong with a dossier of the sample; nothing: it is right.

        Said again, the last word holds, and all of them are kept. In a lot that was accepted, those
        that were found wrong are looked at again.

        Raises:
            CheckerIsOperator: whoever checks digitised in this lot.
            LotElsewhere: the lot is not checked now. Facts: state.
            NotFound: the dossier is in no lot, or not in the sample.
            InputInvalid: no such error or paper, or `other` without words.
        """
        at = self.now()
        with self.store.transaction() as records:
            require(records, self.clerk, Act.CHECK)
            lot = self._checked(records, lot_of(records, dossier_id).id)
            sample = records.lot_checks.sample(lot.id, lot.round)
            if sample is None or dossier_id not in sample.dossiers:
                raise NotFound(kind="dossier of the sample", id=dossier_id)
            before = latest(records.lot_checks.verdicts(lot.id), lot.round).get(dossier_id)
            if lot.state is LotState.ACCEPTED and (before is None or before.right):
                raise LotElsewhere(state=lot.state.value)
            clean = [_clean(error, len(lot.procedure.components)) for error in errors]
            said = records.lot_checks.say(lot.id, lot.round, dossier_id, clean, at, self.clerk)
            records.audit.append(
                at,
                self.clerk,
                "lot-dossier-judged",
                dossier_id,
                round=lot.round,
                errors=",".join(error.what for error in clean),
            )
        return said

    def decide(self, lot_id: LotId, reason: str = "") -> Lot:
        """Accept the lot, or send it back to be done again as a whole, as its plan has it.

        It can be sent back as soon as enough is wrong; to be accepted, all of the sample must have
        been looked at. reason: what the operator is told.

        Raises:
            SampleUnjudged: not all was looked at, and not enough is wrong. Facts: left.
            CheckerIsOperator, LotElsewhere: as `judge`. NotFound: no such lot.
        """
        reason = clean_text(reason)
        require_sendable("reason", reason)
        at = self.now()
        with self.store.transaction() as records:
            lot = self._checked(records, lot_id)
            if lot.state is not LotState.TO_CHECK:
                raise LotElsewhere(state=lot.state.value)
            sample = records.lot_checks.sample(lot_id, lot.round)
            assert sample is not None
            said = latest(records.lot_checks.verdicts(lot_id), lot.round)
            state = outcome(sample, said)
            if state is None:
                raise SampleUnjudged(left=len(sample.dossiers) - len(said))
            wrong = sum(not each.right for each in said.values())
            decided = records.lots.move(lot_id, state, at, self.clerk, reason)
            records.audit.append(
                at, self.clerk, f"lot-{state.value}", lot_id, round=sample.round, wrong=wrong
            )
        return decided

    def _checked(self, records: Records, lot_id: LotId) -> Lot:
        require(records, self.clerk, Act.CHECK)
        lot = records.lots.get(lot_id)
        if self.clerk in digitised_by(records, lot):
            raise CheckerIsOperator
        if lot.state not in (LotState.TO_CHECK, LotState.ACCEPTED):
            raise LotElsewhere(state=lot.state.value)
        return lot


def digitised_by(records: Records, lot: Lot) -> frozenset[str]:
    """Who digitised something of a lot."""
    done = (each.who for each in records.lots.done(lot.id))
    return frozenset({lot.operator, *records.lots.added_by(lot.id), *done})


def latest(verdicts: Sequence[Verdict], round_: int) -> Mapping[DossierId, Verdict]:
    """The last word on each dossier in a round."""
    return {each.dossier_id: each for each in verdicts if each.round == round_}


def outcome(sample: LotSample, said: Mapping[DossierId, Verdict]) -> LotState | None:
    """What the sample says of the lot; None while too little of it was looked at."""
    wrong = sum(not each.right for each in said.values())
    if wrong >= sample.refuse:
        return LotState.SENT_BACK
    return LotState.ACCEPTED if len(said) == len(sample.dossiers) else None


def still_wrong(records: Records, lot: Lot) -> tuple[DossierId, ...]:
    """Dossiers of an accepted lot that were found wrong, and not right since."""
    said = latest(records.lot_checks.verdicts(lot.id), lot.round)
    return tuple(dossier_id for dossier_id, each in said.items() if not each.right)


def _clean(error: LotError, components: int) -> LotError:
    note = clean_text(error.note)
    require_sendable("note", note)
    if error.what not in ERRORS:
        raise InputInvalid(field="error")
    if error.what == "other" and not note:
        raise InputInvalid(field="note")
    if not 0 <= error.component <= components:
        raise InputInvalid(field="component")
    return LotError(error.what, error.component, note)

"""Move a dossier for a procedure on: from one state to one that may follow."""

from dataclasses import dataclass

from offline_store.handling import Axis, Handling
from offline_store.records import DossierId
from offline_store.store import Store
from station.checklist import open_components
from station.dossier_states import MAY_FOLLOW, WANTS_REASON, Business, Money, may_follow
from station.errors import (
    ComponentsOpen,
    InputInvalid,
    InputMissing,
    PaidByReceiptAlone,
    StateNotNext,
)
from station.hanoi_time import Clock
from station.people import Act, require
from station.typed_text import clean_text, require_sendable

# Nothing that is still to come stands in the way of these.
_WANTS_ALL = frozenset({Business.RECEIVED, Business.IN_WORK, Business.RESOLVED})


@dataclass(frozen=True, slots=True)
class MoveOn:
    """By the one table (`station/dossier_states.py`); who did it and why is kept."""

    store: Store
    clerk: str
    now: Clock

    def __call__(
        self, dossier_id: DossierId, state: str, reason: str = "", axis: Axis = Axis.BUSINESS
    ) -> Handling:
        """Keep that a dossier stands there from now on.

        reason: what the citizen is told, where it is not received, supplements are asked for, it is
        withdrawn or stopped.

        Raises:
            NotFound: the dossier is for no procedure.
            StateNotNext: that may not follow. Facts: axis, state, to, may.
            ComponentsOpen: something of the checklist is still to come. Facts: components.
            PaidByReceiptAlone: it is to be called paid, or not to be any more; `TakePayment` does
                that.
            InputMissing: a reason is needed. InputInvalid: no such state, or the axis moves by
                itself.
            SignInNeeded, RoleMissing: the clerk may not.
        """
        reason = clean_text(reason)
        require_sendable("reason", reason)
        if state == Money.PAID:
            raise PaidByReceiptAlone
        if axis is Axis.SYNC:
            raise InputInvalid(field="axis")
        if state not in MAY_FOLLOW[axis]:
            raise InputInvalid(field="state")
        if not reason and state in WANTS_REASON:
            raise InputMissing(field="reason")
        at = self.now()
        with self.store.transaction() as records:
            require(records, self.clerk, Act.HAND_OVER if axis is Axis.DELIVERY else Act.DECIDE)
            handling = records.handling.get(dossier_id)
            here = handling.state(axis)
            if axis is Axis.MONEY and here == Money.PAID:
                raise PaidByReceiptAlone
            if state not in may_follow(axis, here):
                may = ", ".join(sorted(may_follow(axis, here), key=lambda each: (len(each), each)))
                raise StateNotNext(axis=axis.value, state=here, to=state, may=may)
            if axis is Axis.BUSINESS and state in _WANTS_ALL:
                still_open = open_components(records, handling)
                if still_open:
                    raise ComponentsOpen(components=", ".join(map(str, still_open)))
            records.handling.change(dossier_id, axis, state, at, self.clerk, reason)
            records.audit.append(
                at, self.clerk, "dossier-moved-on", dossier_id, axis=axis.value, state=state
            )
            return records.handling.get(dossier_id)

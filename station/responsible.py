"""Who has a dossier in hand at each step, by the states it went through."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from offline_store.handling import Axis, Handling
from station.dossier_states import OVER, Business


class Part(StrEnum):
    """RECEIVER: the unit at whose counter it came. RESOLVER: the one that resolves it.

    CITIZEN: something is awaited of them. NOBODY: it is over.
    """

    RECEIVER = "receiver"
    RESOLVER = "resolver"
    CITIZEN = "citizen"
    NOBODY = "nobody"


_B = Business
PART_OF: Mapping[str, Part] = {
    _B.REGISTERED: Part.RECEIVER,
    _B.RECEIVED: Part.RECEIVER,
    _B.NOT_RECEIVED: Part.NOBODY,
    _B.IN_WORK: Part.RESOLVER,
    _B.SUPPLEMENT_ASKED: Part.CITIZEN,
    _B.PAYMENT_ASKED: Part.CITIZEN,
    _B.WITHDRAWN: Part.NOBODY,
    _B.STOPPED: Part.NOBODY,
    _B.RESOLVED: Part.RECEIVER,  # the result is to be handed over
    _B.RETURNED: Part.NOBODY,
}
"""The one rule: by the state in which it is."""


@dataclass(frozen=True, slots=True)
class Responsibility:
    """A step and who has it. unit: an agency's code, empty where it is the citizen's, or nobody's.

    who: brought the dossier into this state. until: None while it stands there.
    """

    state: str
    part: Part
    unit: str
    who: str
    since: datetime
    until: datetime | None
    reason: str = ""


def responsibilities(handling: Handling) -> tuple[Responsibility, ...]:
    """Each step so far, oldest first; the last one lasts."""
    changes = [change for change in handling.changes if change.axis is Axis.BUSINESS]
    following = [*(change.at for change in changes[1:]), None]
    steps = []
    for change, until in zip(changes, following, strict=True):
        part = PART_OF[change.state]
        unit = {
            Part.RECEIVER: handling.receiving_unit,
            Part.RESOLVER: handling.resolving_unit,
        }.get(part, "")
        steps.append(
            Responsibility(change.state, part, unit, change.who, change.at, until, change.reason)
        )
    return tuple(steps)


def responsible_now(handling: Handling) -> Responsibility:
    """Who has it in hand now."""
    return responsibilities(handling)[-1]


def is_over(handling: Handling) -> bool:
    """Whether nobody waits for its result any more."""
    return handling.state(Axis.BUSINESS) in OVER

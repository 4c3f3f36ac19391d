"""Dossiers for procedures by their time: due today, soon, late, likely to be late, ready."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from offline_store.handling import Axis, Handling
from offline_store.records import Dossier
from offline_store.store import Store
from station.catalogue_settings import CatalogueSettings
from station.dossier_states import OVER, Business
from station.hanoi_time import Clock, hanoi_day
from station.responsible import Responsibility, responsible_now
from station.time_limit import TimeLeft, due_at, pauses_of, received_at, time_left
from station.working_time import WorkingTime

_OPEN = frozenset(set(Business) - OVER)
_DONE = frozenset({Business.RESOLVED, Business.RETURNED})
_MOST_OPEN, _MOST_EARLIER = 5_000, 2_000


class Which(StrEnum):
    """A list. OPEN: every dossier that is still handled. READY: its result is to be handed over."""

    TODAY = "today"
    SOON = "soon"
    LATE = "late"
    RISK = "risk"
    OPEN = "open"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Risk:
    """Of `of` dossiers of the same procedure that were open as long, `late` became late."""

    late: int
    of: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A dossier in a list. left: None before it was received, and once it is resolved.

    risk: None where too few earlier ones tell. hands: who has it in hand. lists: those it is in.
    """

    dossier: Dossier
    handling: Handling
    left: TimeLeft | None
    risk: Risk | None
    hands: Responsibility
    lists: frozenset[Which]


@dataclass(frozen=True, slots=True)
class ListDue:
    """What is handled at this desk, by its time; the risk by this desk's own history."""

    store: Store
    settings: CatalogueSettings
    calendar: WorkingTime
    now: Clock

    def __call__(self, which: Which = Which.OPEN) -> tuple[Listed, ...]:
        """The dossiers of a list: what is due first comes first, then what has no day."""
        return tuple(each for each in self.all() if which in each.lists)

    def all(self) -> tuple[Listed, ...]:
        """Every dossier that is in any list."""
        at = self.now()
        with self.store.snapshot() as records:
            handled = records.handling.standing_in(
                Axis.BUSINESS, _OPEN | {Business.RESOLVED}, _MOST_OPEN
            )
            earlier = records.handling.standing_in(Axis.BUSINESS, _DONE, _MOST_EARLIER)
            headings = records.dossiers.headings([each.dossier_id for each in handled])
        taken = self._taken(earlier)
        listed = [self._listed(headings[each.dossier_id], each, taken, at) for each in handled]
        return tuple(sorted(listed, key=_order))

    def _listed(
        self,
        dossier: Dossier,
        handling: Handling,
        taken: Mapping[str, Sequence[float]],
        at: datetime,
    ) -> Listed:
        left = time_left(self.calendar, at, handling)
        risk = self._risk(handling, left, taken.get(handling.procedure.code, ()), at)
        return Listed(
            dossier,
            handling,
            left,
            risk,
            responsible_now(handling),
            self._lists(handling, left, risk, at),
        )

    def _lists(
        self, handling: Handling, left: TimeLeft | None, risk: Risk | None, at: datetime
    ) -> frozenset[Which]:
        if handling.state(Axis.BUSINESS) == Business.RESOLVED:
            return frozenset({Which.READY})
        lists = {Which.OPEN}
        if left is None or left.due_at is None or left.days_left is None:
            return frozenset(lists)
        if left.late:
            lists.add(Which.LATE)
        elif hanoi_day(left.due_at) == hanoi_day(at):
            lists.add(Which.TODAY)
        elif left.days_left <= self.settings.due_soon_days:
            lists.add(Which.SOON)
        if risk is not None and 100 * risk.late >= self.settings.risk_percent * risk.of:
            lists.add(Which.RISK)
        return frozenset(lists)

    def _risk(
        self, handling: Handling, left: TimeLeft | None, taken: Sequence[float], at: datetime
    ) -> Risk | None:
        """None as well of what is late already."""
        received = received_at(handling)
        if left is None or left.due_at is None or left.late or received is None:
            return None
        used = _share(received, at, left.due_at)
        as_long = [each for each in taken if each >= used]
        if len(as_long) < self.settings.risk_least:
            return None
        return Risk(sum(each > 1 for each in as_long), len(as_long))

    def _taken(self, earlier: Iterable[Handling]) -> Mapping[str, Sequence[float]]:
        """By procedure, what share of its time each earlier dossier took; over 1: it was late."""
        taken = defaultdict[str, list[float]](list)
        for each in earlier:
            received, resolved = received_at(each), _resolved_at(each)
            if received is None or resolved is None:
                continue
            due = due_at(self.calendar, each.procedure, received, pauses_of(each))
            if due is not None:
                taken[each.procedure.code].append(_share(received, resolved, due))
        return taken


def _share(received: datetime, at: datetime, due: datetime) -> float:
    whole = (due - received).total_seconds()
    return (at - received).total_seconds() / whole if whole > 0 else 1.0


def _resolved_at(handling: Handling) -> datetime | None:
    return next(
        (
            change.at
            for change in handling.changes
            if change.axis is Axis.BUSINESS and change.state == Business.RESOLVED
        ),
        None,
    )


def _order(listed: Listed) -> tuple[bool, datetime, str]:
    due = None if listed.left is None else listed.left.due_at
    return due is None, due or listed.dossier.created_at, listed.dossier.code

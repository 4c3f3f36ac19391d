"""By when a citizen has a copy that is still to be handed over."""

from dataclasses import dataclass
from datetime import datetime

from offline_store.records import Document, Dossier
from station.working_time import WorkingTime


@dataclass(frozen=True, slots=True)
class Due:
    """at: by when, Hanoi's time (NĐ 23/2015 Điều 7). late: that moment is over."""

    at: datetime
    late: bool


def due(
    calendar: WorkingTime, now: datetime, dossier: Dossier, document: Document, *, refused: bool
) -> Due | None:
    """By when the copy is due; None once it was handed over or refused: nobody waits for it.

    None as well of a component: its dossier has a time limit of its own (`station/time_limit.py`).
    """
    if document.handed_over_at is not None or refused or document.component is not None:
        return None
    at = calendar.due_at(dossier.created_at)
    return Due(at, late=now > at)

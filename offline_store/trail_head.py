"""The head of the trail, told to central: what is cut off the end of the trail shows there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from offline_store.central_client import CentralClient
from offline_store.store import Store


@dataclass(frozen=True, slots=True)
class HeadTold:
    """What central said to it.

    cut_at: the number of a line that central was told of earlier and that this trail has no more:
    lines were cut off, or the desk came back from a backup. None: nothing is missing.
    clock_ahead: by how much this desk's clock is ahead of central's, to within half the way there.
    """

    cut_at: int | None
    clock_ahead: timedelta


def tell_head(store: Store, client: CentralClient, now: Callable[[], datetime]) -> HeadTold | None:
    """Tell central the last line of the trail, and hold what it knew against the trail.

    Returns: None where the trail has no line yet.

    Raises:
        CentralError: as `CentralClient`.
    """
    with store.snapshot() as records:
        head = records.audit.head()
    if head is None:
        return None
    before = now()
    answer = client.tell_head(head.sequence, head.hash)
    clock_ahead = before + (now() - before) / 2 - answer.now
    earlier = answer.earlier
    if earlier is None:
        return HeadTold(None, clock_ahead)
    with store.snapshot() as records:
        there = records.audit.has(earlier.sequence, earlier.hash)
    return HeadTold(None if there else earlier.sequence, clock_ahead)

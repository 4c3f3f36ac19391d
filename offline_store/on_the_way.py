"""How far a run to central is: by item and in all, with the time that is left."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from offline_store.records import OutboxId

# Who watches reads no faster.
_TOLD_EVERY_S = 0.25
# Before that a rate means nothing.
_RATE_AFTER_S = 1.0


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """A moment of a run. Sizes in bytes, as they lie here: what travels is a little less.

    item: the one of which bytes left last. left_s: seconds that the rest will take at the pace so
    far; None: too early to say.
    """

    items: int
    done: int
    size: int
    sent: int
    item: OutboxId
    item_size: int
    item_sent: int
    left_s: float | None


class Meter:
    """Counts what leaves over all lines of a run; any thread may tell it.

    sizes: of every item of the run. told: called by the thread that tells, at most now and then.
    """

    def __init__(
        self,
        sizes: Mapping[OutboxId, int],
        told: Callable[[OnTheWay], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._sizes = sizes
        self._all = sum(sizes.values())
        self._told = told
        self._clock = clock
        self._lock = threading.Lock()
        self._sent: dict[OutboxId, int] = {}
        self._settled = 0
        self._size_settled = 0
        self._moved = 0
        self._began = clock()
        self._last = float("-inf")

    def left(self, item: OutboxId, size: int) -> None:
        """Say that so many bytes of an item's file have left in all, or were there before."""
        with self._lock:
            size = min(size, self._sizes[item])
            self._moved += max(0, size - self._sent.get(item, 0))
            self._sent[item] = size
            self._tell(item, always=False)

    def settled(self, item: OutboxId) -> None:
        """Say that an item is done with, whatever it came to."""
        with self._lock:
            self._sent.pop(item, None)
            self._settled += 1
            self._size_settled += self._sizes[item]
            self._tell(item, always=True)

    def _tell(self, item: OutboxId, *, always: bool) -> None:
        now = self._clock()
        if not always and now - self._last < _TOLD_EVERY_S:
            return
        self._last = now
        sent = self._size_settled + sum(self._sent.values())
        passed = now - self._began
        left = None
        if passed >= _RATE_AFTER_S and self._moved:
            left = (self._all - sent) / (self._moved / passed)
        self._told(
            OnTheWay(
                items=len(self._sizes),
                done=self._settled,
                size=self._all,
                sent=sent,
                item=item,
                item_size=self._sizes[item],
                item_sent=self._sent.get(item, self._sizes[item]),
                left_s=left,
            )
        )

"""Whose turn it is on a thin line: what is small and new first; bulk after it, and in its hours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from offline_store.counter_zone import COUNTER_ZONE
from offline_store.records import OutboxId, OutboxItem


@dataclass(frozen=True, slots=True)
class Hours:
    """Part of each day at the counter (Asia/Ho_Chi_Minh); over midnight where end is before start.

    start belongs to it, end does not.
    """

    start: time
    end: time

    @classmethod
    def parse(cls, text: str) -> "Hours":
        """Read `HH:MM-HH:MM`.

        Raises:
            ValueError: it is not that.
        """
        start, dash, end = text.partition("-")
        if not dash:
            raise ValueError("no hours")
        return cls(time.fromisoformat(start.strip()), time.fromisoformat(end.strip()))

    def contain(self, at: datetime) -> bool:
        """Whether that moment lies in them."""
        now = at.astimezone(COUNTER_ZONE).time()
        if self.start <= self.end:
            return self.start <= now < self.end
        return now >= self.start or now < self.end


@dataclass(frozen=True, slots=True)
class BulkRule:
    """What is bulk, and when it may go. size: bytes from which on a copy is; hours: None for all.

    A later version is bulk whatever its size: the citizen's look-up knows the copy already.
    """

    size: int = 8_000_000
    hours: Hours | None = None


@dataclass(frozen=True, slots=True)
class SendingOrder:
    """What goes now, in this order, and what waits for the hours of bulk."""

    now: tuple[OutboxItem, ...]
    later: tuple[OutboxItem, ...]


def in_order(
    due: Sequence[OutboxItem],
    sizes: Mapping[OutboxId, int],
    later_versions: frozenset[OutboxId],
    rule: BulkRule,
    at: datetime,
) -> SendingOrder:
    """Put what is due, oldest first, into the order in which it goes. sizes: in bytes."""

    def is_bulk(item: OutboxItem) -> bool:
        return item.id in later_versions or sizes[item.id] >= rule.size

    urgent = tuple(item for item in due if not is_bulk(item))
    bulk = tuple(item for item in due if is_bulk(item))
    if rule.hours is None or rule.hours.contain(at):
        return SendingOrder(urgent + bulk, ())
    return SendingOrder(urgent, bulk)

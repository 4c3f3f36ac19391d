"""Viewing: what of an original was looked at while it was compared, kept as evidence."""

from dataclasses import dataclass

from offline_store.records import PageId
from offline_store.store import Store
from station.hanoi_time import Clock


@dataclass(frozen=True, slots=True)
class RecordViewing:
    """Writes into the trail that a page was seen. wanted: what the administrator's setting says."""

    store: Store
    clerk: str
    now: Clock
    wanted: bool

    def __call__(self, page_id: PageId, seconds: int, zoom: int) -> None:
        """Record it: for how many seconds, and at which zoom for most of them.

        zoom: in percent of the paper's own size, at 96 pixels an inch.
        """
        if not self.wanted:
            return
        with self.store.transaction() as records:
            records.audit.append(
                self.now(), self.clerk, "page-viewed", page_id, seconds=seconds, zoom=zoom
            )

"""Purge: what central has, and what need not be kept here any longer, goes from this desk."""

from dataclasses import dataclass
from datetime import timedelta

from offline_store.central_client import CentralClient
from offline_store.purge import Purgeable, PurgeReport, purge, purgeable
from offline_store.store import Store
from station.hanoi_time import Clock
from station.people import Act, require
from station.settings import Settings


@dataclass(frozen=True, slots=True)
class Purge:
    """Let go of pages, text and copies after central's receipt and the retention time."""

    store: Store
    settings: Settings
    clerk: str
    now: Clock

    def preview(self) -> tuple[Purgeable, ...]:
        """What would go now, if central still has it; nothing is changed."""
        with self.store.snapshot() as records:
            return purgeable(records, self.now() - self._retention())

    def __call__(self) -> PurgeReport:
        """Purge, on a desk that nobody else has open.

        The time is central's: a desk whose clock jumped ahead must not lose what it should keep.

        Raises:
            SignInNeeded, RoleMissing: the clerk may not.
            NotEnrolled, CentralError: central does not say what it holds; nothing went.
        """
        with self.store.snapshot() as records:
            require(records, self.clerk, Act.PURGE)
            enrolment = records.desk.enrolment()
        with CentralClient(enrolment, float(self.settings.sync.answer_limit_s)) as client:
            at = self.now() - client.clock_skew(self.now)
            return purge(self.store, client, at - self._retention(), at, self.clerk)

    def _retention(self) -> timedelta:
        return timedelta(days=self.settings.store.retention_days)

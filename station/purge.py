"""Purge: what central has, and what need not be kept here any longer, goes from this desk."""

from dataclasses import dataclass
from datetime import timedelta

from offline_store.central_client import CentralClient
from offline_store.purge import PurgeReport, purge, purgeable
from offline_store.purge_papers import purgeable_papers
from offline_store.purgeable import Purgeable
from offline_store.store import Store
from station.dossier_states import OVER, Business
from station.hanoi_time import Clock
from station.people import Act, require
from station.settings import Settings

FOR_GOOD = OVER - {Business.RESOLVED}
"""States after which nobody asks for a dossier's papers any more; a result still waits for its
citizen in 9."""


@dataclass(frozen=True, slots=True)
class Purge:
    """Let go of pages, text and copies after central's receipt and the retention time.

    The signed papers of procedures' dossiers go by whole dossiers, once these are over.
    """

    store: Store
    settings: Settings
    clerk: str
    now: Clock

    def preview(self) -> tuple[Purgeable, ...]:
        """What would go now, if central still has it; nothing is changed."""
        with self.store.snapshot() as records:
            before = self.now() - self._retention()
            return purgeable(records, before) + purgeable_papers(records, before, FOR_GOOD)

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
            return purge(self.store, client, at - self._retention(), at, self.clerk, FOR_GOOD)

    def _retention(self) -> timedelta:
        return timedelta(days=self.settings.store.retention_days)

"""Synchronise: number blocks from central, certified copies to it."""

from dataclasses import dataclass

from offline_store.central_client import CentralClient
from offline_store.records import NumberBlock, OutboxState
from offline_store.store import Store
from offline_store.sync import Progress, SyncReport, lease_block, send_due
from offline_store.wire import MAX_LEASE
from station.errors import InputInvalid
from station.hanoi_time import Clock
from station.settings import Settings


@dataclass(frozen=True, slots=True)
class Synchronise:
    """What this desk says to central. Needs no clerk: a thread of its own may call it."""

    store: Store
    settings: Settings
    clerk: str
    now: Clock

    def __call__(
        self, progress: Progress = lambda item: None, *, at_once: bool = False
    ) -> SyncReport:
        """Send what is due, oldest first, and report.

        at_once: a person asked for it: also what would wait longer after a failure.

        Raises:
            NotEnrolled: this desk has no place at central.
        """
        with self._client() as client:
            return send_due(self.store, client, self.now(), progress, at_once=at_once)

    def retry_refused(self) -> int:
        """Queue what central refused once more, and return how many: what it was for is cured."""
        with self.store.transaction() as records:
            refused = [item for item in records.outbox.items() if item.state is OutboxState.REFUSED]
            for item in refused:
                records.outbox.requeue(item.id)
                records.audit.append(
                    self.now(), self.clerk, "refused-queued-again", item.id, reason=item.error
                )
        return len(refused)

    def lease(self, book: str, size: int | None = None) -> NumberBlock:
        """Lease a block of numbers for a book and keep it.

        Raises:
            InputInvalid: the size is not 1 to 1000.
            NotEnrolled, CentralError: no block was leased.
        """
        wanted = self.settings.register.block_size if size is None else size
        if not 1 <= wanted <= MAX_LEASE:
            raise InputInvalid(field="size")
        with self._client() as client:
            block = lease_block(self.store, client, book, wanted)
        with self.store.transaction() as records:
            records.audit.append(
                self.now(),
                self.clerk,
                "numbers-leased",
                block.id,
                first=block.first,
                last=block.last,
            )
        return block

    def _client(self) -> CentralClient:
        with self.store.snapshot() as records:
            enrolment = records.desk.enrolment()
        return CentralClient(enrolment, float(self.settings.sync.answer_limit_s))

"""Synchronise: number blocks from central, certified copies to it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from offline_store.carrying import Moving, Progress
from offline_store.central_client import CentralClient
from offline_store.central_line import Pace
from offline_store.errors import (
    CentralError,
    CentralNonsense,
    CentralRefused,
    NotEnrolled,
    TrainingOnly,
)
from offline_store.leasing import give_numbers_back, lease_block, lease_codes, tell_numbers
from offline_store.mending import MendReport, mend_files
from offline_store.records import DossierId, NumberBlock, OutboxState, ReturnedBlock
from offline_store.sending_order import BulkRule, Hours
from offline_store.series import code_series
from offline_store.store import Store
from offline_store.sync import SyncReport, send_due
from offline_store.telling import tell_dossiers
from offline_store.trail_head import HeadTold, tell_head
from offline_store.wire import MAX_LEASE
from station.central_line import open_central
from station.enrol_as_told import enrol_as_told
from station.errors import InputInvalid
from station.fetch_accounts import FetchAccounts
from station.fetch_catalogue import FetchCatalogue
from station.fetch_payments import fetch_payments
from station.hanoi_time import Clock, hanoi_day
from station.pay_debts import PayDebtsNowAndThen
from station.people import Act, require
from station.settings import Settings
from station.tell_handlings import tell_handlings
from station.tell_lots import tell_lots
from station.working_time import working_time

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Synchronise:
    """What this desk says to central. Needs no clerk: a thread of its own may call it.

    pay_debts: tried after each sending; what got stronger by it follows at once.
    fetch_accounts, fetch_catalogue: with each run that reached central.
    """

    store: Store
    settings: Settings
    clerk: str
    now: Clock
    pay_debts: PayDebtsNowAndThen
    fetch_accounts: FetchAccounts
    fetch_catalogue: FetchCatalogue

    def __call__(
        self,
        progress: Progress = lambda item: None,
        *,
        at_once: bool = False,
        moving: Moving = lambda moment: None,
    ) -> SyncReport:
        """Send what is due, oldest first but for bulk, and report.

        at_once: a person asked for it: also what would wait longer after a failure, and bulk
        outside its hours. moving: told how far the run is, by the calling thread.

        A desk without a place at central takes one first, where its settings say how.

        Raises:
            NotEnrolled: this desk has no place at central.
            CentralError: it was to get one, and did not.
        """
        enrol_as_told(self.store, self.settings.sync, self.clerk, self.now)
        report = self._send(progress, moving, at_once=at_once)
        debts = self.pay_debts(at_once=at_once)
        if debts is None or not debts.paid or report.trouble is not None:
            return report
        after = self._send(progress, moving, at_once=at_once)
        return replace(
            after,
            sent=report.sent + after.sent,
            accepted=report.accepted + after.accepted,
            refused=report.refused + after.refused,
            items=report.items + after.items,
            sent_anew=report.sent_anew + after.sent_anew,
            lost=tuple(dict.fromkeys(report.lost + after.lost)),
            elsewhere=tuple(dict.fromkeys(report.elsewhere + after.elsewhere)),
        )

    def mend(self, progress: Callable[[int, int], None] = lambda done, of: None) -> MendReport:
        """Read every kept file; fetch back from central what is damaged and there.

        A desk without a place at central only learns what is damaged.

        Raises:
            CentralUnreachable, CentralLogin, CentralFailed: central was needed and did not answer.
        """
        try:
            with self._client() as client:
                report = mend_files(self.store, client, progress)
        except (NotEnrolled, TrainingOnly):
            report = mend_files(self.store, None, progress)
        with self.store.transaction() as records:
            for act, files in (("file-mended", report.mended), ("file-lost", report.lost)):
                for file in files:
                    records.audit.append(
                        self.now(), self.clerk, act, file.document_id, sha256=file.sha256
                    )
        return report

    def settle_elsewhere(self, dossier_id: DossierId, *, ours: bool) -> None:
        """Say that somebody has looked at a dossier as it is here and at another desk.

        ours: this desk's takes its place at central with the next run; the other stays beside it.
        """
        with self.store.transaction() as records:
            require(records, self.clerk, Act.CENTRAL)
            records.elsewhere.settle(dossier_id, ours=ours)
            records.audit.append(self.now(), self.clerk, "settled-elsewhere", dossier_id, ours=ours)

    def retry_refused(self) -> int:
        """Queue what central refused once more, and return how many: what it was for is cured."""
        with self.store.transaction() as records:
            require(records, self.clerk, Act.CENTRAL)
            refused = [item for item in records.outbox.items() if item.state is OutboxState.REFUSED]
            for item in refused:
                records.outbox.requeue(item.id)
                records.audit.append(
                    self.now(), self.clerk, "refused-queued-again", item.id, reason=item.error
                )
        return len(refused)

    def lease(self, book: str, size: int | None = None) -> tuple[NumberBlock, ...]:
        """Lease numbers for a book and keep them: one block, or several of what others returned.

        Raises:
            InputInvalid: the size is not 1 to 1000.
            NotEnrolled, CentralError: not as many numbers were leased as asked for.
        """
        wanted = self.settings.register.block_size if size is None else size
        if not 1 <= wanted <= MAX_LEASE:
            raise InputInvalid(field="size")
        with self.store.snapshot() as records:
            require(records, self.clerk, Act.CENTRAL)
        with self._client() as client:
            blocks = self._lease(client, book, wanted)
            self._lease_codes(client)
            return blocks

    def give_numbers_back(self) -> tuple[ReturnedBlock, ...]:
        """Return every number that this desk has and has not used: it needs none any more.

        Raises:
            NotEnrolled, CentralError: central was not told; the next run tells it.
        """
        with self.store.snapshot() as records:
            require(records, self.clerk, Act.CENTRAL)
        with self._client() as client:
            return self._give_numbers_back(client, everything=True)

    def _lease(self, client: CentralClient, book: str, wanted: int) -> tuple[NumberBlock, ...]:
        blocks = list[NumberBlock]()
        while wanted > 0:
            block = lease_block(self.store, client, book, wanted)
            wanted -= block.last - block.first + 1
            blocks.append(block)
            with self.store.transaction() as records:
                records.audit.append(
                    self.now(),
                    self.clerk,
                    "numbers-leased",
                    block.id,
                    first=block.first,
                    last=block.last,
                )
        return tuple(blocks)

    def _give_numbers_back(
        self, client: CentralClient, *, everything: bool = False
    ) -> tuple[ReturnedBlock, ...]:
        returned = give_numbers_back(self.store, client, self.now(), everything=everything)
        with self.store.transaction() as records:
            for block in returned:
                records.audit.append(
                    self.now(),
                    self.clerk,
                    "numbers-returned",
                    block.id,
                    first=block.first,
                    last=block.last,
                )
        return returned

    def _renew_numbers(self, client: CentralClient) -> None:
        """Return what is left of leases that are over; lease as many anew for the book in use."""
        tell_numbers(self.store, client)
        returned = self._give_numbers_back(client)
        book = self.settings.register.book_of(hanoi_day(self.now()).year)
        with self.store.snapshot() as records:
            closed = {each.name for each in records.register.books() if each.closed_at is not None}
        count = sum(each.last - each.first + 1 for each in returned if each.book == book)
        if count and book not in closed:
            self._lease(client, book, min(count, MAX_LEASE))

    def _lease_codes(self, client: CentralClient) -> None:
        """Dossier codes for today and the days after, so that a line that fails costs none."""
        sync, today = self.settings.sync, hanoi_day(self.now())
        days = [today + timedelta(days=ahead) for ahead in range(max(1, sync.code_days))]
        lease_codes(self.store, client, days, sync.codes_a_day)

    def _tell_head(self, client: CentralClient) -> HeadTold | None:
        told = tell_head(self.store, client, self.now)
        if told is None:
            return None
        ahead_s = round(told.clock_ahead.total_seconds())
        differs = abs(ahead_s) > self.settings.sync.clock_limit_s
        if told.cut_at is None and not differs:
            return told
        with self.store.transaction() as records:
            if told.cut_at is not None:
                records.audit.append(
                    self.now(), self.clerk, "trail-cut-found", "trail", line=told.cut_at
                )
            if differs:
                records.audit.append(
                    self.now(), self.clerk, "clock-differs", "clock", ahead_s=ahead_s
                )
        # Central goes on from the trail as it is now; what it was told before it keeps.
        tell_head(self.store, client, self.now)
        return told

    def _tell_dossiers(self, client: CentralClient, report: SyncReport) -> tuple[DossierId, ...]:
        """How this desk has what was sent, and what somebody settled; what others have of it."""
        with self.store.snapshot() as records:
            sent = [
                records.dossiers.document(item.document_id, with_readings=False)
                for item in report.items
            ]
            # Of a dossier for a procedure central is told another way, as a whole.
            dossiers = [document.dossier_id for document in sent if document.component is None]
            dossiers += records.elsewhere.to_tell()
        try:
            differing = tell_dossiers(self.store, client, dossiers)
        except (CentralRefused, CentralNonsense) as error:
            # An older central knows nothing of it.
            log.warning("dossiers were not told: %s", error.code)
            return ()
        for dossier_id in differing:
            with self.store.transaction() as records:
                records.audit.append(self.now(), self.clerk, "changed-elsewhere", dossier_id)
        return differing

    def _send(self, progress: Progress, moving: Moving, *, at_once: bool) -> SyncReport:
        sync = self.settings.sync
        hours = Hours.parse(sync.bulk_hours) if sync.bulk_hours else None
        with self._client() as client:
            report = send_due(
                self.store,
                client,
                self.now(),
                progress,
                at_once=at_once,
                bulk=BulkRule(sync.bulk_mb * 1_000_000, hours),
                moving=moving,
            )
            # With nothing to send and nobody asking, central is left alone; so is one that failed.
            with self.store.snapshot() as records:
                codes = records.codes.left(code_series(hanoi_day(self.now())))
                unused = records.returned.unused(self.now())
                wanted = report.sent or at_once or unused or not codes
            if report.trouble is not None or not report.central_well or not wanted:
                return report
            self.fetch_accounts(client, at_once=True)
            self.fetch_catalogue.beside(client)
            fetch_payments(self.store, self.settings, client, self.clerk, self.now)
            try:
                self._renew_numbers(client)
                self._lease_codes(client)
                calendar = working_time(self.settings.working_time)
                tell_handlings(self.store, client, calendar, self.clerk, self.now)
                report = replace(report, elsewhere=self._tell_dossiers(client, report))
                report = replace(report, told=self._tell_head(client))
                # Last: lots that central fails to take hold up nothing else.
                tell_lots(self.store, client, self.settings.lots, self.now)
                return report
            except CentralError as error:
                return replace(report, trouble=error)

    def _client(self) -> CentralClient:
        sync = self.settings.sync
        pace = Pace(sync.kbit_limit) if sync.kbit_limit else None
        return open_central(self.store, sync, pace)

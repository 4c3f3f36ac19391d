"""Pay debts: what a signed copy still owes of its level is got and added, without any token."""

import logging
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Event

from offline_store.errors import FileDamaged, FileMissing
from offline_store.records import CertifiedCopy, Debt, DossierId
from offline_store.signed_papers import SignedPaper
from offline_store.store import Records, Store
from signing.errors import SigningError
from signing.values import SignedCopy
from station.copy_signing import CopySigning, PayOne
from station.hanoi_time import Clock

log = logging.getLogger(__name__)

AT_ONCE = 4
"""Copies paid at a time: the State's time-stamp server takes up to two minutes for each, and bears
no more questions at once."""


@dataclass(frozen=True, slots=True)
class OwingCopy:
    """A copy, or a paper that its clerk signed, that owes something, and whose it is."""

    dossier_code: str
    position: int
    copy: CertifiedCopy | SignedPaper
    dossier_id: DossierId


@dataclass(frozen=True, slots=True)
class DebtsReport:
    """What a run paid, and what is still owed. paid: copies that got stronger."""

    paid: tuple[OwingCopy, ...]
    owing: tuple[OwingCopy, ...]


@dataclass(frozen=True, slots=True)
class PayDebts:
    """Get time-stamps and revocation data that are owed, and put each stronger copy on its way.

    What is added changes nothing signed: the new file begins with the old one, which stays, since
    central's receipt is for it. Central gets the new one as a later version.
    """

    store: Store
    signing: CopySigning
    clerk: str
    now: Clock

    def owing(self) -> tuple[OwingCopy, ...]:
        """The ledger: each copy that owes something, the nearest deadline first."""
        with self.store.snapshot() as records:
            found = [
                OwingCopy(code, document.position, document.copy, document.dossier_id)
                for code, document in records.dossiers.owing()
                if document.copy is not None
            ]
            for paper in records.signed_papers.owing():
                document = records.dossiers.document(paper.document_id, with_readings=False)
                if document.purged_at is None:
                    heading = records.dossiers.heading(document.dossier_id)
                    found.append(OwingCopy(heading.code, document.position, paper, heading.id))
        return tuple(sorted(found, key=lambda each: min(d.deadline for d in each.copy.debts)))

    def __call__(self, stop: Event | None = None, most: int | None = None) -> DebtsReport:
        """Pay what can be paid now. A server that gives nothing is not asked for every copy.

        Every copy has the same time-stamp servers, so none is asked for another one after they
        failed. Revocation data is each copy's own: one signer who is revoked, or one authority
        whose list is gone, holds up no copy of another.

        Slow: a time-stamp server may take its whole limit. stop: once set, no other is begun.
        most: begin no other once so many were paid.

        Raises:
            SettingInvalid: the level of the settings is none.
        """
        run = _Run(self, self.signing.payer(), iter(self.owing()), stop or Event(), most)
        with ThreadPoolExecutor(AT_ONCE, "pay-debts") as pool:
            workers = [pool.submit(run.work) for _ in range(AT_ONCE)]
            try:
                for worker in workers:
                    worker.result()
            finally:
                # Also where this thread is interrupted: what is in hand is finished.
                run.ended = True
        return DebtsReport(tuple(run.paid), self.owing())

    def pay(
        self, copy: CertifiedCopy | SignedPaper, pay_one: PayOne
    ) -> tuple[SignedCopy, CertifiedCopy | SignedPaper | None]:
        """What came of the servers, and the stronger copy if it was kept as the document's."""
        before = self.store.files.read(copy.sha256)
        got = pay_one(before, [debt.kind for debt in copy.debts])
        if got.pdf == before:
            return got, None  # nothing was added, so nothing is paid
        stronger = replace(
            copy,
            sha256=self.store.files.keep(got.pdf),
            level=got.level,
            debts=tuple(_still_owed(copy, got)),
        )
        with self.store.transaction() as records:
            at = self.now()
            if not _replace(records, copy, stronger):
                return got, None  # another program paid it meanwhile
            if not records.training.here:
                records.outbox.enqueue(copy.document_id, at)
            records.audit.append(
                at,
                self.clerk,
                "debt-paid",
                copy.document_id,
                sha256=stronger.sha256,
                earlier=copy.sha256,
                level=stronger.level,
            )
        return got, stronger


def _replace(
    records: Records, before: CertifiedCopy | SignedPaper, stronger: CertifiedCopy | SignedPaper
) -> bool:
    """Keep the later version; whether the one before was still as it was."""
    if isinstance(stronger, SignedPaper):
        if records.signed_papers.of(before.document_id) != before:
            return False
        records.signed_papers.replace(stronger)
        return True
    if records.dossiers.document(before.document_id).copy != before:
        return False
    records.dossiers.replace_copy(stronger)
    return True


def _still_owed(copy: CertifiedCopy | SignedPaper, got: SignedCopy) -> Iterator[Debt]:
    """A debt keeps its deadline; one that comes after it has the latest of them."""
    deadlines = {debt.kind: debt.deadline for debt in copy.debts}
    latest: datetime = max(deadlines.values())
    for kind in got.debts:
        yield Debt(kind, deadlines.get(kind, latest))


@dataclass(slots=True)
class _Run:
    pay_debts: PayDebts
    pay_one: PayOne
    waiting: Iterator[OwingCopy]
    stop: Event
    most: int | None
    paid: list[OwingCopy] = field(default_factory=list)
    stamps_to_be_had: bool = True
    ended: bool = False
    turn: threading.Lock = field(default_factory=threading.Lock)

    def work(self) -> None:
        """Pay one copy after the other until none is left."""
        while (each := self._next()) is not None:
            try:
                got, stronger = self.pay_debts.pay(each.copy, self.pay_one)
            except (FileMissing, FileDamaged, SigningError) as error:
                # One copy that cannot be paid holds up no other, nor the way to central.
                log.warning("debt-unpaid %s", error.code)
                continue
            with self.turn:
                if stronger is not None:
                    self.paid.append(replace(each, copy=stronger))
                if "timestamp" in got.debts:
                    self.stamps_to_be_had = False

    def _next(self) -> OwingCopy | None:
        with self.turn:
            if self.ended or self.stop.is_set():
                return None
            if self.most is not None and len(self.paid) >= self.most:
                return None
            return next(filter(self._worth_trying, self.waiting), None)

    def _worth_trying(self, owing: OwingCopy) -> bool:
        kinds = {debt.kind for debt in owing.copy.debts}
        return self.stamps_to_be_had or kinds != {"timestamp"}


@dataclass(slots=True)
class PayDebtsNowAndThen:
    """The same on a desk's schedule, some at a time; after a run that paid none, it rests.

    most: copies paid in one run, so that new ones do not wait for central behind a long ledger.
    """

    pay_debts: PayDebts
    rest: timedelta = timedelta(minutes=10)
    most: int = 8
    next_at: datetime | None = None

    def __call__(self, *, at_once: bool = False) -> DebtsReport | None:
        """Pay if it is time; None where it is not. at_once: a person asked for it."""
        now = self.pay_debts.now()
        if not at_once and self.next_at is not None and now < self.next_at <= now + self.rest:
            return None
        report = self.pay_debts(most=None if at_once else self.most)
        self.next_at = now + self.rest if report.owing and not report.paid else None
        return report

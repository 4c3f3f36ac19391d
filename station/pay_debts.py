"""Pay debts: what a signed copy still owes of its level is got and added, without any token."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Event

from offline_store.errors import FileDamaged, FileMissing
from offline_store.records import CertifiedCopy, Debt
from offline_store.store import Store
from signing.errors import SigningError
from signing.values import SignedCopy
from station.copy_signing import CopySigning, PayOne
from station.hanoi_time import Clock

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OwingCopy:
    """A copy that owes something, and whose it is."""

    dossier_code: str
    position: int
    copy: CertifiedCopy


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
                OwingCopy(code, document.position, document.copy)
                for code, document in records.dossiers.owing()
                if document.copy is not None
            ]
        return tuple(sorted(found, key=lambda each: min(d.deadline for d in each.copy.debts)))

    def __call__(self, stop: Event | None = None) -> DebtsReport:
        """Pay what can be paid now. A server that gives nothing is not asked for every copy.

        Every copy has the same time-stamp servers, so none is asked for another one after they
        failed. Revocation data is each copy's own: one signer who is revoked, or one authority
        whose list is gone, holds up no copy of another.

        Slow: a time-stamp server may take its whole limit. stop: once set, no other is begun.

        Raises:
            SettingInvalid: the level of the settings is none.
        """
        paid: list[OwingCopy] = []
        pay_one = self.signing.payer()
        stamps_to_be_had = True
        for each in self.owing():
            if stop is not None and stop.is_set():
                break
            if not stamps_to_be_had and {debt.kind for debt in each.copy.debts} == {"timestamp"}:
                continue
            try:
                got, stronger = self._pay(each.copy, pay_one)
            except (FileMissing, FileDamaged, SigningError) as error:
                # One copy that cannot be paid holds up no other, nor the way to central.
                log.warning("debt-unpaid %s", error.code)
                continue
            if stronger is not None:
                paid.append(replace(each, copy=stronger))
            stamps_to_be_had = stamps_to_be_had and "timestamp" not in got.debts
        return DebtsReport(tuple(paid), self.owing())

    def _pay(self, copy: CertifiedCopy, pay_one: PayOne) -> tuple[SignedCopy, CertifiedCopy | None]:
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
        at = self.now()
        with self.store.transaction() as records:
            if records.dossiers.document(copy.document_id).copy != copy:
                return got, None  # another program paid it meanwhile
            records.dossiers.replace_copy(stronger)
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


def _still_owed(copy: CertifiedCopy, got: SignedCopy) -> Iterator[Debt]:
    """A debt keeps its deadline; one that comes after it has the latest of them."""
    deadlines = {debt.kind: debt.deadline for debt in copy.debts}
    latest: datetime = max(deadlines.values())
    for kind in got.debts:
        yield Debt(kind, deadlines.get(kind, latest))


@dataclass(slots=True)
class PayDebtsNowAndThen:
    """The same on a desk's schedule: after a run that left debts, it rests a while."""

    pay_debts: PayDebts
    rest: timedelta = timedelta(minutes=10)
    next_at: datetime | None = None

    def __call__(self, *, at_once: bool = False) -> DebtsReport | None:
        """Pay if it is time; None where it is not. at_once: a person asked for it."""
        now = self.pay_debts.now()
        if not at_once and self.next_at is not None and now < self.next_at <= now + self.rest:
            return None
        report = self.pay_debts()
        self.next_at = now + self.rest if report.owing else None
        return report

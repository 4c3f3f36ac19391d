"""What the citizen may see of their own dossier, and nothing else: for their screen."""

from dataclasses import dataclass

from offline_store.handling import Axis
from offline_store.records import Document, Dossier, DossierId, Requester
from offline_store.store import Records, Store
from station.dossier_states import Money
from station.exemption import cost_of
from station.hanoi_time import Clock, hanoi_day
from station.procedure_fees import bill
from station.settings import Settings
from station.vietqr import Transfer, purpose_of


@dataclass(frozen=True, slots=True)
class Making:
    """One original. copies: how many are made of it; 0 where it goes into a dossier as it is.

    code, lookup_url: of the signed copy; empty where there is none yet, or no look-up page.
    """

    title: str
    copies: int
    code: str = ""
    lookup_url: str = ""


@dataclass(frozen=True, slots=True)
class CitizenSees:
    """One dossier, as its requester may see it.

    procedure: what it is for; empty where copies are asked. vnd: what is to be paid, in đồng; None
    while that is not known. paid: whether it is. transfer: to pay it by; None where nothing is to
    be paid, or the desk names no account.
    """

    dossier_id: DossierId
    code: str
    requester: Requester
    procedure: str
    making: tuple[Making, ...]
    vnd: int | None
    paid: bool
    transfer: Transfer | None


@dataclass(frozen=True, slots=True)
class TellCitizen:
    """Gathers what one citizen may see. It shows no other dossier: it reads none."""

    store: Store
    settings: Settings
    now: Clock

    def __call__(self, dossier_id: DossierId) -> CitizenSees:
        """What the dossier's requester may see of it now; changes nothing.

        Raises:
            NotFound: no such dossier.
        """
        with self.store.snapshot() as records:
            dossier = records.dossiers.get(dossier_id)
            handling = records.handling.of(dossier_id)
            copies_vnd = self._copies_vnd(records, dossier)
        vnd, paid = copies_vnd, False
        if handling is not None:
            vnd = sum(fee.vnd for fee in bill(handling.procedure, hanoi_day(dossier.created_at)))
            paid = Money(handling.state(Axis.MONEY)) is Money.PAID
        return CitizenSees(
            dossier_id=dossier.id,
            code=dossier.code,
            requester=dossier.requester,
            procedure="" if handling is None else handling.procedure.name,
            making=tuple(
                self._making(paper) for paper in dossier.documents if paper.component != 0
            ),
            vnd=vnd,
            paid=paid,
            transfer=None if paid else self._transfer(dossier.code, vnd),
        )

    def _copies_vnd(self, records: Records, dossier: Dossier) -> int | None:
        """What its copies cost; None while one of the originals is not scanned."""
        at = self.now()
        papers = [paper for paper in dossier.documents if paper.component is None]
        costs = [cost_of(records, paper, self.settings.fees, at) for paper in papers]
        if not all(cost.pages for cost in costs):
            return None
        return sum(cost.total_vnd for cost in costs)

    def _transfer(self, code: str, vnd: int | None) -> Transfer | None:
        payment = self.settings.payment
        if not vnd or not payment.bank or not payment.account:
            return None
        return Transfer(payment.bank, payment.account, vnd, purpose_of(code))

    def _making(self, paper: Document) -> Making:
        copies = paper.copies if paper.component is None else 0
        if paper.copy is None:
            return Making(paper.title, copies)
        code = paper.copy.code
        return Making(paper.title, copies, code, self.settings.copy.lookup_of(code))

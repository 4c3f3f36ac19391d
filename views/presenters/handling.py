"""How the open dossier for a procedure is handled: where it stands, who has it, its papers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from offline_store.handling import Axis, Handling
from offline_store.issued_papers import IssuedPaper, PaperId
from offline_store.mail_queue import MailItem, MailState
from offline_store.payments import Payment, ToldPayment
from offline_store.records import DossierId
from station.bootstrap import Desk
from station.cashier import number_text
from station.checklist import open_components
from station.citizen_forms import CitizenForm
from station.dossier_states import WANTS_REASON, Business, Money, may_follow
from station.hanoi_time import hanoi_day
from station.mail import MailReport
from station.procedure_fees import bill
from station.responsible import Responsibility, responsibilities
from station.time_limit import TimeLeft, time_left
from station.vietqr import Transfer, purpose_of, vietqr_text
from views.presenters.counter import Counter, Work
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode

_B = Business
# What usually follows: the one next step.
USUAL_NEXT: dict[str, Business] = {
    _B.REGISTERED: _B.RECEIVED,
    _B.RECEIVED: _B.IN_WORK,
    _B.SUPPLEMENT_ASKED: _B.IN_WORK,
    _B.PAYMENT_ASKED: _B.IN_WORK,
    _B.IN_WORK: _B.RESOLVED,
    _B.RESOLVED: _B.RETURNED,
}
# The paper that a citizen gets when a dossier comes there.
PAPER_OF: dict[str, CitizenForm] = {
    _B.RECEIVED: CitizenForm.RECEIPT,
    _B.NOT_RECEIVED: CitizenForm.REFUSAL,
    _B.SUPPLEMENT_ASKED: CitizenForm.SUPPLEMENT,
    _B.STOPPED: CitizenForm.STOP,
}


@dataclass(frozen=True, slots=True)
class Handled:
    """What the sheet shows.

    name: of the procedure. lacks: positions of components that keep it from being received. due:
    None before it was received, and once nobody waits. states: what may follow, by code. forms:
    papers that belong to where it stands. email: where papers may go, as the requester said.
    fee_day: whose fees hold. told: transfers of which central told. paid: None while it is not.
    """

    dossier: DossierId
    code: str
    name: str
    handling: Handling
    lacks: tuple[int, ...]
    due: TimeLeft | None
    steps: tuple[Responsibility, ...]
    states: tuple[Business, ...]
    forms: tuple[CitizenForm, ...]
    papers: tuple[IssuedPaper, ...]
    email: str
    fee_day: date
    told: tuple[ToldPayment, ...]
    paid: Payment | None

    @property
    def state(self) -> Business:
        """Where it stands now."""
        return Business(self.handling.state(Axis.BUSINESS))

    @property
    def owes(self) -> bool:
        """Whether something is still to be paid."""
        return self.handling.state(Axis.MONEY) == Money.DUE

    @property
    def next(self) -> Business | None:
        """What usually follows; None where nothing does."""
        return USUAL_NEXT.get(self.state)


class HandlingView(Protocol):
    """What the sheet must show."""

    def show_handled(self, handled: Handled | None) -> None:
        """The open dossier; None: none for a procedure is open."""
        ...

    def ask_reason(self, state: Business) -> None:
        """Ask what the citizen is told, where a dossier comes into that state."""
        ...

    def show_paper(self, pdf: bytes) -> None:
        """A paper, to be looked at and printed."""
        ...


class HandlingPresenter:
    """Moves the dossier on, and issues its papers."""

    def __init__(self, counter: Counter, view: HandlingView, serial: Jobs, parallel: Jobs) -> None:
        self._counter = counter
        self._view = view
        self._serial = serial
        self._parallel = parallel
        self._asked = 0
        self._handled: Handled | None = None
        # What is shown, and what was open then: a list may show one that is not open.
        self._dossier: DossierId | None = None
        self._opened: DossierId | None = None

    def show(self, dossier_id: DossierId | None = None) -> None:
        """Look anew at that dossier, or at the one that is open."""
        work = self._counter.work
        self._opened = None if work is None else work.dossier.id
        self._dossier = dossier_id = dossier_id or self._opened
        self._asked += 1
        asked, desk = self._asked, self._counter.desk
        if dossier_id is None:
            self._show(None)
            return

        def looked(handled: Handled | None) -> None:
            if asked == self._asked:
                self._show(handled)

        self._parallel.start(lambda: _look(desk, dossier_id), looked, self._counter.report)

    def follow(self, work: Work | None) -> None:
        """Another dossier was opened: show that; else what is shown as it is now."""
        if work is not None:
            self.show(self._dossier if work.dossier.id == self._opened else work.dossier.id)

    def choose(self, state: Business) -> None:
        """The clerk wants it there: at once, or once it is said why."""
        handled = self._handled
        if handled is None or state not in handled.states:
            return
        if state in WANTS_REASON:
            self._view.ask_reason(state)
        else:
            self.move(handled, state)

    def move(self, handled: Handled, state: Business, reason: str = "") -> None:
        """Move it on; the paper that belongs to it is issued and shown.

        handled: what was shown when the clerk was asked; so with all acts below.
        """
        desk = self._counter.desk
        dossier_id = handled.dossier

        def moved(_: Handling) -> None:
            self._counter.note(NoteCode.MOVED_ON, dossier=handled.code)
            self._counter.refresh()
            self.show(dossier_id)
            if state in PAPER_OF:
                self.issue(handled, PAPER_OF[state])

        self._serial.start(lambda: desk.move_on(dossier_id, state, reason), moved, self._failed)

    def issue(
        self,
        handled: Handled,
        form: CitizenForm,
        reason: str = "",
        new_due: date | None = None,
    ) -> None:
        """Issue a paper, and show it to be printed."""
        desk = self._counter.desk
        dossier_id = handled.dossier

        def issued(made: tuple[IssuedPaper, bytes]) -> None:
            self.show(dossier_id)
            self._view.show_paper(made[1])

        self._serial.start(
            lambda: desk.issue_paper(dossier_id, form, reason=reason, new_due=new_due),
            issued,
            self._failed,
        )

    def again(self, paper: IssuedPaper) -> None:
        """Show a paper that was issued before, as it was then."""
        desk = self._counter.desk
        self._parallel.start(
            lambda: desk.issue_paper.again(paper.id), self._view.show_paper, self._counter.report
        )

    def mail(self, paper_id: PaperId, address: str) -> None:
        """Send a paper there; where the mail server is away it waits."""
        desk = self._counter.desk

        def act() -> tuple[MailItem, MailReport]:
            queued = desk.mail.queue_paper(paper_id, address)
            report = desk.mail(at_once=True)
            with desk.store.snapshot() as records:
                return records.mail.item(queued.id), report

        def done(ended: tuple[MailItem, MailReport]) -> None:
            item, report = ended
            if item.state is MailState.SENT:
                self._counter.note(NoteCode.PAPER_MAILED)
            elif report.trouble is not None:
                self._counter.problem(report.trouble.code, **report.trouble.facts)
            elif item.error is not None:
                self._counter.problem(item.error)

        self._parallel.start(act, done, self._counter.report)

    def owed(self, handled: Handled, exempt: Mapping[str, str]) -> tuple[int, str]:
        """What is owed in đồng with these exemptions, and what the code to pay it by says.

        exempt: by a fee's name, who the citizen is. The text is empty where nothing is owed, or
        where nobody set to which account.
        """
        payment = self._counter.desk.settings.payment
        lines = bill(handled.handling.procedure, handled.fee_day, exempt)
        vnd = sum(line.vnd for line in lines)
        if not vnd or not payment.bank or not payment.account:
            return vnd, ""
        purpose = purpose_of(handled.code)
        return vnd, vietqr_text(Transfer(payment.bank, payment.account, vnd, purpose))

    def take(self, handled: Handled, exempt: Mapping[str, str], told: str = "") -> None:
        """Take what is owed, in cash or by a transfer central told of; the receipt is shown."""
        desk = self._counter.desk
        if not handled.owes:
            return
        dossier_id = handled.dossier

        def act() -> tuple[Payment | None, bytes]:
            paid = desk.take_payment(dossier_id, exempt, told)
            return paid, b"" if paid is None else desk.take_payment.receipt(paid)

        def taken(ended: tuple[Payment | None, bytes]) -> None:
            paid, pdf = ended
            if paid is None:
                self._counter.note(NoteCode.NOTHING_DUE, dossier=handled.code)
            else:
                self._counter.note(NoteCode.PAID, receipt=number_text(paid))
                self._view.show_paper(pdf)
            self.show(dossier_id)

        self._serial.start(act, taken, self._failed)

    def cancel_receipt(self, handled: Handled, ground: str) -> None:
        """Cancel the receipt of what was paid; it is shown as cancelled, to be printed."""
        desk = self._counter.desk
        if handled.paid is None:
            return
        dossier_id, paid = handled.dossier, handled.paid

        def act() -> bytes:
            cancelled = desk.take_payment.cancel(paid.series, paid.number, ground)
            return desk.take_payment.receipt(cancelled)

        def done(pdf: bytes) -> None:
            self._counter.note(NoteCode.RECEIPT_CANCELLED, receipt=number_text(paid))
            self._view.show_paper(pdf)
            self.show(dossier_id)

        self._serial.start(act, done, self._failed)

    def printed(self) -> None:
        """The printer has taken it."""
        self._counter.note(NoteCode.PRINTED)

    def failed(self, error: Exception) -> None:
        """Printing went wrong."""
        self._counter.report(error)

    def _show(self, handled: Handled | None) -> None:
        self._handled = handled
        self._view.show_handled(handled)

    def _failed(self, error: Exception) -> None:
        self._counter.report(error)
        self.show(None if self._handled is None else self._handled.dossier)


def _look(desk: Desk, dossier_id: DossierId) -> Handled | None:
    with desk.store.snapshot() as records:
        handling = records.handling.of(dossier_id)
        if handling is None:
            return None
        dossier = records.dossiers.heading(dossier_id)
        lacks = open_components(records, handling)
        papers = records.issued_papers.of(dossier_id)
        told = records.payments.told(dossier.code)
        paid = records.payments.of(dossier_id)
    following = may_follow(Axis.BUSINESS, handling.state(Axis.BUSINESS))
    return Handled(
        dossier=dossier_id,
        code=dossier.code,
        name=handling.procedure.name,
        handling=handling,
        lacks=lacks,
        due=time_left(desk.calendar, desk.now(), handling),
        steps=responsibilities(handling),
        states=tuple(sorted(map(Business, following), key=int)),
        forms=desk.issue_paper.may_issue(handling),
        papers=papers,
        email=dossier.requester.email,
        fee_day=hanoi_day(dossier.created_at),
        told=told,
        paid=paid,
    )

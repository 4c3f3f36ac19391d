"""Money for dossiers for procedures: paid by a cashier's act, or by a transfer central told of.

A code that was shown pays nothing. Each payment has a receipt's number, which is given once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from uuid_utils import uuid7

from offline_store.errors import NotFound
from offline_store.handling import Axis, Handling
from offline_store.payment_wire import PaymentAtCentral
from offline_store.payments import Cancellation, Outcome, PaidLine, Payment, ToldPayment, Way
from offline_store.records import Dossier, DossierId
from offline_store.store import Records, Store
from signing.typesetting import drawable, find_fonts, typeset
from station.counter_errors import ReceiptCancelled
from station.dossier_states import Money
from station.errors import InputInvalid, InputMissing, NothingOwed
from station.hanoi_time import Clock, hanoi_day
from station.people import NOBODY, Act, require
from station.procedure_fees import FeeLine, bill
from station.receipt import moment_text, money_text
from station.settings import Settings
from station.typed_text import clean_text, require_sendable


@dataclass(frozen=True, slots=True)
class TakePayment:
    """The cashier's act."""

    store: Store
    settings: Settings
    clerk: str
    now: Clock

    def __call__(
        self, dossier_id: DossierId, exempt: Mapping[str, str] | None = None, told: str = ""
    ) -> Payment | None:
        """Keep that all that is owed was paid; None where nothing is owed, by the exemptions.

        exempt: by a fee's name, who the citizen is, in the words of the catalogue's exemption.
        told: the id of a transfer of which central told, and which comes to what is owed with these
        exemptions; empty: it was paid in cash.

        Raises:
            NotFound: the dossier is for no procedure, or central told of no such transfer for it.
            NothingOwed: it is paid, or costs nothing.
            InputInvalid: no such fee or exemption; or the transfer is of another amount.
            SignInNeeded, RoleMissing: the clerk may not.
        """
        at = self.now()
        with self.store.transaction() as records:
            require(records, self.clerk, Act.DECIDE)
            dossier = records.dossiers.heading(dossier_id)
            handling = records.handling.get(dossier_id)
            _require_due(handling)
            lines = bill(handling.procedure, hanoi_day(dossier.created_at), exempt)
            owed = sum(line.vnd for line in lines)
            if not owed:
                grounds = "; ".join(filter(None, map(_exemption, lines)))
                records.handling.change(
                    dossier_id, Axis.MONEY, Money.NOTHING_DUE, at, self.clerk, grounds
                )
                records.audit.append(at, self.clerk, "fee-waived", dossier_id)
                return None
            if not told:
                return _keep(records, self.settings, handling, lines, Way.CASH, "", at, self.clerk)
            word = _told_of(records, dossier, told)
            if word.vnd != owed:
                raise InputInvalid(field="told")
            paid = _keep(
                records,
                self.settings,
                handling,
                lines,
                Way.TRANSFER,
                word.reference,
                at,
                self.clerk,
            )
            records.payments.keep_told(replace(word, outcome=Outcome.TAKEN))
            return paid

    def cancel(self, series: str, number: int, ground: str) -> Payment:
        """Cancel a receipt, which is told with its ground; the dossier owes again.

        Its number stays used. A transfer that it was for waits for the cashier again.

        Raises:
            NotFound: there is no such receipt. ReceiptCancelled: it was cancelled before.
            InputMissing, InputInvalid: the ground is not there, or cannot be that.
            SignInNeeded, RoleMissing: the clerk may not.
        """
        ground = clean_text(ground)
        if not ground:
            raise InputMissing(field="ground")
        at = self.now()
        with self.store.transaction() as records:
            require(records, self.clerk, Act.CANCEL_RECEIPT)
            paid = records.payments.numbered(series, number)
            if paid.cancelled is not None:
                raise ReceiptCancelled(receipt=number_text(paid))
            # As the state's reason it goes to central with the number before it.
            reason = f"{number_text(paid)}: {ground}"
            require_sendable("ground", reason)
            records.payments.cancel(paid.id, Cancellation(ground, at, self.clerk))
            dossier = records.dossiers.heading(paid.dossier_id)
            for word in records.payments.told(dossier.code):
                if word.outcome is Outcome.TAKEN and word.reference == paid.reference:
                    records.payments.keep_told(replace(word, outcome=Outcome.RELEASED))
            records.handling.change(
                paid.dossier_id,
                Axis.MONEY,
                Money.DUE,
                at,
                self.clerk,
                reason,
            )
            records.audit.append(
                at,
                self.clerk,
                "receipt-cancelled",
                paid.dossier_id,
                receipt=number_text(paid),
                vnd=paid.vnd,
            )
            return records.payments.numbered(series, number)

    def receipt(self, paid: Payment) -> bytes:
        """The receipt of a payment, PDF/A (phiếu thu); no receipt of the tax books.

        One that was cancelled says so, with its ground.

        Raises:
            CopyRefused: no fonts.
        """
        with self.store.snapshot() as records:
            dossier = records.dossiers.heading(paid.dossier_id)
            handling = records.handling.get(paid.dossier_id)
        values = {
            "agency": self.settings.agency.name,
            "number": number_text(paid),
            "code": dossier.code,
            "payer": dossier.requester.name,
            "address": dossier.requester.address,
            "wish": handling.procedure.name,
            "at": moment_text(paid.at),
            "way": "Tiền mặt" if paid.way is Way.CASH else f"Chuyển khoản ({paid.reference})",
            "total": money_text(paid.vnd),
            "clerk": paid.who if paid.who != NOBODY else "",
            "cancelled": ""
            if paid.cancelled is None
            else f"{moment_text(paid.cancelled.at)}: {paid.cancelled.ground}",
        }
        shown: dict[str, object] = {key: drawable(value) for key, value in values.items()}
        shown["lines"] = [
            {
                "name": drawable(line.name),
                "amount": money_text(line.vnd),
                "note": drawable(line.exemption),
            }
            for line in paid.lines
        ]
        return typeset("payment_receipt.typ", shown, {}, find_fonts(), paid.at)


def reconcile(
    store: Store, settings: Settings, words: tuple[PaymentAtCentral, ...], at: datetime, who: str
) -> tuple[ToldPayment, ...]:
    """Take what central told of transfers: whatever is owed exactly is paid by it.

    The same word again changes nothing. What differs is kept, for the cashier to look at.
    """
    heard = []
    for word in words:
        with store.transaction() as records:
            before = {each.id: each for each in records.payments.told(word.dossier_code)}
            if word.id in before:
                heard.append(before[word.id])
                continue
            outcome = _taken(records, settings, word, at, who)
            told = ToldPayment(
                word.id,
                word.sequence,
                word.dossier_code,
                word.vnd,
                word.reference,
                word.paid_at,
                at,
                outcome,
            )
            records.payments.keep_told(told)
            records.audit.append(at, who, "payment-told", word.dossier_code, outcome=outcome.value)
            heard.append(told)
    return tuple(heard)


def number_text(paid: Payment) -> str:
    """A receipt's number as it is printed: `BL/2026-000012`."""
    return f"{paid.series}-{paid.number:06d}"


def series_and_number(text: str) -> tuple[str, int]:
    """The series and number of a receipt's number as it is printed.

    Raises:
        InputInvalid: it is none.
    """
    series, _, number = text.strip().rpartition("-")
    if not series or not (number.isascii() and number.isdecimal()):
        raise InputInvalid(field="receipt")
    return series, int(number)


def _taken(
    records: Records, settings: Settings, word: PaymentAtCentral, at: datetime, who: str
) -> Outcome:
    try:
        dossier = records.dossiers.find(word.dossier_code)
        handling = records.handling.get(dossier.id)
    except NotFound:
        return Outcome.ELSEWHERE
    if handling.state(Axis.MONEY) != Money.DUE:
        return Outcome.NOT_DUE
    lines = bill(handling.procedure, hanoi_day(dossier.created_at))
    if sum(line.vnd for line in lines) != word.vnd:
        return Outcome.DIFFERS
    _keep(records, settings, handling, lines, Way.TRANSFER, word.reference, at, who)
    return Outcome.TAKEN


def _keep(
    records: Records,
    settings: Settings,
    handling: Handling,
    lines: tuple[FeeLine, ...],
    way: Way,
    reference: str,
    at: datetime,
    who: str,
) -> Payment:
    series = settings.payment.receipt_series.format(year=hanoi_day(at).year)
    paid = Payment(
        id=str(uuid7()),
        dossier_id=handling.dossier_id,
        series=series,
        number=records.payments.next_number(series),
        vnd=sum(line.vnd for line in lines),
        way=way,
        reference=reference,
        lines=tuple(PaidLine(line.name, line.vnd, _exemption(line)) for line in lines),
        at=at,
        who=who,
    )
    records.payments.add(paid)
    records.handling.change(handling.dossier_id, Axis.MONEY, Money.PAID, at, who, number_text(paid))
    records.audit.append(
        at, who, "paid", handling.dossier_id, way=way.value, receipt=number_text(paid)
    )
    return paid


def _exemption(line: FeeLine) -> str:
    chosen = line.exemption
    return "" if chosen is None else f"{chosen.who} ({chosen.ground})"


def _require_due(handling: Handling) -> None:
    money = handling.state(Axis.MONEY)
    if money != Money.DUE:
        raise NothingOwed(money=money)


def _told_of(records: Records, dossier: Dossier, told: str) -> ToldPayment:
    word = next((each for each in records.payments.told(dossier.code) if each.id == told), None)
    if word is None or word.outcome is Outcome.TAKEN:
        raise NotFound(kind="transfer", id=told)
    return word

"""Words of a dossier for a procedure: its states, who has it, its papers, its time."""

from station.cashier import number_text
from station.citizen_forms import CitizenForm
from station.dossier_states import Business
from station.responsible import Part, Responsibility
from station.time_limit import TimeLeft
from views.language import translate
from views.presenters.handling import Handled
from views.wording import moment, money, number


def state_name(state: Business) -> str:
    """A national state in clerks' words."""
    return {
        Business.REGISTERED: translate("Handling", "Newly registered"),
        Business.RECEIVED: translate("Handling", "Received"),
        Business.NOT_RECEIVED: translate("Handling", "Not received"),
        Business.IN_WORK: translate("Handling", "In work"),
        Business.SUPPLEMENT_ASKED: translate("Handling", "Supplement asked"),
        Business.PAYMENT_ASKED: translate("Handling", "Payment asked"),
        Business.WITHDRAWN: translate("Handling", "Withdrawn"),
        Business.STOPPED: translate("Handling", "Stopped"),
        Business.RESOLVED: translate("Handling", "Resolved"),
        Business.RETURNED: translate("Handling", "Result handed over"),
    }[state]


def act_name(state: Business) -> str:
    """What the clerk does to bring it there."""
    return {
        Business.REGISTERED: state_name(Business.REGISTERED),
        Business.RECEIVED: translate("Handling", "Receive, with the receipt"),
        Business.NOT_RECEIVED: translate("Handling", "Refuse"),
        Business.IN_WORK: translate("Handling", "Give to be worked on"),
        Business.SUPPLEMENT_ASKED: translate("Handling", "Ask for a supplement"),
        Business.PAYMENT_ASKED: translate("Handling", "Ask for payment"),
        Business.WITHDRAWN: translate("Handling", "The citizen withdraws it"),
        Business.STOPPED: translate("Handling", "Stop"),
        Business.RESOLVED: translate("Handling", "It is resolved"),
        Business.RETURNED: translate("Handling", "Hand the result over"),
    }[state]


def form_name(form: CitizenForm) -> str:
    """A paper in clerks' words."""
    return {
        CitizenForm.RECEIPT: translate("Handling", "Receipt with the appointment"),
        CitizenForm.SUPPLEMENT: translate("Handling", "Request to supplement"),
        CitizenForm.REFUSAL: translate("Handling", "Refusal"),
        CitizenForm.APOLOGY: translate("Handling", "Apology with a new day"),
        CitizenForm.STOP: translate("Handling", "Notice that it is stopped"),
        CitizenForm.PROCESS: translate("Handling", "Process slip"),
        CitizenForm.FOLLOW_UP_BOOK: translate("Handling", "Follow-up book"),
    }[form]


def who_has_it(step: Responsibility) -> str:
    """Who is responsible in a step."""
    match step.part:
        case Part.CITIZEN:
            return translate("Handling", "the citizen")
        case Part.NOBODY:
            return translate("Handling", "nobody any more")
        case Part.RECEIVER:
            return translate("Handling", "the counter, {unit}").format(unit=step.unit)
        case Part.RESOLVER:
            return translate("Handling", "who resolves it, {unit}").format(unit=step.unit)


def left_text(left: TimeLeft | None) -> str:
    """By when it is resolved, and how long that is."""
    if left is None:
        return ""
    if left.due_at is None or left.days_left is None:
        return translate("Handling", "The time stands while the supplement is awaited.")
    at = moment(left.due_at)
    if left.late:
        return translate("Handling", "Late: it was due {moment}.").format(moment=at)
    if left.days_left == 0:
        return translate("Handling", "Due today, {moment}.").format(moment=at)
    return translate("Handling", "Due {moment}, in {days} working days.").format(
        moment=at, days=number(left.days_left)
    )


def paid_text(handled: Handled) -> str:
    """Whether its fee is paid, by which receipt."""
    if handled.paid is not None:
        return translate("Handling", "Paid: {amount}, receipt {receipt}.").format(
            amount=money(handled.paid.vnd), receipt=number_text(handled.paid)
        )
    return translate("Handling", "The fee is not paid yet.") if handled.owes else ""

"""Words for values: steps, places, lights, dates and numbers as clerks write them."""

from datetime import datetime

from signing.values import Verdict
from station.due import Due
from station.hanoi_time import HANOI
from station.progress import Light, Step
from views.language import translate
from views.presenters.counter import Place


def step_name(step: Step) -> str:
    """The step's name."""
    return {
        Step.RECEIVE: translate("Step", "Receive"),
        Step.SCAN: translate("Step", "Scan"),
        Step.COMPARE: translate("Step", "Compare"),
        Step.SIGN: translate("Step", "Sign"),
        Step.HAND_OVER: translate("Step", "Hand over"),
        Step.SYNC: translate("Step", "Synchronise"),
    }[step]


def waits_for(step: Step | None) -> str:
    """What a document waits for before its next step is done."""
    return {
        Step.RECEIVE: translate("Waits", "Waits to be received"),
        Step.SCAN: translate("Waits", "Waits for its pages to be scanned"),
        Step.COMPARE: translate("Waits", "Waits to be compared with the original"),
        Step.SIGN: translate("Waits", "Waits for number and signatures"),
        Step.HAND_OVER: translate("Waits", "Waits to be handed over"),
        Step.SYNC: translate("Waits", "Waits for central's receipt"),
        None: translate("Waits", "Everything is done"),
    }[step]


def place_name(place: Place) -> str:
    """The place's name on the rail."""
    return {
        Place.TODAY: translate("Place", "Today"),
        Place.RECEIVE: translate("Place", "Receive"),
        Place.DOSSIERS: translate("Place", "Dossiers"),
        Place.SCAN: translate("Place", "Scan"),
        Place.COMPARE: translate("Place", "Compare"),
        Place.SIGN: translate("Place", "Sign"),
        Place.HAND_OVER: translate("Place", "Hand over"),
        Place.REGISTER: translate("Place", "Register"),
        Place.LOTS: translate("Place", "Lots"),
        Place.OUTBOX: translate("Place", "Synchronise"),
        Place.DEVICES: translate("Place", "Devices"),
    }[place]


def place_key(place: Place) -> str:
    """Its key: Ctrl and the digit of its position on the rail, 0 for the tenth; F11 for devices."""
    if place is Place.DEVICES:
        return "F11"
    return f"Ctrl+{(list(Place).index(place) + 1) % 10}"


def light_name(light: Light) -> str:
    """Where the document's work lies."""
    return {
        Light.HERE: translate("Light", "At this desk"),
        Light.ON_THE_WAY: translate("Light", "On the way"),
        Light.SAFE: translate("Light", "Safe at central"),
        Light.REFUSED: translate("Light", "Refused by central"),
    }[light]


def verdict_name(verdict: Verdict) -> str:
    """The outcome of a verification."""
    return {
        Verdict.TOTAL_PASSED: translate("Verdict", "Valid"),
        Verdict.INDETERMINATE: translate("Verdict", "Cannot be decided"),
        Verdict.TOTAL_FAILED: translate("Verdict", "Not valid"),
    }[verdict]


def pages_text(count: int) -> str:
    """So many pages."""
    if count == 1:
        return translate("Count", "1 page")
    return translate("Count", "{count} pages").format(count=number(count))


def copies_text(count: int) -> str:
    """So many copies."""
    if count == 1:
        return translate("Count", "1 copy")
    return translate("Count", "{count} copies").format(count=number(count))


def number(value: int) -> str:
    """A whole number with dots between thousands."""
    return f"{value:,}".replace(",", ".")


def money(vnd: int) -> str:
    """An amount in đồng."""
    return f"{number(vnd)} đ"


def register_number(value: int) -> str:
    """A register number as the book prints it: at least two digits."""
    return f"{value:02d}"


def day(at: datetime) -> str:
    """The day at the counter, dd/mm/yyyy."""
    return f"{at.astimezone(HANOI):%d/%m/%Y}"


def clock(at: datetime) -> str:
    """The time at the counter, HH:MM."""
    return f"{at.astimezone(HANOI):%H:%M}"


def short_due(due: Due) -> str:
    """By when a copy is due, as short as it can be said."""
    short = f"{due.at.astimezone(HANOI):%d/%m}"
    if due.late:
        return translate("Due", "Late: {day}").format(day=short)
    return f"{clock(due.at)} {short}"


def due_words(due: Due) -> str:
    """By when a copy is due, in words."""
    late, in_time = translate("Due", "Late: due {moment}"), translate("Due", "Due {moment}")
    return (late if due.late else in_time).format(moment=moment(due.at))


def moment(at: datetime) -> str:
    """Time and day at the counter."""
    return f"{clock(at)} {day(at)}"

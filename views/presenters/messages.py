"""What the window has to say: values; their words are the window's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from offline_store.errors import Fact


class Tone(StrEnum):
    """How a message is meant."""

    DONE = "done"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Message:
    """One message: a problem bears an error's code, what was done a code of `NoteCode`."""

    tone: Tone
    code: str
    at: datetime
    facts: Mapping[str, Fact] = field(default_factory=dict)


class NoteCode(StrEnum):
    """What was done, as far as the clerk is told."""

    RECEIVED = "received"
    CARD_READ = "card-read"
    CHIP_READ = "chip-read"
    PAGES_KEPT = "pages-kept"
    REPEATED_DROPPED = "repeated-dropped"
    PAGES_CLEANED = "pages-cleaned"
    PAGES_GIVEN = "pages-given"
    BATCH_CUT = "batch-cut"
    PILE_GIVEN = "pile-given"
    PAPER_DESCRIBED = "paper-described"
    FORM_FILLED = "form-filled"
    NO_FORM = "no-form"
    MOVED_ON = "moved-on"
    PAPER_MAILED = "paper-mailed"
    PAID = "paid"
    RECEIPT_CANCELLED = "payment-cancelled"
    NOTHING_DUE = "nothing-due"
    DAY_CLOSED = "day-closed"
    RECOVERED = "recovered"
    SET_ASIDE = "set-aside"
    PAGES_REMOVED = "pages-removed"
    ACT_TAKEN_BACK = "act-taken-back"
    NO_ACT_LEFT = "no-act-left"
    ACT_DONE_AGAIN = "act-done-again"
    NO_ACT_TO_DO_AGAIN = "no-act-to-do-again"
    CORRECTION_UNDONE = "correction-undone"
    NO_CORRECTION_LEFT = "no-correction-left"
    SCAN_STOPPED = "scan-stopped"
    SIGNED = "signed"
    STACK_SIGNED = "stack-signed"
    PAPERS_SIGNED = "papers-signed"
    GROUNDS_JUDGED = "grounds-judged"
    SIDES_COUNTED = "sides-counted"
    FEE_DECIDED = "fee-decided"
    COPY_REFUSED = "copy-refused-to-citizen"
    SAVED = "saved"
    TRIED = "tried"
    PRINTED = "printed"
    MAILED = "mailed"
    MAILED_BEFORE = "mailed-before"
    SYNCHRONISED = "synchronised"
    DEBTS_PAID = "debts-paid"
    NUMBERS_LEASED = "numbers-leased"
    PASSWORD_CHANGED = "password-changed"
    BOOK_CLOSED = "book-closed-for-good"
    NUMBER_CANCELLED = "number-cancelled"
    LOT_OPENED = "lot-opened"
    LOT_CUT = "lot-cut"
    LOT_DOSSIER_DONE = "lot-dossier-done"
    LOT_HANDED_IN = "lot-handed-in"
    LOT_ACCEPTED = "lot-accepted"
    LOT_SENT_BACK = "lot-sent-back"
    LOT_EXPORTED = "lot-exported"
    KEYED_AGAIN = "keyed-again"
    IDENTIFIED = "identified"
    NOBODY_WAITS = "nobody-waits"
    COPY_ATTACHED = "copy-attached"
    FACE_CHECKED = "face-checked"
    CONSENT_GIVEN = "consent-given"
    CONSENT_DECLINED = "consent-declined"


# Problems that no error of a room stands for, so that they bear codes of the window's own:
# a defect of the program, a copy that central took and lost and this desk cannot send any more,
# and a second run through the feeder that gave more or fewer sides than the first.
DEFECT = "defect"
SIDES_DIFFER = "sides-differ"
LOST_AT_CENTRAL = "lost-at-central"
# What a run told of this desk: lines of its trail are gone, its clock is wrong.
TRAIL_CUT = "trail-cut"
CLOCK_DIFFERS = "clock-differs"
# Dossiers that another desk changed, too.
CHANGED_ELSEWHERE = "changed-elsewhere"
# The copy was to be saved on a drive, and none is plugged in.
NO_STICK = "no-stick"
# The screen that the citizen looked at was unplugged.
NO_CITIZEN_SCREEN = "no-citizen-screen"
# Somebody wants to sign out while an act of theirs is not at its end.
WORK_UNDER_WAY = "work-under-way"
# Why somebody's password stays as it is: typed in two ways, not fit, or central did not change it.
PASSWORDS_DIFFER = "passwords-differ"
PASSWORD_UNFIT = "password-unfit"
PASSWORD_NOT_CHANGED = "password-not-changed"

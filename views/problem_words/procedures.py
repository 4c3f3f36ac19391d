"""Procedures: what their catalogue, and dossiers for them, refuse."""

from collections.abc import Mapping

from PyQt6.QtCore import QT_TRANSLATE_NOOP

from views.problem_words.words import Words

PROCEDURES: Mapping[str, Words] = {
    "paper-not-described": Words(
        QT_TRANSLATE_NOOP("Problem", "Paper {component} is not described yet."),
        QT_TRANSLATE_NOOP("Problem", "Describe it, then sign."),
    ),
    "paper-of-lot": Words(
        QT_TRANSLATE_NOOP("Problem", "A paper of a lot is not signed by itself."),
        QT_TRANSLATE_NOOP("Problem", "Its lot is checked and written out as a whole."),
    ),
    "catalogue-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "There is no list of procedures here yet."),
        QT_TRANSLATE_NOOP("Problem", "Ask IT to load one."),
    ),
    "catalogue-invalid": Words(
        QT_TRANSLATE_NOOP("Problem", "The list of procedures has a mistake; the old one stays."),
        QT_TRANSLATE_NOOP("Problem", "Have it corrected, then load it again."),
        QT_TRANSLATE_NOOP("Problem", "({place}: {reason})"),
    ),
    "catalogue-unsigned": Words(
        QT_TRANSLATE_NOOP("Problem", "The list of procedures is not from central."),
        QT_TRANSLATE_NOOP("Problem", "The old one stays. Ask IT for the right file."),
    ),
    "catalogue-older": Words(
        QT_TRANSLATE_NOOP("Problem", "The list of procedures here is newer."),
        QT_TRANSLATE_NOOP("Problem", "It stays. Ask IT for the newest file."),
    ),
    "procedure-unknown": Words(
        QT_TRANSLATE_NOOP("Problem", "The list has no procedure of this code."),
        QT_TRANSLATE_NOOP("Problem", "Look for it by its name."),
        QT_TRANSLATE_NOOP("Problem", "({code})"),
    ),
    "procedure-not-in-force": Words(
        QT_TRANSLATE_NOOP("Problem", "This procedure does not hold on that day."),
        QT_TRANSLATE_NOOP("Problem", "Look for the one that took its place."),
        QT_TRANSLATE_NOOP("Problem", "({code})"),
    ),
    "procedure-not-received-here": Words(
        QT_TRANSLATE_NOOP("Problem", "This procedure is not received here."),
        QT_TRANSLATE_NOOP("Problem", "Tell the citizen where it is."),
        QT_TRANSLATE_NOOP("Problem", "({units})"),
    ),
    "not-to-be-digitised": Words(
        QT_TRANSLATE_NOOP("Problem", "This paper may not be scanned into the dossier."),
        QT_TRANSLATE_NOOP("Problem", "Look at it and give it back."),
        QT_TRANSLATE_NOOP("Problem", "Paper {component}."),
    ),
    "component-has-pages": Words(
        QT_TRANSLATE_NOOP("Problem", "This paper has been scanned."),
        QT_TRANSLATE_NOOP("Problem", "Remove its pages first."),
        QT_TRANSLATE_NOOP("Problem", "Paper {component}."),
    ),
    "component-settled": Words(
        QT_TRANSLATE_NOOP("Problem", "This paper is there already, or not needed."),
        QT_TRANSLATE_NOOP("Problem", "Say first that it is scanned all the same."),
        QT_TRANSLATE_NOOP("Problem", "Paper {component}."),
    ),
    "components-open": Words(
        QT_TRANSLATE_NOOP("Problem", "Papers of the dossier are still missing."),
        QT_TRANSLATE_NOOP("Problem", "Scan them, or ask the citizen to bring them."),
        QT_TRANSLATE_NOOP("Problem", "Papers {components}."),
    ),
    "component-not-certified": Words(
        QT_TRANSLATE_NOOP("Problem", "This paper belongs to a dossier for a procedure."),
        QT_TRANSLATE_NOOP("Problem", "For a certified copy, receive it as a dossier of its own."),
    ),
    "handling-over": Words(
        QT_TRANSLATE_NOOP("Problem", "This dossier is closed."),
        QT_TRANSLATE_NOOP("Problem", "Receive a new one."),
    ),
    "state-not-next": Words(
        QT_TRANSLATE_NOOP("Problem", "The dossier cannot go there from where it is."),
        QT_TRANSLATE_NOOP("Problem", "Look at its steps, then choose again."),
    ),
    "paper-not-now": Words(
        QT_TRANSLATE_NOOP("Problem", "This slip does not belong to where the dossier stands."),
        QT_TRANSLATE_NOOP("Problem", "Move the dossier on first, then print it."),
    ),
    "form-template-invalid": Words(
        QT_TRANSLATE_NOOP("Problem", "The form of this slip has a mistake; nothing was printed."),
        QT_TRANSLATE_NOOP("Problem", "Have IT correct the form, then print again."),
        QT_TRANSLATE_NOOP("Problem", "({template}: {field})"),
    ),
    "form-invalid": Words(
        QT_TRANSLATE_NOOP("Problem", "A form that is filled in has a mistake."),
        QT_TRANSLATE_NOOP("Problem", "Have IT correct it, then fill it in again."),
        QT_TRANSLATE_NOOP("Problem", "({form}: {place})"),
    ),
    "form-unknown": Words(
        QT_TRANSLATE_NOOP("Problem", "This procedure has no such form."),
        QT_TRANSLATE_NOOP("Problem", "Choose another form."),
    ),
    "form-field-unknown": Words(
        QT_TRANSLATE_NOOP("Problem", "The form has no such field."),
        QT_TRANSLATE_NOOP("Problem", "It was changed meanwhile. Open it again."),
        QT_TRANSLATE_NOOP("Problem", "({field})"),
    ),
    "form-in-doubt": Words(
        QT_TRANSLATE_NOOP("Problem", "Something on the form is in doubt."),
        QT_TRANSLATE_NOOP("Problem", "Look at it, then keep the form."),
        QT_TRANSLATE_NOOP("Problem", "({fields})"),
    ),
    "receipt-cancelled": Words(
        QT_TRANSLATE_NOOP("Problem", "This receipt was cancelled before."),
        QT_TRANSLATE_NOOP("Problem", "There is nothing to cancel."),
        QT_TRANSLATE_NOOP("Problem", "({receipt})"),
    ),
    "nothing-owed": Words(
        QT_TRANSLATE_NOOP("Problem", "Nothing is owed for this dossier."),
        QT_TRANSLATE_NOOP("Problem", "No money is to be taken."),
    ),
    "nothing-to-close": Words(
        QT_TRANSLATE_NOOP("Problem", "Nothing was taken since the last day's close."),
        QT_TRANSLATE_NOOP("Problem", "There is nothing to close."),
    ),
    "paid-by-receipt-alone": Words(
        QT_TRANSLATE_NOOP("Problem", "Only a payment makes a dossier paid."),
        QT_TRANSLATE_NOOP("Problem", "Take the money, or wait for central's word."),
    ),
}

"""What the clerk reads when something goes wrong: what happened, and what to do now.

One table, by error code, for the errors of all rooms. A detail shows only when the error carries
its facts, which stand in braces. Nothing here is ever compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

from PyQt6.QtCore import QT_TRANSLATE_NOOP

from offline_store.errors import Fact
from views.language import translate


@dataclass(frozen=True, slots=True)
class Words:
    """English sources of one error's words, before translation."""

    happened: str
    to_do: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ProblemText:
    """One problem in the clerk's language."""

    happened: str
    to_do: str


def problem_text(code: str, facts: Mapping[str, Fact]) -> ProblemText:
    """The words for an error's code, with its facts in place."""
    words = PROBLEMS.get(code, UNKNOWN)
    happened = _with_facts(translate("Problem", words.happened), {"code": code, **facts})
    detail = translate("Problem", words.detail) if words.detail else ""
    if detail and _needs(detail) <= {name for name, fact in facts.items() if fact is not None}:
        happened = f"{happened} {_with_facts(detail, facts)}"
    return ProblemText(happened, translate("Problem", words.to_do))


def _needs(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _with_facts(text: str, facts: Mapping[str, Fact]) -> str:
    return text.format_map({name: "…" for name in _needs(text)} | dict(facts))


UNKNOWN = Words(
    QT_TRANSLATE_NOOP("Problem", "Something went wrong ({code})."),
    QT_TRANSLATE_NOOP(
        "Problem", "What was saved is safe. Try again; if it stays, tell IT the code."
    ),
)

PROBLEMS: Mapping[str, Words] = {
    # The window itself
    "defect": Words(
        QT_TRANSLATE_NOOP("Problem", "The program met a fault of its own."),
        QT_TRANSLATE_NOOP(
            "Problem", "What was saved is safe. Go on; if it comes again, tell IT the time."
        ),
    ),
    # scanners/errors.py
    "scanner-error": Words(
        QT_TRANSLATE_NOOP("Problem", "The scanner failed."),
        QT_TRANSLATE_NOOP("Problem", "Pages before it are saved. Try again."),
    ),
    "device-error": Words(
        QT_TRANSLATE_NOOP("Problem", "The scanner failed."),
        QT_TRANSLATE_NOOP("Problem", "Pages before it are saved. Try again."),
    ),
    "device-not-found": Words(
        QT_TRANSLATE_NOOP("Problem", "The scanner chosen is not there."),
        QT_TRANSLATE_NOOP(
            "Problem", "Check its cable and power, then look for scanners again (F6)."
        ),
    ),
    "device-busy": Words(
        QT_TRANSLATE_NOOP("Problem", "Another program is using the scanner."),
        QT_TRANSLATE_NOOP("Problem", "Close that program, then scan again."),
    ),
    "device-offline": Words(
        QT_TRANSLATE_NOOP("Problem", "The scanner does not answer."),
        QT_TRANSLATE_NOOP(
            "Problem", "Pages before it are saved. Check its power and cable, then scan again."
        ),
    ),
    "feeder-empty": Words(
        QT_TRANSLATE_NOOP("Problem", "There is no paper in the feeder."),
        QT_TRANSLATE_NOOP("Problem", "Put the sheets in, then scan again."),
    ),
    "paper-jam": Words(
        QT_TRANSLATE_NOOP("Problem", "The scanner has jammed."),
        QT_TRANSLATE_NOOP(
            "Problem", "Take the paper out, put the remaining sheets back, then scan more."
        ),
        QT_TRANSLATE_NOOP("Problem", "Pages before it are saved: {page}."),
    ),
    "cover-open": Words(
        QT_TRANSLATE_NOOP("Problem", "The scanner's cover is open."),
        QT_TRANSLATE_NOOP("Problem", "Close it, then scan again."),
    ),
    "option-refused": Words(
        QT_TRANSLATE_NOOP("Problem", "The scanner does not take this choice."),
        QT_TRANSLATE_NOOP("Problem", "Choose another source, resolution or colour mode."),
        QT_TRANSLATE_NOOP("Problem", "({option}: {value})"),
    ),
    "access-denied": Words(
        QT_TRANSLATE_NOOP("Problem", "This account may not use the scanner."),
        QT_TRANSLATE_NOOP("Problem", "Ask IT to allow it."),
    ),
    "scan-cancelled": Words(
        QT_TRANSLATE_NOOP("Problem", "The scan was stopped."),
        QT_TRANSLATE_NOOP("Problem", "Pages before it are saved."),
    ),
    "page-truncated": Words(
        QT_TRANSLATE_NOOP("Problem", "The scanner broke off within a page."),
        QT_TRANSLATE_NOOP(
            "Problem", "That page was not kept, the ones before it were. Scan it again."
        ),
    ),
    "device-fault": Words(
        QT_TRANSLATE_NOOP("Problem", "The scanner reported a fault."),
        QT_TRANSLATE_NOOP(
            "Problem", "Pages before it are saved. Switch it off and on, then scan again."
        ),
        QT_TRANSLATE_NOOP("Problem", "({status})"),
    ),
    "driver-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "The scanner's software is not installed."),
        QT_TRANSLATE_NOOP(
            "Problem", "Ask IT to install it. Pages can be added from files meanwhile."
        ),
        QT_TRANSLATE_NOOP("Problem", "({driver})"),
    ),
    "worker-lost": Words(
        QT_TRANSLATE_NOOP("Problem", "The scanner's driver crashed."),
        QT_TRANSLATE_NOOP("Problem", "Pages before it are saved. Scan again."),
    ),
    "worker-silent": Words(
        QT_TRANSLATE_NOOP("Problem", "The scanner stopped answering and was cut off."),
        QT_TRANSLATE_NOOP(
            "Problem", "Pages before it are saved. Switch it off and on, then scan again."
        ),
        QT_TRANSLATE_NOOP("Problem", "(After {limit_s} seconds.)"),
    ),
    "picture-error": Words(
        QT_TRANSLATE_NOOP("Problem", "The file cannot be a page."),
        QT_TRANSLATE_NOOP("Problem", "Choose another file."),
    ),
    "not-a-picture": Words(
        QT_TRANSLATE_NOOP("Problem", "The file is neither a picture nor a PDF."),
        QT_TRANSLATE_NOOP("Problem", "Choose another file. Pages before it are saved."),
        QT_TRANSLATE_NOOP("Problem", "({file})"),
    ),
    "picture-truncated": Words(
        QT_TRANSLATE_NOOP("Problem", "The file breaks off before its end."),
        QT_TRANSLATE_NOOP("Problem", "Get it again from its source. Pages before it are saved."),
        QT_TRANSLATE_NOOP("Problem", "({file})"),
    ),
    "picture-too-large": Words(
        QT_TRANSLATE_NOOP("Problem", "The picture is too large for a page."),
        QT_TRANSLATE_NOOP("Problem", "Save it smaller, or scan the paper at 300 dpi."),
        QT_TRANSLATE_NOOP("Problem", "({width} × {height} pixels)"),
    ),
    "pdf-locked": Words(
        QT_TRANSLATE_NOOP("Problem", "The PDF asks for a password."),
        QT_TRANSLATE_NOOP("Problem", "Have it saved without one, then add it again."),
        QT_TRANSLATE_NOOP("Problem", "({file})"),
    ),
    # signing/errors.py
    "signing-error": Words(
        QT_TRANSLATE_NOOP("Problem", "The copy was not signed."),
        QT_TRANSLATE_NOOP("Problem", "Pages and comparison are saved. Try again."),
    ),
    "copy-refused": Words(
        QT_TRANSLATE_NOOP("Problem", "The copy could not be composed."),
        QT_TRANSLATE_NOOP("Problem", "Pages and comparison are saved. Tell IT the reason."),
        QT_TRANSLATE_NOOP("Problem", "({reason})"),
    ),
    "token-error": Words(
        QT_TRANSLATE_NOOP("Problem", "The token refused."),
        QT_TRANSLATE_NOOP(
            "Problem", "Nothing was signed. Plug the token in again, then sign again."
        ),
    ),
    "token-library-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "The token's software is not installed."),
        QT_TRANSLATE_NOOP("Problem", "Ask IT to install it."),
        QT_TRANSLATE_NOOP("Problem", "({module})"),
    ),
    "token-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "The token is not plugged in."),
        QT_TRANSLATE_NOOP("Problem", "Plug it in, then sign again."),
        QT_TRANSLATE_NOOP("Problem", "({token})"),
    ),
    "token-lost": Words(
        QT_TRANSLATE_NOOP("Problem", "The token was pulled out or stopped answering."),
        QT_TRANSLATE_NOOP("Problem", "Nothing half-signed is kept. Plug it in, then sign again."),
        QT_TRANSLATE_NOOP("Problem", "({token})"),
    ),
    "key-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "The token does not hold the key that signs here."),
        QT_TRANSLATE_NOOP("Problem", "Is it the right token? If so, ask IT."),
        QT_TRANSLATE_NOOP("Problem", "({key})"),
    ),
    "pin-incorrect": Words(
        QT_TRANSLATE_NOOP("Problem", "The PIN is wrong. It was tried once."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Nothing was signed. Check the PIN before the next try: wrong PINs lock the token.",
        ),
    ),
    "token-silent": Words(
        QT_TRANSLATE_NOOP("Problem", "The token's driver did not answer and was ended."),
        QT_TRANSLATE_NOOP(
            "Problem", "Nothing half-signed is kept. Plug the token out and in, then sign again."
        ),
        QT_TRANSLATE_NOOP("Problem", "({token})"),
    ),
    "pin-final-try": Words(
        QT_TRANSLATE_NOOP("Problem", "One more wrong PIN locks the token. No PIN was tried."),
        QT_TRANSLATE_NOOP(
            "Problem", "Make sure of the PIN first; the last try must be agreed to separately."
        ),
        QT_TRANSLATE_NOOP("Problem", "({token})"),
    ),
    "pin-locked": Words(
        QT_TRANSLATE_NOOP("Problem", "The token is locked."),
        QT_TRANSLATE_NOOP(
            "Problem", "Its issuer must unlock it. Everything before signing is saved."
        ),
    ),
    "token-refused": Words(
        QT_TRANSLATE_NOOP("Problem", "The token refused to sign."),
        QT_TRANSLATE_NOOP(
            "Problem", "Nothing was signed. Plug the token in again; if it stays, ask IT."
        ),
        QT_TRANSLATE_NOOP("Problem", "({status})"),
    ),
    "certificate-refused": Words(
        QT_TRANSLATE_NOOP("Problem", "The certificate may not sign now."),
        QT_TRANSLATE_NOOP("Problem", "Nothing was signed. Ask IT: it may have expired."),
        QT_TRANSLATE_NOOP("Problem", "({reason})"),
    ),
    "timestamp-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "No time-stamp server answered."),
        QT_TRANSLATE_NOOP("Problem", "Nothing was signed. Check the network, then sign again."),
    ),
    "not-a-pdf": Words(
        QT_TRANSLATE_NOOP("Problem", "The file is not a PDF that can be read."),
        QT_TRANSLATE_NOOP("Problem", "Choose another file."),
        QT_TRANSLATE_NOOP("Problem", "({file})"),
    ),
    # offline_store/errors.py
    "store-error": Words(
        QT_TRANSLATE_NOOP("Problem", "The desk's data refused."),
        QT_TRANSLATE_NOOP("Problem", "What was saved before is safe. Try again."),
    ),
    "store-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "There is no desk at this place."),
        QT_TRANSLATE_NOOP("Problem", "Start the window with the right folder, or ask IT."),
    ),
    "schema-newer": Words(
        QT_TRANSLATE_NOOP("Problem", "This desk's data was written by a newer version."),
        QT_TRANSLATE_NOOP("Problem", "Nothing was changed. Install that version."),
    ),
    "store-damaged": Words(
        QT_TRANSLATE_NOOP("Problem", "The desk's data is damaged."),
        QT_TRANSLATE_NOOP("Problem", "Stop here and ask IT to restore the last backup."),
    ),
    "disk-full": Words(
        QT_TRANSLATE_NOOP("Problem", "The disk is full."),
        QT_TRANSLATE_NOOP(
            "Problem", "What was saved before is safe. Free some room, then try again."
        ),
    ),
    "store-busy": Words(
        QT_TRANSLATE_NOOP("Problem", "Another program holds the desk's data."),
        QT_TRANSLATE_NOOP("Problem", "Wait a moment, then try again."),
    ),
    "desk-key-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "The desk cannot be opened: its key is not on this computer."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Log in as the desk's own user, or ask IT for the recovery key.",
        ),
    ),
    "recovery-key-wrong": Words(
        QT_TRANSLATE_NOOP("Problem", "This recovery key does not fit."),
        QT_TRANSLATE_NOOP("Problem", "Read it again from the paper: it must be this desk's."),
    ),
    "recovery-key-not-made": Words(
        QT_TRANSLATE_NOOP("Problem", "There is no recovery key yet."),
        QT_TRANSLATE_NOOP("Problem", "Ask IT to make one and put the paper into the safe."),
    ),
    "backup-damaged": Words(
        QT_TRANSLATE_NOOP("Problem", "The backup is damaged."),
        QT_TRANSLATE_NOOP("Problem", "Ask IT for another one."),
    ),
    "home-taken": Words(
        QT_TRANSLATE_NOOP("Problem", "There is a desk here already."),
        QT_TRANSLATE_NOOP("Problem", "Ask IT to restore into an empty folder."),
    ),
    "record-refused": Words(
        QT_TRANSLATE_NOOP("Problem", "The desk's data refused this entry."),
        QT_TRANSLATE_NOOP("Problem", "Nothing was changed. Try again; if it stays, tell IT."),
    ),
    "not-found": Words(
        QT_TRANSLATE_NOOP("Problem", "This is no longer there."),
        QT_TRANSLATE_NOOP("Problem", "Look at today's list again."),
    ),
    "file-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "A saved file is missing."),
        QT_TRANSLATE_NOOP("Problem", "Stop here and ask IT to restore it from the backup."),
    ),
    "file-damaged": Words(
        QT_TRANSLATE_NOOP("Problem", "A saved file is damaged."),
        QT_TRANSLATE_NOOP(
            "Problem", "Scan the page again, or ask IT to restore it from the backup."
        ),
    ),
    "numbers-exhausted": Words(
        QT_TRANSLATE_NOOP("Problem", "No register number is left on this desk."),
        QT_TRANSLATE_NOOP("Problem", "Ask central for numbers, then sign again."),
        QT_TRANSLATE_NOOP("Problem", "({book})"),
    ),
    "book-closed": Words(
        QT_TRANSLATE_NOOP("Problem", "The book is closed for the year."),
        QT_TRANSLATE_NOOP("Problem", "Sign in the new book; ask IT to set it."),
        QT_TRANSLATE_NOOP("Problem", "({book})"),
    ),
    "book-unfinished": Words(
        QT_TRANSLATE_NOOP("Problem", "The book still has a number that is not signed."),
        QT_TRANSLATE_NOOP("Problem", "Sign or give up that copy first."),
        QT_TRANSLATE_NOOP("Problem", "({book}, {number})"),
    ),
    "line-settled": Words(
        QT_TRANSLATE_NOOP("Problem", "This register line is settled and no longer changes."),
        QT_TRANSLATE_NOOP("Problem", "Look at the register."),
        QT_TRANSLATE_NOOP("Problem", "({book}, {number})"),
    ),
    "not-enrolled": Words(
        QT_TRANSLATE_NOOP("Problem", "This desk is not registered at central yet."),
        QT_TRANSLATE_NOOP(
            "Problem", "Go on working: everything is kept. Ask IT to register the desk."
        ),
    ),
    "central-error": Words(
        QT_TRANSLATE_NOOP("Problem", "Central did not take the copy."),
        QT_TRANSLATE_NOOP("Problem", "Go on working: everything is kept and will be sent again."),
    ),
    "central-unreachable": Words(
        QT_TRANSLATE_NOOP("Problem", "Central cannot be reached."),
        QT_TRANSLATE_NOOP("Problem", "Go on working: everything is kept and will be sent later."),
    ),
    "central-refused": Words(
        QT_TRANSLATE_NOOP("Problem", "Central refused the copy."),
        QT_TRANSLATE_NOOP("Problem", "The copy is kept here. Tell IT the reason."),
        QT_TRANSLATE_NOOP("Problem", "({reason})"),
    ),
    "central-failed": Words(
        QT_TRANSLATE_NOOP("Problem", "Central has a fault."),
        QT_TRANSLATE_NOOP("Problem", "Go on working: everything is kept and will be sent later."),
        QT_TRANSLATE_NOOP("Problem", "({status})"),
    ),
    "central-nonsense": Words(
        QT_TRANSLATE_NOOP("Problem", "The answer did not come from central."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Does this network ask for a log-in? Everything is kept and will be sent later.",
        ),
    ),
    "central-login": Words(
        QT_TRANSLATE_NOOP("Problem", "Central does not know this desk any more."),
        QT_TRANSLATE_NOOP(
            "Problem", "Go on working: everything is kept. Ask IT to register the desk again."
        ),
    ),
    "receipt-invalid": Words(
        QT_TRANSLATE_NOOP("Problem", "Central's receipt is not genuine."),
        QT_TRANSLATE_NOOP(
            "Problem", "Everything is kept and will be sent again. Tell IT if it stays."
        ),
    ),
    # station/errors.py
    "station-error": Words(
        QT_TRANSLATE_NOOP("Problem", "This cannot be done now."),
        QT_TRANSLATE_NOOP("Problem", "What was saved before is safe. Try again."),
    ),
    "input-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "Something needed is empty."),
        QT_TRANSLATE_NOOP("Problem", "Fill it in, then try again."),
        QT_TRANSLATE_NOOP("Problem", "({field})"),
    ),
    "input-invalid": Words(
        QT_TRANSLATE_NOOP("Problem", "Something typed cannot be that."),
        QT_TRANSLATE_NOOP("Problem", "Correct it, then try again."),
        QT_TRANSLATE_NOOP("Problem", "({field})"),
    ),
    "pages-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "The original has no pages yet."),
        QT_TRANSLATE_NOOP("Problem", "Scan it first."),
    ),
    "page-not-compared": Words(
        QT_TRANSLATE_NOOP("Problem", "A page was not compared with the original."),
        QT_TRANSLATE_NOOP("Problem", "Compare it, then sign."),
        QT_TRANSLATE_NOOP("Problem", "Page {page}."),
    ),
    "already-certified": Words(
        QT_TRANSLATE_NOOP("Problem", "The copy is signed already."),
        QT_TRANSLATE_NOOP(
            "Problem", "Its pages no longer change. For a new copy, receive a new dossier."
        ),
    ),
    "setting-unknown": Words(
        QT_TRANSLATE_NOOP("Problem", "The settings name something unknown."),
        QT_TRANSLATE_NOOP("Problem", "Ask IT to correct the settings."),
        QT_TRANSLATE_NOOP("Problem", "({key}; nearest: {nearest})"),
    ),
    "setting-invalid": Words(
        QT_TRANSLATE_NOOP("Problem", "A setting has the wrong form."),
        QT_TRANSLATE_NOOP("Problem", "Ask IT to correct the settings."),
        QT_TRANSLATE_NOOP("Problem", "({key})"),
    ),
    "setting-locked": Words(
        QT_TRANSLATE_NOOP("Problem", "A setting is locked by the agency."),
        QT_TRANSLATE_NOOP("Problem", "Ask IT to take it out of this desk's settings."),
        QT_TRANSLATE_NOOP("Problem", "({key})"),
    ),
    "setting-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "A setting is needed and not given."),
        QT_TRANSLATE_NOOP("Problem", "Ask IT to add it to the settings."),
        QT_TRANSLATE_NOOP("Problem", "({key})"),
    ),
    "file-refused": Words(
        QT_TRANSLATE_NOOP("Problem", "A file or folder cannot be used."),
        QT_TRANSLATE_NOOP("Problem", "Check that it is there, and ask IT for access to it."),
        QT_TRANSLATE_NOOP("Problem", "({file}, {reason})"),
    ),
    "target-exists": Words(
        QT_TRANSLATE_NOOP("Problem", "There is another file of that name."),
        QT_TRANSLATE_NOOP("Problem", "Choose another name or folder."),
        QT_TRANSLATE_NOOP("Problem", "({file})"),
    ),
    "not-supported": Words(
        QT_TRANSLATE_NOOP("Problem", "This version cannot do that."),
        QT_TRANSLATE_NOOP("Problem", "Use another way."),
        QT_TRANSLATE_NOOP("Problem", "({what})"),
    ),
    "service-lost": Words(
        QT_TRANSLATE_NOOP("Problem", "A service of the practice desk has ended."),
        QT_TRANSLATE_NOOP("Problem", "Start the practice desk again."),
        QT_TRANSLATE_NOOP("Problem", "({service})"),
    ),
    # station/recognition/errors.py
    "reading-error": Words(
        QT_TRANSLATE_NOOP("Problem", "The page could not be read."),
        QT_TRANSLATE_NOOP("Problem", "The page is kept. Compare its picture by eye."),
    ),
    "tesseract-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "The reading program is not installed."),
        QT_TRANSLATE_NOOP(
            "Problem", "Pages are kept. Compare the pictures by eye, and ask IT to install it."
        ),
    ),
    "language-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "The reading program lacks Vietnamese."),
        QT_TRANSLATE_NOOP(
            "Problem", "Pages are kept. Compare the pictures by eye, and ask IT to install it."
        ),
        QT_TRANSLATE_NOOP("Problem", "({language})"),
    ),
    "reading-timeout": Words(
        QT_TRANSLATE_NOOP("Problem", "Reading the page took too long."),
        QT_TRANSLATE_NOOP("Problem", "The page is kept. Compare its picture by eye."),
    ),
    "reading-failed": Words(
        QT_TRANSLATE_NOOP("Problem", "The page could not be read."),
        QT_TRANSLATE_NOOP("Problem", "The page is kept. Compare its picture by eye."),
    ),
    "reader-lost": Words(
        QT_TRANSLATE_NOOP("Problem", "Reading the page broke off."),
        QT_TRANSLATE_NOOP("Problem", "The page is kept. Open the dossier again to read it."),
    ),
    "card-unreadable": Words(
        QT_TRANSLATE_NOOP("Problem", "No card's QR code was found on the picture."),
        QT_TRANSLATE_NOOP(
            "Problem", "Take the picture again, sharp and straight, or type the data."
        ),
    ),
}

"""Every error of the product as one sentence with its cure, for the command line and the log.

The window has its own words for clerks (`views/problem_texts.py`); `docs/errors.md` explains each
code at length. Facts stand in braces and are left out where an error does not carry them.
"""

import re
from collections.abc import Mapping
from typing import ClassVar, Protocol

from offline_store.errors import Fact, StoreError
from scanners.errors import ScannerError
from signing.errors import SigningError
from station.chip.errors import ChipError
from station.errors import StationError
from station.recognition.errors import ReadingError

PRODUCT_ERRORS = (ScannerError, SigningError, StoreError, StationError, ReadingError, ChipError)


class ProductError(Protocol):
    """What the errors of all rooms have in common."""

    code: ClassVar[str]
    retryable: ClassVar[bool]
    facts: dict[str, Fact]


SENTENCES: Mapping[str, str] = {
    # scanners
    "device-not-found": "no scanner answers to {device}: run `tramso devices`, check its cable",
    "device-busy": "another program holds {device}: close it, or wait until it has finished",
    "device-offline": "{device} does not answer: switch it on, check its cable or network",
    "feeder-empty": "no paper in the feeder: put the sheets in and scan again",
    "paper-jam": "paper is stuck after page {page}: take it out, put the rest back, scan again",
    "double-feed": "several sheets went in at once after page {page}: part them, put them back",
    "cover-open": "the hatch is open: close it and scan again",
    "option-refused": "the device does not take {option}={value}: see `tramso devices`",
    "access-denied": "this user may not use {device}: ask IT for membership in the scanner group",
    "scan-cancelled": "the scan was stopped; pages before it are kept",
    "page-truncated": "the device broke off within a page; scan that page again",
    "device-unsupported": "the device cannot scan this way: take another source or mode",
    "device-memory": "no memory for a page of this size: take a lower resolution, or start it anew",
    "device-fault": "the device failed ({status}): switch it off and on, then scan again",
    "driver-missing": "{driver} is not installed: on Debian, `apt-get install sane-utils libsane1`",
    "worker-lost": "the scanner's driver crashed; pages before it are kept, scan on",
    "worker-silent": "the scanner said nothing for {limit_s} s and was cut off; scan on",
    "not-a-picture": "{file} is no picture and no PDF that can be read",
    "picture-truncated": "{file} breaks off before its end: get it again from its source",
    "picture-too-large": "{file} has {width} × {height} pixels, more than a page may have",
    "pdf-locked": "{file} asks for a password: have it saved without one",
    # signing
    "copy-refused": "the copy cannot be composed: {reason}",
    "token-library-missing": "no PKCS#11 library at {module}: install the token's driver",
    "token-missing": "the token {token} is not plugged in",
    "token-ambiguous": "two tokens bear the label {token}: set signing.officer_serial",
    "token-lost": "the token {token} went away in the middle; plug it in and certify again",
    "token-silent": "the driver of the token {token} did not answer and was ended; try again",
    "pin-final-try": "one more wrong PIN locks {token}: no PIN was tried; see `--last-try`",
    "key-missing": "the token {token} holds no key {key}",
    "pin-incorrect": "wrong PIN; it was tried once. Check it before the next try",
    "pin-locked": "the token {token} is locked: its issuer must unlock it",
    "token-refused": "the token {token} refused: {status}",
    "certificate-refused": "the certificate may not sign this: {reason}",
    "timestamp-missing": "no time-stamp server answered, and the settings allow no debt",
    "not-a-pdf": "{file} is no PDF that can be read",
    # offline_store
    "store-missing": "there is no desk at this home: `tramso dossier new` or the window makes one",
    "schema-newer": "this desk's data was written by a newer program: install that version",
    "store-damaged": "the database is damaged: restore the last backup",
    "disk-read-only": "the disk takes no writing any more: it may be failing; what was kept before "
    "is safe, have it looked at and start the PC again",
    "spool-damaged": "{files} of the files that an interrupted scan left cannot be read and are "
    "set aside: scan those sheets again; the other pages are kept",
    "disk-full": "the disk is full: free some room; what was kept before is safe",
    "store-busy": "another program is writing to this desk's data: try again",
    "desk-key-missing": "the desk's key is not in its {place}: run `tramso key recover`",
    "recovery-key-wrong": "that recovery key does not fit ({reason}): read it again",
    "recovery-key-not-made": "a backup needs a recovery key: run `tramso key recovery`",
    "backup-damaged": "the backup is damaged ({reason}): take another one",
    "mirror-away": "the second copy cannot be written, or is another desk's: see `store.mirror`",
    "home-taken": "there is a desk already at this home: restore into another one with `--home`",
    "record-refused": "a rule of the register refuses this record ({rule})",
    "not-found": "no such {kind}: {id}",
    "file-missing": "the page file {sha256} is gone: restore it from the last backup",
    "file-damaged": "the page file {sha256} is damaged: scan the page again",
    "other-paper-first": "paper {document} shared in it and was changed since: undo or redo there",
    "numbers-exhausted": "no register number is left for {book}: run `tramso central lease`",
    "book-unfinished": "{book} has reserved numbers: finish or abandon those signings first",
    "line-settled": "number {number} of {book} is settled already",
    "book-closed": "the book {book} is closed for the year",
    "lot-closed": "the dossier's lot waits for its check, or is accepted: nothing in it changes",
    "training-only": "this desk is one to train at: nothing leaves it, and it has no central",
    "not-enrolled": "this desk has no place at central yet: run `tramso central enrol`",
    "central-unreachable": "central cannot be reached; the work is kept and will be sent later",
    "central-refused": "central refused: {reason}",
    "central-failed": "central failed ({status}); the work is kept and will be sent later",
    "central-nonsense": "the answer is not central's: is there a log-in page on this network?",
    "central-login": "central does not know this desk: enrol it again",
    "receipt-invalid": "the receipt is not central's; the work stays queued",
    # station
    "input-missing": "{field} is missing",
    "input-invalid": "{field} cannot be that",
    "pages-missing": "there are no pages yet: scan or add some",
    "page-not-compared": "page {page} was not compared with the original",
    "page-not-blank": "page {page} is not blank: look at it, and remove it without `--blank`",
    "sheets-unaccounted": "{declared} sides, but {shown} are shown and {blank} declared blank: "
    "undo what was removed, or say how many that original has with `certify DOSSIER --sides N`",
    "sides-not-counted": "count the original's sides first: `certify DOSSIER --sides N` "
    "({shown} shown, {blank} blank)",
    "grounds-not-judged": "say first that no ground for refusing stands: `--judged` ({warnings})",
    "refused-to-citizen": "the copy was refused to the citizen ({reason}): if none of the grounds "
    "stands after all, say so with `--judged`",
    "pages-changed": "the pages changed while they were being signed: compare, and certify again",
    "clock-wrong": "this computer's clock is {seconds} s wrong: set it, then certify again",
    "defect": "a fault of the program ({kind} at {place}); what was kept before is safe: report it",
    "page-differs": "page {page} is not as its original in {count} place(s): scan it again",
    "already-certified": "it is signed: its pages and what is said of it no longer change",
    "paper-not-described": "paper {component} is not described yet: run `tramso dossier describe`",
    "paper-of-lot": "a paper of a lot is not signed by itself: the lot is checked as a whole",
    "setting-unknown": "no setting {key}; nearest: {nearest}",
    "setting-invalid": "the setting {key} must be: {expected}",
    "upgrade-refused": (
        "this version does not take the {kind} {name} that the one before kept ({reason}): nothing "
        "was changed, install the one before and tell IT"
    ),
    "updates-unused": (
        "this desk takes no updates from central ({reason}): set updates.root for the machine"
    ),
    "update-untrusted": (
        "an update is not what IT signed ({reason}): the version here works on; tell IT"
    ),
    "update-older": "central offers {offered}, older than the {installed} here: not taken; tell IT",
    "update-missing": "nothing newer is offered to the ring {ring}: ask IT, or see updates.ring",
    "installer-missing": "no {program} here: install the fetched package by hand",
    "setting-locked": "the setting {key} is locked by the machine's file or by policy",
    "mail-unreachable": "the mail server does not answer: the copy waits and is sent later",
    "mail-login-refused": "the mail server refuses the log-in: set it with `tramso mail login`",
    "mail-refused": "the mail server does not take this message: is the address right?",
    "setting-missing": "the setting {key} is needed: write it into tramso.toml",
    "file-refused": "{file} cannot be used ({reason}): is the path right, may this user use it?",
    "target-exists": "{file} is there already and differs: choose another name",
    "sign-in-needed": "this desk has accounts: sign in (`--sign-in-file`, or on the terminal)",
    "sign-in-refused": "no such account, or a wrong password",
    "sign-in-locked": "too many wrong passwords: wait {minutes} minutes before the next",
    "account-disabled": "this account is disabled: ask who keeps the accounts at central",
    "accounts-expired": "central was not heard for {days} days: connect, and run `tramso sync`",
    "role-missing": "who is signed in may not do that ({act}): it is for {roles}",
    "catalogue-missing": "no catalogue of procedures is here: `tramso procedures import`",
    "catalogue-invalid": "the catalogue is not as it must be at {place} ({reason}): the one before "
    "stays; correct it and import it again",
    "catalogue-unsigned": "the catalogue is not signed by this desk's central: the old one stays",
    "catalogue-older": "the catalogue that is here was signed later ({issued_at}): it stays",
    "procedure-unknown": "the catalogue has no procedure {code}; nearest: {nearest}",
    "procedure-not-in-force": "the procedure {code} does not hold on {day}",
    "procedure-not-received-here": "the procedure {code} is taken by {units}",
    "not-to-be-digitised": "component {component} may not be digitised ({ground}): mark it "
    "`--on-paper`",
    "component-has-pages": "component {component} has {pages} pages: remove them first",
    "components-open": "still to come: components {components} (see `dossier checklist`)",
    "component-settled": "component {component} is marked {standing}: mark it `--scan` first, if "
    "it is to be scanned all the same",
    "component-not-certified": "this paper is component {component} of a procedure's dossier: "
    "receive a dossier of its own for copies (`dossier new`)",
    "handling-over": "nobody handles this dossier any more (state {state})",
    "state-not-next": "{axis}: {to} may not follow {state}; what may: {may}",
    "paper-not-now": "a dossier in state {state} gets no {paper} paper: move it on first",
    "form-template-invalid": "the template {template} is not as it must be ({reason}) ({field}): "
    "nothing was issued; correct it in the folder `forms.templates`",
    "form-invalid": "the form {form} is not as it must be ({reason}) ({place}): have it put right, "
    "see `tramso procedures forms`",
    "form-unknown": "this procedure has no form {form} (did you mean {nearest}?): "
    "see `tramso dossier forms`",
    "form-field-unknown": "the form {form} has no field {field} (did you mean {nearest}?): "
    "see `tramso dossier fill`",
    "form-in-doubt": "these are in doubt: {fields}; say what they are (--say), or that they are "
    "right (--sure)",
    "receipt-cancelled": "the receipt {receipt} was cancelled before",
    "nothing-owed": "nothing is owed for this dossier ({money})",
    "nothing-to-close": "nothing was taken since the last day's close",
    "paid-by-receipt-alone": "only a payment makes a dossier paid: `tramso dossier pay`",
    "lot-operator-only": "only the operator of this lot digitises in it",
    "checker-is-operator": "whoever digitised in this lot does not check it: ask a colleague",
    "lot-elsewhere": "the lot stands at {state}: that is not done there",
    "lot-unfinished": "not yet: {dossiers} dossiers are not done (`lot done`), {keyings} papers "
    "wait for a second keying or a decision (`lot key`)",
    "lot-dossier-unfinished": "the dossier lacks something ({reason}): look at its component "
    "{component}, or its pile",
    "lot-not-right": "{dossiers} dossiers were found wrong: put them right and have them looked at "
    "again (`lot judge`)",
    "sample-unjudged": "{left} dossiers of the sample were not looked at yet",
    "keyed-before": "whoever typed it first neither types it again nor decides: ask a colleague",
    "not-supported": "not supported in this version: {what}",
    "consent-needed": "the citizen was not asked yet ({purpose}): `tramso dossier consent`",
    "consent-refused": "the citizen said no to this ({purpose}): go on without it",
    "copy-not-fit": "the digital copy cannot stand for the paper ({reason}, {verdict}): scan it",
    "identification-declined": "the citizen did not confirm who they are: nothing was filled in",
    "identification-unproven": "what came back proves nothing ({reason}): nothing was filled in",
    "identification-away": "the identity provider does not answer: take the card, or try again",
    "identification-over": "nobody confirmed anything in time: begin again",
    "training-mixed": "a desk to train at and a real one are never the same: take another --home",
    "service-lost": "the demo's {service} did not start or ended",
    # station.recognition
    "tesseract-missing": "Tesseract is not installed: on Debian, `apt-get install tesseract-ocr`",
    "language-missing": "Tesseract lacks {language}: `apt-get install tesseract-ocr-vie`",
    "reading-timeout": "reading took longer than {limit_s} s; the page stays usable without text",
    "reading-failed": "reading failed; the page stays usable without text",
    "reader-lost": "the reading process ended; the page stays usable without text",
    "card-unreadable": "this is not the text of an identity card's QR code",
    "mrz-unreadable": "these are not the three lines at the back of an identity card ({reason})",
    "camera-missing": "no camera answers to {camera}: see `tramso devices`",
    "card-not-seen": "no card's code was seen: hold it still, a hand's width before the camera",
    # station.chip
    "card-service-missing": "no service for card readers: on Debian, `apt-get install pcscd`",
    "card-reader-missing": "no card reader ({reader}): plug it in, see `tramso devices`",
    "chip-missing": "no card was laid on the reader in time: lay it flat, then try again",
    "chip-lost": "the card was taken away while it was read: leave it there, then try again",
    "chip-key-missing": "the chip does not open without the card's {wanted}: give them too",
    "chip-key-wrong": "the chip does not open by this {key}: is it the same card's?",
    "chip-refused": "the chip refused command {command} ({status}): lay the card down again",
    "chip-line-broken": "the chip's answer cannot be believed: lay the card down again",
    "chip-not-supported": "this chip is of a kind that is not read ({what})",
    "chip-unreadable": "{file} of the chip is not as it should be ({reason})",
    "face-models-unfit": "faces cannot be told apart with {place} ({reason}): see `tramso doctor`",
    "face-unfit": "no picture of the {where} will do ({flaw}): compare by eye, or try again",
    "head-not-turned": "the head was not turned as asked ({reason}): try again, or compare by eye",
    "face-not-alive": "that may be a picture of a face: look who stands there",
}


# A fact in brackets is said beside the sentence, which is whole without it.
_BESIDE = re.compile(r" \(\{(\w+)\}\)")


class _Facts(dict[str, Fact]):
    def __missing__(self, key: str) -> str:
        return "?"


def sentence(error: ProductError) -> str:
    """What happened and what to do, with the error's facts in place."""
    return sentence_of(error.code, error.facts)


def sentence_of(code: str, facts: Mapping[str, Fact]) -> str:
    """The same of an error that is only known by its code and what was kept of its facts."""
    text = _BESIDE.sub(lambda fact: fact[0] if fact[1] in facts else "", SENTENCES.get(code, code))
    return text.format_map(_Facts(facts))

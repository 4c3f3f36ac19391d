"""What the station itself refuses. The rooms below have errors of their own with the same shape.

StationError
├── InputMissing        a field that the act needs is empty (facts: field)
├── InputInvalid        a field cannot be what was given (facts: field)
├── PagesMissing        the original has no pages yet
├── PageNotCompared     a page was not compared with the original (facts: page)
├── PageNotBlank        a page is to go as blank, and there is something on it (facts: page)
├── SheetsUnaccounted   what was scanned of the original is not all on its pages (facts)
├── GroundsNotJudged    nobody said that no ground for refusing stands (facts: warnings)
├── RefusedToCitizen    the copy was refused on a ground of the law (facts: reason)
├── PagesChanged        the pages changed while the copy was being signed
├── ClockWrong          this computer's clock is wrong (facts: seconds)
├── AlreadyCertified    the copy is signed; its pages no longer change
├── Defect              the program itself is at fault (facts: kind, place)
├── SettingUnknown      no such setting (facts: key, nearest)
├── SettingInvalid      a setting has the wrong shape (facts: key, expected)
├── SettingLocked       the machine's file, or policy, locks this setting (facts: key)
├── MailUnreachable     the mail server does not answer (facts: kind)
├── MailLoginRefused    the mail server does not take the user and password (facts: status)
├── MailRefused         the mail server does not take this message
├── SettingMissing      the act needs a setting that is not given (facts: key)
├── FileRefused         the system refuses a file or folder (facts: file, reason)
├── TargetExists        the file to save to is there already (facts: file)
├── SignInNeeded        nobody is signed in, or the account is disabled since
├── SignInRefused       no such account, or a wrong password
├── SignInLocked        too many passwords were wrong (facts: minutes)
├── AccountDisabled     central has disabled the account
├── AccountsExpired     central has not been heard for too long (facts: days)
├── RoleMissing         who is signed in may not do that (facts: act, roles)
├── CatalogueMissing    this desk has no catalogue of procedures
├── CatalogueInvalid    a catalogue is not as it must be (facts: place, reason)
├── CatalogueUnsigned   a catalogue is not signed by central, and the settings ask for that
├── CatalogueOlder      central signed the one that is here later (facts: issued_at)
├── ProcedureUnknown    the catalogue has no procedure of that code (facts: code, nearest)
├── ProcedureNotInForce the procedure does not hold on that day (facts: code, day)
├── ProcedureNotReceivedHere other units take the procedure (facts: code, units)
├── NotToBeDigitised    a paper may not be scanned into a dossier (facts: component, ground)
├── ComponentHasPages   a component was scanned; its pages must go first (facts)
├── ComponentSettled    a component is marked otherwise (facts: component, standing)
├── ComponentsOpen      something of the checklist is still to come (facts: components)
├── ComponentNotCertified no copy is asked of a procedure's component (facts: component)
├── HandlingOver        nobody handles the dossier any more (facts: state)
├── StateNotNext        a state may not follow (facts: axis, state, to, may)
├── PaperNotNow         a paper does not belong to where its dossier stands (facts: paper, state)
├── FormTemplateInvalid a paper's template is not as it must be (facts: template, field, reason)
├── NothingOwed         nothing is owed for the dossier (facts: money)
├── NothingToClose      nothing was taken since the last day's close
├── PaidByReceiptAlone  only a payment makes a dossier paid
├── NotSupported        this version cannot do it, and says so (facts: what)
└── ServiceLost         a service of the demo desk did not start (facts: service)
"""

from typing import ClassVar

Fact = str | int | float | bool | None


class StationError(Exception):
    """Root of this room's errors: a stable code, whether trying again may help, and facts."""

    code: ClassVar[str] = "station-error"
    retryable: ClassVar[bool] = False

    def __init__(self, **facts: Fact) -> None:
        super().__init__(self.code, facts)
        self.facts: dict[str, Fact] = facts


class InputMissing(StationError):
    """A field that the act needs is empty. Facts: field."""

    code = "input-missing"


class InputInvalid(StationError):
    """A field cannot be what was given. Facts: field."""

    code = "input-invalid"


class PagesMissing(StationError):
    """The original has no pages yet."""

    code = "pages-missing"


class PageNotCompared(StationError):
    """A page was not compared with the original. Facts: page, from 1."""

    code = "page-not-compared"


class PageNotBlank(StationError):
    """A page is to be taken out as blank, and there is something on it. Facts: page, from 1."""

    code = "page-not-blank"


class SheetsUnaccounted(StationError):
    """The original has more or fewer sides than the copy shows and were declared blank.

    Facts: declared, by the clerk or else by what was scanned; shown; blank; removed.
    """

    code = "sheets-unaccounted"


class SidesNotCounted(StationError):
    """Nobody counted the original's sides, and this desk wants it. Facts: shown, blank."""

    code = "sides-not-counted"


class GroundsNotJudged(StationError):
    """Nobody said, of the pages as they are, that no ground for refusing stands.

    Facts: warnings, codes of what reading found, separated by commas.
    """

    code = "grounds-not-judged"


class RefusedToCitizen(StationError):
    """The copy was refused to the citizen, and nobody has decided otherwise since.

    Facts: reason, `ground-1` to `ground-6` of NĐ 23/2015 Điều 22, or `no-original`.
    """

    code = "refused-to-citizen"


class PagesChanged(StationError):
    """The pages changed while the copy was being signed: nothing was given out."""

    code = "pages-changed"
    retryable = True


class ClockWrong(StationError):
    """This computer's clock is too far from a time-stamp server's to sign by. Facts: seconds."""

    code = "clock-wrong"


class Defect(StationError):
    """The program itself is at fault. Facts: kind, the exception's name; place, file and line."""

    code = "defect"


class AlreadyCertified(StationError):
    """The copy is signed: its pages no longer change."""

    code = "already-certified"


class PageDiffers(StationError):
    """The clerk saw that a page is not as its original. Facts: page (position), count (places)."""

    code = "page-differs"


class SettingUnknown(StationError):
    """No such setting. Facts: key, nearest."""

    code = "setting-unknown"


class SettingInvalid(StationError):
    """A setting has the wrong shape. Facts: key, expected."""

    code = "setting-invalid"


class SettingLocked(StationError):
    """The machine's file, or policy, locks this setting. Facts: key."""

    code = "setting-locked"


class MailUnreachable(StationError):
    """The mail server does not answer, or not over TLS that can be trusted. Facts: kind."""

    code = "mail-unreachable"
    retryable = True


class MailLoginRefused(StationError):
    """The mail server does not take the user and password. Facts: status."""

    code = "mail-login-refused"


class MailRefused(StationError):
    """The mail server does not take this message: no such address, or too large."""

    code = "mail-refused"


class SettingMissing(StationError):
    """The act needs a setting that is not given. Facts: key."""

    code = "setting-missing"


class FileRefused(StationError):
    """The system refuses a file or folder. Facts: file, its name; reason, such as ENOENT."""

    code = "file-refused"


class TargetExists(StationError):
    """The file to save to is there already. Facts: file, its name without the folder."""

    code = "target-exists"


class SignInNeeded(StationError):
    """Central has sent accounts, and nobody is signed in with one that holds now."""

    code = "sign-in-needed"


class SignInRefused(StationError):
    """No such account, or a wrong password: not said which."""

    code = "sign-in-refused"


class SignInLocked(StationError):
    """Too many passwords were wrong in a row. Facts: minutes until the next may be tried."""

    code = "sign-in-locked"


class AccountDisabled(StationError):
    """The password is right, but central has disabled the account."""

    code = "account-disabled"


class AccountsExpired(StationError):
    """Central has not said for too long who may sign in here. Facts: days since it did."""

    code = "accounts-expired"


class RoleMissing(StationError):
    """Who is signed in may not do that. Facts: act, a word of `Act`; roles that may."""

    code = "role-missing"


class CatalogueMissing(StationError):
    """This desk has no catalogue of procedures yet."""

    code = "catalogue-missing"


class CatalogueInvalid(StationError):
    """A catalogue of procedures is not as it must be; the one before stays.

    Facts: place, such as `procedures.3.components.1.kind` (counted from 1) or a sheet and row;
    reason, a code: `not-json`, `missing`, `kind-unknown`, `in-force-twice`, …
    """

    code = "catalogue-invalid"


class CatalogueUnsigned(StationError):
    """A catalogue is not signed by the central at which this desk has its place.

    So where `procedures.signed_only` asks for it, and where a signature is there that does not fit.
    """

    code = "catalogue-unsigned"


class CatalogueOlder(StationError):
    """Central signed the catalogue that is here later than this one. Facts: issued_at, of it."""

    code = "catalogue-older"


class ProcedureUnknown(StationError):
    """The catalogue has no procedure of that code. Facts: code; nearest, None where none is."""

    code = "procedure-unknown"


class ProcedureNotInForce(StationError):
    """The catalogue has the procedure, but on other days. Facts: code, day."""

    code = "procedure-not-in-force"


class ProcedureNotReceivedHere(StationError):
    """The catalogue says that other units take this procedure. Facts: code, units."""

    code = "procedure-not-received-here"


class NotToBeDigitised(StationError):
    """A paper may not be scanned into a dossier (TT 01/2023/TT-VPCP Điều 4).

    Facts: component, from 1; ground: `shown-only`, `secret`, `paper-copy`.
    """

    code = "not-to-be-digitised"


class ComponentHasPages(StationError):
    """A component was scanned; its pages must go first. Facts: component, from 1; pages."""

    code = "component-has-pages"


class ComponentSettled(StationError):
    """Pages are to be given to a component of which something else was said.

    Facts: component, from 1; standing, `digital` or `not-needed`.
    """

    code = "component-settled"


class ComponentsOpen(StationError):
    """Something of the checklist is still to come. Facts: components, positions from 1."""

    code = "components-open"


class ComponentNotCertified(StationError):
    """The document is a component of a procedure's dossier: no copy of it is asked.

    Facts: component, from 1; 0 for pages that belong to none yet.
    """

    code = "component-not-certified"


class HandlingOver(StationError):
    """Nobody handles the dossier any more. Facts: state, a national code."""

    code = "handling-over"


class StateNotNext(StationError):
    """A state may not follow the one that stands. Facts: axis, state, to; may, what may follow."""

    code = "state-not-next"


class PaperNotNow(StationError):
    """A paper does not belong to where its dossier stands. Facts: paper; state, a national code."""

    code = "paper-not-now"


class FormTemplateInvalid(StationError):
    """A paper's template is not as it must be; nothing was issued.

    Facts: template, its file; reason: `field-missing` (it does not show what it must),
    `field-unknown` (it asks for what there is not), `not-there`, `not-readable`, `not-typeset`,
    `no-such-day`; field, with the first two.
    """

    code = "form-template-invalid"


class NothingOwed(StationError):
    """Nothing is owed for the dossier. Facts: money, `paid` or `nothing-due`."""

    code = "nothing-owed"


class NothingToClose(StationError):
    """Nothing was taken, and no copy certified, since the last day's close."""

    code = "nothing-to-close"


class PaidByReceiptAlone(StationError):
    """Only a cashier's receipt, or a transfer of which central told, makes a dossier paid."""

    code = "paid-by-receipt-alone"


class NotSupported(StationError):
    """This version cannot do it, and says so. Facts: what."""

    code = "not-supported"


class ServiceLost(StationError):
    """A service of the demo desk did not start, or ended. Facts: service."""

    code = "service-lost"
    retryable = True

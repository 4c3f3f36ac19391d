"""The tray: what waits for its number and signatures, which gates it has passed, and with what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from offline_store.records import Document, Dossier, LineState
from offline_store.store import Records
from signing.errors import SigningError
from signing.values import Token
from station.bootstrap import Desk
from station.copy_signing import KeyLook
from station.desk_check import Check, Status
from station.errors import StationError
from station.readiness import ENDS_SOON, certificate_check, token_checks
from station.refusal import grounds_among, refusals, wants_judgement
from station.sheet_gate import SheetGate, sheet_gate


class Gate(StrEnum):
    """What must be so before a copy is signed."""

    SCANNED = "scanned"
    SHEETS = "sheets"
    COMPARED = "compared"
    ALLOWED = "allowed"
    NUMBER = "number"
    TOKEN = "token"
    CERTIFICATE = "certificate"
    REVOCATION = "revocation"
    TIME_STAMP = "time-stamp"
    CLOCK = "clock"
    DISK = "disk"


OF_TIME = frozenset({Gate.TIME_STAMP, Gate.CLOCK})
"""What only a time-stamp server can tell."""

OF_READINESS = OF_TIME | {Gate.REVOCATION, Gate.DISK}
"""The gates that are checks of `station.readiness`, and bear their ids."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document that is not signed yet, and the gates it has passed.

    sheets: what became of its scanned sides. refused: the copy was refused to the citizen.
    warnings: what reading found that may be a ground for refusing; decided on, if ALLOWED is
    passed. scanning: pages are on their way to it, so that it is not scanned yet.
    """

    dossier: Dossier
    document: Document
    passed: frozenset[Gate]
    sheets: SheetGate
    refused: bool = False
    warnings: tuple[str, ...] = ()
    scanning: bool = False

    @property
    def ready(self) -> bool:
        """Whether nothing is missing."""
        return self.passed == frozenset(Gate)


@dataclass(frozen=True, slots=True)
class Means:
    """What this desk signs with. problem: an error's code that tells why there is no token.

    low_numbers: how few may be left before more should be leased. tokens: those needed, in the
    order their PINs are asked; None for one not plugged in. keys: what can be known of both keys
    without a PIN; none where the token could not be asked. checks: what readiness says of the
    gates that bear its checks' ids; none of what was not looked at yet. numbers: of the book.
    """

    book: str
    numbers_left: int
    low_numbers: int
    officer: str
    labels: tuple[str, ...]
    tokens: tuple[Token | None, ...]
    problem: StationError | SigningError | None
    keys: tuple[KeyLook, ...] = ()
    at: datetime | None = None
    checks: Mapping[Gate, Check] = field(default_factory=dict)
    numbers: Check | None = None

    @property
    def numbers_low(self) -> bool:
        """Whether more should be leased."""
        return self.numbers_left <= self.low_numbers

    @property
    def token_ready(self) -> bool:
        """Whether every token needed is here and not locked.

        One on its last try is ready too: the consent to that try is asked with its PIN.
        """
        return bool(self.tokens) and not any(map(_fails, token_checks(self.labels, self.tokens)))

    @property
    def last_try(self) -> bool:
        """Whether one more wrong PIN locks a token."""
        return any(token is not None and token.pin.final_try for token in self.tokens)

    @property
    def certificate_problem(self) -> SigningError | None:
        """Why a certificate may not sign now; None where it may, or is not known yet."""
        return next((key.problem for key in self.keys if self._refused(key)), None)

    def _refused(self, key: KeyLook) -> bool:
        return self.at is not None and _fails(certificate_check(key, self.at))

    @property
    def certificate_days(self) -> int | None:
        """Days until the first of the certificates ends; None where that is not known yet."""
        ends = [key.ends_at for key in self.keys if key.ends_at is not None]
        if self.at is None or not ends or len(ends) < len(self.keys):
            return None
        return (min(ends) - self.at).days

    @property
    def certificate_ends_soon(self) -> bool:
        """Whether a new certificate should be asked for."""
        days = self.certificate_days
        return days is not None and days < ENDS_SOON.days


def look_at_tray(desk: Desk) -> tuple[tuple[Waiting, ...], Means]:
    """What waits to be signed, and with what; slow, since tokens are asked."""
    book = desk.certify.book(desk.now())
    means = replace(_means(desk, book), numbers=desk.check_readiness.numbers())
    with desk.store.snapshot() as records:
        means = replace(means, numbers_left=records.register.remaining(book, desk.now()))
        refused = refusals(records)
        dossiers = records.dossiers.unsigned()
        warned = records.dossiers.reading_warnings(
            [document.id for dossier in dossiers for document in dossier.documents]
        )
        # A document that holds a number already needs no further one.
        numbered = {
            line.document_id
            for line in records.register.lines(book)
            if line.state is LineState.RESERVED
        }
        waiting = tuple(
            _looked_at(
                desk,
                records,
                means,
                Waiting(
                    dossier,
                    document,
                    frozenset({Gate.NUMBER} if document.id in numbered else ()),
                    sheet_gate(records, document),
                    document.id in refused,
                    grounds_among(warned.get(document.id, ())),
                ),
            )
            for dossier in dossiers
            for document in dossier.documents
            if document.copy is None
        )
    return waiting, means


def _means(desk: Desk, book: str) -> Means:
    """What this desk signs with; how many numbers are left is not looked at."""
    at = desk.now()
    means = Means(
        book, 0, desk.settings.register.low_numbers, desk.settings.officer.name, (), (), None, at=at
    )
    means = with_checks(means, (desk.check_readiness.disk(),))
    try:
        means = replace(means, labels=desk.signing.tokens_needed())
        means = replace(means, tokens=tuple(desk.signing.find_needed().values()))
        if not means.token_ready:
            return means
        means = replace(means, keys=desk.signing.look(at))
        return with_checks(means, (desk.check_readiness.revocation(means.keys),))
    except (StationError, SigningError) as error:
        return replace(means, problem=error)


def _looked_at(desk: Desk, records: Records, means: Means, waiting: Waiting) -> Waiting:
    """The same with the gates that it has passed."""
    document, rules = waiting.document, desk.settings.copy
    passed = {
        Gate.SCANNED: bool(document.pages),
        Gate.SHEETS: waiting.sheets.passed(rules),
        Gate.COMPARED: bool(document.pages)
        and all(page.compared_at is not None for page in document.pages),
        Gate.ALLOWED: not waiting.refused
        and not wants_judgement(records, document, waiting.warnings, rules),
        Gate.NUMBER: Gate.NUMBER in waiting.passed
        or not (means.numbers is None or _fails(means.numbers)),
        Gate.TOKEN: means.token_ready,
        Gate.CERTIFICATE: means.certificate_problem is None,
    }
    seen = replace(waiting, passed=frozenset(gate for gate in Gate if passed.get(gate)))
    return held_against(seen, means)


def with_checks(means: Means, checks: Iterable[Check]) -> Means:
    """The same with what readiness says besides."""
    return replace(means, checks={**means.checks, **{Gate(check.id): check for check in checks}})


def held_against(waiting: Waiting, means: Means) -> Waiting:
    """The same with readiness's own gates; what was not looked at yet keeps nobody waiting."""
    failed = {gate for gate, check in means.checks.items() if _fails(check)}
    return replace(waiting, passed=(waiting.passed | OF_READINESS) - failed)


def _fails(check: Check) -> bool:
    return check.status is Status.FAIL

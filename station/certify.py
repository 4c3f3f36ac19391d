"""Certify: the number, the words, and the two signatures, as one act that survives a crash."""

import base64
import hashlib
from collections.abc import Mapping
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta

from offline_store.errors import StoreError
from offline_store.records import (
    CertifiedCopy,
    Debt,
    Document,
    DocumentId,
    Dossier,
    LineEntry,
    LineState,
    RegisterLine,
)
from offline_store.store import Records, Store
from signing.errors import SigningError
from signing.pin import Pin
from signing.values import CopyDraft, PdfA, SignedCopy, Statement
from station.cancel_number import cancel_number
from station.cancel_reasons import ABANDONED, DAY_PASSED, ENTRY_CHANGED
from station.copy_signing import CopySigning, SignDraft
from station.errors import (
    AlreadyCertified,
    ComponentNotCertified,
    PageNotCompared,
    PagesChanged,
    PagesMissing,
    RefusedToCitizen,
    SettingInvalid,
    SettingMissing,
)
from station.exemption import cost_of
from station.hanoi_time import Clock, hanoi_day
from station.people import Act, require
from station.pictures_to_set import pictures_to_set
from station.refusal import refuse_refused, refuse_unjudged, warnings_of
from station.settings import Settings
from station.sheet_gate import refuse_unaccounted, sheet_gate


@dataclass(frozen=True, slots=True)
class Reserved:
    """A document as it was found ready, and the register line that its copy will bear."""

    document: Document
    line: RegisterLine


@dataclass(frozen=True, slots=True)
class CertifyCopy:
    """Sign one document's copy and enter it in the register.

    The order is the promise: look at document, certificates and policy, log in (a wrong PIN costs
    no number), reserve the number durably, compose, sign twice, make the file durable, and only
    then write copy, register line and outbox item in one transaction. Killed anywhere, the next
    call goes on with the same number. Refused by the token or the disk, the line is cancelled with
    its reason and its number stays used.
    """

    store: Store
    signing: CopySigning
    settings: Settings
    clerk: str
    now: Clock

    def __call__(self, document_id: DocumentId, pins: Mapping[str, Pin]) -> CertifiedCopy:
        """Certify and return the copy; a document that is certified already returns its copy.

        Args:
            document_id: whose pages were all compared.
            pins: by token label; each is tried exactly once.

        Raises:
            PagesMissing, PageNotCompared: the document is not ready.
            PagesChanged: pages were added, taken or changed while it was being signed.
            RefusedToCitizen: the copy was refused on a ground of the law.
            ComponentNotCertified: it belongs to a procedure's dossier; no copy of it is asked.
            SignInNeeded, RoleMissing: the clerk may not certify.
            NumbersExhausted, BookClosed: the register has no number to give.
            TokenError, CertificateRefused, CopyRefused, TimestampMissing: no signature was made.
            StoreFull: the disk is full.
        """
        with self.store.snapshot() as records:
            document = records.dossiers.document(document_id, with_readings=False)
            if document.copy is not None:
                return document.copy
            self._require_complete(records, document)
        with self.unlock(pins) as sign:
            return self.sign(self.reserve(document_id), sign)

    def require_ready(self, document_id: DocumentId) -> None:
        """Refuse whatever can be known to stand in the way before a PIN is asked for.

        Raises:
            PagesMissing, PageNotCompared, SettingMissing, SettingInvalid: as a call would.
            NumbersExhausted, BookClosed: the register has no number to give.
            TokenError, CertificateRefused, TimestampMissing, CopyRefused: nothing could be signed.
        """
        with self.store.snapshot() as records:
            document = records.dossiers.document(document_id, with_readings=False)
            if document.copy is not None:
                return
            self._require_complete(records, document)
            line = records.register.line_of(document_id)
            if line is None or line.state is not LineState.RESERVED:
                records.register.next_number(self.book(self.now()), self.now())
        self.signing.require_fit(self.now())

    def require_complete(self, document_id: DocumentId) -> None:
        """Refuse a document that is not ready, whatever stands with token and register.

        Raises:
            PagesMissing, PageNotCompared, SettingMissing, SettingInvalid: it is not ready.
            RefusedToCitizen, SheetsUnaccounted, SidesNotCounted, GroundsNotJudged: so are these.
        """
        with self.store.snapshot() as records:
            document = records.dossiers.document(document_id, with_readings=False)
            self._require_complete(records, document)

    def unlock(self, pins: Mapping[str, Pin]) -> AbstractContextManager[SignDraft]:
        """Log in to each token once; see `CopySigning.unlock`."""
        return self.signing.unlock(pins, self.now())

    def reserve(self, document_id: DocumentId) -> Reserved:
        """Reserve the number of a document, durably; the first half of a call.

        Raises:
            AlreadyCertified: it has its copy.
            PagesMissing, PageNotCompared, SettingMissing, SettingInvalid: it is not ready.
            NumbersExhausted, BookClosed: the register has no number to give.
        """
        with self.store.snapshot() as records:
            light = records.dossiers.document(document_id, with_readings=False)
            dossier = records.dossiers.get(light.dossier_id)
            document = next(each for each in dossier.documents if each.id == document_id)
            if document.copy is not None:
                raise AlreadyCertified()
            self._require_complete(records, document)
        return Reserved(document, self._reserve(dossier, document))

    def sign(self, reserved: Reserved, sign: SignDraft) -> CertifiedCopy:
        """Sign what was reserved with keys that are unlocked; the second half of a call.

        May be called from several threads, with one `sign` for all of them. Where midnight passed
        since the number was reserved, it is cancelled (`day-passed`) and the new day's is taken.

        Raises:
            SigningError, StoreError, PagesChanged, RefusedToCitizen: the number is cancelled with
            the error's code.
        """
        line, at = reserved.line, self.now()
        try:
            if hanoi_day(at) != hanoi_day(line.reserved_at):
                with self.store.snapshot() as records:
                    dossier = records.dossiers.get(reserved.document.dossier_id)
                line = self._reserve(dossier, reserved.document)
                at = line.reserved_at
            return self._sign(reserved.document, line, sign, at)
        except (SigningError, StoreError, PagesChanged, RefusedToCitizen) as error:
            self._cancel(line, error.code)
            raise

    def require_may(self) -> None:
        """See that whoever is signed in may certify at all.

        Raises:
            SignInNeeded, RoleMissing: they may not.
        """
        with self.store.snapshot() as records:
            require(records, self.clerk, Act.CERTIFY)

    def abandon(self, document_id: DocumentId) -> None:
        """Cancel the number reserved for a document whose signing will not be finished."""
        with self.store.snapshot() as records:
            require(records, self.clerk, Act.CERTIFY)
            line = records.register.line_of(document_id)
        if line is not None:
            self._cancel(line, ABANDONED)

    def _require_complete(self, records: Records, document: Document) -> None:
        require(records, self.clerk, Act.CERTIFY)
        if document.component is not None:
            raise ComponentNotCertified(component=document.component)
        refuse_refused(records, document.id)
        if not document.pages:
            raise PagesMissing()
        for page in document.pages:
            if page.compared_at is None:
                raise PageNotCompared(page=page.position)
        for key, value in (
            ("agency.name", self.settings.agency.name),
            ("officer.name", self.settings.officer.name),
            ("copy.lookup_url", self.settings.copy.lookup_url),
        ):
            if not value:
                raise SettingMissing(key=key)
        self._pdfa()
        refuse_unaccounted(sheet_gate(records, document), self.settings.copy)
        refuse_unjudged(records, document, self.settings.copy)

    def book(self, at: datetime) -> str:
        """The book of the year on the counter's calendar, such as `01/2026-SCT/BS`."""
        return self.settings.register.book_of(hanoi_day(at).year)

    def _reserve(self, dossier: Dossier, document: Document) -> RegisterLine:
        at = self.now()
        officer = self.settings.officer
        with self.store.snapshot() as records:
            cost = cost_of(records, document, self.settings.fees, at)
        entry = LineEntry(
            requester_name=dossier.requester.name,
            document_title=document.title,
            signer_name=officer.name,
            signer_title=" ".join(officer.title),
            copies=document.copies,
            fee_vnd=cost.fee_vnd,
            note=cost.exemption.note if cost.exemption else "",
        )
        with self.store.transaction() as records:
            earlier = records.register.line_of(document.id)
            if earlier is not None and earlier.state is LineState.RESERVED:
                reason = _why_stale(earlier, entry, at)
                if reason:
                    cancel_number(records, earlier, at, self.clerk, reason)
            line = records.register.reserve(self.book(at), document.id, entry, at)
            records.audit.append(
                at, self.clerk, "number-reserved", document.id, book=line.book, number=line.number
            )
        return line

    def _sign(
        self, document: Document, line: RegisterLine, sign: SignDraft, at: datetime
    ) -> CertifiedCopy:
        """Sign as of `at`, which is of the day that the statement names."""
        with ExitStack() as copies:
            draft = self._draft(document, line, copies)
            signed = sign(draft, at)
        sha256 = self.store.files.keep(signed.pdf)
        copy = CertifiedCopy(
            document_id=document.id,
            book=line.book,
            number=line.number,
            code=draft.code,
            sha256=sha256,
            level=signed.level,
            signed_at=signed.signed_at,
            debts=self._debts(signed),
        )
        with self.store.transaction() as records:
            # Unlocking and time-stamps take their time: what was signed must still be the document.
            now = records.dossiers.document(document.id, with_readings=False)
            if _signed_facts(now) != _signed_facts(document):
                raise PagesChanged()
            refuse_refused(records, document.id)
            records.dossiers.keep_copy(copy)
            records.register.sign(line.book, line.number, signed.signed_at)
            if not records.training.here:
                records.outbox.enqueue(document.id, signed.signed_at)
            records.audit.append(
                signed.signed_at,
                self.clerk,
                "copy-certified",
                document.id,
                sha256=sha256,
                warnings=",".join(warnings_of(document)),
            )
        return copy

    def _draft(self, document: Document, line: RegisterLine, copies: ExitStack) -> CopyDraft:
        code = identity_code(line)
        return CopyDraft(
            title=document.title,
            pages=pictures_to_set(self.store, document.pages, copies),
            statement=Statement(
                number=line.number,
                book=line.book,
                certified_at=line.reserved_at,
                agency=self.settings.agency.name,
                signer_name=self.settings.officer.name,
                signer_title=self.settings.officer.title,
            ),
            code=code,
            lookup_url=self.settings.copy.lookup_of(code),
            watermark=self.settings.copy.watermark,
            training=self.settings.training,
            pdfa=self._pdfa(),
            looks=self.settings.copy.looks(),
        )

    def _pdfa(self) -> PdfA:
        try:
            return PdfA(self.settings.copy.pdfa)
        except ValueError as error:
            raise SettingInvalid(key="copy.pdfa", expected=", ".join(PdfA)) from error

    def _debts(self, signed: SignedCopy) -> tuple[Debt, ...]:
        deadline = signed.signed_at + timedelta(days=self.settings.signing.timestamp_debt_days)
        return tuple(Debt(kind, deadline) for kind in signed.debts)

    def _cancel(self, line: RegisterLine, reason: str) -> None:
        with self.store.transaction() as records:
            cancel_number(records, line, self.now(), self.clerk, reason)


def _why_stale(earlier: RegisterLine, entry: LineEntry, at: datetime) -> str:
    """Why a number that an interrupted signing reserved cannot be signed now; empty if it can.

    The statement carries the day: a number reserved on another day is not signed today, least of
    all across the turn of the year. And the book must say what is signed, not what was about to be.
    """
    if hanoi_day(earlier.reserved_at) != hanoi_day(at):
        return DAY_PASSED
    return ENTRY_CHANGED if earlier.entry != entry else ""


def _signed_facts(document: Document) -> list[tuple[str, str, bool]]:
    """What the signed copy rests on: which pages, in which order, each of them compared."""
    return [(page.id, page.sha256, page.compared_at is not None) for page in document.pages]


def identity_code(line: RegisterLine) -> str:
    """The copy's identity code: 16 letters and digits in fours, the same for the same number.

    80 bits of a hash over the document's random id and its number: it says nothing of the person,
    cannot be guessed, and comes out alike when an interrupted signing is taken up again.
    """
    seed = f"{line.document_id}|{line.book}|{line.number}".encode()
    text = base64.b32encode(hashlib.sha256(seed).digest()).decode()[:16]
    return "-".join(text[start : start + 4] for start in range(0, 16, 4))

"""Sign the papers of procedures' dossiers: each described one, by who scanned it.

TT 01/2023/TT-VPCP: Điều 8, the personal signature stands top left with name and time; Điều 9 and
10, the description and the code under which the paper is known. What is signed goes to central.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta

from offline_store.descriptions import Description
from offline_store.errors import NotFound
from offline_store.records import Debt, Document, DocumentId, Dossier, DossierId
from offline_store.signed_papers import SignedPaper
from offline_store.store import Records, Store
from signing.errors import CopyRefused
from signing.pin import Pin
from signing.values import Token, Verdict
from signing.verification import verify_pdf
from station.errors import AlreadyCertified, PagesChanged, PagesMissing
from station.hanoi_time import Clock
from station.paper_errors import PaperNotDescribed, PaperOfLot
from station.paper_file import paper_file
from station.people import Act, require
from station.settings import Settings
from station.sign_file import FileAct, SignFile, SignPdf

PAPER_SIGNED = "paper-signed"


@dataclass(frozen=True, slots=True)
class ReadyPaper:
    """A paper as it was found ready: its pages, and what is said of it."""

    document: Document
    description: Description


@dataclass(frozen=True, slots=True)
class SignPapers:
    """Sign one paper, or the next of a stack, with the key of who scanned.

    The file is composed, signed, judged by the same verification as any PDF, made durable, and only
    then kept with its place in the outbox, in one transaction. Killed anywhere, a paper is signed
    and on its way, or it is as it was; the next run signs those alone that are not.
    """

    store: Store
    sign_file: SignFile
    settings: Settings
    clerk: str
    now: Clock

    def waiting(self, dossiers: Iterable[DossierId]) -> tuple[tuple[Dossier, Document], ...]:
        """The papers of these dossiers that are described and not signed, in their order; light."""
        with self.store.snapshot() as records:
            return tuple(
                (dossier, document)
                for dossier_id in dossiers
                for dossier in (records.dossiers.heading(dossier_id),)
                for document in _described(records, dossier_id)
            )

    def waiting_here(self) -> tuple[tuple[Dossier, Document], ...]:
        """The papers that whoever sits here described and nobody signed, of all dossiers."""
        with self.store.snapshot() as records:
            return tuple(
                (dossier, document)
                for dossier_id in records.signed_papers.unsigned(self.clerk)
                for dossier in (records.dossiers.heading(dossier_id),)
                for document in _described(records, dossier_id, self.clerk)
            )

    def find_needed(self) -> dict[str, Token | None]:
        """The token whose PIN is asked, by its name, as it answers now; None where it does not.

        Raises:
            SettingMissing, TokenAmbiguous, TokenLibraryMissing: as `SignFile.find_needed`.
        """
        name = self.sign_file.token_needed(FileAct.SCAN)
        return {name: self.sign_file.find_needed(FileAct.SCAN)}

    def require_fit(self) -> None:
        """Refuse, while nobody has typed a PIN, what could not be signed with now.

        Raises:
            SignInNeeded, RoleMissing: whoever sits there may not.
            SettingMissing, SettingInvalid, TokenError, CertificateRefused, TimestampMissing,
            CopyRefused: as `SignFile.require_fit`.
        """
        self.require_may()
        self.sign_file.require_fit(FileAct.SCAN)

    def require_may(self) -> None:
        """See that whoever is signed in may sign what they scanned.

        Raises:
            SignInNeeded, RoleMissing: they may not.
        """
        with self.store.snapshot() as records:
            require(records, self.clerk, Act.PAGES)

    def unlock(self, pins: Mapping[str, Pin]) -> AbstractContextManager[SignPdf]:
        """Log in once; see `SignFile.unlock`."""
        return self.sign_file.unlock(FileAct.SCAN, pins, self.now())

    def reserve(self, document_id: DocumentId) -> ReadyPaper:
        """See that a paper can be signed; nothing is kept by that.

        Raises:
            NotFound: no such document, or it holds no component of a procedure.
            PaperOfLot: it belongs to a lot. PagesMissing: nothing was scanned.
            PaperNotDescribed: it has no description. AlreadyCertified: it is signed.
        """
        with self.store.snapshot() as records:
            document = records.dossiers.document(document_id)
            if not document.component:
                raise NotFound(kind="component", id=document_id)
            if records.lots.of(document.dossier_id) is not None:
                raise PaperOfLot()
            if document.fixed:
                raise AlreadyCertified()
            if not document.pages:
                raise PagesMissing()
            description = records.descriptions.of(document_id)
            if description is None:
                raise PaperNotDescribed(component=document.component)
        return ReadyPaper(document, description)

    def sign(self, ready: ReadyPaper, sign: SignPdf) -> SignedPaper:
        """Sign what was found ready, with a key that is unlocked. Any thread may call it.

        Raises:
            PagesChanged: its pages or what is said of it changed meanwhile.
            AlreadyCertified: another program signed it meanwhile.
            SignInNeeded, RoleMissing: whoever sits there may not.
            CopyRefused: it cannot be typeset or signed, or reason `not-intact`: what came of it
            does not pass its own verification.
            CertificateRefused, TokenError, TimestampMissing, StoreError: it was not signed.
        """
        document = ready.document
        pdf = paper_file(
            self.store,
            document,
            ready.description,
            self.settings.agency.name,
            self.settings.copy.pdfa,
        )
        made = sign(pdf, self.now())
        trust = self.sign_file.signing.trust
        report = verify_pdf(made.copy.pdf, (trust,) if trust.exists() else ())
        # Whom a stranger trusts is not this desk's to say; that the bytes hold together is.
        if report.verdict is Verdict.TOTAL_FAILED or not report.signatures:
            raise CopyRefused(reason="not-intact")
        deadline = made.copy.signed_at + timedelta(days=self.settings.signing.timestamp_debt_days)
        paper = SignedPaper(
            document_id=document.id,
            code=ready.description.code,
            sha256=self.store.files.keep(made.copy.pdf),
            level=made.copy.level,
            signed_at=made.copy.signed_at,
            signer=made.signer,
            who=self.clerk,
            debts=tuple(Debt(kind, deadline) for kind in made.copy.debts),
        )
        with self.store.transaction() as records:
            require(records, self.clerk, Act.PAGES)
            now = records.dossiers.document(document.id, with_readings=False)
            if now.fixed:
                raise AlreadyCertified()
            if _facts(now) != _facts(document):
                raise PagesChanged()
            if records.descriptions.of(document.id) != ready.description:
                raise PagesChanged()
            records.signed_papers.keep(paper)
            if not records.training.here:
                records.outbox.enqueue(document.id, self.now())
            records.audit.append(
                paper.signed_at,
                self.clerk,
                PAPER_SIGNED,
                document.id,
                component=document.component,
                sha256=paper.sha256,
                level=paper.level,
                verdict=report.verdict.value,
            )
        return paper


def _described(
    records: Records, dossier_id: DossierId, who: str | None = None
) -> Iterator[Document]:
    """Papers that can be signed, light. who: described them; None: whoever did."""
    if records.lots.of(dossier_id) is not None:
        return
    documents = records.dossiers.all_documents(dossier_id)
    described = records.descriptions.many([each.id for each in documents])
    for document in sorted(documents, key=lambda each: each.component or 0):
        if not document.component or not document.pages or document.fixed or document.dissolved:
            continue
        said = described.get(document.id)
        if said is not None and who in (None, said.who):
            yield document


def _facts(document: Document) -> tuple[int | None, list[tuple[str, str]]]:
    """What the signed paper rests on: which paper it is, and its pages in their order."""
    return document.component, [(page.id, page.sha256) for page in document.pages]

"""The desk's side of the line to central. Whatever comes back becomes a value or an error."""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self, TypeVar

from pydantic import BaseModel, ValidationError

from offline_store.account_wire import (
    PATH_ACCOUNTS,
    PATH_PASSWORD,
    AccountsAnswer,
    AccountsQuestion,
    PasswordChange,
    PasswordChanged,
)
from offline_store.central_line import CentralLine, Leaving, Pace
from offline_store.central_tls import (
    NewIdentity,
    fetch_authority,
    is_over,
    new_identity,
    parts_of,
    tls_files,
)
from offline_store.copies_wire import (
    PATH_COPIES,
    PATH_COPY_FILE,
    CopiesAnswer,
    CopiesQuestion,
    CopyAtCentral,
    CopyFileQuestion,
)
from offline_store.errors import CentralError, CentralNonsense, CentralRefused
from offline_store.handling_wire import PATH_HANDLINGS, HandlingOnWire, HandlingTaken
from offline_store.lot_wire import PATH_LOTS, LotOnWire, LotTaken
from offline_store.outgoing import Outgoing
from offline_store.paper_wire import PATH_PAPERS, PaperSubmission, Submission
from offline_store.payment_wire import PATH_PAYMENTS, PaymentsAnswer
from offline_store.procedure_wire import MAX_CATALOGUE_BYTES, PATH_PROCEDURES, CatalogueHead
from offline_store.queue_wire import PATH_CALL, PATH_TICKETS, CallAnswer, CallQuestion, TicketOnWire
from offline_store.records import Enrolment, NumberBlock, ReturnedBlock
from offline_store.same_central import same_central
from offline_store.sending import Bundled, send_bundle, send_file, submit_several
from offline_store.verdict_wire import PATH_VERDICTS, VerdictAnswer, VerdictQuestion
from offline_store.wire import (
    IDEMPOTENCY_HEADER,
    MAX_BLOB_BYTES,
    PATH_BLOBS,
    PATH_CLAIMED_LEASES,
    PATH_DOSSIERS,
    PATH_ENROLMENTS,
    PATH_HEADS,
    PATH_HOLDINGS,
    PATH_KNOWN_LEASES,
    PATH_LEASES,
    PATH_MISSING_BLOBS,
    PATH_MISSING_SUBMISSIONS,
    PATH_RETURNED_LEASES,
    PATH_STATION,
    PATH_SUBMISSIONS,
    BlobAnswer,
    BlobQuestion,
    DossierAnswer,
    DossierOnWire,
    DossierSubmission,
    EnrolAnswer,
    EnrolRequest,
    Holdings,
    LeaseAnswer,
    LeaseClaim,
    LeaseRequest,
    LeaseReturn,
    LeaseReturned,
    NumbersHeard,
    NumbersKnown,
    Reason,
    StationAnswer,
    SubmissionAnswer,
    SubmissionQuestion,
    SubmissionsMissing,
    TrailHead,
    TrailHeadAnswer,
)

Question = TypeVar("Question", bound=BaseModel)


class CentralClient:
    """One desk's line to central, under that desk's enrolment. For one thread at a time.

    timeout_s: for the connection, for each silence, and for an answer's whole body. pace: how fast
    files may leave. line: for questions that have a module of their own.
    Every method raises CentralUnreachable, CentralFailed, CentralLogin, CentralRefused or
    CentralNonsense, and follows no redirect: a captive portal is not central.
    """

    def __init__(
        self, enrolment: Enrolment, timeout_s: float = 30.0, pace: Pace | None = None
    ) -> None:
        self.enrolment = enrolment
        self._timeout_s = timeout_s
        self._pace = pace
        self._files = ExitStack()
        files = tls_files(enrolment.authority, enrolment.certificate, enrolment.key)
        tls = self._files.enter_context(files)
        self.line = CentralLine(enrolment.central_url, timeout_s, enrolment.credential, tls, pace)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection."""
        self.line.close()
        self._files.close()

    def another(self) -> Self:
        """A line of the same desk's beside this one, for another thread. Close it, too."""
        return type(self)(self.enrolment, self._timeout_s, self._pace)

    def station(self) -> StationAnswer:
        """As whom central knows this desk: the way to ask whether the line works."""
        return self.line.ask("GET", PATH_STATION, StationAnswer)

    def clock_skew(self, now: Callable[[], datetime]) -> timedelta:
        """By how much this desk's clock is ahead of central's, to within half the way there.

        Raises:
            CentralNonsense: central is too old to say its time.
        """
        before = now()
        theirs = self.station().now
        if theirs is None:
            raise CentralNonsense(reason="no-time")
        return before + (now() - before) / 2 - theirs

    def lease(self, book: str, size: int, block_id: str) -> NumberBlock:
        """Lease a block of `size` numbers; asked again under the same id, it is the same block."""
        question = _asked(lambda: LeaseRequest(id=block_id, book=book, size=size))
        answer = self.line.ask("POST", PATH_LEASES, LeaseAnswer, question)
        if (answer.id, answer.book) != (block_id, book) or answer.last < answer.first:
            raise CentralNonsense(reason="another-block")
        return NumberBlock(
            answer.id, answer.book, answer.first, answer.last, answer.leased_at, answer.expires_at
        )

    def return_numbers(self, block: ReturnedBlock) -> None:
        """Give numbers back that are used nowhere and never will be; told again, it is the same."""
        question = LeaseReturn(id=block.id, first=block.first)
        answer = self.line.ask("POST", PATH_RETURNED_LEASES, LeaseReturned, question)
        if (answer.id, answer.first, answer.last) != (block.id, block.first, block.last):
            raise CentralNonsense(reason="another-block")

    def claim(self, block: NumberBlock) -> None:
        """Tell a central that came back from a backup of a block that it leased since."""
        question = LeaseClaim(
            id=block.id,
            book=block.book,
            first=block.first,
            last=block.last,
            leased_at=block.leased_at,
            expires_at=block.expires_at,
        )
        answer = self.line.ask("POST", PATH_CLAIMED_LEASES, LeaseAnswer, question)
        if (answer.id, answer.first, answer.last) != (block.id, block.first, block.last):
            raise CentralNonsense(reason="another-block")

    def tell_numbers(self, highest: Mapping[str, int]) -> int:
        """Tell up to where this desk has numbers, by book; how many desks central waits for."""
        question = NumbersKnown(highest=dict(highest))
        return self.line.ask("POST", PATH_KNOWN_LEASES, NumbersHeard, question).awaited

    def missing_blobs(self, hashes: Collection[str]) -> tuple[str, ...]:
        """Those of the files that central does not have yet."""
        question = BlobQuestion(hashes=tuple(hashes))
        answer = self.line.ask("POST", PATH_MISSING_BLOBS, BlobAnswer, question)
        if not set(answer.missing) <= set(hashes):
            raise CentralNonsense(reason="never-asked")
        return answer.missing

    def send_blob(
        self, sha256: str, content: bytes | Outgoing, leaving: Leaving = lambda size: None
    ) -> None:
        """Send one file; a large one in parts, from where an earlier attempt came to.

        leaving: told how many of its bytes have left so far, or were at central before.
        What `content` raises while it leaves ends the sending.
        """
        send_file(self.line, sha256, content, leaving)

    def send_bundle(self, files: Sequence[Bundled]) -> frozenset[str]:
        """Send small files in one request; those that central has now, by SHA-256."""
        return send_bundle(self.line, files)

    def fetch_blob(self, sha256: str) -> bytes:
        """A copy that this desk handed in, whole; refused where central has it not from here."""
        content = self.line.fetch(f"{PATH_BLOBS}/{sha256}", MAX_BLOB_BYTES)
        if hashlib.sha256(content).hexdigest() != sha256:
            raise CentralNonsense(reason="another-file")
        return content

    def tell_head(self, sequence: int, line_hash: str) -> TrailHeadAnswer:
        """Tell central the last line of this desk's trail; what it was told before comes back."""
        told = TrailHead(sequence=sequence, hash=line_hash)
        return self.line.ask("POST", PATH_HEADS, TrailHeadAnswer, told)

    def accounts(self, question: AccountsQuestion) -> AccountsAnswer:
        """Who may sign in at this desk, signed by central."""
        return self.line.ask("POST", PATH_ACCOUNTS, AccountsAnswer, question)

    def catalogue_version(self) -> str | None:
        """The version of the catalogue of procedures that holds for this desk's agency."""
        return self.line.ask("GET", PATH_PROCEDURES, CatalogueHead).version

    def tell_handling(self, dossier_id: str, told: HandlingOnWire, etag: str) -> None:
        """Tell central how this desk has a dossier for a procedure; it has it durably then."""
        place = f"{PATH_HANDLINGS}/{dossier_id}"
        taken = self.line.ask("PUT", place, HandlingTaken, told)
        if (taken.dossier, taken.etag) != (dossier_id, etag):
            raise CentralNonsense(reason="another-dossier")

    def tell_lot(self, lot_id: str, told: LotOnWire, etag: str) -> None:
        """Tell central how this desk has a lot; it has it durably then."""
        taken = self.line.ask("PUT", f"{PATH_LOTS}/{lot_id}", LotTaken, told)
        if (taken.lot, taken.etag) != (lot_id, etag):
            raise CentralNonsense(reason="another-lot")

    def payments(self, after: int) -> PaymentsAnswer:
        """The transfers that central heard of after the one of that count."""
        return self.line.ask("GET", f"{PATH_PAYMENTS}?after={after}", PaymentsAnswer)

    def catalogue(self, version: str) -> str:
        """That catalogue, as central signed it; not looked at any further."""
        signed = self.line.fetch(f"{PATH_PROCEDURES}/{version}", 4 * MAX_CATALOGUE_BYTES)
        return signed.decode("ascii", errors="replace")

    def change_password(self, login: str, old: str, new: str) -> None:
        """Give somebody another password; refused with `password-wrong` or `password-unfit`."""
        change = _asked(lambda: PasswordChange(login=login, old=old, new=new))
        if self.line.ask("POST", PATH_PASSWORD, PasswordChanged, change).login != login:
            raise CentralNonsense(reason="another-account")

    def tell_dossier(
        self, dossier_id: str, told: DossierOnWire, known: str | None
    ) -> DossierAnswer:
        """Tell how this desk has a dossier. known: the tag of what it knew to stand at central."""
        headers = {} if known is None else {"If-Match": f'"{known}"'}
        return self.line.ask("PUT", f"{PATH_DOSSIERS}/{dossier_id}", DossierAnswer, told, headers)

    def copies_of(self, id_number: str, dossier_code: str) -> tuple[CopyAtCentral, ...]:
        """Which copies were certified for a citizen, by any agency, the newest first.

        id_number: 9 or 12 figures. dossier_code: in which dossier it is asked; central keeps that.
        """
        asked = _asked(lambda: CopiesQuestion(id_number=id_number, dossier_code=dossier_code))
        return self.line.ask("POST", PATH_COPIES, CopiesAnswer, asked).copies

    def copy_of(self, id_number: str, dossier_code: str, code: str) -> bytes:
        """One of these, the file itself; refused where it is not that citizen's."""
        asked = _asked(
            lambda: CopyFileQuestion(id_number=id_number, dossier_code=dossier_code, code=code)
        )
        return self.line.fetch(PATH_COPY_FILE, MAX_BLOB_BYTES, asked)

    def take_ticket(self) -> TicketOnWire:
        """The next number of the day at this desk's agency."""
        return self.line.ask("POST", PATH_TICKETS, TicketOnWire)

    def call(self, counter: str, ticket: str = "") -> CallAnswer:
        """Call who waits longest, or the very ticket that was shown; refused for one of others."""
        question = _asked(lambda: CallQuestion(counter=counter, ticket=ticket))
        answer = self.line.ask("POST", PATH_CALL, CallAnswer, question)
        if ticket and (answer.ticket is None or answer.ticket.id != ticket):
            raise CentralNonsense(reason="another-ticket")
        return answer

    def submit(self, submission: Submission) -> str:
        """Hand in a document whose files are there; return the receipt, still to be read."""
        key = {IDEMPOTENCY_HEADER: submission.item}
        place = PATH_PAPERS if isinstance(submission, PaperSubmission) else PATH_SUBMISSIONS
        return self.line.ask("POST", place, SubmissionAnswer, submission, key).receipt

    def submit_several(self, submissions: Sequence[DossierSubmission]) -> list[str | CentralError]:
        """Hand in several; of each its receipt, still to be read, or why it was not taken."""
        return submit_several(self.line, submissions)

    def holdings(self) -> Holdings:
        """What central has taken from this desk."""
        return self.line.ask("GET", PATH_HOLDINGS, Holdings)

    def verdicts(self, items: Sequence[str], *, again: bool = False) -> VerdictAnswer:
        """Which of these submissions stand, in words still to be read.

        again: what central could not judge is judged once more.
        """
        question = VerdictQuestion(items=tuple(items), again=again)
        answer = self.line.ask("POST", PATH_VERDICTS, VerdictAnswer, question)
        if not (set(answer.verdicts) | set(answer.waiting)) <= set(items):
            raise CentralNonsense(reason="never-asked")
        return answer

    def missing_submissions(self, copies: Mapping[str, str]) -> tuple[str, ...]:
        """Those submissions that central has not taken. copies: the copy's SHA-256 by item."""
        question = SubmissionQuestion(items=dict(copies))
        missing = self.line.ask(
            "POST", PATH_MISSING_SUBMISSIONS, SubmissionsMissing, question
        ).missing
        if not set(missing) <= set(copies):
            raise CentralNonsense(reason="never-asked")
        return missing


def enrol(
    url: str,
    code: str,
    station_name: str,
    timeout_s: float = 30.0,
    *,
    earlier: Enrolment | None = None,
) -> Enrolment:
    """Get a desk its place at central with a one-time code. The code is used up by it.

    Over HTTPS the authority is the one that the code names, and the desk gets a certificate. A
    code whose last four groups are left out means a central behind a public authority.

    earlier: the place that the desk has. At the same central it is shown, so that the desk keeps
    its station there, and with it its numbers and what it has yet to send. To no other.

    Raises:
        CentralError: as `CentralClient`; CentralLogin means that the code is unknown or used,
            CentralNonsense that another authority stands there than the code names.
    """
    secret, mark = parts_of(code)
    pinned = bool(mark) and url.lower().startswith("https:")
    authority = fetch_authority(url, mark, timeout_s) if pinned else ""
    identity = new_identity(station_name) if pinned else NewIdentity("", "")
    proof = earlier if earlier is not None and same_central(earlier, url, authority) else None
    # A certificate that is over would end the handshake.
    lasts = proof is not None and not is_over(proof.certificate)
    shown = (proof.certificate, proof.key) if proof is not None and lasts else ("", "")
    with tls_files(authority, *shown) as tls:
        line = CentralLine(url, timeout_s, None if proof is None else proof.credential, tls)
        try:
            question = _asked(
                lambda: EnrolRequest(
                    code=secret, station_name=station_name, request=identity.request
                )
            )
            answer = line.ask("POST", PATH_ENROLMENTS, EnrolAnswer, question)
        finally:
            line.close()
    return Enrolment(
        central_url=url.rstrip("/"),
        station=answer.station,
        agency=answer.agency,
        credential=answer.credential,
        receipt_key=answer.receipt_key,
        authority=authority,
        certificate=answer.certificate,
        key=identity.key,
    )


def _asked(build: Callable[[], Question]) -> Question:
    """A question that the wire has room for; central would refuse any other as malformed."""
    try:
        return build()
    except ValidationError as error:
        fields = sorted({str(part) for each in error.errors() for part in each["loc"]})
        raise CentralRefused(
            status=422, reason=Reason.REQUEST_MALFORMED.value, detail=" ".join(fields)
        ) from None

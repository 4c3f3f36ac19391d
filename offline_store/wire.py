"""What a desk and central say to each other: the one place where both sides agree.

JSON over HTTP, UTF-8. A file goes as raw bytes to its own address, named by its SHA-256: at once,
or in parts that each say where they belong (`PUT …/part?start=…&total=…`).
Requests with a field that is not named here are refused; in answers, unknown fields are ignored,
so that central may be newer than a desk.
"""

import hashlib
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator

API_VERSION = "1"
PATH_ENROLMENTS = "/api/v1/enrolments"
PATH_AUTHORITY = "/api/v1/authority"
PATH_STATION = "/api/v1/station"
PATH_LEASES = "/api/v1/leases"
PATH_CLAIMED_LEASES = "/api/v1/leases/claimed"
PATH_RETURNED_LEASES = "/api/v1/leases/returned"
PATH_KNOWN_LEASES = "/api/v1/leases/known"
PATH_MISSING_BLOBS = "/api/v1/blobs/missing"
PATH_BLOBS = "/api/v1/blobs"
PATH_SUBMISSIONS = "/api/v1/submissions"
PATH_HOLDINGS = "/api/v1/submissions/holdings"
PATH_MISSING_SUBMISSIONS = "/api/v1/submissions/missing"
PATH_HEADS = "/api/v1/heads"
PATH_DOSSIERS = "/api/v1/dossiers"
PATH_LOOKUP = "/c"

IDEMPOTENCY_HEADER = "Idempotency-Key"
RECEIPT_ALGORITHM = "EdDSA"
RECEIPT_TYPE = "tramso-receipt+jwt"

MAX_BLOB_BYTES = 256 * 1024 * 1024
# A larger file goes in parts: what arrived before the line broke is not sent again.
PART_BYTES = 4 * 1024 * 1024
# How much of it one request carries; a line that breaks in between loses none of it.
LONGEST_PART_BYTES = 64 * 1024 * 1024
MAX_JSON_BYTES = 1024 * 1024
MAX_LEASE = 1000
MAX_BOOKS = 1000

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,80}$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^[^\x00-\x1f]*$")]
OptionalLine = Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00-\x1f]*$")]
Pem = Annotated[str, StringConstraints(max_length=8000)]
Number = Annotated[int, Field(ge=1, le=9_999_999)]


def authority_mark(certificate_pem: str) -> str:
    """24 hex digits that stand for an authority in an enrolment code (96 bits of SHA-256)."""
    return hashlib.sha256("".join(certificate_pem.split()).encode()).hexdigest()[:24]


class Reason(StrEnum):
    """Why central refuses something; travels in `Refusal`. Under a status of 5xx, not for good."""

    ENROLMENT_CODE_UNKNOWN = "enrolment-code-unknown"
    CREDENTIAL_UNKNOWN = "credential-unknown"
    STATION_REVOKED = "station-revoked"
    REQUEST_MALFORMED = "request-malformed"
    REQUEST_TOO_LARGE = "request-too-large"
    TOO_MANY_REQUESTS = "too-many-requests"
    KEY_REUSED = "key-reused"
    FILES_MISSING = "files-missing"
    FILE_UNKNOWN = "file-unknown"
    FILES_UNREACHABLE = "files-unreachable"
    FILE_MISNAMED = "file-misnamed"
    PART_MISPLACED = "part-misplaced"
    STATION_MISMATCH = "station-mismatch"
    LEASE_UNKNOWN = "lease-unknown"
    NUMBER_NOT_LEASED = "number-not-leased"
    NUMBER_TAKEN = "number-taken"
    NUMBERS_UNSETTLED = "numbers-unsettled"
    CODE_TAKEN = "code-taken"
    COPY_TAKEN = "copy-taken"
    PASSWORD_WRONG = "password-wrong"
    PASSWORD_UNFIT = "password-unfit"
    TICKET_UNKNOWN = "ticket-unknown"
    IDENTIFICATION_NOT_OFFERED = "identification-not-offered"
    SIGNATURE_NOT_VALID = "signature-not-valid"
    SIGNATURE_UNDECIDED = "signature-undecided"
    SIGNATURES_TOO_FEW = "signatures-too-few"


class _Request(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class AuthorityAnswer(_Answer):
    """PEM of the certificate under which central's own and the desks' are issued."""

    certificate: Pem


class EnrolRequest(_Request):
    """A desk asks for its place at central with a one-time code that IT was given.

    request: PEM of a certificate request (PKCS #10) for a key of the desk's own; empty for none.
    """

    code: Line
    station_name: Line
    request: Pem = ""


class EnrolAnswer(_Answer):
    """The place: station id, agency code, bearer secret, PEM of the receipt key.

    certificate: PEM of the desk's own; empty where none was asked for.
    """

    station: Id
    agency: Line
    credential: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{32,200}$")]
    receipt_key: Annotated[str, StringConstraints(max_length=2000)]
    certificate: Pem = ""


class StationAnswer(_Answer):
    """As whom central knows the desk that asks, and the time by central's clock."""

    api_version: str
    station: Id
    agency: Line
    now: AwareDatetime | None = None


class LeaseRequest(_Request):
    """A desk asks for a block of register numbers; the same id always gives the same block."""

    id: Id
    book: Line
    size: Annotated[int, Field(ge=1, le=MAX_LEASE)]


class LeaseAnswer(_Answer):
    """The block: numbers first to last of the book, for this desk alone.

    It may be smaller than was asked for: what came back from desks goes out first. After
    `expires_at` the desk gives no number of it any more, and returns what is left.
    """

    id: Id
    book: Line
    first: Number
    last: Number
    leased_at: AwareDatetime
    expires_at: AwareDatetime | None = None


class LeaseClaim(_Request):
    """A desk tells a central that came back from a backup of a block leased since; see there."""

    id: Id
    book: Line
    first: Number
    last: Number
    leased_at: AwareDatetime
    expires_at: AwareDatetime | None = None


class LeaseReturn(_Request):
    """A desk gives back the numbers of a block from `first` on: it will never use them."""

    id: Id
    first: Number


class LeaseReturned(_Answer):
    """Central has them back: first to last; the same for the same return again."""

    id: Id
    first: Number
    last: Number


class NumbersKnown(_Request):
    """The highest number of each book that a desk ever held: central never leases it to another."""

    highest: dict[Line, Number] = Field(max_length=MAX_BOOKS)


class NumbersHeard(_Answer):
    """awaited: how many desks of the agency central waits for, before it leases again."""

    awaited: int


class BlobQuestion(_Request):
    """Which of these files does central not have yet?"""

    hashes: Annotated[tuple[Sha256, ...], Field(max_length=1000)]


class BlobAnswer(_Answer):
    """Those that central does not have."""

    missing: tuple[Sha256, ...]


class PartKept(_Answer):
    """How many of a file's first bytes central has from this desk; whole: it has the file."""

    size: Annotated[int, Field(ge=0)]
    whole: bool


class BlobKept(_Answer):
    """Central has this file whole and durable."""

    sha256: Sha256
    size: int


class TrailHead(_Request):
    """A line of a desk's trail: its number, and its hash, which stands for all before it too."""

    sequence: Annotated[int, Field(ge=1, le=2**31 - 1)]
    hash: Sha256


class TrailHeadAnswer(_Answer):
    """What central was told last before this, and the time by its clock."""

    now: AwareDatetime
    earlier: TrailHead | None = None


class RequesterOnWire(_Request):
    """Who asked for the copy, for the citizen's own wallet; no more of them than that needs."""

    name: Line
    id_number: OptionalLine = ""


class CopyOnWire(_Request):
    """The certified copy: its register line, identity code, file, PAdES level and signer."""

    book: Line
    number: Number
    code: Id
    sha256: Sha256
    level: Annotated[str, StringConstraints(pattern=r"^B-(B|T|LT|LTA)$")]
    signed_at: AwareDatetime
    signer: Line


class DossierSubmission(_Request):
    """One certified document. `item` (the outbox id) is the idempotency key.

    files: SHA-256 of every file that belongs to it, the signed copy's first; central must hold
    them all before it takes the submission, and its receipt names them all. A copy that grew (by a
    time-stamp that was owed, say) comes as an item of its own: the same book, number and code, and
    among its files the version before, with which the new one begins.
    """

    item: Id
    station: Id
    dossier_code: Line
    document_title: Line
    requester: RequesterOnWire
    # Named so because pydantic's own `copy` is taken.
    certified_copy: CopyOnWire
    files: Annotated[tuple[Sha256, ...], Field(min_length=1, max_length=1000)]

    @model_validator(mode="after")
    def _copy_comes_first(self) -> Self:
        if self.files[0] != self.certified_copy.sha256:
            raise ValueError("files")
        return self


class PaperOnWire(_Request):
    """One original of a dossier as a desk has it; number, book and copy once it is certified."""

    id: Id
    title: Line
    copies: Annotated[int, Field(ge=1, le=999)]
    pages: Annotated[int, Field(ge=0, le=10_000)]
    book: OptionalLine = ""
    number: Annotated[int, Field(ge=0, le=9_999_999)] = 0
    sha256: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")] = ""
    handed_over: bool = False


class DossierOnWire(_Request):
    """A dossier as a desk has it, so that another desk's work on the same one is seen."""

    code: Line
    requester: RequesterOnWire
    papers: Annotated[tuple[PaperOnWire, ...], Field(max_length=200)]


class DossierVersion(_Answer):
    """A dossier as one desk has it, when it told central, and its entity tag."""

    etag: Sha256
    station: Id
    told_at: AwareDatetime
    dossier: DossierOnWire


class DossierAnswer(_Answer):
    """What stands at central now, and what other desks have that did not know of it.

    Status 200: what was told stands. 412: another desk was first; what was told is kept beside.
    """

    stands: DossierVersion
    beside: tuple[DossierVersion, ...] = ()


def etag_of(dossier: DossierOnWire) -> str:
    """The entity tag of a dossier: the same on both sides for the same content."""
    return hashlib.sha256(dossier.model_dump_json().encode()).hexdigest()


class Holdings(_Answer):
    """What central has taken from a desk: how many submissions, and a hash over them all."""

    count: Annotated[int, Field(ge=0)]
    digest: Sha256


def holdings_of(copies: Mapping[str, str]) -> Holdings:
    """What holds these: by submission, the SHA-256 of its copy. The same on both sides."""
    lines = "".join(f"{item} {sha256}\n" for item, sha256 in sorted(copies.items()))
    return Holdings(count=len(copies), digest=hashlib.sha256(lines.encode()).hexdigest())


class SubmissionQuestion(_Request):
    """Which of these submissions has central not taken, or with another copy?"""

    items: Annotated[dict[Id, Sha256], Field(max_length=1000)]


class SubmissionsMissing(_Answer):
    """Those that central has not."""

    missing: tuple[Id, ...]


class SubmissionAnswer(_Answer):
    """Central's signed receipt, a compact JWS over `Receipt`."""

    receipt: Annotated[str, StringConstraints(max_length=200_000)]


class Receipt(_Answer):
    """What a receipt says: central holds these files of this item since then, whole and durable.

    Whether the copy stands is another word of central's (`verdict_wire.CopyVerdict`).
    """

    item: Id
    station: Id
    files: tuple[Sha256, ...]
    received_at: AwareDatetime


class Refusal(_Answer):
    """The body of every refusal; `detail` names what it is about: hashes, a sub-indication."""

    reason: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,60}$")]
    detail: tuple[str, ...] = ()

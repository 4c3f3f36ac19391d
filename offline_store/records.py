"""The records that must survive. The rules about them (what may follow what) are the station's."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from offline_store.spots import Spot

DossierId = NewType("DossierId", str)
DocumentId = NewType("DocumentId", str)
PageId = NewType("PageId", str)
OutboxId = NewType("OutboxId", str)


@dataclass(frozen=True, slots=True)
class Requester:
    """Who asks at the counter (người yêu cầu). Empty strings where nothing was given.

    name: as printed on the card, NFC, never rewritten. birth_date: dd/mm/yyyy or yyyy.
    """

    name: str
    id_number: str = ""
    birth_date: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page: box (x, y, width, height) in page pixels, doubt 0 to 1, line from 0.

    read_as: what the engine read, where the clerk's text replaced it; else None. differs: the clerk
    saw that the original says something else here than the picture.
    """

    text: str
    box: tuple[int, int, int, int]
    doubt: float
    line: int
    read_as: str | None = None
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """A QR or bar code on a page: type as zxing names it, its text, box in page pixels.

    Type `MRZ`: the machine-readable zone of an identity card, three lines parted by line ends.
    """

    type: str
    text: str
    box: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of one page as read by one engine, with the clerk's corrections in place.

    rotation: degrees clockwise by which the picture must be turned to stand upright.
    kind_said: the id of the kind of paper that the clerk says it is, empty for none of them; None
    where nobody said. fields_said: what the clerk says stands in fields, as (name, value).
    spots: seals, signatures, photos, from the top.
    """

    engine: str
    words: tuple[Word, ...]
    codes: tuple[Code, ...] = ()
    rotation: int = 0
    warnings: tuple[str, ...] = ()
    kind_said: str | None = None
    fields_said: tuple[tuple[str, str], ...] = ()
    spots: tuple[Spot, ...] = ()


class Corrected(StrEnum):
    """What a clerk put right: a word, what stands in a field, the kind of paper."""

    WORD = "word"
    FIELD = "field"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a clerk put right on a page, when, and whether that was taken back.

    sequence: over the whole desk, rising. place: the word's index in the reading, or the field's
    name; empty for a kind. read_as: what was read there by itself, empty for nothing. before: what
    stood there until then; None for a field or a kind of which nobody had said anything.
    """

    sequence: int
    document_id: DocumentId
    page_id: PageId
    at: datetime
    who: str
    what: Corrected
    place: str
    read_as: str
    before: str | None
    text: str
    undone: bool = False


@dataclass(frozen=True, slots=True)
class ReadingTally:
    """How well pages were read that a clerk compared, by counts alone.

    words, wrong: read by the engine; put right by the clerk. digits, digits_wrong: those of them
    with a digit. doubtful, doubtful_wrong: those that were lit as doubtful.
    """

    pages: int
    words: int
    wrong: int
    digits: int
    digits_wrong: int
    doubtful: int
    doubtful_wrong: int


@dataclass(frozen=True, slots=True)
class Page:
    """One side of an original: its file by SHA-256, pixels, resolution; who compared it, when.

    position: from 1, as people count, without gaps within its document.
    thumbnail: SHA-256 of a small JPEG of it, kept as its evidence; None where none was made.
    """

    id: PageId
    document_id: DocumentId
    position: int
    sha256: str
    width: int
    height: int
    dpi: int
    kept_at: datetime
    warnings: tuple[str, ...] = ()
    compared_at: datetime | None = None
    compared_by: str | None = None
    reading: Reading | None = None
    thumbnail: str | None = None


@dataclass(frozen=True, slots=True)
class Debt:
    """What could not be had at signing and is owed: its kind (`timestamp`) and its deadline."""

    kind: str
    deadline: datetime


@dataclass(frozen=True, slots=True)
class CertifiedCopy:
    """A signed copy: register number and book, identity code, file, level, what is owed."""

    document_id: DocumentId
    book: str
    number: int
    code: str
    sha256: str
    level: str
    signed_at: datetime
    debts: tuple[Debt, ...] = ()


class Outstanding(StrEnum):
    """What a dossier still waits for, of one of its documents at least."""

    UNSIGNED = "unsigned"
    NOT_HANDED_OVER = "not-handed-over"
    REFUSED_BY_CENTRAL = "refused-by-central"


class OutboxState(StrEnum):
    """Where an item is on its way to central.

    Accepted: central has it, whole, and has signed for it. Refused: not taken, or taken and found
    not to stand.
    """

    QUEUED = "queued"
    SENDING = "sending"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """A version of a certified copy on its way to central; its id (UUIDv7) is the idempotency key.

    sha256, level: of the version that it carries.
    error: the code of the last failure, or why central cannot say yet whether it stands.
    receipt: central's signed receipt (JWS) that it has the files. verdict: its signed word that the
    copy stands; of an item from before verdicts the receipt, which was given after them.
    """

    id: OutboxId
    document_id: DocumentId
    state: OutboxState
    created_at: datetime
    attempts: int = 0
    next_attempt_at: datetime | None = None
    error: str | None = None
    receipt: str | None = None
    sha256: str = ""
    level: str = ""
    verdict: str | None = None

    @property
    def stands(self) -> bool:
        """Whether central has it and has said that it stands."""
        return self.state is OutboxState.ACCEPTED and self.verdict is not None


@dataclass(frozen=True, slots=True)
class Document:
    """One original (bản chính) in a dossier: its title, how many copies are asked, its pages.

    position: from 1 within its dossier.
    handed_over_at: when the copy was given to the citizen. outbox: the item that carries its
    latest version.
    purged_at: when pictures, text and copy went from this desk, after central had the copy.
    dissolved: its pages all went to another paper; it is not among its dossier's documents.
    training: it was made to train at, and goes nowhere. signed: as a paper of a procedure, by who
    scanned it.
    component: which paper of its dossier's procedure it holds, from 1; 0: none, its pages are those
    of the dossier's pile; None where copies are asked.
    """

    id: DocumentId
    dossier_id: DossierId
    position: int
    title: str
    copies: int
    pages: tuple[Page, ...] = ()
    copy: CertifiedCopy | None = None
    outbox: OutboxItem | None = None
    handed_over_at: datetime | None = None
    purged_at: datetime | None = None
    dissolved: bool = False
    component: int | None = None
    training: bool = False
    signed: bool = False

    @property
    def fixed(self) -> bool:
        """Whether it is signed, as a copy or as a paper: its pages no longer change."""
        return self.copy is not None or self.signed


@dataclass(frozen=True, slots=True)
class Dossier:
    """One citizen's file at the counter (hồ sơ)."""

    id: DossierId
    code: str
    requester: Requester
    created_at: datetime
    documents: tuple[Document, ...] = ()


class LineState(StrEnum):
    """What became of a register number."""

    RESERVED = "reserved"
    SIGNED = "signed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class LineEntry:
    """What the clerk's act writes into the register beside the number (NĐ 23/2015, Mẫu sổ)."""

    requester_name: str
    document_title: str
    signer_name: str
    signer_title: str
    copies: int
    fee_vnd: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A line of the certification book (sổ chứng thực). A number is never used again.

    reason: why a line was cancelled; empty otherwise.
    """

    book: str
    number: int
    state: LineState
    document_id: DocumentId
    reserved_at: datetime
    entry: LineEntry
    signed_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """A certification book known here; closed for the year: when, and how many lines are signed."""

    name: str
    closed_at: datetime | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class NumberBlock:
    """Register numbers first to last of a book, leased from central for this desk alone.

    expires_at: from then on none of them is given any more; None: a central of before said no day.
    """

    id: str
    book: str
    first: int
    last: int
    leased_at: datetime
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReturnedBlock:
    """The numbers first to last of a leased block, which this desk gave back unused."""

    id: str
    book: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class PaperElsewhere:
    """An original of a dossier as another desk has it. number: 0 where it bears none."""

    document_id: str
    title: str
    copies: int
    pages: int
    book: str
    number: int
    handed_over: bool


@dataclass(frozen=True, slots=True)
class DossierElsewhere:
    """A dossier that is here as another desk has it. stands: whether central takes it for valid."""

    etag: str
    station: str
    told_at: datetime
    stands: bool
    requester_name: str
    id_number: str
    papers: tuple[PaperElsewhere, ...]


@dataclass(frozen=True, slots=True)
class Enrolment:
    """This desk's place at central.

    station: its id there. credential: the bearer secret. receipt_key: PEM of central's Ed25519
    public key, under which receipts are signed. authority, certificate, key: PEM of the only
    authority that this desk trusts central by, and of its own certificate and key; empty where
    central was enrolled with over plain HTTP, or under a public authority.
    """

    central_url: str
    station: str
    agency: str
    credential: str = field(repr=False)
    receipt_key: str
    authority: str = field(default="", repr=False)
    certificate: str = field(default="", repr=False)
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line of the chained trail: hash = SHA-256 over the line and the hash before it.

    act: a stable code such as `page-compared`. subject: the id of what was acted on.
    """

    sequence: int
    at: datetime
    who: str
    act: str
    subject: str
    facts: str
    hash: str

"""What is signed, with what, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word of the invisible text layer; box is (x, y, width, height) in page pixels."""

    text: str
    box: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One side of the original: the picture file, its pixels, its resolution and its words."""

    path: Path
    width: int
    height: int
    dpi: int
    words: tuple[PlacedWord, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What the certification statement says (Mẫu số 01, Phụ lục NĐ 280/2025).

    number: without leading zeros here; printed as the register prints it.
    book: for instance `01/2026-SCT/BS`. certified_at: aware; its +07:00 date is printed.
    signer_title: lines above the name, for instance ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH").
    """

    number: int
    book: str
    certified_at: datetime
    agency: str
    signer_name: str
    signer_title: tuple[str, ...]


class PdfA(StrEnum):
    """The archival standard of a copy (ISO 19005), as `pdfaid` names it."""

    A_1B = "1b"
    A_2B = "2b"


OFFICER_FIELD = "CertifyingOfficer"
AGENCY_FIELD = "Agency"
"""The two signature fields of every copy of ours: the officer signs first, then the agency."""


@dataclass(frozen=True, slots=True)
class SignatureLook:
    """Where a signature shows, and the field's name.

    box: (left, bottom, right, top) in PDF points from the page's bottom left corner. page: from 0,
    or -1 for the last.
    """

    field: str
    box: tuple[int, int, int, int]
    page: int = -1


SIGNATURE_LOOKS = (
    SignatureLook(field=OFFICER_FIELD, box=(318, 470, 538, 534)),
    SignatureLook(field=AGENCY_FIELD, box=(57, 470, 277, 534)),
)
"""Where the officer's and the agency's signatures show on the last page, unless it is settled."""


@dataclass(frozen=True, slots=True)
class CopyDraft:
    """All that the signed copy shows. The same draft always gives the same bytes.

    code: the copy's identity code. lookup_url: what its QR says. watermark: empty for none; in
    PDF/A-1b, which knows no transparency, it stands on the statement's page only. looks: where the
    officer's and the agency's signatures will show. training: it is worth nothing, and says so with
    its watermark on every page, in red.
    """

    title: str
    pages: tuple[PagePicture, ...]
    statement: Statement
    code: str
    lookup_url: str
    watermark: str
    pdfa: PdfA = PdfA.A_2B
    looks: tuple[SignatureLook, SignatureLook] = SIGNATURE_LOOKS
    training: bool = False


@dataclass(frozen=True, slots=True)
class PinFlags:
    """What the token itself says about its PIN."""

    count_low: bool
    final_try: bool
    locked: bool


@dataclass(frozen=True, slots=True)
class Token:
    """A token that answered; `certificates` are the labels of what it can show without a PIN.

    pin_pad: whether its PIN is typed on its own reader, and none is to be asked on the screen.
    """

    module: Path
    label: str
    serial: str
    pin: PinFlags
    certificates: tuple[str, ...]
    pin_pad: bool = False


@dataclass(frozen=True, slots=True)
class KeyOnToken:
    """Where one signing key lies: PKCS#11 library, token label, label of key and certificate.

    serial: the token's; empty for whichever token alone bears the label.
    """

    module: Path
    token: str
    label: str
    serial: str = ""


class Level(StrEnum):
    """PAdES baseline level reached (ETSI EN 319 142-1)."""

    B_B = "B-B"
    B_T = "B-T"
    B_LT = "B-LT"
    B_LTA = "B-LTA"


@dataclass(frozen=True, slots=True)
class SignedCopy:
    """A copy with both signatures.

    signed_at: as the first signature claims it. debts: stable codes of what could not be had and
    is owed: `timestamp`, `revocation`.
    """

    pdf: bytes
    level: Level
    signed_at: datetime
    debts: tuple[str, ...]


class Verdict(StrEnum):
    """The outcome of validation in the words of ETSI EN 319 102-1."""

    TOTAL_PASSED = "TOTAL-PASSED"
    INDETERMINATE = "INDETERMINATE"
    TOTAL_FAILED = "TOTAL-FAILED"


class Revocation(StrEnum):
    """What revocation data says of a chain: nothing that there is says anything if unknown."""

    GOOD = "good"
    REVOKED = "revoked"
    STALE = "stale"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """What is known of one signature.

    timestamped_at: the earliest trusted time at which it existed, by its own time-stamp or by
    one over the document.

    subindication: of ETSI EN 319 102-1, such as HASH_FAILURE or NO_CERTIFICATE_CHAIN_FOUND.
    changed_after: stable codes of what later revisions changed, `signature` for a further
    signature, `validation-data`, `other` for what nobody may change; what exactly that was is
    among the problems. problems: stable codes. revocation: what is known of its certificate at
    the time that counts. issuer: whom its certificate names as its issuer.
    """

    field: str
    signer: str
    signed_at: datetime | None
    timestamped_at: datetime | None
    level: str | None
    verdict: Verdict
    subindication: str | None
    covers_whole_file: bool
    changed_after: tuple[str, ...]
    problems: tuple[str, ...]
    revocation: Revocation = Revocation.UNKNOWN
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class VerificationReport:
    """The answer for one PDF. A PDF without signatures is INDETERMINATE, problem `unsigned`."""

    verdict: Verdict
    signatures: tuple[SignatureReport, ...]
    pdfa: str | None
    problems: tuple[str, ...] = ()

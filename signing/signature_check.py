"""One signature of a PDF: intact, of whom, when, revoked or not, and what came after it."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESStatus, AdESSubIndic
from pyhanko.sign.diff_analysis.policy_api import DiffResult, ModificationLevel
from pyhanko.sign.general import ValueErrorWithMessage
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import collect_timing_info, extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import (
    EmbeddedPdfSignature,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import (
    PdfSignatureStatus,
    SignatureCoverageLevel,
    TimestampSignatureStatus,
)
from pyhanko_certvalidator.context import ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, ValidationError

from signing.asn1 import x509
from signing.baseline import level_of
from signing.changes import name_changes
from signing.hostile import HOSTILE
from signing.revocation_state import revocation_state
from signing.trust import Trust
from signing.values import Revocation, SignatureReport, Verdict

# Vietnamese signing certificates carry either usage, or both.
_USAGE = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
)
_PERMITTED = {"signature", "validation-data"}
_UNREADABLE = (PdfError, ValueErrorWithMessage, ValidationError, PathBuildingError, ValueError)


@dataclass(frozen=True, slots=True)
class DocumentStamp:
    """A document time-stamp that counts: intact, whole, and of a trusted authority."""

    signature: EmbeddedPdfSignature
    at: datetime


@dataclass(frozen=True, slots=True)
class Document:
    """What the check of each signature of a file needs of the file as a whole.

    moment: at which certificates are judged where nothing proves an earlier time. filled: names
    of the fields that hold a signature or a time-stamp: no other field may change after one.
    stamps: the document time-stamps that count.
    """

    reader: PdfFileReader
    trust: Trust
    moment: datetime
    filled: frozenset[str]
    stamps: tuple[DocumentStamp, ...] = ()


async def check_document_stamp(
    stamp: EmbeddedPdfSignature, document: Document
) -> DocumentStamp | None:
    """Judge a document time-stamp; None for one that proves nothing."""
    context = document.trust.at(document.moment)
    try:
        status = await async_validate_pdf_timestamp(stamp, context)
    except (PdfError, ValueErrorWithMessage, ValidationError, ValueError):
        return None
    whole = status.coverage is not None and (
        status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
    )
    result = status.diff_result
    unchanged = stamp.coverage == SignatureCoverageLevel.ENTIRE_FILE or (
        isinstance(result, DiffResult)
        and result.modification_level <= ModificationLevel.FORM_FILLING
    )
    if not (status.trusted and whole and unchanged):
        return None
    return DocumentStamp(stamp, status.timestamp)


async def check_signature(signature: EmbeddedPdfSignature, document: Document) -> SignatureReport:
    """Judge one signature at the earliest time at which it is proven to have existed."""
    after = [
        stamp
        for stamp in document.stamps
        if stamp.signature.signed_revision > signature.signed_revision
    ]
    try:
        proof = await _judged(signature, document, [stamp.at for stamp in after])
        status, own, proven = proof.status, proof.own, proof.proven
        revocation = await revocation_state(status, signature, document.trust, proof.moment)
    except _UNREADABLE as error:
        return _unreadable(signature, error)
    covers = _covers_whole_file(signature, status)
    changed = () if covers else _changed_after(status, document.filled)
    problems = []
    if own is not None and not own.trusted:
        problems.append("timestamp-not-trusted")
    if status.coverage is None or status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        problems.append("coverage-unclear")
        if not _contiguous(signature):
            problems.append("signature-wrapped")
    if set(changed) - _PERMITTED or not status.docmdp_ok:
        problems.append("changed-after-signing")
        problems += name_changes(document.reader, signature)
    if revocation is Revocation.STALE:
        problems.append("revocation-stale")
    verdict, subindication = _judge(status, problems)
    return SignatureReport(
        field=str(signature.field_name),
        signer=_name(signature.signer_cert.subject),
        signed_at=status.signer_reported_dt,
        timestamped_at=proven,
        level=level_of(
            signature,
            document.reader,
            [stamp.signature for stamp in after],
            stamped=own is not None and own.intact and own.valid,
        ),
        verdict=verdict,
        subindication=subindication,
        covers_whole_file=covers,
        changed_after=changed,
        problems=tuple(problems),
        revocation=revocation,
        issuer=_name(signature.signer_cert.issuer),
    )


@dataclass(frozen=True, slots=True)
class _Proof:
    """A signature judged at the earliest time that is proven.

    own: the time-stamp inside it. proven: that time; None where nothing proves one. moment: at
    which its certificates were judged.
    """

    status: PdfSignatureStatus
    own: TimestampSignatureStatus | None
    proven: datetime | None
    moment: datetime


async def _judged(
    signature: EmbeddedPdfSignature, document: Document, later: list[datetime]
) -> _Proof:
    """Judge a signature at the earliest time that is proven.

    What the time-stamp inside it says is taken at its word at first, and the judgement, which is of
    that time-stamp as well, kept only where it finds it trusted. So of a signature as it should be
    nothing is judged twice.

    later: the times of the document time-stamps that came after it and count.
    """
    known_until = min(later, default=document.moment)
    stamp_context = document.trust.at(min(known_until, document.moment))

    async def at(proven: datetime | None) -> _Proof:
        moment = document.moment if proven is None else min(proven, document.moment)
        status = await async_validate_pdf_signature(
            signature,
            signer_validation_context=document.trust.at(moment),
            ts_validation_context=stamp_context,
            key_usage_settings=_USAGE,
        )
        return _Proof(status, status.timestamp_validity, proven, moment)

    def proven_by(own: datetime | None) -> datetime | None:
        return min([*later, *([] if own is None else [own])], default=None)

    said = _said_by_own_stamp(signature)
    if said is not None:
        with suppress(*_UNREADABLE):
            proof = await at(proven_by(said))
            if proof.own is not None and proof.own.trusted and proof.own.timestamp == said:
                return proof
    own = await _own_stamp(signature, stamp_context)
    return await at(proven_by(own.timestamp if own is not None and own.trusted else None))


def _said_by_own_stamp(signature: EmbeddedPdfSignature) -> datetime | None:
    """The time that the one time-stamp inside a signature names, believed by nobody yet."""
    try:
        found = list(extract_tst_data_iter(signature.signer_info, signed=False))
        if len(found) != 1:
            return None
        at = found[0]["encap_content_info"]["content"].parsed["gen_time"].native
    except HOSTILE:
        return None
    return at if isinstance(at, datetime) else None


async def _own_stamp(
    signature: EmbeddedPdfSignature, context: ValidationContext
) -> TimestampSignatureStatus | None:
    """The time-stamp inside the signature, judged; None where there is none."""
    found = await collect_timing_info(
        signature.signer_info,
        context,
        raw_digest=lambda _: signature.compute_digest(),
    )
    stamp: TimestampSignatureStatus | None = found.get("timestamp_validity")
    return stamp


def _judge(status: PdfSignatureStatus, problems: list[str]) -> tuple[Verdict, str | None]:
    """The order of EN 319 102-1, 5.3: format and bytes first, then the certificate."""
    if not status.intact:
        return Verdict.TOTAL_FAILED, "HASH_FAILURE"
    if not status.valid:
        return Verdict.TOTAL_FAILED, "SIG_CRYPTO_FAILURE"
    if "coverage-unclear" in problems or "changed-after-signing" in problems:
        return Verdict.TOTAL_FAILED, "FORMAT_FAILURE"
    if status.trust_problem_indic is not None:
        return _in_etsi_words(status.trust_problem_indic)
    if not status.trusted:
        return Verdict.INDETERMINATE, "NO_CERTIFICATE_CHAIN_FOUND"
    return Verdict.TOTAL_PASSED, None


def _in_etsi_words(indication: AdESSubIndic) -> tuple[Verdict, str]:
    failed = indication.status is AdESStatus.FAILED
    verdict = Verdict.TOTAL_FAILED if failed else Verdict.INDETERMINATE
    return verdict, str(indication.standard_name)


def _covers_whole_file(signature: EmbeddedPdfSignature, status: PdfSignatureStatus) -> bool:
    """Every byte from the first to the last, but for the one hole that holds the signature."""
    return status.coverage == SignatureCoverageLevel.ENTIRE_FILE and _contiguous(signature)


def _contiguous(signature: EmbeddedPdfSignature) -> bool:
    """Whether what is signed starts the file and leaves out the signature's digits only."""
    zones = [int(number) for number in signature.byte_range]
    return (
        len(zones) == 4
        and zones[0] == 0
        and zones[2] == zones[1] + len(signature.pkcs7_content) * 2 + 2
    )


def _changed_after(status: PdfSignatureStatus, filled: frozenset[str]) -> tuple[str, ...]:
    """Codes of what later revisions changed; none for bytes that change nothing."""
    result = status.diff_result
    if not isinstance(result, DiffResult) or result.modification_level in (
        ModificationLevel.ANNOTATIONS,
        ModificationLevel.OTHER,
    ):
        return ("other",)
    if result.modification_level is ModificationLevel.NONE:
        return ()
    if result.modification_level is ModificationLevel.LTA_UPDATES:
        return ("validation-data",)
    # Fields may be filled in after a signature by the PDF rules; on a certified copy only
    # further signatures may. An empty field that shows something is such a change, too.
    changed = set(result.changed_form_fields)
    return ("signature",) if changed and changed <= filled else ("other",)


def _unreadable(signature: EmbeddedPdfSignature, error: Exception) -> SignatureReport:
    verdict, subindication = Verdict.INDETERMINATE, "GENERIC"
    if isinstance(error, SignatureValidationError):
        verdict, subindication = _in_etsi_words(error.ades_subindication)
    return SignatureReport(
        field=str(signature.field_name),
        signer="",
        signed_at=None,
        timestamped_at=None,
        level=None,
        verdict=verdict,
        subindication=subindication,
        covers_whole_file=False,
        changed_after=(),
        problems=("signature-unreadable",),
    )


def _name(whose: x509.Name) -> str:
    name = whose.native.get("common_name", "")
    return name if isinstance(name, str) and name else str(whose.human_friendly)

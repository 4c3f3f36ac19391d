"""One signature of a PDF: intact, of whom, when, and what came after it."""

from datetime import datetime

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.ades.report import AdESStatus, AdESSubIndic
from pyhanko.sign.diff_analysis.policy_api import DiffResult, ModificationLevel
from pyhanko.sign.general import ValueErrorWithMessage
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import (
    EmbeddedPdfSignature,
    async_validate_pdf_signature,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator.errors import ValidationError

from signing.trust import Trust
from signing.values import Level, SignatureReport, Verdict

# Vietnamese signing certificates carry either usage, or both.
_USAGE = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
)
_PERMITTED = {"signature", "validation-data"}


async def check_signature(
    signature: EmbeddedPdfSignature, trust: Trust, moment: datetime, filled: frozenset[str]
) -> SignatureReport:
    """Judge one signature.

    Args:
        signature: as the reader gives it.
        trust: anchors and lists.
        moment: at which its certificate is judged if no trusted time-stamp proves an earlier one.
        filled: names of the fields that hold a signature: no other field may change after it.
    """
    try:
        status = await _validate(signature, trust, moment, moment)
        stamped = status.timestamp_validity
        stamp_trusted = stamped is not None and stamped.trusted
        if stamped is not None and stamp_trusted:
            status = await _validate(signature, trust, stamped.timestamp, moment)
    except (PdfError, ValueErrorWithMessage, ValidationError, ValueError) as error:
        return _unreadable(signature, error)
    covers = _covers_whole_file(signature, status)
    changed = () if covers else _changed_after(status, filled)
    problems = []
    if stamped is not None and not stamp_trusted:
        problems.append("timestamp-not-trusted")
    if status.coverage is None or status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        problems.append("coverage-unclear")
    if set(changed) - _PERMITTED or not status.docmdp_ok:
        problems.append("changed-after-signing")
    verdict, subindication = _judge(status, problems)
    return SignatureReport(
        field=str(signature.field_name),
        signer=_signer(signature),
        signed_at=status.signer_reported_dt,
        timestamped_at=stamped.timestamp if stamped is not None and stamp_trusted else None,
        level=_level(signature, stamped is not None and stamped.intact and stamped.valid),
        verdict=verdict,
        subindication=subindication,
        covers_whole_file=covers,
        changed_after=changed,
        problems=tuple(problems),
    )


async def _validate(
    signature: EmbeddedPdfSignature, trust: Trust, moment: datetime, now: datetime
) -> PdfSignatureStatus:
    return await async_validate_pdf_signature(
        signature,
        signer_validation_context=trust.at(moment),
        ts_validation_context=trust.at(now),
        key_usage_settings=_USAGE,
    )


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
    if status.coverage != SignatureCoverageLevel.ENTIRE_FILE:
        return False
    first, start = int(signature.byte_range[1]), int(signature.byte_range[2])
    return start == first + len(signature.pkcs7_content) * 2 + 2


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


def _signer(signature: EmbeddedPdfSignature) -> str:
    subject = signature.signer_cert.subject
    name = subject.native.get("common_name", "")
    return name if isinstance(name, str) and name else str(subject.human_friendly)


def _level(signature: EmbeddedPdfSignature, stamped: bool) -> str | None:
    """PAdES baseline level by form (EN 319 142-1); None for older kinds of signature."""
    attributes = {str(entry["type"].native) for entry in signature.signer_info["signed_attrs"]}
    pades = signature.sig_object.get("/SubFilter") == "/ETSI.CAdES.detached"
    if not pades or not attributes & {"signing_certificate_v2", "signing_certificate"}:
        return None
    return Level.B_T if stamped else Level.B_B

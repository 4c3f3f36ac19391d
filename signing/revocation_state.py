"""What the revocation data at hand says of a chain: good, revoked, too old to say, or nothing."""

from datetime import datetime

from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import CertificateValidator
from pyhanko_certvalidator.errors import PathBuildingError, ValidationError

from signing.trust import Trust
from signing.values import Revocation

_REVOKED = {
    AdESFailure.REVOKED,
    AdESIndeterminate.REVOKED_NO_POE,
    AdESIndeterminate.REVOKED_CA_NO_POE,
}


async def revocation_state(
    status: PdfSignatureStatus, signature: EmbeddedPdfSignature, trust: Trust, moment: datetime
) -> Revocation:
    """Look at the chain once more, now with revocation data for each of its certificates required.

    Args:
        status: of a validation that took missing data for "not revoked".
        signature: whose chain it is.
        trust: with all data at hand.
        moment: at which the chain is judged.
    """
    if status.trust_problem_indic in _REVOKED:
        return Revocation.REVOKED
    if status.validation_path is None or not (trust.crls or trust.ocsps):
        return Revocation.UNKNOWN
    validator = CertificateValidator(
        signature.signer_cert,
        intermediate_certs=signature.other_embedded_certs,
        validation_context=trust.at(moment, revocation_required=True),
    )
    try:
        await validator.async_validate_usage(key_usage=set())  # type: ignore[no-untyped-call]  # pyHanko
    except (ValidationError, PathBuildingError):
        return Revocation.STALE if _about_this_chain(status, trust) else Revocation.UNKNOWN
    return Revocation.GOOD


def _about_this_chain(status: PdfSignatureStatus, trust: Trust) -> bool:
    """Whether there is data by one of the issuers of the chain, which then must be too old."""
    path = status.validation_path
    chain = [entry for entry in path.iter_certs(include_root=True)] if path is not None else []
    issuers = {certificate.subject.hashable for certificate in chain[:-1] or chain}
    if any(entry.issuer.hashable in issuers for entry in trust.crls):
        return True
    serials = {certificate.serial_number for certificate in chain}
    return any(_serials(entry) & serials for entry in trust.ocsps)


def _serials(answer: object) -> set[int]:
    parsed = getattr(answer, "response_data", None)
    if parsed is None:
        return set()
    return {int(single["cert_id"]["serial_number"].native) for single in parsed["responses"]}

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
    if status.trust_problem_indic is AdESIndeterminate.TRY_LATER:
        return Revocation.STALE
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
        # For one of its certificates at least there is no data at all.
        return Revocation.UNKNOWN
    return Revocation.GOOD

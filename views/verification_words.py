"""What verification found, in a clerk's words; ETSI's own word stands beside it, for experts."""

from collections.abc import Mapping

from PyQt6.QtCore import QT_TRANSLATE_NOOP

from signing.values import AGENCY_FIELD, OFFICER_FIELD, Revocation, SignatureReport, Verdict
from views.language import translate
from views.wording import moment

# Codes that `verify_pdf` gives for a file or for one of its signatures.
PROBLEMS: Mapping[str, str] = {
    "unsigned": QT_TRANSLATE_NOOP("Verification", "The file bears no signature."),
    "malformed": QT_TRANSLATE_NOOP(
        "Verification",
        "The file is not written as PDF asks: what is seen may not be what was signed.",
    ),
    "signature-unknown": QT_TRANSLATE_NOOP(
        "Verification", "It bears a signature of a kind that is not known here."
    ),
    "document-timestamp-not-trusted": QT_TRANSLATE_NOOP(
        "Verification", "A time-stamp over the file is of nobody who is trusted here."
    ),
    "changed-after-last-signature": QT_TRANSLATE_NOOP(
        "Verification", "Something was added behind the last signature."
    ),
    "agency-signature-missing": QT_TRANSLATE_NOOP(
        "Verification", "The agency's signature is missing: the copy is not complete."
    ),
    "too-large": QT_TRANSLATE_NOOP("Verification", "The file is too large to be checked."),
    "encrypted": QT_TRANSLATE_NOOP(
        "Verification", "The file is under a password and cannot be checked."
    ),
    "unreadable": QT_TRANSLATE_NOOP("Verification", "The file is damaged and cannot be checked."),
    "limits-exceeded": QT_TRANSLATE_NOOP(
        "Verification", "The check took too long and was given up: the file may be made to harm."
    ),
    "signature-unreadable": QT_TRANSLATE_NOOP("Verification", "The signature cannot be read."),
    "timestamp-not-trusted": QT_TRANSLATE_NOOP(
        "Verification", "Its time-stamp is of nobody who is trusted here."
    ),
    "coverage-unclear": QT_TRANSLATE_NOOP(
        "Verification", "It is not over a whole version of the file."
    ),
    "signature-wrapped": QT_TRANSLATE_NOOP(
        "Verification", "Parts of the file were left out of the signature."
    ),
    "changed-after-signing": QT_TRANSLATE_NOOP(
        "Verification", "What nobody may change was changed after signing."
    ),
    "revocation-stale": QT_TRANSLATE_NOOP(
        "Verification", "The data on revoked certificates is too old for that time."
    ),
    "hidden-object-shown": QT_TRANSLATE_NOOP(
        "Verification", "Something that was hidden when it was signed is shown now."
    ),
    "object-removed": QT_TRANSLATE_NOOP("Verification", "Something that was signed was taken out."),
    "page-content-changed": QT_TRANSLATE_NOOP("Verification", "What a page shows was changed."),
    "picture-changed": QT_TRANSLATE_NOOP("Verification", "A picture was exchanged."),
    "font-changed": QT_TRANSLATE_NOOP(
        "Verification", "A font was exchanged: letters may show as others."
    ),
    "page-tree-changed": QT_TRANSLATE_NOOP("Verification", "Pages were added or taken out."),
    "annotation-added": QT_TRANSLATE_NOOP("Verification", "A note was laid over a page."),
    "field-added": QT_TRANSLATE_NOOP("Verification", "A form field was added."),
    "catalog-changed": QT_TRANSLATE_NOOP("Verification", "The make-up of the file was changed."),
    "object-changed": QT_TRANSLATE_NOOP("Verification", "A part of the file was changed."),
    "structure-damaged": QT_TRANSLATE_NOOP(
        "Verification", "More was changed, of which nothing can be read."
    ),
}

_SUBINDICATIONS: Mapping[str, str] = {
    "HASH_FAILURE": QT_TRANSLATE_NOOP("Verification", "The bytes are not those that were signed."),
    "SIG_CRYPTO_FAILURE": QT_TRANSLATE_NOOP(
        "Verification", "The signature does not fit its certificate."
    ),
    "FORMAT_FAILURE": QT_TRANSLATE_NOOP(
        "Verification", "The file is not as a signed file must be."
    ),
    "REVOKED": QT_TRANSLATE_NOOP("Verification", "The certificate had been revoked."),
    "REVOKED_NO_POE": QT_TRANSLATE_NOOP(
        "Verification", "The certificate is revoked, and nothing proves an earlier signature."
    ),
    "REVOKED_CA_NO_POE": QT_TRANSLATE_NOOP(
        "Verification", "The issuer's certificate is revoked, and nothing proves an earlier time."
    ),
    "EXPIRED": QT_TRANSLATE_NOOP("Verification", "The certificate had expired."),
    "NOT_YET_VALID": QT_TRANSLATE_NOOP("Verification", "The certificate did not hold yet."),
    "OUT_OF_BOUNDS_NO_POE": QT_TRANSLATE_NOOP(
        "Verification", "The certificate does not hold now, and no time-stamp proves an older time."
    ),
    "OUT_OF_BOUNDS_NOT_REVOKED": QT_TRANSLATE_NOOP(
        "Verification", "The certificate does not hold now; it was not revoked."
    ),
    "NO_CERTIFICATE_CHAIN_FOUND": QT_TRANSLATE_NOOP(
        "Verification", "The certificate is of nobody who is trusted here."
    ),
    "CERTIFICATE_CHAIN_GENERAL_FAILURE": QT_TRANSLATE_NOOP(
        "Verification", "The certificate's issuers cannot be judged."
    ),
    "CHAIN_CONSTRAINTS_FAILURE": QT_TRANSLATE_NOOP(
        "Verification", "The certificate or its issuer may not be used for this."
    ),
    "SIG_CONSTRAINTS_FAILURE": QT_TRANSLATE_NOOP(
        "Verification", "The signature lacks something that it must have."
    ),
    "CRYPTO_CONSTRAINTS_FAILURE": QT_TRANSLATE_NOOP(
        "Verification", "The signature was made in a way that is not safe any more."
    ),
    "TIMESTAMP_ORDER_FAILURE": QT_TRANSLATE_NOOP(
        "Verification", "The time-stamps contradict each other."
    ),
    "NO_SIGNING_CERTIFICATE_FOUND": QT_TRANSLATE_NOOP(
        "Verification", "The signer's certificate is missing."
    ),
    "REVOCATION_OUT_OF_BOUNDS_NO_POE": QT_TRANSLATE_NOOP(
        "Verification", "The data on revoked certificates is of another time."
    ),
    "CRYPTO_CONSTRAINTS_FAILURE_NO_POE": QT_TRANSLATE_NOOP(
        "Verification", "It was made in a way that is not safe now; nothing proves an older time."
    ),
    "NO_POE": QT_TRANSLATE_NOOP("Verification", "Nothing proves that it existed at that time."),
    "POLICY_PROCESSING_ERROR": QT_TRANSLATE_NOOP(
        "Verification", "The rules that the signature names cannot be read."
    ),
    "SIGNATURE_POLICY_NOT_AVAILABLE": QT_TRANSLATE_NOOP(
        "Verification", "The rules that the signature names are not to be had."
    ),
    "SIGNED_DATA_NOT_FOUND": QT_TRANSLATE_NOOP("Verification", "What was signed is missing."),
    "GENERIC": QT_TRANSLATE_NOOP("Verification", "The signature cannot be judged."),
    "TRY_LATER": QT_TRANSLATE_NOOP(
        "Verification", "Whether the certificate was revoked cannot be told now. Try later."
    ),
}

_REVOCATION: Mapping[Revocation, str] = {
    Revocation.GOOD: QT_TRANSLATE_NOOP("Verification", "Certificate not revoked at that time"),
    Revocation.REVOKED: QT_TRANSLATE_NOOP("Verification", "Certificate revoked"),
    Revocation.STALE: QT_TRANSLATE_NOOP(
        "Verification", "Whether the certificate was revoked: data too old"
    ),
    Revocation.UNKNOWN: QT_TRANSLATE_NOOP(
        "Verification", "Whether the certificate was revoked: no data here"
    ),
}


def verdict_sentence(verdict: Verdict) -> str:
    """What a clerk may do with a file of that verdict."""
    return {
        Verdict.TOTAL_PASSED: translate(
            "Verification", "Signed by who is trusted here, and not changed since."
        ),
        Verdict.INDETERMINATE: translate(
            "Verification", "Do not rely on it as it is: something is missing, as said below."
        ),
        Verdict.TOTAL_FAILED: translate("Verification", "Do not rely on this file."),
    }[verdict]


def problem_words(code: str) -> str:
    """A problem's words; a code that is not known here says itself."""
    return translate("Verification", PROBLEMS[code]) if code in PROBLEMS else code


def why(signature: SignatureReport) -> str:
    """Why a signature is not valid, with ETSI's word; empty for a valid one."""
    code = signature.subindication
    if code is None:
        return ""
    if code not in _SUBINDICATIONS:
        return code
    return f"{translate('Verification', _SUBINDICATIONS[code])} ({code})"


def whose(signature: SignatureReport) -> str:
    """Whose signature it is: by our own fields, else the field's name."""
    return {
        OFFICER_FIELD: translate("Verification", "Certifying officer"),
        AGENCY_FIELD: translate("Verification", "Agency"),
    }.get(signature.field, signature.field)


def signature_lines(signature: SignatureReport) -> list[str]:
    """What is known of a signature beside its verdict: times, level, cover, revocation."""
    lines = []
    if signature.issuer:
        lines.append(
            translate("Verification", "Certificate issued by {issuer}").format(
                issuer=signature.issuer
            )
        )
    if signature.signed_at is not None:
        lines.append(
            translate("Verification", "Signed at {time}, as the signer says").format(
                time=moment(signature.signed_at)
            )
        )
    lines.append(
        translate("Verification", "Existed at {time}, by a trusted time-stamp").format(
            time=moment(signature.timestamped_at)
        )
        if signature.timestamped_at is not None
        else translate("Verification", "No trusted time-stamp")
    )
    if signature.level is not None:
        lines.append(translate("Verification", "Level PAdES {level}").format(level=signature.level))
    lines.append(_cover(signature))
    lines.append(translate("Verification", _REVOCATION[signature.revocation]))
    return lines


def _cover(signature: SignatureReport) -> str:
    if signature.covers_whole_file:
        return translate("Verification", "Over the whole file")
    after = ", ".join(
        {
            "signature": translate("Verification", "a further signature"),
            "validation-data": translate("Verification", "data for later checks"),
            "other": translate("Verification", "changes"),
        }.get(code, code)
        for code in signature.changed_after
    )
    if not after:
        return translate("Verification", "Over an earlier version of the file")
    return translate("Verification", "Over an earlier version; after it came {after}").format(
        after=after
    )

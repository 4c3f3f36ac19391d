"""Two signatures on a copy: the certifying officer's, then the agency's (NĐ 45/2020, Điều 10)."""

import io
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfTBSDocument
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko.stamp.static import StaticStampStyle

from signing import hex_strings
from signing.appending import AppendingWriter
from signing.asn1 import cms, emit
from signing.baseline import LEVELS
from signing.certificates import chain_of, load_certificates, refuse_unfit
from signing.coroutines import finish
from signing.errors import CopyRefused
from signing.long_term import Means, level_owed, strengthen
from signing.revocation import RevocationCache
from signing.signature_appearance import signature_appearance
from signing.timestamps import FirstAnswering
from signing.token_key import TokenKey
from signing.token_signer import TokenSigner
from signing.trust import load_trust
from signing.values import Level, SignatureLook, SignedCopy

hex_strings.install()

_UNIVERSAL, _CONTEXT = 0, 2
_CONSTRUCTED = 1
_SEQUENCE = 16

# Hex digits kept for one CMS, 32 KiB of bytes: a chain and a time-stamp take a third of it.
_RESERVED = 65536


@dataclass(frozen=True, slots=True)
class SigningRules:
    """What holds for every copy that a desk signs.

    fonts: as `find_fonts` gives them. issuers: files and folders with the CA certificates whose
    chains are embedded, and under whose roots time-stamps are believed. timestamp_urls: RFC 3161
    servers in the order in which they are asked; timestamp_limit_s: seconds given to each.
    timestamp_debt_allowed: whether a copy may leave without time-stamps, which are then owed; then
    signing waits timestamp_wait_s for each server, and a slower one's stamp follows as a debt.
    level: to be reached; what lies above B-T is owed where it cannot be had. revocations: where
    revocation data comes from; none is owed below B-LT.
    """

    fonts: tuple[Path, ...]
    issuers: tuple[Path, ...] = ()
    timestamp_urls: tuple[str, ...] = ()
    timestamp_limit_s: float = 30.0
    timestamp_debt_allowed: bool = False
    timestamp_wait_s: float = 30.0
    level: Level = Level.B_T
    revocations: RevocationCache | None = None


def sign_copy(
    pdf: bytes,
    officer: TokenKey,
    agency: TokenKey,
    looks: tuple[SignatureLook, SignatureLook],
    rules: SigningRules,
    when: datetime,
) -> SignedCopy:
    """Sign a composed copy twice, PAdES with SHA-256, and check the result before giving it.

    Both certificates are checked before either signature is made. Blocks for as long as the
    token and the time-stamp servers take; never on the token thread, which it waits for.

    Args:
        pdf: as `compose_copy` gives it.
        officer: signs first.
        agency: signs over the officer's signature.
        looks: field and place of the officer's and of the agency's signature.
        rules: this desk's.
        when: aware; the time of signing that is claimed and shown.

    Raises:
        CertificateRefused: a certificate may not sign this, now; nothing was signed.
        TokenError: the token said no.
        TimestampMissing: no server answered and no debt is allowed.
        CopyRefused: reason `time-without-zone`, `not-signable` (no PDF that can take a
            signature), `not-intact` (the result failed its own check) or those of
            `signature_appearance`.
    """
    if when.tzinfo is None:
        raise CopyRefused(reason="time-without-zone")
    for key in (officer, agency):
        refuse_unfit(key.certificate, key.label, when, key.fingerprint)
    issuers = load_certificates(rules.issuers)
    means = means_of_signing(rules)
    stamper = None if rules.level is Level.B_B else means.stamper
    owed = False
    keys = (officer, agency)
    with ThreadPoolExecutor(1, "signature-look") as pool:
        # The agency's is drawn while the officer's signature waits for its time-stamp.
        styles = [
            pool.submit(signature_appearance, key, look, when, rules.fonts)
            for key, look in zip(keys, looks, strict=True)
        ]
        for key, look, style in zip(keys, looks, styles, strict=True):
            chain = chain_of(key.certificate, (*key.issuers, *issuers))
            signer = TokenSigner(key, chain, debt_allowed=rules.timestamp_debt_allowed)
            new_fields = looks if key is officer else ()
            try:
                pdf = finish(
                    add_signature(
                        pdf, signer, stamper, look.field, style.result(), new_fields, when
                    )
                )
            except PdfError as error:
                raise CopyRefused(reason="not-signable") from error
            owed = owed or (signer.timestamp_owed and rules.level is not Level.B_B)
    if not _both_intact(pdf, looks):
        raise CopyRefused(reason="not-intact")
    if owed:
        return SignedCopy(pdf, Level.B_B, when, ("timestamp",))
    pdf, level, debts = strengthen(pdf, rules.level, means)
    return SignedCopy(pdf, level, when, debts)


def pay_debts(pdf: bytes, rules: SigningRules, owed: Collection[str] = ()) -> SignedCopy:
    """Bring a signed copy to the level of the rules; needs no token.

    A debt stays one under rules that ask for less than those it was made under: what is owed is
    got all the same.

    A missing time-stamp is paid by one over the whole file, missing revocation data by a security
    store. Both only append: the result begins with the file given. Blocks for as long as the
    servers take.

    Args:
        pdf: the copy.
        rules: this desk's, as they are now.
        owed: the debts that it was given, `timestamp` or `revocation`.

    Returns:
        The copy with what could be had, and with the debts that remain.

    Raises:
        CopyRefused: reason `not-signed`: no PDF with PAdES signatures.
    """
    try:
        signatures = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures
        wanted = max(rules.level, level_owed(pdf, owed), key=LEVELS.index)
        means = _means(rules, rules.timestamp_limit_s, patient=True)
        stronger, level, debts = strengthen(pdf, wanted, means)
        signed_at = min(filter(None, (entry.self_reported_timestamp for entry in signatures)))
    except (PdfError, ValueError) as error:
        raise CopyRefused(reason="not-signed") from error
    return SignedCopy(stronger, level, signed_at, debts)


def means_of_signing(rules: SigningRules) -> Means:
    """What may be owed is not waited for: somebody stands at the counter."""
    if not rules.timestamp_debt_allowed:
        return _means(rules, rules.timestamp_limit_s, patient=True)
    return _means(rules, min(rules.timestamp_wait_s, rules.timestamp_limit_s), patient=False)


def _means(rules: SigningRules, limit_s: float, *, patient: bool) -> Means:
    trust = load_trust(rules.issuers)
    stamper = FirstAnswering(rules.timestamp_urls, limit_s, trust, patient=patient)
    return Means(stamper, trust, rules.revocations)


def _both_intact(pdf: bytes, looks: tuple[SignatureLook, SignatureLook]) -> bool:
    """Read the result back: both fields signed, each over its revision, the second over all.

    Whether the signatures are the certificates' own was checked as they came from the token; whom
    a stranger trusts is not this desk's to say.
    """
    signatures = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures
    if [signature.field_name for signature in signatures] != [look.field for look in looks]:
        return False
    for signature in signatures:
        signature.compute_integrity_info(skip_diff=True)
        intact, valid = validate_sig_integrity(
            signature.signer_info,
            signature.signer_cert,
            expected_content_type="data",
            actual_digest=signature.compute_digest(),
        )
        if not (intact and valid):
            return False
    first, second = (signature.coverage for signature in signatures)
    return bool(first == SignatureCoverageLevel.ENTIRE_REVISION) and (
        second == SignatureCoverageLevel.ENTIRE_FILE
    )


async def add_signature(
    pdf: bytes,
    signer: TokenSigner,
    stamper: FirstAnswering | None,
    field: str,
    style: StaticStampStyle,
    new_fields: Sequence[SignatureLook],
    when: datetime,
) -> bytes:
    """Append one revision that fills one field.

    Both fields come with the first revision, so that the second one only fills what is there:
    the smallest change that a reader has to accept after a signature.
    """
    writer = AppendingWriter(io.BytesIO(pdf))
    for look in new_fields:
        append_signature_field(writer, SigFieldSpec(look.field, on_page=look.page, box=look.box))
    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        embed_validation_info=False,
    )
    session = PdfSigner(
        metadata, signer, timestamper=stamper, stamp_style=style
    ).init_signing_session(writer, existing_fields_only=True)
    session.system_time = when
    to_sign = session.prepare_tbs_document(validation_info=None, bytes_reserved=_RESERVED)
    digest, output = to_sign.digest_tbs_document()
    signature = await signer.async_sign(
        digest.document_digest,
        "sha256",
        use_pades=True,
        timestamper=stamper,
        signed_attr_settings=PdfCMSSignedAttributes(signing_time=when),
    )
    PdfTBSDocument.resume_signing(output, digest, encoded(signature))
    output.seek(0)
    return bytes(output.read())


def encoded(signature: cms.ContentInfo) -> bytes:
    """The DER of a signature (RFC 5652, 3 and 5), from its parts as they stand.

    asn1crypto takes a header that ends in the byte 0x80 for one of indefinite length, although it
    may be that of 0x1780 bytes, and encodes everything below anew, twice at each level: for one
    signer in a hundred that takes longer than all the rest of a signature.
    """
    signed_data = emit(_UNIVERSAL, _CONSTRUCTED, _SEQUENCE, signature["content"].contents)
    explicit = emit(_CONTEXT, _CONSTRUCTED, 0, signed_data)
    return bytes(
        emit(_UNIVERSAL, _CONSTRUCTED, _SEQUENCE, signature["content_type"].dump() + explicit)
    )

"""What makes a signed copy last: time-stamps over the file, and the data to check it by later.

PAdES baseline levels (ETSI EN 319 142-1, 6): B-T by a time-stamp in each signature or over all of
them, B-LT by a document security store with every certificate and its revocation data, B-LTA by a
document time-stamp over that. Each is a revision of its own: nothing that was signed changes.
"""

import asyncio
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509 as cryptography_x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import extract_certificate_info
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation.dss import DocumentSecurityStore, collect_validation_info
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator.errors import PathBuildingError, ValidationError

from signing.appending import AppendingWriter
from signing.asn1 import cms, crl, ocsp, x509
from signing.baseline import LEVELS, form_level, has_timestamp
from signing.certificates import chain_of
from signing.coroutines import finish
from signing.revocation import RevocationCache
from signing.timestamps import FirstAnswering
from signing.trust import Trust
from signing.values import Level

# Hex digits kept for a time-stamp, 16 KiB of bytes: those seen take a third of it.
_RESERVED = 32768

_STEPS = (
    (Level.B_T, "timestamp"),
    (Level.B_LT, "revocation"),
    (Level.B_LTA, "timestamp"),
)


@dataclass(frozen=True, slots=True)
class Means:
    """What a copy is strengthened with. revocations: None where no data is to be had."""

    stamper: FirstAnswering
    trust: Trust
    revocations: RevocationCache | None


def strengthen(pdf: bytes, wanted: Level, means: Means) -> tuple[bytes, Level, tuple[str, ...]]:
    """Bring a signed copy as near to the wanted level as can be had now.

    The steps go up in order, and the first that cannot be taken is owed: what is missing below
    cannot be made good by what comes above.

    Returns:
        The file, which begins with the file given; the level reached; and the debt, `timestamp`
        or `revocation`, if there is one.

    Raises:
        PdfError: the file cannot be read, or bears no such signature.
    """
    level = _level(pdf)
    for above, debt in _STEPS:
        if LEVELS.index(level) < LEVELS.index(above) <= LEVELS.index(wanted):
            step = _add_timestamp if debt == "timestamp" else _add_store
            stronger = finish(step(pdf, means))
            if stronger is None:
                return pdf, level, (debt,)
            pdf, level = stronger, above
    return pdf, level, ()


def level_owed(pdf: bytes, debts: Collection[str]) -> Level:
    """The level that a signed copy with these debts must come to, whatever is asked of new ones.

    Raises:
        PdfError: as `strengthen`.
    """
    level = _level(pdf)
    for above, debt in _STEPS:
        if debt in debts and LEVELS.index(level) < LEVELS.index(above):
            return above
    return level


def _level(pdf: bytes) -> Level:
    return form_level(PdfFileReader(io.BytesIO(pdf)))


async def _add_timestamp(pdf: bytes, means: Means) -> bytes | None:
    """Append a document time-stamp; None where no server gave one."""
    writer = AppendingWriter(io.BytesIO(pdf))
    try:
        out = await PdfTimeStamper(means.stamper).async_timestamp_pdf(
            writer, "sha256", bytes_reserved=_RESERVED
        )
    except TimestampRequestError:
        return None
    out.seek(0)
    return bytes(out.read())


async def _add_store(pdf: bytes, means: Means) -> bytes | None:
    """Append a security store for every signature and time-stamp; None where data is missing."""
    if means.revocations is None:
        return None
    reader = PdfFileReader(io.BytesIO(pdf))
    signatures = [*reader.embedded_regular_signatures, *reader.embedded_timestamp_signatures]
    now = datetime.now(UTC)
    pool = [_converted(entry) for entry in (*means.trust.others, *means.trust.roots)]
    chains = [
        _chain(signed, pool) for signature in signatures for signed in _signed_data(signature)
    ]
    found = await asyncio.to_thread(means.revocations.gather, chains, now)
    if not found.complete:
        return None
    # Only what was gathered goes into the file, whatever else the trust folder holds.
    context = Trust(
        means.trust.roots,
        means.trust.others,
        tuple(crl.CertificateList.load(der) for der in found.crls),
        tuple(ocsp.OCSPResponse.load(der) for der in found.ocsps),
    ).at(now, revocation_required=True)
    writer = AppendingWriter(io.BytesIO(pdf))
    for signature in signatures:
        try:
            paths = await collect_validation_info(
                signature, context, skip_timestamp=not has_timestamp(signature)
            )
        except (ValidationError, PathBuildingError):
            # Revoked, or vouched for by nobody: no data makes such a signature last.
            return None
        DocumentSecurityStore.supply_dss_in_writer(
            writer,
            signature.pkcs7_content.hex().encode("ascii"),
            paths=paths,
            validation_context=context,
        )
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]  # pyHanko
    return out.getvalue()


def _signed_data(signature: EmbeddedPdfSignature) -> Iterator[cms.SignedData]:
    yield signature.signed_data
    yield from extract_tst_data_iter(signature.signer_info, signed=False)


def _chain(
    signed: cms.SignedData, pool: list[cryptography_x509.Certificate]
) -> tuple[cryptography_x509.Certificate, ...]:
    found = extract_certificate_info(signed)
    signer = _converted(found.signer_cert)
    others = [_converted(entry) for entry in found.other_certs]
    return (signer, *chain_of(signer, (*pool, *others)))


def _converted(certificate: x509.Certificate) -> cryptography_x509.Certificate:
    return cryptography_x509.load_der_x509_certificate(certificate.dump())

"""PAdES baseline levels by form (ETSI EN 319 142-1, 6), and what a PDF carries to be checked by."""

from dataclasses import dataclass

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signing.asn1 import crl, ocsp, x509
from signing.values import Level

LEVELS = (Level.B_B, Level.B_T, Level.B_LT, Level.B_LTA)
"""From the weakest to the strongest."""


@dataclass(frozen=True, slots=True)
class SecurityStore:
    """What a document security store holds (ISO 32000-2, 12.8.4.3)."""

    certificates: tuple[x509.Certificate, ...] = ()
    crls: tuple[crl.CertificateList, ...] = ()
    ocsps: tuple[ocsp.OCSPResponse, ...] = ()


def read_store(reader: PdfFileReader) -> SecurityStore:
    """The store of the file as it is now; empty where there is none."""
    if "/DSS" not in reader.root:
        return SecurityStore()
    store = DocumentSecurityStore.read_dss(reader)
    return SecurityStore(
        certificates=tuple(store.load_certs()),
        crls=tuple(crl.CertificateList.load(entry.get_object().data) for entry in store.crls),
        ocsps=tuple(ocsp.OCSPResponse.load(entry.get_object().data) for entry in store.ocsps),
    )


def is_pades(signature: EmbeddedPdfSignature) -> bool:
    """Whether it is of the kind that has baseline levels at all."""
    attributes = {str(entry["type"].native) for entry in signature.signer_info["signed_attrs"]}
    kind = signature.sig_object.get("/SubFilter")
    return kind == "/ETSI.CAdES.detached" and bool(
        attributes & {"signing_certificate_v2", "signing_certificate"}
    )


def has_timestamp(signature: EmbeddedPdfSignature) -> bool:
    """Whether a time-stamp stands in the signature itself."""
    return any(True for _ in extract_tst_data_iter(signature.signer_info, signed=False))


def level_of(
    signature: EmbeddedPdfSignature,
    reader: PdfFileReader,
    stamps_after: list[EmbeddedPdfSignature],
    *,
    stamped: bool,
) -> Level | None:
    """The level of one signature; None for kinds that have none.

    Args:
        signature: of the reader's file.
        reader: of the whole file.
        stamps_after: document time-stamps that count and are later than the signature.
        stamped: whether the signature's own time-stamp counts.
    """
    if not is_pades(signature):
        return None
    if not stamped and not stamps_after:
        return Level.B_B
    if not _has_revocation_data(reader, reader.xrefs.total_revisions - 1):
        return Level.B_T
    for stamp in stamps_after:
        if _has_revocation_data(reader, stamp.signed_revision):
            return Level.B_LTA
    return Level.B_LT


def stamps_after(
    signature: EmbeddedPdfSignature, stamps: list[EmbeddedPdfSignature]
) -> list[EmbeddedPdfSignature]:
    """Those of the document time-stamps that were made over this signature."""
    return [stamp for stamp in stamps if stamp.signed_revision > signature.signed_revision]


def form_level(reader: PdfFileReader) -> Level:
    """The level of the weakest signature, by what is there: whether it is valid is not asked.

    Raises:
        PdfReadError: the file has no PAdES signature.
    """
    stamps = reader.embedded_timestamp_signatures
    levels = [
        level_of(
            signature, reader, stamps_after(signature, stamps), stamped=has_timestamp(signature)
        )
        for signature in reader.embedded_regular_signatures
    ]
    known = [level for level in levels if level is not None]
    if not known or len(known) < len(levels):
        raise PdfReadError("no baseline signature")
    return min(known, key=LEVELS.index)


def _has_revocation_data(reader: PdfFileReader, revision: int) -> bool:
    """Whether the file had a store with such data at a revision."""
    then = reader.get_historical_resolver(revision)
    if "/DSS" not in then.root:
        return False
    store = then.root.raw_get("/DSS")
    if isinstance(store, generic.IndirectObject):
        store = then.get_object(store.reference)
    return any(key in store for key in ("/CRLs", "/OCSPs"))

"""The authorities that sign for states (CSCA): a folder that IT fills.

Certificates (`.cer`, `.crt`, `.der`, `.pem`) and revocation lists (`.crl`), DER or PEM. Nothing is
built in: who is trusted is the agency's decision, and the state's certificates change.
"""

from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from station.chip.asn1 import DAMAGE
from station.chip.asn1 import x509 as asn1_x509

_CERTIFICATES = frozenset({".cer", ".crt", ".der", ".pem"})
_LISTS = frozenset({".crl"})
_PEM = b"-----BEGIN"


@dataclass(frozen=True, slots=True)
class Issuers:
    """What the folder holds. refused: names of files that are neither."""

    certificates: tuple[x509.Certificate, ...] = ()
    lists: tuple[x509.CertificateRevocationList, ...] = ()
    refused: tuple[str, ...] = ()


def load_issuers(folder: Path) -> Issuers:
    """Read the folder as it is now; one that is not there holds nobody."""
    certificates: list[x509.Certificate] = []
    lists: list[x509.CertificateRevocationList] = []
    refused: list[str] = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        suffix = path.suffix.lower()
        try:
            if suffix in _CERTIFICATES:
                certificates += _certificates(path.read_bytes())
            elif suffix in _LISTS:
                lists.append(_list(path.read_bytes()))
        except (OSError, ValueError):
            refused.append(path.name)
    return Issuers(tuple(certificates), tuple(lists), tuple(refused))


def key_info(certificate: x509.Certificate) -> bytes:
    """Its SubjectPublicKeyInfo, DER, also where its curve is written out.

    Raises:
        ValueError: it has none that can be read.
    """
    whole = certificate.public_bytes(Encoding.DER)
    try:
        parsed = asn1_x509.Certificate.load(whole, strict=True)
        return bytes(parsed["tbs_certificate"]["subject_public_key_info"].dump())
    except DAMAGE as error:
        raise ValueError("no key") from error


def method_of(certificate: x509.Certificate) -> bytes:
    """By what it was signed: AlgorithmIdentifier, DER.

    Raises:
        ValueError: it cannot be read.
    """
    whole = certificate.public_bytes(Encoding.DER)
    try:
        return bytes(asn1_x509.Certificate.load(whole)["signature_algorithm"].dump())
    except DAMAGE as error:
        raise ValueError("no method") from error


def _certificates(data: bytes) -> list[x509.Certificate]:
    if data.lstrip().startswith(_PEM):
        return x509.load_pem_x509_certificates(data)
    return [x509.load_der_x509_certificate(data)]


def _list(data: bytes) -> x509.CertificateRevocationList:
    if data.lstrip().startswith(_PEM):
        return x509.load_pem_x509_crl(data)
    return x509.load_der_x509_crl(data)

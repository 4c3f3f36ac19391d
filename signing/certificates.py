"""Certificates from files, and whether one may sign a copy now."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

from signing.errors import CertificateRefused

_SUFFIXES = {".pem", ".crt", ".cer", ".der"}


def certificate_files(places: Iterable[Path]) -> tuple[Path, ...]:
    """Certificate files among these files and, one level deep, in these folders; sorted."""
    found: list[Path] = []
    for place in places:
        if place.is_dir():
            found += sorted(file for file in place.iterdir() if file.suffix.lower() in _SUFFIXES)
        else:
            found.append(place)
    return tuple(found)


def load_certificates(places: Iterable[Path]) -> tuple[x509.Certificate, ...]:
    """Read every certificate, PEM (several per file) or DER.

    Raises:
        CertificateRefused: reason `unreadable`, fact certificate: the file's name.
    """
    found: list[x509.Certificate] = []
    for file in certificate_files(places):
        try:
            raw = file.read_bytes()
            if b"-----BEGIN" in raw:
                found += x509.load_pem_x509_certificates(raw)
            else:
                found.append(x509.load_der_x509_certificate(raw))
        except (OSError, ValueError) as error:
            raise CertificateRefused(reason="unreadable", certificate=file.name) from error
    return tuple(found)


def chain_of(
    certificate: x509.Certificate, pool: Iterable[x509.Certificate]
) -> tuple[x509.Certificate, ...]:
    """Give the issuers above a certificate, as far as the pool has them, nearest first.

    A trust folder may hold dozens of roots: only those of this chain belong into a signature.
    """
    pool = tuple(pool)
    chain: list[x509.Certificate] = []
    below = certificate
    while below.issuer != below.subject:
        above = next((entry for entry in pool if _issued(entry, below)), None)
        if above is None or above in chain:
            break
        chain.append(above)
        below = above
    return tuple(chain)


def _issued(above: x509.Certificate, below: x509.Certificate) -> bool:
    try:
        below.verify_directly_issued_by(above)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def refuse_unfit(
    certificate: x509.Certificate, label: str, when: datetime, fingerprint: str | None = None
) -> None:
    """Check a certificate before anything is signed with it.

    Args:
        certificate: as `read_certificate` gives it, or a key's.
        label: for the facts.
        when: aware; the time of signing.
        fingerprint: the SHA-256 of the only certificate allowed here, in hex, or None.

    Raises:
        CertificateRefused: reason `not-yet-valid`, `expired`, `key-usage` (neither digital
            signature nor non-repudiation) or `not-pinned` (another one was enrolled here).
    """
    if when < certificate.not_valid_before_utc:
        raise CertificateRefused(reason="not-yet-valid", certificate=label)
    if when > certificate.not_valid_after_utc:
        raise CertificateRefused(reason="expired", certificate=label)
    if not _may_sign(certificate):
        raise CertificateRefused(reason="key-usage", certificate=label)
    if fingerprint is not None:
        wanted = fingerprint.replace(":", "").replace(" ", "").lower()
        if certificate.fingerprint(SHA256()).hex() != wanted:
            raise CertificateRefused(reason="not-pinned", certificate=label)


def _may_sign(certificate: x509.Certificate) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        # RFC 5280, 4.2.1.3: without the extension every usage is allowed.
        return True
    return usage.digital_signature or usage.content_commitment


def common_name(certificate: x509.Certificate) -> str:
    """The subject's name as shown to people: CN, or the whole subject where there is none."""
    return _first(certificate, NameOID.COMMON_NAME) or certificate.subject.rfc4514_string()


def organization(certificate: x509.Certificate) -> str:
    """The subject's organisation, or nothing."""
    return _first(certificate, NameOID.ORGANIZATION_NAME)


def _first(certificate: x509.Certificate, oid: x509.ObjectIdentifier) -> str:
    values = certificate.subject.get_attributes_for_oid(oid)
    return str(values[0].value) if values else ""

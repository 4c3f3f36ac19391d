"""The trust folder: roots, intermediate certificates and revocation lists of one's own choosing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko_certvalidator.context import ValidationContext

from signing.asn1 import crl, pem, x509
from signing.certificates import load_certificates
from signing.errors import CertificateRefused


@dataclass(frozen=True, slots=True)
class Trust:
    """What a verification may believe. Only self-signed certificates are anchors."""

    roots: tuple[x509.Certificate, ...]
    others: tuple[x509.Certificate, ...]
    crls: tuple[crl.CertificateList, ...] = field(repr=False)

    def at(self, moment: datetime) -> ValidationContext:
        """The rules under which chains are judged at one moment; nothing is fetched."""
        return ValidationContext(
            trust_roots=list(self.roots),
            other_certs=list(self.others),
            crls=list(self.crls),
            moment=moment,
            allow_fetching=False,
            # Lists are consulted for certificates that declare one. Without a fresh list for
            # its issuer a certificate counts as not revoked: desks are offline. A list issued
            # after the moment still tells what was revoked before it.
            revocation_mode="soft-fail",
            retroactive_revinfo=True,
        )


def load_trust(places: Iterable[Path]) -> Trust:
    """Read certificates and revocation lists (`.crl`) from files and folders.

    Raises:
        CertificateRefused: reason `unreadable`, fact certificate: the file's name.
    """
    places = tuple(places)
    roots: list[x509.Certificate] = []
    others: list[x509.Certificate] = []
    for certificate in load_certificates(place for place in places if place.suffix != ".crl"):
        parsed = x509.Certificate.load(certificate.public_bytes(Encoding.DER))
        (roots if certificate.issuer == certificate.subject else others).append(parsed)
    return Trust(tuple(roots), tuple(others), tuple(_load_crl(file) for file in _crls(places)))


def _crls(places: tuple[Path, ...]) -> Iterable[Path]:
    for place in places:
        if place.is_dir():
            yield from sorted(place.glob("*.crl"))
        elif place.suffix == ".crl":
            yield place


def _load_crl(file: Path) -> crl.CertificateList:
    try:
        raw = file.read_bytes()
        if pem.detect(raw):
            raw = pem.unarmor(raw)[2]
        parsed = crl.CertificateList.load(raw, strict=True)
        _ = parsed.native
    except (OSError, ValueError, TypeError) as error:
        raise CertificateRefused(reason="unreadable", certificate=file.name) from error
    return parsed

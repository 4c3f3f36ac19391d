"""The trust folder: roots, intermediate certificates and revocation data of one's own choosing."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko_certvalidator.context import ValidationContext

from signing.asn1 import crl, ocsp, pem, x509
from signing.certificates import certificate_files, load_certificates
from signing.errors import CertificateRefused

_REVOCATION_SUFFIXES = {".crl", ".ocsp"}


@dataclass(frozen=True, slots=True)
class Trust:
    """What a verification may believe. Only self-signed certificates are anchors."""

    roots: tuple[x509.Certificate, ...]
    others: tuple[x509.Certificate, ...]
    crls: tuple[crl.CertificateList, ...] = field(default=(), repr=False)
    ocsps: tuple[ocsp.OCSPResponse, ...] = field(default=(), repr=False)

    def with_found(
        self,
        certificates: Iterable[x509.Certificate] = (),
        crls: Iterable[crl.CertificateList] = (),
        ocsps: Iterable[ocsp.OCSPResponse] = (),
    ) -> "Trust":
        """The same anchors with more to build chains of and to look revocations up in."""
        return replace(
            self,
            others=(*self.others, *certificates),
            crls=(*self.crls, *crls),
            ocsps=(*self.ocsps, *ocsps),
        )

    def at(self, moment: datetime, *, revocation_required: bool = False) -> ValidationContext:
        """The rules under which chains are judged at one moment; nothing is fetched.

        Args:
            moment: aware.
            revocation_required: whether every certificate below an anchor must be shown not to
                be revoked by data that is fresh at the moment, or younger. Otherwise a
                certificate without such data counts as not revoked: desks are offline.
        """
        return ValidationContext(
            trust_roots=list(self.roots),
            other_certs=list(self.others),
            crls=list(self.crls),
            ocsps=list(self.ocsps),
            moment=moment,
            allow_fetching=False,
            revocation_mode="require" if revocation_required else "soft-fail",
            # A list issued after the moment still tells what was revoked before it.
            retroactive_revinfo=True,
        )


def load_trust(places: Iterable[Path]) -> Trust:
    """Read certificates, revocation lists (`.crl`) and OCSP answers (`.ocsp`) from files, folders.

    Raises:
        CertificateRefused: reason `unreadable`, fact certificate: the file's name.
    """
    files = []
    for place in places:
        files += (
            sorted(file for file in place.iterdir() if file.suffix in _REVOCATION_SUFFIXES)
            if place.is_dir()
            else []
        )
        files += certificate_files((place,))
    return _load(tuple((file, *_version(file)) for file in files))


def _version(file: Path) -> tuple[int, int]:
    try:
        status = file.stat()
    except OSError as error:
        raise CertificateRefused(reason="unreadable", certificate=file.name) from error
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=8)
def _load(files: tuple[tuple[Path, int, int], ...]) -> Trust:
    """Parsed once for each state of the files: a trust folder rarely changes."""
    roots: list[x509.Certificate] = []
    others: list[x509.Certificate] = []
    crls: list[crl.CertificateList] = []
    ocsps: list[ocsp.OCSPResponse] = []
    for file, *_ in files:
        if file.suffix == ".crl":
            crls.append(_parse(file, crl.CertificateList))
        elif file.suffix == ".ocsp":
            ocsps.append(_parse(file, ocsp.OCSPResponse))
        else:
            for certificate in load_certificates((file,)):
                parsed = x509.Certificate.load(certificate.public_bytes(Encoding.DER))
                # asn1crypto parses when it is asked, and not for two threads at once.
                _ = parsed.native
                own = certificate.issuer == certificate.subject
                (roots if own else others).append(parsed)
    return Trust(tuple(roots), tuple(others), tuple(crls), tuple(ocsps))


def _parse(file: Path, kind: Any) -> Any:
    try:
        raw = file.read_bytes()
        if pem.detect(raw):
            raw = pem.unarmor(raw)[2]
        parsed = kind.load(raw, strict=True)
        _ = parsed.native
    except (OSError, ValueError, TypeError) as error:
        raise CertificateRefused(reason="unreadable", certificate=file.name) from error
    return parsed

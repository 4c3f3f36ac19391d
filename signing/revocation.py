"""Revocation data for chains: fetched within limits, and kept in a folder for days offline."""

import hashlib
import logging
import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID

from signing.download import download
from signing.values import Revocation

log = logging.getLogger(__name__)

# The State's lists have grown to some megabytes.
_LARGEST_LIST = 32 * 1024 * 1024
_LARGEST_ANSWER = 256 * 1024
# OCSP answers without an end count as fresh for as long.
_ENDLESS = timedelta(hours=12)
_REST_S = 60.0


@dataclass(frozen=True, slots=True)
class RevocationData:
    """Lists and answers in DER; complete: whether every certificate asked about has one."""

    crls: tuple[bytes, ...]
    ocsps: tuple[bytes, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class RevocationCache:
    """A folder of lists (`.crl`) and answers (`.ocsp`), which `load_trust` reads as well.

    limit_s: seconds for each address. fetching: whether what is not kept may be fetched. resting:
    addresses that gave nothing fit, and until when this value passes them by (monotonic seconds),
    so that a stack of copies does not wait for a dead server with each of them.
    """

    folder: Path
    limit_s: float = 15.0
    fetching: bool = True
    resting: dict[str, float] = field(default_factory=dict, compare=False)

    def gather(self, chains: Sequence[Sequence[x509.Certificate]], now: datetime) -> RevocationData:
        """Data for every certificate of these chains that has an issuer in its chain.

        What is kept and still fresh is taken; the rest is fetched, an OCSP answer first, else a
        list. What is found here is only sorted by name and date: whoever uses it checks its
        signature.

        Args:
            chains: each from the signer up, the anchor last.
            now: aware.
        """
        crls: dict[str, bytes] = {}
        ocsps: dict[str, bytes] = {}
        complete = True
        for certificate, issuer in dict.fromkeys(pair for c in chains for pair in pairwise(c)):
            answer = self._answer(certificate, issuer, now)
            if answer is not None:
                ocsps[_name(answer)] = answer
                continue
            found = self._list(certificate, issuer, now)
            if found is not None:
                crls[_name(found)] = found
            else:
                complete = False
        return RevocationData(tuple(crls.values()), tuple(ocsps.values()), complete)

    def state(
        self, chain: Sequence[x509.Certificate], now: datetime
    ) -> tuple[Revocation, datetime | None]:
        """What this data says of a chain at a time, and of when the oldest piece of it is.

        No trust is put into OCSP answers here: a forged one may hold up a signature, and makes
        none. Nothing is good unless every certificate but the anchor has data.

        Args:
            chain: from the signer up, the anchor last.
            now: aware.
        """
        data = self.gather((chain,), now)
        moments: list[datetime] = []
        serials = {certificate.serial_number for certificate in chain}
        for answer in map(ocsp.load_der_ocsp_response, data.ocsps):
            moments.append(answer.this_update_utc)
            if answer.certificate_status is ocsp.OCSPCertStatus.REVOKED:
                return Revocation.REVOKED, answer.this_update_utc
        for found in map(x509.load_der_x509_crl, data.crls):
            moments.append(found.last_update_utc)
            below = [each for each in chain if each.issuer == found.issuer]
            for serial in serials & {each.serial_number for each in below}:
                if found.get_revoked_certificate_by_serial_number(serial) is not None:
                    return Revocation.REVOKED, found.last_update_utc
        if not data.complete or not moments:
            return Revocation.UNKNOWN, min(moments, default=None)
        return Revocation.GOOD, min(moments)

    def _answer(
        self, certificate: x509.Certificate, issuer: x509.Certificate, now: datetime
    ) -> bytes | None:
        urls = _responders(certificate)
        if not urls:
            return None
        request = ocsp.OCSPRequestBuilder().add_certificate(certificate, issuer, SHA1()).build()
        octets = request.public_bytes(Encoding.DER)
        file = self.folder / f"{_name(octets)}.ocsp"
        kept = _read(file)
        if kept is not None and _answers(kept, certificate, now):
            return kept
        post = ("application/ocsp-request", octets)
        for url in urls if self.fetching else ():
            fetched = self._fetch(url, _LARGEST_ANSWER, post)
            if fetched is None:
                continue
            if _answers(fetched, certificate, now):
                self._keep(file, fetched)
                return fetched
            log.warning("revocation-answer-unfit")
        return None

    def _list(
        self, certificate: x509.Certificate, issuer: x509.Certificate, now: datetime
    ) -> bytes | None:
        for url in _lists(certificate):
            file = self.folder / f"{_name(url.encode())}.crl"
            kept = _read(file)
            if kept is not None and _lists_for(kept, issuer, now):
                return kept
            fetched = self._fetch(url, _LARGEST_LIST) if self.fetching else None
            if fetched is None:
                continue
            if _lists_for(fetched, issuer, now):
                self._keep(file, fetched)
                return fetched
            log.warning("revocation-list-unfit")
            self._rest(url)
        return None

    def _fetch(self, url: str, largest: int, post: tuple[str, bytes] | None = None) -> bytes | None:
        if self.resting.get(url, 0.0) > time.monotonic():
            return None
        try:
            return download(url, self.limit_s, largest, post)
        except OSError as error:
            log.warning("revocation-unreachable %s", type(error).__name__)
            self._rest(url)
            return None

    def _rest(self, url: str) -> None:
        self.resting[url] = time.monotonic() + _REST_S

    def _keep(self, file: Path, octets: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        # Whole or not at all, also for a second desk process that reads the folder meanwhile.
        handle, name = tempfile.mkstemp(dir=self.folder)
        with os.fdopen(handle, "wb") as out:
            out.write(octets)
        Path(name).replace(file)


def _name(octets: bytes) -> str:
    return hashlib.sha256(octets).hexdigest()


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _responders(certificate: x509.Certificate) -> list[str]:
    try:
        access = certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess)
    except (x509.ExtensionNotFound, ValueError):
        return []
    return [
        entry.access_location.value
        for entry in access.value
        if entry.access_method == AuthorityInformationAccessOID.OCSP
        and isinstance(entry.access_location, x509.UniformResourceIdentifier)
    ]


def _lists(certificate: x509.Certificate) -> list[str]:
    try:
        points = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    except (x509.ExtensionNotFound, ValueError):
        return []
    return [
        name.value
        for point in points
        for name in point.full_name or ()
        if isinstance(name, x509.UniformResourceIdentifier)
    ]


def _answers(octets: bytes, certificate: x509.Certificate, now: datetime) -> bool:
    """Whether these bytes are a fresh OCSP answer about this certificate."""
    try:
        response = ocsp.load_der_ocsp_response(octets)
        if response.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
            return False
        until = response.next_update_utc or response.this_update_utc + _ENDLESS
        return response.serial_number == certificate.serial_number and now < until
    except ValueError:
        return False


def _lists_for(octets: bytes, issuer: x509.Certificate, now: datetime) -> bool:
    """Whether these bytes are a fresh list, signed by this issuer."""
    try:
        found = x509.load_der_x509_crl(octets)
        until = found.next_update_utc
        public = issuer.public_key()
        return (
            found.issuer == issuer.subject
            and until is not None
            and now < until
            and found.is_signature_valid(public)  # type: ignore[arg-type]
        )
    except (ValueError, TypeError):
        return False

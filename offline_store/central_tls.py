"""How desk and central know each other: central's own authority, and a certificate for the desk.

The enrolment code that IT carries to the desk names the authority (96 bits of a hash over it). So
the desk trusts that one authority alone, from its first word to central, and no other in the world.
"""

import http.client
import json
import ssl
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pydantic import ValidationError

from offline_store.errors import CentralNonsense, CentralUnreachable
from offline_store.plain_copy import plain_copy
from offline_store.wire import MAX_JSON_BYTES, PATH_AUTHORITY, AuthorityAnswer, authority_mark

_SECRET_GROUPS = 4


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """Paths for a library that takes nothing else: the authority, the desk's certificate and key.

    None where the line has none: the system's authorities, no certificate.
    """

    authority: str | None = None
    identity: str | None = None


@dataclass(frozen=True, slots=True)
class NewIdentity:
    """A desk's new key (PEM), and the request for a certificate over it (PKCS #10, PEM)."""

    key: str = field(repr=False)
    request: str


def parts_of(code: str) -> tuple[str, str]:
    """The secret of an enrolment code, and the mark of central's authority, if it has one."""
    groups = code.strip().split("-")
    return "-".join(groups[:_SECRET_GROUPS]), "".join(groups[_SECRET_GROUPS:])


def fetch_authority(url: str, mark: str, timeout_s: float) -> str:
    """The authority's certificate (PEM) that an enrolment code names.

    Asked for before anything is known of the other side, and believed for its mark alone.

    Raises:
        CentralUnreachable: nobody answers there. CentralNonsense: whoever answers has another.
    """
    address = urlsplit(url)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        line = http.client.HTTPSConnection(
            address.hostname or "", address.port, timeout=timeout_s, context=context
        )
        try:
            line.request("GET", address.path.rstrip("/") + PATH_AUTHORITY)
            said = line.getresponse().read(MAX_JSON_BYTES)
        finally:
            line.close()
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise CentralUnreachable(kind=type(error).__name__) from error
    try:
        pem = AuthorityAnswer.model_validate(json.loads(said)).certificate
    except (ValueError, ValidationError) as error:
        raise CentralNonsense(reason="no-authority") from error
    if authority_mark(pem) != mark:
        raise CentralNonsense(reason="another-authority")
    return pem


def new_identity(name: str) -> NewIdentity:
    """A key on P-256 for this desk, and its request."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64] or "desk")])
    request = x509.CertificateSigningRequestBuilder().subject_name(subject)
    signed = request.sign(key, hashes.SHA256())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return NewIdentity(pem.decode(), signed.public_bytes(Encoding.PEM).decode())


def is_over(certificate: str) -> bool:
    """Whether the time of a certificate (PEM) is over; an empty text is none, and lasts."""
    if not certificate:
        return False
    after = x509.load_pem_x509_certificate(certificate.encode()).not_valid_after_utc
    return after <= datetime.now(UTC)


@contextmanager
def tls_files(authority: str, certificate: str, key: str) -> Iterator[TlsFiles]:
    """The files of a line while the block runs; empty texts are none. The key is in memory alone.

    (On systems without memory files: in a file of the user's own, overwritten afterwards.)
    """
    folder = Path(tempfile.gettempdir()) / "tramso-tls"
    with ExitStack() as files:

        def lend(text: str) -> str | None:
            if not text:
                return None
            return str(files.enter_context(plain_copy(text.encode(), folder)))

        yield TlsFiles(lend(authority), lend(certificate and certificate + key))

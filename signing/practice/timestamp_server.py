"""An RFC 3161 time-stamp server on loopback, for the practice desk."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.asn1 import keys, tsp
from signing.asn1 import x509 as asn1_x509
from signing.practice.authority import PracticeAuthority

_LIMIT_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class TimestampIdentity:
    """The server's key with its certificate and the root, as PEM, to live in a demo folder."""

    certificate: bytes
    private_key: bytes
    root: bytes

    @classmethod
    def create(cls, authority: PracticeAuthority) -> "TimestampIdentity":
        """Make a key and have it certified."""
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        certificate = authority.issue_timestamping(key.public_key())
        return cls(
            certificate=certificate.public_bytes(Encoding.PEM),
            private_key=key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
            root=authority.certificate.public_bytes(Encoding.PEM),
        )

    def write(self, folder: Path) -> None:
        """Keep it in a folder; the key is for its owner's eyes only where the system can."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "timestamp.pem").write_bytes(self.certificate)
        (folder / "timestamp-root.pem").write_bytes(self.root)
        key = folder / "timestamp.key"
        key.touch(mode=0o600)
        key.write_bytes(self.private_key)

    @classmethod
    def read(cls, folder: Path) -> "TimestampIdentity":
        """Take it back from its folder."""
        return cls(
            certificate=(folder / "timestamp.pem").read_bytes(),
            private_key=(folder / "timestamp.key").read_bytes(),
            root=(folder / "timestamp-root.pem").read_bytes(),
        )


@contextmanager
def timestamp_server(
    identity: TimestampIdentity, port: int = 0, stopped_at: datetime | None = None
) -> Iterator[str]:
    """Serve in the background; gives the URL. Port 0 takes a free one.

    stopped_at: the only time that it tells, aware; None for the true one.
    """
    server = _server(identity, port, stopped_at)
    thread = threading.Thread(target=server.serve_forever, name="timestamp-server")
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def serve(identity: TimestampIdentity, port: int) -> None:
    """Serve until the process ends."""
    with _server(identity, port) as server:
        server.serve_forever()


def _server(
    identity: TimestampIdentity, port: int, stopped_at: datetime | None = None
) -> ThreadingHTTPServer:
    stamper = _stamper(identity, stopped_at)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            if not 0 < length <= _LIMIT_BYTES:
                self.send_error(400)
                return
            try:
                request = tsp.TimeStampReq.load(self.rfile.read(length), strict=True)
                answer = stamper.request_tsa_response(request).dump()
            except (ValueError, TypeError, KeyError):
                self.send_error(400)
                return
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: requests are no news on a practice desk."""

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


def _stamper(identity: TimestampIdentity, stopped_at: datetime | None) -> DummyTimeStamper:
    def parse(pem: bytes) -> asn1_x509.Certificate:
        der = x509.load_pem_x509_certificate(pem).public_bytes(Encoding.DER)
        return asn1_x509.Certificate.load(der)

    key = load_pem_private_key(identity.private_key, password=None).private_bytes(
        Encoding.DER, PrivateFormat.PKCS8, NoEncryption()
    )
    chain = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # pyHanko
    chain.register(parse(identity.root))
    return DummyTimeStamper(
        tsa_cert=parse(identity.certificate),
        tsa_key=keys.PrivateKeyInfo.load(key),
        certs_to_embed=chain,
        fixed_dt=stopped_at,
    )

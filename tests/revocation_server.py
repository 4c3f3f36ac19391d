"""An authority's revocation list and OCSP responder on loopback, for tests."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from signing.practice.authority import PracticeAuthority


@dataclass(slots=True)
class RevocationServer:
    """What is served and what was asked; `authority` is set once its addresses are known.

    revoked: certificates with the time since when. reachable: whether it answers at all.
    """

    url: str
    authority: PracticeAuthority | None = None
    revoked: dict[x509.Certificate, datetime] = field(default_factory=dict)
    known: list[x509.Certificate] = field(default_factory=list)
    reachable: bool = True
    asked: list[str] = field(default_factory=list)

    def list(self) -> bytes:
        """The list of now."""
        assert self.authority is not None
        when = next(iter(self.revoked.values()), datetime.now(UTC))
        return self.authority.revoke(*self.revoked, at=when)

    def answer(self, question: bytes) -> bytes:
        """The OCSP answer to a question."""
        assert self.authority is not None
        asked = ocsp.load_der_ocsp_request(question)
        certificate = next(c for c in self.known if c.serial_number == asked.serial_number)
        since = self.revoked.get(certificate)
        now = datetime.now(UTC)
        status = ocsp.OCSPCertStatus.GOOD if since is None else ocsp.OCSPCertStatus.REVOKED
        builder = ocsp.OCSPResponseBuilder().add_response(
            certificate,
            self.authority.certificate,
            SHA1(),
            status,
            now,
            now + timedelta(days=1),
            since,
            None,
        )
        named = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, self.authority.certificate)
        signed = named.sign(self.authority.private_key, SHA256())
        return signed.public_bytes(Encoding.DER)


@contextmanager
def revocation_server() -> Iterator[RevocationServer]:
    """Serve in the background: GET gives the list, POST answers by OCSP."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._give(lambda: served.list())

        def do_POST(self) -> None:
            question = self.rfile.read(int(self.headers["Content-Length"]))
            self._give(lambda: served.answer(question))

        def _give(self, answer: Callable[[], bytes]) -> None:
            served.asked.append(self.command)
            if not served.reachable:
                self.send_error(503)
                return
            octets = answer()
            self.send_response(200)
            self.send_header("Content-Length", str(len(octets)))
            self.end_headers()
            self.wfile.write(octets)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served = RevocationServer(f"http://127.0.0.1:{server.server_address[1]}/")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

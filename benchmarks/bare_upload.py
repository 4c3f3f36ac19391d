"""The peer of synchronising: an HTTPS server on loopback that keeps what it gets, or not."""

import os
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from central.authority import Authority
from central.home import Home, init

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class BareServer:
    """url: where it listens. authority: a file with the certificate that proves it."""

    url: str
    authority: Path


class _Sink(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_PUT(self) -> None:
        left = int(self.headers["Content-Length"])
        # Below `kept` a file is made durable, as whoever answers for it must.
        with tempfile.TemporaryFile(dir=os.curdir) as file:
            while left > 0:
                chunk = self.rfile.read(min(left, _CHUNK))
                if not chunk:
                    return
                left -= len(chunk)
                if self.path.startswith("/kept"):
                    file.write(chunk)
            file.flush()
            if self.path.startswith("/kept"):
                os.fsync(file.fileno())
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def bare_server(folder: Path) -> Iterator[BareServer]:
    """Run the server as a process of its own; what it keeps lies in the folder."""
    home = init(folder)
    authority = folder / "authority-certificate.pem"
    authority.write_text(Authority.of(home).pem, "ascii")
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.bare_upload", str(folder)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield BareServer(process.stdout.readline().strip(), authority)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def main() -> None:
    """Say the address, then serve until killed."""
    folder = Path(sys.argv[1])
    identity = folder / "server.pem"
    identity.write_bytes(Authority.of(Home(folder)).server(("127.0.0.1",)))
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(identity)
    os.chdir(folder)
    with HTTPServer(("127.0.0.1", 0), _Sink) as server:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
        print(f"https://127.0.0.1:{server.server_address[1]}", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()

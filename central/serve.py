"""Runs central: as a program of its own, or in a thread for the demo desk and tests."""

import json
import os
import socket
import ssl
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import uvicorn

from central.app import create_app
from central.authority import Authority
from central.home import Home, write_secret
from central.tls import CertificateProtocol
from signing.verification import get_ready


def serve(
    folder: Path, host: str = "127.0.0.1", port: int = 0, tls_names: Sequence[str] = ()
) -> None:
    """Serve until interrupted. Says `{"url": …}` on one line of stdout once it listens.

    port: 0 takes a free one. tls_names: the names and addresses by which desks know this server;
    with any, it speaks TLS under central's own authority, without, plain HTTP.

    Raises:
        CentralMissing: no central was made at that folder.
        OSError: the port is taken.
    """
    with _listening(host, port) as listener:
        server = _server(folder, tls_names)
        ready = partial(get_ready, yielding=True)  # who judges waits for who takes in
        threading.Thread(target=ready, name="judges", daemon=True).start()
        sys.stdout.write(json.dumps({"url": _url(listener, tls_names)}) + "\n")
        sys.stdout.flush()
        server.run(sockets=[listener])


@contextmanager
def run_in_thread(
    folder: Path, host: str = "127.0.0.1", port: int = 0, tls_names: Sequence[str] = ()
) -> Iterator[str]:
    """Serve in a thread of this process while the block runs; yields the URL.

    Raises:
        CentralMissing: no central was made at that folder.
        OSError: the port is taken.
    """
    with _listening(host, port) as listener:
        server = _server(folder, tls_names)
        thread = threading.Thread(
            target=server.run, kwargs={"sockets": [listener]}, name="central", daemon=True
        )
        thread.start()
        try:
            yield _url(listener, tls_names)
        finally:
            server.should_exit = True
            thread.join()


def _server(folder: Path, tls_names: Sequence[str]) -> uvicorn.Server:
    def context(config: uvicorn.Config, default: Callable[[], ssl.SSLContext]) -> ssl.SSLContext:
        return _tls(folder, tls_names)

    return uvicorn.Server(
        uvicorn.Config(
            create_app(folder),
            http=CertificateProtocol,
            ssl_context_factory=context if tls_names else None,
            log_config=None,  # whoever starts us sets up the log
            access_log=False,
            ws="none",
            server_header=False,
            timeout_graceful_shutdown=5,
        )
    )


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that listens already: who knows the URL may connect at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family, backlog=128) as listener:
        yield listener


def _url(listener: socket.socket, tls_names: Sequence[str]) -> str:
    host, port = listener.getsockname()[:2]
    scheme = "https" if tls_names else "http"
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"


def _tls(folder: Path, names: Sequence[str]) -> ssl.SSLContext:
    """TLS 1.2 and later; a desk may show its certificate, a citizen's browser has none."""
    authority = Authority.of(Home(folder))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.verify_mode = ssl.CERT_OPTIONAL
    context.load_verify_locations(cadata=authority.pem)
    # Python takes a key from a file alone; this one lives as long as it takes to read it.
    server = folder / f".server-{os.getpid()}.pem"
    try:
        write_secret(server, authority.server(names))
        context.load_cert_chain(server)
    finally:
        server.unlink(missing_ok=True)
    return context

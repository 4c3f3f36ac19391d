"""Runs central: as a program of its own, or in a thread for the demo desk and tests."""

import json
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from central.app import create_app


def serve(folder: Path, host: str = "127.0.0.1", port: int = 0) -> None:
    """Serve until interrupted. Says `{"url": …}` on one line of stdout once it listens.

    port: 0 takes a free one.

    Raises:
        CentralMissing: no central was made at that folder.
        OSError: the port is taken.
    """
    with _listening(host, port) as listener:
        server = _server(folder)
        sys.stdout.write(json.dumps({"url": _url(listener)}) + "\n")
        sys.stdout.flush()
        server.run(sockets=[listener])


@contextmanager
def run_in_thread(folder: Path, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """Serve in a thread of this process while the block runs; yields the URL.

    Raises:
        CentralMissing: no central was made at that folder.
        OSError: the port is taken.
    """
    with _listening(host, port) as listener:
        server = _server(folder)
        thread = threading.Thread(
            target=server.run, kwargs={"sockets": [listener]}, name="central", daemon=True
        )
        thread.start()
        try:
            yield _url(listener)
        finally:
            server.should_exit = True
            thread.join()


def _server(folder: Path) -> uvicorn.Server:
    return uvicorn.Server(
        uvicorn.Config(
            create_app(folder),
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


def _url(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

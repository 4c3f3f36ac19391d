"""Whatever stands where central should: nothing is lost, and it goes out once central is back."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from offline_store.records import LineState, OutboxState
from tests.demo_desk import Counter, Here, certify, free_port, refused, what_is_kept


@pytest.fixture(scope="module")
def certified(compared: Counter, tmp_path_factory: pytest.TempPathFactory) -> Counter:
    """A desk with one copy in its outbox. To be copied; one copy of it may reach central."""
    desk = compared.copy(tmp_path_factory.mktemp("certified"))
    done = certify(desk, desk.pin)
    assert done.status == 0, done.err
    return desk


@contextmanager
def answering(status: int, body: bytes) -> Iterator[str]:
    """A server that gives everyone the same answer."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(status)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_PUT = do_POST

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent: http.server would write to standard error."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def move_central(desk: Counter, url: str) -> None:
    """Have the desk look for central there."""
    with desk.store() as store, store.transaction() as records:
        records.desk.enrol(replace(records.desk.enrolment(), central_url=url))


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (None, b"", "central-unreachable"),
        (500, b"Internal Server Error", "central-failed"),
        (503, b"", "central-failed"),
        (200, b"<html>Please log in</html>", "central-nonsense"),
        (200, b"{}", "central-nonsense"),
        (200, b'{"missing": [], "receipt": "a.b.c"}', "receipt-invalid"),
        (302, b"", "central-nonsense"),
        (401, b"{}", "central-login"),
    ],
)
def test_central_fails(
    certified: Counter,
    desk: Counter,
    here: Here,
    status: int | None,
    body: bytes,
    code: str,
) -> None:
    """Whatever stands where central should: the item stays, its error is told with the cure."""
    certified.copy(desk.home)
    with answering(status or 200, body) as url:
        move_central(desk, url if status else f"http://127.0.0.1:{free_port()}")
        answer = here("sync", "--once")
    # Nobody there, or nobody who knows this desk: the run stopped, and says so.
    stopped = code in {"central-unreachable", "central-login"}
    assert answer.status == (3 if stopped else 1), answer.err
    assert f"[{code}]" in answer.out
    with desk.records() as records:
        (item,) = records.outbox.items()
    assert (item.state, item.error, item.receipt) == (OutboxState.QUEUED, code, None)
    assert what_is_kept(desk) == (1, [LineState.SIGNED])


def test_central_comes_back(certified: Counter, tmp_path: Path) -> None:
    """What could not be sent goes out once central is there again, under the same id."""
    desk = certified.copy(tmp_path / "desk")
    with desk.records() as records:
        url = records.desk.enrolment().central_url
        (before,) = records.outbox.items()
    move_central(desk, f"http://127.0.0.1:{free_port()}")
    assert refused(desk.tramso("sync", "--once", "--json")) == "central-unreachable"
    move_central(desk, url)
    # After a failure the item waits for up to ten seconds of its own choosing.
    for _ in range(20):
        answer = desk.tramso("sync", "--once", "--json")
        if answer.json()["accepted"]:
            break
    assert (answer.status, answer.json()["queued"]) == (0, 0), answer.out
    with desk.records() as records:
        (item,) = records.outbox.items()
    assert (item.id, item.state) == (before.id, OutboxState.ACCEPTED)

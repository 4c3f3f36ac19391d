"""The client against servers that are not central, or not well."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from offline_store.central_client import CentralClient, enrol
from offline_store.errors import (
    CentralError,
    CentralFailed,
    CentralLogin,
    CentralNonsense,
    CentralRefused,
    CentralUnreachable,
)
from offline_store.leasing import lease_block
from offline_store.records import Enrolment
from offline_store.store import Store
from offline_store.sync import send_due
from offline_store.wire import MAX_JSON_BYTES, PATH_KNOWN_LEASES
from tests.store_fixtures import BOOK, NOON, add_dossier, certify, make_block, make_dossier

Answer = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def _server(answer: Answer) -> Iterator[Enrolment]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """Answer anything in the one way this server has."""
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.close_connection = True
            answer(self)

        do_POST = do_PUT = do_GET

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield Enrolment(f"http://127.0.0.1:{server.server_port}", "s1", "H26", "x" * 40, "PEM")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _saying(status: int, body: bytes, **headers: str) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", str(len(body)))
        # Said, since it is so: who does not know would send the next request into a closed door.
        request.send_header("Connection", "close")
        request.end_headers()
        request.wfile.write(body)

    return answer


def _hang_up(request: BaseHTTPRequestHandler) -> None:
    request.connection.shutdown(socket.SHUT_RDWR)


def _cut_short(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    request.wfile.write(b'{"missing": [')


def _drip(request: BaseHTTPRequestHandler) -> None:
    """Send a byte whenever the client would soon give up, for ever."""
    request.send_response(200)
    request.send_header("Content-Length", "100000")
    request.end_headers()
    stop = threading.Event()
    try:
        while not stop.wait(0.2):
            request.wfile.write(b" ")
            request.wfile.flush()
    except OSError:
        return  # the client gave up, which is what this is about


def _silence(request: BaseHTTPRequestHandler) -> None:
    """Say nothing until the client hangs up."""
    request.connection.settimeout(20)
    request.connection.recv(1)


HTML = b"<html><title>Sign in to the network</title></html>"
REFUSAL = json.dumps({"reason": "number-taken", "detail": []}).encode()
KINDS: dict[str, tuple[Answer, type[CentralError]]] = {
    "500": (_saying(500, b"Internal Server Error"), CentralFailed),
    "503 with HTML": (_saying(503, HTML), CentralFailed),
    "200 with HTML": (_saying(200, HTML, Content_Type="text/html"), CentralNonsense),
    "200 with other JSON": (_saying(200, b'{"ok": true}'), CentralNonsense),
    "200 with wrong types": (_saying(200, b'{"missing": "none"}'), CentralNonsense),
    "200 with nothing": (_saying(200, b""), CentralNonsense),
    "200 with no text": (_saying(200, b"\xff\xfe\x00"), CentralNonsense),
    "200 with deep nesting": (_saying(200, b"[" * 200_000), CentralNonsense),
    "204": (_saying(204, b""), CentralNonsense),
    "302": (_saying(302, HTML, Location="http://127.0.0.1:9/login"), CentralNonsense),
    "401": (_saying(401, REFUSAL), CentralLogin),
    "403": (_saying(403, HTML), CentralLogin),
    "404 with HTML": (_saying(404, HTML), CentralNonsense),
    "409": (_saying(409, REFUSAL), CentralRefused),
    "422 with a sentence": (_saying(422, b'{"reason": "No, thanks!"}'), CentralNonsense),
    "hangs up": (_hang_up, CentralUnreachable),
    "cut short": (_cut_short, CentralUnreachable),
    "drips": (_drip, CentralUnreachable),
    "silent": (_silence, CentralUnreachable),
    "oversize": (_saying(200, b" " * (MAX_JSON_BYTES + 1) + b"{}"), CentralNonsense),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_answer_has_its_error(kind: str) -> None:
    """Whatever answers, the desk gets one of a few codes, and in bounded time."""
    answer, expected = KINDS[kind]
    with _server(answer) as place, CentralClient(place, timeout_s=0.6) as client:
        with pytest.raises(CentralError) as met:
            client.missing_blobs(["ab" * 32])
        assert type(met.value) is expected


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9", "http://no-such-host.invalid", "no address", "ftp://127.0.0.1"]
)
def test_no_central_at_that_address(url: str) -> None:
    """Dead, unknown or no address at all: central cannot be reached."""
    with pytest.raises(CentralUnreachable):
        enrol(url, "code", "Quầy 1", timeout_s=2)


def test_an_office_proxy_carries_every_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that the environment names, with the desk's own credential."""
    seen: list[tuple[str, str]] = []

    def answer(request: BaseHTTPRequestHandler) -> None:
        seen.append((request.path, request.headers["Authorization"]))
        _saying(200, b"{}")(request)

    with _server(answer) as proxy:
        monkeypatch.setenv("http_proxy", proxy.central_url)
        monkeypatch.delenv("no_proxy", raising=False)
        place = replace(proxy, central_url="http://central.invalid")
        with CentralClient(place, timeout_s=5) as client:
            for _ in range(2):
                with pytest.raises(CentralNonsense):
                    client.station()

    assert {path.partition("/api/")[0] for path, _ in seen} == {"http://central.invalid"}
    assert [credential for _, credential in seen] == [f"Bearer {place.credential}"] * 2


def test_files_that_were_not_asked_for_are_not_sent() -> None:
    """Central may only want what the desk named."""
    other = json.dumps({"missing": ["cd" * 32]}).encode()
    with (
        _server(_saying(200, other)) as place,
        CentralClient(place) as client,
        pytest.raises(CentralNonsense),
    ):
        client.missing_blobs(["ab" * 32])


def test_a_lost_lease_is_asked_for_again_under_its_id(store: Store) -> None:
    """The first answer never arrives; the second question bears the same id."""
    asked: list[str] = []

    def answer(request: BaseHTTPRequestHandler) -> None:
        if request.path == PATH_KNOWN_LEASES:
            _saying(200, b'{"awaited": 0}')(request)
            return
        with store.snapshot() as records:
            (block_id,) = records.desk.connection.exec_driver_sql(
                "SELECT id FROM wanted_block"
            ).one()
        asked.append(str(block_id))
        if len(asked) == 1:
            _hang_up(request)
            return
        block = {"id": block_id, "book": BOOK, "first": 4, "last": 6}
        _saying(200, json.dumps(block | {"leased_at": "2026-11-22T00:00:00Z"}).encode())(request)

    with _server(answer) as place, CentralClient(place) as client:
        with pytest.raises(CentralUnreachable):
            lease_block(store, client, BOOK, 3)
        assert lease_block(store, client, BOOK, 3).first == 4
    assert len(set(asked)) == 1
    with store.snapshot() as records:
        assert records.register.remaining(BOOK, NOON) == 3


@pytest.mark.parametrize(
    ("kind", "tried", "error"),
    [
        ("500", 2, "central-failed"),
        ("200 with HTML", 2, "central-nonsense"),
        ("401", 1, "central-login"),
        ("hangs up", 1, "central-unreachable"),
    ],
)
def test_what_is_certified_stays_queued_whatever_answers(
    store: Store, kind: str, tried: int, error: str
) -> None:
    """No item is lost or called sent; only where it would help is the next one tried."""
    with store.transaction() as records:
        records.register.add_block(make_block())
    for number in (1, 2):
        document = add_dossier(store, make_dossier(f"H26-261122-{number:04d}"))
        certify(store, document, b"%%PDF %d" % number)
    with _server(KINDS[kind][0]) as place, CentralClient(place, timeout_s=2) as client:
        report = send_due(store, client, NOON)
    assert (report.queued, report.sent, report.accepted, report.refused) == (2, tried, 0, 0)
    assert {item.error for item in report.items} == {error}


def test_a_record_that_the_wire_does_not_take_is_parked(store: Store) -> None:
    """A title with a line break cannot be sent; it holds up nobody and names the field."""
    with store.transaction() as records:
        records.register.add_block(make_block())
    certify(store, add_dossier(store, make_dossier(title="Giấy\nkhai sinh")), b"%PDF")
    with _server(_saying(500, b"")) as place, CentralClient(place) as client:
        report = send_due(store, client, NOON)
    assert [item.error for item in report.items] == ["request-malformed"]

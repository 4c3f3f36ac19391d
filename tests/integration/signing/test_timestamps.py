"""Time-stamp servers: dead, silent, dripping, talking nonsense, and lying."""

import dataclasses
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from signing.asn1 import tsp
from signing.download import download
from signing.errors import TimestampMissing
from signing.practice.authority import PracticeAuthority, Subject
from signing.practice.timestamp_server import TimestampIdentity, timestamp_server
from signing.sign import pay_debts
from signing.timestamps import FirstAnswering, ask_time
from signing.trust import load_trust
from signing.values import Level, Verdict
from signing.verification import verify_pdf
from tests.signing_fixtures import PracticeDesk


@contextmanager
def answering(content: bytes, content_type: str) -> Iterator[str]:
    """A web server that gives everybody the same answer, as a captive portal does."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def silent() -> Iterator[str]:
    """A server that takes the connection and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"


@contextmanager
def slow(identity: TimestampIdentity) -> Iterator[tuple[str, threading.Event]]:
    """A true server that answers nobody before the event is set."""
    answers = threading.Event()
    with timestamp_server(identity) as true:

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = self.rfile.read(int(self.headers["Content-Length"]))
                answers.wait()
                token = download(true, 5, 65536, ("application/timestamp-query", asked))
                # Who asked may long have gone.
                with suppress(OSError):
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(token)))
                    self.end_headers()
                    self.wfile.write(token)

            def log_message(self, format: str, *args: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/", answers
        finally:
            answers.set()
            server.shutdown()
            thread.join()
            server.server_close()


@contextmanager
def closed() -> Iterator[str]:
    """A port on which nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{held.getsockname()[1]}/"


def test_next_server_is_asked(desk: PracticeDesk, timestamps: str, composed: bytes) -> None:
    """Behind a dead server, a captive portal and a silent one, the fourth gives the time."""
    with (
        closed() as dead,
        answering(b"<html>", "text/html") as portal,
        answering(b"\x30\x03junk", "application/timestamp-reply") as nonsense,
        silent() as mute,
    ):
        rules = desk.rules(dead, portal, nonsense, mute, timestamps)
        copy = desk.sign(composed, dataclasses.replace(rules, timestamp_limit_s=1))

    assert (copy.level, copy.debts) == (Level.B_T, ())


def _dripping(server: socket.socket) -> None:
    """Take each connection and send a byte now and then, for ever."""
    with suppress(OSError):
        while True:
            connection, _ = server.accept()
            with connection, suppress(OSError):
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: ")
                while connection.send(b"x"):
                    threading.Event().wait(0.2)


@contextmanager
def dripping() -> Iterator[str]:
    """A server that never falls silent and never comes to an end."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_dripping, args=(server,), daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        server.shutdown(socket.SHUT_RDWR)


def _lying_identities(desk: PracticeDesk) -> Iterator[TimestampIdentity]:
    """Time-stamp servers that answer in form, and that nobody should believe."""
    yield TimestampIdentity.create(PracticeAuthority.create("Cơ quan lạ"))
    yield TimestampIdentity.create(PracticeAuthority.create())
    honest = TimestampIdentity.create(desk.authority)
    wrong_use = desk.authority.issue(
        Subject("Không phải máy chủ cấp dấu thời gian"),
        x509.load_pem_x509_certificate(honest.certificate).public_key(),  # type: ignore[arg-type]
    )
    yield dataclasses.replace(honest, certificate=wrong_use.public_bytes(Encoding.PEM))
    another = TimestampIdentity.create(desk.authority)
    yield dataclasses.replace(honest, private_key=another.private_key)


def test_lying_servers_are_passed_by(desk: PracticeDesk, timestamps: str, composed: bytes) -> None:
    """Unknown authority, namesake, certificate for other use, key of another: none is believed."""
    for identity in _lying_identities(desk):
        with timestamp_server(identity) as liar:
            alone = desk.sign(composed, desk.rules(liar, debt_allowed=True))
            both = desk.sign(composed, desk.rules(liar, timestamps))
        assert (alone.level, alone.debts) == (Level.B_B, ("timestamp",))
        assert (both.level, both.debts) == (Level.B_T, ())


def test_answer_about_other_bytes_is_not_taken(
    desk: PracticeDesk, timestamps: str, composed: bytes
) -> None:
    """A true time-stamp over something else, sent again, does not count."""
    request = tsp.TimeStampReq(
        {
            "version": 1,
            "message_imprint": {
                "hash_algorithm": {"algorithm": "sha256"},
                "hashed_message": bytes(32),
            },
            "cert_req": True,
        }
    )
    stale = download(timestamps, 5, 65536, ("application/timestamp-query", request.dump()))
    with answering(stale, "application/timestamp-reply") as liar:
        copy = desk.sign(composed, desk.rules(liar, debt_allowed=True))

    assert (copy.level, copy.debts) == (Level.B_B, ("timestamp",))


def test_dripping_server_costs_its_limit_only(
    desk: PracticeDesk, timestamps: str, composed: bytes
) -> None:
    """A byte now and then is no answer: the next server is asked."""
    with dripping() as slow:
        rules = dataclasses.replace(desk.rules(slow, timestamps), timestamp_limit_s=1)
        copy = desk.sign(composed, rules)

    assert (copy.level, copy.debts) == (Level.B_T, ())


def test_time_stamp_may_be_owed(desk: PracticeDesk, composed: bytes) -> None:
    """No server, and debts allowed: B-B, with the debt named."""
    with closed() as dead:
        copy = desk.sign(composed, desk.rules(dead, debt_allowed=True))
    report = verify_pdf(copy.pdf, (desk.trust,))

    assert (copy.level, copy.debts) == (Level.B_B, ("timestamp",))
    assert report.verdict == Verdict.TOTAL_PASSED
    assert [(s.level, s.timestamped_at) for s in report.signatures] == [("B-B", None)] * 2


def test_a_slow_servers_stamp_follows(desk: PracticeDesk, composed: bytes) -> None:
    """Signing does not wait for the server's whole limit; the debt is paid once it answers."""
    with slow(TimestampIdentity.create(desk.authority)) as (url, answers):
        rules = dataclasses.replace(
            desk.rules(url, debt_allowed=True), timestamp_limit_s=60, timestamp_wait_s=0.5
        )
        owing = desk.sign(composed, rules)
        assert (owing.level, owing.debts) == (Level.B_B, ("timestamp",))
        answers.set()
        paid = pay_debts(owing.pdf, rules, owing.debts)

    assert (paid.level, paid.debts) == (Level.B_T, ())
    assert paid.pdf.startswith(owing.pdf)
    assert verify_pdf(paid.pdf, (desk.trust,)).verdict is Verdict.TOTAL_PASSED


@pytest.mark.parametrize("servers", [0, 1])
def test_no_time_stamp_no_copy(desk: PracticeDesk, composed: bytes, servers: int) -> None:
    """No server answers, or none is known, and no debt is allowed: no copy."""
    with closed() as dead, pytest.raises(TimestampMissing) as missing:
        desk.sign(composed, desk.rules(*[dead][:servers]))
    assert missing.value.retryable


def test_a_server_tells_the_time(desk: PracticeDesk, timestamps: str) -> None:
    """The time of a trusted server is to be had for itself; of a dead one, none."""
    trust = load_trust((desk.trust,))
    at = ask_time(FirstAnswering((timestamps,), 5, trust))
    assert at is not None
    assert abs(at - datetime.now(UTC)) < timedelta(minutes=1)

    with closed() as dead:
        assert ask_time(FirstAnswering((dead,), 1, trust)) is None

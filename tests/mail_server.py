"""A mail server on loopback: TLS, a log-in, and addresses that it does not take."""

import asyncio
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from central.authority import Authority
from central.home import init

USER, PASSWORD = "tramso", "pass-word-of-the-ward"
NOWHERE = "nowhere@example.vn"
LATER = "later@example.vn"
VANISHING = "vanishing@example.vn"


@dataclass
class MailServer:
    """What it took, and where it is. authority: PEM file of who vouches for it."""

    port: int
    authority: Path
    taken: list[EmailMessage] = field(default_factory=list)

    async def handle_MAIL(
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take nothing from who did not log in."""
        if not session.authenticated:
            return "530 log in first"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Refuse one address for good, and one for now."""
        if address == NOWHERE:
            return "550 no such address"
        if address == LATER:
            return "451 not now"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:
        """Take a message."""
        if VANISHING in envelope.rcpt_tos:
            server.transport.abort()
            return "250 OK"
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.taken.append(message)
        return "250 OK"


def _log_in(server: Any, session: Session, envelope: Envelope, way: str, data: Any) -> AuthResult:
    right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=right)


@contextmanager
def mail_server(folder: Path, *, starttls: bool = False) -> Iterator[MailServer]:
    """A server while the block runs. folder: empty; its certificate is made there."""
    home = init(folder / "authority")
    authority = Authority.of(home)
    known, own = folder / "authority.pem", folder / "server.pem"
    known.write_text(authority.pem, "ascii")
    own.write_bytes(authority.server(["127.0.0.1", "localhost"]))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own)
    server = MailServer(0, known)

    def talk() -> SMTP:
        return SMTP(
            server,
            hostname="127.0.0.1",
            loop=loop,
            # Implicit TLS below, or the step up to it here.
            tls_context=context if starttls else None,
            require_starttls=starttls,
            authenticator=_log_in,
            auth_require_tls=starttls,
        )

    loop = asyncio.new_event_loop()
    listening = loop.run_until_complete(
        loop.create_server(talk, "127.0.0.1", 0, ssl=None if starttls else context)
    )
    server.port = listening.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, name="mail-server")
    thread.start()
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        listening.close()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()

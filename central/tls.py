"""How a desk's certificate comes from the TLS connection to the application."""

import asyncio
import socket
from typing import Any

from fastapi import Request
from uvicorn.protocols.http.h11_impl import H11Protocol

_STATE = "desk_certificate"


class CertificateProtocol(H11Protocol):
    """HTTP/1.1 that tells the application which certificate the other side showed."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Note the certificate, which the handshake has checked against the authority."""
        super().connection_made(transport)
        # asyncio does this itself only where it opened the listening socket. Without it the second
        # half of each answer waits until the desk has acknowledged the first: 40 ms.
        connection_socket = transport.get_extra_info("socket")
        connection_socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection = transport.get_extra_info("ssl_object")
        shown = None if connection is None else connection.getpeercert(binary_form=True)
        self.app_state: dict[str, Any] = {**self.app_state, _STATE: shown}


def certificate_of(request: Request) -> bytes | None:
    """The certificate (DER) that the desk showed, if it showed one."""
    shown: bytes | None = request.scope.get("state", {}).get(_STATE)
    return shown

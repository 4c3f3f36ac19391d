"""A small server that speaks the national envelope, strict about it, for the adapter's tests."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4

USER, PASSWORD, DESTINATION = "ward", "khong-ai-biet", "VN:GOV:000.00.00.G22:vpcpdvcprocessing"
_MOST = 10


@dataclass(slots=True)
class NationalServer:
    """What it took: dossiers by their code, steps by code, state and moment; and each batch.

    deaf: so many batches are taken and not answered. over: after so many batches the session ends.
    """

    url: str = ""
    dossiers: dict[str, dict[str, Any]] = field(default_factory=dict)
    steps: dict[tuple[str, str, str], dict[str, Any]] = field(default_factory=dict)
    batches: list[tuple[str, int]] = field(default_factory=list)
    logins: int = 0
    deaf: int = 0
    over: int = 0
    refuses: str = ""
    sessions: set[str] = field(default_factory=set)

    def answer(self, path: str, destination: str, body: dict[str, Any]) -> dict[str, Any] | None:
        """What is answered; None: the line is closed without a word."""
        if path == "/mapi/login":
            if (body.get("username"), body.get("password")) != (USER, PASSWORD):
                return {"error_code": "2", "message": "sai tài khoản"}
            self.logins += 1
            session = str(uuid4())
            self.sessions = {session}
            return {"error_code": "0", "session": session}
        if destination != DESTINATION:
            return {"error_code": "3", "message": "dstcode"}
        if body.get("session") not in self.sessions:
            return {"error_code": "-1", "message": "phiên"}
        service, data = str(body.get("service")), body.get("data")
        if not isinstance(data, list) or not 1 <= len(data) <= _MOST:
            return {"error_code": "4", "message": "số bản ghi"}
        if self.refuses and any(each.get("MaHoSo") == self.refuses for each in data):
            return {"error_code": "5", "message": "hồ sơ"}
        self._take(service, data)
        self.batches.append((service, len(data)))
        if self.over and len(self.batches) == self.over:
            self.sessions = set()
        if self.deaf:
            self.deaf -= 1
            return None
        return {"error_code": "0", "message": "ok"}

    def _take(self, service: str, data: list[dict[str, Any]]) -> None:
        for each in data:
            if service == "DongBoHoSoMC":
                self.dossiers[each["MaHoSo"]] = each
            else:
                key = (each["MaHoSo"], each["TrangThai"], each["ThoiDiemXuLy"])
                assert each["MaHoSo"] in self.dossiers, "a step of a dossier that is not there"
                self.steps[key] = each


@contextmanager
def national_server() -> Iterator[NationalServer]:
    """One that runs while the block does."""
    state = NationalServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            said = state.answer(self.path, self.headers.get("dstcode", ""), body)
            if said is None:
                self.close_connection = True
                return
            content = json.dumps(said).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

"""A network scanner of our own making on loopback, for the demo desk and for tests.

It speaks eSCL (Mopria Alliance, eSCL Technical Specification 2.97): the real SANE with its real
airscan back-end drives it as it drives an office machine, and what "lies in its tray" are pictures.
"""

import re
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self

import cv2
import numpy as np

from scanners.png import encode_png
from scanners.practice import escl_words

PAGES_DPI = 300
_JPEG_QUALITY = 95
_A4_REGION = (2480, 3508)
_PIECE, _PIECE_S = 1 << 13, 0.01  # bytes of a slow side, and how long each takes


@dataclass(frozen=True, slots=True)
class _Job:
    """One scan: the sides still to deliver, and how they were asked for."""

    pages: Sequence[Path]
    from_feeder: bool
    dpi: int
    gray: bool
    region: tuple[int, int]  # width and height in 1/300 inch


class VirtualScanner:
    """An eSCL scanner whose trays hold pictures; serves while it is entered as a context.

    One scan takes one tray: the feeder gives all its sides, the flatbed its first. After the last
    tray the first comes round again. Trouble is set at any time: `jam_before` jams the feeder
    before that side of each scan (from 1), with several sheets at once where `double_feed` is set,
    `half_page` breaks the line within that side, `slow_page` gives that side piece by piece and its
    end only once the job is ended, `cover_open` and `feeder_empty` refuse scans.
    """

    def __init__(
        self, trays: Sequence[Sequence[Path]], port: int = 0, *, refill: bool = True
    ) -> None:
        """Take the piles of pages, JPEG or PNG at 300 dpi.

        The scanner delivers PNG when every page is one, and JPEG otherwise.

        Args:
            trays: each a pile of sides in order.
            port: on 127.0.0.1; 0 takes a free one.
            refill: False leaves the feeder empty after the last tray.
        """
        self.jam_before: int | None = None
        self.double_feed = False
        self.cover_open = False
        self.feeder_empty = False
        self.half_page: int | None = None
        self.slow_page: int | None = None
        self._trays = [list(tray) for tray in trays]
        self._refill = refill
        only_png = all(_is_png(page.read_bytes()) for tray in trays for page in tray)
        self._content_type = "image/png" if only_png else "image/jpeg"
        self._taken = 0
        self._jammed = False
        self._jobs: dict[str, _Job] = {}
        self._delivered: dict[str, int] = {}
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler_for(self))
        self._thread = threading.Thread(target=self._server.serve_forever, name="virtual-scanner")

    @property
    def url(self) -> str:
        """The root of the scanner's eSCL service."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/eSCL"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def capabilities(self) -> str:
        """Return what the scanner can do, as eSCL's ScannerCapabilities."""
        return escl_words.capabilities(self._content_type)

    def adf_state(self) -> str:
        """Return the feeder's state in eSCL's words."""
        if self.cover_open:
            return "ScannerAdfHatchOpen"
        if self._jammed:
            return "ScannerAdfMultipickDetected" if self.double_feed else "ScannerAdfJam"
        if self.feeder_empty or self._next_tray() is None:
            return "ScannerAdfEmpty"
        return "ScannerAdfLoaded"

    def start_job(self, settings: str) -> str | None:
        """Take a tray for the ScanSettings given; return the job's name, None when refused."""
        with self._lock:
            self._jammed = False  # whoever scans again has pulled the paper out
            from_feeder = _setting(settings, "InputSource", "Platen") == "Feeder"
            tray = self._next_tray()
            if tray is None or self.cover_open or (from_feeder and self.feeder_empty):
                return None
            self._taken += 1
            name = str(self._taken)
            self._jobs[name] = _Job(
                pages=tray if from_feeder else tray[:1],
                from_feeder=from_feeder,
                dpi=int(_setting(settings, "XResolution", str(PAGES_DPI))),
                gray=_setting(settings, "ColorMode", "RGB24") == "Grayscale8",
                region=(
                    int(_setting(settings, "Width", "2480")),
                    int(_setting(settings, "Height", "3508")),
                ),
            )
            self._delivered[name] = 0
            return name

    def next_page(self, name: str) -> tuple[HTTPStatus, bytes, str]:
        """Return the answer to NextDocument: status, picture, content type."""
        with self._lock:
            job = self._jobs.get(name)
            if job is None or self._delivered[name] == len(job.pages):
                return HTTPStatus.NOT_FOUND, b"", ""
            number = self._delivered[name] + 1
            if job.from_feeder and number == self.jam_before:
                self._jammed = True
                del self._jobs[name]
                return HTTPStatus.SERVICE_UNAVAILABLE, b"", ""
            self._delivered[name] = number
        data = _picture(job.pages[number - 1], self._content_type, job)
        return HTTPStatus.OK, data, self._content_type

    def breaks_off(self, name: str) -> bool:
        """Whether the line is to break within the side just given."""
        return self.half_page is not None and self._delivered.get(name) == self.half_page

    def is_slow(self, name: str) -> bool:
        """Whether the side just given takes its time, and its job has not been ended."""
        slow = self.slow_page is not None and self._delivered.get(name) == self.slow_page
        return slow and name in self._jobs

    @property
    def at_work(self) -> bool:
        """Whether a job is under way."""
        return bool(self._jobs)

    def end_job(self, name: str) -> None:
        """Forget a job; its tray is used up."""
        with self._lock:
            self._jobs.pop(name, None)

    def _next_tray(self) -> list[Path] | None:
        if not self._trays or (self._taken >= len(self._trays) and not self._refill):
            return None
        return self._trays[self._taken % len(self._trays)]


def sane_config(
    folder: Path, escl_url: str | None, *, pnm: bool = False, test: bool = False
) -> None:
    """Write a private SANE configuration; SANE uses it when SANE_CONFIG_DIR names the folder.

    Args:
        folder: made when it is not there.
        escl_url: root of the one eSCL scanner to use, looked for nowhere else; None for none.
        pnm: also offer SANE's device that gives picture files as scans.
        test: also offer SANE's own test device.
    """
    folder.mkdir(parents=True, exist_ok=True)
    back_ends = {"airscan": escl_url is not None, "pnm": pnm, "test": test}
    lines = [name for name, wanted in back_ends.items() if wanted]
    (folder / "dll.conf").write_text("".join(f"{line}\n" for line in lines), "ascii")
    if escl_url is not None:
        text = escl_words.AIRSCAN_CONF.format(name=escl_words.MODEL, url=escl_url)
        (folder / "airscan.conf").write_text(text, "ascii")


def _setting(settings: str, name: str, default: str) -> str:
    found = re.search(rf"<[\w:]*{name}>\s*([^<\s]+)\s*<", settings)
    return found[1] if found else default


def _is_png(data: bytes) -> bool:
    return data.startswith(b"\x89PNG")


def _picture(path: Path, content_type: str, job: _Job) -> bytes:
    """Return the side as the scanner would deliver it; as it lies there where nothing changes."""
    data = path.read_bytes()
    as_png = content_type == "image/png"
    width, height = job.region
    fits = width >= _A4_REGION[0] and height >= _A4_REGION[1]
    if job.dpi == PAGES_DPI and not job.gray and fits and _is_png(data) == as_png:
        return data
    flag = cv2.IMREAD_GRAYSCALE if job.gray else cv2.IMREAD_COLOR
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), flag)
    if picture is None:
        raise ValueError(path)
    picture = picture[:height, :width]
    scale = job.dpi / PAGES_DPI
    picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    if as_png:
        return encode_png(picture, job.dpi)
    _, buffer = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
    return buffer.tobytes()


def _handler_for(scanner: VirtualScanner) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = self.path.strip("/").split("/")
            match parts:
                case ["eSCL", "ScannerCapabilities"]:
                    self._answer(HTTPStatus.OK, scanner.capabilities().encode())
                case ["eSCL", "ScannerStatus"]:
                    self._answer(HTTPStatus.OK, escl_words.status(scanner.adf_state()).encode())
                case ["eSCL", "ScanJobs", name, "NextDocument"]:
                    status, body, kind = scanner.next_page(name)
                    if scanner.is_slow(name):
                        self._trickle(name, body, kind)
                    else:
                        self._answer(status, body, kind, half=scanner.breaks_off(name))
                case _:
                    self._answer(HTTPStatus.NOT_FOUND)

        def do_POST(self) -> None:
            settings = self.rfile.read(int(self.headers["Content-Length"])).decode()
            name = scanner.start_job(settings)
            if name is None:
                self._answer(HTTPStatus.CONFLICT)
            else:
                self._answer(HTTPStatus.CREATED, location=f"{scanner.url}/ScanJobs/{name}")

        def do_DELETE(self) -> None:
            scanner.end_job(self.path.rsplit("/", 1)[-1])
            self._answer(HTTPStatus.OK)

        def _answer(
            self,
            status: HTTPStatus,
            body: bytes = b"",
            content_type: str = "text/xml",
            location: str | None = None,
            half: bool = False,
        ) -> None:
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            if location is not None:
                self.send_header("Location", location)
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if half else body)
            self.close_connection = self.close_connection or half

        def _trickle(self, name: str, body: bytes, content_type: str) -> None:
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.close_connection = True
            at = 0
            try:
                while scanner.is_slow(name):
                    self.wfile.write(body[at : min(at + _PIECE, len(body) - 1)])
                    at = min(at + _PIECE, len(body) - 1)
                    time.sleep(_PIECE_S)
            except OSError:  # whoever asked has hung up
                return

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent: http.server would write to standard error."""

    return Handler

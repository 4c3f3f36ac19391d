"""Sync: the outbox to the real central beside a plain HTTPS upload of the same bytes.

Timed is the way to central's signed receipts: all bytes there, checked and durable. How long
central judges after that is a row of its own. Both sides speak TLS.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import requests

from benchmarks.bare_upload import BareServer, bare_server
from benchmarks.central_process import serving
from benchmarks.counter import ComparedPaper, certify, demo_counter
from benchmarks.long_line import long_line
from benchmarks.real_disk import folder_on_disk
from benchmarks.rows import Row, Spread
from benchmarks.turns import Stopwatch, Turns
from central.enrolment import add_enrolment_code
from offline_store.central_client import CentralClient, enrol
from offline_store.records import CertifiedCopy
from offline_store.sync import send_due
from offline_store.verdicts import fetch_verdicts
from station.bootstrap import Desk, open_desk
from station.demo.desk import DemoDesk
from station.demo.papers import draw_papers
from station.demo.sheet import DPI

_PEER = "one requests.put over HTTPS to a server that keeps nothing"
_KEEPING_PEER = "the same, each file written and synced at the other end"
# Copies at a time, and of how many pages: a counter's, a school's, a land file's.
_WORK = ((4, 2), (24, 2), (6, 20), (3, 100))
_JUDGED_WITHIN_S = 120
_KBIT, _ROUND_TRIP_MS = 2000, 100
_COPIES_OF_A_MORNING = 12


@dataclass(slots=True)
class _Sync:
    """Certifies new copies each time, and times only their way to central."""

    paper: ComparedPaper
    copies: int
    sent: list[CertifiedCopy] = field(default_factory=list)
    judged_s: list[float] = field(default_factory=list)

    def __call__(self, url: str = "") -> float:
        """Seconds to the last receipt; url: another address of central's, a line to it."""
        self.sent = [certify(self.paper.desk, self.paper.dossier()) for _ in range(self.copies)]
        store = self.paper.desk.store
        with store.snapshot() as records:
            place = records.desk.enrolment()
        with CentralClient(replace(place, central_url=url or place.central_url)) as client:
            with Stopwatch() as watch:
                report = send_due(store, client, self.paper.desk.now(), patience_s=0)
            if report.accepted != self.copies:
                raise RuntimeError(f"central accepted {report.accepted} of {self.copies}")
            with Stopwatch() as judging:
                fetch_verdicts(store, client, _JUDGED_WITHIN_S)
        with store.snapshot() as records:
            if records.outbox.without_verdict():
                raise RuntimeError("central has not judged what it took")
            if not all(item.stands for item in records.outbox.items()):
                raise RuntimeError("central says that a copy does not stand")
        self.judged_s.append(watch.seconds + judging.seconds)
        return watch.seconds

    def upload(self, server: BareServer) -> float:
        """Send the bytes that were sent last once more, plainly, as one."""
        return _put(server, {"all": b"".join(self._bodies())})

    def upload_kept(self, server: BareServer) -> float:
        """Send them file by file to be kept."""
        return _put(server, {f"kept/{at}": body for at, body in enumerate(self._bodies())})

    @property
    def mib(self) -> float:
        """How much was sent last."""
        return sum(map(len, self._bodies())) / 2**20

    def _bodies(self) -> list[bytes]:
        return [self.paper.desk.store.files.read(copy.sha256) for copy in self.sent]


def _put(server: BareServer, bodies: dict[str, bytes]) -> float:
    with Stopwatch() as watch, requests.Session() as session:
        session.trust_env = False
        session.verify = str(server.authority)
        for path, body in bodies.items():
            session.put(f"{server.url}/{path}", data=body, timeout=120).raise_for_status()
    return watch.seconds


def measure(runs: int) -> tuple[Row, ...]:
    """MiB a second of copies of two pages and of many."""
    with (
        folder_on_disk() as disk,
        demo_counter(Path(disk)) as demo,
        bare_server(Path(disk) / "bare") as bare,
        _desk_over_tls(demo) as desk,
    ):
        papers = draw_papers(demo.out / "papers")
        short = ComparedPaper.read(desk, papers.diploma, DPI)
        rows = list[Row]()
        for copies, pages in _WORK:
            paper = short if pages == 2 else short.grown(pages, demo.out / f"pages-{pages}")
            rows += _rows(_Sync(paper, copies), f"{copies} copies of {pages} pages", bare, runs)
        return (*rows, _thin_row(_Sync(short, _COPIES_OF_A_MORNING), bare))


@contextmanager
def _desk_over_tls(demo: DemoDesk) -> Iterator[Desk]:
    """The demo's desk, enrolled once more at its central, over TLS."""
    with (
        serving(demo.central.home, "--tls-name", "127.0.0.1") as url,
        closing(open_desk(demo.home)) as desk,
    ):
        with desk.store.snapshot() as records:
            place = records.desk.enrolment()
        code = add_enrolment_code(demo.central.home, place.agency)
        with desk.store.transaction() as records:
            records.desk.enrol(enrol(url, code, "bench", earlier=place))
        yield desk


def _thin_row(sync: _Sync, bare: BareServer) -> Row:
    """One turn alone: it takes half a minute, and the line's pace is the same each time."""
    with sync.paper.desk.store.snapshot() as records:
        central = records.desk.enrolment().central_url
    with (
        long_line(central, _KBIT, _ROUND_TRIP_MS) as ours,
        long_line(bare.url, _KBIT, _ROUND_TRIP_MS) as theirs,
    ):
        turns = Turns((sync(ours),), (sync.upload(replace(bare, url=theirs)),))
    share = sync.mib * 2**20 * 8 / (_KBIT * 1000) / turns.ours[0]
    what = f"{sync.copies} copies of 2 pages, {_KBIT // 1000} Mbit/s, {_ROUND_TRIP_MS} ms"
    note = f"{sync.mib:.1f} MiB; {share:.2f} of what the line can carry"
    return turns.rate_row(what, sync.mib, "MiB", _PEER, note)


def _rows(sync: _Sync, what: str, bare: BareServer, runs: int) -> tuple[Row, ...]:
    # Each once before, for warming up.
    sync()
    sync.upload(bare)
    sync.upload_kept(bare)
    sync.judged_s.clear()
    taken = [(sync(), sync.upload(bare), sync.upload_kept(bare)) for _ in range(runs)]
    ours, plain, kept = zip(*taken, strict=True)
    note = f"{sync.mib:.1f} MiB; ours hashes on both sides and keeps durably, with a receipt each"
    judged = Spread.of(tuple(sync.judged_s))
    return (
        Turns(ours, plain).rate_row(what, sync.mib, "MiB", _PEER, note),
        Turns(ours, kept).rate_row(what, sync.mib, "MiB", _KEEPING_PEER, note),
        Row(f"{what}: until both signatures of each are judged", "s", False, judged),
    )

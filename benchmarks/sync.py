"""Sync: the outbox to the real central beside a plain HTTPS upload of the same bytes."""

from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import requests

from benchmarks.bare_upload import BareServer, bare_server
from benchmarks.counter import ComparedPaper, certify, demo_counter
from benchmarks.long_line import long_line
from benchmarks.real_disk import folder_on_disk
from benchmarks.rows import Row
from benchmarks.turns import Stopwatch, Turns, in_turn
from offline_store.central_client import CentralClient
from offline_store.records import CertifiedCopy
from offline_store.sync import send_due
from station.bootstrap import open_desk
from station.demo.papers import draw_papers
from station.demo.sheet import DPI

_PEER = "one requests.put over HTTPS to a server that keeps nothing"
_KEEPING_PEER = "the same, each file written and synced at the other end"
_COPIES = 4
_MANY_PAGES = 20
_LONG_COPIES = 6
_KBIT, _ROUND_TRIP_MS = 2000, 100
_COPIES_OF_A_MORNING = 12


@dataclass(slots=True)
class _Sync:
    """Certifies new copies each time, and times only their way to central."""

    paper: ComparedPaper
    copies: int
    sent: list[CertifiedCopy] = field(default_factory=list)

    def __call__(self) -> float:
        self.sent = [certify(self.paper.desk, self.paper.dossier()) for _ in range(self.copies)]
        with Stopwatch() as watch:
            report = self.paper.desk.synchronise()
        if report.accepted != self.copies:
            raise RuntimeError(f"central accepted {report.accepted} of {self.copies}")
        return watch.seconds

    def over(self, url: str) -> float:
        """The same over a line at that address."""
        self.sent = [certify(self.paper.desk, self.paper.dossier()) for _ in range(self.copies)]
        store = self.paper.desk.store
        with store.snapshot() as records:
            place = replace(records.desk.enrolment(), central_url=url)
        with CentralClient(place) as client, Stopwatch() as watch:
            report = send_due(store, client, self.paper.desk.now())
        if report.accepted != self.copies:
            raise RuntimeError(f"central accepted {report.accepted} of {self.copies}")
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
        demo_counter() as demo,
        bare_server(Path(disk) / "bare") as bare,
        closing(open_desk(demo.home)) as desk,
    ):
        papers = draw_papers(demo.out / "papers")
        short = ComparedPaper.read(desk, papers.diploma, DPI)
        long = short.grown(_MANY_PAGES, demo.out / "more-papers")
        return (
            *_rows(_Sync(short, _COPIES), f"{_COPIES} copies of 2 pages", bare, runs),
            *_rows(
                _Sync(long, _LONG_COPIES),
                f"{_LONG_COPIES} copies of {_MANY_PAGES} pages",
                bare,
                runs,
            ),
            _thin_row(_Sync(short, _COPIES_OF_A_MORNING), bare),
        )


def _thin_row(sync: _Sync, bare: BareServer) -> Row:
    """One turn alone: it takes half a minute, and the line's pace is the same each time."""
    with sync.paper.desk.store.snapshot() as records:
        central = records.desk.enrolment().central_url
    with (
        long_line(central, _KBIT, _ROUND_TRIP_MS) as ours,
        long_line(bare.url, _KBIT, _ROUND_TRIP_MS) as theirs,
    ):
        turns = Turns((sync.over(ours),), (sync.upload(replace(bare, url=theirs)),))
    share = sync.mib * 2**20 * 8 / (_KBIT * 1000) / turns.ours[0]
    what = f"{sync.copies} copies of 2 pages, {_KBIT // 1000} Mbit/s, {_ROUND_TRIP_MS} ms"
    note = f"{sync.mib:.1f} MiB; {share:.2f} of what the line can carry"
    return turns.rate_row(what, sync.mib, "MiB", _PEER, note)


def _rows(sync: _Sync, what: str, bare: BareServer, runs: int) -> tuple[Row, ...]:
    note = (
        "{mib:.1f} MiB; ours, over the demo's plain HTTP, also hashes on both sides, keeps "
        "durably, verifies both signatures at central, and comes back with a signed receipt"
    )
    rows = []
    for peer, upload in ((_PEER, sync.upload), (_KEEPING_PEER, sync.upload_kept)):
        turns = in_turn(sync, partial(upload, bare), runs)
        rows.append(turns.rate_row(what, sync.mib, "MiB", peer, note.format(mib=sync.mib)))
    return tuple(rows)

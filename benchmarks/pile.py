"""Whole dossiers, from the feeder to described and signed papers, beside the device's own speed."""

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event
from uuid import uuid4

from benchmarks.rows import Row, Spread
from benchmarks.turns import Stopwatch
from offline_store.handling import Standing
from offline_store.lots import Lot
from offline_store.records import DossierId, PageId, Requester
from scanners.practice.escl_scanner import PAGES_DPI, VirtualScanner
from scanners.values import Mode, ScanOptions, Source
from signing.pin import Pin
from signing.practice import soft_token
from signing.practice.authority import PracticeAuthority, Subject
from station.bootstrap import Desk, open_desk
from station.settings import (
    AgencySettings,
    ScanningSettings,
    Settings,
    SigningSettings,
    StoreSettings,
)
from tests.coded_catalogue import coded_catalogue
from tests.pile_painter import draw_pile, scanned_at

_LAND = "9.900001"
# The applicant's card is only shown, a certified copy is not digitised, two sheets are nobody's.
_DIGITISED = frozenset({1, 2, 3, 4, 5, 7})
_OPTIONS = ScanOptions(Source.DUPLEX, PAGES_DPI, Mode.COLOR)
# A desk scanner of an office, by its data sheet: sides a minute.
_OFFICE_SIDES = 60
_TOKEN, _PIN = "Bàn đo", "147258"


@dataclass(frozen=True, slots=True)
class _Once:
    """Seconds of one dossier, by what is done; acts: how many a person does.

    sign: its papers composed, signed under one PIN entry, verified and kept.
    """

    scan: float
    sort: float
    settle: float
    sign: float
    acts: int

    @property
    def seconds(self) -> float:
        """From the first sheet to the signed papers, without a person's own time."""
        return self.scan + self.sort + self.settle + self.sign


def measure(runs: int) -> tuple[Row, ...]:
    """A dossier a run, and the same sheets by the driver alone."""
    with tempfile.TemporaryDirectory(prefix="tramso-bench-") as name:
        folder = Path(name)
        truth = _tray(folder / "tray")
        module = _token(folder)
        with _feeder(folder / "tray") as address, closing(_desk(folder, address, module)) as desk:
            device = f"escl:{address}"
            list(desk.scanner.find_devices())
            lot = desk.lots.open(_LAND, "Đăng ký đất đai 2026")
            pairs = []
            _dossier(desk, lot, device, truth)  # for warming up
            for _ in range(runs):
                pairs.append((_dossier(desk, lot, device, truth), _alone(desk, device, folder)))
    sides = len(truth)
    ours, peers = [each for each, _ in pairs], [seconds for _, seconds in pairs]
    office = sides * 60 / _OFFICE_SIDES
    rate = Row(
        f"dossiers of {sides} sides and {len(_DIGITISED)} papers: scanned, read, sorted, "
        "described, signed",
        "dossiers/h",
        more_is_better=True,
        ours=Spread.of(tuple(3600 / each.seconds for each in ours)),
        peer_name="the same sheets by the driver alone, into files",
        peer=Spread.of(tuple(3600 / seconds for seconds in peers)),
        ratio=Spread.of(
            tuple(alone / each.seconds for each, alone in zip(ours, peers, strict=True))
        ),
        note="without a person's own time; the device has no mechanics: one of "
        f"{_OFFICE_SIDES} sides a minute gives {3600 / office:.0f} dossiers/h. "
        f"Of a dossier: scanning {_share(ours, 'scan')}, reading and sorting "
        f"{_share(ours, 'sort')}, signing {_share(ours, 'sign')} without time-stamps, the rest "
        f"{_share(ours, 'settle')}",
    )
    acts = Row(
        "a person's acts on such a dossier",
        "acts",
        more_is_better=False,
        ours=Spread.of(tuple(float(each.acts) for each in ours)),
        note="begin it, scan, confirm what is clear, a digit for each page in doubt, call it done "
        "(at the counter: describe each paper, sign all under one PIN, receive)",
    )
    return (rate, acts)


def _share(ours: list[_Once], part: str) -> str:
    return f"{sum(getattr(each, part) / each.seconds for each in ours) / len(ours):.0%}"


def _dossier(desk: Desk, lot: Lot, device: str, truth: Mapping[int, int]) -> _Once:
    """Digitise one; a page that is offered to nobody is given where it belongs."""
    dossier_id, document_id = desk.lots.add(lot.id)
    with Stopwatch() as scan:
        capture = desk.capture(document_id, device, _OPTIONS, lambda page: None, Event())
    if capture.stopped is not None or len(capture.pages) != len(truth):
        raise RuntimeError("the feeder gave other pages")
    belongs = {page.id: truth[number] for number, page in enumerate(capture.pages)}
    with Stopwatch() as sort:
        desk.feed_lot.sort(dossier_id)
    acts = 3  # begin, scan, confirm
    with Stopwatch() as settle:
        for offer in desk.sort_pile.offers(dossier_id):
            desk.sort_pile.give(dossier_id, [offer.page.id], belongs[offer.page.id])
            acts += 1
        desk.lots.call_done(dossier_id, describe=True)
    signing = _signed(desk, dossier_id)
    return _Once(scan.seconds, sort.seconds, settle.seconds, signing, acts + 1)


def _signed(desk: Desk, digitised: DossierId) -> float:
    """Seconds for which a counter's dossier of the same papers is signed: a lot's are not."""
    with desk.store.snapshot() as records:
        papers = records.dossiers.get(digitised).documents
    dossier = desk.receive_for_procedure(Requester("Nguyễn Thị Thử", "001172000456"), _LAND)
    for paper in papers:
        assert paper.component is not None
        handling = desk.checklist(dossier.id, paper.component, Standing.SCAN)
        mark = next(each for each in handling.marks if each.position == paper.component)
        assert mark.document_id is not None
        with desk.store.transaction() as records:
            for page in paper.pages:
                own = replace(page, id=PageId(str(uuid4())), document_id=mark.document_id)
                records.dossiers.add_page(own)
        desk.describe_papers.keep(mark.document_id)
    waiting = [paper.id for _, paper in desk.sign_papers.waiting([dossier.id])]
    with Stopwatch() as watch:
        made = desk.sign_papers_stack(waiting, {_TOKEN: Pin(_PIN)})
    if len(made) != len(_DIGITISED) or any(each.error is not None for each in made):
        raise RuntimeError("not every paper was signed")
    return watch.seconds


def _token(folder: Path) -> Path:
    """A practice token with the key of who scans; return its library."""
    os.environ.update(soft_token.prepare_folder(folder / "softhsm"))
    module, authority = soft_token.library(), PracticeAuthority.create()
    authority.write_trust(folder / "home" / "trust")
    soft_token.create_token(module, _TOKEN, _PIN)
    subject = Subject("Lê Thị Quét", "UBND phường Mẫu")
    soft_token.create_key(module, _TOKEN, _PIN, "clerk", lambda key: authority.issue(subject, key))
    return module


def _alone(desk: Desk, device: str, folder: Path) -> float:
    """The same sheets, by the driver in its worker, into a folder."""
    target = folder / "alone"
    target.mkdir(exist_ok=True)
    with Stopwatch() as watch:
        pages = list(desk.scanner.scan(device, _OPTIONS, target))
    for page in pages:
        page.path.unlink()
        if page.thumbnail is not None:
            page.thumbnail.unlink()
    return watch.seconds


def _desk(folder: Path, address: str, module: Path) -> Desk:
    """A desk whose catalogue has the code of each type of paper."""
    settings = Settings(
        agency=AgencySettings("UBND phường Mẫu", "H26.99.1"),
        store=StoreSettings(keyring=False),
        scanning=ScanningSettings(network_scanners=(address,)),
        signing=SigningSettings(officer_module=str(module), officer_token=_TOKEN),
    )
    desk = open_desk(folder / "home", settings=settings)
    desk.take_catalogue.from_file(coded_catalogue(folder / "catalogue.json"))
    return desk


def _tray(folder: Path) -> Mapping[int, int]:
    """Draw the sheets at the scanner's resolution; by place in the tray, whose each is."""
    truth = []
    for page in draw_pile(folder):
        if page.component not in _DIGITISED:
            page.path.unlink()
            continue
        assert page.component is not None
        truth.append(page.component)
        scanned_at(page.path, PAGES_DPI)
    return dict(enumerate(truth))


@contextmanager
def _feeder(tray: Path) -> Iterator[str]:
    """Run a scanner with that tray in a process of its own; give its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.pile", str(tray)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def main() -> None:
    """Serve the tray until killed."""
    with VirtualScanner([sorted(Path(sys.argv[1]).glob("*.jpg"))]) as scanner:
        print(scanner.url, flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()

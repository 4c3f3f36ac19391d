"""Whole dossiers of a lot, from the feeder to described papers, beside the device's own speed."""

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from threading import Event

from PIL import Image

from benchmarks.rows import Row, Spread
from benchmarks.turns import Stopwatch
from offline_store.lots import Lot
from scanners.practice.escl_scanner import PAGES_DPI, VirtualScanner
from scanners.values import Mode, ScanOptions, Source
from station.bootstrap import Desk, open_desk
from station.settings import AgencySettings, ScanningSettings, Settings, StoreSettings
from tests.pile_painter import draw_pile

_LAND = "9.900001"
# The applicant's card is only shown, a certified copy is not digitised, two sheets are nobody's.
_DIGITISED = frozenset({1, 2, 3, 4, 5, 7})
_OPTIONS = ScanOptions(Source.DUPLEX, PAGES_DPI, Mode.COLOR)
# A desk scanner of an office, by its data sheet: sides a minute.
_OFFICE_SIDES = 60


@dataclass(frozen=True, slots=True)
class _Once:
    """Seconds of one dossier, by what is done; acts: how many a person does."""

    scan: float
    sort: float
    settle: float
    acts: int

    @property
    def seconds(self) -> float:
        """From the first sheet to the described dossier, without a person's own time."""
        return self.scan + self.sort + self.settle


def measure(runs: int) -> tuple[Row, ...]:
    """A dossier a run, and the same sheets by the driver alone."""
    with tempfile.TemporaryDirectory(prefix="tramso-bench-") as name:
        folder = Path(name)
        truth = _tray(folder / "tray")
        with _feeder(folder / "tray") as address, closing(_desk(folder, address)) as desk:
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
        f"dossiers of {sides} sides and {len(_DIGITISED)} papers: scanned, read, sorted, described",
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
        f"{_share(ours, 'sort')}, the rest {_share(ours, 'settle')}",
    )
    acts = Row(
        "a person's acts on such a dossier",
        "acts",
        more_is_better=False,
        ours=Spread.of(tuple(float(each.acts) for each in ours)),
        note="begin it, scan, confirm what is clear, a digit for each page in doubt, call it done",
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
    return _Once(scan.seconds, sort.seconds, settle.seconds, acts + 1)


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


def _desk(folder: Path, address: str) -> Desk:
    """A desk whose catalogue has the code of each type of paper."""
    settings = Settings(
        agency=AgencySettings("UBND phường Mẫu", "H26.99.1"),
        store=StoreSettings(keyring=False),
        scanning=ScanningSettings(network_scanners=(address,)),
    )
    desk = open_desk(folder / "home", settings=settings)
    catalogue = json.loads((files("station") / "sample_procedures.json").read_text("utf-8"))
    for procedure in catalogue["procedures"]:
        for number, component in enumerate(procedure["components"], start=1):
            component["code"] = f"GT.{number:02}"
    file = folder / "catalogue.json"
    file.write_text(json.dumps(catalogue), "utf-8")
    desk.take_catalogue.from_file(file)
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
        with Image.open(page.path) as picture:
            dpi = picture.info["dpi"][0]
            size = tuple(round(side * PAGES_DPI / float(dpi)) for side in picture.size)
            large = picture.resize((size[0], size[1]), Image.Resampling.LANCZOS)
        large.save(page.path, quality=90, dpi=(PAGES_DPI, PAGES_DPI))
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

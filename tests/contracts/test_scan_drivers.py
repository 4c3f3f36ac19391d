"""What every scan driver does, driven directly and through the worker process.

TWAIN's keeps the same contract under Wine: tests/twain/test_contract.py.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import cv2
import pytest
from PIL import Image

from scanners.errors import (
    DeviceFault,
    DeviceNotFound,
    FeederEmpty,
    OptionRefused,
    PageTruncated,
    PaperJam,
)
from scanners.practice.escl_scanner import VirtualScanner
from scanners.pushed_files import pushed_files
from scanners.recovery import spooled_files, spooled_page
from scanners.values import PageFile, ScanOptions, Source
from scanners.worker import NETWORK_SCANNERS, PRACTICE_SCANNERS, WATCHED_FOLDERS
from tests.contracts.ways import Direct, Rig, ThroughWorker, Way
from tests.scanner_fixtures import (
    draw_pages,
    files_of,
    needs_sane,
    read_pixels,
    sane_environment,
    saned,
)

SMALL = 75  # dpi: the contract is the same for small pages
SMALL_SIZE = (496, 702)


def scripted_rig(folder: Path, **script: object) -> Rig:
    """Three pages in a scripted feeder."""
    pages = draw_pages(folder / "paper", 3, size=SMALL_SIZE)
    path = folder / "script.json"
    content = {"pages": [str(page) for page in pages], **script}
    path.write_text(json.dumps(content), "utf-8")
    environment = {**sane_environment(folder / "sane"), PRACTICE_SCANNERS: str(path)}
    return Rig(f"script:{path}", environment, ScanOptions(), 3, scripts=(path,))


def sane_test_rig(folder: Path) -> Rig:
    """SANE's own test device: its feeder gives ten pages."""
    options = ScanOptions(source=Source.FEEDER, dpi=SMALL)
    return Rig("sane:test:0", sane_environment(folder / "sane", test=True), options, 10)


def sane_net_rig(folder: Path, stack: ExitStack) -> Rig:
    """The same device on another machine, behind the real saned."""
    address = stack.enter_context(saned(folder / "saned"))
    config = folder / "sane"
    environment = sane_environment(config)
    (config / "dll.conf").write_text("net\n", "ascii")
    (config / "net.conf").write_text(f"{address}\n", "ascii")
    options = ScanOptions(source=Source.FEEDER, dpi=SMALL)
    return Rig(f"sane:net:{address}:test:0", environment, options, 10)


def sane_pnm_rig(folder: Path) -> Rig:
    """SANE's device that gives a picture file as a scan."""
    picture = folder / "page.ppm"
    cv2.imwrite(str(picture), read_pixels(draw_pages(folder / "paper", 1, size=SMALL_SIZE)[0]))
    environment = sane_environment(folder / "sane", pnm=True)
    options = ScanOptions(dpi=SMALL, driver_options=(("filename", str(picture)),))
    return Rig("sane:pnm:0", environment, options, 1, has_sources=False, has_brightness=True)


def airscan_rig(folder: Path, stack: ExitStack) -> Rig:
    """A network scanner with three sides in its feeder."""
    trays = [draw_pages(folder / "paper", 3, size=SMALL_SIZE)]
    scanner = stack.enter_context(VirtualScanner(trays))
    environment = sane_environment(folder / "sane", scanner.url)
    options = ScanOptions(source=Source.DUPLEX, dpi=SMALL)
    return Rig(
        "sane:airscan:e0:Practice MFP",
        environment,
        options,
        3,
        has_brightness=True,  # by the back-end's own reckoning
        scanner=scanner,
    )


def escl_rig(folder: Path, stack: ExitStack) -> Rig:
    """The same network scanner, spoken to without SANE. It gives PNG; for JPEG see test_escl.py."""
    trays = [draw_pages(folder / "paper", 3, size=SMALL_SIZE)]
    scanner = stack.enter_context(VirtualScanner(trays))
    environment = {**sane_environment(folder / "sane"), NETWORK_SCANNERS: scanner.url}
    options = ScanOptions(source=Source.DUPLEX, dpi=SMALL)
    return Rig(f"escl:{scanner.url}", environment, options, 3, scanner=scanner)


def folder_rig(folder: Path) -> Rig:
    """A folder into which a machine has put three files."""
    watched = folder / "paper"
    draw_pages(watched, 3, size=SMALL_SIZE)
    environment = {**sane_environment(folder / "sane"), WATCHED_FOLDERS: str(watched)}
    return Rig(f"folder:{watched}", environment, ScanOptions(), 3, watched=watched)


@pytest.fixture(
    params=[
        "scripted",
        "escl",
        "folder",
        pytest.param("sane-test", marks=needs_sane),
        pytest.param("sane-net", marks=needs_sane),
        pytest.param("sane-pnm", marks=needs_sane),
        pytest.param("airscan", marks=needs_sane),
    ]
)
def rig(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rig]:
    """Every driver of this system, with paper in its tray."""
    with ExitStack() as stack:
        match request.param:
            case "scripted":
                yield scripted_rig(tmp_path)
            case "escl":
                yield escl_rig(tmp_path, stack)
            case "folder":
                yield folder_rig(tmp_path)
            case "sane-test":
                yield sane_test_rig(tmp_path)
            case "sane-net":
                yield sane_net_rig(tmp_path, stack)
            case "sane-pnm":
                yield sane_pnm_rig(tmp_path)
            case _:
                yield airscan_rig(tmp_path, stack)


@pytest.fixture(params=[Direct, ThroughWorker])
def way(request: pytest.FixtureRequest) -> Way:
    """Both ways to a driver."""
    made: Way = request.param()
    return made


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    """A folder that the first scan makes."""
    return tmp_path / "spool"


def names_in(spool: Path) -> list[str]:
    """Return everything that lies in the spool, hidden or not."""
    return sorted(path.name for path in spool.iterdir())


def number_of(page: PageFile) -> int:
    """Return the number in a page's file name, which warnings may follow."""
    return int(page.path.name[len("page-") :][:4])


def test_the_device_is_found(rig: Rig, way: Way) -> None:
    """Discovery lists the device under the id that scans take."""
    found = {device.id: device for device in way.find(rig)}

    assert rig.device_id in found
    assert rig.has_sources == bool(found[rig.device_id].sources)
    assert rig.has_brightness == found[rig.device_id].brightness


def test_pages_are_whole_and_alone_in_the_spool(rig: Rig, way: Way, spool: Path) -> None:
    """Each page's digest, size and resolution are the file's own, and nothing else lies there."""
    outcome = way.scan(rig, rig.options, spool)

    assert outcome.error is None
    assert rig.page_count == len(outcome.pages)
    assert names_in(spool) == files_of(outcome.pages)
    for page in outcome.pages:
        assert hashlib.sha256(page.path.read_bytes()).hexdigest() == page.sha256
        with Image.open(page.path) as picture:
            assert picture.size == (page.width, page.height)
            assert round(picture.info["dpi"][0]) == page.dpi
        assert page.thumbnail is not None
        with Image.open(page.thumbnail) as small:
            assert max(small.size) <= 384
            assert abs(small.width / small.height - page.width / page.height) < 0.02


def test_a_scan_stops_at_its_page_limit(rig: Rig, way: Way, spool: Path) -> None:
    """No more pages come than were asked for."""
    outcome = way.scan(rig, replace(rig.options, page_limit=1), spool)

    assert outcome.error is None
    assert len(outcome.pages) == 1


def test_a_closed_scan_leaves_whole_pages(rig: Rig, way: Way, spool: Path) -> None:
    """Closed after its first page, a scan leaves that, those that had left the feeder, and no half.

    What was taken from a watched folder and not read to its end lies beside them.
    """
    outcome = way.scan(rig, rig.options, spool, take=1)

    left = [spooled_page(path) for path in spooled_files(spool)]
    pushed = [path.name for path in pushed_files(spool)]
    assert names_in(spool) == sorted(files_of(left) + pushed)
    assert len(pushed) <= (rig.watched is not None)
    assert outcome.pages == left[:1]
    assert [number_of(page) for page in left] == list(range(1, len(left) + 1))


def test_a_later_scan_overwrites_nothing(rig: Rig, way: Way, spool: Path) -> None:
    """A second scan into the same folder goes on counting."""
    first = way.scan(rig, replace(rig.options, page_limit=1), spool)
    second = way.scan(rig, replace(rig.options, page_limit=1), spool)

    assert [number_of(page) for page in first.pages + second.pages] == [1, 2]


def test_an_unknown_device_is_not_found(rig: Rig, way: Way, spool: Path) -> None:
    """An id that no device answers to says so."""
    outcome = way.scan(replace(rig, device_id=rig.device_id + "-gone"), rig.options, spool)

    assert isinstance(outcome.error, DeviceNotFound)
    assert outcome.pages == []


def test_a_source_that_is_not_there_is_refused(rig: Rig, way: Way, spool: Path) -> None:
    """Paper is never taken from another place than the one asked for."""
    missing = Source.FLATBED if rig.scripts or rig.watched else Source.DUPLEX
    if rig.scanner is not None:
        pytest.skip("this scanner has every source")
    if "no-duplex" in rig.troubles:
        rig.troubles["no-duplex"]()
    outcome = way.scan(rig, replace(rig.options, source=missing), spool)

    assert isinstance(outcome.error, OptionRefused)
    assert ("source", missing.value) == (
        outcome.error.facts["option"],
        outcome.error.facts["value"],
    )


def test_pages_before_a_jam_are_kept(rig: Rig, way: Way, spool: Path, tmp_path: Path) -> None:
    """A jam at the third side leaves two whole pages, and the error counts them."""
    options = rig.options
    if rig.scripts:
        rig = scripted_rig(tmp_path, jam_at=3)
        before = 2
    elif rig.watched is not None:
        pytest.skip("a folder cannot jam")
    elif "jam" in rig.troubles:
        rig.troubles["jam"]()
        before = 2
    elif rig.scanner is not None:
        rig.scanner.jam_before = 3
        before = 2
    elif rig.has_sources:
        options = rig.with_options(("read-return-value", "SANE_STATUS_JAMMED"))
        before = 0
    else:
        options = rig.with_options(("status", "yes"), ("status-jammed", "yes"))
        before = 0
    outcome = way.scan(rig, options, spool)

    assert isinstance(outcome.error, PaperJam)
    assert before == outcome.error.facts["page"] == len(outcome.pages)
    assert names_in(spool) == files_of(outcome.pages)


def test_an_empty_feeder_says_so(rig: Rig, way: Way, spool: Path, tmp_path: Path) -> None:
    """A feeder without paper is an error, not a scan of no pages."""
    options = rig.options
    if rig.scripts:
        rig = scripted_rig(tmp_path, pages=[])
    elif rig.watched is not None:
        for path in rig.watched.iterdir():
            path.unlink()
    elif "empty" in rig.troubles:
        rig.troubles["empty"]()
    elif rig.scanner is not None:
        rig.scanner.feeder_empty = True
    elif rig.has_sources:
        options = rig.with_options(("read-return-value", "SANE_STATUS_NO_DOCS"))
    else:
        pytest.skip("no feeder")
    outcome = way.scan(rig, options, spool)

    assert isinstance(outcome.error, FeederEmpty)
    assert outcome.pages == []


def test_half_a_page_is_no_page(rig: Rig, way: Way, spool: Path, tmp_path: Path) -> None:
    """A device that delivers less than it announced is an error, and no file is left."""
    options = rig.options
    if rig.scripts:
        rig = scripted_rig(tmp_path, lie_about_size=1)
    elif rig.watched is not None:
        pytest.skip("a file that is not whole is not taken: see test_watched_folder.py")
    elif "half" in rig.troubles:
        rig.troubles["half"]()
    elif rig.scanner is not None:
        rig.scanner.half_page = 1
    elif rig.has_sources:
        options = rig.with_options(("read-return-value", "SANE_STATUS_EOF"))
    else:
        options = rig.with_options(("status", "yes"), ("status-eof", "yes"))
    outcome = way.scan(rig, options, spool)

    airscan = rig.scanner is not None and rig.device_id.startswith("sane:")
    assert isinstance(outcome.error, DeviceFault if airscan else PageTruncated)
    assert names_in(spool) == []

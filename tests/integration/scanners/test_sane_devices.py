"""Real SANE back-ends behind the real worker: statuses, pixels, options."""

import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import cv2
import numpy as np
import pytest

from scanners.errors import (
    AccessDenied,
    CoverOpen,
    DeviceBusy,
    DeviceError,
    DeviceFault,
    DeviceMemory,
    DeviceUnsupported,
    DriverMissing,
    FeederEmpty,
    OptionRefused,
    PageTruncated,
    PaperJam,
    ScanCancelled,
    WorkerLost,
    WorkerSilent,
)
from scanners.recovery import spooled_files, spooled_page
from scanners.values import Mode, ScanOptions, Source
from scanners.worker_process import ScanWorker
from station.problems import SENTENCES
from tests.scanner_fixtures import (
    WORKER,
    collect,
    draw_page,
    needs_sane,
    read_pixels,
    sane_environment,
    scan_through_worker,
)

pytestmark = needs_sane

SMALL = ScanOptions(source=Source.FLATBED, dpi=75)
PATTERN = ("test-picture", "Color pattern")


@pytest.fixture
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ScanWorker]:
    """A worker whose SANE has its picture-file device and its test device.

    One for each test: both devices remember their options as long as their process lives.
    """
    environment = sane_environment(tmp_path_factory.mktemp("sane"), pnm=True, test=True)
    with ScanWorker(WORKER, silence_limit_s=10.0, environment=environment) as worker:
        yield worker


STATUSES: dict[str, type[DeviceError]] = {
    "SANE_STATUS_UNSUPPORTED": DeviceUnsupported,
    "SANE_STATUS_CANCELLED": ScanCancelled,
    "SANE_STATUS_DEVICE_BUSY": DeviceBusy,
    "SANE_STATUS_INVAL": OptionRefused,
    "SANE_STATUS_EOF": PageTruncated,
    "SANE_STATUS_JAMMED": PaperJam,
    "SANE_STATUS_NO_DOCS": FeederEmpty,
    "SANE_STATUS_COVER_OPEN": CoverOpen,
    "SANE_STATUS_IO_ERROR": DeviceFault,
    "SANE_STATUS_NO_MEM": DeviceMemory,
    "SANE_STATUS_ACCESS_DENIED": AccessDenied,
}


@pytest.mark.parametrize(("status", "expected"), STATUSES.items())
def test_every_status_has_its_error(
    worker: ScanWorker, tmp_path: Path, status: str, expected: type[DeviceError]
) -> None:
    """What the back-end answers while reading arrives as the class for it, with no page."""
    options = replace(SMALL, driver_options=(("read-return-value", status),))
    for _ in range(3):
        outcome = collect(worker, "sane:test:0", options, tmp_path)
        # The test device kills its own reading thread here, and now and then hangs in doing so.
        if not isinstance(outcome.error, WorkerSilent):
            break

    assert isinstance(outcome.error, expected)
    assert outcome.error.facts["device"] == "sane:test:0"
    assert outcome.error.facts["page"] == 0
    assert list(tmp_path.iterdir()) == []


def test_every_status_has_a_class_and_a_cure_of_its_own() -> None:
    """No two of them end alike: whoever reads the words knows what to do next."""
    assert len(set(STATUSES.values())) == len(STATUSES)
    assert len({SENTENCES[error.code] for error in STATUSES.values()}) == len(STATUSES)


def test_pixels_come_as_they_lie_in_the_device(worker: ScanWorker, tmp_path: Path) -> None:
    """A picture scanned in colour is the same picture, even under a Vietnamese file name."""
    pixels = read_pixels(draw_page(tmp_path / "page.png", 1, (620, 877)))
    picture = tmp_path / "giấy khai sinh.ppm"
    picture.write_bytes(cv2.imencode(".ppm", pixels)[1].tobytes())
    options = ScanOptions(driver_options=(("filename", str(picture)),))
    outcome = collect(worker, "sane:pnm:0", options, tmp_path / "spool")

    (page,) = outcome.pages
    assert (page.width, page.height, page.dpi) == (620, 877, 300)
    assert np.array_equal(pixels, read_pixels(page.path))


def test_a_bare_sane_name_is_an_id_too(worker: ScanWorker, tmp_path: Path) -> None:
    """What scanimage lists can be typed as it stands."""
    outcome = collect(worker, "test:0", SMALL, tmp_path)

    assert outcome.error is None
    assert outcome.pages[0].warnings == ("dpi-below-rule",)


@pytest.mark.skipif(shutil.which("scanimage") is None, reason="sane-utils is not installed")
def test_sixteen_bits_become_their_upper_eight(tmp_path: Path) -> None:
    """A page sent with sixteen bits a sample is what SANE's own program gets, scaled."""
    environment = sane_environment(tmp_path / "sane", test=True)
    options = replace(SMALL, driver_options=(PATTERN, ("depth", "16")))
    outcome = scan_through_worker("sane:test:0", options, tmp_path / "spool", environment)
    command = (
        "scanimage -d test:0 --format tiff --mode Color --depth 16 --resolution 75 -x 200 -y 200"
    )
    arguments = [*command.split(), "--test-picture", "Color pattern"]
    done = subprocess.run(arguments, env=environment, stdout=subprocess.PIPE, check=True)
    (tmp_path / "peer.tiff").write_bytes(done.stdout)

    peer = read_pixels(tmp_path / "peer.tiff")
    assert np.array_equal(peer >> 8, read_pixels(outcome.pages[0].path))


def test_one_bit_stays_one_bit(worker: ScanWorker, tmp_path: Path) -> None:
    """A bitonal page has black and white in about equal parts, as the test pattern has."""
    options = replace(SMALL, mode=Mode.GRAY, driver_options=(PATTERN, ("depth", "1")))
    outcome = collect(worker, "sane:test:0", options, tmp_path)

    pixels = read_pixels(outcome.pages[0].path)
    assert np.unique(pixels).tolist() == [0, 255]
    assert 120 < pixels.mean() < 135


def test_lines_that_are_padded_are_not_sheared(worker: ScanWorker, tmp_path: Path) -> None:
    """What a device puts after each line is no part of the picture."""
    plain, padded = (
        collect(worker, "sane:test:0", replace(SMALL, driver_options=options), tmp_path).pages[0]
        for options in ((PATTERN, ("ppl-loss", "0")), (PATTERN, ("ppl-loss", "5")))
    )

    assert padded.width == plain.width - 5
    assert np.array_equal(read_pixels(plain.path)[:, :-5], read_pixels(padded.path))


def test_three_passes_are_refused(worker: ScanWorker, tmp_path: Path) -> None:
    """A picture that comes colour by colour is an error and never a spoilt page."""
    options = replace(SMALL, driver_options=(PATTERN, ("three-pass", "yes")))
    outcome = collect(worker, "sane:test:0", options, tmp_path)

    assert isinstance(outcome.error, DeviceFault)
    assert outcome.error.facts["status"] == "line-layout-unknown"
    assert outcome.pages == []


def test_a_page_of_unknown_length_is_kept_whole(worker: ScanWorker, tmp_path: Path) -> None:
    """A device that cannot say its length beforehand gives what it has."""
    options = replace(SMALL, driver_options=(PATTERN, ("hand-scanner", "yes")))
    outcome = collect(worker, "sane:test:0", options, tmp_path)

    assert outcome.error is None
    assert outcome.pages[0].height > 100


@pytest.mark.parametrize(
    ("options", "option", "value"),
    [
        (replace(SMALL, dpi=5000), "resolution", 5000),
        (replace(SMALL, mode=Mode.BITONAL), "mode", "bitonal"),
        (replace(SMALL, driver_options=(("resolutoin", "300"),)), "resolutoin", "300"),
        (replace(SMALL, driver_options=(("hand-scanner", "maybe"),)), "hand-scanner", "maybe"),
        (replace(SMALL, driver_options=(("depth", "many"),)), "depth", "many"),
        (replace(SMALL, driver_options=(("print-options", "1"),)), "print-options", "1"),
        (replace(SMALL, driver_options=(("test-picture", "Cat" * 9),)), "test-picture", "Cat" * 9),
    ],
)
def test_what_the_device_does_not_take_is_refused(
    worker: ScanWorker, tmp_path: Path, options: ScanOptions, option: str, value: str | int
) -> None:
    """Nothing is scanned with other options than those asked for."""
    outcome = collect(worker, "sane:test:0", options, tmp_path)

    assert isinstance(outcome.error, OptionRefused)
    assert (option, value) == (outcome.error.facts["option"], outcome.error.facts["value"])


def test_the_window_is_widened_to_the_page(worker: ScanWorker, tmp_path: Path) -> None:
    """A device that starts with a small window still gives all that it has of an A4 page."""
    outcome = collect(worker, "sane:test:0", SMALL, tmp_path)

    side_px = round(200 / 25.4 * 75)  # the test device has 200 mm each way, and starts with less
    assert abs(side_px - outcome.pages[0].width) <= 1
    assert abs(side_px - outcome.pages[0].height) <= 1


def test_without_the_library_discovery_says_so(tmp_path: Path) -> None:
    """A machine where libsane cannot be loaded answers driver-missing, not an empty list."""
    (tmp_path / "sane.py").write_text('raise ImportError("libsane.so.1")\n', "ascii")
    environment = sane_environment(tmp_path / "sane", test=True)
    environment["PYTHONPATH"] = str(tmp_path)
    with (
        ScanWorker(WORKER, environment=environment) as worker,
        pytest.raises(DriverMissing) as missing,
    ):
        list(worker.find_devices())

    assert missing.value.facts == {"driver": "sane"}


def test_stop_ends_within_a_page(worker: ScanWorker, tmp_path: Path) -> None:
    """A page that a device takes its time for is let go of in its middle, and nothing stays."""
    slow = (("read-limit", "yes"), ("read-limit-size", "64"), ("read-delay", "yes"))
    options = replace(SMALL, driver_options=(*slow, ("read-delay-duration", "200000")))
    stop = Event()
    scan = worker.scan("sane:test:0", options, tmp_path / "spool", stop.is_set)
    threading.Thread(target=_set_when_begun, args=(tmp_path / "spool", stop)).start()
    with pytest.raises(ScanCancelled):
        next(scan)

    assert list((tmp_path / "spool").iterdir()) == []
    outcome = collect(worker, "sane:test:0", SMALL, tmp_path / "spool")
    assert outcome.error is None


def _set_when_begun(spool: Path, stop: Event) -> None:
    while not list(spool.glob("*.part")):
        stop.wait(0.02)
    stop.set()


@pytest.mark.parametrize("delay_s", [0.0, 0.03, 0.11])
def test_a_worker_killed_within_a_page_leaves_only_whole_ones(
    worker: ScanWorker, tmp_path: Path, delay_s: float
) -> None:
    """Whatever bears a page's name after SIGKILL can be read to its last line."""
    options = ScanOptions(source=Source.FEEDER, dpi=150, driver_options=(PATTERN,))
    scan = worker.scan("sane:test:0", options, tmp_path)
    reported = [next(scan), next(scan)]
    process = worker._process
    assert process is not None
    Event().wait(delay_s)  # somewhere within the next page
    process._popen.kill()
    with pytest.raises(WorkerLost):
        reported.extend(scan)

    whole = [spooled_page(path) for path in spooled_files(tmp_path)]
    assert whole[: len(reported)] == reported
    for page in whole:
        assert read_pixels(page.path).shape[:2] == (page.height, page.width)
    assert list(tmp_path.glob("*.part")) == []

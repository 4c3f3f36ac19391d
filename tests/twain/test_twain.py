"""TWAIN for real: the scan worker in a Windows Python under Wine, and a data source of our own.

The worker is the product's, pytwain is the real one, and so is TWAIN's way from application to
source. What is not here: a vendor's source. 64 bits run with every change, 32 bits by marathon.
"""

import hashlib
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from scanners.errors import (
    AccessDenied,
    CoverOpen,
    DeviceBusy,
    DeviceFault,
    DeviceMemory,
    DeviceNotFound,
    DeviceOffline,
    DoubleFeed,
    FeederEmpty,
    OptionRefused,
    PageTruncated,
    PaperJam,
    ScanCancelled,
    ScannerError,
    WorkerLost,
    WorkerSilent,
)
from scanners.recovery import spooled_files, spooled_page
from scanners.serving import DEFECT_STATUS
from scanners.values import Mode, PageFile, ScanOptions, Source
from tests.scanner_fixtures import files_of, read_pixels
from tests.twain.conftest import A4_DPI, A4_SIZE, DUPLEX, Feeder, Workshop

NATIVE = DUPLEX
MEMORY = replace(DUPLEX, driver_options=(("transfer", "memory"),))
both_transfers = pytest.mark.parametrize("options", [NATIVE, MEMORY], ids=["native", "memory"])

A4_MM = (210.0, 297.0)


def drawn(feeder: Feeder, number: int) -> NDArray[np.uint8]:
    """Return the pixels of a sheet in the feeder."""
    pixels = cv2.imread(str(feeder.folder / f"{number}.bmp"))
    assert pixels is not None
    return np.asarray(pixels, np.uint8)


def in_gray(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return what the source makes of colours in its gray mode."""
    return np.asarray((pixels.astype(np.uint32) @ (29, 150, 77)) >> 8, np.uint8)


def test_a_source_is_found_and_described(feeder: Feeder) -> None:
    """By its product's name, with what its capabilities say."""
    device = feeder.describe()

    assert (device.driver, device.name) == tuple(feeder.device_id.split(":"))
    assert device.sources == (Source.FLATBED, Source.FEEDER, Source.DUPLEX)
    assert device.resolutions == (75, 100, 150, 300)
    assert device.modes == (Mode.BITONAL, Mode.GRAY, Mode.COLOR)


def test_what_a_source_lacks_is_not_listed(feeder: Feeder) -> None:
    """A flatbed only; and of a range of resolutions, the usual ones."""
    feeder.behave(feeder=0, duplex=0, range=1)

    device = feeder.describe()

    assert device.sources == (Source.FLATBED,)
    assert device.resolutions == (75, 100, 150, 200, 300, 400, 600)


@both_transfers
def test_every_side_comes_pixel_for_pixel(feeder: Feeder, options: ScanOptions) -> None:
    """Whole, durable, in order, and nothing else lies in the spool."""
    outcome = feeder.scan(options)

    assert outcome.error is None
    for number, page in enumerate(outcome.pages, start=1):
        assert (read_pixels(page.path) == drawn(feeder, number)).all()
        assert hashlib.sha256(page.path.read_bytes()).hexdigest() == page.sha256
        assert page.dpi == A4_DPI
    assert feeder.left() == files_of(outcome.pages)
    assert len(outcome.pages) == 3


def test_paper_comes_from_where_it_was_asked_for(feeder: Feeder) -> None:
    """The feeder gives fronts, the glass one side."""
    fronts = feeder.scan(replace(DUPLEX, source=Source.FEEDER))
    glass = feeder.scan(replace(DUPLEX, source=Source.FLATBED))

    assert (fronts.error, glass.error) == (None, None)
    shown = [read_pixels(page.path) for page in fronts.pages + glass.pages]
    assert len(shown) == 3
    for number, pixels in zip((1, 3, 1), shown, strict=True):
        assert (pixels == drawn(feeder, number)).all()


def test_a_place_for_paper_that_is_not_there_is_refused(feeder: Feeder) -> None:
    """Paper is never taken from another one."""
    feeder.behave(duplex=0)
    no_duplex = feeder.scan()
    feeder.behave(feeder=0, duplex=0)
    no_feeder = feeder.scan(replace(DUPLEX, source=Source.FEEDER))

    for outcome, value in ((no_duplex, "duplex"), (no_feeder, "feeder")):
        assert isinstance(outcome.error, OptionRefused)
        assert (outcome.error.facts["option"], outcome.error.facts["value"]) == ("source", value)
        assert outcome.pages == []


@both_transfers
def test_gray_and_bitonal_are_what_the_source_makes_them(
    feeder: Feeder, options: ScanOptions
) -> None:
    """One sample a pixel, and black stays black whichever way the side came."""
    gray = feeder.scan(replace(options, mode=Mode.GRAY, page_limit=1))
    bitonal = feeder.scan(replace(options, mode=Mode.BITONAL, page_limit=1))

    assert (gray.error, bitonal.error) == (None, None)
    expected = in_gray(drawn(feeder, 1))
    assert (read_pixels(gray.pages[0].path) == expected).all()
    assert (read_pixels(bitonal.pages[0].path) == np.where(expected > 127, 255, 0)).all()


@both_transfers
def test_brightness_reaches_the_source(feeder: Feeder, options: ScanOptions) -> None:
    """Twenty of a hundred make every level lighter by a fifth of the scale."""
    outcome = feeder.scan(replace(options, brightness=20, page_limit=1))

    expected = np.clip(drawn(feeder, 1).astype(int) + 51, 0, 255)
    assert (read_pixels(outcome.pages[0].path) == expected).all()


@both_transfers
def test_a_page_is_as_large_as_its_paper(feeder: Feeder, options: ScanOptions) -> None:
    """At any resolution, whole or a part of the glass: right to half a percent."""
    for dpi, asked, expected in (
        (300, None, A4_MM),
        (150, (148.0, 210.0), (148.0, 210.0)),
        (100, (213.0, 300.0), A4_MM),  # a feeder may end a little short of its paper
    ):
        outcome = feeder.scan(replace(options, dpi=dpi, area_mm=asked, page_limit=1))

        assert outcome.error is None
        (page,) = outcome.pages
        assert page.dpi == dpi
        for pixels, length in zip((page.width, page.height), expected, strict=True):
            assert pixels / dpi * 25.4 == pytest.approx(length, rel=0.005)


def test_paper_that_is_larger_than_the_glass_is_refused(feeder: Feeder) -> None:
    """A page never loses an edge unseen."""
    outcome = feeder.scan(replace(DUPLEX, area_mm=(297.0, 420.0)))

    assert isinstance(outcome.error, OptionRefused)
    assert outcome.error.facts["option"] == "paper"
    assert outcome.pages == []


@both_transfers
def test_a_source_that_finds_the_paper_is_asked_to(feeder: Feeder, options: ScanOptions) -> None:
    """The page is the paper on the lid, at its size; one that cannot gives all that it sees."""
    glass = np.full((A4_SIZE[1], A4_SIZE[0], 3), 40, np.uint8)
    glass[60:429, 90:350] = drawn(feeder, 1)[60:429, 90:350]  # B7, 88 × 125 mm, at 75 dpi
    assert cv2.imwrite(str(feeder.folder / "1.bmp"), glass)
    asked = replace(options, find_paper=True, page_limit=1)
    cannot = feeder.scan(asked)
    feeder.behave(detects=1)
    not_asked = feeder.scan(replace(options, page_limit=1))
    found = feeder.scan(asked)

    assert (cannot.error, not_asked.error, found.error) == (None, None, None)
    sizes = [(page.width, page.height) for page in cannot.pages + not_asked.pages + found.pages]
    assert sizes == [A4_SIZE, A4_SIZE, (260, 369)]
    assert (read_pixels(found.pages[0].path) == glass[60:429, 90:350]).all()


def test_a_resolution_that_would_be_another_one_is_refused(feeder: Feeder) -> None:
    """Whether the source declines it or takes the next one instead."""
    declined = feeder.scan(replace(DUPLEX, dpi=200))
    feeder.behave(rounds=1)
    rounded = feeder.scan(replace(DUPLEX, dpi=200))

    for outcome in (declined, rounded):
        assert isinstance(outcome.error, OptionRefused)
        assert outcome.error.facts["option"] == "resolution"
        assert outcome.pages == []


@pytest.mark.parametrize(
    ("condition", "error"),
    [
        pytest.param(1, DeviceFault, id="BUMMER"),
        pytest.param(2, DeviceMemory, id="LOWMEMORY"),
        pytest.param(4, DeviceBusy, id="MAXCONNECTIONS"),
        pytest.param(5, DeviceFault, id="OPERATIONERROR"),
        pytest.param(16, AccessDenied, id="DENIED"),
        pytest.param(20, PaperJam, id="PAPERJAM"),
        pytest.param(21, DoubleFeed, id="PAPERDOUBLEFEED"),
        pytest.param(23, DeviceOffline, id="CHECKDEVICEONLINE"),
        pytest.param(24, CoverOpen, id="INTERLOCK"),
        pytest.param(25, PaperJam, id="DAMAGEDCORNER"),
        pytest.param(26, DeviceFault, id="FOCUSERROR"),
        pytest.param(29, FeederEmpty, id="NOMEDIA"),
        pytest.param(77, DeviceFault, id="unknown"),
    ],
)
def test_a_failure_keeps_what_came_before(
    feeder: Feeder, condition: int, error: type[ScannerError]
) -> None:
    """Two sides, then the error of the source's condition; after it the source scans again."""
    feeder.behave(fail_at=3, fail_with=condition)
    failed = feeder.scan()
    feeder.behave()
    after = feeder.scan()

    assert type(failed.error) is error
    assert (len(failed.pages), failed.error.facts["page"]) == (2, 2)
    assert (after.error, len(after.pages)) == (None, 3)
    assert feeder.left() == files_of(failed.pages + after.pages)


@both_transfers
def test_a_side_given_up_at_the_device_is_cancelled(feeder: Feeder, options: ScanOptions) -> None:
    """Whoever stands at the device may stop it: what came before stays."""
    feeder.behave(cancel_at=2)

    outcome = feeder.scan(options)

    assert isinstance(outcome.error, ScanCancelled)
    assert len(outcome.pages) == 1
    assert feeder.left() == files_of(outcome.pages)


@both_transfers
def test_a_limit_and_a_stop_end_the_batch(feeder: Feeder, options: ScanOptions) -> None:
    """A limit before the last side, at it and beyond it; a closed scan leaves whole sides.

    It leaves what it gave, and the sides behind that which had left the feeder.
    """
    counts = []
    for limit in (1, 3, 9):
        limited = feeder.scan(replace(options, page_limit=limit))
        assert limited.error is None
        counts.append(len(limited.pages))
    before = len(spooled_files(feeder.spool))
    stopped = feeder.scan(options, take=1)
    left = [spooled_page(path) for path in spooled_files(feeder.spool)]

    assert [*counts, len(stopped.pages), before] == [1, 3, 3, 1, 7]
    assert len(left) - before in (1, 2, 3)
    assert feeder.left() == files_of(left)


@both_transfers
def test_a_stop_between_sides_is_heard(feeder: Feeder, options: ScanOptions) -> None:
    """Whoever asks to stop gets what was whole by then, and the source scans again."""
    feeder.fill(12)
    pages: list[PageFile] = []
    scan = feeder.worker.scan(feeder.device_id, options, feeder.spool, lambda: len(pages) > 0)
    with pytest.raises(ScanCancelled):
        pages.extend(scan)
    after = feeder.scan(options)

    assert 1 <= len(pages) < 12
    assert (after.error, len(after.pages)) == (None, 12)


@both_transfers
def test_half_a_side_is_no_page(feeder: Feeder, options: ScanOptions) -> None:
    """What lacks half of its rows is an error, and no file of it is left."""
    feeder.behave(short_at=2)

    outcome = feeder.scan(options)

    assert isinstance(outcome.error, PageTruncated)
    assert (outcome.error.facts["expected"], outcome.error.facts["got"]) == (877, 438)
    assert len(outcome.pages) == outcome.error.facts["page"] == 1
    assert feeder.left() == files_of(outcome.pages)


def test_a_side_that_claims_to_be_huge_is_no_page(feeder: Feeder) -> None:
    """Ten thousand million pixels are promised, and no memory is taken for them."""
    feeder.behave(huge_at=1)

    outcome = feeder.scan()

    assert isinstance(outcome.error, PageTruncated)
    assert feeder.left() == []


def test_the_colours_of_a_bitmap_need_not_be_counted(feeder: Feeder) -> None:
    """A source may leave their number open: then there are as many as the bits allow."""
    feeder.behave(colours_uncounted=1)

    outcome = feeder.scan(replace(DUPLEX, mode=Mode.GRAY, page_limit=1))

    assert outcome.error is None
    assert (read_pixels(outcome.pages[0].path) == in_gray(drawn(feeder, 1))).all()


def test_native_memory_is_given_back(feeder: Feeder) -> None:
    """The source gives no side while two are not freed: twelve come."""
    feeder.fill(12)

    outcome = feeder.scan()

    assert (outcome.error, len(outcome.pages)) == (None, 12)


def test_an_empty_feeder_says_so(feeder: Feeder) -> None:
    """Before the source is asked to move."""
    feeder.fill(0)

    assert isinstance(feeder.scan().error, FeederEmpty)


def test_a_source_that_does_not_open_is_offline(feeder: Feeder) -> None:
    """A search names it all the same."""
    feeder.behave(open_fails=23)

    assert isinstance(feeder.scan().error, DeviceOffline)
    assert (feeder.describe().sources, feeder.describe().modes) == ((), ())


def test_what_is_not_there_is_not_found(feeder: Feeder) -> None:
    """Another device, another option."""
    feeder.device_id += " II"
    unknown = feeder.scan()
    feeder.device_id = feeder.device_id.removesuffix(" II")
    option = feeder.scan(replace(DUPLEX, driver_options=(("transfer", "pigeon"),)))

    assert isinstance(unknown.error, DeviceNotFound)
    assert isinstance(option.error, OptionRefused)


def test_a_name_need_not_be_ascii(workshop: Workshop, tmp_path: Path) -> None:
    """Sources name themselves in Windows' old code page; the name also finds them again."""
    feeder = workshop.feeder("64", tmp_path / "spool")
    feeder.device_id = "twain:Máy quét"

    assert feeder.describe().name == "Máy quét"
    assert len(feeder.scan().pages) == 3


def test_a_source_that_crashes_loses_no_finished_side(feeder: Feeder) -> None:
    """Its worker does not go on with it but ends at once; the next scan has a new one."""
    feeder.behave(crash_at=2)
    crashed = feeder.scan()
    feeder.behave()
    after = feeder.scan()

    assert isinstance(crashed.error, WorkerLost)
    assert crashed.error.facts["exit_status"] == DEFECT_STATUS
    assert (len(crashed.pages), len(after.pages)) == (1, 3)
    assert feeder.left() == files_of(crashed.pages + after.pages)


def test_a_source_that_hangs_is_killed(feeder: Feeder) -> None:
    """Its limit over, the side before it is kept and a new worker scans."""
    feeder.worker = feeder.impatient_worker()
    feeder.behave(hang_at=2)
    silent = feeder.scan()
    feeder.behave()
    after = feeder.scan()

    assert isinstance(silent.error, WorkerSilent)
    assert (len(silent.pages), len(after.pages)) == (1, 3)
    assert feeder.left() == files_of(silent.pages + after.pages)


def test_a_source_that_never_opens_does_not_stop_a_search(feeder: Feeder) -> None:
    """It is named, without what it can do."""
    feeder.worker = feeder.impatient_worker()
    feeder.behave(open_hangs=1)

    assert feeder.describe().sources == ()


def test_the_size_of_the_paper_is_the_default(feeder: Feeder) -> None:
    """Nothing asked for, the side is as large as the sheet."""
    outcome = feeder.scan(ScanOptions(dpi=A4_DPI, page_limit=1))

    assert [(page.width, page.height) for page in outcome.pages] == [A4_SIZE]

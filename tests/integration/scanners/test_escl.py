"""A network scanner spoken to by eSCL itself, over HTTP on loopback."""

import os
import socket
import struct
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit

import cv2
import numpy as np
import pytest
from PIL import Image, ImageCms
from zeroconf import ServiceInfo, Zeroconf

from scanners.density import with_density
from scanners.errors import (
    CoverOpen,
    DeviceError,
    DeviceOffline,
    DoubleFeed,
    OptionRefused,
    PaperJam,
    ScanCancelled,
)
from scanners.escl_driver import ANNOUNCED, EsclDriver
from scanners.escl_words import SourceCapabilities, settings_for
from scanners.jpeg_damage import DAMAGED
from scanners.png import encode_png
from scanners.practice.escl_scanner import VirtualScanner
from scanners.recovery import spooled_files, spooled_page
from scanners.values import Mode, PageFile, ScanOptions, Source
from tests.scanner_fixtures import draw_page

SHEET = ScanOptions(Source.FEEDER, dpi=300)


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[VirtualScanner]:
    """A scanner with three JPEG sides of a quarter of A4 in its feeder."""
    sides = [draw_page(tmp_path / f"{n}.jpg", n, (1240, 1754)) for n in (1, 2, 3)]
    with VirtualScanner([sides]) as running:
        yield running


def scan(scanner: VirtualScanner, options: ScanOptions, spool: Path) -> list[PageFile]:
    """Scan until the feeder is empty."""
    return list(EsclDriver().scan(f"escl:{scanner.url}", options, spool))


def test_pictures_are_kept_as_the_scanner_made_them(
    scanner: VirtualScanner, tmp_path: Path
) -> None:
    """No pixel is computed anew, and the file says its real resolution."""
    pages = scan(scanner, SHEET, tmp_path / "spool")

    assert len(pages) == 3
    for number, page in enumerate(pages, start=1):
        given = cv2.imread(str(tmp_path / f"{number}.jpg"))
        kept = cv2.imread(str(page.path))
        assert given is not None
        assert kept is not None
        assert np.array_equal(given, kept)
        with Image.open(page.path) as picture:
            assert picture.info["dpi"] == (300, 300)


def test_what_a_scanner_says_of_its_colours_stays_with_them(tmp_path: Path) -> None:
    """A JPEG's bytes are kept as they came, its profile among them; the resolution is put in."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    side = tmp_path / "side.jpg"
    with Image.open(draw_page(tmp_path / "drawn.png", 1, (1240, 1754))) as drawn:
        drawn.save(side, quality=80, dpi=(72, 72), icc_profile=profile)
    with VirtualScanner([[side]]) as scanner:
        (page,) = scan(scanner, SHEET, tmp_path / "spool")

    given, kept = side.read_bytes(), page.path.read_bytes()
    assert (kept[:13], kept[18:]) == (given[:13], given[18:])
    with Image.open(page.path) as picture:
        assert picture.info["icc_profile"] == profile
        assert picture.info["dpi"] == (300, 300)


def test_the_paper_s_size_is_the_picture_s(scanner: VirtualScanner, tmp_path: Path) -> None:
    """A passport's B7 page, 88 × 125 mm, right to half a per cent."""
    options = replace(SHEET, source=Source.FLATBED, area_mm=(88.0, 125.0))

    (page,) = scan(scanner, options, tmp_path / "spool")

    assert page.width / 300 * 25.4 == pytest.approx(88.0, rel=0.005)
    assert page.height / 300 * 25.4 == pytest.approx(125.0, rel=0.005)


def test_a_picture_that_lost_bytes_on_its_way_is_marked(tmp_path: Path) -> None:
    """The sheet has left the feeder: its picture is kept, and never passed off as whole."""
    path = draw_page(tmp_path / "1.jpg", 1, (1240, 1754))
    data = path.read_bytes()
    path.write_bytes(data[:60_000] + bytes(4096) + data[64_096:])
    with VirtualScanner([[path, draw_page(tmp_path / "2.jpg", 2, (1240, 1754))]]) as scanner:
        damaged, whole = scan(scanner, SHEET, tmp_path / "spool")

    assert DAMAGED in damaged.warnings
    assert DAMAGED not in whole.warnings
    assert DAMAGED in spooled_page(damaged.path).warnings


@pytest.mark.parametrize(
    ("glass", "expected"), [((2590, 3600), (2590, 3600)), ((3700, 10_000), (3508, 4961))]
)
def test_the_whole_glass_is_seen_where_the_paper_is_to_be_found(
    glass: tuple[int, int], expected: tuple[int, int]
) -> None:
    """As much as the scanner has, up to A3, where otherwise A4 would be asked for."""
    can = SourceCapabilities((300,), (Mode.COLOR,), ("image/jpeg",), *glass)

    asked = settings_for(Source.FLATBED, ScanOptions(find_paper=True), can, None)

    width, height = expected
    assert f"<pwg:Width>{width}</pwg:Width><pwg:Height>{height}</pwg:Height>" in asked


def test_what_the_scanner_cannot_do_is_refused(scanner: VirtualScanner, tmp_path: Path) -> None:
    """A resolution, mode or size it does not offer never becomes another one silently."""
    larger = replace(SHEET, area_mm=(297.0, 420.0))
    for options in (replace(SHEET, dpi=600), replace(SHEET, mode=Mode.BITONAL), larger):
        with pytest.raises(OptionRefused):
            scan(scanner, options, tmp_path / "spool")


@pytest.mark.parametrize(
    ("trouble", "error", "pages"),
    [
        ({"jam_before": 2}, PaperJam, 1),
        ({"jam_before": 2, "double_feed": True}, DoubleFeed, 1),
        ({"cover_open": True}, CoverOpen, 0),
    ],
)
def test_the_scanner_s_trouble_has_its_own_error(
    scanner: VirtualScanner,
    tmp_path: Path,
    trouble: dict[str, int],
    error: type[DeviceError],
    pages: int,
) -> None:
    """Jam, double feed and open hatch are told apart, and pages before them are kept."""
    for name, value in trouble.items():
        setattr(scanner, name, value)
    with pytest.raises(error) as raised:
        scan(scanner, SHEET, tmp_path / "spool")

    assert pages == raised.value.facts["page"] == len(spooled_files(tmp_path / "spool"))


def test_stop_ends_within_a_side(scanner: VirtualScanner, tmp_path: Path) -> None:
    """A side that would never end is let go of, nothing of it stays, and the scanner is free."""
    scanner.slow_page = 2
    stop = Event()
    sides = EsclDriver().scan(f"escl:{scanner.url}", SHEET, tmp_path / "spool", stop.is_set)
    whole = next(sides)
    stop.set()
    with pytest.raises(ScanCancelled) as cancelled:
        next(sides)

    assert cancelled.value.facts["page"] == 1
    assert [whole] == [spooled_page(path) for path in spooled_files(tmp_path / "spool")]
    assert not scanner.at_work


@pytest.mark.parametrize(("true", "said"), [(300, 300), (300, 72), (300, 200), (200, 200)])
def test_a_resolution_that_is_not_what_was_asked_for_is_seen(
    tmp_path: Path, true: int, said: int
) -> None:
    """Asked for 300 dpi, a scanner gives 200 and says so: that is kept; what a file says alone not.

    By what is kept the sheet is A4, right to half a per cent.
    """
    pixels = np.full((round(297 / 25.4 * true), round(210 / 25.4 * true), 3), 250, np.uint8)
    side = tmp_path / "side.png"
    side.write_bytes(encode_png(pixels, said))
    with VirtualScanner([[side]]) as scanner:
        (page,) = scan(scanner, SHEET, tmp_path / "spool")

    assert page.dpi == true
    with Image.open(page.path) as picture:
        for length, dpi, paper_mm in zip(
            picture.size, picture.info["dpi"], (210, 297), strict=True
        ):
            assert length / dpi * 25.4 == pytest.approx(paper_mm, rel=0.005)


def test_a_scanner_that_is_switched_off_is_offline(tmp_path: Path) -> None:
    """It is passed over when looked for, and says so when scanned from."""
    with VirtualScanner([[draw_page(tmp_path / "1.jpg", 1, (310, 438))]]) as gone:
        address = gone.url

    assert list(EsclDriver([address]).find_devices()) == []
    with pytest.raises(DeviceOffline):
        list(EsclDriver().scan(f"escl:{address}", SHEET, tmp_path / "spool"))


def test_a_file_without_a_resolution_gets_one() -> None:
    """JPEG without a JFIF segment, and PNG with a wrong one."""
    _, jpeg = cv2.imencode(".jpg", np.zeros((4, 4), np.uint8))
    data = jpeg.tobytes()
    (length,) = struct.unpack(">H", data[4:6])
    bare = data[:2] + data[4 + length :]
    _, png = cv2.imencode(".png", np.zeros((4, 4), np.uint8))
    wrong = with_density(png.tobytes(), 72)

    assert with_density(bare, 300)[6:11] == b"JFIF\0"
    assert with_density(bare, 300)[13:18] == struct.pack(">BHH", 1, 300, 300)
    assert with_density(wrong, 300).count(b"pHYs") == 1
    assert with_density(wrong, 300) == with_density(png.tobytes(), 300)


def announce(scanner: VirtualScanner, name: str, network: Zeroconf) -> None:
    """Say on the loopback network that there is a scanner."""
    address = urlsplit(scanner.url)
    network.register_service(
        ServiceInfo(
            "_uscan._tcp.local.",
            f"{name}._uscan._tcp.local.",
            addresses=[socket.inet_aton("127.0.0.1")],
            port=address.port,
            properties={"rs": address.path.strip("/"), "ty": name, "txtvers": "1"},
            server=f"{name}.local.",
        )
    )


def test_a_scanner_that_announces_itself_is_found(scanner: VirtualScanner) -> None:
    """By mDNS, on loopback, with what it can do; those given by address are found all the same."""
    nobody = "http://127.0.0.1:9/eSCL"
    network = Zeroconf(interfaces=["127.0.0.1"])
    try:
        announce(scanner, f"practice-{os.getpid()}", network)
        driver = EsclDriver([nobody, ANNOUNCED], interfaces=["127.0.0.1"])
        found = {device.id: device for device in driver.find_devices()}
    finally:
        network.close()

    assert found[f"escl:{scanner.url}"].sources == (Source.FLATBED, Source.FEEDER, Source.DUPLEX)


def test_nobody_announces_nothing(scanner: VirtualScanner) -> None:
    """Who listens in vain has the scanners given by address."""
    driver = EsclDriver([scanner.url, ANNOUNCED], interfaces=["127.0.0.1"])

    assert f"escl:{scanner.url}" in {device.id for device in driver.find_devices()}

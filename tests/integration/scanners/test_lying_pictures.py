"""Pictures that lie, taken from a file, out of a watched folder, and from a scanner by eSCL."""

import io
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scanners.errors import DeviceFault, PageTruncated, PictureTooLarge, PictureTruncated
from scanners.escl_driver import EsclDriver
from scanners.folder_driver import FolderDriver
from scanners.jpeg_damage import DAMAGED
from scanners.picture_files import open_page_picture, read_picture_files
from scanners.png import chunk, encode_png
from scanners.png_rows import PngRows, png_rows
from scanners.practice.escl_scanner import VirtualScanner
from scanners.values import PageFile, ScanOptions, Source
from tests.scanner_fixtures import draw_page, files_of

SIZE = (620, 877)
HUGE = 40_000
ORIENTATION = 0x0112


def drawn(folder: Path) -> Image.Image:
    """An honest page."""
    with Image.open(draw_page(folder / "honest.png", 1, SIZE)) as page:
        page.load()
        return page


def saved(page: Image.Image, kind: str, **how: object) -> bytes:
    """The page as a file of a kind."""
    file = io.BytesIO()
    page.save(file, kind, dpi=(300, 300), **how)
    return file.getvalue()


def with_size(data: bytes, width: int, height: int) -> bytes:
    """A PNG or JPEG whose head says another size, all else as it was."""
    if data.startswith(b"\x89PNG"):
        head = struct.pack(">II", width, height) + data[24:29]
        return data[:8] + chunk(b"IHDR", head) + data[33:]
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", height, width) + data[at + 4 :]


def half(data: bytes) -> bytes:
    """A file that breaks off."""
    return data[: len(data) // 2]


def zeroed(data: bytes) -> bytes:
    """A file that lost 4 KB within."""
    middle = len(data) // 2
    return data[:middle] + bytes(4096) + data[middle + 4096 :]


@dataclass(frozen=True)
class Lie:
    """A lying file of an honest page. size, says: of the page made of it; None: it is refused."""

    name: str
    make: Callable[[Image.Image], bytes]
    size: tuple[int, int] | None
    says: tuple[str, ...] = ()


WIDE, HIGH = SIZE
TALL, FLAT, TURNED = (WIDE, 2 * HIGH), (WIDE, HIGH // 2), (HIGH, WIDE)
LOST = (DAMAGED,)


def dot() -> Image.Image:
    """The smallest picture there can be."""
    return Image.new("RGB", (1, 1))


LIES = (
    Lie("honest.png", lambda page: saved(page, "PNG"), SIZE),
    Lie("honest.jpg", lambda page: saved(page, "JPEG"), SIZE),
    Lie("broken.png", lambda page: half(saved(page, "PNG")), None),
    Lie("broken.jpg", lambda page: half(saved(page, "JPEG")), None),
    Lie("zeroed.jpg", lambda page: zeroed(saved(page, "JPEG")), SIZE, LOST),
    Lie("taller.png", lambda page: with_size(saved(page, "PNG"), *TALL), None),
    Lie("taller.jpg", lambda page: with_size(saved(page, "JPEG"), *TALL), TALL, LOST),
    Lie("flatter.png", lambda page: with_size(saved(page, "PNG"), *FLAT), FLAT, LOST),
    Lie("flatter.jpg", lambda page: with_size(saved(page, "JPEG"), *FLAT), FLAT, LOST),
    Lie("one-pixel.png", lambda _: saved(dot(), "PNG"), (1, 1)),
    Lie("one-pixel.jpg", lambda _: saved(dot(), "JPEG"), (1, 1)),
    Lie("huge.png", lambda page: with_size(saved(page, "PNG"), HUGE, HUGE), None),
    Lie("huge.jpg", lambda page: with_size(saved(page, "JPEG"), HUGE, HUGE), None),
    Lie("cmyk.jpg", lambda page: saved(page.convert("CMYK"), "JPEG"), SIZE),
    Lie("deep-grey.png", lambda page: saved(deep(page), "PNG"), SIZE),
    Lie("see-through.png", lambda page: saved(page.convert("RGBA"), "PNG"), SIZE),
    Lie("turned.jpg", lambda page: saved(page, "JPEG", exif=on_its_side()), TURNED),
    Lie("turned.png", lambda page: saved(page, "PNG", exif=on_its_side()), TURNED),
    Lie("animated.png", lambda page: moving(page), SIZE, ("animated",)),
)


def deep(page: Image.Image) -> Image.Image:
    """The page in grey, sixteen bits a sample."""
    return Image.fromarray(np.asarray(page.convert("L")).astype(np.uint16) * 257)


def on_its_side() -> Image.Exif:
    """A camera's note that the top is on the right."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    return exif


def moving(page: Image.Image) -> bytes:
    """The page, and then it on its head."""
    return saved(page, "PNG", save_all=True, append_images=[page.rotate(180)])


Way = Callable[[Path, Path], list[PageFile]]


def from_file(path: Path, spool: Path) -> list[PageFile]:
    """Import it."""
    return list(read_picture_files(path, spool))


def from_folder(path: Path, spool: Path) -> list[PageFile]:
    """Find it in a watched folder."""
    return list(FolderDriver().scan(f"folder:{path.parent}", ScanOptions(), spool))


def from_scanner(path: Path, spool: Path) -> list[PageFile]:
    """Get it from a network scanner, which hands out what lies in its tray."""
    with VirtualScanner([[path]]) as scanner:
        options = ScanOptions(Source.FEEDER, dpi=300)
        return list(EsclDriver().scan(f"escl:{scanner.url}", options, spool))


@pytest.mark.parametrize("packed", ["raw", "tiff_lzw", "tiff_deflate", "jpeg", "group4"])
@pytest.mark.parametrize("height", [HIGH, 2 * HIGH, HIGH // 2])
@pytest.mark.parametrize("strips", ["one", "many"])
def test_a_tiff_that_lies_about_its_height(
    packed: str, height: int, strips: str, tmp_path: Path
) -> None:
    """Rows that are not there are never made up; with rows left over it is marked or refused."""
    page = drawn(tmp_path).convert("1" if packed == "group4" else "RGB")
    rows = {278: HIGH} if strips == "one" else {278: 64}
    data = bytearray(saved(page, "TIFF", compression=packed, tiffinfo=rows))
    entries = int.from_bytes(data[4:8], "little")
    for entry in range(int.from_bytes(data[entries : entries + 2], "little")):
        at = entries + 2 + 12 * entry
        if int.from_bytes(data[at : at + 2], "little") == 257:
            data[at + 2 : at + 12] = struct.pack("<HII", 4, 1, height)
    (tmp_path / "page.tif").write_bytes(data)

    left_over = height < HIGH and strips == "many"
    if height > HIGH or (left_over and packed == "raw"):
        with pytest.raises(PictureTruncated):
            from_file(tmp_path / "page.tif", tmp_path / "spool")
        return
    (taken,) = from_file(tmp_path / "page.tif", tmp_path / "spool")
    assert (taken.height, DAMAGED in taken.warnings) == (height, left_over)


@pytest.mark.parametrize("way", [from_file, from_folder, from_scanner])
@pytest.mark.parametrize("lie", LIES, ids=[lie.name for lie in LIES])
def test_no_lie_is_passed_off_as_a_whole_page(
    lie: Lie, way: Way, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused with nothing left in the spool, or a page that can be shown, marked where need be."""
    monkeypatch.setattr("scanners.folder_driver._BROKEN_OFF_S", 1.5)
    (tmp_path / "tray").mkdir()
    path, spool = tmp_path / "tray" / lie.name, tmp_path / "spool"
    path.write_bytes(lie.make(drawn(tmp_path)))

    if lie.size is None:
        with pytest.raises(
            (PictureTruncated, PictureTooLarge, PageTruncated, DeviceFault)
        ) as refused:
            way(path, spool)
        huge = isinstance(refused.value, PictureTooLarge | DeviceFault)
        assert huge == lie.name.startswith("huge")
        assert not spool.exists() or list(spool.iterdir()) == []
        return
    (page,) = way(path, spool)

    assert (page.width, page.height) == lie.size
    marks = {mark for mark in page.warnings if mark in (DAMAGED, "animated")}
    assert marks == set(lie.says)
    assert sorted(each.name for each in spool.iterdir()) == files_of([page])
    with page.path.open("rb") as file:
        picture = open_page_picture(file)
    assert picture.size == lie.size
    assert picture.mode in ("1", "L", "RGB")
    assert picture.getexif().get(ORIENTATION, 1) == 1
    if lie.says:
        return
    expected = drawn(tmp_path)
    if lie.name.startswith("turned"):
        expected = expected.transpose(Image.Transpose.ROTATE_270)
    if lie.size != (1, 1):
        shown = np.asarray(picture.convert("L"), np.int16)
        assert np.abs(shown - np.asarray(expected.convert("L"), np.int16)).mean() < 4


def test_a_png_whose_checksum_fails_is_never_whole(tmp_path: Path) -> None:
    """One byte of its data is another one: marked, where a decoder makes anything of it at all."""
    data = encode_png(np.asarray(drawn(tmp_path)), 300, rgb=True)
    at = data.index(b"IDAT") - 4
    (length,) = struct.unpack_from(">I", data, at)
    checksum = at + 8 + length
    path = tmp_path / "page.png"
    path.write_bytes(data[:checksum] + bytes(4) + data[checksum + 4 :])

    (page,) = read_picture_files(path, tmp_path / "spool")

    assert DAMAGED in page.warnings


@pytest.mark.parametrize(("missing", "surplus"), [(0, 0), (1, -1)])
def test_an_interlaced_png_has_its_rows_in_seven_passes(missing: int, surplus: int) -> None:
    """Five by three grey pixels; then one byte less."""
    passes = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2))
    pixels = np.arange(15, dtype=np.uint8).reshape(3, 5)
    rows = b""
    for left, top, across, down in (*passes, (0, 1, 1, 2)):
        for row in pixels[top::down, left::across]:
            rows += b"\0" + bytes(row) if len(row) else b""
    head = struct.pack(">IIBBBBB", 5, 3, 8, 0, 0, 0, 1)
    packed = zlib.compress(rows[: len(rows) - missing])
    data = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )

    if not missing:
        with Image.open(io.BytesIO(data)) as picture:
            assert np.array_equal(np.asarray(picture), pixels)
    assert png_rows(data) == PngRows(surplus, sound=True)

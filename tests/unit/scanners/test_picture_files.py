"""Files given instead of paper."""

import shutil
import struct
import subprocess
import sys
import zlib
from functools import cache
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image, ImageCms

from scanners.errors import (
    NotAPicture,
    PdfLocked,
    PictureError,
    PictureTooLarge,
    PictureTruncated,
    SpoolFull,
)
from scanners.picture_files import LIMIT_PIXELS, read_picture_files
from scanners.png import encode_png
from scanners.values import PageFile
from tests.scanner_fixtures import draw_page, files_of, read_pixels

ORIENTATION = 0x0112


def pages_of(path: Path, tmp_path: Path) -> list[PageFile]:
    """Read a file into a spool beside it."""
    return list(read_picture_files(path, tmp_path / "spool"))


def picture(tmp_path: Path, size: tuple[int, int] = (310, 438)) -> Image.Image:
    """Draw a small page."""
    with Image.open(draw_page(tmp_path / "drawn.png", 1, size)) as drawn:
        drawn.load()
        return drawn


@pytest.mark.parametrize("suffix", [".png", ".jpg"])
def test_png_and_jpeg_are_kept_byte_for_byte(tmp_path: Path, suffix: str) -> None:
    """A picture that needs no change is not changed."""
    path = tmp_path / f"page{suffix}"
    picture(tmp_path).save(path, dpi=(300, 300))
    (page,) = pages_of(path, tmp_path)

    assert path.read_bytes() == page.path.read_bytes()
    assert (page.width, page.height, page.dpi, page.warnings) == (310, 438, 300, ())


def test_the_first_bytes_decide_and_not_the_name(tmp_path: Path) -> None:
    """A PNG called .jpg is a PNG."""
    path = tmp_path / "page.jpg"
    picture(tmp_path).save(path, format="PNG", dpi=(300, 300))
    (page,) = pages_of(path, tmp_path)

    assert page.path.suffix == ".png"


def test_a_silent_resolution_is_assumed_with_a_warning(tmp_path: Path) -> None:
    """Without metadata a page counts as 300 dpi, and says that nobody knows."""
    path = tmp_path / "page.jpg"
    picture(tmp_path).save(path)
    (page,) = pages_of(path, tmp_path)

    assert (page.dpi, page.warnings) == (300, ("dpi-unknown",))


def test_a_low_resolution_is_warned_of(tmp_path: Path) -> None:
    """Below 200 dpi the page says that it is below the rule."""
    path = tmp_path / "page.png"
    picture(tmp_path).save(path, dpi=(150, 150))
    (page,) = pages_of(path, tmp_path)

    assert (page.dpi, page.warnings) == (150, ("dpi-below-rule",))


@pytest.mark.parametrize("suffix", [".png", ".jpg"])
def test_a_page_on_its_side_is_turned(tmp_path: Path, suffix: str) -> None:
    """A camera's note about rotation becomes pixels, without loss."""
    path = tmp_path / f"page{suffix}"
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # the top of the page is on the right
    picture(tmp_path).save(path, dpi=(300, 300), exif=exif)
    (page,) = pages_of(path, tmp_path)

    assert (page.path.suffix, page.width, page.height) == (".png", 438, 310)
    assert np.array_equal(np.rot90(read_pixels(path), -1), read_pixels(page.path)) or (
        suffix == ".jpg"  # OpenCV turns a JPEG by itself
        and np.array_equal(read_pixels(page.path).shape, (310, 438, 3))
    )


def test_transparency_lies_on_white(tmp_path: Path) -> None:
    """Where a picture is see-through, the page is paper."""
    path = tmp_path / "page.png"
    Image.new("RGBA", (20, 10), (255, 0, 0, 0)).save(path, dpi=(300, 300))
    (page,) = pages_of(path, tmp_path)

    assert (read_pixels(page.path) == 255).all()


def test_sixteen_bits_are_scaled(tmp_path: Path) -> None:
    """Gray in sixteen bits keeps its look in eight."""
    path = tmp_path / "page.png"
    Image.fromarray(np.full((10, 20), 0x8000, np.uint16)).save(path, dpi=(300, 300))
    (page,) = pages_of(path, tmp_path)

    assert (read_pixels(page.path) == 0x80).all()


def test_a_moving_picture_gives_its_first(tmp_path: Path) -> None:
    """An animated PNG becomes one still page, and says so."""
    first = picture(tmp_path)
    path = tmp_path / "page.png"
    first.save(path, save_all=True, append_images=[first.rotate(180)], dpi=(300, 300))
    (page,) = pages_of(path, tmp_path)

    assert "animated" in page.warnings
    assert (read_pixels(page.path)[:, :, ::-1] == np.asarray(first)).all()
    with Image.open(page.path) as kept:
        assert getattr(kept, "n_frames", 1) == 1


def test_printers_colours_become_light(tmp_path: Path) -> None:
    """A CMYK JPEG becomes RGB: white paper stays white."""
    path = tmp_path / "page.jpg"
    Image.new("CMYK", (40, 30), (0, 0, 0, 0)).save(path, dpi=(300, 300))
    (page,) = pages_of(path, tmp_path)

    assert (page.path.suffix, read_pixels(page.path).shape) == (".png", (30, 40, 3))
    assert (read_pixels(page.path) == 255).all()


@pytest.mark.parametrize("mode", ["1", "L", "RGB"])
def test_a_single_pixel_is_a_picture(tmp_path: Path, mode: str) -> None:
    """The smallest page there can be goes through like any other."""
    path = tmp_path / "page.png"
    Image.new(mode, (1, 1), "white").save(path, dpi=(300, 300))
    (page,) = pages_of(path, tmp_path)

    assert (page.width, page.height) == (1, 1)


def test_a_tiff_gives_all_its_pages(tmp_path: Path) -> None:
    """Each page of a TIFF is a page, in order, with its pixels; bits stay bits."""
    first = picture(tmp_path)
    second = picture(tmp_path, (438, 310)).convert("1")
    path = tmp_path / "pages.tif"
    first.save(path, save_all=True, append_images=[second], dpi=(300, 300))
    pages = pages_of(path, tmp_path)

    assert [(p.width, p.height, p.dpi) for p in pages] == [(310, 438, 300), (438, 310, 300)]
    assert np.array_equal(np.asarray(first)[:, :, ::-1], read_pixels(pages[0].path))
    with Image.open(pages[1].path) as bits:
        assert bits.mode == "1"
        assert np.array_equal(np.asarray(second), np.asarray(bits))


@cache
def srgb() -> bytes:
    """An ICC profile of RGB; made once, because the second in which it was made stands in it."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize("suffix", [".tif", ".png", ".jpg"])
def test_a_device_profile_stays_with_its_colours(tmp_path: Path, suffix: str) -> None:
    """What the device says of its colours goes along, whatever the file is made into."""
    path = tmp_path / f"page{suffix}"
    picture(tmp_path).save(path, dpi=(300, 300), icc_profile=srgb())
    (page,) = pages_of(path, tmp_path)

    with Image.open(page.path) as kept:
        assert kept.info["icc_profile"] == srgb()
        assert "srgb" not in kept.info


def test_colours_without_a_profile_are_said_to_be_srgb(tmp_path: Path) -> None:
    """Nobody has to guess what the colours and greys of a page mean; bits have none."""
    for mode, said in (("RGB", True), ("L", True), ("1", False)):
        path = tmp_path / f"{mode}.tif"
        picture(tmp_path).convert(mode).save(path, dpi=(300, 300))
        (page,) = pages_of(path, tmp_path)
        with Image.open(page.path) as kept:
            assert ("srgb" in kept.info) == said


def test_another_colour_space_s_profile_is_dropped(tmp_path: Path) -> None:
    """A grey page does not bear a profile of RGB, which would make it invalid."""
    path = tmp_path / "page.tif"
    picture(tmp_path).convert("L").save(path, dpi=(300, 300), icc_profile=srgb())
    (page,) = pages_of(path, tmp_path)

    with Image.open(page.path) as kept:
        assert "icc_profile" not in kept.info


def test_a_broken_printer_s_profile_is_passed_over(tmp_path: Path) -> None:
    """CMYK whose profile is none still becomes a page, in sRGB."""
    path = tmp_path / "page.tif"
    Image.new("CMYK", (40, 30), (0, 0, 0, 0)).save(path, dpi=(300, 300), icc_profile=b"x" * 200)
    (page,) = pages_of(path, tmp_path)

    with Image.open(page.path) as kept:
        assert (kept.mode, kept.getpixel((1, 1))) == ("RGB", (255, 255, 255))
        assert "icc_profile" not in kept.info


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_fax_is_not_squeezed(tmp_path: Path, orientation: int) -> None:
    """Lines half as close as dots: the page has its physical size, right to half a per cent."""
    path = tmp_path / "fax.tif"
    dots = Image.new("1", (1728, 1143), "white")  # 8.47 × 11.66 inches
    dots.save(path, dpi=(204, 98), tiffinfo={ORIENTATION: orientation})
    (page,) = pages_of(path, tmp_path)

    assert page.dpi == 204
    size = (page.width, page.height) if orientation == 1 else (page.height, page.width)
    for pixels, inches in zip(size, (1728 / 204, 1143 / 98), strict=True):
        assert abs(pixels / page.dpi / inches - 1) < 0.005


@pytest.mark.parametrize("dpi", [200, 300, 600])
@pytest.mark.parametrize("suffix", [".tif", ".png", ".jpg", ".pdf"])
def test_physical_size_stays(tmp_path: Path, suffix: str, dpi: int) -> None:
    """A sheet of 90 × 60 mm stays one, right to half a per cent, in what is written of the file."""
    path = tmp_path / f"sheet{suffix}"
    across, down = (round(length / 25.4 * dpi) for length in (90, 60))
    Image.new("RGB", (across, down), "white").save(path, dpi=(dpi, dpi), resolution=dpi)
    (page,) = pages_of(path, tmp_path)

    with Image.open(page.path) as kept:
        for pixels, said, length in zip(kept.size, kept.info["dpi"], (90, 60), strict=True):
            assert abs(pixels / said * 25.4 / length - 1) < 0.005
            assert abs(pixels / page.dpi * 25.4 / length - 1) < 0.005


def test_a_turned_tiff_page_is_turned(tmp_path: Path) -> None:
    """A TIFF's own orientation is followed."""
    path = tmp_path / "page.tif"
    picture(tmp_path).save(path, dpi=(300, 300), tiffinfo={ORIENTATION: 6})
    (page,) = pages_of(path, tmp_path)

    assert (page.width, page.height) == (438, 310)


def test_a_pdf_is_rendered_at_300_dpi(tmp_path: Path) -> None:
    """Each page of a PDF has the size of its paper at 300 dpi."""
    path = tmp_path / "pages.pdf"
    drawn = picture(tmp_path, (1240, 1754))
    drawn.save(path, save_all=True, append_images=[drawn.rotate(90, expand=True)], resolution=150)
    pages = pages_of(path, tmp_path)

    assert [(p.width, p.height, p.dpi) for p in pages] == [(2480, 3508, 300), (3508, 2480, 300)]
    assert read_pixels(pages[0].path).mean() == pytest.approx(np.asarray(drawn).mean(), abs=1)


def test_a_locked_pdf_says_so(tmp_path: Path) -> None:
    """A password is never guessed."""
    path = tmp_path / "locked.pdf"
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(path, encryption=pikepdf.Encryption(owner="owner", user="user"))
    with pytest.raises(PdfLocked):
        pages_of(path, tmp_path)


def test_a_huge_pdf_page_is_refused(tmp_path: Path) -> None:
    """A page of four metres is refused before anything is drawn."""
    path = tmp_path / "huge.pdf"
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(14000, 14000))
        document.save(path)
    with pytest.raises(PictureTooLarge) as huge:
        pages_of(path, tmp_path)

    assert huge.value.facts["limit_pixels"] == LIMIT_PIXELS


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow's, on top of its error
@pytest.mark.parametrize("name", ["page.png", "page.jpg", "pages.tif", "pages.pdf"])
@pytest.mark.parametrize("kept", [0.01, 0.5, 0.9])
def test_a_file_that_breaks_off_is_truncated(tmp_path: Path, name: str, kept: float) -> None:
    """However early it breaks off, no half page is taken."""
    path = tmp_path / name
    drawn = picture(tmp_path)
    if path.suffix == ".tif":
        drawn.save(path, compression="tiff_lzw")
    else:
        drawn.save(path)
    data = path.read_bytes()
    path.write_bytes(data[: max(int(len(data) * kept), 12)])
    if path.suffix == ".pdf" and kept == 0.9:
        pytest.skip("PDFium mends a PDF that lacks only its table")
    with pytest.raises(PictureTruncated) as broken:
        pages_of(path, tmp_path)

    assert name == broken.value.facts["file"]


@pytest.mark.parametrize("content", [b"", b"hello", b"\x00" * 5000, "Giấy".encode(), b"GIF89a"])
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    """Text, nothing, zeros and formats that nobody scans to."""
    path = tmp_path / "page.png"
    path.write_bytes(content)
    with pytest.raises(NotAPicture) as refused:
        pages_of(path, tmp_path)

    assert refused.value.facts == {"file": "page.png"}


@pytest.mark.parametrize("name", ["huge.png", "huge.jpg", "huge.tif"])
def test_a_huge_picture_is_refused_before_decoding(tmp_path: Path, name: str) -> None:
    """40,000 by 40,000 pixels are refused by the header alone."""
    path = tmp_path / name
    small = picture(tmp_path, (16, 16))
    small.save(path)
    data = bytearray(path.read_bytes())
    if name.endswith("png"):
        path.write_bytes(huge_png(40_000))
    elif name.endswith("jpg"):
        at = data.index(b"\xff\xc0") + 5
        data[at : at + 4] = (40_000).to_bytes(2) * 2
        path.write_bytes(data)
    else:
        small.save(path, tiffinfo={})
        path.write_bytes(huge_tiff(path.read_bytes(), 40_000))
    with pytest.raises(PictureTooLarge) as huge:
        pages_of(path, tmp_path)

    assert (huge.value.facts["width"], huge.value.facts["height"]) == (40_000, 40_000)


def huge_png(side: int) -> bytes:
    """Return a real PNG of side by side pixels, all white, one bit each."""
    data = encode_png(np.full((1, side), 255, np.uint8), 300, bitonal=True)
    ihdr = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff" * (side // 8)) * side, 1)

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    return data[:8] + chunk(b"IHDR", ihdr) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def huge_tiff(data: bytes, side: int) -> bytes:
    """Return the TIFF with its width and height entries overwritten."""
    changed = bytearray(data)
    offset = int.from_bytes(data[4:8], "little")
    for index in range(int.from_bytes(data[offset : offset + 2], "little")):
        at = offset + 2 + 12 * index
        if int.from_bytes(data[at : at + 2], "little") in (256, 257):
            changed[at + 2 : at + 12] = b"\x04\0\x01\0\0\0" + side.to_bytes(4, "little")
    return bytes(changed)


def test_no_error_tells_a_folder(tmp_path: Path) -> None:
    """Facts name the file without its folder."""
    path = tmp_path / "page.png"
    path.write_bytes(b"hello")
    with pytest.raises(PictureError) as error:
        pages_of(path, tmp_path)

    assert str(tmp_path) not in repr(error.value.facts)


@pytest.mark.skipif(sys.platform != "linux", reason="a small tmpfs is mounted")
def test_a_full_disk_keeps_the_pages_before(tmp_path: Path) -> None:
    """When the spool has no room for the second page, the first stays whole and alone."""
    if shutil.which("mount") is None:
        pytest.skip("no mount here")
    spool = tmp_path / "small"
    spool.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(spool)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting a tmpfs is not allowed here")
    try:
        noise = np.random.default_rng(1).integers(0, 255, (120, 120, 3), np.uint8)
        path = tmp_path / "pages.tif"
        page = Image.fromarray(noise)
        page.save(path, save_all=True, append_images=[page])
        pages = read_picture_files(path, spool)
        first = next(pages)
        with pytest.raises(SpoolFull) as full:
            next(pages)
        assert full.value.code == "disk-full"
        assert files_of([first]) == sorted(path.name for path in spool.iterdir())
        assert np.array_equal(noise[:, :, ::-1], read_pixels(first.path))
    finally:
        subprocess.run(["umount", str(spool)], check=True)

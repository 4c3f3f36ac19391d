"""Page files as pixels."""

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scanners.errors import NotAPicture, PictureTooLarge, PictureTruncated
from station.recognition.picture import open_picture


def huge_png(path: Path, side: int) -> Path:
    """A PNG whose head says side × side, and that has nothing to show for it."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    )
    return path


def test_a_picture_of_400_megapixels_is_refused_by_its_head(tmp_path: Path) -> None:
    """Nothing is decoded: the file has not a single pixel to decode."""
    with pytest.raises(PictureTooLarge) as refused:
        open_picture(huge_png(tmp_path / "huge.png", 20_000))

    assert refused.value.facts["width"] == 20_000


def test_a_picture_that_breaks_off_is_refused(tmp_path: Path) -> None:
    """Half a JPEG is no page."""
    whole = tmp_path / "whole.jpg"
    Image.effect_noise((600, 600), 40).save(whole)
    half = tmp_path / "half.jpg"
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])

    with pytest.raises(PictureTruncated):
        open_picture(half)


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7\n", b"BM" + bytes(60)])
def test_what_is_no_page_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    """Neither an empty file, nor text, a PDF or another kind of picture is taken."""
    path = tmp_path / "page.jpg"
    path.write_bytes(content)

    with pytest.raises(NotAPicture):
        open_picture(path)


@pytest.mark.parametrize(
    ("picture", "grey"),
    [
        (Image.new("1", (5, 4), 1), 255),
        (Image.new("L", (5, 4), 200), 200),
        (Image.fromarray(np.full((4, 5), 200 * 257, np.uint16)), 200),
        (Image.new("RGB", (5, 4), (200, 200, 200)), 200),
        (Image.new("RGB", (5, 4), (200, 200, 200)).quantize(2), 200),
    ],
    ids=["bitonal", "grey", "deep", "colour", "palette"],
)
def test_every_depth_becomes_rgb(tmp_path: Path, picture: Image.Image, grey: int) -> None:
    """One bit, eight, sixteen, colour and a palette arrive as three bytes a pixel."""
    picture.save(tmp_path / "page.png")

    pixels = open_picture(tmp_path / "page.png")

    assert (pixels.shape, pixels.dtype.name) == ((4, 5, 3), "uint8")
    assert {grey} == set(pixels.ravel().tolist())


def test_transparent_places_are_paper(tmp_path: Path) -> None:
    """What shows nothing is white."""
    path = tmp_path / "page.png"
    Image.new("RGBA", (5, 4), (0, 0, 0, 0)).save(path)

    assert open_picture(path).min() == 255

"""Files given instead of paper: JPEG, PNG, TIFF and PDF become page files like scanned ones.

What a file holds is told by its first bytes, never by its name. JPEG and PNG that need no change
are kept byte for byte; all else becomes PNG. Pillow's own openers are used below `Image.open`,
because its guard against huge pictures only warns; the limit here is checked before decoding.
"""

import io
import math
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import numpy as np
import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # the same
from cv2.typing import MatLike
from PIL import Image, ImageOps
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile

from scanners.density import with_density
from scanners.errors import NotAPicture, PdfLocked, PictureTooLarge, PictureTruncated
from scanners.jpeg_damage import DAMAGED, damage_of, unless_damaged
from scanners.page_evidence import BAND, Evidence, EvidenceCollector, evidence_of
from scanners.plain_pictures import plain, profile_of
from scanners.png import encode_png
from scanners.png_rows import png_rows
from scanners.spool import Spool
from scanners.tiff_strips import surplus_strips
from scanners.values import PageFile

LIMIT_PIXELS = 150_000_000  # A4 at 1200 dpi, with a margin
ASSUMED_DPI = 300
PDF_DPI = 300

# A hair less than 300/72: sizes of PDF pages are 32-bit floats, and PDFium would round A4 up to
# one pixel more than it has.
_PDF_SCALE = PDF_DPI / 72 * (1 - 1e-6)
_BELIEVABLE_DPI = range(30, 4801)
_ORIENTATION = 0x0112  # Exif and TIFF 6.0
_ON_ITS_SIDE = 5
_SQUARE, _FAX = 1.005, 2.2  # ratios of both resolutions: as good as one, and the most of a fax
_HEAD_BYTES = 1024  # a PDF may start a little later than its file does
_KEPT_MODES = {".jpg": {"L", "RGB"}, ".png": {"1", "L", "P", "RGB"}}
# What Pillow's decoders raise on damaged data, as its documentation of image plug-ins has it.
DAMAGE = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, struct.error)

PDFIUM = threading.Lock()
"""PDFium must not be entered by two threads: whoever calls it holds this."""


@dataclass(frozen=True, slots=True)
class HeldPicture:
    """A picture or PDF that lies in no file, or in none that is in clear."""

    name: str
    data: bytes = field(repr=False)

    def open(self, mode: str = "rb") -> io.BytesIO:
        """As a path is opened."""
        return io.BytesIO(self.data)

    def read_bytes(self) -> bytes:
        """As a path is read."""
        return self.data


Given = Path | HeldPicture


def read_picture_files(path: Given, spool: Path) -> Iterator[PageFile]:
    """Yield the pages of one file, each once it is durable in `spool`.

    The resolution comes from the file; where it says none, 300 dpi is assumed with the warning
    `dpi-unknown`. PDF pages are rendered at 300 dpi. A picture that says it lies on its side is
    turned.

    Raises:
        NotAPicture: neither of the four formats.
        PictureTruncated: begins as one of them and does not go on as one. Fact page: from 1.
        PictureTooLarge: a page of more than 150 million pixels.
        PdfLocked: the PDF asks for a password.
        SpoolFull: no room for a page.
        OSError: the file itself cannot be read.
    """
    yield from pages_of(path, Spool(spool))


def pages_of(path: Given, spool: Spool) -> Iterator[PageFile]:
    """Yield the pages of one file into a spool already open; see `read_picture_files`."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if (kind := _kind_of(head)) is not None:
        yield _keep_single(path, *kind, spool)
    elif head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        yield from _tiff_pages(path, spool)
    elif b"%PDF-" in head:
        yield from _pdf_pages(path, spool)
    else:
        raise NotAPicture(file=path.name)


def keep_picture(given: Given, spool: Spool, dpi: int) -> PageFile:
    """Keep a JPEG or PNG that a device made, as it came where it needs no change.

    dpi: as captured, which is written in whatever the file says.

    Raises:
        NotAPicture: neither of the two formats.
        PictureTruncated, PictureTooLarge, SpoolFull: as `read_picture_files`.
    """
    with given.open("rb") as file:
        kind = _kind_of(file.read(_HEAD_BYTES))
    if kind is None:
        raise NotAPicture(file=given.name)
    return _keep_single(given, *kind, spool, dpi)


def _kind_of(head: bytes) -> tuple[type[ImageFile], str] | None:
    if head.startswith(b"\xff\xd8\xff"):
        return JpegImageFile, ".jpg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PngImageFile, ".png"
    return None


def _keep_single(
    path: Given, opener: type[ImageFile], suffix: str, spool: Spool, dpi_known: int | None = None
) -> PageFile:
    try:
        with path.open("rb") as file, opener(file) as picture:
            _check_size(path, *picture.size)
            dpi, warnings = _resolution(picture) if dpi_known is None else (dpi_known, ())
            picture.load()
            turned = picture.getexif().get(_ORIENTATION, 1) != 1
            moves = getattr(picture, "n_frames", 1) > 1
            if moves:  # its first picture is the page: a paper does not move
                warnings += ("animated",)
            as_it_is = (
                not (turned or moves)
                and picture.mode in _KEPT_MODES[suffix]
                and "transparency" not in picture.info
            )
            page = None if as_it_is else plain(ImageOps.exif_transpose(picture))
            size = picture.size
            evidence = picture_evidence(plain(picture), dpi) if as_it_is else None
    except DAMAGE as error:
        raise PictureTruncated(file=path.name, page=1) from error
    data = path.read_bytes()
    warnings += damage_of(data) if suffix == ".jpg" else _damage_of_png(path, data)
    if page is not None:
        return _keep_png(page, dpi, warnings, spool)
    thumbnail = b""
    if evidence is not None:
        warnings += unless_damaged(warnings, evidence.warnings)
        thumbnail = evidence.thumbnail
    if dpi_known is not None:
        data = with_density(data, dpi_known)
    return spool.keep(data, suffix, size=size, dpi=dpi, warnings=warnings, thumbnail=thumbnail)


def _damage_of_png(path: Given, data: bytes) -> tuple[str, ...]:
    """The warning for a PNG whose data is not what it was written as.

    Raises:
        PictureTruncated: rows are missing, which a decoder would make up.
    """
    rows = png_rows(data)
    if rows.sound and rows.surplus < 0:
        raise PictureTruncated(file=path.name, page=1)
    return () if rows.sound and rows.surplus == 0 else (DAMAGED,)


def _tiff_pages(path: Given, spool: Spool) -> Iterator[PageFile]:
    with path.open("rb") as file:
        number = 0
        while True:
            number += 1
            try:
                if number == 1:
                    picture = TiffImageFile(file)
                elif number > picture.n_frames:
                    return
                else:
                    picture.seek(number - 1)
                _check_size(path, *picture.size)
                dpi, warnings = _resolution(picture)
                axes = _as_it_lies(picture)
                surplus = surplus_strips(picture)
                if surplus < 0:
                    raise EOFError
                warnings += (DAMAGED,) if surplus else ()
                picture.load()  # which also turns a page that lies on its side
                page, dpi = _square(path, plain(picture), axes, dpi)
            except DAMAGE as error:
                raise PictureTruncated(file=path.name, page=number) from error
            except Image.DecompressionBombError as error:  # Pillow's own limit, at a later page
                raise _too_large(path, *picture.size) from error
            yield _keep_png(page, dpi, warnings, spool)


def _pdf_pages(path: Given, spool: Spool) -> Iterator[PageFile]:
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(path if isinstance(path, Path) else path.data)
        except pypdfium2.PdfiumError as error:
            if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
                raise PdfLocked(file=path.name) from error
            raise PictureTruncated(file=path.name, page=0) from error
    try:
        with PDFIUM:
            document.init_forms()  # what was typed into a form belongs to the page
            count = len(document)
        if count == 0:
            raise PictureTruncated(file=path.name, page=0)
        for index in range(count):
            pixels = _render(path, document, index)
            height, width = pixels.shape[:2]
            evidence = evidence_of(pixels, PDF_DPI)
            yield spool.keep(
                encode_png(pixels, PDF_DPI, rgb=True),
                ".png",
                size=(width, height),
                dpi=PDF_DPI,
                warnings=evidence.warnings,
                thumbnail=evidence.thumbnail,
            )
    finally:
        with PDFIUM:
            document.close()


def _render(path: Given, document: pypdfium2.PdfDocument, index: int) -> MatLike:
    with PDFIUM:
        try:
            page = document[index]
        except pypdfium2.PdfiumError as error:
            raise PictureTruncated(file=path.name, page=index + 1) from error
        try:
            width, height = page.get_size()
            _check_size(path, math.ceil(width * _PDF_SCALE), math.ceil(height * _PDF_SCALE))
            bitmap = page.render(scale=_PDF_SCALE, rev_byteorder=True)
            try:
                return np.array(bitmap.to_numpy())  # a copy: the bitmap's memory goes with it
            finally:
                bitmap.close()
        finally:
            page.close()


def _check_size(path: Given, width: int, height: int) -> None:
    if width * height > LIMIT_PIXELS:
        raise _too_large(path, width, height)


def _too_large(path: Given, width: int, height: int) -> PictureTooLarge:
    return PictureTooLarge(file=path.name, width=width, height=height, limit_pixels=LIMIT_PIXELS)


def _resolution(picture: ImageFile) -> tuple[int, tuple[str, ...]]:
    """Return dpi and warnings; the smaller of two when the axes differ."""
    dpi = round(min(_axes(picture)))
    return (dpi, ()) if dpi in _BELIEVABLE_DPI else (ASSUMED_DPI, ("dpi-unknown",))


def _axes(picture: ImageFile) -> tuple[float, float]:
    """The resolution across and down in dpi; 0 where the file says none."""
    across, down = picture.info.get("dpi", (0, 0))
    if not (math.isfinite(across) and math.isfinite(down)):
        return 0.0, 0.0
    return float(across), float(down)


def _as_it_lies(picture: ImageFile) -> tuple[float, float]:
    """The axes of a TIFF page once it is turned; before it is."""
    across, down = _axes(picture)
    return (
        (down, across) if picture.getexif().get(_ORIENTATION, 1) >= _ON_ITS_SIDE else (across, down)
    )


def _square(
    path: Given, page: Image.Image, axes: tuple[float, float], dpi: int
) -> tuple[Image.Image, int]:
    """The page with square pixels, and its dpi then.

    Fax machines write lines half as close as dots: read as it is, a page would be squeezed.
    """
    finer, coarser = max(axes), min(axes)
    if not (coarser >= _BELIEVABLE_DPI.start and _SQUARE < finer / coarser <= _FAX):
        return page, dpi
    width, height = (
        round(length * finer / axis) for length, axis in zip(page.size, axes, strict=True)
    )
    _check_size(path, width, height)
    way = Image.Resampling.NEAREST if page.mode == "1" else Image.Resampling.BICUBIC
    squared = page.resize((width, height), way)
    squared.info = page.info
    return squared, round(finer)


def open_page_picture(file: IO[bytes]) -> Image.Image:
    """Return the picture of a page file, JPEG or PNG, loaded, as bits, gray or RGB.

    Its resolution, when it has one, is in `info`, its colour profile in `info["icc_profile"]`.
    The size is not limited here: a page file was checked when it was kept.
    """
    picture = _page_opener(file)(file)
    picture.load()
    return plain(picture)


def page_size(file: IO[bytes]) -> tuple[int, int, int]:
    """Return width, height and dpi of a page file without decoding it."""
    picture = _page_opener(file)(file)
    dpi, _ = _resolution(picture)
    return picture.width, picture.height, dpi


def encode_picture(picture: Image.Image, dpi: int) -> bytes:
    """Return a picture of bits, gray or RGB as PNG, with its colour profile when it has one."""
    bitonal = picture.mode == "1"
    pixels = np.asarray(picture.convert("L") if bitonal else picture)
    return encode_png(pixels, dpi, rgb=True, bitonal=bitonal, profile=profile_of(picture))


def picture_evidence(page: Image.Image, dpi: int) -> Evidence:
    """Look at a picture of bits, gray or RGB."""
    bitonal = page.mode == "1"
    collector = EvidenceCollector(dpi, bitonal=bitonal)
    for top in range(0, page.height, BAND):  # never all of its pixels a second time
        band = page.crop((0, top, page.width, min(top + BAND, page.height)))
        collector.add(np.asarray(band.convert("L") if bitonal else band))
    return collector.finish()


def _page_opener(file: IO[bytes]) -> type[ImageFile]:
    head = file.read(2)
    file.seek(0)
    return JpegImageFile if head == b"\xff\xd8" else PngImageFile


def _keep_png(page: Image.Image, dpi: int, warnings: tuple[str, ...], spool: Spool) -> PageFile:
    evidence = picture_evidence(page, dpi)
    return spool.keep(
        encode_picture(page, dpi),
        ".png",
        size=page.size,
        dpi=dpi,
        warnings=warnings + unless_damaged(warnings, evidence.warnings),
        thumbnail=evidence.thumbnail,
    )

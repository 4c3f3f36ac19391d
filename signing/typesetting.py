"""One Typst compilation: a template, its values and its pictures in, a PDF/A file out."""

import json
import sys
import tempfile
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal

import typst

from signing.errors import CopyRefused
from signing.values import PdfA

TEMPLATES = Path(__file__).parent / "templates"

_STANDARDS: Mapping[PdfA, Literal["a-1b", "a-2b"]] = {PdfA.A_1B: "a-1b", PdfA.A_2B: "a-2b"}

# Tinos and Liberation Serif have the metrics of Times New Roman, which NĐ 30/2020 asks for.
_FACES = (
    ("Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf", "Tinos-BoldItalic.ttf"),
    ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"),
    (
        "LiberationSerif-Regular.ttf",
        "LiberationSerif-Bold.ttf",
        "LiberationSerif-Italic.ttf",
        "LiberationSerif-BoldItalic.ttf",
    ),
)
# What all these faces draw: Latin with every Vietnamese letter, its punctuation and signs.
_DRAWABLE = (
    (0x0020, 0x007E),
    (0x00A0, 0x017F),
    (0x01A0, 0x01A1),
    (0x01AF, 0x01B0),
    (0x1EA0, 0x1EF9),
    (0x2013, 0x2014),
    (0x2018, 0x201A),
    (0x201C, 0x201E),
    (0x2020, 0x2022),
    (0x2026, 0x2026),
    (0x20AB, 0x20AC),
)


def _font_folders() -> tuple[Path, ...]:
    if sys.platform == "win32":
        return (Path("C:/Windows/Fonts"), Path.home() / "AppData/Local/Microsoft/Windows/Fonts")
    return (
        Path("/usr/share/fonts/truetype/croscore"),
        Path("/usr/share/fonts/truetype/liberation"),
        Path("/usr/share/fonts/truetype/liberation2"),
        Path("/usr/local/share/fonts"),
        Path.home() / ".local/share/fonts",
    )


def find_fonts() -> tuple[Path, ...]:
    """Find the four faces of the first Times-like family that this machine has.

    Raises:
        CopyRefused: reason `fonts-missing`.
    """
    for faces in _FACES:
        for folder in _font_folders():
            files = tuple(folder / face for face in faces)
            if all(file.is_file() for file in files):
                return files
    raise CopyRefused(reason="fonts-missing")


def undrawable(text: str) -> str:
    """The letters of a text (compared in NFC) that the fonts cannot draw, in order."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFC", text)
        if not any(first <= ord(letter) <= last for first, last in _DRAWABLE)
    )


def drawable(text: str) -> str:
    """The text with the number of each letter that the fonts cannot draw, `[U+4E2D]`, in its place.

    For papers that must not fail because of one; what is signed refuses such a letter instead.
    """
    for letter in undrawable(text):
        text = unicodedata.normalize("NFC", text).replace(letter, f"[U+{ord(letter):04X}]")
    return text


def typeset(
    template: str | Path,
    values: Mapping[str, object],
    files: Mapping[str, bytes],
    fonts: tuple[Path, ...],
    at: datetime,
    pdfa: PdfA = PdfA.A_2B,
) -> bytes:
    """Compile a template to PDF/A.

    Args:
        template: file name in `templates/`, or the path of another one. It reads no other files
            than those given.
        values: what the template reads as JSON.
        files: pictures by the name under which the template asks for them.
        fonts: font files; no others are used.
        at: aware; the date written into the file, so that the same input gives the same bytes.
        pdfa: whose rules Typst enforces.

    Raises:
        CopyRefused: reason `typesetting-failed`: a text too long for its place, or a picture
            that cannot be embedded.
    """
    # Typst reads pictures from a folder only; this one is private to the user and short-lived.
    with tempfile.TemporaryDirectory(prefix="tramso-") as folder:
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        compiler = typst.Compiler(
            (TEMPLATES / template).read_bytes(),
            root=folder,
            font_paths=_load_fonts(fonts),
            ignore_system_fonts=True,
            sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
        )
        try:
            pdf = compiler.compile(
                format="pdf",
                pdf_standards=[_STANDARDS[pdfa]],
                timestamp=at.astimezone(UTC).replace(microsecond=0),
                pdf_tags=False,
            )
        except typst.TypstError as error:
            raise CopyRefused(reason="typesetting-failed") from error
    if not isinstance(pdf, bytes):
        raise CopyRefused(reason="typesetting-failed")
    return pdf


@lru_cache(maxsize=4)
def _load_fonts(fonts: tuple[Path, ...]) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in sorted({font.parent for font in fonts})],
    )

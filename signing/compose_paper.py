"""A scanned paper as a PDF/A of its own, with searchable words; nothing is said of it there."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from signing.bitonal import with_group4
from signing.compose import pictures_of, side_values
from signing.errors import CopyRefused
from signing.typesetting import drawable, typeset
from signing.values import PagePicture, PdfA

_TEMPLATE = "scanned_paper.typ"


def compose_paper(
    title: str,
    agency: str,
    pages: Sequence[PagePicture],
    fonts: tuple[Path, ...],
    at: datetime,
    pdfa: PdfA = PdfA.A_2B,
) -> bytes:
    """Typeset the sides, each a page of its physical size (TT 02/2019/TT-BNV).

    title, agency: written into the file as its title and author. at: aware; its date: the same
    pages and values give the same bytes.

    Raises:
        CopyRefused: reasons `no-pages`, `dpi-impossible`, `typesetting-failed`, and those of
            `picture_bytes`.
    """
    if not pages:
        raise CopyRefused(reason="no-pages")
    pictures = pictures_of(pages)
    values = {
        "title": drawable(title),
        "agency": drawable(agency),
        "transparency": pdfa is not PdfA.A_1B,
        "sides": [side_values(side, name) for side, (name, _) in zip(pages, pictures, strict=True)],
    }
    pdf = typeset(_TEMPLATE, values, dict(pictures), fonts, at, pdfa)
    bitonal = [content for name, content in pictures if name.endswith(".png")]
    return with_group4(pdf, bitonal) if bitonal else pdf

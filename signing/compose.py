"""The copy as it is signed: pictures of the original with searchable words, and the statement."""

import io
import os
import unicodedata
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta, timezone
from pathlib import Path

import segno

from signing.bitonal import with_group4
from signing.errors import CopyRefused
from signing.page_pictures import picture_bytes
from signing.typesetting import typeset, undrawable
from signing.values import SIGNATURE_LOOKS as SIGNATURE_LOOKS
from signing.values import CopyDraft, PagePicture, PdfA

VIETNAM = timezone(timedelta(hours=7))
"""Vietnam's time all year round: there is no summer time."""

_TEMPLATE = "certified_copy.2025-11-01.typ"


def compose_copy(draft: CopyDraft, fonts: tuple[Path, ...]) -> bytes:
    """Typeset the copy as PDF/A, ready to be signed.

    Each side of the original is one page at its physical size; the statement stands on an A4
    page of its own, the last one (docs/decisions/0003-statement-on-the-last-page.md).

    Args:
        draft: what the copy shows.
        fonts: font files, as `find_fonts` gives them.

    Returns:
        The PDF; the same draft, fonts and program version give the same bytes.

    Raises:
        CopyRefused: reasons `no-pages`, `dpi-impossible`, `time-without-zone`,
            `letter-missing` (fact letter: U+XXXX), `typesetting-failed`, and those of
            `picture_bytes`.
    """
    if not draft.pages:
        raise CopyRefused(reason="no-pages")
    statement = draft.statement
    if statement.certified_at.tzinfo is None:
        raise CopyRefused(reason="time-without-zone")
    _refuse_undrawable(draft)
    pictures = pictures_of(draft.pages)
    date = statement.certified_at.astimezone(VIETNAM)
    officer, agency = draft.looks
    values = {
        "title": _nfc(draft.title),
        "watermark": _nfc(draft.watermark),
        "training": draft.training,
        "transparency": draft.pdfa is not PdfA.A_1B,
        "code": draft.code,
        "lookup_url": draft.lookup_url,
        "number": f"{statement.number:02}",
        "book": _nfc(statement.book),
        # NĐ 30/2020, Phụ lục I: days below 10 and months 1 and 2 get a leading zero.
        "day": f"{date.day:02}",
        "month": f"{date.month:02}" if date.month < 3 else str(date.month),
        "year": str(date.year),
        "agency": _nfc(statement.agency),
        "signer_name": _nfc(statement.signer_name),
        "signer_title": [_nfc(line) for line in statement.signer_title],
        "officer_box": officer.box,
        "agency_box": agency.box,
        "sides": [
            side_values(side, name) for side, (name, _) in zip(draft.pages, pictures, strict=True)
        ],
    }
    files = dict(pictures) | {"lookup.svg": _qr(draft.lookup_url)}
    pdf = typeset(_TEMPLATE, values, files, fonts, statement.certified_at, draft.pdfa)
    bitonal = [content for name, content in pictures if name.endswith(".png")]
    return with_group4(pdf, bitonal) if bitonal else pdf


def pictures_of(pages: Sequence[PagePicture]) -> list[tuple[str, bytes]]:
    """Name and bytes of each side's picture, in their order; see `picture_bytes`."""
    # Pillow lets go of Python's lock while it works.
    with ThreadPoolExecutor(min(len(pages), os.cpu_count() or 1), "page-picture") as pool:
        return list(pool.map(picture_bytes, pages, range(1, len(pages) + 1)))


def side_values(side: PagePicture, name: str) -> dict[str, object]:
    """What a template reads of one side: its picture's name, its size in points, its words.

    Raises:
        CopyRefused: reason `dpi-impossible`.
    """
    if not 10 <= side.dpi <= 4800:
        raise CopyRefused(reason="dpi-impossible", dpi=side.dpi)
    points = 72 / side.dpi
    words = []
    for word in side.words:
        x, y, width, height = word.box
        # A reading may hold letters no font here has: the picture still shows them.
        text = _nfc(word.text).strip()
        unknown = undrawable(text)
        text = "".join(letter for letter in text if letter not in unknown)
        if text.strip("\u00a0\u00ad ") and width > 0 and height > 0:
            words.append(
                {
                    "text": text,
                    "x": x * points,
                    "y": y * points,
                    "width": width * points,
                    "height": height * points,
                }
            )
    return {
        "picture": name,
        "width": side.width * points,
        "height": side.height * points,
        "words": words,
    }


def _refuse_undrawable(draft: CopyDraft) -> None:
    """A name is printed whole or not at all: nobody's letters are dropped."""
    statement = draft.statement
    for text in (
        draft.title,
        draft.watermark,
        draft.code,
        draft.lookup_url,
        statement.book,
        statement.agency,
        statement.signer_name,
        *statement.signer_title,
    ):
        if unknown := undrawable(text):
            raise CopyRefused(reason="letter-missing", letter=f"U+{ord(unknown[0]):04X}")


def _qr(url: str) -> bytes:
    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="svg", border=2, xmldecl=False)
    return out.getvalue()


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)

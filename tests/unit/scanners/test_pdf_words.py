"""Words of a PDF's text layer, with where they stand."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from scanners.errors import PictureTruncated
from scanners.pdf_words import pdf_words
from signing.compose_paper import compose_paper
from signing.typesetting import find_fonts
from signing.values import PagePicture, PlacedWord
from tests.scanner_fixtures import draw_page


def test_words_of_a_copy_lie_where_they_are_seen(tmp_path: Path) -> None:
    """The text layer's words, in pixels of the page at 300 dpi."""
    picture = draw_page(tmp_path / "side.png", 3, (1654, 2339))
    words = (PlacedWord("Diện", (100, 200, 80, 40)), PlacedWord("tích:", (200, 200, 90, 40)))
    side = PagePicture(picture, 1654, 2339, 200, words)
    pdf = compose_paper("Giấy", "UBND", [side], find_fonts(), datetime(2026, 1, 1, tzinfo=UTC))
    ((first, second),) = pdf_words(pdf, "copy.pdf")
    assert (first.text, second.text) == ("Diện", "tích:")
    for seen, meant in zip(first.box, (150, 300, 120, 60), strict=True):
        assert abs(seen - meant) < 12


def test_what_is_no_pdf_is_named() -> None:
    """By its file."""
    with pytest.raises(PictureTruncated) as refused:
        list(pdf_words(b"%PDF-1.7 nothing", "copy.pdf"))
    assert refused.value.facts == {"file": "copy.pdf", "page": 0}

"""Codes on real page pictures."""

from pathlib import Path

import pytest
from PIL import Image, ImageOps

from station.demo.page_texts import CARD_QR
from station.demo.papers import DemoPapers
from station.recognition.card_qr import read_card_qr
from station.recognition.codes import find_codes


def test_the_card_on_a_scan_fills_in_its_owner(papers: DemoPapers) -> None:
    """The code is found among both sides of the card and says whose it is."""
    (code,) = find_codes(papers.card)

    assert (code.type, code.text) == ("QRCode", CARD_QR)
    assert read_card_qr(code.text).name == "Nguyễn Văn An"


def test_the_box_is_in_the_pictures_pixels(papers: DemoPapers) -> None:
    """The code alone, cut out by its box with a little margin, is still read."""
    (code,) = find_codes(papers.card)
    x, y, width, height = code.box
    cut = papers.card.with_name("cut.png")
    with Image.open(papers.card) as page:
        page.crop((x - 12, y - 12, x + width + 12, y + height + 12)).save(cut)

    (again,) = find_codes(cut)

    assert again.text == code.text


@pytest.mark.parametrize(("turn", "dpi"), [(90, 300), (180, 300), (7, 300), (0, 150), (0, 200)])
def test_the_card_is_read_however_it_lies(
    papers: DemoPapers, tmp_path: Path, turn: int, dpi: int
) -> None:
    """On its side, on its head, askew, or scanned more coarsely."""
    with Image.open(papers.card) as page:
        lying = page.rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
        size = (lying.width * dpi // 300, lying.height * dpi // 300)
        lying.resize(size, Image.Resampling.BOX).save(tmp_path / "lying.jpg", quality=85)

    assert [code.text for code in find_codes(tmp_path / "lying.jpg")] == [CARD_QR]


def test_the_card_is_read_light_on_dark(papers: DemoPapers, tmp_path: Path) -> None:
    """As a screen in its dark colours shows it."""
    with Image.open(papers.card) as page:
        ImageOps.invert(page.convert("RGB")).save(tmp_path / "dark.png")

    assert [code.text for code in find_codes(tmp_path / "dark.png")] == [CARD_QR]


def test_a_page_without_codes_has_none(papers: DemoPapers) -> None:
    """Tables, seals and signatures are not taken for codes."""
    for page in (papers.birth_extract, *papers.diploma):
        assert find_codes(page) == ()

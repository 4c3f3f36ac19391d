"""The three lines at the back of a card, read off page pictures."""

from pathlib import Path

import pytest
from PIL import Image

from station.demo.page_texts import CARD_MRZ
from station.demo.papers import DemoPapers
from station.recognition.mrz_picture import find_zones
from station.recognition.page_reader import PageReader, SecondLook
from station.recognition.picture import open_picture
from station.recognition.preparation import prepare

READER = PageReader(timeout_s=300, second_look=SecondLook.OFF)
ZONE = "\n".join(CARD_MRZ)


@pytest.mark.parametrize(("turn", "dpi"), [(0, 300), (2.5, 300), (180, 300), (0, 200)])
def test_they_are_a_code_more_of_the_cards_page(
    papers: DemoPapers, tmp_path: Path, turn: float, dpi: int
) -> None:
    """Also askew, on its head, or scanned more coarsely; the code's box holds them."""
    with Image.open(papers.card) as page:
        lying = page.rotate(turn, Image.Resampling.BICUBIC, fillcolor="white")
        size = (lying.width * dpi // 300, lying.height * dpi // 300)
        lying.resize(size, Image.Resampling.BOX).save(tmp_path / "card.png")

    codes = {code.type: code for code in READER.read(tmp_path / "card.png", dpi).codes}

    assert codes["MRZ"].text == ZONE
    _, _, width, height = codes["MRZ"].box
    assert 75 < width * 25.4 / dpi < 85
    assert 10 < height * 25.4 / dpi < 22


def test_other_papers_have_none(papers: DemoPapers) -> None:
    """Lists and paragraphs with lines of one length are read as ever."""
    for paper in (papers.birth_extract, *papers.diploma):
        page = prepare(open_picture(paper), 300)
        assert sum(1 for _ in find_zones(page.soft)) <= 60
        assert not [code for code in READER.read(paper, 300).codes if code.type == "MRZ"]

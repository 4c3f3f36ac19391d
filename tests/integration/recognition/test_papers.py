"""The demo's papers themselves."""

from pathlib import Path

import numpy as np
from PIL import Image

from station.demo.papers import DemoPapers, draw_papers
from station.recognition.picture import open_picture
from station.recognition.preparation import find_seals
from tests.integration.recognition.truth import printed_words


def test_papers_are_colour_a4_at_300_dpi(papers: DemoPapers) -> None:
    """Each page has the size of its paper and says its resolution."""
    for page in (papers.birth_extract, *papers.diploma, papers.card):
        with Image.open(page) as picture:
            assert (picture.size, picture.mode) == ((2480, 3508), "RGB")
            assert tuple(map(float, picture.info["dpi"])) == (300.0, 300.0)


def test_papers_are_the_same_every_time(papers: DemoPapers, tmp_path: Path) -> None:
    """The same version draws the same bytes."""
    again = draw_papers(tmp_path / "new folder")

    for one, other in zip(_files(papers), _files(again), strict=True):
        assert one.read_bytes() == other.read_bytes()


def test_every_noted_word_has_ink_in_its_box(papers: DemoPapers) -> None:
    """The truth fits the picture after skew: in each box there is something dark."""
    for page in (papers.birth_extract, *papers.diploma, papers.card):
        grey = np.asarray(Image.open(page).convert("L"))
        words = printed_words(papers, page)
        assert len(words) >= 40
        for text, (x, y, width, height) in words:
            assert grey[y : y + height, x : x + width].min() < 150, (page.name, text)


def test_each_certified_page_bears_one_seal(papers: DemoPapers) -> None:
    """A red seal of some 36 mm, over text."""
    for page in (papers.birth_extract, *papers.diploma):
        ((_, _, width, height),) = find_seals(open_picture(page), 300)
        assert 33 < width / 300 * 25.4 < 42
        assert 33 < height / 300 * 25.4 < 42


def _files(papers: DemoPapers) -> tuple[Path, ...]:
    return papers.birth_extract, *papers.diploma, papers.card, papers.truth

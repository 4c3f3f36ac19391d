"""Seals, signatures and photos are found where they are, and nowhere else."""

from pathlib import Path

import numpy as np
from PIL import Image

from offline_store.spots import SpotKind
from station.demo.papers import DemoPapers
from station.recognition.codes import codes_in
from station.recognition.picture import open_picture
from station.recognition.preparation import find_seals
from station.recognition.spots import find_spots
from tests.integration.recognition.truth import printed_words

DPI = 300
MM = DPI / 25.4


def found(papers: DemoPapers, page: Path) -> list[tuple[SpotKind, float, float]]:
    """The kinds on a page from the top, each with its width and height in mm."""
    pixels = open_picture(page)
    words = [box for _, box in printed_words(papers, page)]
    codes = [code.box for code in codes_in(pixels, DPI)]
    spots = find_spots(pixels, DPI, find_seals(pixels, DPI), words, codes)
    return [(spot.kind, spot.box[2] / MM, spot.box[3] / MM) for spot in spots]


def test_a_seal_and_the_signature_that_it_touches_are_one(papers: DemoPapers) -> None:
    """On each page of the diploma; coloured titles, frames and tables are none."""
    for page in papers.diploma:
        ((kind, width, height),) = found(papers, page)
        assert kind is SpotKind.SEALED_SIGNATURE
        assert 55 < width < 90, page.name
        assert 33 < height < 50, page.name


def test_a_signature_without_a_seal_is_told_too(papers: DemoPapers) -> None:
    """Of the two who signed the extract one has the seal."""
    kinds = [kind for kind, _, _ in found(papers, papers.birth_extract)]

    assert sorted(kinds) == [SpotKind.SEALED_SIGNATURE, SpotKind.SIGNATURE]


def test_the_photo_of_a_card_is_told_and_its_code_is_none(papers: DemoPapers) -> None:
    """2 × 3 cm on a tinted ground."""
    ((kind, width, height),) = found(papers, papers.card)

    assert kind is SpotKind.PHOTO
    assert 20 < width < 28
    assert 27 < height < 42


def test_what_is_written_in_blue_is_no_signature() -> None:
    """Words that are read are words; a grey field has no tones; at the edge lies the lid."""
    page = np.full((3508, 2480, 3), 250, np.uint8)
    page[600:720, 300:1200] = (30, 50, 160)
    page[1500:1800, 400:900] = 150
    page[:, :300] = np.linspace(0, 120, 300, dtype=np.uint8)[None, :, None]

    assert find_spots(page, DPI, (), [(300, 600, 900, 120)]) == ()


def test_a_page_of_one_pixel_has_none(tmp_path: Path) -> None:
    """However small, a page is looked at."""
    file = tmp_path / "page.png"
    Image.new("RGB", (9, 9), "white").save(file)

    assert find_spots(open_picture(file), DPI, (), ()) == ()

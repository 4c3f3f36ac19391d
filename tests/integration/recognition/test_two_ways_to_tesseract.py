"""Tesseract as a library and as a program: one protocol, the same page, the same answers."""

from pathlib import Path

import numpy as np
import pytest

from station.demo.papers import DemoPapers
from station.recognition.errors import LanguageMissing, TesseractMissing
from station.recognition.mrz import ALPHABET
from station.recognition.mrz_picture import find_zones, zone_picture
from station.recognition.picture import Pixels, open_picture
from station.recognition.preparation import prepare
from station.recognition.tesseract import Layout, SeenWord, Tesseract, find_tesseract
from station.recognition.tesseract_library import TesseractLibrary
from station.recognition.tesseract_program import TesseractProgram

WAYS = (TesseractLibrary, TesseractProgram)
_LIMITS = (Layout.AUTOMATIC, 60.0)


@pytest.fixture(scope="module")
def card(papers: DemoPapers) -> Pixels:
    """The identity card's page, prepared."""
    return prepare(open_picture(papers.card), 300).grey


def test_the_library_is_taken_where_it_is() -> None:
    """It is warm; the program is what remains where it finds no data."""
    assert find_tesseract("vie") == TesseractLibrary("vie")
    assert find_tesseract("tlh") == TesseractProgram("tlh")


def test_both_read_the_same_words(card: Pixels) -> None:
    """Versions differ, words hardly: nine in ten are the same, in places of the same page."""
    by_library, by_program = (_texts(way("vie").words(card, 300, *_LIMITS)) for way in WAYS)

    assert len(by_library & by_program) >= 0.9 * max(len(by_library), len(by_program)) > 20


@pytest.mark.parametrize("way", WAYS)
def test_both_tell_which_way_is_up(
    card: Pixels, way: type[TesseractLibrary | TesseractProgram]
) -> None:
    """Degrees clockwise that the page must be turned; an empty page stays as it is."""
    engine: Tesseract = way("vie")

    assert engine.rotation(np.ascontiguousarray(np.rot90(card)), 300, 60) == 90
    assert engine.rotation(np.full((400, 300), 255, np.uint8), 300, 60) == 0


def test_both_read_a_line_of_a_known_alphabet(card: Pixels) -> None:
    """Nothing else is read into it, and pages read after it have all their letters."""
    line = zone_picture(card, next(find_zones(card))).lines[1]
    for way in WAYS:
        engine = way("eng")
        assert engine.line(line, ALPHABET, 60.0).startswith("9904156M3904154VNM<<")
        assert set(engine.line(line, "0123456789", 60.0)) <= set("0123456789")
        with pytest.raises(TimeoutError):
            engine.line(line, ALPHABET, 0.0)
        assert any(word.text.islower() for word in engine.words(card[:2000], 300, *_LIMITS))


@pytest.mark.parametrize("way", WAYS)
def test_both_stop_in_time(card: Pixels, way: type[TesseractLibrary | TesseractProgram]) -> None:
    """A page over its time is no answer; the next page is read."""
    engine = way("vie")

    with pytest.raises(TimeoutError):
        engine.words(card, 300, Layout.AUTOMATIC, 0.01)
    assert engine.words(card[:2000], 300, Layout.AUTOMATIC, 60)


@pytest.mark.parametrize("way", WAYS)
def test_both_name_what_is_missing(
    way: type[TesseractLibrary | TesseractProgram], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A language that is not there; then no Tesseract at all."""
    with pytest.raises(LanguageMissing) as missing:
        way("vie+tlh").require()
    assert missing.value.facts == {"language": "tlh"}

    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(TesseractMissing):
        way("vie").require()


def _texts(words: tuple[SeenWord, ...]) -> set[str]:
    return {word.text for word in words}

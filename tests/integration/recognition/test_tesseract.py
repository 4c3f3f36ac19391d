"""Real Tesseract on the demo's papers and on what is no paper."""

import unicodedata
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from offline_store.records import Reading
from offline_store.spots import SpotKind
from scanners.errors import NotAPicture, PictureTooLarge, PictureTruncated
from signing.typesetting import find_fonts
from station.demo.papers import DemoPapers
from station.demo.sheet import Align, Faces, Sheet, Type
from station.recognition.doubt import DOUBTFUL
from station.recognition.errors import LanguageMissing, ReadingTimeout, TesseractMissing
from station.recognition.page_reader import PageReader, SecondLook
from station.recognition.picture import open_picture
from station.recognition.preparation import find_seals
from station.recognition.steps import Step
from station.recognition.text import text_of
from tests.integration.recognition.truth import Box, printed_words, share_wrong, word_at
from tests.unit.station.recognition.test_picture import huge_png

# Tesseract alone: tests/integration/recognition/test_second_reader.py has the other one.
ENGINE = PageReader(second_look=SecondLook.OFF)
FOREIGN = (
    "СВИДЕТЕЛЬСТВО О РОЖДЕНИИ",
    "Гражданин Иванов Иван Иванович",
    "родился пятнадцатого апреля",
    "Министерство юстиции Российской Федерации",
    "ΕΛΛΗΝΙΚΗ ΔΗΜΟΚΡΑΤΙΑ",
    "Ληξιαρχική πράξη γεννήσεως",
    "Υπουργείο Εσωτερικών",
)


@pytest.fixture(scope="module")
def birth_reading(papers: DemoPapers) -> Reading:
    """The birth extract, read."""
    return ENGINE.read(papers.birth_extract, 300)


def test_the_birth_extract_is_read(papers: DemoPapers, birth_reading: Reading) -> None:
    """At most one word in twenty is wrong, counted letter for letter and in its place."""
    assert share_wrong(birth_reading, printed_words(papers, papers.birth_extract)) <= 0.05


def test_words_are_nfc_and_lines_count_over_the_page(birth_reading: Reading) -> None:
    """Text is composed; line numbers rise from 0 without gaps; doubts are probabilities."""
    lines = [word.line for word in birth_reading.words]

    assert all(unicodedata.is_normalized("NFC", word.text) for word in birth_reading.words)
    assert sorted(set(lines)) == list(range(max(lines) + 1))
    assert lines == sorted(lines)
    assert all(0 <= word.doubt <= 1 for word in birth_reading.words)


def test_the_text_follows_the_page(birth_reading: Reading) -> None:
    """What stands on one line of the form stays on one line of the text."""
    assert "Số định danh cá nhân: 001099000123" in text_of(birth_reading).splitlines()
    assert (birth_reading.rotation, birth_reading.warnings) == (0, ())


def test_words_under_the_seal_are_read(papers: DemoPapers) -> None:
    """Of the names and titles that seals lie over, on three pages, at most a quarter is lost."""
    under: list[tuple[str, str | None]] = []
    for page in (papers.birth_extract, *papers.diploma):
        reading = ENGINE.read(page, 300)
        seals = find_seals(open_picture(page), 300)
        assert len(seals) == 1
        under += [
            (text, word_at(reading, box))
            for text, box in printed_words(papers, page)
            if _middle_within(box, seals[0])
        ]

    assert len(under) >= 6
    assert sum(text != read for text, read in under) <= len(under) / 4


def test_a_table_is_read_row_by_row(papers: DemoPapers) -> None:
    """A course's code and name come on one line; at most one word in six is wrong."""
    reading = ENGINE.read(papers.diploma[1], 300)

    assert any("TIN204 Mạng máy tính" in line for line in text_of(reading).splitlines())
    assert share_wrong(reading, printed_words(papers, papers.diploma[1])) <= 1 / 6


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_on_its_side_or_head_is_read(papers: DemoPapers, tmp_path: Path, turn: int) -> None:
    """The reading says how to turn the picture; boxes stay in the picture given."""
    lying = tmp_path / "lying.png"
    with Image.open(papers.birth_extract) as upright:
        upright.rotate(turn, expand=True).save(lying)  # counter-clockwise
        width, height = upright.size
    printed = [
        (text, _turned(box, turn, width, height))
        for text, box in printed_words(papers, papers.birth_extract)
    ]

    reading = ENGINE.read(lying, 300)

    assert reading.rotation == turn
    assert share_wrong(reading, printed) <= 0.1


def test_a_page_stays_as_it_lies_where_the_desk_wants_that(
    papers: DemoPapers, tmp_path: Path
) -> None:
    """The step can be left out, as all others can."""
    lying = tmp_path / "lying.png"
    with Image.open(papers.birth_extract) as upright:
        upright.rotate(180).save(lying)

    assert replace(ENGINE, without=(Step.UPRIGHT,)).read(lying, 300).rotation == 0


def test_a_fax_is_read(papers: DemoPapers, tmp_path: Path) -> None:
    """Black and white at 200 dpi, packed as fax machines do: less well, and it says where."""
    fax = tmp_path / "fax.tif"
    with Image.open(papers.birth_extract) as page:
        size = (page.width * 2 // 3, page.height * 2 // 3)
        page.convert("L").resize(size).point(lambda grey: 255 * (grey > 150)).convert("1").save(
            fax, compression="group4", dpi=(200, 200)
        )
    printed = [
        (text, (x * 2 // 3, y * 2 // 3, width * 2 // 3, height * 2 // 3))
        for text, (x, y, width, height) in printed_words(papers, papers.birth_extract)
    ]

    reading = ENGINE.read(fax, 200)

    assert share_wrong(reading, printed) <= 0.2


def test_a_foreign_script_is_doubted(tmp_path: Path) -> None:
    """Cyrillic and Greek are taken for letters that look like them; hardly a word is believed."""
    face = ImageFont.truetype(str(find_fonts()[0]), 56)
    page = Image.new("RGB", (1800, 1400), "white")
    drawing = ImageDraw.Draw(page)
    for row, text in enumerate(FOREIGN):
        drawing.text((150, 150 + 120 * row), text, fill="black", font=face)
    page.save(tmp_path / "foreign.png")

    reading = ENGINE.read(tmp_path / "foreign.png", 300)

    doubted = sum(word.doubt > DOUBTFUL for word in reading.words)
    assert doubted >= 0.8 * len(reading.words)


def test_a_blank_page_is_called_blank(tmp_path: Path) -> None:
    """Paper with grain and dust has no words, and says so."""
    rng = np.random.default_rng(1)
    paper = rng.normal(240, 4, (3508, 2480)).clip(0, 255).astype(np.uint8)
    for x, y in rng.integers(0, 2400, (60, 2)):
        paper[y : y + 2, x : x + 2] = 90
    Image.fromarray(paper).save(tmp_path / "blank.png")

    reading = ENGINE.read(tmp_path / "blank.png", 300)

    assert (reading.words, reading.warnings) == ((), ("blank",))


def test_a_side_with_a_seal_alone_is_not_blank(tmp_path: Path) -> None:
    """Red is taken out of what is read; the seal is still to be looked at."""
    page = Image.new("RGB", (1240, 1754), "white")
    ImageDraw.Draw(page).ellipse((700, 900, 910, 1110), outline=(205, 30, 40), width=5)
    page.save(tmp_path / "back.png")

    reading = ENGINE.read(tmp_path / "back.png", 150)

    assert [spot.kind for spot in reading.spots] == [SpotKind.SEAL]
    assert reading.warnings == ("no-text",)


def test_a_photograph_is_no_text(tmp_path: Path) -> None:
    """Furry blotches, like a cat's, give next to nothing, and all of it is doubted."""
    rng = np.random.default_rng(2)
    fur = cv2.GaussianBlur(rng.uniform(0, 255, (1200, 1600, 3)).astype(np.float32), (0, 0), 14)
    fur = (fur - fur.min()) * (255 / (fur.max() - fur.min()))
    Image.fromarray(fur.astype(np.uint8)).save(tmp_path / "cat.jpg")

    reading = ENGINE.read(tmp_path / "cat.jpg", 300)

    assert reading.warnings == ("no-text",) or all(word.doubt > 0.3 for word in reading.words)


@pytest.mark.parametrize("size", [(1, 1), (3, 2000), (2000, 1), (10, 10), (31, 31)])
def test_a_picture_smaller_than_a_letter_has_no_text(tmp_path: Path, size: tuple[int, int]) -> None:
    """Black, grey or noisy: no words and no crash."""
    noise = np.random.default_rng(1).integers(0, 256, (size[1], size[0], 3), np.uint8)
    for name, picture in (
        ("noise", Image.fromarray(noise)),
        ("black", Image.new("RGB", size, "black")),
    ):
        file = tmp_path / f"{name}.png"
        picture.save(file)
        reading = ENGINE.read(file, 300)
        assert reading.words == ()
        assert reading.warnings in (("no-text",), ("blank",))


def test_a_copy_is_flagged(tmp_path: Path) -> None:
    """A stamp across a copy becomes the warning `says-copy`."""
    sheet = Sheet(Faces())
    sheet.line(105, 30, "TRÍCH LỤC KHAI SINH", Type(16, bold=True), Align.CENTRE)
    sheet.line(105, 40, "(BẢN SAO)", Type(14, bold=True), Align.CENTRE)
    sheet.line(25, 60, "Họ, chữ đệm, tên: *NGUYỄN VĂN AN*", Type())
    sheet.picture.save(tmp_path / "copy.png")

    assert ENGINE.read(tmp_path / "copy.png", 300).warnings == ("says-copy",)


def test_files_that_are_no_page_are_refused(papers: DemoPapers, tmp_path: Path) -> None:
    """Too large, broken off, no picture at all: each its own error, before Tesseract starts."""
    half = tmp_path / "half.jpg"
    half.write_bytes(papers.birth_extract.read_bytes()[:200_000])
    words = tmp_path / "words.jpg"
    words.write_text("không phải ảnh", encoding="utf-8")

    with pytest.raises(PictureTooLarge):
        ENGINE.read(huge_png(tmp_path / "huge.png", 20_000), 300)
    with pytest.raises(PictureTruncated):
        ENGINE.read(half, 300)
    with pytest.raises(NotAPicture):
        ENGINE.read(words, 300)


def test_a_page_over_its_time_is_stopped(papers: DemoPapers) -> None:
    """The limit holds for the whole page, and the error says which it was."""
    with pytest.raises(ReadingTimeout) as stopped:
        PageReader(timeout_s=0.05, second_look=SecondLook.OFF).read(papers.birth_extract, 300)

    assert stopped.value.facts == {"limit_s": 0.05}


def test_a_language_that_is_not_there_is_named(papers: DemoPapers) -> None:
    """Asked beforehand or in the middle of work, the answer is the same."""
    engine = PageReader(language="tlh", second_look=SecondLook.OFF)

    for attempt in (engine.require, lambda: engine.read(papers.card, 300)):
        with pytest.raises(LanguageMissing) as missing:
            attempt()
        assert missing.value.facts == {"language": "tlh"}


def test_a_machine_without_tesseract_is_told(
    papers: DemoPapers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No data of any language, and an empty search path: a machine without Tesseract."""
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))

    for attempt in (ENGINE.require, lambda: ENGINE.read(papers.card, 300)):
        with pytest.raises(TesseractMissing):
            attempt()


def _middle_within(box: Box, seal: Box) -> bool:
    x, y = box[0] + box[2] / 2, box[1] + box[3] / 2
    radius = seal[2] / 2
    across, down = x - seal[0] - radius, y - seal[1] - seal[3] / 2
    return across**2 + down**2 < radius**2


def _turned(box: Box, turn: int, width: int, height: int) -> Box:
    """Where a box of the upright page lies once the page was turned counter-clockwise."""
    x, y, across, down = box
    match turn:
        case 90:
            return y, width - x - across, down, across
        case 180:
            return width - x - across, height - y - down, across, down
        case _:
            return height - y - down, x, down, across

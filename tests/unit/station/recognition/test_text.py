"""A reading as text and as hOCR."""

from xml.etree import ElementTree

from offline_store.records import Reading, Word
from station.recognition.hocr import hocr_page
from station.recognition.text import text_of

READING = Reading(
    engine="tesseract",
    words=(
        Word("Họ", (10, 20, 30, 12), 0.004, 0),
        Word("tên:", (45, 20, 40, 12), 0.1, 0),
        Word("<An>", (10, 50, 30, 12), 0.9, 1),
    ),
)


def test_words_of_a_line_are_joined_and_lines_end_with_a_newline() -> None:
    """Reading order is the order of the words."""
    assert text_of(READING) == "Họ tên:\n<An>"


def test_hocr_carries_every_word_with_its_box_and_certainty() -> None:
    """The document is well-formed; boxes are corners, certainty is a percentage."""
    page = ElementTree.fromstring(hocr_page(READING, 100, 200))
    words = [
        (span.text, span.get("title"))
        for span in page.iter("{http://www.w3.org/1999/xhtml}span")
        if span.get("class") == "ocrx_word"
    ]

    assert words == [
        ("Họ", "bbox 10 20 40 32; x_wconf 100"),
        ("tên:", "bbox 45 20 85 32; x_wconf 90"),
        ("<An>", "bbox 10 50 40 62; x_wconf 10"),
    ]


def test_hocr_of_a_blank_page_is_a_page_without_words() -> None:
    """No words make no lines, and still a document."""
    page = ElementTree.fromstring(hocr_page(Reading("tesseract", ()), 100, 200))

    assert not list(page.iter("{http://www.w3.org/1999/xhtml}span"))

"""The words of a PDF's text layer, as its pages have them: where nobody reads a picture anew."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]  # it ships no types

from scanners.errors import PictureTruncated
from scanners.picture_files import PDF_DPI, PDFIUM

_MOST_LETTERS = 100_000  # of a page: a text layer beyond that is none
_SCALE = PDF_DPI / 72

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class PdfWord:
    """A word, and its box (x, y, width, height) in pixels of the page at `PDF_DPI`."""

    text: str
    box: Box


def pdf_words(pdf: bytes, name: str) -> Iterator[tuple[PdfWord, ...]]:
    """The words of each page, in the order of the text layer; none where it has no such layer.

    name: of the file, for errors.

    Raises:
        PictureTruncated: it is no PDF that can be read. Facts: file, page.
    """
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise PictureTruncated(file=name, page=0) from error
    try:
        with PDFIUM:
            count = len(document)
        for index in range(count):
            with PDFIUM:
                try:
                    page = document[index]
                    try:
                        words = _words_on(page)
                    finally:
                        page.close()
                except pypdfium2.PdfiumError as error:
                    raise PictureTruncated(file=name, page=index + 1) from error
            yield words
    finally:
        with PDFIUM:
            document.close()


def _words_on(page: pypdfium2.PdfPage) -> tuple[PdfWord, ...]:
    height = page.get_height()
    layer = page.get_textpage()
    words: list[PdfWord] = []
    letters: list[str] = []
    edges: list[tuple[float, float, float, float]] = []

    def end_word() -> None:
        if letters:
            words.append(PdfWord("".join(letters), _box(edges, height)))
            letters.clear()
            edges.clear()

    try:
        for at in range(min(layer.count_chars(), _MOST_LETTERS)):
            letter = layer.get_text_range(at, 1)
            if not letter.strip():
                end_word()
                continue
            letters.append(letter)
            edges.append(layer.get_charbox(at))
    finally:
        layer.close()
    end_word()
    return tuple(words)


def _box(edges: list[tuple[float, float, float, float]], height: float) -> Box:
    """Of a word's letters, whose edges are left, bottom, right, top in points from below."""
    left, right = min(each[0] for each in edges), max(each[2] for each in edges)
    top, bottom = max(each[3] for each in edges), min(each[1] for each in edges)
    x, y = math.floor(left * _SCALE), math.floor((height - top) * _SCALE)
    wide, high = math.ceil((right - left) * _SCALE), math.ceil((top - bottom) * _SCALE)
    return max(0, x), max(0, y), max(1, wide), max(1, high)

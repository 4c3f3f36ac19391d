"""Tesseract's table of words (TSV), as the library and the program both give it."""

import unicodedata

from station.recognition.tesseract import SeenWord

_WORD_LEVEL = "5"  # page, block, paragraph, line, word


def words_in(table: str) -> tuple[SeenWord, ...]:
    """The words in the engine's own reading order; none when no letter or digit is among them."""
    words: list[SeenWord] = []
    line, at_line = -1, ("", "", "")
    for row in table.splitlines():
        cells = row.split("\t")
        text = unicodedata.normalize("NFC", cells[11].strip()) if len(cells) == 12 else ""
        if cells[0] != _WORD_LEVEL or not text:
            continue
        if (at := (cells[2], cells[3], cells[4])) != at_line:
            line, at_line = line + 1, at
        x, y, width, height = (int(cell) for cell in cells[6:10])
        words.append(SeenWord(text, (x, y, width, height), float(cells[10]) / 100, line))
    return tuple(words) if any(c.isalnum() for w in words for c in w.text) else ()

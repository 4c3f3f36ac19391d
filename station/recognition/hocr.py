"""A reading as hOCR 1.2, which other programs lay over page pictures."""

from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from offline_store.records import Reading, Word


def hocr_page(reading: Reading, width: int, height: int, language: str = "vi") -> str:
    """One XHTML document for one page of `width` × `height` pixels.

    `x_wconf` is 100 × (1 - doubt): the chance that the word is right, not the engine's raw number.
    """
    lines = "\n".join(
        _line(number, tuple(words))
        for number, words in groupby(reading.words, key=lambda word: word.line)
    )
    page_title = quoteattr(f"bbox 0 0 {width} {height}; ppageno 0")
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" \
"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="{language}" lang="{language}">
<head>
<title></title>
<meta http-equiv="Content-Type" content="text/html;charset=utf-8"/>
<meta name="ocr-system" content={quoteattr(reading.engine)}/>
<meta name="ocr-capabilities" content="ocr_page ocr_line ocrx_word"/>
</head>
<body>
<div class="ocr_page" id="page_1" title={page_title}>
{lines}
</div>
</body>
</html>"""


def _line(number: int, words: tuple[Word, ...]) -> str:
    lefts, tops, rights, bottoms = zip(*(_corners(word) for word in words), strict=True)
    box = f"bbox {min(lefts)} {min(tops)} {max(rights)} {max(bottoms)}"
    spans = " ".join(
        f'<span class="ocrx_word" id="word_{number}_{position}" title="bbox '
        f'{" ".join(map(str, _corners(word)))}; x_wconf {round(100 * (1 - word.doubt))}">'
        f"{escape(_drawable(word.text))}</span>"
        for position, word in enumerate(words)
    )
    return f'<span class="ocr_line" id="line_{number}" title="{box}">{spans}</span>'


def _corners(word: Word) -> tuple[int, int, int, int]:
    x, y, width, height = word.box
    return x, y, x + width, y + height


def _drawable(text: str) -> str:
    """Without the control characters that XML 1.0 cannot carry."""
    return "".join(letter for letter in text if letter >= " " or letter in "\t\n\r")

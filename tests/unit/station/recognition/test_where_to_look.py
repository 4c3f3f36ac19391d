"""Which of Tesseract's words the second reader looks at."""

import pytest

from station.recognition.cascade import _wants_a_look
from station.recognition.tesseract import SeenWord


@pytest.mark.parametrize(
    ("texts", "confidence", "wanted"),
    [
        ("nhân dân phường", 0.94, False),
        ("nhân dân phường", 0.92, True),
        ("Nguyễn Văn An", 0.97, False),
        ("Nguyễn Văn An", 0.962, True),
        ("ông An là", 0.962, False),  # one capital alone begins a sentence
        ("số 1999, phường", 0.979, True),  # Tesseract is as sure of wrong figures
    ],
)
def test_the_middle_word_is_looked_at(texts: str, confidence: float, wanted: bool) -> None:
    """Unsure ones, names that are not quite sure, and whatever has a figure."""
    words = tuple(
        SeenWord(text, (100 * at, 0, 80, 30), confidence, 0)
        for at, text in enumerate(texts.split())
    )
    assert _wants_a_look(words, 1) is wanted

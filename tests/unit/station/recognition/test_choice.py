"""Which of several versions of the same ink is right."""

import pytest

from station.recognition.choice import Version, choose
from station.recognition.tesseract import SeenWord


def said(text: str, confidence: float) -> Version:
    """Words side by side, all as sure."""
    return Version(
        tuple(
            SeenWord(word, (100 * at, 10, 80, 30), confidence, 0)
            for at, word in enumerate(text.split())
        )
    )


@pytest.mark.parametrize(
    ("first", "second", "closer", "right"),
    [
        # Measured: the second reader leaves out commas that a closer look sees.
        (("VT,", 0.81), ("VT", 0.999), ("VT,", 0.99), "VT,"),
        (("theo", 0.95), ("thẻo", 0.99), ("theo", 0.99), "theo"),
        # A closer look alone may be right where the two are not.
        (("232⁄/2339/72", 0.47), ("033420339172", 0.48), ("033410339172", 0.99), "033410339172"),
        (("⁄Z⁄4@@2/⁄", 0.19), ("LÝNGCDIM", 0.86), ("LÝ NGỌC DIỄM", 0.99), "LÝ NGỌC DIỄM"),
    ],
)
def test_a_closer_look_settles_it(
    first: tuple[str, float], second: tuple[str, float], closer: tuple[str, float], right: str
) -> None:
    """With it the odds are better than without."""
    chosen, odds = choose(said(*first), said(*second), (said(*closer),))

    assert chosen.text == right
    assert odds > 0


def test_odds_fall_with_every_other_version_that_is_as_good() -> None:
    """Three versions without a favourite: each is probably wrong."""
    first, second = said("hưng", 0.9), said("hứng", 0.9)
    third = (said("hừng", 0.9), said("hửng", 0.9))

    assert choose(first, second, third)[1] < choose(first, second)[1] < choose(first, first)[1]


def test_decimals_have_a_comma() -> None:
    """8500.5 is nothing that is written here: thousands are parted in threes."""
    assert choose(said("8500.5", 0.9), said("8500,5", 0.9))[0].text == "8500,5"


@pytest.mark.parametrize(
    ("first", "second", "right"),
    [
        ("REPUBLIC", "RE PUBLIC", "REPUBLIC"),
        ("of birth", "ofbirth", "of birth"),
        ("hòavới", "hòa với", "hòa với"),
        ("0533 01775041", "053301775041", "053301775041"),
    ],
)
def test_where_only_spaces_differ_words_count(first: str, second: str, right: str) -> None:
    """Other languages' words are parted as Tesseract has them."""
    assert choose(said(first, 0.9), said(second, 0.99))[0].text == right

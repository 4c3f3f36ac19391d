"""What can be Vietnamese writing, and what cannot."""

import pytest

from station.recognition.syllables import Writing, writing_of


@pytest.mark.parametrize(
    "word",
    'quốc quyết gì giếng nghiêng Nguyễn thuế yêu khuya quý (giấy), NGHĨA Ê-đê xoong ý "ạ"'.split(),  # noqa: SIM905
)
def test_syllables(word: str) -> None:
    """In any case, with punctuation about them, hyphened."""
    assert writing_of(word) is Writing.SYLLABLE


@pytest.mark.parametrize(
    "word",
    ["15/4/1999", "001099000123", "8500,5", "2021;", "12%", "(m²)", "1.250.000", "3.5"],
)
def test_numbers(word: str) -> None:
    """Dates, amounts, shares, units."""
    assert writing_of(word) is Writing.NUMBER


@pytest.mark.parametrize("word", ["UBND", "PVHCC;", "5784/UBND-TP", "H26.99.1", "102/2024/NĐ-CP"])
def test_initials(word: str) -> None:
    """Offices and references."""
    assert writing_of(word) is Writing.INITIALS


@pytest.mark.parametrize(
    "word",
    [
        "bat",
        "chuyền̉",
        "đng",
        "thìi",
        "cẵác",
        "kà",
        "gê",
        "ngi",
        "PVhcc",
        "hợp.với",
        "...",
        "x<",
        "31/13/1999",
        "14/07/19710",
    ],
)
def test_no_writing(word: str) -> None:
    """A stop without its tone, two tones, no vowel, k before a back vowel, mixed case, no day."""
    assert writing_of(word) is Writing.NONE

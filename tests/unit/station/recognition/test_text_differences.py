"""Two texts, word by word."""

import unicodedata

from station.recognition.text_differences import TextDifference, text_differences, text_ranked

ORIGINAL = "Họ tên: NGUYỄN VĂN AN\nNgày sinh: 15/04/1999\nNơi sinh: Hà Nội"


def test_the_same_text_has_no_difference() -> None:
    """Whatever its line breaks and spaces, and however its letters are composed."""
    copy = unicodedata.normalize("NFD", ORIGINAL.replace("\n", "  ").replace("AN Ngày", "AN\nNgày"))

    assert text_differences(ORIGINAL, copy) == ()


def test_what_is_missing_added_and_changed_is_told_with_its_line() -> None:
    """Marks count: a name with another tone is another name."""
    copy = "Họ tên: NGUYỂN VĂN AN\nNgày sinh: 15/04/1989\nNơi Hà Nội, Việt Nam"

    assert text_differences(ORIGINAL, copy) == (
        TextDifference("changed", "NGUYỄN", "NGUYỂN", 1, 1),
        TextDifference("changed", "15/04/1999", "15/04/1989", 2, 2),
        TextDifference("missing", "sinh:", "", 3, 3),
        TextDifference("changed", "Nội", "Nội, Việt Nam", 3, 3),
    )


def test_digits_come_first_and_punctuation_last() -> None:
    """What changes the paper's meaning is looked at first."""
    copy = "Họ tên NGUYỄN VĂN ÂN\nNgày sinh: 15/04/1989\nNơi sinh: Hà Nội"

    ranked = text_ranked(text_differences(ORIGINAL, copy))

    assert [each.copy for each in ranked] == ["15/04/1989", "ÂN", "tên"]


def test_an_empty_text_is_all_missing_or_all_added() -> None:
    """Lines begin with 1 even where there are none."""
    assert text_differences("", "") == ()
    assert text_differences("a b", "") == (TextDifference("missing", "a b", "", 1, 1),)
    assert text_differences("", "a b") == (TextDifference("added", "", "a b", 1, 1),)

"""People stand in lists as Vietnamese readers look for them."""

import unicodedata
from random import Random

from offline_store.name_order import name_order

SORTED = (
    "Lê Thị An",
    "Nguyễn Văn An",
    "Trần An",
    "Bùi Ân",
    "Vũ Đình Bình",
    "Phạm Dung",
    "Phạm Dũng",
    "Bùi Đào",
    "Đặng Đào",
    "Hồ Hoa",
    "Hồ Hoà",
    "Hồ Hỏa",
    "Hồ Hoá",
    "Hồ Hoạ",
    "Mai Ước",
)


def test_given_names_come_first_then_what_stands_before_them() -> None:
    """Letters as in the alphabet, tones as in dictionaries, however the marks are written."""
    mixed = [
        unicodedata.normalize("NFD", name) if at % 2 else name for at, name in enumerate(SORTED)
    ]
    Random(3).shuffle(mixed)

    assert [unicodedata.normalize("NFC", name) for name in sorted(mixed, key=name_order)] == list(
        SORTED
    )


def test_what_is_no_name_has_its_place_too() -> None:
    """Log-ins, figures, nothing."""
    assert sorted(["hoa", "", "7", "an"], key=name_order) == ["", "7", "an", "hoa"]


def test_a_mark_over_no_letter_is_passed_over() -> None:
    """One stray mark does not keep a whole list from being sorted."""
    assert sorted(["hoa", "\u0301", "\u0301an"], key=name_order) == ["\u0301", "\u0301an", "hoa"]

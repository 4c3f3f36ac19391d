"""What does not agree on a card, of what was seen in several places."""

import pytest

from station.check_card import Mismatch, Sighting, Source, mismatches


def seen(source: Source, value: str) -> Sighting:
    """A value without a picture."""
    return Sighting(source, value)


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("name", "Nguyễn Văn An", "NGUYEN VAN AN"),
        ("name", "Đặng Thị Ngọc Ánh Phương Thảo", "DANG THI NGOC ANH PHUONG TH"),
        ("birth_date", "1941", "15/04/1941"),
        ("sex", "Nữ", "Nữ"),
    ],
)
def test_what_agrees_is_not_told(field: str, one: str, other: str) -> None:
    """Marks and case, a year alone, a name that the zone cut short."""
    pair = [(field, seen(Source.CODE, one)), (field, seen(Source.ZONE, other))]

    assert mismatches(pair) == ()
    assert mismatches(pair[::-1]) == ()


def test_a_field_that_differs_is_told_with_all_its_places() -> None:
    """In the order they were seen; places that say the same of one kind stand once."""
    code, zone = seen(Source.CODE, "15/04/1999"), seen(Source.ZONE, "15/04/1998")
    earlier = seen(Source.EARLIER, "15/04/1999")

    told = mismatches(
        [
            ("birth_date", code),
            ("sex", seen(Source.CODE, "Nam")),
            ("birth_date", zone),
            ("birth_date", earlier),
            ("birth_date", earlier),
            ("name", seen(Source.CODE, "Nguyễn Văn An")),
            ("name", seen(Source.PRINTED, "NGUYỄN VĂN ÂM")),
        ]
    )

    assert [mismatch.field for mismatch in told] == ["name", "birth_date"]
    assert told[1] == Mismatch("birth_date", (code, zone, earlier))


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("name", "Nguyễn Văn An", "NGUYEN VAN ANH"),
        ("birth_date", "1941", "15/04/1942"),
        ("number", "001099000123", "001099000128"),
    ],
)
def test_a_letter_more_or_a_digit_else_is_told(field: str, one: str, other: str) -> None:
    """A short name is never taken for one that was cut."""
    told = mismatches([(field, seen(Source.CODE, one)), (field, seen(Source.ZONE, other))])

    assert [mismatch.field for mismatch in told] == [field]

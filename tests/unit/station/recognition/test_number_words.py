"""Numbers and dates as papers write them out."""

import pytest

from station.recognition.number_words import date_in_words, number_in_words


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("không", 0),
        ("bốn", 4),
        ("mười", 10),
        ("mười lăm", 15),
        ("hai mươi", 20),
        ("hai mươi mốt", 21),
        ("chín mươi tư", 94),
        ("một trăm linh năm", 105),
        ("Hai trăm ba mươi bảy phẩy năm mét vuông", 237.5),
        ("một nghìn chín trăm chín mươi chín", 1999),
        ("hai nghìn không trăm mười chín", 2019),
        ("hai ngàn lẻ ba", 2003),
        ("ba mươi lăm triệu năm trăm nghìn đồng", 35_500_000),
        ("mét vuông", None),
        ("", None),
    ],
)
def test_numbers(words: str, number: float | None) -> None:
    """In the spoken forms of North and South."""
    assert number_in_words(words) == number


@pytest.mark.parametrize(
    ("words", "day"),
    [
        (
            "Ngày mười lăm tháng tư năm một nghìn chín trăm chín mươi chín",
            (15, 4, 1999),
        ),
        ("ngày mồng một tháng giêng năm hai nghìn", (1, 1, 2000)),
        ("ngay hai muoi nham thang chap nam hai nghin khong tram hai muoi", (25, 12, 2020)),
        ("ngày 15 tháng 4 năm 1999", None),
        ("tháng tư", None),
    ],
)
def test_dates(words: str, day: tuple[int, int, int] | None) -> None:
    """Also without a single mark."""
    assert date_in_words(words) == day

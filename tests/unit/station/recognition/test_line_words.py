"""Letters that the line reader saw, made into words."""

import pytest

from station.recognition.aster_lines import _grouped, _Letter

LEAST = 10.0


def words(text: str) -> list[str]:
    """The words of letters 20 apart; `|` is a gap just wide enough, `~` one half as wide."""
    letters: list[_Letter] = []
    gaps: list[tuple[int, int]] = []
    at = 0.0
    for sign in text:
        if sign in "|~":
            width = 12 if sign == "|" else 6
            if gaps and gaps[-1][1] == at:
                gaps[-1] = (gaps[-1][0], int(at) + width)
            else:
                gaps.append((int(at), int(at) + width))
            at += width
        else:
            letters.append(_Letter(sign, at, at + 8, 0.99))
            at += 8
    return ["".join(letter.text for letter in word) for word in _grouped(letters, gaps, LEAST)]


@pytest.mark.parametrize(
    ("letters", "parted"),
    [
        ("hòa|với", ["hòa", "với"]),
        ("T|RỊNH", ["TRỊNH"]),  # capitals stand apart in poor scans
        ("V|T,", ["VT,"]),
        ("c|ư", ["cư"]),
        ("b|/c);", ["b/c);"]),
        ("659,6~m2", ["659,6", "m2"]),
        ("tư~ông", ["tư", "ông"]),
        ("0012|3456", ["00123456"]),
        ("15/4|/1999", ["15/4/1999"]),
        ("8500|,5", ["8500,5"]),
        ("3.||33.", ["3.", "33."]),
        ("3.|33.", ["3.33."]),
        ("-|Lưu:", ["-", "Lưu:"]),
        ("-~Lưu:", ["-Lưu:"]),
        ("sử dụng", ["sử", "dụng"]),
        ("dng|đất", ["dng", "đất"]),
    ],
)
def test_gaps_part_where_words_come_of_it(letters: str, parted: list[str]) -> None:
    """What can be written counts as much as the gap."""
    assert words(letters) == parted
